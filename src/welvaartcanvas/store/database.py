"""Opening a workspace: pragmas, the version check, migration after a backup, backups."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database as Sqlite

from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import OutputError, StoreError
from welvaartcanvas.store.faults import naming
from welvaartcanvas.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrations

#: How long a write waits for another program, in seconds: longer would look like a hang.
BUSY_SECONDS = 3


class Database:
    """One open workspace file. Use it from the thread that opened it."""

    def __init__(self, file: Path, sqlite: Sqlite) -> None:
        self.file = file
        self.sqlite = sqlite
        #: Templates by digest: they never change, and a canvas is read after every change.
        self.templates: dict[str, Template] = {}

    @contextmanager
    def transaction(self) -> Iterator[Sqlite]:
        """One transaction: all of it happens or none, and reads see one moment."""
        with naming(self.file), self.sqlite.atomic():
            yield self.sqlite

    def version_seen(self) -> int:
        """A number that changes whenever another connection has changed the file."""
        with naming(self.file):
            return int(self.sqlite.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file; SQLite then folds its write-ahead log into it."""
        self.sqlite.close()


def open_database(file: Path, now: datetime) -> Database:
    """Open the workspace in ``file``, making it when there is none.

    An older schema is migrated after a backup beside the file, whose name bears ``now``.
    Raises :class:`StoreError` for a file that is newer, damaged, locked, or no workspace.
    """
    _make(file)
    with naming(file):
        connection = sqlite3.connect(file, timeout=BUSY_SECONDS)
        try:
            sqlite = Sqlite(connection, execute_plugins=False)
            _prepare(sqlite)
            _bring_up_to_date(file, sqlite, now)
        except BaseException:
            connection.close()
            raise
    return Database(file, sqlite)


def _make(file: Path) -> None:
    """Make ``file`` if it is missing, readable by its owner alone: it holds people's words."""
    if file.is_dir():
        raise StoreError("{file} is a folder; name a file", file=file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreError(
            "{file} can't be made ({reason}); name another place", file=file, reason=error.strerror
        ) from error


def _prepare(sqlite: Sqlite) -> None:
    # A file that may only be read stays in the mode it has: reading must still work.
    with suppress(sqlite3.OperationalError):
        sqlite.enable_wal()
    sqlite.execute("PRAGMA synchronous = FULL")
    sqlite.execute("PRAGMA foreign_keys = ON")


def _bring_up_to_date(file: Path, sqlite: Sqlite, now: datetime) -> None:
    version = _version(sqlite)
    if version == SCHEMA_VERSION and _application(sqlite) == APPLICATION_ID:
        return
    if version > SCHEMA_VERSION:
        raise StoreError(
            "{file} was made by a newer version of Welvaartcanvas ({version}); update the program",
            file=file,
            version=version,
        )
    empty = not sqlite.table_names()
    if not empty and _application(sqlite) != APPLICATION_ID:
        raise StoreError("{file} is not a Welvaartcanvas workspace; name another file", file=file)
    if not empty:
        stamp = now.strftime("%Y%m%d-%H%M%S")
        copy_to(sqlite, file.with_name(f"{file.stem}.v{version}-{stamp}{file.suffix}"))
    # The lock is taken first, so that of two programs that start at once one waits for the
    # other and then finds nothing left to do.
    connection = sqlite.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(sqlite) < SCHEMA_VERSION:
            migrations.apply(sqlite)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(sqlite: Sqlite) -> int:
    return int(sqlite.execute("PRAGMA user_version").fetchone()[0])


def _application(sqlite: Sqlite) -> int:
    return int(sqlite.execute("PRAGMA application_id").fetchone()[0])


def copy_to(sqlite: Sqlite, target: Path) -> None:
    """Copy the whole database to ``target`` by SQLite's online backup; the copy appears whole.

    Raises :class:`OutputError` when it can't be written.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(unfinished)
        try:
            sqlite.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            "{file} can't be written ({reason}); name another place", file=target, reason=error
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
