"""What rests on a thing, and so keeps its making from being undone."""

from __future__ import annotations

from sqlite3 import Connection

from welvaartcanvas.domain.canvas import CanvasHead, Partner
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import N_, Conflict
from welvaartcanvas.store.records import RECORDS

_REGION = N_(
    "this would delete the region {name}, and the canvas {first} is of that region; delete "
    "that canvas first"
)
_CANVAS = N_(
    "this would delete the canvas {name}, and things were put in it since ({n}); undo or "
    "delete these first, or delete the whole canvas"
)
_PARTNER = N_(
    "this would delete the partner {name}, whose name stands with contributions ({n}); "
    "take it off these first"
)


def refuse_if_used(db: Connection, thing: Entity) -> None:
    """Raise :class:`Conflict` when ``thing`` is about to go and something rests on it.

    The tables themselves refuse it too, at the end, but without saying what it is about.
    """
    match thing:
        case Region():
            titles = db.execute(
                "SELECT title FROM canvases WHERE region_id = ? ORDER BY title", [thing.id]
            ).fetchall()
            if titles:
                raise Conflict(_REGION, name=thing.name, first=titles[0][0])
        case CanvasHead():
            inside = sum(
                _count(db, record.table, "canvas_id", thing.id)
                for record in RECORDS
                if issubclass(record.model, InCanvas)
            )
            if inside:
                raise Conflict(_CANVAS, name=thing.title, n=inside)
        case Partner():
            said = _count(db, "contributions", "partner_id", thing.id)
            if said:
                raise Conflict(_PARTNER, name=thing.name, n=said)


def _count(db: Connection, table: str, column: str, thing_id: str) -> int:
    query = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608 (own names)
    return int(db.execute(query, [thing_id]).fetchone()[0])
