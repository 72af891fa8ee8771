"""How far every canvas is, for lists that show no canvas in full."""

from __future__ import annotations

from collections import defaultdict

from welvaartcanvas.domain.canvas import CanvasHead
from welvaartcanvas.domain.review import Adoption, Round
from welvaartcanvas.domain.status import Standing, standing_of
from welvaartcanvas.store import records
from welvaartcanvas.store.database import Database


def standings(database: Database) -> dict[str, Standing]:
    """The status of every canvas, by the canvas's id."""
    rounds: dict[str, list[Round]] = defaultdict(list)
    adoptions: dict[str, list[Adoption]] = defaultdict(list)
    with database.transaction() as db:
        for each in records.select(db, Round):
            rounds[each.canvas_id].append(each)
        for adoption in records.select(db, Adoption):
            adoptions[adoption.canvas_id].append(adoption)
        heads = records.select(db, CanvasHead)
    return {head.id: standing_of(head, rounds[head.id], adoptions[head.id]) for head in heads}
