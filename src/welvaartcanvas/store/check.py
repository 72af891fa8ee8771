"""Is the database sound? What ``doctor`` asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from sqlite3 import Connection

from welvaartcanvas.errors import StoreError
from welvaartcanvas.store import records, schema, search
from welvaartcanvas.store.canvases import canvas
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.faults import primary_code

#: The oldest SQLite with STRICT tables.
SQLITE_NEEDED = (3, 37, 0)


def sqlite_version() -> tuple[str, bool]:
    """The version of SQLite that Python brings, and whether it is new enough for the store."""
    return sqlite3.sqlite_version, sqlite3.sqlite_version_info >= SQLITE_NEEDED


def integrity(database: Database) -> list[str]:
    """What SQLite finds wrong with the file; empty when it is sound."""
    with database.transaction() as db:
        rows = db.execute("PRAGMA integrity_check(20)").fetchall()
    return [row[0] for row in rows if row[0] != "ok"]


def missing(database: Database) -> list[str]:
    """What a workspace of this version has and this one lacks: ``table``, or ``table.column``."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        schema.migrate(db)
        needed = _parts(db)
    with database.transaction() as db:
        return sorted(needed - _parts(db))


def _parts(db: Connection) -> set[str]:
    """Every table with its columns, and every trigger; not those that SQLite keeps for itself."""
    made = (
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'trigger') "
        "AND name NOT LIKE '%sqlite%'"
    )
    columns = (
        "SELECT m.name || '.' || i.name FROM sqlite_schema AS m "
        "JOIN pragma_table_info(m.name) AS i WHERE m.type = 'table' AND m.name NOT LIKE '%sqlite%'"
    )
    return {name for query in (made, columns) for (name,) in db.execute(query)}


def broken_references(database: Database) -> list[str]:
    """The rows that point to something that is not there, as ``table -> table``."""
    with database.transaction() as db:
        rows = db.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} -> {parent}" for table, _, parent, _ in rows]


def unreadable(database: Database) -> list[StoreError]:
    """What is wrong with the canvases that another program left so that they can't be read."""
    with database.transaction() as db:
        rows = db.execute("SELECT id FROM canvases ORDER BY id").fetchall()
    faults = []
    for (canvas_id,) in rows:
        try:
            canvas(database, canvas_id)
        except StoreError as fault:
            faults.append(fault)
    return faults


def search_is_complete(database: Database) -> bool:
    """Whether everything can be found under the words that it has now, and nothing else."""
    with database.transaction() as db:
        indexed = {row[1]: row for row in db.execute(search.INDEXED)}
        for record in records.RECORDS:
            for thing in records.select(db, record.model) if record.said else ():
                if indexed.pop(thing.id, None) != search.row(thing):
                    return False
    return not indexed and _index_is_sound(database)


def _index_is_sound(database: Database) -> bool:
    """What FTS5 itself says (https://sqlite.org/fts5.html#the_integrity_check_command)."""
    try:
        with database.transaction(write=True) as db:
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except StoreError as fault:
        code = primary_code(fault.__cause__)
        if code not in ("SQLITE_CORRUPT", "SQLITE_READONLY"):
            raise
        return code == "SQLITE_READONLY"  # FTS5 can't be asked then
    return True
