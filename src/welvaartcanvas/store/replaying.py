"""What an older workspace remembers of versions, brought to tables that say since when."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from sqlite3 import Connection

from pydantic import ValidationError

from welvaartcanvas.domain.lineage import lineage, tombstone
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import records
from welvaartcanvas.store.lineages import NOTHING, Known, after_deletion, after_edit, remember

#: Of a thing what was remembered of it, by the step since which it was.
_Told = dict[int, Known]


def remembered(db: Connection) -> dict[str, tuple[Known, str | None]]:
    """What tables of version 2 remember, by thing, each with the canvas of what was deleted."""
    versions: dict[str, list[str]] = {}
    for thing_id, version in db.execute("SELECT thing_id, version FROM versions"):
        versions.setdefault(thing_id, []).append(version)
    setters: dict[str, dict[str, str]] = {}
    for thing_id, field, version in db.execute("SELECT thing_id, field, version FROM setters"):
        setters.setdefault(thing_id, {})[field] = version
    found: dict[str, tuple[Known, str | None]] = {
        thing_id: (Known(lineage=lineage(those, setters.get(thing_id, {}))), None)
        for thing_id, those in versions.items()
    }
    gone: dict[str, list[tuple[str, str | None, str]]] = {}
    for thing_id, *row in db.execute("SELECT thing_id, entity, canvas_id, version FROM deletions"):
        gone.setdefault(thing_id, []).append((row[0], row[1], row[2]))
    for thing_id, rows in gone.items():
        if thing_id in versions:
            entity, canvas_id, _version = rows[0]
            deletions = [version for _entity, _canvas, version in rows]
            grave = tombstone(thing_id, entity, deletions, versions[thing_id])  # type: ignore[arg-type]
            found[thing_id] = (Known(grave=grave), canvas_id)
    return found


def remember_as_version_2(db: Connection, before: Entity, after: Entity) -> None:
    """Remember in tables of version 2 that ``after`` was made of ``before``."""
    known, _canvas_id = remembered(db).get(before.id, (NOTHING, None))
    now = after_edit(known, before, after).lineage
    assert now is not None  # noqa: S101 (it was edited)
    db.executemany(
        "INSERT OR IGNORE INTO versions (thing_id, version) VALUES (?, ?)",
        [(after.id, version) for version in now.versions],
    )
    db.executemany(
        "INSERT OR REPLACE INTO setters (thing_id, field, version) VALUES (?, ?, ?)",
        [(after.id, field, version) for field, version in now.fields.items()],
    )


def remember_since(db: Connection, before: dict[str, tuple[Known, str | None]]) -> None:
    """Remember ``before`` in the tables as they are now, each of it since the step that made it.

    That is what the history tells, of things that were always changed here. What an import taught
    came at a moment that is known no more: it counts as known from now on. Then nobody who gets
    the canvas as it once was thinks that they have seen it. Where nothing was remembered, for it
    was not done yet, the history tells all.
    """
    told = _told(db)
    for thing_id in sorted(before or told):
        steps, of = told.get(thing_id, ({}, None))
        known, canvas_id = before.get(thing_id, (NOTHING, None))
        if before and not _agree(known, next(reversed(steps.values()), NOTHING)):
            remember(db, thing_id, known, canvas_id)
            continue
        for step, now in steps.items():
            remember(db, thing_id, now, of, step)


def _agree(known: Known, told: Known) -> bool:
    """Whether the history tells what is remembered; it may tell more of the values of tags."""
    if known.lineage and told.lineage:
        fields = known.lineage.fields.items() <= told.lineage.fields.items()
        return fields and known.lineage.versions == told.lineage.versions
    return known == told


def replay(db: Connection) -> None:
    """Remember what the history tells, in tables that are empty."""
    remember_since(db, {})


def _told(db: Connection) -> dict[str, tuple[_Told, str | None]]:
    """What the history tells of each thing that no import changed, with its canvas.

    What can't be read, because another program wrote it, is as if it never changed.
    """
    rows = db.execute(
        "SELECT c.entity, c.entity_id, c.before, c.after, c.step_id, s.at FROM changes AS c "
        "JOIN steps AS s ON s.id = c.step_id WHERE c.entity_id NOT IN "
        "(SELECT entity_id FROM changes WHERE lineage IS NOT NULL AND before IS NOT NULL) "
        "ORDER BY c.id"
    )
    found: dict[str, tuple[_Told, str | None]] = {}
    for entity, thing_id, before, after, step, at in rows.fetchall():
        record = records.record_called(entity)
        if not record.said:
            continue
        steps, canvas_id = found.get(thing_id, ({}, None))
        now = next(reversed(steps.values()), NOTHING)
        with suppress(ValidationError):
            was: Entity | None = record.model.model_validate_json(before) if before else None
            if after:
                now = after_edit(now, was, record.model.model_validate_json(after))
            elif was:
                now = after_deletion(now, was, datetime.fromisoformat(at))
                canvas_id = getattr(was, "canvas_id", None)
        steps.pop(step, None)  # the last of a step counts, and stands last
        steps[step] = now
        found[thing_id] = (steps, canvas_id)
    return found
