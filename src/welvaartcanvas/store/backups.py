"""Backups of a workspace: what they are called, taking them, and which are thrown away.

Each is one file, a workspace of its own. They stand in one folder for each workspace and are
called ``NAME.KIND-STAMP``, such as ``werk.daily-20260131-134500.db``; the stamp is in UTC.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from welvaartcanvas import files
from welvaartcanvas.domain.keeping import superfluous
from welvaartcanvas.errors import OutputError, StoreError, system_reason
from welvaartcanvas.files import TargetExists, appearing
from welvaartcanvas.store.faults import DAMAGED as _DAMAGED_FILE
from welvaartcanvas.store.faults import naming, primary_code
from welvaartcanvas.store.looking import log_of, opened, real_file

#: Taken by itself, once a day; the only kind that is ever thrown away.
DAILY = "daily"
#: Taken because somebody asked for it.
MANUAL = "manual"
#: What a restore replaced.
REPLACED = "replaced"
#: What a restore replaced that could not be read: an exact copy of the damaged files.
DAMAGED = "damaged"

_STAMP = "%Y%m%d-%H%M%S"
#: What a program that was killed left half-written is cleared away after this long, in seconds.
_ABANDONED = 24 * 3600


@dataclass(frozen=True)
class Backup:
    """One backup: its file, its kind (``v1`` is taken before version 1 is migrated) and moment."""

    file: Path
    kind: str
    taken_at: datetime


def backups_folder(file: Path, place: Path | None = None) -> Path:
    """Where the backups of the workspace ``file`` stand.

    That is beside it, else in a folder of its own in ``place``, whose name says which workspace
    it is of: two of the same name in different folders don't mix.
    """
    real = real_file(file)
    if place is None:
        return real.with_name(f"{real.name}-backups")
    mark = hashlib.sha256(os.fsencode(real)).hexdigest()[:8]
    return place.expanduser() / f"{_stem(file)}-{mark}"


def _stem(file: Path) -> str:
    # At most 40 characters, so that the names fit a file system's 255 bytes.
    return real_file(file).stem[:40]


def backups(file: Path, folder: Path) -> list[Backup]:
    """The backups of ``file`` in ``folder``, the newest first; none where it can't be read.

    Files with other names are not ours.
    """
    ours = re.compile(
        re.escape(_stem(file)) + r"\.(daily|manual|replaced|damaged|v\d{1,9})-(\d{8}-\d{6})"
        r"(?:-\d{1,9})?" + re.escape(file.suffix)
    )
    found = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            name = ours.fullmatch(entry.name)
            with suppress(ValueError, OSError):
                if name and entry.is_file(follow_symlinks=False):
                    moment = datetime.strptime(name[2], _STAMP).replace(tzinfo=UTC)
                    found.append(Backup(folder / entry.name, name[1], moment))
    return sorted(found, key=lambda each: (each.taken_at, each.file.name), reverse=True)


def new_name(file: Path, folder: Path, kind: str, now: datetime) -> Path:
    """The file of a backup of ``kind`` taken ``now``; no two are called the same."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    name = folder / f"{_stem(file)}.{kind}-{stamp}{file.suffix}"
    number = 2
    while os.path.lexists(name):
        name = folder / f"{_stem(file)}.{kind}-{stamp}-{number}{file.suffix}"
        number += 1
    return name


def make_folder(folder: Path) -> None:
    """Make ``folder`` for its owner alone; :class:`OutputError` where that can't be."""
    try:
        files.make_folder(folder)
    except OSError as error:
        raise OutputError(
            "{file} can't be written ({reason}); name another place",
            file=folder,
            reason=system_reason(error),
        ) from error


def take(file: Path, folder: Path, kind: str, now: datetime) -> Backup:
    """Copy the workspace ``file`` into ``folder`` while it is in use.

    Errors are those of :func:`copy_whole`, and :class:`OutputError` where there can be no folder.
    """
    make_folder(folder)
    with naming(file), closing(opened(file)) as sqlite:
        while True:
            target = new_name(file, folder, kind, now)
            with suppress(TargetExists):  # another program was first to use this name
                copy_whole(sqlite, file, target)
                return Backup(target, kind, now)


def copy_whole(
    source: Connection, file: Path, target: Path, *, force: bool = False, check: bool = True
) -> None:
    """Copy ``source``, the database in ``file``, by SQLite's online backup, and check the copy.

    The copy is one file and appears whole. Raises as
    :func:`welvaartcanvas.files.appearing`, and with ``check`` :class:`StoreError` when the
    database is damaged: a damaged backup would be found out too late.
    """
    with appearing(target, force=force) as unfinished:
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
                with suppress(*() if check else (sqlite3.DatabaseError,)):
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log
                sound = not check or is_sound(copy)
        except sqlite3.Error as error:
            if primary_code(error) in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
                raise
            raise OutputError(
                "{file} can't be written ({reason}); name another place", file=target, reason=error
            ) from error
        if not sound:
            raise StoreError(_DAMAGED_FILE, file=file)


def is_sound(sqlite: Connection) -> bool:
    """Whether SQLite finds no damage when it looks through every page of the tables."""
    return bool(sqlite.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def take_daily(file: Path, folder: Path, now: datetime, *, days: int, weeks: int) -> Backup | None:
    """Take the copy of today, if there is none yet, and throw away what need not be kept.

    ``None`` when nothing had to be done: today has a copy, or nothing was written since the
    last one, or nothing was ever done in the workspace, or another program is just making the
    copy. ``days`` and ``weeks`` are how many are kept (see
    :func:`welvaartcanvas.domain.keeping.superfluous`). Errors are those of :func:`take`; then
    nothing was thrown away either.
    """
    if not _wanted(file, folder, now):
        return None
    make_folder(folder)
    with alone_in(folder) as alone:
        if not alone or not _wanted(file, folder, now) or _untouched(file):
            return None
        written = last_written(file)  # before: what is written meanwhile counts as new
        taken = take(file, folder, DAILY, now)
        with suppress(OSError):  # a copy that doesn't tell is followed by another one tomorrow
            os.utime(taken.file, ns=(written, written))
        _prune(file, folder, taken, days, weeks)
        _clear(file, folder)
    return taken


def last_written(file: Path) -> int:
    """When the workspace was last written, in nanoseconds; 0 when it can't be looked at.

    Its log is a part of it, unless that is empty: SQLite makes one to read as well.
    """
    moments = [0]
    for part in (file, log_of(file)):
        with suppress(OSError):
            status = part.stat()
            if status.st_size:
                moments.append(status.st_mtime_ns)
    return max(moments)


def _wanted(file: Path, folder: Path, now: datetime) -> bool:
    """Whether today needs a copy: a look at two files and at the names in one folder."""
    daily = [each for each in backups(file, folder) if each.kind == DAILY]
    today = now.astimezone().date()
    if any(each.taken_at.astimezone().date() == today for each in daily):
        return False
    try:
        # A copy bears the moment at which the workspace was written. To the microsecond: not
        # every file system keeps more.
        known = daily[0].file.stat().st_mtime_ns if daily else -1
    except OSError:
        return True
    return last_written(file) // 1_000 != known // 1_000


def _untouched(file: Path) -> bool:
    """Whether nothing was ever done in the workspace."""
    with naming(file), closing(opened(file)) as sqlite:
        return sqlite.execute("SELECT 1 FROM steps LIMIT 1").fetchone() is None


@contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Whether no other program makes a daily copy in ``folder``, nor will until the block ends.

    SQLite's own lock is there on every system, and is gone with whoever held it.
    """
    lock = folder / ".lock"
    with ExitStack() as held:
        try:
            with suppress(OSError):  # for its owner alone, as all that stands here
                os.close(os.open(lock, os.O_CREAT | os.O_RDWR, 0o600))
            sqlite = sqlite3.connect(lock, timeout=0, isolation_level=None)
            held.enter_context(closing(sqlite))
            sqlite.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if primary_code(error) not in ("SQLITE_BUSY", "SQLITE_LOCKED"):
                raise OutputError(
                    "{file} can't be written ({reason}); name another place",
                    file=lock,
                    reason=error,
                ) from error
            yield False
        else:
            yield True


def _prune(file: Path, folder: Path, taken: Backup, days: int, weeks: int) -> None:
    """Throw away daily copies that need not be kept, but never ``taken``: that one is good."""
    daily = {
        each.taken_at.astimezone(): each for each in backups(file, folder) if each.kind == DAILY
    }
    for moment in superfluous(daily, days=days, weeks=weeks):
        if daily[moment].file != taken.file:
            with suppress(OSError):  # tried again with the next copy
                daily[moment].file.unlink()


def _clear(file: Path, folder: Path) -> None:
    """Clear away what a program left half-written that was killed while it made a copy."""
    with suppress(OSError):
        for part in folder.glob(".*.part*"):
            if part.name.startswith(f".{_stem(file)}."):
                with suppress(OSError):
                    if time.time() - part.stat().st_mtime > _ABANDONED:
                        part.unlink()
