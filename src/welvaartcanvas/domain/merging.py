"""Two copies of one canvas, put together: three ways, against what both had last.

Each field of a thing is merged by itself. Whether a side changed it since the last common state
is told by the :mod:`lineages <welvaartcanvas.domain.lineage>`: a value counts as changed where
the other side has not seen the version that set it. What one side changed is taken; what both
changed becomes the newest value in place and a :class:`Variant` for each other. A thing that one
side deleted goes, unless the other side changed it meanwhile: then it stays, with a variant that
says so. So nothing that somebody has not seen is ever overwritten.

Merging is commutative, associative and idempotent: whatever is imported, in whatever order and
however often, comes to the same canvas. Why, and with which proviso, says
:mod:`welvaartcanvas.domain.readings`, which puts together what two know of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    CanvasHead,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.lineage import (
    Lineage,
    Past,
    Tombstone,
    derived_id,
    first,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.pseudonyms import (
    has_blind,
    recognised,
    recognised_lineage,
    recognised_versions,
)
from welvaartcanvas.domain.readings import Live, Side, brought_back, called, joined
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import Variant

T = TypeVar("T", bound=Entity)

NOTHING_GONE: Mapping[str, Live] = MappingProxyType({})


def merge(ours: Canvas, theirs: Canvas, gone: Mapping[str, Live] = NOTHING_GONE) -> Canvas:
    """The two copies of one canvas as one, with the lineages and variants of both.

    Both must have the same id and template, and know their past. ``gone`` is what is still known of
    things that ``ours`` says were deleted, by id: see :func:`~.readings.as_it_was`. Revisions are
    those of ``ours``, and 0 for what was not there.
    """
    here, there = {**_sides(ours), **gone}, _sides(theirs)
    both = {thing_id: _both(here, there, thing_id) for thing_id in sorted({**here, **there})}
    found = {
        thing_id: joined(*sides, ours.id, stays=_is_whole(sides))
        for thing_id, sides in both.items()
    }
    _one_rating_a_cell(found, ours.id)
    _partners_that_are_named(found, both, ours.id)
    _nobody_who_is_gone(found)
    return _canvas(ours, found)


def with_region(canvas: Canvas, region: Region, known: Lineage) -> Canvas:
    """``canvas`` with its region merged with that one, which has the lineage ``known``."""
    theirs = canvas.region
    doubts = tuple(v for v in canvas.variants if v.thing_id == theirs.id)
    their = Live(theirs, canvas.past.of(theirs), doubts)
    both = joined(Live(region, known), their, canvas.id, stays=True)
    assert isinstance(both, Live)  # noqa: S101 (it stays)
    others = (v for v in canvas.variants if v.thing_id != theirs.id)
    return canvas.model_copy(
        update={
            "region": both.thing,
            "variants": tuple(sorted((*others, *both.variants), key=lambda v: v.id)),
            "past": canvas.past.with_lineage(theirs.id, both.lineage),
        }
    )


def with_returned(canvas: Canvas, graves: Mapping[str, Tombstone], at: datetime) -> Canvas:
    """``canvas`` as somebody wants it back who had deleted of it what ``graves`` says, by id."""
    past, beside = canvas.past, _beside(canvas)
    for thing in canvas.everything():
        if thing.id in graves:
            live = Live(thing, past.of(thing), tuple(beside.get(thing.id, ())))
            live = brought_back(live, graves[thing.id], at)
            past, beside[thing.id] = past.with_lineage(thing.id, live.lineage), [*live.variants]
    variants = sorted((v for those in beside.values() for v in those), key=lambda v: v.id)
    return canvas.model_copy(update={"past": past, "variants": tuple(variants)})


def _both(here: Mapping[str, Side], there: Mapping[str, Side], thing_id: str) -> tuple[Side, Side]:
    """What both sides know of a thing; what one has never heard of is as the other knows it."""
    mine, their = here.get(thing_id), there.get(thing_id)
    if mine is None or their is None:
        one = mine or their
        assert one is not None  # noqa: S101 (one of them named it)
        return one, one
    return _recognised(mine, their), _recognised(their, mine)


def _is_whole(sides: Iterable[Side]) -> bool:
    """Whether it is a canvas or a region, which no merge takes away."""
    return any(isinstance(s, Live) and isinstance(s.thing, CanvasHead | Region) for s in sides)


def _beside(canvas: Canvas) -> dict[str, list[Variant]]:
    found: dict[str, list[Variant]] = {}
    for variant in canvas.variants:
        found.setdefault(variant.thing_id, []).append(variant)
    return found


def _sides(canvas: Canvas) -> dict[str, Side]:
    beside = _beside(canvas)
    found: dict[str, Side] = {grave.id: grave for grave in canvas.past.deleted}
    for thing in canvas.everything():
        found[thing.id] = Live(thing, canvas.past.of(thing), tuple(beside.get(thing.id, ())))
    return found


def _recognised(side: Side, other: Side) -> Side:
    """What comes back without names, as who has the names knows it.

    Of a partner nothing is taken: whoever saw no name can't know better.
    """
    ours = _versions(other)
    if not has_blind(_versions(side)) or has_blind(ours):
        return side
    if isinstance(other, Live) and isinstance(other.thing, Partner):
        return other
    if isinstance(side, Tombstone):
        return side.model_copy(update={"versions": recognised_versions(side.versions, ours)})
    thing = side.thing
    if isinstance(other, Live):
        thing = recognised(thing, side.lineage, other.thing, other.lineage)
    return Live(thing, recognised_lineage(side.lineage, ours), side.variants)


def _versions(side: Side) -> tuple[str, ...]:
    return side.lineage.versions if isinstance(side, Live) else side.versions


def _one_rating_a_cell(found: dict[str, Side], canvas_id: str) -> None:
    """Ratings of one cell that were made apart become one, in place under the lowest id."""
    cells: dict[tuple[str, str], str] = {}
    for thing_id in sorted(found):
        live = found[thing_id]
        if not isinstance(live, Live) or not isinstance(live.thing, Rating):
            continue
        stays = cells.setdefault((live.thing.block, live.thing.perspective), thing_id)
        if stays != thing_id:
            known = found[stays]
            assert isinstance(known, Live)  # noqa: S101 (only those are in cells)
            found[stays] = joined(known, called(live, stays), canvas_id, stays=True)
            del found[thing_id]


def _partners_that_are_named(
    found: dict[str, Side], both: Mapping[str, tuple[Side, Side]], canvas_id: str
) -> None:
    """A partner whom one side deleted stays while the other side has them say something."""
    for partner_id in _named(found.values()):
        if isinstance(found.get(partner_id), Tombstone):
            # Where both deleted them, and a reading that waits still names them, they are gone.
            found[partner_id] = joined(*both[partner_id], canvas_id, stays=True)


def _nobody_who_is_gone(found: dict[str, Side]) -> None:
    """What only a reading said of a partner whom all deleted is said by nobody."""
    for thing_id, live in found.items():
        if isinstance(live, Live) and isinstance(live.thing, Contribution | Comment):
            named = live.thing.partner_id
            if named and not isinstance(found.get(named), Live):
                thing = live.thing.model_copy(update={"partner_id": None})
                found[thing_id] = Live(thing, live.lineage, live.variants)


def _named(sides: Iterable[Side]) -> set[str]:
    """The partners who are said to have said something, also by a variant.

    Not by what was deleted by who had seen it: that keeps nobody.
    """
    found: set[object] = set()
    for side in sides:
        if isinstance(side, Live) and isinstance(side.thing, Contribution | Comment):
            if side.lineage.setter("partner_id") not in side.lineage.buried:
                found.add(side.thing.partner_id)
            found.update(v.reading for v in side.variants if v.field == "partner_id")
    return {named for named in found if isinstance(named, str)}


def _canvas(ours: Canvas, found: Mapping[str, Side]) -> Canvas:
    lives = [side for side in found.values() if isinstance(side, Live)]
    head = found[ours.head.id]
    assert isinstance(head, Live) and isinstance(head.thing, CanvasHead)  # noqa: S101 (in both)
    region = found[head.thing.region_id]
    assert isinstance(region, Live)  # noqa: S101 (whose head it is, has it)
    graves = [side for side in found.values() if isinstance(side, Tombstone)]
    lives = [s for s in lives if not isinstance(s.thing, Region) or s is region]
    return Canvas(
        head=head.thing,
        region=region.thing,
        template=ours.template,
        partners=_ordered(Partner, lives),
        contributions=_ordered(Contribution, lives),
        ratings=_ordered(Rating, lives),
        learning_questions=_ordered(LearningQuestion, lives),
        actions=_ordered(Action, lives),
        rounds=_ordered(Round, lives),
        comments=_ordered(Comment, lives),
        adoptions=_ordered(Adoption, lives),
        variants=tuple(sorted((v for s in lives for v in s.variants), key=lambda v: v.id)),
        past=Past(
            lineages={s.thing.id: s.lineage for s in lives if s.lineage != first(s.thing)},
            deleted=tuple(sorted(graves, key=lambda grave: grave.id)),
        ),
    )


def _ordered(model: type[T], lives: Iterable[Live]) -> tuple[T, ...]:
    things = [side.thing for side in lives if isinstance(side.thing, model)]
    return tuple(sorted(things, key=lambda thing: (getattr(thing, "position", 0), thing.id)))


def rating_id(canvas_id: str, block: str, perspective: str) -> str:
    """The id of the rating of a cell: a cell has one, whoever gives it first."""
    return derived_id(canvas_id, "rating", canvas_id, block, perspective)
