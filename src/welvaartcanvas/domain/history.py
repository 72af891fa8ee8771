"""What happened to a canvas: what each step changed, and what differs between two moments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

from welvaartcanvas.domain.canvas import (
    ENTITIES,
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.fields import PLACE, details_of
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.variant import Snapshot, Variant

StepKind = Literal["do", "undo", "redo"]
#: The field that orders the things of a cell or a block.
POSITION = "position"
_ENTITIES: dict[type[Entity], str] = {**ENTITIES, Variant: "variant", Snapshot: "snapshot"}


@dataclass(frozen=True)
class Change:
    """A thing before and after, ``None`` where it was not; ``entity`` is its sort."""

    entity: str
    entity_id: str
    before: Entity | None
    after: Entity | None

    @property
    def inverse(self) -> Change:
        """What undoes it."""
        return Change(self.entity, self.entity_id, self.after, self.before)


@dataclass(frozen=True)
class Entry:
    """One step in the history of a canvas: what somebody did at one moment.

    ``of`` is the step that an undo undoes, the undo that a redo redoes, and of a ``do`` the
    step after which things were as this one put them back. ``source`` is the file that was
    imported, also where that is undone or redone. ``changes`` is never empty.
    """

    step: int
    at: datetime
    who: str
    kind: StepKind
    of: int | None
    source: str
    changes: tuple[Change, ...]


def entity_of(thing: Entity) -> str:
    """What the history calls the sort of ``thing``, such as ``contribution``."""
    return _ENTITIES[type(thing)]


class ChangeKind(StrEnum):
    """What became of a thing between two moments."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class ThingChange:
    """A thing at two moments, ``None`` where it was not there.

    ``fields`` are those that differ, as :func:`welvaartcanvas.domain.fields.details_of` names
    them; of a thing that came or went there are none.
    """

    before: Entity | None
    after: Entity | None
    fields: tuple[str, ...] = ()

    @property
    def thing(self) -> Entity:
        """The thing at the later moment, or when it was last there."""
        thing = self.after or self.before
        assert thing is not None  # noqa: S101 (a change has one side at least)
        return thing

    @property
    def kind(self) -> ChangeKind:
        """What became of it; it was moved when nothing but its place or order differs."""
        if self.before is None:
            return ChangeKind.ADDED
        if self.after is None:
            return ChangeKind.REMOVED
        if self.block is not None and set(self.fields) <= {PLACE, POSITION}:
            return ChangeKind.MOVED
        return ChangeKind.CHANGED

    @property
    def entity(self) -> str:
        """What the history calls its sort, such as ``contribution``."""
        return entity_of(self.thing)

    @property
    def block(self) -> str | None:
        """The key of the block where it stands, or stood; ``None`` for what is in no block."""
        return getattr(self.thing, "block", None)

    @property
    def perspective(self) -> str | None:
        """The key of its side; ``None`` for what is of no side."""
        return getattr(self.thing, "perspective", None)


@dataclass(frozen=True)
class Difference:
    """A canvas at two moments, and all that differs, in the order in which it is read.

    First the canvas itself and its region, then the partners, then block by block: the
    contributions and ratings of each side, the learning questions and the actions.
    """

    before: Canvas
    after: Canvas
    changes: tuple[ThingChange, ...]

    @cached_property
    def head(self) -> tuple[ThingChange, ...]:
        """What is in no block: the canvas itself, its region, its partners."""
        return tuple(change for change in self.changes if _in_block(change.thing) is None)

    def of_block(self, block: str) -> tuple[ThingChange, ...]:
        """What differs in one block; something that was moved counts where it is now."""
        return tuple(change for change in self.changes if _in_block(change.thing) == block)

    def count(self, kind: ChangeKind) -> int:
        """How many things were added, removed, changed or moved."""
        return sum(change.kind is kind for change in self.changes)


@dataclass(frozen=True)
class Since:
    """What a report tells of changes: all that differs from a moment, and how that is called."""

    moment: str
    difference: Difference


def difference(before: Canvas, after: Canvas) -> Difference:
    """What differs between two moments of one canvas.

    A thing to which another was moved is not one that was moved: only those count that stand
    in another order among the ones that stayed. Where the canvas went to another region, the
    regions themselves are not compared. Rounds, comments and adoptions have pages of their own.
    """
    then = {thing.id: thing for thing in before.content()}
    now = {thing.id: thing for thing in after.content()}
    reordered = set(_reordered(before, after))
    found = []
    for thing_id in [*now, *(gone for gone in then if gone not in now)]:
        was, thing = then.get(thing_id), now.get(thing_id)
        if isinstance(was or thing, Region) and before.region.id != after.region.id:
            continue
        fields = _told(was, thing, reordered) if was and thing else ()
        if was is None or thing is None or fields:
            found.append(ThingChange(was, thing, fields))
    return Difference(before, after, tuple(sorted(found, key=_Reading(after))))


def thing_change(change: Change) -> ThingChange:
    """What became of one thing in one step; a number that orders it counts as it is."""
    before, after = change.before, change.after
    fields = _differing(before, after) if before and after else set()
    return ThingChange(before, after, tuple(sorted(fields)))


def _differing(before: Entity, after: Entity) -> set[str]:
    was, now = details_of(before), details_of(after)
    return {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}


def _told(before: Entity, after: Entity, reordered: Collection[str]) -> tuple[str, ...]:
    """The fields that differ for a reader: the order itself and not the number that keeps it."""
    differ = _differing(before, after)
    if _in_block(after) is not None:  # the position of a region is where it lies
        differ.discard(POSITION)
    if after.id in reordered:
        differ.add(POSITION)
    return tuple(sorted(differ))


def _reordered(before: Canvas, after: Canvas) -> Iterator[str]:
    """The ids of the fewest things that must have moved within their cell or block."""
    then = _orders(before)
    for place, ids in _orders(after).items():
        earlier = {thing_id: i for i, thing_id in enumerate(then.get(place, ()))}
        stayed = [thing_id for thing_id in ids if thing_id in earlier]
        kept = _longest_rising([earlier[thing_id] for thing_id in stayed])
        yield from (thing_id for i, thing_id in enumerate(stayed) if i not in kept)


def _orders(canvas: Canvas) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    ordered: list[Contribution | LearningQuestion | Action] = [
        *canvas.contributions,
        *canvas.learning_questions,
        *canvas.actions,
    ]
    for thing in sorted(ordered, key=lambda thing: (thing.position, thing.id)):
        side = getattr(thing, "perspective", "")
        found.setdefault((ENTITIES[type(thing)], thing.block, side), []).append(thing.id)
    return found


def _longest_rising(values: list[int]) -> set[int]:
    """The places of a longest rising subsequence (patience sorting; Fredman, 1975)."""
    tops: list[int] = []
    places: list[int] = []
    earlier: dict[int, int | None] = {}
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        tops[pile : pile + 1], places[pile : pile + 1] = [value], [place]
        earlier[place] = places[pile - 1] if pile else None
    found: set[int] = set()
    step = places[-1] if places else None
    while step is not None:
        found.add(step)
        step = earlier[step]
    return found


#: The order of what stands in a block, and of what stands in none.
_SORTS: tuple[type[Entity], ...] = (
    CanvasHead,
    Region,
    Partner,
    Contribution,
    Rating,
    LearningQuestion,
    Action,
)


def _in_block(thing: Entity) -> str | None:
    return getattr(thing, "block", None)


class _Reading:
    """By what changes are sorted: the places of blocks and sides in the template."""

    def __init__(self, canvas: Canvas) -> None:
        self._blocks = _places(block.key for block in canvas.template.reading_order)
        self._sides = _places(side.key for side in canvas.template.perspectives)

    def __call__(self, change: ThingChange) -> tuple[int, int, int, int, int, str]:
        thing = change.thing
        sort = _SORTS.index(type(thing))
        block = _in_block(thing)
        if block is None:
            return (-1, 0, sort, 0, 0, thing.id)
        # A side's contributions and its rating stand together, before what is of no side.
        side = getattr(thing, "perspective", None)
        column = self._sides[side] if side is not None else len(self._sides)
        gone = int(change.after is None)
        return (
            self._blocks[block],
            column,
            sort,
            gone,
            getattr(thing, POSITION, 0),
            thing.id,
        )


def _places(keys: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys)}


def things(canvas: Canvas) -> dict[str, InCanvas]:
    """What is on the canvas, by id."""
    return {thing.id: thing for _where, thing in canvas.things()}
