"""Comparing the regions of the whole country, beside the bare SQL that reads what it needs.

    python benchmarks/compare.py [--runs 5] [--regions 10 40 100 342]

A workspace of 342 regions with three canvases of 135 contributions each, and of the first 10, 40
and 100 of these (``country.py``). Measured are:

- ``compare --all --format json``, the whole process. Beside it the bare SQL that reads what this
  shows: every rating with its region, and how many contributions each cell has, fetched and thrown
  away; in a Python of its own that imports nothing but sqlite3, and within a process that has the
  file open. The target is twice the former and 150 ms. Beside that the same of the ratings alone,
  from which coverage could not be told;
- the compare screen at 80×24 and 200×60, in a pseudo-terminal: from the key that opens it until a
  key on it has had its effect (the regions stand in another order), and the key that sorts;
- who can learn from whom, with the tables, and which regions are alike, in a process that has the
  comparison;
- ``compare --all --format pdf``, the whole process;
- the most memory (resident set) that each of these processes had.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple

from country import CANVASES, CONTRIBUTIONS, REGIONS, make_country
from measuring import (
    Row,
    Run,
    in_turn,
    milliseconds,
    peak_memory_mb,
    print_lines,
    print_table,
    process_ms,
    watched,
)

from tests.support.terminal import Terminal, environment, program
from welvaartcanvas.domain.likeness import all_alike
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.workspace import open_workspace
from welvaartcanvas.workspace.comparing import MOST_ALIKE

COUNTS = (10, 40, 100, REGIONS)
SIZES = ((80, 24), (200, 60))
#: What our start, the words and the writing may take beside twice the reading, in ms.
ALLOWANCE = 150
#: What each process may have, in MB.
MEMORY = 250

#: What a comparison needs of the ratings and of the contributions, without anything else.
NEEDED = (
    "SELECT c.region_id, r.block, r.perspective, r.score "
    "FROM ratings AS r JOIN canvases AS c ON c.id = r.canvas_id",
    "SELECT canvas_id, block, perspective, count(*) FROM contributions "
    "GROUP BY canvas_id, block, perspective",
)
#: The same in a process that does nothing else.
BARE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for query in sys.argv[2:]:
    db.execute(query).fetchall()
"""


class Reading(NamedTuple):
    """What the whole process that makes JSON took, and the bare SQL, in ms.

    ``bare`` reads all that is needed in a process of its own and ``within`` in one that has the
    file open; ``ratings`` and ``ratings_within`` read the ratings alone.
    """

    ours: float
    bare: float
    within: float
    ratings: float
    ratings_within: float


def reading(home: Path, runs: int) -> Reading:
    """The JSON of all regions, and what it needs read bare, in turn."""
    file = home / "workspace.db"
    json = program("compare", "--all", "--format", "json")
    with closing(sqlite3.connect(file)) as db:

        def bare(*queries: str) -> float:
            return process_ms([sys.executable, "-c", BARE, str(file), *queries])

        def within(*queries: str) -> float:
            return milliseconds(lambda: [db.execute(query).fetchall() for query in queries])

        peers: dict[str, Callable[[], float]] = {
            "ours": lambda: process_ms(json, environment(home)),
            "bare": lambda: bare(*NEEDED),
            "within": lambda: within(*NEEDED),
            "ratings": lambda: bare(NEEDED[0]),
            "ratings_within": lambda: within(NEEDED[0]),
        }
        return Reading(**in_turn(runs, peers))


class Screen(NamedTuple):
    """The compare screen: ms until usable, ms of the key that sorts, and the most MB."""

    usable: float
    sorting: float
    memory: float


def screen(home: Path, size: tuple[int, int], runs: int) -> Screen:
    """Open the screen, and sort it."""
    with Terminal(program("--lang", "en"), *size, environment(home), home) as terminal:
        terminal.wait_for("n New canvas")
        usable, sorting = [], []
        for _ in range(runs):
            start = monotonic()
            terminal.press("c")
            terminal.wait_for("Compare regions ›")
            terminal.press("s")
            terminal.wait_for("▲")
            usable.append((terminal.drawn - start) * 1000)
            for shown in ("▼", "regions,", "▲") * 2:
                start = monotonic()
                terminal.press("s")
                if shown == "regions,":  # they stand by name again
                    terminal.wait_gone("▼")
                else:
                    terminal.wait_for(shown)
                sorting.append((terminal.drawn - start) * 1000)
            terminal.press("escape")
            terminal.wait_for("n New canvas")
        return Screen(median(usable), median(sorting), peak_memory_mb(terminal.pid))


class Deriving(NamedTuple):
    """What is derived from a comparison that is there, in ms."""

    comparing: float
    learning: float
    likeness: float


def deriving(home: Path, runs: int) -> Deriving:
    """The comparison by itself, who can learn from whom, and which regions are alike."""
    with open_workspace(home / "workspace.db", "benchmark") as workspace:
        here = workspace.comparing
        compared = here.compare(Selection())
        parts: dict[str, Callable[[], float]] = {
            "comparing": lambda: milliseconds(lambda: here.compare(Selection())),
            "learning": lambda: milliseconds(lambda: here.learning(compared)),
            "likeness": lambda: milliseconds(lambda: all_alike(compared.comparison, MOST_ALIKE)),
        }
        return Deriving(**in_turn(runs, parts))


class Measured(NamedTuple):
    """All of one number of regions."""

    reading: Reading
    json: Run
    pdf: Run
    deriving: Deriving
    screens: dict[tuple[int, int], Screen]


def measure(home: Path, runs: int) -> Measured:
    """Everything on the workspace in ``home``."""
    report = home / "comparison.pdf"
    return Measured(
        reading(home, runs),
        watched(program("compare", "--all", "--format", "json"), environment(home)),
        watched(program("compare", "--all", "--format", "pdf", "--out", report), environment(home)),
        deriving(home, runs),
        {size: screen(home, size, runs) for size in SIZES},
    )


def rows(of: Measured) -> list[Row]:
    """What has a target."""
    read, made = of.reading, of.deriving
    found = [
        Row("as JSON, whole process", read.ours, "ms", _allowed("bare SQL", read.bare), 1),
        Row("as JSON, whole process", read.ours, "ms", _allowed("ratings alone", read.ratings), 1),
        Row("bare SQL within a process", read.within, "ms", ("ratings", read.ratings_within)),
        Row("the comparison alone", made.comparing, "ms", ("bare SQL within", read.within)),
        Row("who can learn from whom", made.learning, "ms", at_most=2_000),
        Row("which regions are alike", made.likeness, "ms", at_most=2_000),
        Row("as PDF, whole process", of.pdf.time / 1000, "s", at_most=15),
        Row("memory: as JSON", of.json.memory, "MB", at_most=MEMORY),
        Row("memory: as PDF", of.pdf.memory, "MB", at_most=MEMORY),
    ]
    for (columns, height), shown in of.screens.items():
        size = f"{columns}×{height}"
        found += [
            Row(f"screen usable, {size}", shown.usable, "ms", at_most=500),
            Row(f"a key that sorts, {size}", shown.sorting, "ms", at_most=50),
            Row(f"memory: screens, {size}", shown.memory, "MB", at_most=MEMORY),
        ]
    return found


def _allowed(name: str, bare: float) -> tuple[str, float]:
    """What a whole process may take beside the bare reading in a process of its own."""
    return f"2 × {name} ({bare:.0f} ms) + {ALLOWANCE} ms:", 2 * bare + ALLOWANCE


def by_region(of: dict[int, Measured]) -> list[tuple[str, ...]]:
    """What each of the regions takes, as their number grows."""
    head = ("regions", "JSON", "compared", "learning", "alike", "PDF", "screen", "sorting")
    lines = [(head[0], *(f"{name}, ms" for name in head[1:]))]
    for count, each in of.items():
        small = each.screens[SIZES[0]]
        taken = (
            each.reading.ours,
            each.deriving.comparing,
            each.deriving.learning,
            each.deriving.likeness,
            each.pdf.time,
            small.usable,
            small.sorting,
        )
        lines.append((str(count), *(f"{ms:,.1f} ({ms / count:.2f})" for ms in taken)))
    return lines


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--regions", type=int, nargs="+", default=COUNTS)
    asked = parser.parse_args(arguments)
    measured: dict[int, Measured] = {}
    for count in sorted(asked.regions):
        with tempfile.TemporaryDirectory() as folder:
            make_country(Path(folder) / "workspace.db", count)
            measured[count] = measure(Path(folder), asked.runs)
    most = max(measured)
    what = f"{CANVASES} canvases of {CONTRIBUTIONS} contributions each"
    print_table(f"Comparing {most} regions with {what}", rows(measured[most]))
    print_lines("All together, and (for each region)", by_region(measured))


if __name__ == "__main__":
    main()
