"""How quickly the screens answer somebody who types.

    python benchmarks/answering.py [--runs 30]

Measured from outside, in a pseudo-terminal: from the moment at which the keys are sent until
the frame that shows what they did has arrived; what the emulator needs to draw it does not
count. On a full
canvas (27 cells with 5 contributions each) at 80×24 and at 200×60:

- a key: from pressing it in the quick line until its letter is there;
- a contribution: from Enter until it is committed to the disk (it is shown only then) and
  stands in its column;
- another program: from the end of a ``contribute`` on the command line until it stands there;
- a key while ten PDFs are being made.

Beside a key stands the same key in a bare Textual app with one text field.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic

from measuring import Row, print_table
from workspaces import PER_CELL, make_workspace

from tests.support.terminal import Terminal, environment, program

SIZES = ((80, 24), (200, 60))
BARE = Path(__file__).with_name("bare_field.py")
#: Letters to type: each run needs one that does not stand there yet.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Canvases of which reports and posters are made: enough to press some keys meanwhile.
REPORTS = 5


def until(terminal: Terminal, send: Callable[[], object], shown: str) -> float:
    """The milliseconds from ``send`` until ``shown`` stands on the screen."""
    start = monotonic()
    send()
    terminal.wait_for(shown)
    return (terminal.drawn - start) * 1000


def key_ms(terminal: Terminal, before: str) -> float:
    """The median of a letter in the field that shows ``before`` ahead of what is typed."""
    return median(
        until(terminal, partial(terminal.type, letter), before + LETTERS[: i + 1])
        for i, letter in enumerate(LETTERS)
    )


def bare_key_ms(home: Path, size: tuple[int, int]) -> float:
    """A letter in a bare Textual app with one field."""
    with Terminal([sys.executable, str(BARE)], *size, environment(home), home) as terminal:
        terminal.wait_for("Type here")
        return key_ms(terminal, "")


def open_block(home: Path, size: tuple[int, int]) -> Terminal:
    """The program with a block open and the cursor in its quick line."""
    terminal = Terminal(program("--lang", "en"), *size, environment(home), home)
    terminal.wait_for("n New canvas")
    terminal.press("enter")
    terminal.wait_for("┏━")
    terminal.press("enter")
    terminal.wait_for("^e Full editor")
    return terminal


def at_one_size(home: Path, canvas: str, size: tuple[int, int], runs: int) -> list[Row]:
    """The rows of one size of the terminal."""
    named = f"{size[0]}×{size[1]}"
    with open_block(home, size) as terminal:
        key = key_ms(terminal, "› ")
        terminal.press("ctrl+r")
        committed, seen = [], []
        for number in range(runs):
            terminal.type(f"zin{number}")
            terminal.wait_for(f"› zin{number}")
            committed.append(until(terminal, lambda: terminal.press("enter"), f"• zin{number}"))
        for number in range(max(3, runs // 6)):
            cell = ("--block", "opgave", "--perspective", "ondernemers")
            command = program("contribute", canvas, *cell, "van elders")
            subprocess.run(command, env=environment(home), check=True, stdout=subprocess.DEVNULL)
            there = PER_CELL + runs + number + 1  # it may stand below what is in sight
            seen.append(until(terminal, lambda: None, f" · {there} ─"))
    return [
        Row(f"a key, {named}", key, "ms", ("bare Textual field", bare_key_ms(home, size))),
        Row(f"Enter until committed and shown, {named}", median(committed), "ms", at_most=30),
        Row(f"shown that another program added, {named}", median(seen), "ms", at_most=1000),
    ]


def during_an_export(home: Path) -> list[Row]:
    """Keys in the help, which lies over the export that goes on below it."""
    made = home / "reports"
    with Terminal(program("--lang", "en"), 80, 24, environment(home), home) as terminal:
        terminal.wait_for("n New canvas")
        terminal.press("home", "x")
        terminal.wait_for("In which language")
        terminal.press("enter", "down", "down", "enter", "tab", "tab", "ctrl+u")
        terminal.type(f"{made}/\r")
        opened = []
        while len(list(made.glob("*.pdf"))) < 2 * REPORTS - 1:
            opened.append(until(terminal, lambda: terminal.press("f1"), "› Help"))
            terminal.press("escape")
            terminal.wait_gone("› Help")
        terminal.wait_for("✓")
    return [
        Row("help opened during an export, median", median(opened), "ms", at_most=100),
        Row("help opened during an export, slowest", max(opened), "ms"),
    ]


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args(arguments).runs
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            [canvas] = make_workspace(home / "workspace.db", regions=1, canvases=1)
            rows += at_one_size(home, canvas, size, runs)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_workspace(home / "workspace.db", regions=1, canvases=REPORTS)
        rows += during_an_export(home)
    print_table("Answering somebody who types, on a full canvas", rows)


if __name__ == "__main__":
    main()
