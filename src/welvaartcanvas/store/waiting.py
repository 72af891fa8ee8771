"""Waiting for the write lock so that of many that wait each has its turn."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from sqlite3 import Connection
from time import monotonic, sleep

from welvaartcanvas.store.faults import primary_code

#: The longest between two looks whether the lock is free, in seconds.
_LONGEST = 0.025
#: How many times as long one waits for many that each write a little as for one that goes on.
_TURNS = 4


def begin_writing(sqlite: Connection) -> None:
    """Begin a transaction that has the write lock, as soon as others leave it.

    It waits as long as the connection's ``busy_timeout`` says, and then raises what SQLite
    raises; while others' changes come in, nobody keeps the lock, and it waits up to ``_TURNS``
    times as long for its turn. SQLite's own way of waiting looks less often the longer it has
    waited, up to a tenth of a second apart (``sqliteDefaultBusyCallback``): where many write,
    whoever came last wins, and whoever came first gives up. Here it is the other way round,
    and at random moments, for those that look at the same moments meet again and again.
    """
    (patience,) = sqlite.execute("PRAGMA busy_timeout").fetchone()
    begun = monotonic()
    end = begun + patience / 1000
    seen = _version(sqlite)
    sqlite.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                sqlite.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if (version := _version(sqlite)) != seen:
                    seen = version
                    end = min(monotonic(), begun + (_TURNS - 1) * patience / 1000) + patience / 1000
                left = end - monotonic()
                if primary_code(error) != "SQLITE_BUSY" or left <= 0:
                    raise
                sleep(min(left, random.uniform(0, _LONGEST * left * 1000 / patience)))  # noqa: S311
            else:
                return
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {patience}")


def _version(sqlite: Connection) -> int:
    """What differs when another connection changed the file; -1 when it can't be seen just now."""
    with suppress(sqlite3.OperationalError):
        return int(sqlite.execute("PRAGMA data_version").fetchone()[0])
    return -1
