"""What keeps a canvas as it is: that it was adopted, or that partners are reviewing it.

Every change goes by here, whichever door it came through.
"""

from __future__ import annotations

from datetime import date
from sqlite3 import Connection

from welvaartcanvas.domain.canvas import (
    Action,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Rating,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import canvas_of
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.errors import InReview, Locked

#: What stands about a canvas, or names a moment of it, and so changes nothing of what it says.
_BESIDE = (Adoption, Comment, Round, Snapshot)
#: The same, as another reading of a field names what it is of.
_NAMED_BESIDE = frozenset({"adoption", "comment", "round"})
#: What partners are asked about.
_REVIEWED = (CanvasHead, Contribution, Rating, LearningQuestion, Action, Region)

_ADOPTED = """
SELECT c.title, a.version FROM canvases AS c JOIN adoptions AS a ON a.canvas_id = c.id
WHERE a.reopened_at IS NULL AND :id IN (c.id, c.region_id) ORDER BY c.title LIMIT 1
"""
_ROUNDS = """
SELECT c.id, r.id, r.name, r.deadline FROM canvases AS c JOIN rounds AS r ON r.canvas_id = c.id
WHERE r.closed_at IS NULL AND :id IN (c.id, c.region_id)
ORDER BY c.title, c.id, r.created_at DESC, r.id DESC
"""


def refuse_if_adopted(db: Connection, thing: Entity) -> None:
    """Raise :class:`Locked` when ``thing`` is of a canvas that is adopted, or of its region."""
    if _stands_beside(thing):
        return
    if isinstance(thing, Region):
        row = db.execute(_ADOPTED, {"id": thing.id}).fetchone()
        if row:
            raise Locked(
                "the region is that of {title}, which is adopted (version {version}); reopen "
                "that canvas first, or make another region",
                title=row[0],
                version=row[1],
            )
        return
    row = db.execute(_ADOPTED, {"id": canvas_of(thing)}).fetchone()
    if row:
        raise Locked(
            "{title} is adopted (version {version}), and so locked; to change it, reopen it first "
            "(canvas reopen)",
            title=row[0],
            version=row[1],
        )


def adopted_in(db: Connection, region_id: str) -> str | None:
    """The title of a canvas that is adopted and locks that region, if there is one."""
    row = db.execute(_ADOPTED, {"id": region_id}).fetchone()
    return row[0] if row else None


def refuse_if_reviewed(db: Connection, thing: Entity, intends: frozenset[str]) -> None:
    """Raise :class:`InReview` when partners are reviewing what ``thing`` says.

    Not in the rounds that ``intends`` names: there somebody said that they want it. A region is
    reviewed with each canvas of it.
    """
    if not isinstance(thing, _REVIEWED):
        return
    of = canvas_of(thing) or thing.id
    for canvas_id, round_id, name, deadline in db.execute(_ROUNDS, {"id": of}).fetchall():
        if round_id not in intends:
            raise InReview(
                canvas_id=canvas_id,
                round_id=round_id,
                round_name=name,
                deadline=date.fromisoformat(deadline) if deadline else None,
            )


def open_rounds(db: Connection, canvas_id: str | None) -> frozenset[str]:
    """The ids of the rounds of a canvas that are not closed."""
    rows = db.execute(
        "SELECT id FROM rounds WHERE canvas_id = ? AND closed_at IS NULL", [canvas_id]
    )
    return frozenset(row[0] for row in rows)


def all_open_rounds(db: Connection) -> frozenset[str]:
    """The ids of the rounds of all canvases that are not closed."""
    return frozenset(row[0] for row in db.execute("SELECT id FROM rounds WHERE closed_at IS NULL"))


def _stands_beside(thing: Entity) -> bool:
    if isinstance(thing, Variant):
        return thing.entity in _NAMED_BESIDE
    return isinstance(thing, _BESIDE)
