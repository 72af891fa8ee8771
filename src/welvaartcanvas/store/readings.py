"""Where the readings of a field come from: what the history knows of who wrote them, and when."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import DELETED, Variant
from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.settling import Origin, Origins
from welvaartcanvas.store import records
from welvaartcanvas.store.database import Database


def origins(database: Database, thing: Entity, variant: Variant) -> Origins:
    """Where ``variant`` and what ``thing`` has in that field come from; ``None`` if unknown."""
    with database.transaction() as db:
        wrote = list(_wrote(db, thing, variant.field))
        came = db.execute(
            "SELECT s.who, s.source FROM changes AS c JOIN steps AS s ON s.id = c.step_id "
            "WHERE c.entity_id = ? AND c.after IS NOT NULL ORDER BY c.id LIMIT 1",
            [variant.id],
        ).fetchone()
    if variant.field == DELETED:  # nobody wrote anything there
        wrote = []
    value = fields_of(thing).get(variant.field)
    here = next((origin for said, origin in wrote if said == value), None)
    other = next((origin for said, origin in wrote if said == variant.reading), None)
    if other is None and came:
        who, source = came
        other = Origin(who, source, variant.created_at)
    return Origins(here, other)


def _wrote(db: Connection, thing: Entity, field: str) -> Iterator[tuple[object, Origin]]:
    """What was written in a field of ``thing``, the last first."""
    rows = db.execute(
        "SELECT c.before, c.after, s.who, s.source FROM changes AS c "
        "JOIN steps AS s ON s.id = c.step_id "
        "WHERE c.entity_id = ? AND c.after IS NOT NULL ORDER BY c.id DESC",
        [thing.id],
    )
    model = records.record_of(type(thing)).model
    for before, after, who, source in rows.fetchall():
        try:
            was = model.model_validate_json(before) if before else None
            now = model.model_validate_json(after)
        except ValidationError:  # another program wrote it
            continue
        value, old = fields_of(now).get(field), fields_of(was).get(field) if was else None
        if was is None or value != old:
            yield value, Origin(who, source, now.changed_at, None if source else old)
