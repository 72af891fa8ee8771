"""Putting what a merge made of a canvas in the place of what was stored."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.lineage import Lineage, Tombstone, first
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.readings import Live, as_it_was, same
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.store import lineages, records
from welvaartcanvas.store.changes import Step, read_change
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.lineages import Known


def lineage_of(database: Database, thing: Entity) -> Lineage:
    """The lineage of ``thing``, which is stored."""
    with database.transaction() as db:
        return lineages.known(db, thing.id).lineage or first(thing)


def grave_of(database: Database, thing: Entity) -> Tombstone | None:
    """What is remembered of ``thing`` if it was deleted here."""
    with database.transaction() as db:
        return lineages.known(db, thing.id).grave


def gone(database: Database, here: Canvas, names: Collection[str]) -> dict[str, Live]:
    """What the history knows of those with ids among ``names`` that were deleted from ``here``."""
    found: dict[str, Live] = {}
    with database.transaction() as db:
        for grave in here.past.deleted:
            row = grave.id in names and db.execute(_LAST, [grave.id]).fetchone()
            if not row:
                continue
            step, entity, before = row
            with suppress(KeyError, ValidationError):  # another program wrote it
                thing = read_change(entity, grave.id, before, None).before
                assert thing is not None  # noqa: S101 (it was just read)
                setters = lineages.setters(db, grave.id, step - 1)
                found[grave.id] = as_it_was(thing, setters, grave, here.id)
    return found


_LAST = """
SELECT step_id, entity, before FROM changes WHERE entity_id = ? AND after IS NULL
ORDER BY id DESC LIMIT 1
"""


def strange_graves(database: Database, canvas: Canvas) -> list[str]:
    """The ids of what ``canvas`` says was deleted and is or was of another canvas here."""
    with database.transaction() as db:
        return [
            grave.id
            for grave in canvas.past.deleted
            if any(of != canvas.id for of in _canvases_of(db, grave.id))
        ]


def _canvases_of(db: Connection, thing_id: str) -> list[str | None]:
    rows = db.execute(
        "SELECT canvas_id FROM things WHERE id = :id "
        "UNION SELECT canvas_id FROM deletions WHERE thing_id = :id",
        {"id": thing_id},
    )
    return [row[0] for row in rows]


def take(step: Step, ours: Canvas | None, merged: Canvas) -> None:
    """Store ``merged`` in the place of ``ours``, the canvas as it is stored.

    Only what differs is a change of the step; what is merely known better is remembered.
    """
    before: dict[str, Entity] = {thing.id: thing for thing in ours.everything()} if ours else {}
    if merged.region.id not in before:
        region = records.get(step.db, Region, merged.region.id)
        before |= {region.id: region} if region else {}
    if ours and ours.region.id != merged.region.id:
        del before[ours.region.id]  # the canvas went to another region; this one stays
    graves = {grave.id: grave for grave in merged.past.deleted}
    doubted = {v.thing_id for _was, v in _variants_that_differ(ours, merged)}

    def keep(thing: Entity) -> None:
        was, known = before.get(thing.id), merged.past.lineages.get(thing.id)
        now = Known(lineage=known) if known and known != first(thing) else lineages.NOTHING
        if was is None or thing.id in doubted or not same(was, thing):
            step.adopt(was, thing, now)
        else:
            step.learn(thing.id, now, getattr(thing, "canvas_id", None))

    # What was reopened elsewhere is open again before what was changed there since; what was
    # adopted is locked behind all that was changed until then.
    reopened = [a for a in merged.adoptions if not a.in_force]
    for adoption in reopened:
        keep(adoption)
    for was, variant in _variants_that_differ(ours, merged):
        step.adopt(was, None if was else variant, lineages.NOTHING)
    for gone in before.keys() - {thing.id for thing in merged.everything()}:
        step.adopt(before[gone], None, Known(grave=graves.pop(gone, None)))
    for thing in merged.everything():
        if thing not in reopened:
            keep(thing)
    for grave in graves.values():
        step.learn(grave.id, Known(grave=grave), merged.id)


def _variants_that_differ(
    ours: Canvas | None, merged: Canvas
) -> list[tuple[Variant | None, Variant]]:
    """The variants that are to go (each as it was, and itself) or to come (``None``, and it)."""
    before = {variant.id: variant for variant in ours.variants} if ours else {}
    after = {variant.id: variant for variant in merged.variants}
    differ = sorted(before.keys() ^ after.keys())
    return [(before.get(each), before.get(each) or after[each]) for each in differ]
