"""Search as people type, beside what SQLite does bare: ``LIKE``, and FTS5 without our joins.

    python benchmarks/search.py [--contributions 100000]

Every query is timed 21 times on a warm file; the medians are shown, in milliseconds, and
how many times as long the search takes as each peer. The texts are made from the sentences
that the tests use and have the same seed on every run: few words are very common, most are
rare, as in any language.

``LIKE`` is quick where the newest hundred texts all match and reads everything where few do;
it knows no diacritics and no starts of words, and neither peer says where a text stands.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support import build
from tests.support.dutch import contributions_for
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.store.search import match_expression
from welvaartcanvas.workspace import Workspace, open_workspace

SEED = 2026
RUNS = 21
PER_CANVAS = 1_000
LIMIT = 100
GOAL_MS = 15.0

#: What is typed, and what it stands for.
QUERIES = (
    ("d", "one letter, in nearly everything"),
    ("x", "one letter, rare"),
    ("de", "a very common word"),
    ("en", "a very common word, and a start"),
    ("regio", "a common word"),
    ("onder", "the start of a word"),
    ("munster", "without its diacritics"),
    ("genoeg mensen", "two common words"),
    ("d e o", "three letters, as starts of words"),
    ("woord4711", "one word in all"),
    ("ede", "a municipality, and the start of words"),
    ("bestaatniet", "nothing"),
)


def canvases(contributions: int) -> Iterator[Canvas]:
    """Canvases with ``contributions`` contributions in all, in four regions."""
    chance = random.Random(SEED)
    template = build.shipped_template()
    sentences = [s for cell in range(27) for s in contributions_for(cell, 5)]
    rare = [f"woord{i}" for i in range(20_000)]
    regions = [
        build.region(i, name, municipalities=codes)
        for i, (name, codes) in enumerate(
            (
                ("Foodvalley", ("GM0228", "GM0289")),
                ("Kop van de Veluwe", ("GM0232", "GM0244")),
                ("Zuid-Limburg", ("GM0935",)),
                ("Noordkop", ("GM0400",)),
            ),
            start=1,
        )
    ]
    for number, first in enumerate(range(0, contributions, PER_CANVAS), start=1):
        things = []
        for i in range(min(PER_CANVAS, contributions - first)):
            block, side = chance.choice(template.cells)
            text = f"{chance.choice(sentences)} {' '.join(chance.choices(rare, k=3))}"
            things.append(build.contribution(i + 1, block, side, text, number))
        region = regions[number % len(regions)]
        yield build.canvas(
            number,
            f"Vakmensen, ronde {number}",
            template=template,
            region=region,
            contributions=tuple(things),
        )


def median_ms(do: Callable[[], object]) -> float:
    """How long ``do`` takes, in milliseconds, the median of ``RUNS`` after one to warm up."""
    do()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        do()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def like(db: sqlite3.Connection, text: str) -> list[tuple[object, ...]]:
    """The newest contributions that have every word of ``text`` somewhere, by ``LIKE``."""
    words = text.split()
    where = " AND ".join("text LIKE ?" for _ in words)
    return db.execute(
        f"SELECT id, text FROM contributions WHERE {where} ORDER BY rowid DESC LIMIT {LIMIT}",
        [f"%{word}%" for word in words],
    ).fetchall()


def bare(db: sqlite3.Connection, text: str) -> list[tuple[object, ...]]:
    """The newest that match in the FTS5 index, without saying where they stand."""
    return db.execute(
        f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {LIMIT}",
        [match_expression(text)],
    ).fetchall()


def measure(workspace: Workspace, db: sqlite3.Connection) -> list[float]:
    """Print a line for each query; the medians of the search."""
    print(f"{'typed':<20}{'found':>6}{'ms':>8}{'bare FTS5':>11}{'×':>6}{'LIKE':>8}{'×':>6}")
    medians = []
    for text, meaning in QUERIES:
        found = len(workspace.searching.find(text, LIMIT))
        ours = median_ms(lambda text=text: workspace.searching.find(text, LIMIT))
        index = median_ms(lambda text=text: bare(db, text))
        scan = median_ms(lambda text=text: like(db, text))
        medians.append(ours)
        print(
            f"{text:<20}{found:>6}{ours:>8.2f}{index:>11.2f}{ours / index:>6.1f}"
            f"{scan:>8.1f}{ours / scan:>6.2f}  {meaning}"
        )
    return medians


def main(arguments: list[str] | None = None) -> int:
    """Print the table; the exit code is 1 when the median of a query is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contributions", type=int, default=100_000)
    count = parser.parse_args(arguments).contributions
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "search.db"
        with open_workspace(file, "benchmark") as workspace:
            start = time.perf_counter()
            for canvas in canvases(count):
                workspace.importing.canvas(canvas, file)
            print(f"{count} contributions, written in {time.perf_counter() - start:.0f} s")
            db = sqlite3.connect(file)
            medians = measure(workspace, db)
            db.close()
    print(f"slowest median {max(medians):.2f} ms; the goal is {GOAL_MS:.0f} ms")
    return int(max(medians) > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
