"""Putting a backup, or any other workspace file, in the place of a workspace."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from time import monotonic

from welvaartcanvas.errors import OutputError, RequestError, StoreError, system_reason
from welvaartcanvas.files import appearing, is_folder, is_there
from welvaartcanvas.store import backups, looking, persons, schema
from welvaartcanvas.store.backups import DAMAGED, REPLACED, Backup
from welvaartcanvas.store.database import BUSY_SECONDS, version_of
from welvaartcanvas.store.erasing import erase_again
from welvaartcanvas.store.faults import naming, primary_code
from welvaartcanvas.store.looking import BESIDE, beside

_UNREADABLE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True)
class Holding:
    """What a workspace file holds: the version of its tables, how much, and its last change."""

    version: int
    canvases: int
    contributions: int
    changed_at: datetime | None
    changed_by: str


@dataclass(frozen=True)
class Restored:
    """What now stands in the workspace, and where what it replaced is; ``None`` if there was none.

    ``damaged`` is whether that could not be read as it was; ``erased_unknown`` whether so nobody
    can tell who was erased from it, and they may be back.
    """

    holding: Holding
    replaced: Path | None
    damaged: bool
    erased_unknown: bool = False


def look_into(file: Path) -> Holding:
    """What the workspace in ``file`` holds, whatever its version up to ours; a quick look.

    Raises :class:`StoreError` for what can't be read, is newer or no workspace.
    """
    with _reading(file) as sqlite:
        return _holding(file, sqlite)


def check_source(source: Path) -> Holding:
    """What :func:`restore` would put in the place of a workspace; errors are those of it."""
    with _ready(source) as (_copy, held):
        return held


def is_good(file: Path) -> bool:
    """Whether ``file`` is a workspace that can be read and in which SQLite finds no damage."""
    try:
        with _reading(file) as sqlite:
            _holding(file, sqlite)
            return backups.is_sound(sqlite)
    except (StoreError, sqlite3.Error):
        return False


def restore(source: Path, file: Path, folder: Path, now: datetime) -> Restored:
    """Put what ``source`` holds in the place of the workspace ``file``; all of it or nothing.

    What ``file`` holds goes to ``folder`` first, as :data:`REPLACED`, or where it is damaged as
    :data:`DAMAGED`. An older ``source`` is brought up to date on the way; it is not changed.

    A workspace that SQLite can read stays the file that it is and gets other content in one
    transaction. So programs that have it open see the other content as they see any change,
    nothing that they write meanwhile is lost, and a crash leaves the old or the new. Only what
    SQLite can't open is replaced as a file.

    Who was erased from the workspace stays erased. Where it can't tell who that was, the newest
    backup in ``folder`` does that can be read: whoever is erased is erased from those too.

    Raises :class:`StoreError` when ``source`` is newer, damaged or no workspace, or ``file`` is
    newer, another program's, or in use; :class:`RequestError` when both are one file;
    :class:`OutputError` where there is no room. Then nothing has changed.
    """
    if looking.real_file(source) == looking.real_file(file):
        raise RequestError("{file} is the workspace itself; name another", file=source)
    with _ready(source) as (copy, held):
        if is_folder(file):
            raise StoreError("{file} is a folder; name a file", file=file)
        try:
            if _has_content(file):
                return _into(copy, held, file, folder, now)
        except StoreError as fault:
            if primary_code(fault.__cause__) not in _UNREADABLE:
                raise
        replaced = _keep_exactly(file, folder, now)
        told = replaced is None or _erase_as_backups_tell(copy, file, folder)
        _put_file(copy, file)
        return Restored(held, replaced, damaged=True, erased_unknown=not told)


def _erase_as_backups_tell(copy: Connection, file: Path, folder: Path) -> bool:
    """Erase from ``copy`` whom the newest backup that can be read remembers; if there is one."""
    for backup in backups.backups(file, folder):
        if backup.kind != DAMAGED:
            with suppress(StoreError), _reading(backup.file) as known:
                if "erasures" in persons.tables(known):
                    erase_again(known, copy)
                    return True
    return False


@contextmanager
def _reading(file: Path) -> Iterator[Connection]:
    with naming(file):
        if not is_there(file):
            raise StoreError("{file} is not there; name another file", file=file)
        with closing(looking.opened(file)) as sqlite:
            yield sqlite


def _holding(file: Path, sqlite: Connection) -> Holding:
    version = version_of(file, sqlite)
    if version is None:
        raise StoreError("{file} is not a Welvaartcanvas workspace; name another file", file=file)
    with naming(file):
        canvases, contributions = sqlite.execute(
            "SELECT (SELECT count(*) FROM canvases), (SELECT count(*) FROM contributions)"
        ).fetchone()
        last = sqlite.execute("SELECT at, who FROM steps ORDER BY id DESC LIMIT 1").fetchone()
    at = None
    with suppress(TypeError, ValueError):  # another program may have written anything there
        at = datetime.fromisoformat(last[0])
    return Holding(version, canvases, contributions, at, str(last[1]) if last else "")


@contextmanager
def _ready(source: Path) -> Iterator[tuple[Connection, Holding]]:
    """A copy of ``source`` that is sound and up to date, which vanishes, and what it holds."""
    with _reading(source) as sqlite, closing(sqlite3.connect("", isolation_level=None)) as copy:
        held = _holding(source, sqlite)
        sqlite.backup(copy)
        damage = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
        if damage or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError(
                "{file} is damaged; see what can be saved with: welvaartcanvas --db {file} doctor",
                file=source,
            )
        if held.version < schema.SCHEMA_VERSION:
            copy.execute("BEGIN")
            schema.migrate(copy)
            copy.execute("COMMIT")
        yield copy, held


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _into(copy: Connection, held: Holding, file: Path, folder: Path, now: datetime) -> Restored:
    with naming(file), closing(_opened(file)) as into, ExitStack() as stack:
        version_of(file, into)  # refuses what is not ours to replace
        erase_again(into, copy)
        (mode,) = into.execute("PRAGMA journal_mode").fetchone()
        fitting = stack.enter_context(_paged_alike(copy, into))
        if mode == "wal":
            kept = _under_lock(fitting, into, file, folder, now)
            with suppress(sqlite3.Error):  # the log was as large as all of it
                into.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            # Without a log the file has one user at a time; so it stays until all is done.
            into.execute("PRAGMA locking_mode = EXCLUSIVE")
            into.execute("BEGIN EXCLUSIVE")
            into.execute("COMMIT")
            kept = _kept(into, file, folder, now)
            _outrun(fitting, into)
            fitting.backup(into)
    return Restored(held, kept.file, damaged=kept.kind == DAMAGED)


def _opened(file: Path) -> Connection:
    sqlite = sqlite3.connect(str(file.absolute()), timeout=BUSY_SECONDS, isolation_level=None)
    sqlite.execute("PRAGMA synchronous = FULL")
    return sqlite


@contextmanager
def _paged_alike(copy: Connection, into: Connection) -> Iterator[Connection]:
    """``copy`` with pages of the size of those of ``into``; SQLite copies no others into it."""
    (size,) = into.execute("PRAGMA page_size").fetchone()
    if copy.execute("PRAGMA page_size").fetchone()[0] == size:
        yield copy
        return
    # Only a file with a name can be given another size.
    with (
        tempfile.TemporaryDirectory(prefix="welvaartcanvas-") as made,
        closing(sqlite3.connect(Path(made) / "copy.db", isolation_level=None)) as other,
    ):
        copy.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute(f"PRAGMA page_size = {size}")
        other.execute("VACUUM")
        yield other


def _under_lock(
    copy: Connection, into: Connection, file: Path, folder: Path, now: datetime
) -> Backup:
    """Replace the content of ``into`` by that of ``copy``; the backup of what it was."""
    kept: list[Backup] = []
    patience = monotonic() + BUSY_SECONDS

    def copied(status: int, _remaining: int, _total: int) -> None:
        # SQLite takes the write lock of the target with the first page and keeps it to the end:
        # what is backed up here is what is replaced. Reading goes on beside that.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if monotonic() > patience:
                raise StoreError(
                    "{file} is in use by another program; close that one or try again", file=file
                )
        elif not kept:
            with closing(_opened(file)) as other:
                kept.append(_kept(other, file, folder, now))
                # What the copy's own connection writes there goes along into the target.
                _outrun(copy, other)

    copy.backup(into, pages=1, progress=copied, sleep=0.02)
    return kept[0]


def _kept(sqlite: Connection, file: Path, folder: Path, now: datetime) -> Backup:
    """A backup of what is replaced; where it is damaged, page for page as it is."""
    backups.make_folder(folder)
    for kind, check in ((REPLACED, True), (DAMAGED, False)):
        target = backups.new_name(file, folder, kind, now)
        try:
            backups.copy_whole(sqlite, file, target, check=check)
        except (StoreError, sqlite3.DatabaseError) as error:
            if not check or primary_code(error) not in ("", *_UNREADABLE):
                raise
        else:
            return Backup(target, kind, now)
    raise AssertionError  # the second time there is no check to fail


def _outrun(copy: Connection, old: Connection) -> None:
    """Give what differs from ``old`` a later revision than it has there.

    Somebody may have an editor open on what is replaced; when they save, they must learn that
    it is another text now, also where both happen to be of the same revision.
    """
    with suppress(sqlite3.DatabaseError):  # a damaged workspace has no editors open
        for (table,) in copy.execute(
            "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c "
            "WHERE m.type = 'table' AND c.name IN ('id', 'revision') "
            "GROUP BY m.name HAVING count(*) = 2"
        ).fetchall():
            columns = [row[1] for row in copy.execute(f"PRAGMA table_info({table})")]
            revision = columns.index("revision")
            names = ", ".join(columns)
            query = f"SELECT id, {names} FROM {table}"  # noqa: S608 (own names)
            before = {row[0]: row[1:] for row in old.execute(query)}
            for thing_id, *row in copy.execute(query).fetchall():
                was = before.get(thing_id)
                if was and was != tuple(row) and row[revision] <= was[revision]:
                    copy.execute(
                        f"UPDATE {table} SET revision = ? WHERE id = ?",  # noqa: S608
                        [was[revision] + 1, thing_id],
                    )


def _keep_exactly(file: Path, folder: Path, now: datetime) -> Path | None:
    """A copy, byte for byte, of a file that SQLite can't open, with what stands beside it."""
    parts = [ending for ending in ("", *BESIDE) if beside(file, ending).is_file()]
    if not any(beside(file, ending).stat().st_size for ending in parts):
        return None
    backups.make_folder(folder)
    target = backups.new_name(file, folder, DAMAGED, now)
    try:
        # The file itself last: once it is there, all of it is.
        for ending in reversed(parts):
            with (
                beside(file, ending).open("rb") as old,
                appearing(beside(target, ending)) as unfinished,
                unfinished.open("wb") as new,
            ):
                shutil.copyfileobj(old, new, 1 << 20)
                new.flush()
                os.fsync(new.fileno())
    except OSError as error:
        raise OutputError(
            "{file} can't be written ({reason}); name another place",
            file=target,
            reason=system_reason(error),
        ) from error
    return target


def _put_file(copy: Connection, file: Path) -> None:
    with appearing(file, force=True) as unfinished, naming(file):
        with closing(sqlite3.connect(unfinished)) as new:
            copy.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        # The log of the old file would be read as that of the new one. It is in the copy.
        for ending in BESIDE:
            beside(file, ending).unlink(missing_ok=True)
