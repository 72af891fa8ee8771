"""Lineages in the database: which versions a thing came through, and what was deleted.

What never changed has no rows, so that a canvas that is filled costs nothing more.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain import lineage as domain
from welvaartcanvas.domain.canvas import ENTITIES
from welvaartcanvas.domain.lineage import (
    EntityName,
    Lineage,
    Past,
    Tombstone,
    just_after,
    lineage,
    tombstone,
)
from welvaartcanvas.domain.model import Entity, Model
from welvaartcanvas.store import records


class Known(Model):
    """All that is remembered of a thing's versions: neither when it never changed."""

    lineage: Lineage | None = None
    grave: Tombstone | None = None


NOTHING = Known()


def known(db: Connection, thing_id: str) -> Known:
    """What is remembered of the thing with that id."""
    versions = _column(
        db, "SELECT version FROM versions WHERE thing_id = :id ORDER BY version", {"id": thing_id}
    )
    if not versions:
        return NOTHING
    graves = db.execute(
        "SELECT entity, version FROM deletions WHERE thing_id = ?", [thing_id]
    ).fetchall()
    if graves:
        deletions = [version for _, version in graves]
        return Known(grave=tombstone(thing_id, graves[0][0], deletions, versions))
    setters = db.execute("SELECT field, version FROM setters WHERE thing_id = ?", [thing_id])
    return Known(lineage=lineage(versions, dict(setters.fetchall())))


def remember(db: Connection, thing_id: str, now: Known, canvas_id: str | None) -> None:
    """Make ``now`` what is remembered of the thing, in place of what was."""
    for table in ("versions", "setters", "deletions"):
        db.execute(f"DELETE FROM {table} WHERE thing_id = ?", [thing_id])  # noqa: S608 (own names)
    if now.lineage:
        _keep_versions(db, thing_id, now.lineage.versions)
        db.executemany(
            "INSERT INTO setters (thing_id, field, version) VALUES (?, ?, ?)",
            [(thing_id, field, version) for field, version in now.lineage.fields.items()],
        )
    elif now.grave:
        _keep_versions(db, thing_id, now.grave.versions)
        db.executemany(
            "INSERT INTO deletions (thing_id, entity, canvas_id, version) VALUES (?, ?, ?, ?)",
            [(thing_id, now.grave.entity, canvas_id, d) for d in now.grave.deletions],
        )


def _keep_versions(db: Connection, thing_id: str, versions: tuple[str, ...]) -> None:
    db.executemany(
        "INSERT INTO versions (thing_id, version) VALUES (?, ?)",
        [(thing_id, version) for version in versions],
    )


def after_edit(known: Known, before: Entity | None, after: Entity) -> Known:
    """What is to be remembered of a thing that a person made, changed or brought back."""
    if before is not None:
        return Known(lineage=domain.edited(known.lineage, before, after))
    return Known(lineage=domain.restored(known.grave, after)) if known.grave else NOTHING


def after_deletion(known: Known, before: Entity, at: datetime) -> Known:
    """What is to be remembered of ``before``, deleted at ``at`` or just after its last change."""
    entity = ENTITIES[type(before)]
    when = just_after(at, before.changed_at)
    return Known(grave=domain.deleted(known.lineage, before, entity, when))


def past(db: Connection, canvas_id: str, region_id: str) -> Past:
    """What is remembered of a canvas, its region and what is or was in it."""
    of = "(SELECT id FROM things WHERE canvas_id = :canvas) OR thing_id = :region"
    values = {"canvas": canvas_id, "region": region_id}
    versions: dict[str, list[str]] = {}
    for thing_id, version in db.execute(
        f"SELECT thing_id, version FROM versions WHERE thing_id IN {of}",  # noqa: S608 (own text)
        values,
    ):
        versions.setdefault(thing_id, []).append(version)
    setters: dict[str, dict[str, str]] = {}
    for thing_id, field, version in db.execute(
        f"SELECT thing_id, field, version FROM setters WHERE thing_id IN {of}",  # noqa: S608
        values,
    ):
        setters.setdefault(thing_id, {})[field] = version
    # What was read of the region in another canvas of it waits there for a choice, and does not
    # go along with this one: who gets this one must not think that it was seen.
    waiting = _column(
        db,
        "SELECT version FROM variants WHERE thing_id = :region AND canvas_id <> :canvas",
        values,
    )
    if waiting and region_id in versions:
        told = [v for v in versions[region_id] if v not in waiting]
        versions[region_id] = told or versions[region_id]
    return Past(
        lineages={
            thing_id: lineage(those, setters.get(thing_id, {}))
            for thing_id, those in versions.items()
        },
        deleted=_graves(db, canvas_id),
    )


def _graves(db: Connection, canvas_id: str) -> tuple[Tombstone, ...]:
    rows = db.execute(
        "SELECT d.thing_id, d.entity, d.version, v.version FROM deletions AS d "
        "JOIN versions AS v USING (thing_id) WHERE d.canvas_id = ? ORDER BY 1",
        [canvas_id],
    )
    found: dict[tuple[str, EntityName], tuple[set[str], set[str]]] = {}
    for thing_id, entity, deletion, version in rows:
        deletions, versions = found.setdefault((thing_id, entity), (set(), set()))
        deletions.add(deletion)
        versions.add(version)
    return tuple(tombstone(*grave, *known) for grave, known in found.items())


def replay(db: Connection) -> None:
    """Remember what the history of a workspace tells, which was kept before lineages were.

    What can't be read, because another program wrote it, is as if it never changed.
    """
    rows = db.execute(
        "SELECT c.entity, c.entity_id, c.before, c.after, s.at FROM changes AS c "
        "JOIN steps AS s ON s.id = c.step_id ORDER BY c.entity_id, c.id"
    )
    thing_id, now, canvas_id = "", NOTHING, None
    for entity, of, before, after, at in rows.fetchall():
        if of != thing_id:
            if now != NOTHING:
                remember(db, thing_id, now, canvas_id)
            thing_id, now, canvas_id = of, NOTHING, None
        model = records.record_called(entity).model
        with suppress(ValidationError):
            was = model.model_validate_json(before) if before else None
            if after:
                now = after_edit(now, was, model.model_validate_json(after))
            elif was:
                now = after_deletion(now, was, datetime.fromisoformat(at))
                canvas_id = getattr(was, "canvas_id", None)
    if now != NOTHING:
        remember(db, thing_id, now, canvas_id)


def _column(db: Connection, query: str, values: dict[str, str]) -> list[str]:
    return [row[0] for row in db.execute(query, values)]
