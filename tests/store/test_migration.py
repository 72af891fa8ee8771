"""A workspace of an older version is brought up to date, after a backup."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlite_utils import Database as Sqlite
from sqlite_utils import Migrations

from tests.support.build import MOMENT
from tests.support.workspaces import dump, filled, rows
from welvaartcanvas.errors import Fault, StoreError
from welvaartcanvas.store import schema
from welvaartcanvas.store.database import open_database

TODAY = schema.SCHEMA_VERSION


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """The program as it will be: one migration more, which tests may fill."""
    newer = Migrations("welvaartcanvas")
    newer(name="first_tables")(schema.first_tables)
    newer(name="lineages_and_snapshots")(schema.lineages_and_snapshots)
    newer(name="reviews")(schema.reviews)
    monkeypatch.setattr(schema, "migrations", lambda: newer)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", TODAY + 1)
    return newer


def test_an_older_workspace_is_migrated_after_a_backup(
    file: Path, next_version: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as today:
        today.setattr(schema, "SCHEMA_VERSION", TODAY)
        filled(file)
    before = dump(file)

    @next_version()
    def moods(db: Sqlite) -> None:
        db.execute("ALTER TABLE regions ADD COLUMN mood TEXT")

    open_database(file, MOMENT).close()

    backup = file.parent / "werk.db-backups" / f"werk.v{TODAY}-20260131-134500.db"
    assert rows(file, "SELECT name, mood FROM regions") == [("Kop van de Veluwe", None)]
    assert rows(file, "PRAGMA user_version") == [(TODAY + 1,)]
    assert dump(backup) == before
    assert rows(backup, "PRAGMA user_version") == [(TODAY,)]
    if os.name != "nt":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert {f.name for f in file.parent.iterdir()} == {file.name, backup.parent.name}
    assert [f.name for f in backup.parent.iterdir()] == [backup.name]


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(
    file: Path, next_version: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as today:
        today.setattr(schema, "SCHEMA_VERSION", TODAY)
        filled(file)
    before = dump(file)

    @next_version()
    def fails(db: Sqlite) -> None:
        db.execute("DROP TABLE changes")
        raise sqlite3.OperationalError("half-way")

    with pytest.raises(StoreError, match="is damaged"):
        open_database(file, MOMENT)

    assert dump(file) == before
    assert rows(file, "PRAGMA user_version") == [(TODAY,)]


def test_a_migration_waits_for_no_backup_that_can_not_be_made(
    file: Path, next_version: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as today:
        today.setattr(schema, "SCHEMA_VERSION", TODAY)
        filled(file)
    file.with_name("werk.db-backups").touch()
    before = dump(file)

    with pytest.raises(Fault, match="can't be written"):
        open_database(file, MOMENT)

    assert dump(file) == before
