"""Where the readings of a field come from: what the history knows of who wrote them, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.lineage import deletion_of, just_after
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.settling import Origin, Origins
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.store import records
from welvaartcanvas.store.database import Database


def origins(database: Database, thing: Entity, variant: Variant) -> Origins:
    """Where ``variant`` and what ``thing`` has in that field come from; ``None`` if unknown."""
    with database.transaction() as db:
        wrote = list(_wrote(db, thing, variant.field))
        # It is the first that said so: what was settled may have been opened again.
        came = db.execute(
            "SELECT s.who, s.source, json_extract(c.after, '$.created_at') FROM changes AS c "
            "JOIN steps AS s ON s.id = c.step_id WHERE c.canvas_id = ? AND c.entity = 'variant' "
            "AND json_extract(c.after, '$.thing_id') = ? AND json_extract(c.after, '$.field') = ? "
            "AND json_extract(c.after, '$.value') = ? ORDER BY c.id LIMIT 1",
            [variant.canvas_id, variant.thing_id, variant.field, variant.value],
        ).fetchone()
        gone = _deleted(db, thing, variant)
    if variant.field == DELETED:  # what stands here is all that was written of the thing
        here = wrote[0][1]._replace(before=None) if wrote else None
        other = gone
    else:
        value = fields_of(thing).get(variant.field)
        here = next((origin for said, origin in wrote if said == value), None)
        other = next((origin for said, origin in wrote if said == variant.reading), None)
    if other is None and came:
        who, source, at = came
        other = Origin(who, source, datetime.fromisoformat(at))
    return Origins(here, other)


def _deleted(db: Connection, thing: Entity, variant: Variant) -> Origin | None:
    """Whose step here deleted ``thing``, as ``variant`` says; also by a file that said so."""
    if variant.field != DELETED:
        return None
    rows = db.execute(
        "SELECT json_extract(c.before, '$.changed_at'), s.at, s.who, s.source "
        "FROM changes AS c JOIN steps AS s ON s.id = c.step_id "
        "WHERE c.entity_id = ? AND c.after IS NULL ORDER BY c.id DESC",
        [thing.id],
    )
    for last, at, who, source in rows.fetchall():
        when = just_after(datetime.fromisoformat(at), datetime.fromisoformat(last))
        if source or deletion_of(thing.id, when) == variant.version:
            return Origin(who, source, variant.created_at)
    return None


def _wrote(db: Connection, thing: Entity, field: str) -> Iterator[tuple[object, Origin]]:
    """What was written in a field of ``thing``, the last first; whatever it is of a deletion."""
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
        values, olds = fields_of(now), fields_of(was) if was else None
        value, old = values.get(field), olds.get(field) if olds else None
        differs = values != olds if field == DELETED else value != old
        if was is None or differs:
            yield value, Origin(who, source, now.changed_at, None if source else old)
