"""Lineages in the database: which versions a thing came through, and what was deleted.

What never changed has no rows, so that a canvas that is filled costs nothing more. Each row says
since which step it is known, and until which: so a canvas can be sent as it was at any moment, and
whoever gets it does not think that they have seen what came later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from welvaartcanvas.domain import lineage as domain
from welvaartcanvas.domain.canvas import ENTITIES
from welvaartcanvas.domain.lineage import (
    EntityName,
    Lineage,
    Past,
    Tombstone,
    just_after,
    lineage,
    moment_of,
    tombstone,
)
from welvaartcanvas.domain.model import Entity, Model


class Known(Model):
    """All that is remembered of a thing's versions: neither when it never changed."""

    lineage: Lineage | None = None
    grave: Tombstone | None = None


NOTHING = Known()

#: The tables, with the columns that say what is known.
_TABLES = {
    "versions": ("version", "buried"),
    "setters": ("field", "version"),
    "deletions": ("version", "entity", "canvas_id"),
}
_NOW = "until IS NULL"
_THEN = "since <= :step AND (until IS NULL OR until > :step)"


def known(db: Connection, thing_id: str) -> Known:
    """What is remembered of the thing with that id."""
    versions, setters, deletions = (
        db.execute(
            f"SELECT {', '.join(columns)} FROM {table} "  # noqa: S608 (own names)
            f"WHERE thing_id = ? AND {_NOW}",
            [thing_id],
        ).fetchall()
        for table, columns in _TABLES.items()
    )
    if not versions:
        return NOTHING
    names = [version for version, _buried in versions]
    if deletions:
        gone = [version for version, _entity, _canvas in deletions]
        return Known(grave=tombstone(thing_id, deletions[0][1], gone, names))
    buried = [version for version, is_buried in versions if is_buried]
    return Known(lineage=lineage(names, dict(setters), buried))


def setters(db: Connection, thing_id: str, step: int) -> dict[str, str]:
    """The versions that had set fields of a thing after ``step``, by field."""
    return dict(
        db.execute(
            f"SELECT field, version FROM setters WHERE thing_id = :id AND {_THEN}",  # noqa: S608
            {"id": thing_id, "step": step},
        ).fetchall()
    )


def remember(
    db: Connection, thing_id: str, now: Known, canvas_id: str | None, step: int | None = None
) -> None:
    """Make ``now`` what is remembered of the thing from ``step`` on, by default from the last."""
    if step is None:
        step = last_step(db)
    for table, rows in _rows(now, canvas_id).items():
        columns = _TABLES[table]
        found = db.execute(
            f"SELECT {', '.join(columns)} FROM {table} "  # noqa: S608 (own names)
            f"WHERE thing_id = ? AND {_NOW}",
            [thing_id],
        ).fetchall()
        this = f"thing_id = ? AND {columns[0]} = ? AND {_NOW}"
        ended = [(thing_id, row[0]) for row in {*found} - rows]
        db.executemany(
            f"DELETE FROM {table} WHERE {this} AND since = ?",  # noqa: S608
            [(*one, step) for one in ended],
        )
        db.executemany(
            f"UPDATE {table} SET until = ? WHERE {this}",  # noqa: S608
            [(step, *one) for one in ended],
        )
        marks = ", ".join("?" for _ in columns)
        db.executemany(
            f"INSERT INTO {table} (thing_id, since, {', '.join(columns)}) "  # noqa: S608
            f"VALUES (?, ?, {marks})",
            [(thing_id, step, *row) for row in sorted(rows - {*found})],
        )


def _rows(now: Known, canvas_id: str | None) -> dict[str, set[tuple[object, ...]]]:
    """By table what it has of a thing."""
    found: dict[str, set[tuple[object, ...]]] = {table: set() for table in _TABLES}
    if now.lineage:
        buried = {*now.lineage.buried}
        found["versions"] = {(v, int(v in buried)) for v in now.lineage.versions}
        found["setters"] = {*now.lineage.fields.items()}
    elif now.grave:
        found["versions"] = {(v, 1) for v in now.grave.versions}
        found["deletions"] = {(d, now.grave.entity, canvas_id) for d in now.grave.deletions}
    return found


def last_step(db: Connection) -> int:
    """The newest step of the workspace; 0 when nothing was done yet."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM steps").fetchone()[0])


def after_edit(known: Known, before: Entity | None, after: Entity) -> Known:
    """What is to be remembered of a thing that a person made, changed or brought back."""
    if before is not None:
        return Known(lineage=domain.edited(known.lineage, before, after))
    return Known(lineage=domain.restored(known.grave, after)) if known.grave else NOTHING


def after_deletion(known: Known, before: Entity, at: datetime) -> Known:
    """What is to be remembered of ``before``, deleted at ``at`` or just after all before it."""
    when = later(known, at, before.changed_at)
    return Known(grave=domain.deleted(known.lineage, before, ENTITIES[type(before)], when))


def later(known: Known, at: datetime, *others: datetime) -> datetime:
    """``at``, or just after every version that is known and all of ``others``.

    So what is done on a computer whose clock runs behind is newer too than what it replaces.
    """
    past = known.lineage or known.grave
    return just_after(at, *others, *([moment_of(past.versions[-1])] if past else []))


def past(
    db: Connection,
    canvas_id: str,
    region_id: str,
    things: Iterable[str],
    step: int | None = None,
) -> Past:
    """What is remembered of a canvas and its region, and of the ``things`` on it, by their ids.

    With ``step`` what was remembered after that; then it is those that were on it then.
    """
    if step is not None and step >= last_step(db):
        step = None
    values = {
        "canvas": canvas_id,
        "region": region_id,
        "things": json.dumps([canvas_id, region_id, *things]),
        "step": step,
    }
    of = "thing_id IN (SELECT value FROM json_each(:things))"
    when = _NOW if step is None else _THEN
    versions: dict[str, dict[str, int]] = {}
    for thing_id, version, buried in db.execute(
        f"SELECT thing_id, version, buried FROM versions WHERE {of} AND {when}",  # noqa: S608
        values,
    ):
        versions.setdefault(thing_id, {})[version] = buried
    setters: dict[str, dict[str, str]] = {}
    for thing_id, field, version in db.execute(
        f"SELECT thing_id, field, version FROM setters WHERE {of} AND {when}",  # noqa: S608
        values,
    ):
        setters.setdefault(thing_id, {})[field] = version
    # What was read of the region in another canvas of it waits there for a choice, and does not
    # go along with this one: who gets this one must not think that it was seen.
    if region_id in versions:
        waiting = {row[0] for row in db.execute(_WAITING if step is None else _WAITED, values)}
        told = {v: buried for v, buried in versions[region_id].items() if v not in waiting}
        versions[region_id] = told or versions[region_id]
    return Past(
        lineages={
            thing_id: lineage(those, setters.get(thing_id, {}), (v for v in those if those[v]))
            for thing_id, those in sorted(versions.items())
        },
        deleted=_graves(db, canvas_id, step),
    )


_WAITING = "SELECT version FROM variants WHERE thing_id = :region AND canvas_id <> :canvas"
# What was not touched since, and what the first change since says.
_WAITED = f"""
WITH later AS (
    SELECT min(id) AS id, entity_id FROM changes
    WHERE step_id > :step AND entity = 'variant' GROUP BY entity_id
)
{_WAITING} AND id NOT IN (SELECT entity_id FROM later)
UNION
SELECT json_extract(before, '$.version') FROM changes
WHERE id IN (SELECT id FROM later) AND canvas_id <> :canvas AND before IS NOT NULL
  AND json_extract(before, '$.thing_id') = :region
"""  # noqa: S608 (own text)


def _graves(db: Connection, canvas_id: str, step: int | None) -> tuple[Tombstone, ...]:
    when = _NOW if step is None else _THEN
    values = {"canvas": canvas_id, "step": step}
    found: dict[str, tuple[EntityName, list[str]]] = {}
    of = f"FROM deletions WHERE canvas_id = :canvas AND {when}"
    for thing_id, entity, deletion in db.execute(
        f"SELECT thing_id, entity, version {of} ORDER BY thing_id",
        values,
    ):
        found.setdefault(thing_id, (entity, []))[1].append(deletion)
    versions: dict[str, list[str]] = {}
    for thing_id, version in db.execute(
        f"SELECT thing_id, version FROM versions WHERE {when} "  # noqa: S608 (own text)
        f"AND thing_id IN (SELECT thing_id {of})",
        values,
    ):
        versions.setdefault(thing_id, []).append(version)
    return tuple(
        tombstone(thing_id, entity, deletions, versions[thing_id])
        for thing_id, (entity, deletions) in found.items()
        if thing_id in versions
    )
