"""A canvas of which several people have a copy, without a workspace: what a merge works on.

Each :class:`Copy` is changed as the program changes a canvas, with a clock of its own, and can be
sent: the other then has both. :class:`Table` keeps account of who replaced what, so that a test
can say what must be there in the end without knowing how a merge works.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.support import build
from welvaartcanvas.domain.canvas import ENTITIES, Canvas, Contribution
from welvaartcanvas.domain.fields import fields_of, with_fields
from welvaartcanvas.domain.lineage import (
    Lineage,
    Tombstone,
    affirmed,
    deleted,
    edited,
    just_after,
    moment_of,
    restored,
    version_of,
)
from welvaartcanvas.domain.merging import merge
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.variant import DELETED, says_another

_LISTS = {
    "partner": "partners",
    "contribution": "contributions",
    "rating": "ratings",
    "learning_question": "learning_questions",
    "action": "actions",
}


@dataclass
class Table:
    """What was said at a table where each has a copy: what was set, replaced and deleted."""

    now: datetime = build.MOMENT
    #: By thing and field, the versions that set it, with what they said.
    given: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    #: By thing, what its deleters had seen of it.
    deleted: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    next: int = 100

    def tick(self) -> datetime:
        """A minute later."""
        self.now += timedelta(minutes=1)
        return self.now

    def left(self, thing_id: str, name: str) -> dict[str, Any]:
        """The values of a field that nobody replaced who had seen them."""
        found = self.given.get((thing_id, name), {})
        return {version: value for version, value in found.items() if version not in self.replaced}


@dataclass
class Copy:
    """One person's copy; ``ahead`` is how far their clock runs before that of the table."""

    table: Table
    canvas: Canvas
    ahead: timedelta = timedelta()

    def add(self, text: str, block: str = "opgave", perspective: str = "overheid") -> str:
        """Add a contribution; its id."""
        at = self.table.tick() + self.ahead
        self.table.next += 1
        note = build.contribution(
            self.table.next, block, perspective, text, created_at=at, changed_at=at
        )
        self.table.given[note.id, "text"] = {version_of(note): text}
        self._put((*self.canvas.contributions, note))
        return note.id

    def edit(self, thing_id: str, name: str, value: Any) -> None:
        """Give a field of a thing another value, if the thing is here."""
        thing = next((t for t in self.canvas.everything() if t.id == thing_id), None)
        if thing is None or fields_of(thing).get(name, False) == value:
            return
        known = self.canvas.past.of(thing)
        at = self._later(known)
        after = with_fields(thing, {name: value}).model_copy(update={"changed_at": at})
        after = type(thing).model_validate(dict(after))
        agreed = [
            v
            for v in self.canvas.variants
            if v.thing_id == thing_id and v.field == name and not says_another(v, fields_of(thing))
        ]
        self.table.replaced |= {known.setter(name), *(v.version for v in agreed)}
        self.table.given.setdefault((thing_id, name), {})[version_of(after)] = value
        past = self.canvas.past.with_lineage(thing_id, edited(known, thing, after))
        kept = tuple(v for v in self.canvas.variants if v not in agreed)
        self.canvas = self.canvas.model_copy(
            update={"past": past, "variants": kept, **self._list_with(after)}
        )

    def remove(self, thing_id: str) -> None:
        """Delete a thing, if it is here."""
        thing = next((t for _, t in self.canvas.things() if t.id == thing_id), None)
        if thing is None:
            return
        past = self.canvas.past
        at = self._later(past.of(thing))
        grave = deleted(past.lineages.get(thing_id), thing, ENTITIES[type(thing)], at)
        self.table.deleted.setdefault(thing_id, []).append(grave.seen)
        name = _LISTS[grave.entity]
        things = tuple(t for t in getattr(self.canvas, name) if t.id != thing_id)
        self.canvas = self.canvas.model_copy(
            update={
                name: things,
                "variants": tuple(v for v in self.canvas.variants if v.thing_id != thing_id),
                "past": past.model_copy(
                    update={
                        "lineages": {i: k for i, k in past.lineages.items() if i != thing_id},
                        "deleted": (*past.deleted, grave),
                    }
                ),
            }
        )

    def bring_back(self, thing: Contribution) -> None:
        """Make a thing again that was deleted here."""
        grave = next(g for g in self.canvas.past.deleted if g.id == thing.id)
        at = self._later(grave)
        again = thing.model_copy(update={"changed_at": at})
        self.table.replaced |= set(grave.versions)
        self.table.given.setdefault((thing.id, "text"), {})[version_of(again)] = again.text
        past = self.canvas.past.with_lineage(thing.id, restored(grave, again))
        graves = tuple(g for g in past.deleted if g.id != thing.id)
        self.canvas = self.canvas.model_copy(
            update={"past": past.model_copy(update={"deleted": graves})}
        )
        self._put((*self.canvas.contributions, again))

    def settle(self) -> None:
        """Choose what stands there, of all that is open."""
        chosen: dict[str, set[str]] = {}
        for variant in self.canvas.variants:
            chosen.setdefault(variant.thing_id, set()).add(variant.field)
        for thing in self.canvas.everything():
            if thing.id not in chosen:
                continue
            fields = fields_of(thing)
            names = fields.keys() if DELETED in chosen[thing.id] else chosen[thing.id]
            known = self.canvas.past.of(thing)
            now = affirmed(known, thing, names, self.table.tick() + self.ahead)
            self.table.replaced |= {known.setter(name) for name in names}
            if "text" in names:
                said = self.table.given.setdefault((thing.id, "text"), {})
                said[now.setter("text")] = fields["text"]
            past = self.canvas.past.with_lineage(thing.id, now)
            self.canvas = self.canvas.model_copy(update={"past": past})
        self.table.replaced |= {variant.version for variant in self.canvas.variants}
        self.canvas = self.canvas.model_copy(update={"variants": ()})

    def take_in(self, other: Canvas) -> None:
        """Import what somebody sent."""
        self.canvas = merge(self.canvas, other)

    def _later(self, known: Lineage | Tombstone) -> datetime:
        """A moment after all that is known of a thing, as the store takes it."""
        return just_after(self.table.tick() + self.ahead, moment_of(known.versions[-1]))

    def _put(self, notes: tuple[Contribution, ...]) -> None:
        ordered = tuple(sorted(notes, key=lambda note: (note.position, note.id)))
        self.canvas = self.canvas.model_copy(update={"contributions": ordered})

    def _list_with(self, after: Any) -> dict[str, Any]:
        if not isinstance(after, InCanvas):
            return {"region" if after.id == self.canvas.region.id else "head": after}
        name = _LISTS[ENTITIES[type(after)]]
        things = [after if t.id == after.id else t for t in getattr(self.canvas, name)]
        return {name: tuple(sorted(things, key=lambda t: (getattr(t, "position", 0), t.id)))}


def readings(canvas: Canvas, thing_id: str, name: str) -> dict[str, Any]:
    """By the version that set it, what a field says in place and beside it."""
    thing = next(t for t in canvas.everything() if t.id == thing_id)
    setter = canvas.past.of(thing).setter(name)
    beside = {
        v.version: v.reading for v in canvas.variants if (v.thing_id, v.field) == (thing_id, name)
    }
    return {setter: fields_of(thing).get(name), **beside}
