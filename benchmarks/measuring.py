"""What the benchmarks share: peers that run in turn, and a table that is true on any machine.

Seconds differ from machine to machine, so each figure stands beside a peer that was measured
in the same run; where a target is a ratio, the ratio is what counts. Nothing here fails: a
missed target is a fact to read, not an error.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# Measured is the program as it is installed, with its bytecode: a checkout where Python writes
# none would compile 70 modules at every start, which makes an export a fifth longer.
compileall.compile_dir(ROOT / "src", quiet=1)
# The builders of the tests make the workspaces, and their terminal drives the program.
sys.path.insert(0, str(ROOT))
# The thread that reads a terminal must not wait 5 ms for the one that draws: the program that is
# measured would wait for both.
sys.setswitchinterval(0.000_2)


@dataclass(frozen=True)
class Row:
    """One figure: ``value`` in ``unit``, perhaps beside a peer, perhaps with a target.

    With a peer ``at_most`` limits how many times the peer's value ours is; without one it
    limits the value itself.
    """

    what: str
    value: float
    unit: str
    peer: tuple[str, float] | None = None
    at_most: float | None = None

    @property
    def judged(self) -> float:
        """What the target is held against."""
        return self.value / self.peer[1] if self.peer else self.value

    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        name, beside = self.peer or ("", 0.0)
        limit = "×" if self.peer else f" {self.unit}"
        return (
            self.what,
            f"{_digits(self.value)} {self.unit}",
            f"{name} {_digits(beside)} {self.unit}" if name else "",
            f"{self.judged:.2f}×" if self.peer else "",
            "" if self.at_most is None else f"≤ {self.at_most:g}{limit}",
            "" if self.at_most is None else ("yes" if self.judged <= self.at_most else "NO"),
        )


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def print_table(heading: str, rows: Sequence[Row]) -> None:
    """Print the rows under a heading, in columns."""
    head = ("", "median", "beside it", "ratio", "target", "met")
    print_lines(heading, [head, *(row.cells() for row in rows)], left=(0, 2))


def print_lines(
    heading: str, lines: Sequence[tuple[str, ...]], *, left: Collection[int] = ()
) -> None:
    """Print ``lines`` of cells in columns, which end at the right save those in ``left``."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    print(f"\n{heading}")
    for line in lines:
        print(
            "  "
            + "  ".join(
                cell.ljust(width) if i in left else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
        )
    sys.stdout.flush()


def in_turn(runs: int, peers: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of ``runs`` measurements of each peer, taken in turn after one to warm up.

    In turn, so that what else the machine does hits all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for run in range(runs + 1):
        for name, measure in peers.items():
            value = measure()
            if run:
                taken[name].append(value)
    return {name: median(values) for name, values in taken.items()}


def milliseconds(do: Callable[[], object]) -> float:
    """How long ``do`` takes."""
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


def process_ms(command: Sequence[str], env: Mapping[str, str] | None = None) -> float:
    """How long a whole process takes, from its start to its end; it must succeed."""
    return milliseconds(
        lambda: subprocess.run(
            command, env={**os.environ, **(env or {})}, check=True, stdout=subprocess.DEVNULL
        )
    )


def peak_memory_mb(pid: int) -> float:
    """The most memory (resident set) that a running process has had, in MB.

    Where the system keeps no peak (macOS), what it has now.
    """
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True, text=True
    )
    return int(said.stdout) / 1024


def total_memory_mb(pid: int) -> float:
    """The memory (resident set) that a process and all that it started have now, in MB.

    What they share counts for each. A process that has just ended counts nothing.
    """
    if Path("/proc/self/statm").exists():  # a look that costs 0.1 ms, and ps 20
        own = Path(f"/proc/{pid}")
        try:
            pages = int((own / "statm").read_text().split()[1])
            children = (own / "task" / str(pid) / "children").read_text().split()
        except OSError:
            return 0.0
        here = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        return here + sum(total_memory_mb(int(child)) for child in children)
    said = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], check=True, capture_output=True, text=True
    )
    known = [tuple(map(int, line.split())) for line in said.stdout.splitlines()]
    family, size = {pid}, 0
    while len(family) > size:  # children of children
        size = len(family)
        family |= {process for process, parent, _rss in known if parent in family}
    return sum(rss for process, _parent, rss in known if process in family) / 1024


class Run(NamedTuple):
    """What a whole process took: milliseconds, those that it worked, and the most MB it had.

    What else the machine does makes everything take longer, but hardly more work.
    """

    time: float
    worked: float
    memory: float


def watched(command: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run ``command``, which must succeed, with ``env`` for its environment.

    Memory is looked at every hundredth of a second.
    """
    before, start, memory = os.times(), perf_counter(), 0.0
    running = subprocess.Popen(
        command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while running.poll() is None:
        memory = max(memory, total_memory_mb(running.pid))
        sleep(0.01)
    seconds, after = perf_counter() - start, os.times()
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {running.returncode}")
    return Run(seconds * 1000, (sum(after[2:4]) - sum(before[2:4])) * 1000, memory)
