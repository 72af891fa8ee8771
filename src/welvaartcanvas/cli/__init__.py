"""The command line. ``docs/manual.md`` describes every command.

This module is all that ``--version`` loads, and so imports nothing that takes time.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from welvaartcanvas import __version__

#: What a shell expects of a program that Ctrl-C ended (128 + SIGINT).
INTERRUPTED = 130

#: The options before a command that take a value.
_WITH_VALUE = ("--db", "--lang")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; ``arguments`` are those of the process unless given.

    Returns the exit code: 0 done, 1 it could not be done, 2 the request is wrong, 130
    interrupted.
    """
    leading = _leading_options(sys.argv[1:] if arguments is None else arguments)
    if "--version" in leading:
        try:
            print(f"welvaartcanvas {__version__}", flush=True)  # noqa: T201 (before click is there)
        except OSError as error:
            from welvaartcanvas.cli.running import output_broke, speak

            speak(leading.get("--lang"))
            return output_broke(error)
        return 0
    try:
        from welvaartcanvas.cli.running import run

        return run(arguments, leading.get("--lang"))
    except KeyboardInterrupt:
        return INTERRUPTED


def _leading_options(arguments: Sequence[str]) -> dict[str, str]:
    """The options before the command with their values; the last of each counts.

    They are looked at before click parses, because the language must be known when click
    says that the rest is wrong.
    """
    found: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        if not word.startswith("-") or word == "--":
            break
        name, given, value = word.partition("=")
        found[name] = value if given or name not in _WITH_VALUE else next(words, "")
    return found
