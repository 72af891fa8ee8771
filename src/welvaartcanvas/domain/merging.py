"""Two versions of one thing: whether they say the same, and which of them stays.

The rule of an import: nothing is deleted, what is new is added, and of a thing that both
sides have the version that was changed last stays (ours when both were changed at once).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Rating
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import N_, Problem


class Verdict(StrEnum):
    """What becomes of a thing that comes from elsewhere."""

    ADDED = "added"
    UPDATED = "updated"
    KEPT = "kept"
    UNCHANGED = "unchanged"

    @property
    def taken(self) -> bool:
        """Whether theirs is written."""
        return self in (Verdict.ADDED, Verdict.UPDATED)


class Merged(NamedTuple):
    """A thing that comes from elsewhere, and what becomes of it."""

    thing: Entity
    verdict: Verdict


def same(a: Entity, b: Entity) -> bool:
    """Whether two versions say the same; revision and moment of change do not count."""
    return _content(a) == _content(b)


def _content(entity: Entity) -> dict[str, object]:
    return {n: v for n, v in entity if n not in ("revision", "changed_at")}


def merge(ours: Iterable[Entity], theirs: Iterable[Entity]) -> list[Merged]:
    """What becomes of each of ``theirs`` where ``ours`` is, in the order of ``theirs``."""
    known = {_identity(thing): thing for thing in ours}
    return [Merged(thing, _verdict(known.get(_identity(thing)), thing)) for thing in theirs]


def _identity(thing: Entity) -> tuple[str, ...]:
    """What makes two things the same: the id, or for a rating its cell, which has only one."""
    if isinstance(thing, Rating):
        return (thing.canvas_id, thing.block, thing.perspective)
    return (thing.id,)


def _verdict(mine: Entity | None, thing: Entity) -> Verdict:
    if mine is None:
        return Verdict.ADDED
    if same(mine, thing):
        return Verdict.UNCHANGED
    return Verdict.KEPT if mine.changed_at >= thing.changed_at else Verdict.UPDATED


def strayed(ours: Iterable[Entity], theirs: Iterable[Entity]) -> Iterator[Problem]:
    """The ratings of ``theirs`` that have the id of one of ``ours`` in another cell.

    No program moves a rating: such a document was spoilt, and taking it over would put one
    cell's score in place of another's.
    """
    cells = {thing.id: _identity(thing) for thing in ours if isinstance(thing, Rating)}
    for thing in theirs:
        if isinstance(thing, Rating) and cells.get(thing.id, _identity(thing)) != _identity(thing):
            yield Problem("", N_("rating {id} is of another cell here"), {"id": thing.id})
