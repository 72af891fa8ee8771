"""Reading the history of a canvas: its steps, and what it was after any of them.

The present and the changes since tell what was: a thing that changed after a step was what the
first change after it says, and everything else is as it is now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.history import Change, Entry
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.readings import same
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.errors import StoreError
from welvaartcanvas.store import canvases, lineages, records
from welvaartcanvas.store.changes import read_change
from welvaartcanvas.store.database import Database

_HELD: tuple[type[InCanvas], ...] = (
    Partner,
    Contribution,
    Rating,
    LearningQuestion,
    Action,
    Round,
    Comment,
    Adoption,
    Variant,
)


def last_step(database: Database) -> int:
    """The newest step of the workspace; 0 when nothing was done yet."""
    with database.transaction() as db:
        return lineages.last_step(db)


def step_at(database: Database, moment: datetime) -> int:
    """The last step before the first one that was done after ``moment``; 0 when there is none.

    So a clock that was put back shows too little rather than too much: what is there after that
    step was done in an order, and no step of a later moment is among it.
    """
    with database.transaction() as db:
        row = db.execute(
            "SELECT coalesce((SELECT min(id) FROM steps WHERE at > ?), max(id) + 1, 1) - 1 "
            "FROM steps",
            [records.moment(moment)],
        ).fetchone()
    return int(row[0])


def moment_of(database: Database, step: int) -> datetime | None:
    """When ``step`` was done, or the last before it; ``None`` when there is none."""
    with database.transaction() as db:
        row = db.execute(
            "SELECT at FROM steps WHERE id <= ? ORDER BY id DESC LIMIT 1", [step]
        ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def first_step(database: Database, canvas_id: str) -> int | None:
    """The step that made the canvas; ``None`` when there never was one with that id."""
    with database.transaction() as db:
        row = db.execute(
            "SELECT min(step_id) FROM changes WHERE entity_id = ? AND entity = 'canvas' "
            "AND before IS NULL",
            [canvas_id],
        ).fetchone()
    return None if row[0] is None else int(row[0])


def canvas_at(
    database: Database, canvas_id: str, step: int, *, with_past: bool = False
) -> Canvas | None:
    """The canvas as it was after ``step``; ``None`` when there was none then.

    ``with_past`` is for who sends it away: what was known then of its versions is read too.
    """
    with database.transaction() as db:
        things = _things_at(db, canvas_id, step)
        head = things.pop(canvas_id, None)
        if not isinstance(head, CanvasHead):
            return None
        by_model: dict[type[Entity], list[Any]] = {}
        for thing in map(_without_erased(things), things.values()):
            by_model.setdefault(type(thing), []).append(thing)
        about = things.keys() | {canvas_id, head.region_id}
        found = Canvas(
            head=head,
            region=_region_at(db, head.region_id, step),
            template=canvases.template(database, head.template_digest),
            partners=_ordered(by_model.get(Partner)),
            contributions=_ordered(by_model.get(Contribution)),
            ratings=_ordered(by_model.get(Rating)),
            learning_questions=_ordered(by_model.get(LearningQuestion)),
            actions=_ordered(by_model.get(Action)),
            rounds=_ordered(by_model.get(Round)),
            comments=_ordered(by_model.get(Comment)),
            adoptions=_ordered(by_model.get(Adoption)),
            variants=_ordered(v for v in by_model.get(Variant, ()) if v.thing_id in about),
        )
        if not with_past:
            return found
        there = [thing.id for thing in found.everything()]
        past = lineages.past(db, canvas_id, found.region.id, there, step)
        return found.model_copy(update={"past": past})


def _without_erased(things: Mapping[str, Entity]) -> Callable[[Entity], Entity]:
    """What lets a thing be: what a partner said who was erased since is nobody's."""

    def named(thing: Entity) -> Entity:
        if isinstance(thing, Contribution | Comment) and thing.partner_id not in things:
            return thing.model_copy(update={"partner_id": None})
        return thing

    return named


def _ordered(things: Iterable[Any] | None) -> tuple[Any, ...]:
    """As a canvas is read: by position where things have one, then by id."""
    return tuple(sorted(things or (), key=lambda thing: (getattr(thing, "position", 0), thing.id)))


# The first change of each thing after a step tells what it was then.
_SINCE = """
SELECT entity, entity_id, before FROM changes
WHERE id IN (SELECT min(id) FROM changes WHERE canvas_id = ? AND step_id > ? GROUP BY entity_id)
  AND entity <> 'snapshot'
"""


def _things_at(db: Connection, canvas_id: str, step: int) -> dict[str, Entity]:
    """The head of the canvas and what was on it, by id."""
    since = db.execute(_SINCE, [canvas_id, step]).fetchall()
    changed = {entity_id for _entity, entity_id, _before in since}
    found: dict[str, Entity] = {}
    for entity, entity_id, before in since:
        if before is not None:
            thing = _read(entity, entity_id, before, None).before
            assert thing is not None  # noqa: S101 (it was just read)
            found[entity_id] = thing
    present: list[Entity] = [*records.select(db, CanvasHead, "id = ?", [canvas_id])]
    for model in _HELD:
        present += records.select(db, model, "canvas_id = ?", [canvas_id])
    found.update((thing.id, thing) for thing in present if thing.id not in changed)
    return found


def _region_at(db: Connection, region_id: str, step: int) -> Region:
    row = db.execute(
        "SELECT before FROM changes WHERE entity_id = ? AND step_id > ? ORDER BY id LIMIT 1",
        [region_id, step],
    ).fetchone()
    if row and row[0]:
        region = _read("region", region_id, row[0], None).before
    else:
        region = records.get(db, Region, region_id)
    if not isinstance(region, Region):
        raise _unreadable(region_id)
    return region


def entries(
    database: Database, canvas_id: str, *, limit: int, before_step: int | None = None
) -> list[Entry]:
    """The steps that changed the canvas, or its region while it had that one, the newest first.

    At most ``limit``, all of them before the step ``before_step`` when that is given. What was
    written and says what stood there already is no change.
    """
    found: list[Entry] = []
    with database.transaction() as db:
        periods = _periods(db, canvas_id)
        while len(found) < limit:
            wanted = limit - len(found)
            steps = _steps(db, canvas_id, periods, wanted, before_step)
            found += _entries(db, canvas_id, periods, steps)
            if len(steps) < wanted:
                break
            before_step = steps[-1]
    return found


def entries_of(database: Database, canvas_id: str, thing_id: str) -> list[Entry]:
    """The steps that changed one thing of the canvas, the newest first, with that change alone."""
    with database.transaction() as db:
        steps = _numbers(
            db,
            "SELECT DISTINCT step_id FROM changes WHERE entity_id = ? AND canvas_id = ? "
            "ORDER BY step_id DESC",
            [thing_id, canvas_id],
        )
        found = _entries(db, canvas_id, (), steps)
    only = ((e, tuple(c for c in e.changes if c.entity_id == thing_id)) for e in found)
    return [replace(entry, changes=changes) for entry, changes in only if changes]


class _Period(NamedTuple):
    """From which step to which a canvas was of a region, both included."""

    region_id: str
    start: int
    end: int


#: Beyond any step: the number is an INTEGER PRIMARY KEY of SQLite.
_EVER = 2**63 - 1


def _periods(db: Connection, canvas_id: str) -> list[_Period]:
    rows = db.execute(
        "SELECT step_id, json_extract(before, '$.region_id') AS was, "
        "json_extract(after, '$.region_id') AS now FROM changes "
        "WHERE entity_id = ? AND entity = 'canvas' AND was IS NOT now ORDER BY id",
        [canvas_id],
    ).fetchall()
    found: list[_Period] = []
    start = 0
    for step, was, now in rows:
        if was is not None:
            found.append(_Period(was, start, step if now is None else step - 1))
        start = step
    last = rows[-1][2] if rows else None
    if not rows:
        head = records.get(db, CanvasHead, canvas_id)
        last = head.region_id if head else None
    return [*found, _Period(last, start, _EVER)] if last is not None else found


def _steps(
    db: Connection,
    canvas_id: str,
    periods: Sequence[_Period],
    limit: int,
    before_step: int | None,
) -> list[int]:
    """The newest steps that wrote something of the canvas or its region, the newest first."""
    end = _EVER if before_step is None else before_step - 1
    found = set(
        _numbers(
            db,
            "SELECT DISTINCT step_id FROM changes WHERE canvas_id = ? AND step_id <= ? "
            "ORDER BY step_id DESC LIMIT ?",
            [canvas_id, end, limit],
        )
    )
    for period in periods:
        found.update(
            _numbers(
                db,
                "SELECT DISTINCT step_id FROM changes WHERE entity_id = ? "
                "AND step_id BETWEEN ? AND ? ORDER BY step_id DESC LIMIT ?",
                [period.region_id, period.start, min(period.end, end), limit],
            )
        )
    return sorted(found, reverse=True)[:limit]


def _numbers(db: Connection, query: str, values: Sequence[object]) -> list[int]:
    return [int(row[0]) for row in db.execute(query, values)]


def _entries(
    db: Connection, canvas_id: str, periods: Sequence[_Period], steps: Sequence[int]
) -> list[Entry]:
    if not steps:
        return []
    ids = json.dumps(steps)
    changes: dict[int, list[Change]] = {}
    for step, entity, entity_id, before, after in db.execute(_CHANGES, [ids, canvas_id]).fetchall():
        if entity == "region" and not _of_region(periods, entity_id, step):
            continue
        change = _read(entity, entity_id, before, after)
        if not (change.before and change.after and same(change.before, change.after)):
            changes.setdefault(step, []).append(change)
    sources = dict(db.execute(_SOURCES, [ids]).fetchall())
    rows = db.execute(
        "SELECT id, at, who, kind, of FROM steps WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY id DESC",
        [ids],
    )
    return [
        Entry(
            step,
            datetime.fromisoformat(at),
            who,
            kind,
            of,
            sources.get(step, ""),
            tuple(changes[step]),
        )
        for step, at, who, kind, of in rows
        if step in changes
    ]


def _of_region(periods: Sequence[_Period], region_id: str, step: int) -> bool:
    return any(p.region_id == region_id and p.start <= step <= p.end for p in periods)


_CHANGES = """
SELECT step_id, entity, entity_id, before, after FROM changes
WHERE step_id IN (SELECT value FROM json_each(?)) AND (canvas_id = ? OR entity = 'region')
ORDER BY id
"""
# What is undone or redone is the import of the same file.
_SOURCES = """
WITH RECURSIVE origins (step, kind, of, source) AS (
    SELECT id, kind, of, source FROM steps WHERE id IN (SELECT value FROM json_each(?))
    UNION ALL
    SELECT o.step, s.kind, s.of, s.source FROM origins AS o JOIN steps AS s ON s.id = o.of
    WHERE o.kind <> 'do'
)
SELECT step, source FROM origins WHERE kind = 'do'
"""


def _read(entity: str, entity_id: str, before: str | None, after: str | None) -> Change:
    try:
        return read_change(entity, entity_id, before, after)
    except (KeyError, ValidationError) as error:
        raise _unreadable(entity_id) from error


def _unreadable(entity_id: str) -> StoreError:
    return StoreError(
        "the history of {value} can't be read; see: welvaartcanvas doctor", value=entity_id
    )
