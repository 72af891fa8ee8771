"""Comparing the regions of the whole country, beside the bare SQL that reads what it needs.

    python benchmarks/compare.py [--runs 5] [--regions 10 40 100 342]

A workspace of 342 regions with three canvases of 135 contributions each, and of the first 10, 40
and 100 of these (``country.py``). Measured are:

- ``compare --all --format json``, the whole process. Beside it the bare SQL: every rating with
  its region, and how many contributions each cell has, fetched and thrown away; in a Python of its
  own that imports nothing but sqlite3, and within a process that has the file open. The target is
  twice the former and 150 ms, which is what our start may take;
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
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import NamedTuple

from country import CANVASES, CONTRIBUTIONS, REGIONS, make_country
from exports import total_memory_mb
from measuring import (
    Row,
    in_turn,
    milliseconds,
    peak_memory_mb,
    print_lines,
    print_table,
    process_ms,
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
#: How often the memory of a process is looked at, in seconds.
PAUSE = 0.01

#: What a comparison needs of the ratings and of the contributions, without anything else.
NEEDED = (
    "SELECT c.region_id, r.block, r.perspective, r.score "
    "FROM ratings AS r JOIN canvases AS c ON c.id = r.canvas_id",
    "SELECT canvas_id, block, perspective, count(*) FROM contributions "
    "GROUP BY canvas_id, block, perspective",
)
#: The same in a process that does nothing else.
BARE = f"""
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for query in {NEEDED!r}:
    db.execute(query).fetchall()
"""


class Run(NamedTuple):
    """What a whole process took: milliseconds, and the most MB it had."""

    time: float
    memory: float


def watched(command: Sequence[str], home: Path) -> Run:
    """Run ``command``, which must succeed."""
    start = perf_counter()
    running = subprocess.Popen(
        command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    memory = 0.0
    while running.poll() is None:
        memory = max(memory, total_memory_mb(running.pid))
        sleep(PAUSE)
    taken = (perf_counter() - start) * 1000
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {running.returncode}")
    return Run(taken, memory)


class Reading(NamedTuple):
    """What the whole process that makes JSON took beside the bare reading, in ms."""

    ours: float
    bare: float
    within: float
    ratings: float

    @property
    def target(self) -> float:
        """What ours may take."""
        return 2 * self.bare + ALLOWANCE


def reading(home: Path, runs: int) -> Reading:
    """The JSON of all regions, and what it needs read bare, in turn."""
    file = home / "workspace.db"
    with closing(sqlite3.connect(file)) as db:

        def read(queries: Sequence[str]) -> None:
            for query in queries:
                db.execute(query).fetchall()

        json = program("compare", "--all", "--format", "json")
        peers: dict[str, Callable[[], float]] = {
            "ours": lambda: process_ms(json, environment(home)),
            "bare": lambda: process_ms([sys.executable, "-c", BARE, str(file)]),
            "within": lambda: milliseconds(partial(read, NEEDED)),
            "ratings": lambda: milliseconds(partial(read, NEEDED[:1])),
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
        watched(program("compare", "--all", "--format", "json"), home),
        watched(program("compare", "--all", "--format", "pdf", "--out", report), home),
        deriving(home, runs),
        {size: screen(home, size, runs) for size in SIZES},
    )


def rows(of: Measured) -> list[Row]:
    """What has a target."""
    read, made = of.reading, of.deriving
    beside = f"2 × bare SQL ({read.bare:.0f} ms) + {ALLOWANCE} ms:"
    found = [
        Row("as JSON, whole process", read.ours, "ms", (beside, read.target), 1),
        Row("as JSON, whole process", read.ours, "ms", ("the SQL within a process", read.within)),
        Row("the SQL within a process", read.within, "ms", ("ratings alone", read.ratings)),
        Row("the comparison alone", made.comparing, "ms", ("the SQL", read.within)),
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
