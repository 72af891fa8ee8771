"""Opening a workspace: pragmas, the version check, migration after a backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from welvaartcanvas import files
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import StoreError, system_reason
from welvaartcanvas.files import release, take
from welvaartcanvas.store import looking, schema
from welvaartcanvas.store.backups import backups_folder, copy_whole, make_folder, new_name
from welvaartcanvas.store.faults import NO_ROOM, naming
from welvaartcanvas.store.place import Place
from welvaartcanvas.store.waiting import begin_writing

#: How long a write waits for another program, in seconds: longer would look like a hang.
BUSY_SECONDS = 3.0


class Database:
    """One open workspace file, ``new`` when it was made to be opened.

    Use it from the thread that opened it.
    """

    def __init__(
        self, file: Path, sqlite: Connection, *, new: bool = False, place: Place | None = None
    ) -> None:
        self.file = file
        self.sqlite = sqlite
        self.new = new
        self._place = place
        #: Templates by digest: they never change, and a canvas is read after every change.
        self.templates: dict[str, Template] = {}

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """One transaction: all of it happens or none, and reads see one moment.

        With ``write`` the write lock is taken before anything is read, so that two programs
        can't both read the old state and then both write. Inside another transaction it is
        a part of that one. Where ``file`` is another file by now than the one that was opened,
        nothing is written and :class:`StoreError` is raised.
        """
        if write and self._place:
            self._place.check()
        with naming(self.file), _whole(self.sqlite, write=write):
            yield self.sqlite

    def version_seen(self) -> int:
        """A number that changes whenever another connection has changed the file."""
        with naming(self.file):
            return int(self.sqlite.execute("PRAGMA data_version").fetchone()[0])

    def state_seen(self) -> tuple[int, int]:
        """What differs whenever the file was changed, by this connection or another."""
        return self.version_seen(), self.sqlite.total_changes

    def copy_to(self, target: Path, *, force: bool = False) -> None:
        """Copy the database to ``target`` while it is in use; the copy appears whole, and checked.

        Errors are those of :func:`welvaartcanvas.store.backups.copy_whole`.
        """
        with self.transaction() as db:
            # Reading takes the lock that keeps others from stopping the copy half-way.
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            copy_whole(db, self.file, target, force=force)

    @contextmanager
    def copied(self) -> Iterator[Database]:
        """A copy to try something out in, which nobody else sees and which vanishes afterwards.

        SQLite keeps it in memory as far as that is small, and in a file without a name.
        """
        # https://sqlite.org/inmemorydb.html#temp_db
        with closing(sqlite3.connect("", isolation_level=None)) as copy:
            with naming(self.file):
                self.sqlite.backup(copy)
                _prepare(copy)
            yield Database(self.file, copy)

    def close(self) -> None:
        """Close the file; SQLite then folds its write-ahead log into it."""
        self.sqlite.close()
        release(self.file)


def open_database(
    file: Path, now: datetime, busy_seconds: float = BUSY_SECONDS, *, place: Path | None = None
) -> Database:
    """Open the workspace in ``file``, making it when there is none.

    An older schema is migrated after a backup, whose name bears ``now``; ``place`` is where
    backups go (see :func:`welvaartcanvas.store.backups.backups_folder`).
    Raises :class:`StoreError` for a file that is newer, damaged, locked longer than
    ``busy_seconds``, or no workspace.
    """
    new = _make(file)
    with naming(file):
        try:
            # Absolute, for a name that starts with "file:" may be read as a URI.
            sqlite = _opened(str(file.absolute()), busy_seconds)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname == NO_ROOM:
                # On a full disk what is there can still be read, by one program at a time.
                sqlite = _opened(str(file.absolute()), busy_seconds, alone=True)
            elif looking.readable_without_log(file, error):
                sqlite = looking.as_it_is(file)
            else:
                raise
        try:
            version_of(file, sqlite)  # before anything is written to a file that isn't ours
            _prepare(sqlite)
            _bring_up_to_date(file, sqlite, now, backups_folder(file, place))
        except BaseException:
            sqlite.close()
            raise
    take(file)
    return Database(file, sqlite, new=new, place=Place(file))


def _make(file: Path) -> bool:
    """Make ``file`` if it is missing, readable by its owner alone: it holds people's words.

    Returns whether it was missing.
    """
    try:
        if file.is_dir():
            raise StoreError("{file} is a folder; name a file", file=file)
        files.make_folder(file.parent)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            return True
    except OSError as error:
        raise StoreError(
            "{file} can't be made ({reason}); name another place",
            file=file,
            reason=system_reason(error),
        ) from error
    return False


def _opened(name: str, busy_seconds: float, *, alone: bool = False) -> Connection:
    # Without an isolation level a transaction begins where we say so, and never by itself.
    sqlite = sqlite3.connect(name, timeout=busy_seconds, isolation_level=None)
    try:
        if alone:  # the index of the log is then in memory (https://sqlite.org/wal.html#noshm)
            sqlite.execute("PRAGMA locking_mode = EXCLUSIVE")
        sqlite.execute("SELECT count(*) FROM sqlite_schema")  # here a lock or damage shows
    except BaseException:
        sqlite.close()
        raise
    return sqlite


def _prepare(sqlite: Connection) -> None:
    # A file that may only be read stays in the mode it has, and so does one on a disk that
    # can't have a write-ahead log: there it works as well, one program at a time.
    with suppress(sqlite3.OperationalError):
        sqlite.execute("PRAGMA journal_mode = WAL")
    sqlite.execute("PRAGMA synchronous = FULL")
    sqlite.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _whole(sqlite: Connection, *, write: bool = False) -> Iterator[None]:
    """A transaction; within another one, a part of it that can be rolled back by itself."""
    within = sqlite.in_transaction
    if write and not within:
        begin_writing(sqlite)
    else:
        sqlite.execute("SAVEPOINT part" if within else "BEGIN")
    try:
        yield
        sqlite.execute("RELEASE part" if within else "COMMIT")
    except BaseException:
        if sqlite.in_transaction:  # a full disk, for one, has rolled all of it back already
            sqlite.execute("ROLLBACK TO part" if within else "ROLLBACK")
            if within:  # going back to a savepoint leaves it open
                sqlite.execute("RELEASE part")
        raise


def _bring_up_to_date(file: Path, sqlite: Connection, now: datetime, folder: Path) -> None:
    if version_of(file, sqlite) == schema.SCHEMA_VERSION:
        return
    # Looked at again behind the lock: of two programs that start at once, one waits here
    # for the other and then finds nothing left to do.
    with _whole(sqlite, write=True):
        version = version_of(file, sqlite)
        if version == schema.SCHEMA_VERSION:
            return
        if version is not None:
            make_folder(folder)
            with closing(sqlite3.connect(file)) as other:  # one that writes can't be copied
                copy_whole(other, file, new_name(file, folder, f"v{version}", now))
        schema.migrate(sqlite)


def version_of(file: Path, sqlite: Connection) -> int | None:
    """The version of the workspace's schema, ``None`` for an empty file.

    Refuses what is no workspace, or one of a newer version, with :class:`StoreError`.
    """
    with _whole(sqlite):
        application = int(sqlite.execute("PRAGMA application_id").fetchone()[0])
        version = int(sqlite.execute("PRAGMA user_version").fetchone()[0])
        empty = not sqlite.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if empty and application == version == 0:
        return None
    if application != schema.APPLICATION_ID:
        raise StoreError("{file} is not a Welvaartcanvas workspace; name another file", file=file)
    if version > schema.SCHEMA_VERSION:
        raise StoreError(
            "{file} was made by a newer version of Welvaartcanvas ({version}); update the program",
            file=file,
            version=version,
        )
    return version
