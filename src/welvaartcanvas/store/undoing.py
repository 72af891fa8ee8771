"""Undo and redo: each turns a step around, and is a step itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from welvaartcanvas.domain.history import Change
from welvaartcanvas.errors import N_, RequestError
from welvaartcanvas.store import records
from welvaartcanvas.store.changes import LESSONS, Step, recorded, step
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.guarding import open_rounds
from welvaartcanvas.store.lineages import Known
from welvaartcanvas.store.resting import refuse_if_used

# Of one person in one canvas (or in the workspace): the last step that was done or redone,
# and was not undone since.
_TO_UNDO = """
SELECT id FROM steps AS s
WHERE canvas_id IS :canvas_id AND who = :who AND kind IN ('do', 'redo')
  AND NOT EXISTS (SELECT 1 FROM steps WHERE of = s.id AND kind <> 'do')
ORDER BY id DESC LIMIT 1
"""
# The last undo that was not redone, unless something new was done since.
_TO_REDO = """
SELECT id FROM steps AS s
WHERE canvas_id IS :canvas_id AND who = :who AND kind = 'undo'
  AND NOT EXISTS (SELECT 1 FROM steps WHERE of = s.id AND kind <> 'do')
  AND NOT EXISTS (SELECT 1 FROM steps WHERE canvas_id IS :canvas_id AND who = :who
                  AND kind = 'do' AND id > s.id)
ORDER BY id DESC LIMIT 1
"""


def undo(
    database: Database,
    *,
    at: datetime,
    who: str,
    canvas_id: str | None,
    intends: Iterable[str] = (),
) -> list[Change]:
    """Undo the last step of ``who`` in one canvas (or in the workspace); what it had changed.

    Raises :class:`RequestError` when there is nothing to undo, or it was adopting or reopening
    the canvas, and :class:`Conflict`, changing nothing, when somebody else changed the same
    thing since.
    """
    with database.transaction(write=True) as db:
        of = _found(db, _TO_UNDO, canvas_id, who, N_("there is nothing to undo"))
        with step(
            database, at=at, who=who, canvas_id=canvas_id, kind="undo", of=of, intends=intends
        ) as back:
            return _turn_around(back, of)


def redo(
    database: Database,
    *,
    at: datetime,
    who: str,
    canvas_id: str | None,
    intends: Iterable[str] = (),
) -> list[Change]:
    """Redo what :func:`undo` undid last; errors as there."""
    with database.transaction(write=True) as db:
        of = _found(db, _TO_REDO, canvas_id, who, N_("there is nothing to redo"))
        with step(
            database, at=at, who=who, canvas_id=canvas_id, kind="redo", of=of, intends=intends
        ) as again:
            return _turn_around(again, of)


def _found(db: Connection, query: str, canvas_id: str | None, who: str, nothing: str) -> int:
    row = db.execute(query, {"canvas_id": canvas_id, "who": who}).fetchone()
    if row is None:
        raise RequestError(nothing)
    return int(row[0])


def _turn_around(under_way: Step, of: int) -> list[Change]:
    changes = recorded(under_way.db, of)
    # A canvas that came or went as a whole goes or comes back with all that was decided on it.
    decided = any(change.entity == "adoption" for change, _known in changes)
    if decided and under_way.canvas_id is not None:
        raise RequestError(
            "adopting and reopening are not undone; a canvas that was adopted is reopened"
        )
    if any(_worked_through(change) for change, _known in changes):
        # Working through comments is meant to change what is reviewed, and so is taking it back.
        under_way.intends |= open_rounds(under_way.db, under_way.canvas_id)
    # What was open about a thing is opened again when that is as it was.
    back = list(reversed(changes))
    back.sort(key=lambda each: _opens_again(*each))
    for change, known in back:
        under_way.bring_back(change, known)
    for change, _known in changes:
        gone = change.after if change.before is None else None
        if gone is not None and records.get(under_way.db, type(gone), gone.id) is None:
            refuse_if_used(under_way.db, gone)
    (learnt,) = under_way.db.execute("SELECT learnt FROM steps WHERE id = ?", [of]).fetchone()
    for lesson in LESSONS.validate_json(learnt):
        under_way.unlearn(lesson)
    return [change for change, _known in changes]


def _worked_through(change: Change) -> bool:
    """Whether something was done with a comment, that did not come (or go) just then."""
    return change.entity == "comment" and change.before is not None and change.after is not None


def _opens_again(change: Change, known: Known | None) -> bool:
    return change.entity == "variant" and change.after is None and known is None
