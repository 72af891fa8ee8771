"""How long many reports take in one ``export``, and how much memory all its processes have.

    python benchmarks/exports.py [--counts 10 40 100 342]

A full canvas for each municipality of the country (27 cells with 5 contributions and a rating
each, and in every block a learning question and an action). Timed is the whole command. Beside it
the same command that may use one core only, and so does all of it in one process; that needs a
system that lets one choose (not macOS). Memory is the most that the command and all that it
started had at one moment, what they share counted for each: the true figure is lower.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from measuring import Row, print_table, total_memory_mb
from workspaces import PER_CELL, make_workspace

from tests.support.terminal import environment, program

#: As many reports as the country has municipalities is what one program lead may ask for.
COUNTS = (10, 40, 100, 342)
#: How often memory is looked at, in seconds.
PAUSE = 0.05


@dataclass(frozen=True)
class Export:
    """What one command took: seconds, those that its processes worked, and the most MB."""

    seconds: float
    worked: float
    memory: float


@contextmanager
def cores(chosen: set[int] | None) -> Iterator[None]:
    """What is started here may use the ``chosen`` cores only; ``None`` is all of them."""
    if chosen is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def measure(home: Path, ids: Sequence[str], chosen: set[int] | None = None) -> Export:
    """Export the canvases with ``ids`` as reports; every one must be there afterwards."""
    with tempfile.TemporaryDirectory(dir=home) as folder:
        before, start = os.times(), perf_counter()
        with cores(chosen):
            running = subprocess.Popen(
                program("export", *ids, "--out", folder),
                env=environment(home),
                stdout=subprocess.DEVNULL,
            )
        memory = 0.0
        while running.poll() is None:
            memory = max(memory, total_memory_mb(running.pid))
            sleep(PAUSE)
        seconds, after = perf_counter() - start, os.times()
        made = len(list(Path(folder).glob("*.pdf")))
        if running.returncode or made != len(ids):
            raise SystemExit(f"{made} of {len(ids)} reports; exit code {running.returncode}")
    worked = sum(after[2:4]) - sum(before[2:4])
    return Export(seconds, worked, memory)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS)
    counts = sorted(parser.parse_args(arguments).counts)
    can_choose = hasattr(os, "sched_setaffinity")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ids = make_workspace(home / "workspace.db", regions=counts[-1], canvases=1)
        measure(home, ids[:1])  # to warm up
        taken: dict[int, Export] = {}
        for count in counts:
            here = taken[count] = measure(home, ids[:count])
            alone = measure(home, ids[:count], {0}) if can_choose else None
            peer = ("one core", alone.seconds) if alone else None
            rows.append(Row(f"{count} reports", here.seconds, "s", peer))
            each = 1000 / count
            peer = ("one core", alone.seconds * each) if alone else None
            rows.append(Row(f"{count} reports: each", here.seconds * each, "ms", peer))
            rows.append(Row(f"{count} reports: memory", here.memory, "MB", at_most=300))
        for few, some, many in zip(counts, counts[1:], counts[2:], strict=False):
            rows.append(
                Row(
                    f"work for one more, from {some} to {many}",
                    _one_more(taken, some, many),
                    "ms",
                    (f"from {few} to {some}", _one_more(taken, few, some)),
                    1.25,
                )
            )
    print_table(
        f"Full canvases ({PER_CELL} contributions in every cell) as reports, in one command",
        rows,
    )


def _one_more(taken: dict[int, Export], fewer: int, more: int) -> float:
    """The work that each of the reports between two counts took, in ms.

    What else the machine does makes everything take longer, but hardly more work.
    """
    return (taken[more].worked - taken[fewer].worked) / (more - fewer) * 1000


if __name__ == "__main__":
    main()
