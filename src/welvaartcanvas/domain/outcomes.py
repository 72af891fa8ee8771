"""What a merge did to each thing, and what it may not be asked to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.pseudonyms import has_blind
from welvaartcanvas.domain.readings import same
from welvaartcanvas.errors import N_, Problem


class Verdict(StrEnum):
    """What became of a thing here when a copy from elsewhere was put together with it."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    LEFT_OUT = "left out"
    KEPT = "kept"
    UNCHANGED = "unchanged"


class Outcome(NamedTuple):
    """What a merge did to one thing; ``thing`` as it is now, or was when it went."""

    thing: Entity
    verdict: Verdict


def outcomes(ours: Iterable[Entity], theirs: Canvas, merged: Canvas) -> Iterator[Outcome]:
    """What putting ``theirs`` among ``ours`` did to each thing of either that it concerns."""
    before = {thing.id: thing for thing in ours}
    came = {thing.id: thing for thing in theirs.everything()}
    gone = {grave.id for grave in merged.past.deleted}
    for thing in theirs.everything():
        if thing.id in gone and thing.id not in before:
            yield Outcome(thing, Verdict.LEFT_OUT)
    for thing in merged.everything():
        mine, their = before.pop(thing.id, None), came.get(thing.id)
        if mine is None:
            yield Outcome(thing, Verdict.ADDED)
        elif not same(mine, thing):
            yield Outcome(thing, Verdict.UPDATED)
        elif their is not None:
            # What was left out of a copy for others is no older version.
            alike = same(mine, their) or has_blind(theirs.past.of(their).versions)
            yield Outcome(thing, Verdict.UNCHANGED if alike else Verdict.KEPT)
    for thing in before.values():
        yield Outcome(thing, Verdict.REMOVED)


def strayed(ours: Iterable[Entity], theirs: Iterable[Entity]) -> Iterator[Problem]:
    """The ratings of ``theirs`` that have the id of one of ``ours`` in another cell.

    No program moves a rating: such a document was spoilt, and taking it over would put one
    cell's score in place of another's.
    """
    cells = {thing.id: _cell(thing) for thing in ours if isinstance(thing, Rating)}
    for thing in theirs:
        if isinstance(thing, Rating) and cells.get(thing.id, _cell(thing)) != _cell(thing):
            yield Problem("", N_("rating {id} is of another cell here"), {"id": thing.id})


def _cell(rating: Rating) -> tuple[str, str, str]:
    return (rating.canvas_id, rating.block, rating.perspective)
