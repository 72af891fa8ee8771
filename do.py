#!/usr/bin/env python3
"""Every routine task of the project, from a fresh clone on: ``python3 do.py TASK``.

It needs Python 3.11 or newer and nothing else: the first run makes a virtual environment
in ``.venv`` and installs into it what the task needs; later runs find it there.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
USE, DEVELOP, MEASURE = "use", "develop", "measure"
#: What pip installs for each; who has what one needs has what those before it need.
PARTS = {USE: "", DEVELOP: "[dev]", MEASURE: "[dev,bench]"}


def main(arguments: list[str]) -> int:
    """Run the task that is asked for; its exit code is ours."""
    if not arguments or arguments[0] not in TASKS:
        print(__doc__, "\n".join(f"  {n:<10} {t[2]}" for n, t in TASKS.items()), sep="\n")
        return 0 if not arguments or arguments[0] in ("-h", "--help", "help") else 2
    need, commands, _ = TASKS[arguments[0]]
    if not _installed(need):
        return 1
    # Files that a user of the program names are those of the folder where they stand.
    folder = None if need == USE else ROOT
    for command in commands:
        code = subprocess.call([*command, *arguments[1:]], cwd=folder)
        if code:
            return code
    return 0


def _installed(need: str) -> bool:
    """Whether the environment has what ``need`` names, after installing it if it had not."""
    files = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    # Another Python finds nothing of what this one installed.
    python = ".".join(map(str, sys.version_info[:2])).encode()
    wanted = hashlib.sha256(b"".join([*files, python])).hexdigest()
    enough = list(PARTS)[list(PARTS).index(need) :]
    if any(_stamp(kind).is_file() and _stamp(kind).read_text() == wanted for kind in enough):
        return True
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what an older Python meets first)
        print(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}", file=sys.stderr)
        return False
    print("Setting up .venv (once) …", file=sys.stderr, flush=True)
    if not _usable() and subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        print(
            "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv",
            file=sys.stderr,
        )
        return False
    package = f"{ROOT}{PARTS[need]}"
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call(
        [*command, "--constraint", "constraints.txt", "--editable", package], cwd=ROOT
    ):
        if need == MEASURE:
            print(
                "Not every peer of the benchmarks can be had; they go on with fewer",
                file=sys.stderr,
            )
            return _installed(DEVELOP)
        print("The installation failed; what pip says above tells why", file=sys.stderr)
        return False
    _stamp(need).write_text(wanted)
    return True


def _usable() -> bool:
    """Whether .venv can install: its Python may be gone, or its making was cut short."""
    try:
        return not subprocess.call(
            _module("pip", "--version"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False


def _stamp(kind: str) -> Path:
    return VENV / f"installed-for-{kind}"


def _module(*words: str) -> list[str]:
    return [str(PYTHON), "-m", *words]


#: How much of what takes long is done before a change lands.
HARD = [
    *("tests/crash", "tests/fuzz"),
    *("--kills=300", "--writers=50", "--seconds=15", "--inputs=2000"),
]

TASKS: dict[str, tuple[str, list[list[str]], str]] = {
    "demo": (USE, [_module("welvaartcanvas", "demo")], "open the program with example regions"),
    "run": (USE, [_module("welvaartcanvas")], "run the program; words behind it are its own"),
    "test": (DEVELOP, [_module("pytest", "-n", "auto", "--dist", "worksteal")], "run all tests"),
    "hard": (
        DEVELOP,
        [_module("pytest", "-n", "auto", "--dist", "worksteal", *HARD)],
        "pull the plug 300 times, let 50 programs write at once, read 2,000 hostile files",
    ),
    "lint": (
        DEVELOP,
        [_module("ruff", "check"), _module("ruff", "format", "--check"), _module("mypy")],
        "look for faults in style and types",
    ),
    "messages": (
        DEVELOP,
        [[str(PYTHON), "tools/messages.py"]],
        "collect the texts to translate and compile the translations",
    ),
    "schema": (
        DEVELOP,
        [[str(PYTHON), "tools/schema.py"]],
        "write the JSON Schemas of the documents anew",
    ),
    "examples": (
        DEVELOP,
        [[str(PYTHON), "tools/make_examples.py"]],
        "make the example canvases anew",
    ),
    "pictures": (
        DEVELOP,
        [[str(PYTHON), "tools/make_pictures.py"]],
        "make the pictures of the documentation anew",
    ),
    "bench": (MEASURE, [[str(PYTHON), "benchmarks/all.py"]], "measure speed and size"),
}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # what was running has said so already
        sys.exit(130)
