"""How long the program takes to start, and how much memory its screens need.

    python benchmarks/start.py [--runs 7]

The screens open on a workspace of 40 regions with 5 full canvases each (135 contributions a
canvas), in a pseudo-terminal of 80×24 and of 200×60. "Usable" is what a person means by it:
from the start of the process until the list is there and a key has brought its other end on
the screen: ours opens at the canvas that was changed last, which is at its end. Beside it a
bare Textual app with a header, a list of as many lines and a footer, driven in the same
way. Memory is the peak of the resident set: with the list on the screen, after a canvas, a
block and a search were opened, and after a report was made.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measuring import Row, in_turn, peak_memory_mb, print_table, process_ms
from workspaces import CANVASES, LAST_REGION, REGIONS, make_workspace

from tests.support.terminal import Terminal, environment, program

SIZES = ((80, 24), (200, 60))
#: How often a canvas is opened to see whether the program grows.
OPENED = 100
BARE = Path(__file__).with_name("bare_app.py")


def usable_ms(
    command: list[str], first: str, key: str, last: str, *, size: tuple[int, int], home: Path
) -> float:
    """From the start of ``command`` until ``first`` is shown and ``key`` has brought ``last``."""
    with Terminal(command, *size, environment(home), home) as terminal:
        terminal.wait_for(first)
        terminal.press(key)
        terminal.wait_for(last)
        return (terminal.drawn - terminal.started) * 1000


def screens(home: Path, runs: int) -> list[Row]:
    """The start of the screens, at both sizes."""
    lines = REGIONS * (1 + CANVASES)
    bare = [sys.executable, str(BARE), str(lines), LAST_REGION]
    rows = []
    for columns, height in SIZES:
        measured = in_turn(
            runs,
            {
                "ours": partial(
                    usable_ms,
                    program(),
                    "27/27",
                    "home",
                    "Regio 01",
                    size=(columns, height),
                    home=home,
                ),
                "bare": partial(
                    usable_ms, bare, "Line 1", "end", LAST_REGION, size=(columns, height), home=home
                ),
            },
        )
        peer = ("bare Textual app", measured["bare"])
        what = f"screens usable, {columns}×{height}"
        rows.append(Row(what, measured["ours"], "ms", peer, 1.6))
    return rows


def version(runs: int) -> Row:
    """``--version`` beside a Python that does nothing."""
    peers: dict[str, Callable[[], float]] = {
        "ours": partial(process_ms, program("--version")),
        "python": partial(process_ms, [sys.executable, "-c", "pass"]),
    }
    measured = in_turn(runs, peers)
    return Row("--version", measured["ours"], "ms", ("python -c pass", measured["python"]), 3)


def memory(home: Path) -> list[Row]:
    """What the screens need, at the larger size."""
    with Terminal(program("--lang", "en"), *SIZES[-1], environment(home), home) as terminal:
        terminal.wait_for("27/27")
        listed = peak_memory_mb(terminal.pid)
        terminal.press("end")
        terminal.wait_for(LAST_REGION)
        terminal.press("enter")  # the canvas at the cursor
        terminal.wait_for("┏━")
        terminal.press("enter")  # its first block
        terminal.wait_for("^e ")
        terminal.press("ctrl+f")
        terminal.wait_gone("^e ")
        terminal.type("vakmensen")
        terminal.wait_for("100 ")
        browsed = peak_memory_mb(terminal.pid)
        terminal.press("escape")
        terminal.wait_for("^e ")
        terminal.press("escape")
        terminal.wait_for("┏━")
        terminal.press("x")
        terminal.wait_for("▼")
        terminal.press("tab", "tab", "ctrl+u")
        terminal.type(f"{home / 'report.pdf'}\r")
        terminal.wait_for("✓")
        exported = peak_memory_mb(terminal.pid)
        terminal.press("escape")
        terminal.wait_gone("✓")
        terminal.press("escape")
        for _ in range(OPENED):
            terminal.wait_for("n New canvas")
            terminal.press("enter")
            terminal.wait_for("┏━")
            terminal.press("escape")
        terminal.wait_for("n New canvas")
        grown = peak_memory_mb(terminal.pid)
    return [
        Row("memory with the list on the screen", listed, "MB", at_most=150),
        Row("memory after canvas, block and search", browsed, "MB", at_most=150),
        Row("memory after the first report", exported, "MB", at_most=150),
        Row(f"memory after {OPENED} canvases were opened", grown, "MB", at_most=150),
    ]


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_workspace(home / "workspace.db")
        rows = [*screens(home, runs), version(3 * runs), *memory(home)]
    print_table(f"Start, with {REGIONS} regions × {CANVASES} full canvases", rows)


if __name__ == "__main__":
    main()
