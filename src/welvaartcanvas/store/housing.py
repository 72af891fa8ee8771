"""A place for everything that was saved of a damaged workspace: nothing points to nothing.

What belongs to a canvas or region that is gone gets a new one, so that no word of anybody goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import CanvasHead
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Template
from welvaartcanvas.errors import StoreError
from welvaartcanvas.i18n import _
from welvaartcanvas.identifiers import new_id
from welvaartcanvas.store import canvases, records
from welvaartcanvas.store.check import unreadable
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.records import RECORDS, Record


@dataclass
class Mended:
    """What was done: by table the rows from the history and those lost, and by id what is hurt."""

    from_history: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    #: The canvases of which something is not as it was found, or not found at all.
    hurt: set[str] = field(default_factory=set)
    rescued: int = 0


def places(db: Connection, now: datetime, mended: Mended) -> None:
    """A canvas for what belongs to one that is gone, and a region for such canvases."""
    belonging = " UNION ".join(
        f"SELECT canvas_id FROM {record.table}"  # noqa: S608 (own names)
        for record in RECORDS
        if "canvas_id" in record.columns
    )
    lost = db.execute(f"{belonging} EXCEPT SELECT id FROM canvases").fetchall()  # noqa: S608
    home = new_id()
    for number, (canvas_id,) in enumerate(lost, 1):
        db.execute(
            "INSERT INTO canvases (id, revision, created_at, changed_at, region_id, "
            "template_digest, title, description) VALUES (?, 1, ?, ?, ?, ?, ?, '')",
            [
                canvas_id,
                *[records.moment(now)] * 2,
                home,
                "",
                _("Rescued canvas {number}").format(number=number),
            ],
        )
        mended.hurt.add(canvas_id)
    regions = db.execute("SELECT region_id FROM canvases EXCEPT SELECT id FROM regions").fetchall()
    for number, (region_id,) in enumerate(regions, 1):
        name = _("rescued") if len(regions) == 1 else f"{_('rescued')} {number}"
        moment = now.astimezone(UTC)
        records.write(
            db,
            Region(
                id=region_id,
                revision=1,
                created_at=moment,
                changed_at=moment,
                name=name,
                municipalities=tuple(
                    code
                    for (code,) in db.execute(
                        "SELECT code FROM region_municipalities WHERE region_id = ? "
                        "AND code GLOB 'GM[0-9][0-9][0-9][0-9]'",
                        [region_id],
                    )
                ),
            ),
        )
        for (canvas_id,) in db.execute("SELECT id FROM canvases WHERE region_id = ?", [region_id]):
            mended.hurt.add(canvas_id)
    mended.rescued = len(lost) + len(regions)


def names(db: Connection, known: Mapping[str, Record], mended: Mended) -> None:
    """One id is of one thing: of two sorts that have it, one gets another.

    ``known`` is which sort the history calls so; it keeps the id, else the first of them. What
    is there under its own id as well, says nothing.
    """
    sorts: dict[str, list[Record]] = {}
    for record in RECORDS:
        for (thing_id,) in db.execute(f"SELECT id FROM {record.table}"):  # noqa: S608 (own names)
            sorts.setdefault(thing_id, []).append(record)
    for thing_id, having in sorts.items():
        keeper = known[thing_id] if known.get(thing_id) in having else having[0]
        for record in having:
            if record is not keeper:
                _call_otherwise(db, record, thing_id, mended)


def _call_otherwise(db: Connection, record: Record, thing_id: str, mended: Mended) -> None:
    same = " AND ".join(f"own.{name} IS it.{name}" for name in record.columns if name != "id")
    if db.execute(
        f"SELECT 1 FROM {record.table} AS it JOIN {record.table} AS own "  # noqa: S608 (own names)
        f"ON own.id <> it.id AND {same} WHERE it.id = ?",
        [thing_id],
    ).fetchone():
        db.execute(f"DELETE FROM {record.table} WHERE id = ?", [thing_id])  # noqa: S608
        return
    fresh = new_id()
    if record.list:
        db.execute(
            f"UPDATE {record.list.table} SET {record.list.owner} = ? "  # noqa: S608 (own names)
            f"WHERE {record.list.owner} = ?",
            [fresh, thing_id],
        )
    of = "canvas_id" if "canvas_id" in record.columns else "id"
    changed = db.execute(
        f"UPDATE {record.table} SET id = ? WHERE id = ? RETURNING {of}",  # noqa: S608 (own names)
        [fresh, thing_id],
    ).fetchall()
    mended.hurt |= {canvas_id for (canvas_id,) in changed}


def templates(database: Database, known: list[Template], mended: Mended) -> None:
    """Every canvas has its template: the one that was there, or that ships, or that fits best."""
    db = database.sqlite
    there: dict[str, Template] = {}
    for digest, document in db.execute("SELECT digest, document FROM templates").fetchall():
        try:
            template = Template.model_validate_json(document)
        except ValidationError:
            template = None
        if template and template.digest == digest:
            there[digest] = template
        else:
            db.execute("DELETE FROM templates WHERE digest = ?", [digest])
            mended.lost["templates"] += 1
    shipped = {template.digest: template for template in known}
    for canvas_id, digest in db.execute("SELECT id, template_digest FROM canvases").fetchall():
        if digest in there:
            continue
        if digest in shipped:
            mended.from_history["templates"] += 1
            mended.lost["templates"] = max(0, mended.lost["templates"] - 1)
        chosen = shipped.get(digest) or _best(db, canvas_id, [*there.values(), *known])
        canvases.keep_template(database, chosen)
        there[chosen.digest] = chosen
        if chosen.digest != digest:
            db.execute(
                "UPDATE canvases SET template_digest = ? WHERE id = ?", [chosen.digest, canvas_id]
            )
            mended.hurt.add(canvas_id)


def _best(db: Connection, canvas_id: str, among: list[Template]) -> Template:
    """The template that has the most of the blocks and sides that the canvas speaks of."""
    used = db.execute(
        "SELECT DISTINCT block, perspective FROM contributions WHERE canvas_id = ?", [canvas_id]
    ).fetchall()

    def fits(template: Template) -> int:
        blocks = {block.key for block in template.blocks}
        sides = {side.key for side in template.perspectives}
        return sum(block in blocks and side in sides for block, side in used)

    return max(among, key=fits)


def references(db: Connection, mended: Mended) -> None:
    """Who said it is left open where that partner is gone, or is of another canvas."""
    changed = db.execute(
        "UPDATE contributions SET partner_id = NULL WHERE partner_id IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM partners AS p WHERE p.id = partner_id "
        "AND p.canvas_id = contributions.canvas_id) RETURNING canvas_id"
    ).fetchall()
    mended.hurt |= {canvas_id for (canvas_id,) in changed}


def fitting(database: Database, mended: Mended) -> None:
    """What stands in a block, side or kind that its template does not have gets another place."""
    db = database.sqlite
    if not unreadable(database):
        return
    for head in records.select(db, CanvasHead):
        try:
            canvases.canvas(database, head.id)
            continue
        except (StoreError, ValueError):
            mended.hurt.add(head.id)
        template = canvases.template(database, head.template_digest)
        blocks = [block.key for block in template.blocks]
        sides = [side.key for side in template.perspectives]
        for record in RECORDS:
            for name, allowed, other in (
                ("block", blocks, blocks[0]),
                ("perspective", sides, None if record.entity == "partner" else sides[0]),
                ("kind", [kind.key for kind in template.kinds], None),
            ):
                if name in record.columns and "canvas_id" in record.columns:
                    marks = ", ".join("?" for _key in allowed)
                    where = f"canvas_id = ? AND {name} NOT IN ({marks})"
                    if record.unique:  # a rating of no cell says nothing
                        cursor = db.execute(
                            f"DELETE FROM {record.table} WHERE {where}",  # noqa: S608 (own names)
                            [head.id, *allowed],
                        )
                        mended.lost[record.table] += cursor.rowcount
                    else:
                        db.execute(
                            f"UPDATE {record.table} SET {name} = ? WHERE {where}",  # noqa: S608
                            [other, head.id, *allowed],
                        )
        if "variant" in {record.entity for record in RECORDS}:
            cursor = db.execute(
                "DELETE FROM variants WHERE canvas_id = ? AND thing_id NOT IN "
                "(SELECT id FROM things WHERE canvas_id = ?) AND thing_id <> ?",
                [head.id, head.id, head.region_id],
            )
            mended.lost["variants"] += cursor.rowcount
