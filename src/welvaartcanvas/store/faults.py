"""SQLite's errors as the program's own: which file, why, and what helps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.errors import N_, Conflict, StoreError

DAMAGED = N_(
    "{file} is damaged; put a backup in its place (welvaartcanvas backup --list, then "
    "welvaartcanvas restore FILE), or see what can be saved: welvaartcanvas doctor"
)
_IN_USE = N_("{file} is in use by another program; close that one or try again")
_FULL = N_("the disk with {file} is full; make room and try again")
_READ_ONLY = N_("{file} can't be written; make the file and its folder writable")

#: What SQLite says when the index of its log doesn't fit on the disk any more.
NO_ROOM = "SQLITE_IOERR_SHMSIZE"

# By SQLite's result code, the extended or else the primary (https://sqlite.org/rescode.html).
_MESSAGES = {
    NO_ROOM: _FULL,
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_PROTOCOL": _IN_USE,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": N_("{file} is not a Welvaartcanvas workspace; name another file"),
    "SQLITE_CANTOPEN": N_("{file} can't be opened; check the folder, its rights and the disk"),
    # The statements are ours, and right for the tables that we made.
    "SQLITE_ERROR": N_(
        "{file} is damaged ({reason}); put a backup in its place (welvaartcanvas backup --list, "
        "then welvaartcanvas restore FILE), or see what can be saved: welvaartcanvas doctor"
    ),
    "SQLITE_IOERR": N_("{file} can't be read or written ({reason}); check the disk"),
}


def primary_code(error: BaseException | None) -> str:
    """The name of SQLite's primary result code, such as ``SQLITE_BUSY``; empty if it has none."""
    return "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a :class:`StoreError` naming ``file``.

    A foreign key that does not hold, or a cell with two ratings, comes of what somebody else
    did meanwhile: that is a :class:`Conflict`. A row that is no valid thing was made by
    another program: the file can't be used as it is. What the program itself did wrong is
    not caught.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # what SQLite says quotes the damage
        raise StoreError(DAMAGED, file=file) from error
    except ValidationError as error:
        raise StoreError(
            "{file} holds something that can't be read ({thing}: {problem}); mend it with the "
            "tool that changed it, or put a backup in its place (welvaartcanvas backup --list, "
            "then welvaartcanvas restore FILE)",
            file=file,
            thing=error.title,
            problem=problems_of(error)[0],
        ) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None)
        if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
            raise Conflict(
                "this hangs together with something that was added or deleted since; "
                "look at it again"
            ) from error
        if name == "SQLITE_CONSTRAINT_UNIQUE":
            raise Conflict("somebody else just added this; look at it again") from error
        message = _MESSAGES.get(name or "") or _MESSAGES.get(primary_code(error))
        if name is None:  # Python's own: a text that is not UTF-8
            message = DAMAGED
        if message is None:
            raise
        raise StoreError(message, file=file, reason=str(error)) from error
