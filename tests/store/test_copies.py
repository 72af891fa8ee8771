"""A copy of a workspace in use: whole and sound, or not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.workspaces import dump, filled, put_region, rows
from welvaartcanvas.errors import OutputError, StoreError
from welvaartcanvas.files import TargetExists
from welvaartcanvas.store.canvases import regions
from welvaartcanvas.store.database import Database, open_database


def test_a_copy_is_whole_equal_and_opens(file: Path, database: Database, tmp_path: Path) -> None:
    put_region(database)
    copy = tmp_path / "copies" / "copy.db"

    database.copy_to(copy)

    assert dump(copy) == dump(file)
    assert [f.name for f in copy.parent.iterdir()] == ["copy.db"]
    with closing(open_database(copy, MOMENT)) as opened:
        assert [r.name for r in regions(opened)] == ["Kop van de Veluwe"]


def test_a_copy_is_made_while_another_program_writes(
    file: Path, database: Database, tmp_path: Path
) -> None:
    put_region(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE regions SET note = 'nog niet af'")
        database.copy_to(tmp_path / "copy.db")
        other.execute("ROLLBACK")

    assert rows(tmp_path / "copy.db", "SELECT note FROM regions") == [("",)]


def test_a_copy_replaces_nothing_unasked(database: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"old")

    with pytest.raises(TargetExists):
        database.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"old"

    database.copy_to(tmp_path / "copy.db", force=True)
    assert rows(tmp_path / "copy.db", "SELECT count(*) FROM regions") == [(0,)]


def test_a_place_that_can_not_be_written_is_one_line(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match=r"can't be written .*; name another place"):
        database.copy_to(tmp_path / "file" / "copy.db")


def test_a_damaged_workspace_makes_no_copy(file: Path, tmp_path: Path) -> None:
    whole = bytearray(filled(file))
    whole[8192:12288] = b"\x55" * 4096
    file.write_bytes(whole)

    with closing(open_database(file, MOMENT)) as database, pytest.raises(StoreError) as refused:
        database.copy_to(tmp_path / "copy.db")

    assert str(refused.value).startswith(f"{file} is damaged; put a backup in its place (welv")
    assert not (tmp_path / "copy.db").exists()


def test_in_a_copy_to_try_something_out_in_everything_is_there_and_nothing_stays(
    file: Path, database: Database
) -> None:
    put_region(database)
    before, files = dump(file), sorted(file.parent.iterdir())

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # nobody waits for the copy, nor the copy for them
        with database.copied() as copy, copy.transaction(write=True) as db:
            assert [r.name for r in regions(copy)] == ["Kop van de Veluwe"]
            assert sorted(file.parent.iterdir()) == files
            assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
            db.execute("UPDATE regions SET name = 'Elders'")
        other.execute("ROLLBACK")

    assert dump(file) == before
