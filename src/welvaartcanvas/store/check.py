"""Is the database sound? What ``doctor`` asks."""

from __future__ import annotations

import sqlite3

from welvaartcanvas.store.database import Database

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


def broken_references(database: Database) -> list[str]:
    """The rows that point to something that is not there, as ``table -> table``."""
    with database.transaction() as db:
        rows = db.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} -> {parent}" for table, _, parent, _ in rows]


def search_is_complete(database: Database) -> bool:
    """Whether everything that can be searched is in the index, and nothing else."""
    with database.transaction() as db:
        missing = db.execute(_MISSING).fetchone()[0]
    return not missing


_MISSING = """
WITH things (id) AS (
    SELECT id FROM regions UNION ALL SELECT id FROM canvases UNION ALL SELECT id FROM partners
    UNION ALL SELECT id FROM contributions UNION ALL SELECT id FROM ratings
    UNION ALL SELECT id FROM learning_questions UNION ALL SELECT id FROM actions)
SELECT (SELECT count(*) FROM things WHERE id NOT IN (SELECT entity_id FROM searchable))
     + (SELECT count(*) FROM searchable WHERE entity_id NOT IN (SELECT id FROM things))
"""
