"""Opening a workspace file only to look at it: it is not made, and its log is read with it.

SQLite keeps beside a file what it did not fold into it yet: beside the real one, where the file
is a link. Whoever leaves the log out sees an older workspace, or a damaged one.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from welvaartcanvas.files import is_there
from welvaartcanvas.store.faults import NO_ROOM, primary_code

#: The endings of what SQLite keeps beside a database: its log, the index of that, its journal.
BESIDE = ("-wal", "-shm", "-journal")
#: How long is waited for a program that has the file to itself, in seconds.
PATIENCE = 3.0
#: What SQLite answers where it can't make a write-ahead log.
_NO_LOG = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def real_file(file: Path) -> Path:
    """``file``, or what it points to where it is a link."""
    return Path(os.path.realpath(file))


def beside(file: Path, ending: str) -> Path:
    """What SQLite keeps of ``file`` under that ending of :data:`BESIDE`, if it is there."""
    real = real_file(file)
    return real.with_name(real.name + ending)


def log_of(file: Path) -> Path:
    """The write-ahead log of ``file``, if it is there."""
    return beside(file, "-wal")


def readable_without_log(file: Path, error: sqlite3.Error) -> bool:
    """Whether ``file``, which SQLite refused with ``error``, can be read :func:`as_it_is`.

    Who may not write can't make the index that a write-ahead log needs. Without a log nobody
    else is at work in the file, and all of it is in there.
    """
    refused = primary_code(error) in _NO_LOG or error.sqlite_errorname == NO_ROOM
    return refused and not is_there(log_of(file))


def as_it_is(file: Path) -> Connection:
    """``file`` without its log and without any lock, for reading; ``sqlite3.Error`` if refused."""
    return _connected(file, "mode=ro&immutable=1")


def opened(file: Path, *, mode: Literal["ro", "rw"] = "rw") -> Connection:
    """``file``, to be read beside whoever is at work in it; ``sqlite3.Error`` if refused.

    With the mode ``rw`` SQLite may tidy up what a program left that was killed, as at any other
    opening; with ``ro`` what is in the files stays as it is.
    """
    try:
        return _connected(file, f"mode={mode}")
    except sqlite3.OperationalError as error:
        if not readable_without_log(file, error):
            raise
        return as_it_is(file)


def untouched(file: Path) -> Connection:
    """``file``, which may be damaged, so that nothing at all is written; nor read yet."""
    log = log_of(file)
    how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    return _at(file, how)


def _connected(file: Path, how: str) -> Connection:
    sqlite = _at(file, how)
    try:
        sqlite.execute(
            "SELECT count(*) FROM sqlite_schema"
        ).fetchone()  # here a lock or damage shows
    except BaseException:
        sqlite.close()
        raise
    return sqlite


def _at(file: Path, how: str) -> Connection:
    # By its address, which says that it is not to be made; a name that starts with "file:" is none.
    address = f"{real_file(file).as_uri()}?{how}"
    return sqlite3.connect(address, timeout=PATIENCE, uri=True, isolation_level=None)
