"""From a command line to an exit code: the language, and what becomes of every error."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from welvaartcanvas import i18n
from welvaartcanvas.cli.door import Door
from welvaartcanvas.cli.output import complain
from welvaartcanvas.cli.root import root
from welvaartcanvas.errors import Fault, OutputError, system_reason, visible
from welvaartcanvas.files import write_whole
from welvaartcanvas.i18n import _, explain
from welvaartcanvas.locations import state_folder
from welvaartcanvas.settings import Settings, load_settings


def run(arguments: Sequence[str] | None, language: str | None) -> int:
    """Run the command; ``language`` is what ``--lang`` says, if it was given.

    Everything that goes wrong ends as one line on standard error, never as a traceback; only
    ``KeyboardInterrupt`` leaves this function.
    """
    # Loading makes much and frees little: looking through it after every 700 objects, as Python
    # does, is a tenth of the time of a short command.
    gc.set_threshold(100_000)
    # At the end Python looks through all of it again, only for the system to take the memory
    # back anyhow: 80 of the 380 ms of an export.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # Where a sign can't be shown it stands escaped; that is no reason to stop.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _invoke(arguments, Door(speak(language)))
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.Abort:  # what click makes of Ctrl-C
        raise KeyboardInterrupt from None
    except OSError as error:
        return output_broke(error)
    return code


def speak(language: str | None) -> Settings:
    """Set the language: ``language`` where that is one, else the settings', else the system's.

    Returns the settings that were read for it.
    """
    settings = load_settings()
    i18n.set_language(
        language if language in i18n.LANGUAGES else settings.language or i18n.system_language()
    )
    return settings


def _invoke(arguments: Sequence[str] | None, door: Door) -> int:
    try:
        code = root.main(arguments, prog_name="welvaartcanvas", standalone_mode=False, obj=door)
    except click.ClickException as error:
        return _report_usage(error)
    except Fault as fault:
        return report(fault)
    except SystemExit as end:  # click's way to end after a broken pipe or a shell's question
        return end.code if isinstance(end.code, int) else 1
    except click.Abort:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:
            raise
        return report_bug(error)
    return code if isinstance(code, int) else 0


def report(fault: Fault) -> int:
    """Say what went wrong, one line a problem; the exit code that goes with it."""
    for line in explain(fault).split("\n"):
        complain(line)
    return fault.exit_code


def report_bug(error: Exception) -> int:
    """Keep the traceback of what should never happen and say where it is; the exit code."""
    what = visible(f"{type(error).__name__}: {error}")
    import traceback

    try:
        file = _keep("".join(traceback.format_exception(error)))
    except OutputError as fault:
        complain(_("a fault in the program ({what})").format(what=what) + f"; {explain(fault)}")
    else:
        complain(
            _("a fault in the program ({what}); please send its makers {file}").format(
                what=what, file=visible(file)
            )
        )
    return 1


def _report_usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # a group without its command
        error.show()
        return 2
    line = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        line += " " + _("A text that starts with - goes behind --.")
    context = getattr(error, "ctx", None)
    if context is not None:
        line += " " + _("See: {command} --help").format(command=context.command_path)
    complain(visible(line, limit=1_000))
    return 2


def _keep(trace: str) -> Path:
    """The file that now holds ``trace``; :class:`OutputError` when it can't be written."""
    file = state_folder() / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.log"
    write_whole(file, trace.encode("utf-8", "backslashreplace"))
    return file


def output_broke(error: OSError) -> int:
    """Standard output takes no more: end quietly when its reader left, else say why.

    Returns the exit code.
    """
    # What Python still holds for it must go nowhere, or its exit would complain again.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if isinstance(error, BrokenPipeError):  # such as head, when it has seen enough
        return 1
    return report(
        OutputError("the output can't be written ({reason})", reason=system_reason(error))
    )
