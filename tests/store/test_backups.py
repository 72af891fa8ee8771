"""Backups: what they are called, the one of each day, and which are thrown away."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.workspaces import dump, filled, put_region
from welvaartcanvas.errors import Fault, OutputError, StoreError
from welvaartcanvas.store.backups import (
    Backup,
    backups,
    backups_folder,
    last_written,
    take,
    take_daily,
)
from welvaartcanvas.store.database import open_database

DAY = timedelta(days=1)


@pytest.fixture
def folder(file: Path) -> Path:
    filled(file)
    return backups_folder(file)


def daily(file: Path, now: datetime = MOMENT, days: int = 7, weeks: int = 4) -> Backup | None:
    return take_daily(file, backups_folder(file), now, days=days, weeks=weeks)


def work(file: Path, number: int) -> None:
    """Somebody does something in the workspace."""
    with closing(open_database(file, MOMENT)) as database:
        put_region(database, 100 + number, f"Regio {number}")
    # A coarse clock may give two writes one moment; a day lies between these.
    os.utime(file, (number, number))


def test_the_first_start_of_a_day_makes_a_copy_that_only_its_owner_reads(
    file: Path, folder: Path
) -> None:
    taken = daily(file)

    assert taken and taken.file == folder / "werk.daily-20260131-134500.db"
    assert dump(taken.file) == dump(file)
    if os.name != "nt":
        assert stat.S_IMODE(taken.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_day_has_one_and_a_day_on_which_nothing_was_done_needs_none(
    file: Path, folder: Path
) -> None:
    assert daily(file)
    work(file, 2)
    assert daily(file, MOMENT + timedelta(hours=1)) is None
    assert daily(file, MOMENT + DAY)
    assert daily(file, MOMENT + 2 * DAY) is None
    assert daily(file, MOMENT + 9 * DAY) is None
    work(file, 3)
    assert daily(file, MOMENT + 10 * DAY)


def test_what_is_still_in_the_log_counts_as_written(file: Path, folder: Path) -> None:
    assert daily(file)
    with closing(open_database(file, MOMENT)) as database:
        assert daily(file, MOMENT + DAY) is None
        put_region(database, 2, "Twente")
        taken = daily(file, MOMENT + DAY)
        assert taken and dump(taken.file) == dump(file)


def test_a_workspace_in_which_nothing_was_ever_done_needs_none(file: Path) -> None:
    open_database(file, MOMENT).close()

    assert daily(file) is None


def test_seven_days_and_four_weeks_are_kept_and_everything_else_is_left_alone(
    file: Path, folder: Path
) -> None:
    take(file, folder, "manual", MOMENT)
    for name in (
        "werk.v1-20200101-000000.db",
        "werk.daily-2020.db",
        "werk.daily-20200101-000000.db-wal",
        "ander.daily-20200101-000000.db",
        "brief.txt",
    ):
        (folder / name).write_text("van een ander")
    others = {f.name for f in folder.iterdir()}

    for day in range(60):
        work(file, day)
        assert daily(file, MOMENT + day * DAY)

    left = [b.file.name for b in backups(file, folder) if b.kind == "daily"]
    assert len(left) == 9  # of the four weeks, two end within the seven days
    assert left[0] == "werk.daily-20260331-134500.db"
    assert others < {f.name for f in folder.iterdir()}


def test_the_copy_that_was_just_made_stays_also_when_the_clock_is_wrong(
    file: Path, folder: Path
) -> None:
    for day in range(10):
        work(file, day)
        daily(file, MOMENT + 1000 * DAY + day * DAY)
    work(file, 20)

    taken = daily(file, MOMENT)

    assert taken and taken.file.exists()


def test_a_damaged_workspace_makes_no_copy_and_throws_none_away(file: Path, folder: Path) -> None:
    for day in range(8):
        work(file, day)
        daily(file, MOMENT + day * DAY, days=8)
    kept = [b.file for b in backups(file, folder)]
    content = bytearray(file.read_bytes())
    content[4096 * 4 : 4096 * 5] = b"\xa5" * 4096
    file.write_bytes(content)

    with pytest.raises(StoreError, match="damaged"):
        daily(file, MOMENT + 20 * DAY, days=1, weeks=0)

    assert [b.file for b in backups(file, folder)] == kept


def test_two_of_one_name_do_not_mix_in_one_place(tmp_path: Path) -> None:
    place = tmp_path / "kopieën"
    for where in ("een", "twee"):
        (tmp_path / where).mkdir()
        filled(tmp_path / where / "werk.db")
    one, two = (backups_folder(tmp_path / where / "werk.db", place) for where in ("een", "twee"))

    take(tmp_path / "een" / "werk.db", one, "manual", MOMENT)

    assert one.parent == two.parent == place
    assert one.name.startswith("werk-") and two.name.startswith("werk-")
    assert backups(tmp_path / "twee" / "werk.db", two) == []


def test_two_in_one_second_have_names_of_their_own(file: Path, folder: Path) -> None:
    names = [take(file, folder, "manual", MOMENT).file.name for _ in range(3)]

    assert names == [
        "werk.manual-20260131-134500.db",
        "werk.manual-20260131-134500-2.db",
        "werk.manual-20260131-134500-3.db",
    ]
    assert {b.file.name for b in backups(file, folder)} == set(names)


def test_programs_that_start_at_once_make_one(file: Path, folder: Path) -> None:
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from welvaartcanvas.store.backups import backups_folder, take_daily\n"
        "print('', flush=True); sys.stdin.readline()\n"
        "file = Path(sys.argv[1])\n"
        "now = datetime(2026, 1, 31, 12, tzinfo=UTC)\n"
        "print(take_daily(file, backups_folder(file), now, days=7, weeks=4) is not None)\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    for program in programs:
        assert program.stdout and program.stdout.readline()
    said = [program.communicate("\n")[0] for program in programs]

    assert sorted(said) == ["False\n"] * 4 + ["True\n"]
    assert len(backups(file, folder)) == 1


def test_what_a_killed_program_left_half_written_goes_after_a_day(file: Path, folder: Path) -> None:
    folder.mkdir()
    old, new, other = (
        folder / name for name in (".werk.daily-1.db.aa.part", ".werk.x.bb.part", ".w.cc.part")
    )
    for part in (old, new, other):
        part.touch()
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))

    assert daily(file)

    assert not old.exists()
    assert new.exists() and other.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="no rights that could be missing")
def test_a_folder_that_can_not_be_written_is_named(file: Path, folder: Path) -> None:
    folder.mkdir(mode=0o500)

    with pytest.raises(OutputError, match="can't be written"):
        daily(file)


def test_a_place_that_can_not_be_is_named(file: Path, folder: Path) -> None:
    folder.touch()

    with pytest.raises(OutputError, match=r"werk\.db-backups can't be written"):
        daily(file)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_leaves_no_half_copy(file: Path, folder: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    folder.mkdir()
    import signal

    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
        with pytest.raises(Fault, match=r"can't be written|full"):
            daily(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)

    assert {f.name for f in folder.iterdir()} <= {".lock"}
    assert daily(file)


def test_a_start_on_which_nothing_is_due_reads_no_database(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert daily(file)
    monkeypatch.setattr(sqlite3, "connect", lambda *_: pytest.fail("opened a database"))

    assert daily(file, MOMENT + timedelta(hours=1)) is None
    assert daily(file, MOMENT + DAY) is None


def test_a_file_that_is_not_there_was_never_written(tmp_path: Path) -> None:
    assert last_written(tmp_path / "nergens.db") == 0
    with pytest.raises(StoreError):
        take(tmp_path / "nergens.db", tmp_path / "kopieën", "manual", MOMENT)
    assert not (tmp_path / "nergens.db").exists()


def test_no_write_is_waited_for(file: Path, folder: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert daily(file)
        other.execute("ROLLBACK")


def test_through_a_link_too_the_next_day_has_its_copy_of_what_is_still_in_the_log(
    file: Path, folder: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link" / "werk.db"
    link.parent.mkdir()
    link.symlink_to(file)
    with closing(open_database(file, MOMENT)) as database:
        assert daily(link)
        written = file.stat().st_mtime_ns
        put_region(database, 101, "Regio in het logboek")
        assert file.stat().st_mtime_ns == written

        assert last_written(link) == last_written(file) > written
        assert daily(link, MOMENT + DAY)
