"""Several programs at work in one workspace, and one that is killed: nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.workspaces import rows
from welvaartcanvas.store.canvases import regions
from welvaartcanvas.store.check import integrity, search_is_complete
from welvaartcanvas.store.database import open_database

# Puts regions, and changes one that everybody changes; says what it did once that is kept.
_WRITER = """
import sys
from pathlib import Path
from tests.support import build
from tests.support.build import MOMENT
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.errors import Conflict
from welvaartcanvas.store import canvases, changes
from welvaartcanvas.store.database import open_database

file, who, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
database = open_database(file, MOMENT, busy_seconds=30)
shared = build.uid(0)
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + count):
    with changes.step(database, at=MOMENT, who=who, canvas_id=None) as step:
        step.put(build.region(number, f"{who} {number}"))
    while True:
        read = canvases.region(database, shared)
        try:
            with changes.step(database, at=MOMENT, who=who, canvas_id=None) as step:
                step.put(changed(read, note=str(int(read.note) + 1)))
            break
        except Conflict:
            continue
    print(number, flush=True)
database.close()
"""


def writer(file: Path, who: str, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file), who, str(first), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],  # where the tests are found
    )


@pytest.fixture
def counted(file: Path) -> Path:
    """A workspace with one region, in whose note every writer counts."""
    from tests.support import build
    from welvaartcanvas.store import changes

    with (
        closing(open_database(file, MOMENT)) as database,
        changes.step(database, at=MOMENT, who="Anna", canvas_id=None) as step,
    ):
        step.put(build.region(0, "Van allen", note="0"))
    return file


def test_two_programs_that_write_at_once_lose_nothing_of_each_other(counted: Path) -> None:
    writers = [writer(counted, who, first, 40) for who, first in (("Anna", 100), ("Bob", 200))]
    for each in writers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in writers:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in writers:
        said, _ = each.communicate(timeout=120)
        assert (each.returncode, len(said.split())) == (0, 40)

    with closing(open_database(counted, MOMENT)) as database:
        kept = {region.id: region for region in regions(database)}
        assert len(kept) == 81
        shared = next(region for region in kept.values() if region.name == "Van allen")
        # Each of the 80 counted on from what the one before had written.
        assert (shared.note, shared.revision) == ("80", 81)
        assert not integrity(database)
        assert search_is_complete(database)
    assert rows(counted, "SELECT who, count(*) FROM history GROUP BY who") == [
        ("Anna", 81),
        ("Bob", 80),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_that_is_killed_loses_nothing_that_it_said_was_kept(counted: Path) -> None:
    killed = writer(counted, "Anna", 100, 10_000)
    assert killed.stdin is not None
    assert killed.stdout is not None
    killed.stdin.write("go\n")
    killed.stdin.flush()
    said = [killed.stdout.readline().strip() for _ in range(60)]
    killed.send_signal(signal.SIGKILL)
    rest, _ = killed.communicate(timeout=60)
    numbers = [*said[1:], *rest.split()]

    with closing(open_database(counted, MOMENT)) as database:
        kept = {region.name for region in regions(database)}
        assert {f"Anna {number}" for number in numbers} <= kept
        assert len(kept) - 1 - len(numbers) in (0, 1)  # one was perhaps kept and not yet said
        assert not integrity(database)
        assert search_is_complete(database)
    # Every row has its history, and nothing has history without its row.
    assert rows(
        counted,
        "SELECT count(DISTINCT entity_id) - (SELECT count(*) FROM regions) FROM changes",
    ) == [(0,)]
