"""Changing things: every change in one transaction with its row in ``changes``; undo and redo.

A *step* is what a person did at one moment: one or more changes that belong together.
Undo and redo are steps too, so that history only ever grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlite_utils import Database as Sqlite

from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import Conflict, RequestError
from welvaartcanvas.store import records, search
from welvaartcanvas.store.database import Database

E = TypeVar("E", bound=Entity)

#: How far back one person can undo in one canvas, in steps.
UNDO_LIMIT = 1_000


class Step:
    """A step under way; made by :func:`step`."""

    def __init__(self, db: Sqlite, id: int, at: datetime) -> None:
        self._db = db
        self._id = id
        self.at = at

    def put(self, entity: E) -> E:
        """Keep ``entity`` and return it as it was kept, with its new revision and moment.

        Its ``revision`` must be the one that is stored (0 for a new thing), else somebody
        was first and :class:`Conflict` is raised. Nothing is written when nothing differs.
        """
        stored = records.get(self._db, type(entity), entity.id)
        if (stored.revision if stored else 0) != entity.revision:
            raise _conflict(stored)
        if stored and same(stored, entity):
            return stored
        return self._write(stored, entity, entity.revision + 1)

    def remove(self, entity: Entity) -> None:
        """Delete ``entity``; :class:`Conflict` when it was changed or deleted meanwhile."""
        stored = records.get(self._db, type(entity), entity.id)
        if stored is None or stored.revision != entity.revision:
            raise _conflict(stored)
        self._remove(stored)

    def adopt(self, entity: Entity) -> None:
        """Keep ``entity`` from a document with its own moments, over its stored version.

        Raises :class:`RequestError` when its id is that of a thing in another canvas: a
        document may change its own canvas only.
        """
        stored = records.get(self._db, type(entity), entity.id)
        if getattr(stored, "canvas_id", None) != getattr(entity, "canvas_id", None) and stored:
            raise RequestError("id {value} belongs to another canvas here", value=entity.id)
        revision = stored.revision + 1 if stored else 1
        after = entity.model_copy(update={"revision": revision})
        records.write(self._db, after)
        search.index(self._db, after)
        self._record(stored, after)

    def bring_back(self, change: Change) -> None:
        """Turn ``change`` around; :class:`Conflict` when the thing was changed since."""
        model = records.record_called(change.entity).model
        stored = records.get(self._db, model, change.entity_id)
        if not _alike(stored, change.after):
            raise Conflict(
                "this was changed by somebody else since; it can't be undone",
                current=stored,
            )
        if change.before is None:
            if stored is not None:
                self._remove(stored)
            return
        newest = max(change.before.revision, stored.revision if stored else 0)
        if change.after is not None:
            newest = max(newest, change.after.revision)
        self._write(stored, change.before, newest + 1)

    def _write(self, stored: Entity | None, entity: E, revision: int) -> E:
        after = entity.model_copy(update={"revision": revision, "changed_at": self.at})
        records.write(self._db, after)
        search.index(self._db, after)
        self._record(stored, after)
        return after

    def _remove(self, stored: Entity) -> None:
        records.erase(self._db, stored)
        search.forget(self._db, stored.id)
        self._record(stored, None)

    def _record(self, before: Entity | None, after: Entity | None) -> None:
        thing = after or before
        assert thing is not None  # noqa: S101 (a change has one side at least)
        self._db.execute(
            "INSERT INTO changes (step_id, entity, entity_id, before, after) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                self._id,
                records.record_of(type(thing)).entity,
                thing.id,
                before.model_dump_json() if before else None,
                after.model_dump_json() if after else None,
            ],
        )


def _conflict(stored: Entity | None) -> Conflict:
    if stored is None:
        return Conflict("this was deleted by somebody else; your text is still in the editor")
    return Conflict(
        "this was changed by somebody else; look at it again and then save", current=stored
    )


def _content(entity: Entity) -> dict[str, object]:
    return entity.model_dump(exclude={"revision", "changed_at"})


def same(a: Entity, b: Entity) -> bool:
    """Whether two versions say the same."""
    return _content(a) == _content(b)


def _alike(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return a is b
    return same(a, b)


@contextmanager
def step(
    database: Database,
    *,
    at: datetime,
    who: str,
    canvas_id: str | None,
    kind: str = "do",
    of: int | None = None,
) -> Iterator[Step]:
    """A transaction whose changes belong together. A step that changed nothing leaves no trace.

    The step's row is written first: that takes the write lock before anything is read, so
    that two programs can't both read the old state and then both write.
    """
    with database.transaction() as db:
        cursor = db.execute(
            "INSERT INTO steps (at, who, canvas_id, kind, of) VALUES (?, ?, ?, ?, ?)",
            [at.isoformat(), who, canvas_id, kind, of],
        )
        step_id = int(cursor.lastrowid or 0)
        yield Step(db, step_id, at)
        if not db.execute("SELECT 1 FROM changes WHERE step_id = ? LIMIT 1", [step_id]).fetchone():
            db.execute("DELETE FROM steps WHERE id = ?", [step_id])


@dataclass(frozen=True)
class Change:
    """One row of ``changes``, read back."""

    entity: str
    entity_id: str
    before: Entity | None
    after: Entity | None


def _changes(db: Sqlite, step_id: int) -> list[Change]:
    rows = db.execute(
        "SELECT entity, entity_id, before, after FROM changes WHERE step_id = ? ORDER BY id",
        [step_id],
    )
    found = []
    for entity, entity_id, before, after in rows.fetchall():
        model = records.record_called(entity).model
        found.append(
            Change(
                entity,
                entity_id,
                model.model_validate_json(before) if before else None,
                model.model_validate_json(after) if after else None,
            )
        )
    return found


def _stacks(db: Sqlite, who: str, canvas_id: str | None) -> tuple[list[int], list[int]]:
    """The steps that can be undone and those that can be redone, the next one last.

    An undo takes the last of the first and lays itself on the second; anything new
    empties the second.
    """
    rows = db.execute(
        "SELECT id, kind, of FROM (SELECT id, kind, of FROM steps WHERE canvas_id IS ? AND who = ? "
        "ORDER BY id DESC LIMIT ?) ORDER BY id",
        [canvas_id, who, UNDO_LIMIT],
    )
    done: list[int] = []
    undone: list[int] = []
    for step_id, kind, of in rows:
        if kind == "undo":
            if of in done:
                done.remove(of)
            undone.append(step_id)
        else:
            if kind == "do":
                undone.clear()
            elif of in undone:
                undone.remove(of)
            done.append(step_id)
    return done, undone


def undo(database: Database, *, at: datetime, who: str, canvas_id: str | None) -> list[Change]:
    """Undo the last step of ``who`` in one canvas (or in the workspace); what it had changed.

    Raises :class:`RequestError` when there is nothing to undo, and :class:`Conflict`,
    changing nothing, when somebody else changed the same thing since.
    """
    with database.transaction() as db:
        done, _ = _stacks(db, who, canvas_id)
        if not done:
            raise RequestError("there is nothing to undo")
    return _turn_around(database, done[-1], at=at, who=who, canvas_id=canvas_id, kind="undo")


def redo(database: Database, *, at: datetime, who: str, canvas_id: str | None) -> list[Change]:
    """Redo what :func:`undo` undid last; errors as there."""
    with database.transaction() as db:
        _, undone = _stacks(db, who, canvas_id)
        if not undone:
            raise RequestError("there is nothing to redo")
    return _turn_around(database, undone[-1], at=at, who=who, canvas_id=canvas_id, kind="redo")


def _turn_around(
    database: Database, of: int, *, at: datetime, who: str, canvas_id: str | None, kind: str
) -> list[Change]:
    with step(database, at=at, who=who, canvas_id=canvas_id, kind=kind, of=of) as under_way:
        changes = _changes(database.sqlite, of)
        for change in reversed(changes):
            under_way.bring_back(change)
    return changes
