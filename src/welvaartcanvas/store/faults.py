"""SQLite's errors as the program's own: which file, why, and what helps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welvaartcanvas.errors import N_, Conflict, StoreError

# By SQLite's primary result code (https://sqlite.org/rescode.html).
_MESSAGES = {
    "SQLITE_BUSY": N_("{file} is in use by another program; close that one or try again"),
    "SQLITE_LOCKED": N_("{file} is in use by another program; close that one or try again"),
    "SQLITE_READONLY": N_("{file} can't be written; make the file and its folder writable"),
    "SQLITE_PERM": N_("{file} can't be written; make the file and its folder writable"),
    "SQLITE_FULL": N_("the disk with {file} is full; make room and try again"),
    "SQLITE_CORRUPT": N_("{file} is damaged; put a backup in its place or run doctor"),
    "SQLITE_NOTADB": N_("{file} is not a Welvaartcanvas workspace; name another file"),
    "SQLITE_CANTOPEN": N_("{file} can't be opened; check the folder, its rights and the disk"),
    "SQLITE_IOERR": N_("{file} can't be read or written ({reason}); check the disk"),
}


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a :class:`StoreError` naming ``file``.

    A foreign key that does not hold means that something else rests on what was to go:
    that is a :class:`Conflict`. What the program itself did wrong is not caught.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
            raise Conflict("something else rests on this; change or delete that first") from error
        if name == "SQLITE_CONSTRAINT_UNIQUE":
            raise Conflict("somebody else just added this; look at it again") from error
        primary = "_".join(name.split("_")[:2])
        if primary not in _MESSAGES:
            raise
        raise StoreError(_MESSAGES[primary], file=file, reason=str(error)) from error
