"""Putting a backup in the place of a workspace: all of it or nothing, and nothing gets lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support import build
from tests.support.build import MOMENT
from tests.support.workspaces import dump, filled, keep, opened, put_region, rows
from welvaartcanvas.errors import Conflict, Fault, OutputError, RequestError, StoreError
from welvaartcanvas.store import restoring
from welvaartcanvas.store.backups import backups, backups_folder, take
from welvaartcanvas.store.database import open_database
from welvaartcanvas.store.restoring import look_into, restore

LATER = MOMENT + timedelta(hours=1)


@pytest.fixture
def backup(file: Path, tmp_path: Path) -> Path:
    """A backup of the workspace when it had one region; now it has two."""
    filled(file)
    with closing(open_database(file, MOMENT)) as database:
        database.copy_to(tmp_path / "kopie.db")
        put_region(database, 2, "Twente")
    return tmp_path / "kopie.db"


def names(file: Path) -> list[str]:
    """The regions in the workspace, as another program reads them."""
    return [name for (name,) in rows(file, "SELECT name FROM regions ORDER BY name")]


def restored(source: Path, file: Path) -> restoring.Restored:
    """Restore with the backups beside the workspace."""
    return restore(source, file, backups_folder(file), LATER)


def test_what_is_replaced_is_backed_up_first(file: Path, backup: Path) -> None:
    before = dump(file)

    done = restored(backup, file)

    assert dump(file) == dump(backup)
    assert names(file) == ["Kop van de Veluwe"]
    assert done.replaced == file.parent / "werk.db-backups" / "werk.replaced-20260131-144500.db"
    assert not done.damaged
    assert dump(done.replaced) == before
    assert (done.holding.canvases, done.holding.contributions) == (0, 0)
    assert (done.holding.changed_at, done.holding.changed_by) == (MOMENT, "Anna")


def test_restoring_what_was_replaced_is_going_back(file: Path, backup: Path) -> None:
    before = dump(file)
    replaced = restored(backup, file).replaced
    assert replaced

    restored(replaced, file)

    assert dump(file) == before


def test_a_workspace_that_is_not_there_is_made(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "nieuw.db-wal").write_bytes((tmp_path / "kopie.db").read_bytes())

    done = restored(backup, tmp_path / "nieuw.db")

    assert done.replaced is not None  # what stood beside it, though nobody knows what it was
    assert names(tmp_path / "nieuw.db") == ["Kop van de Veluwe"]


def test_programs_that_have_it_open_see_the_other_content_and_overwrite_nothing_unseen(
    file: Path, backup: Path
) -> None:
    with opened(file, "Anna") as anna:
        seen = anna.version_seen()
        (twente,) = [r for r in anna.regions.all() if r.name == "Twente"]
        done = restored(backup, file)

        assert anna.version_seen() != seen
        assert [r.name for r in anna.regions.all()] == ["Kop van de Veluwe"]
        with pytest.raises(Conflict):
            anna.regions.edit(twente, name="Twente en Salland")

        assert done.replaced
        restored(done.replaced, file)
        assert len(anna.regions.all()) == 2


def test_an_editor_left_open_learns_that_it_is_another_text_of_the_same_revision(
    file: Path, backup: Path
) -> None:
    with opened(file) as anna:
        (veluwe,) = [r for r in anna.regions.all() if r.name.startswith("Kop")]
        anna.regions.edit(veluwe, name="Eerst")
        first = take(file, backups_folder(file), "manual", MOMENT)
        restored(backup, file)
        other = anna.regions.edit(anna.regions.all()[0], name="Anders")

        restored(first.file, file)

        assert anna.regions.all()[0].name == "Eerst"
        with pytest.raises(Conflict):
            anna.regions.edit(other, name="Anders en beter")


def test_what_another_program_writes_meanwhile_is_in_the_backup_or_after_it(
    file: Path, backup: Path
) -> None:
    """Another process adds regions as fast as it can while this one restores time and again."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from welvaartcanvas.workspace import open_workspace\n"
        "with open_workspace(Path(sys.argv[1]), 'Bram') as workspace:\n"
        "    print('', flush=True)\n"
        "    for i in range(100):\n"
        "        workspace.regions.add(f'Regio {i}')\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    other.stdout.readline()
    kept: set[str] = set()
    while other.poll() is None:
        replaced = restored(backup, file).replaced
        assert replaced
        kept |= set(names(replaced))
        time.sleep(0.05)
    other.stdout.close()
    kept |= set(names(file))

    assert other.returncode == 0
    assert {f"Regio {i}" for i in range(100)} <= kept
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]


def test_who_writes_just_then_is_waited_for_and_then_named(
    file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.1)
    before = names(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            restored(backup, file)
        other.execute("ROLLBACK")

    assert names(file) == before
    assert backups(file, backups_folder(file)) == []


def test_without_a_log_it_is_done_as_well(file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    before = dump(file)

    done = restored(backup, file)

    assert dump(file) == dump(backup)
    assert done.replaced and dump(done.replaced) == before


def test_other_pages_are_no_hindrance(file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as db:
        db.execute("PRAGMA page_size = 1024")
        db.execute("VACUUM")

    restored(backup, file)

    assert dump(file) == dump(backup)


def spoil(file: Path, page: int) -> None:
    """Overwrite one page, counted from 1."""
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def test_a_workspace_with_a_damaged_page_is_kept_as_it_is_and_replaced(
    file: Path, backup: Path
) -> None:
    spoil(file, 5)
    damaged = file.read_bytes()

    done = restored(backup, file)

    assert done.damaged and done.replaced
    assert done.replaced.name == "werk.damaged-20260131-144500.db"
    assert done.replaced.read_bytes()[4 * 4096 : 5 * 4096] == damaged[4 * 4096 : 5 * 4096]
    assert dump(file) == dump(backup)


def test_what_sqlite_can_not_open_is_kept_byte_for_byte_with_its_log(
    file: Path, backup: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE regions SET note = 'in het logboek'")
        log = file.with_name("werk.db-wal").read_bytes()
        shutil.copy(file, file.with_name("kapot.db"))
    file = file.with_name("kapot.db")
    spoil(file, 1)
    file.with_name("kapot.db-wal").write_bytes(log[: len(log) // 2])
    damaged = file.read_bytes()

    done = restored(backup, file)

    assert done.damaged and done.replaced
    assert done.replaced.read_bytes() == damaged
    kept = done.replaced.with_name(done.replaced.name + "-wal")
    assert kept.read_bytes() == log[: len(log) // 2]
    assert dump(file) == dump(backup)
    assert not file.with_name("kapot.db-wal").exists()


def test_who_was_erased_stays_so_also_where_sqlite_can_not_open_the_workspace(
    file: Path, tmp_path: Path
) -> None:
    source = tmp_path / "oud.db"
    with opened(file) as workspace:
        canvas = keep(workspace, build.full_canvas())
        workspace.upkeep.backup(source)
        kept = workspace.backups.take()
        person = workspace.persons.one(canvas.partners[0].name)
        assert workspace.persons.erase(person).complete
    spoil(file, 1)

    assert not restored(source, file).erased_unknown
    names = [name for (name,) in rows(file, "SELECT name FROM partners")]
    assert len(names) == len(canvas.partners) - 1
    assert canvas.partners[0].name not in names

    kept.file.unlink()
    for left in backups(file, backups_folder(file)):
        left.file.unlink()
    spoil(file, 1)
    done = restored(source, file)
    assert done.damaged and done.erased_unknown


@pytest.mark.parametrize("wrong", ["damaged", "newer", "text", "missing", "itself", "empty"])
def test_what_is_no_good_workspace_replaces_nothing(
    file: Path, backup: Path, wrong: str, tmp_path: Path
) -> None:
    source = backup
    match wrong:
        case "damaged":
            spoil(backup, 5)
        case "newer":
            with closing(sqlite3.connect(backup)) as db:
                db.execute("PRAGMA user_version = 99")
        case "text":
            backup.write_text("geen werkruimte " * 500)
        case "missing":
            source = tmp_path / "nergens.db"
        case "itself":
            source = file
        case "empty":
            backup.write_bytes(b"")
    before = file.read_bytes()

    with pytest.raises(Fault) as refused:
        restored(source, file)

    assert str(source) in str(refused.value)
    assert isinstance(refused.value, RequestError if wrong == "itself" else StoreError)
    assert file.read_bytes() == before
    assert backups(file, backups_folder(file)) == []
    assert not (tmp_path / "nergens.db").exists()


def test_another_programs_database_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE van_iemand_anders (x)")

    with pytest.raises(StoreError, match="not a Welvaartcanvas workspace"):
        restored(backup, other)

    assert rows(other, "SELECT name FROM sqlite_schema") == [("van_iemand_anders",)]


def test_without_room_for_the_backup_nothing_is_replaced(file: Path, backup: Path) -> None:
    before = dump(file)
    backups_folder(file).touch()

    with pytest.raises(OutputError):
        restored(backup, file)

    assert dump(file) == before


def test_what_a_backup_holds_is_told(file: Path) -> None:
    with opened(file, "Bram") as workspace:
        workspace.importing.canvas(build.full_canvas(), Path("canvas.json"))

    held = look_into(file)

    assert held.canvases == 1
    assert held.contributions == len(build.full_canvas().contributions)
    assert held.changed_by == "Bram"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("whole", [True, False], ids=["readable", "header damaged"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(
    file: Path, backup: Path, whole: bool, tmp_path: Path
) -> None:
    with opened(file) as workspace:
        workspace.importing.canvas(build.full_canvas(), Path("canvas.json"))
    pristine = file.read_bytes()
    if not whole:
        pristine = b"\0" * 4096 + pristine[4096:]
    old = dump(file) if whole else None
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from welvaartcanvas.store.restoring import restore\n"
        "print('', flush=True)\n"
        "restore(*map(Path, sys.argv[1:4]), datetime.now(UTC))\n"
        "print('', flush=True)\n"
    )

    def begun(attempt: str) -> tuple[Path, subprocess.Popen[bytes]]:
        """Someone who begins now to put the backup in the place of that workspace."""
        mine = tmp_path / attempt / "werk.db"
        mine.parent.mkdir()
        mine.write_bytes(pristine)
        at_work = subprocess.Popen(
            [sys.executable, "-c", script, str(backup), str(mine), str(mine.parent / "kopieën")],
            stdout=subprocess.PIPE,
        )
        assert at_work.stdout is not None
        at_work.stdout.readline()
        return mine, at_work

    mine, at_work = begun("ongestoord")
    began = time.monotonic()
    at_work.communicate()
    longest = time.monotonic() - began
    new = dump(mine)
    chance, seen = random.Random(5), set()
    for attempt in range(12):
        mine, at_work = begun(f"poging{attempt}")
        time.sleep(chance.uniform(0, longest))
        at_work.send_signal(signal.SIGKILL)
        at_work.communicate()
        try:
            found = dump(mine)
        except sqlite3.DatabaseError:
            assert not whole
            kept = [mine, *(b.file for b in backups(mine, mine.parent / "kopieën"))]
            assert any(each.read_bytes() == pristine for each in kept)
            seen.add("old")
        else:
            assert found in (old, new)
            seen.add("new" if found == new else "old")
    assert seen  # which of the two is a matter of chance
