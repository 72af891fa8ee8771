"""What was known of the versions of things at an earlier moment, to send a canvas as it was then.

Who gets such a file must not think that it has seen what came later. An import tells in the
history what was known before it. What was made here since is told by its moment: it is not
earlier than the first step since, and later than what it was made of. So is a choice, which
leaves nothing in the history. Where the history doesn't tell which version set a field, the
newest counts that may have: then somebody might be asked, and nothing is overwritten.
An import that changed nothing leaves nothing in the history: what it taught counts as known.
"""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from pydantic import TypeAdapter

from welvaartcanvas.domain.canvas import ENTITIES, Canvas
from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.history import Change
from welvaartcanvas.domain.lineage import (
    Lineage,
    Past,
    Tombstone,
    deletion_of,
    first,
    just_after,
    lineage,
    moment_of,
    tombstone,
    version_of,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.store import lineages
from welvaartcanvas.store.changes import Lesson, read_change
from welvaartcanvas.store.lineages import Known

_LESSONS = TypeAdapter(list[Lesson])


def past_at(db: Connection, canvas: Canvas, step: int) -> Past:
    """What was known of ``canvas``, which is as it was after ``step``, its region and what it held.

    It names no version that a step since made or brought.
    """
    canvas_id, region_id = canvas.id, canvas.region.id
    (since,) = db.execute("SELECT min(at) FROM steps WHERE id > ?", [step]).fetchone()
    if since is None:
        return lineages.past(db, canvas_id, region_id)
    then = _Then(db, canvas_id, region_id, step, datetime.fromisoformat(since))
    open_then: dict[str, set[str]] = {}
    for variant in canvas.variants:
        open_then.setdefault(variant.thing_id, set()).add(variant.version)
    things = {thing.id: thing for thing in canvas.everything()}
    found = {i: then.lineage(thing, open_then.get(i, set())) for i, thing in things.items()}
    region = found.get(region_id)
    if region:
        waiting = then.waiting_elsewhere(canvas_id, region_id)
        told = [version for version in region.versions if version not in waiting]
        found[region_id] = lineage(told or region.versions, region.fields)
    graves = (then.grave(gone) for gone in sorted(then.ids - things.keys()))
    return Past(
        lineages={i: known for i, known in found.items() if known and known != first(things[i])},
        deleted=tuple(grave for grave in graves if grave),
    )


class _Row(NamedTuple):
    """A row of the history; ``known`` is what an import found known, and none of another step."""

    step: int
    at: str
    entity: str
    entity_id: str
    before: str | None
    after: str | None
    known: str | None

    @property
    def change(self) -> Change:
        return read_change(self.entity, self.entity_id, self.before, self.after)


_ROWS = """
SELECT c.step_id, s.at, c.entity, c.entity_id, c.before, c.after, c.lineage
FROM changes AS c JOIN steps AS s ON s.id = c.step_id
WHERE (c.canvas_id = ? OR c.entity_id = ?) AND c.entity NOT IN ('variant', 'snapshot')
ORDER BY c.id
"""
# The readings of a region that waited in other canvases: what was not touched since, and what
# the first change since says.
_WAITING = """
WITH since AS (
    SELECT min(id) AS id, entity_id FROM changes
    WHERE step_id > :step AND entity = 'variant' GROUP BY entity_id
)
SELECT version FROM variants
WHERE thing_id = :region AND canvas_id <> :canvas AND id NOT IN (SELECT entity_id FROM since)
UNION
SELECT json_extract(before, '$.version') FROM changes
WHERE id IN (SELECT id FROM since) AND canvas_id <> :canvas AND before IS NOT NULL
  AND json_extract(before, '$.thing_id') = :region
"""


class _Then:
    """What the history of a canvas tells of a moment: after ``step``, and before ``since``."""

    def __init__(
        self, db: Connection, canvas_id: str, region_id: str, step: int, since: datetime
    ) -> None:
        self._db = db
        self._step = step
        self._since = since
        self._rows: dict[str, list[_Row]] = {}
        for values in db.execute(_ROWS, [canvas_id, region_id]):
            row = _Row(*values)
            self._rows.setdefault(row.entity_id, []).append(row)
        # By thing the first since, with its step.
        self._lessons: dict[str, tuple[int, Lesson]] = {}
        for number, learnt in db.execute(
            "SELECT id, learnt FROM steps WHERE id > ? AND learnt <> '[]' ORDER BY id", [step]
        ):
            for lesson in _LESSONS.validate_json(learnt):
                if canvas_id == lesson.canvas_id or lesson.thing_id in (canvas_id, region_id):
                    self._lessons.setdefault(lesson.thing_id, (number, lesson))
        gone = db.execute("SELECT thing_id FROM deletions WHERE canvas_id = ?", [canvas_id])
        #: All that is, was or will be of the canvas.
        self.ids = self._rows.keys() | self._lessons.keys() | {row[0] for row in gone}

    def lineage(self, thing: Entity, open_then: set[str]) -> Lineage | None:
        """The lineage of ``thing``, which was there and had readings of those versions beside it.

        ``None`` when it had none.
        """
        known, _own = self._known(thing.id)
        versions = self._until(known, thing.changed_at, open_then)
        if not versions:
            return None
        had = known.lineage
        fields = {*fields_of(thing), *(had.fields if had else ())}
        setters = {}
        for field in sorted(fields):
            setter = had.setter(field) if had else ""
            setters[field] = setter if setter in versions else self._setter(thing, field, versions)
        return lineage(versions, setters)

    def grave(self, thing_id: str) -> Tombstone | None:
        """What was remembered of a thing that was not there, if it is known to have been."""
        known, own = self._known(thing_id)
        if not own:
            return known.grave
        last = next((r for r in reversed(self._rows[thing_id]) if r.step <= self._step), None)
        if last is None or last.after is not None or last.known is not None:
            return None  # it came later; or which deletion came with an import is forgotten
        before = last.change.before
        assert before is not None  # noqa: S101 (a change has one side at least)
        when = just_after(datetime.fromisoformat(last.at), before.changed_at)
        deletion = deletion_of(thing_id, when)
        versions = self._until(known, when, set())
        if deletion not in versions:
            return None
        return tombstone(thing_id, ENTITIES[type(before)], {deletion}, versions)

    def waiting_elsewhere(self, canvas_id: str, region_id: str) -> set[str]:
        """The versions of what was open about the region in its other canvases."""
        values = {"step": self._step, "region": region_id, "canvas": canvas_id}
        return {row[0] for row in self._db.execute(_WAITING, values)}

    def _known(self, thing_id: str) -> tuple[Known, list[_Row]]:
        """What was known of a thing before the first import since, and what was done here first."""
        number, lesson = self._lessons.get(thing_id, (0, None))
        own: list[_Row] = []
        for row in self._rows.get(thing_id, ()):
            if row.step <= self._step:
                continue
            if lesson and number < row.step:
                break
            if row.known is not None:
                return Known.model_validate_json(row.known), own
            own.append(row)
        return lesson.before if lesson else lineages.known(self._db, thing_id), own

    def _until(self, known: Known, limit: datetime, more: set[str]) -> list[str]:
        """Those of the versions that were made before the first step since, or until ``limit``."""
        past = known.lineage or known.grave
        return [
            version
            for version in (past.versions if past else ())
            if version in more or moment_of(version) < self._since or moment_of(version) <= limit
        ]

    def _setter(self, thing: Entity, field: str, versions: list[str]) -> str:
        """Which of ``versions`` set ``field``, as far as the history until then tells."""
        for row in reversed(self._rows.get(thing.id, ())):
            if row.step > self._step:
                continue
            change = row.change
            if change.after is None:
                break
            was = fields_of(change.before).get(field) if change.before else None
            differs = change.before is None or was != fields_of(change.after).get(field)
            if row.known is None:
                setter = version_of(change.after)
            else:
                had = Known.model_validate_json(row.known).lineage
                came = [v for v in versions if v not in (had.versions if had else ())]
                if differs:
                    return max(came or versions)
                setter = had.setter(field) if had else ""
                differs = had is not None
            if differs:
                return setter if setter in versions else max(versions)
        return max(versions)
