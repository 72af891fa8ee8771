"""Reading canvases, regions and templates, and what lists show of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database as Sqlite

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.store import records
from welvaartcanvas.store.database import Database


def canvas(database: Database, id: str) -> Canvas:
    """The whole canvas with that id as it is at this moment; :class:`UnknownThing` if none."""
    with database.transaction() as db:
        head = records.get(db, CanvasHead, id)
        if head is None:
            raise UnknownThing("canvas {value} does not exist; see: canvas list", value=id)
        region = records.get(db, Region, head.region_id)
        assert region is not None  # noqa: S101 (a foreign key says so)
        ordered = "position, id"
        return Canvas(
            head=head,
            region=region,
            template=template(database, head.template_digest),
            partners=tuple(records.select(db, Partner, "canvas_id = ?", [id])),
            contributions=tuple(records.select(db, Contribution, "canvas_id = ?", [id], ordered)),
            ratings=tuple(records.select(db, Rating, "canvas_id = ?", [id])),
            learning_questions=tuple(
                records.select(db, LearningQuestion, "canvas_id = ?", [id], ordered)
            ),
            actions=tuple(records.select(db, Action, "canvas_id = ?", [id], ordered)),
        )


def head(database: Database, id: str) -> CanvasHead:
    """The head of the canvas with that id; :class:`UnknownThing` if there is none."""
    with database.transaction() as db:
        found = records.get(db, CanvasHead, id)
    if found is None:
        raise UnknownThing("canvas {value} does not exist; see: canvas list", value=id)
    return found


def region(database: Database, id: str) -> Region:
    """The region with that id; :class:`UnknownThing` if there is none."""
    with database.transaction() as db:
        found = records.get(db, Region, id)
    if found is None:
        raise UnknownThing("region {value} does not exist; see: region list", value=id)
    return found


def regions(database: Database) -> list[Region]:
    """Every region, by name."""
    with database.transaction() as db:
        return records.select(db, Region, order="name COLLATE NOCASE, id")


def template(database: Database, digest: str) -> Template:
    """The template with that digest; a canvas always has its own in the database."""
    known = database.templates.get(digest)
    if known is None:
        with database.transaction() as db:
            row = db.execute("SELECT document FROM templates WHERE digest = ?", [digest]).fetchone()
        known = database.templates[digest] = Template.model_validate_json(row[0])
    return known


def keep_template(database: Database, template: Template) -> None:
    """Keep ``template`` for the canvases that are made with it; once is enough."""
    with database.transaction() as db:
        db.execute(
            "INSERT INTO templates (digest, slug, version, document) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (digest) DO NOTHING",
            [template.digest, template.slug, template.version, template.model_dump_json()],
        )


@dataclass(frozen=True)
class CanvasLine:
    """What a list shows of a canvas: how full it is and who changed it last."""

    id: str
    region_id: str
    title: str
    template_digest: str
    filled: int
    rated: int
    changed_at: datetime
    changed_by: str


def lines(database: Database) -> list[CanvasLine]:
    """A line for each canvas, the last changed first.

    ``filled`` and ``rated`` count cells, as :func:`welvaartcanvas.domain.analysis.coverage`
    does; they are counted in the database because a list needs no canvas in full.
    """
    with database.transaction() as db:
        rows = list(db.query(_LINES))
    for row in rows:
        row["changed_at"] = datetime.fromisoformat(row["changed_at"])
    return [CanvasLine(**row) for row in rows]


_LINES = """
SELECT c.id, c.region_id, c.title, c.template_digest,
       coalesce(f.filled, 0) AS filled, coalesce(r.rated, 0) AS rated,
       coalesce(s.at, c.changed_at) AS changed_at, coalesce(s.who, '') AS changed_by
FROM canvases AS c
LEFT JOIN (SELECT canvas_id, count(*) AS filled
           FROM (SELECT DISTINCT canvas_id, block, perspective FROM contributions)
           GROUP BY canvas_id) AS f ON f.canvas_id = c.id
LEFT JOIN (SELECT canvas_id, count(*) AS rated FROM ratings GROUP BY canvas_id) AS r
       ON r.canvas_id = c.id
LEFT JOIN steps AS s
       ON s.id = (SELECT max(id) FROM steps WHERE canvas_id = c.id)
ORDER BY changed_at DESC, c.id
"""


def ids_starting_with(database: Database, kind: str, start: str) -> list[str]:
    """The ids of things of one kind (``"region"``, ``"canvas"`` …) that start with ``start``."""
    table = records.record_called(kind).table
    with database.transaction() as db:
        return _ids(db, table, start)


def _ids(db: Sqlite, table: str, start: str) -> list[str]:
    rows = db.execute(
        f"SELECT id FROM {table} WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT 3",  # noqa: S608
        [start, start],
    )
    return [row[0] for row in rows]
