"""Reading canvases, regions and templates, and what lists show of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.template import Template
from welvaartcanvas.domain.variant import Snapshot, Variant, says_another
from welvaartcanvas.errors import StoreError, UnknownThing
from welvaartcanvas.store import lineages, records
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.faults import DAMAGED


def canvas(
    database: Database, id: str, *, with_past: bool = False, comments: bool = True
) -> Canvas:
    """The whole canvas with that id as it is at this moment; :class:`UnknownThing` if none.

    Without ``comments`` it has none of them, and nothing that is open about them: there may be
    more than of all else together.
    ``with_past`` is for who sends it away or merges it: its lineages are read too.
    """
    with database.transaction() as db:
        head, region = heading(database, id)
        ordered = "position, id"
        found = Canvas(
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
            rounds=tuple(records.select(db, Round, "canvas_id = ?", [id])),
            comments=tuple(records.select(db, Comment, "canvas_id = ?", [id])) if comments else (),
            adoptions=tuple(records.select(db, Adoption, "canvas_id = ?", [id])),
            variants=tuple(
                variant
                for variant in records.select(db, Variant, "canvas_id = ?", [id])
                if comments or variant.entity != "comment"
            ),
        )
        if not with_past:
            return found
        things = [thing.id for thing in found.everything()]
        return found.model_copy(update={"past": lineages.past(db, id, region.id, things)})


def known_comments(
    database: Database, canvas_id: str, export: str, keys: Iterable[str], ids: Iterable[str]
) -> list[Comment]:
    """The comments of one export that have one of ``keys``, or an id of ``ids``.

    Also those that were filled in in fields, and for which nobody is named.
    """
    where = (
        "canvas_id = ?1 AND (id IN (SELECT value FROM json_each(?4)) OR export = ?2 "
        "AND (key IN (SELECT value FROM json_each(?3)) "
        "OR mark = 'field' AND author = '' AND partner_id IS NULL))"
    )
    values = [canvas_id, export, json.dumps(sorted(keys)), json.dumps(sorted(ids))]
    with database.transaction() as db:
        return records.select(db, Comment, where, values)


def snapshots(database: Database, canvas_id: str) -> list[Snapshot]:
    """The named moments of a canvas, the earliest first."""
    with database.transaction() as db:
        return records.select(db, Snapshot, "canvas_id = ?", [canvas_id], order="step, id")


class CanvasHeading(NamedTuple):
    """What a canvas is called and where it is of, without what it holds."""

    head: CanvasHead
    region: Region


def heading(database: Database, id: str) -> CanvasHeading:
    """The heading of the canvas with that id; :class:`UnknownThing` if there is none."""
    with database.transaction() as db:
        head = records.get(db, CanvasHead, id)
        if head is None:
            raise UnknownThing("canvas {value} does not exist; see: canvas list", value=id)
        region = records.get(db, Region, head.region_id)
        if region is None:  # a foreign key says that it is there
            raise StoreError(DAMAGED, file=database.file)
    return CanvasHeading(head, region)


def headings(database: Database) -> list[CanvasHeading]:
    """The heading of every canvas, by id."""
    with database.transaction() as db:
        regions = {region.id: region for region in records.select(db, Region)}
        heads = records.select(db, CanvasHead)
    if any(head.region_id not in regions for head in heads):
        raise StoreError(DAMAGED, file=database.file)
    return [CanvasHeading(head, regions[head.region_id]) for head in heads]


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
            if row is None:  # a foreign key says that it is there
                raise StoreError(DAMAGED, file=database.file)
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
    """What a list shows of a canvas: how full it is and who changed it last.

    ``cells`` is the number of cells that can be filled and rated.
    """

    id: str
    region_id: str
    title: str
    template_digest: str
    cells: int
    filled: int
    rated: int
    changed_at: datetime
    changed_by: str
    to_choose: int = 0


def lines(database: Database) -> list[CanvasLine]:
    """A line for each canvas, the last changed first.

    ``filled`` and ``rated`` count cells, as :func:`welvaartcanvas.domain.analysis.coverage`
    does; they are counted in the database because a list needs no canvas in full. ``to_choose``
    counts what :attr:`welvaartcanvas.domain.canvas.Canvas.to_choose` has.
    """
    with database.transaction() as db:
        rows = records.rows(db, _LINES)
        cells = dict(db.execute(_CELLS).fetchall())
        waits = _to_choose(db)
    for row in rows:
        row["to_choose"] = waits[row["id"]]
        if row["template_digest"] not in cells:
            raise StoreError(DAMAGED, file=database.file)
        row["cells"] = cells[row["template_digest"]]
        row["changed_at"] = datetime.fromisoformat(row["changed_at"])
    return [CanvasLine(**row) for row in rows]


def _to_choose(db: Connection) -> Counter[str]:
    """By canvas, how many readings say another thing than what stands there."""
    found: Counter[str] = Counter()
    for variant in records.select(db, Variant):
        thing = records.get(db, records.record_called(variant.entity).model, variant.thing_id)
        found[variant.canvas_id] += thing is None or says_another(variant, fields_of(thing))
    return found


# Counted without reading the templates: that takes longer than all the rest of a list.
_CELLS = """
SELECT digest,
       json_array_length(document, '$.blocks') * json_array_length(document, '$.perspectives')
FROM templates
"""

_LINES = """
SELECT id, region_id, title, template_digest, filled, rated, changed_at, changed_by
FROM canvas_overview ORDER BY changed_at DESC, id
"""


def canvases_in(database: Database, region_id: str) -> int:
    """How many canvases a region has."""
    with database.transaction() as db:
        row = db.execute("SELECT count(*) FROM canvases WHERE region_id = ?", [region_id])
        return int(row.fetchone()[0])


def strangers(database: Database, things: Iterable[Entity]) -> list[str]:
    """The ids of ``things`` that are in use here for something else, or in another canvas."""
    with database.transaction() as db:
        return records.strangers(db, things)


def ids_starting_with(database: Database, kind: str, start: str) -> list[str]:
    """Up to two ids of a ``kind`` (``"region"``, ``"canvas"`` …) that start with ``start``.

    Ids are written in lower case; capitals are taken for the same. Nothing starts with
    nothing.
    """
    start = start.lower()
    if not re.fullmatch("[0-9a-f-]+", start):
        return []
    table = records.record_called(kind).table
    with database.transaction() as db:
        rows = db.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",  # noqa: S608
            [start, start + "g"],  # "g" comes after all that an id is made of
        )
        return [row[0] for row in rows]
