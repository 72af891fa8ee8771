"""Workspaces for tests: a clock that can be followed, people at work, and what a file holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support import build
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import changes
from welvaartcanvas.store.database import Database, open_database
from welvaartcanvas.workspace import Workspace, open_workspace

#: Where a canvas of a test is said to come from.
SOURCE = Path("canvas.json")


class Clock:
    """A clock of which every look at it is a second after the one before."""

    def __init__(self, start: datetime = build.MOMENT) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def opened(file: Path, who: str = "Anna", **values: Any) -> Workspace:
    """The workspace in ``file``, opened by ``who`` one hour after everything was built."""
    clock = values.pop("clock", None) or Clock(build.MOMENT + timedelta(hours=1))
    return open_workspace(file, who, clock, **values)


def keep(workspace: Workspace, canvas: Canvas) -> Canvas:
    """``canvas`` put into the workspace with its region, as it is kept there."""
    workspace.importing.canvas(canvas, SOURCE)
    return workspace.canvases.get(canvas.id)


def said(canvas: Canvas) -> dict[str, object]:
    """What a canvas says, by id: all of it but revisions and moments of change."""

    def content(entity: Entity) -> dict[str, object]:
        return entity.model_dump(exclude={"revision", "changed_at"})

    return {
        "head": content(canvas.head),
        "region": content(canvas.region),
        **{thing.id: content(thing) for _, thing in canvas.things()},
    }


def rows(file: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What another SQLite program reads in ``file``."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query, values).fetchall()


def dump(file: Path) -> list[str]:
    """Everything that ``file`` holds, as the SQL that would make it anew."""
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


def put_region(database: Database, number: int = 1, name: str = "Kop van de Veluwe") -> None:
    """Make region ``number`` in one step of Anna."""
    with changes.step(database, at=build.MOMENT, who="Anna", canvas_id=None) as step:
        step.put(build.region(number, name))


def filled(file: Path) -> bytes:
    """A closed workspace with one region in ``file``; its bytes."""
    with closing(open_database(file, build.MOMENT)) as database:
        put_region(database)
    return file.read_bytes()
