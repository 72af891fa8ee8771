"""Workspaces as an older version of the program left them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from sqlite_utils import Database as Sqlite
from sqlite_utils import Migrations

from tests.crash.writer import SHARED, Writer
from tests.support import build
from tests.support.workspaces import keep, opened
from welvaartcanvas.store import schema


def well_used(file: Path, canvases: int, changes: int) -> None:
    """Make a workspace with so many full canvases, and a history of so many changes."""
    with opened(file) as workspace:
        workspace.regions.add(SHARED, ["GM0153"])
        for number in range(1, canvases + 1):
            keep(workspace, build.full_canvas(5, number=number))
        writer = Writer(workspace, "Anna", Random(canvases))
        for _change in range(changes):
            writer.once()


def first_version(source: Path, target: Path) -> None:
    """Write what the workspace ``source`` holds as version 1 of the program had it."""
    _as_it_was(source, target, schema.first_tables)


def second_version(source: Path, target: Path) -> None:
    """As :func:`first_version`, for version 2, which did not say since when it knows a version."""
    _as_it_was(source, target, schema.first_tables, schema.lineages_and_snapshots)


def _as_it_was(source: Path, target: Path, *steps: Callable[[Sqlite], None]) -> None:
    older = Migrations("welvaartcanvas")
    for step in steps:
        older(name=step.__name__)(step)
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        older.apply(Sqlite(db, execute_plugins=False))
        tables = [
            row[0]
            for row in db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' "
                "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '^_%' ESCAPE '^'"
            )
        ]
        db.execute("ATTACH ? AS newer", [str(source)])
        db.execute("BEGIN")
        for table in [*tables, "searchable"]:  # the index follows from the last by its triggers
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            now = "WHERE until IS NULL" if table in ("versions", "setters", "deletions") else ""
            db.execute(
                f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table} {now}"
            )
        db.execute("COMMIT")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("PRAGMA journal_mode = WAL")
