"""Two copies of one canvas, put together: three ways, against what both had last.

Each field of a thing is merged by itself. Whether a side changed it since the last common state
is told by the :mod:`lineages <welvaartcanvas.domain.lineage>`: a value counts as changed where
the other side has not seen the version that set it. What one side changed is taken; what both
changed becomes the newest value in place and a :class:`Variant` for each other. A thing that one
side deleted goes, unless the other side changed it meanwhile: then it stays, with a variant that
says so. So nothing that somebody has not seen is ever overwritten.

Merging is commutative, associative and idempotent: whatever is imported, in whatever order and
however often, comes to the same canvas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeVar

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
from welvaartcanvas.domain.fields import fields_of, is_field, is_quiet, with_fields
from welvaartcanvas.domain.lineage import (
    Lineage,
    Past,
    Tombstone,
    derived_id,
    first,
    lineage,
    moment_of,
    tombstone,
    version_of,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.pseudonyms import (
    has_blind,
    recognised,
    recognised_lineage,
    recognised_versions,
)
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import DELETED, Variant

T = TypeVar("T", bound=Entity)


def same(a: Entity, b: Entity) -> bool:
    """Whether two versions say the same; revision and moments do not count."""
    return _content(a) == _content(b)


def _content(entity: Entity) -> dict[str, object]:
    return {n: v for n, v in entity if n not in ("revision", "created_at", "changed_at")}


@dataclass(frozen=True)
class Live:
    """A thing as one side has it, with its lineage and the variants beside it."""

    thing: Entity
    lineage: Lineage
    variants: tuple[Variant, ...] = ()


_Side = Live | Tombstone


def merge(ours: Canvas, theirs: Canvas) -> Canvas:
    """The two copies of one canvas as one, with the lineages and variants of both.

    Both must have the same id and template, and know their past. Revisions are those of
    ``ours``, and 0 for what was not there.
    """
    here, there = _sides(ours), _sides(theirs)
    found: dict[str, _Side] = {}
    for thing_id in sorted(here.keys() | there.keys()):
        mine, their = here.get(thing_id), there.get(thing_id)
        if mine and their:
            found[thing_id] = _merged(mine, their, ours.id)
        elif one := mine or their:
            found[thing_id] = one
    _one_rating_a_cell(found, ours.id)
    _partners_that_are_named(found, here, there, ours.id)
    _nobody_who_is_gone(found)
    return _canvas(ours, found)


def with_region(canvas: Canvas, region: Region, known: Lineage) -> Canvas:
    """``canvas`` with its region merged with that one, which has the lineage ``known``."""
    theirs = canvas.region
    doubts = tuple(v for v in canvas.variants if v.thing_id == theirs.id)
    both = _joined(Live(region, known), Live(theirs, canvas.past.of(theirs), doubts), canvas.id)
    others = (v for v in canvas.variants if v.thing_id != theirs.id)
    return canvas.model_copy(
        update={
            "region": both.thing,
            "variants": tuple(sorted((*others, *both.variants), key=lambda v: v.id)),
            "past": canvas.past.with_lineage(theirs.id, both.lineage),
        }
    )


def _sides(canvas: Canvas) -> dict[str, _Side]:
    beside: dict[str, list[Variant]] = {}
    for variant in canvas.variants:
        beside.setdefault(variant.thing_id, []).append(variant)
    found: dict[str, _Side] = {grave.id: grave for grave in canvas.past.deleted}
    for thing in canvas.everything():
        found[thing.id] = Live(thing, canvas.past.of(thing), tuple(beside.get(thing.id, ())))
    return found


def _merged(mine: _Side, their: _Side, canvas_id: str) -> _Side:
    mine, their = _recognised(mine, their), _recognised(their, mine)
    if isinstance(mine, Live) and isinstance(their, Live):
        return _joined(mine, their, canvas_id)
    if isinstance(mine, Live):
        assert isinstance(their, Tombstone)  # noqa: S101 (the only other)
        return _deleted_elsewhere(mine, their, canvas_id)
    if isinstance(their, Live):
        return _deleted_elsewhere(their, mine, canvas_id)
    deletions = _standing(mine.deletions, mine.seen, their.deletions, their.seen)
    return tombstone(mine.id, mine.entity, deletions, mine.seen | their.seen)


def _standing(
    ours: Iterable[str], we_saw: Set[str], theirs: Iterable[str], they_saw: Set[str]
) -> set[str]:
    """Of the versions that each side holds, those that the other holds too or has not seen."""
    a, b = set(ours), set(theirs)
    return (a & b) | (a - they_saw) | (b - we_saw)


def _recognised(side: _Side, other: _Side) -> _Side:
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


def _versions(side: _Side) -> tuple[str, ...]:
    return side.lineage.versions if isinstance(side, Live) else side.versions


def _deleted_elsewhere(live: Live, grave: Tombstone, canvas_id: str) -> _Side:
    """What becomes of a thing that one side has and the other deleted."""
    # Of a deletion that it has seen, a thing was made again, or somebody still has to choose.
    doubted = {v.version for v in live.variants if v.field == DELETED}
    standing = _standing(grave.deletions, grave.seen, doubted, live.lineage.seen)
    seen = live.lineage.seen | grave.seen
    if not live.lineage.seen.issuperset(grave.deletions) and _set_by(live) <= grave.seen:
        return tombstone(grave.id, grave.entity, standing, seen)
    doubts = [_variant(live.thing, canvas_id, DELETED, None, version) for version in standing]
    # Who deleted it had seen some readings; what stays is what they had not, if there is any.
    values: dict[str, Any] = {}
    setters: dict[str, str] = {}
    for field, readings in _readings(live).items():
        if field != DELETED:
            unseen = {v: x for v, x in readings.items() if v not in grave.seen}
            kept = unseen or {max(readings): readings[max(readings)]}
            setters[field] = max(kept)
            values[field] = kept.pop(setters[field])
            if not is_quiet(field):
                doubts += [_variant(live.thing, canvas_id, field, x, v) for v, x in kept.items()]
    return _live(with_fields(live.thing, values), lineage(seen, setters), doubts)


def _live(thing: Entity, known: Lineage, beside: Iterable[Variant]) -> Live:
    """A thing with what stands beside it, each once and in order."""
    once = {variant.id: variant for variant in beside}
    return Live(thing, known, tuple(once[variant_id] for variant_id in sorted(once)))


def _set_by(live: Live) -> set[str]:
    """The versions that set what ``live`` says, its variants included."""
    beside = {variant.version for variant in live.variants if variant.field != DELETED}
    return beside | set(_setters(live).values())


def _setters(live: Live) -> dict[str, str]:
    """The version that set each field, also of a tag that went."""
    fields = {field: live.lineage.setter(field) for field in fields_of(live.thing)}
    # A file may name fields that there are not.
    known = {f: v for f, v in live.lineage.fields.items() if is_field(live.thing, f)}
    return {**known, **fields}


def _readings(live: Live) -> dict[str, dict[str, Any]]:
    """By field the values that it has or might have, each by the version that set it."""
    values = fields_of(live.thing)
    found = {
        field: {version: values.get(field, False)} for field, version in _setters(live).items()
    }
    for variant in live.variants:
        found.setdefault(variant.field, {})[variant.version] = variant.reading
    return found


def _joined(mine: Live, their: Live, canvas_id: str) -> Live:
    """Two versions of a thing as one."""
    if (mine.lineage, mine.variants) == (their.lineage, their.variants):
        if same(mine.thing, their.thing):
            return mine  # as most things are: versions are named by what they say
        # Whoever changed it knew nothing of versions.
        their = Live(their.thing, first(their.thing), their.variants)
    ours, theirs = _readings(mine), _readings(their)
    newest = _ahead(mine, their) or max(
        mine.thing, their.thing, key=lambda t: (t.changed_at, version_of(t))
    )
    values: dict[str, Any] = {}
    setters: dict[str, str] = {}
    beside: list[Variant] = []
    for field in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(field, {}), theirs.get(field, {})
        stand = _standing(a, mine.lineage.seen, b, their.lineage.seen)
        kept = {version: x for version, x in (a | b).items() if version in stand}
        if not kept and a and b and field != DELETED:  # each side replaced what the other has
            newest_of_all = max(a | b)
            kept = {newest_of_all: (a | b)[newest_of_all]}
        if field != DELETED and kept:
            setters[field] = max(kept)
            values[field] = kept.pop(setters[field])
        elif field != DELETED:
            values[field] = False
        if not is_quiet(field):
            beside += [_variant(newest, canvas_id, field, x, v) for v, x in kept.items()]
    thing = with_fields(newest, values).model_copy(
        update={
            "created_at": min(mine.thing.created_at, their.thing.created_at),
            "changed_at": max(mine.thing.changed_at, their.thing.changed_at),
            "revision": mine.thing.revision,
        }
    )
    if isinstance(thing, Contribution) and not _ahead(mine, their):
        thing = thing.model_copy(update={"tags": _in_one_order(thing.tags, setters)})
    known = lineage(mine.lineage.seen | their.lineage.seen, setters)
    return _live(thing, known, beside)


def _ahead(mine: Live, their: Live) -> Entity | None:
    """Which of the two has seen all that the other has, if one has."""
    if mine.lineage.seen >= their.lineage.seen:
        return mine.thing
    return their.thing if their.lineage.seen >= mine.lineage.seen else None


def _in_one_order(tags: Iterable[str], setters: Mapping[str, str]) -> tuple[str, ...]:
    """Tags that two people gave apart, the earliest first: so for whoever puts them together."""
    return tuple(sorted(tags, key=lambda tag: (setters[f"tags:{tag}"], tag)))


def _variant(thing: Entity, canvas_id: str, field: str, value: object, version: str) -> Variant:
    at = moment_of(version)
    return Variant(
        id=derived_id(thing.id, canvas_id, field, version),
        created_at=at,
        changed_at=at,
        canvas_id=canvas_id,
        entity=ENTITIES[type(thing)],
        thing_id=thing.id,
        field=field,
        value=json.dumps(value, ensure_ascii=False, sort_keys=True),
        version=version,
    )


def _one_rating_a_cell(found: dict[str, _Side], canvas_id: str) -> None:
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
            found[stays] = _joined(known, _called(live, stays), canvas_id)
            del found[thing_id]


def _called(live: Live, id: str) -> Live:
    """A thing under another id, with its lineage as it was."""
    beside = (v.model_copy(update={"thing_id": id}) for v in live.variants)
    known = lineage(live.lineage.versions, _setters(live))
    return Live(live.thing.model_copy(update={"id": id}), known, tuple(beside))


def _partners_that_are_named(
    found: dict[str, _Side],
    here: Mapping[str, _Side],
    there: Mapping[str, _Side],
    canvas_id: str,
) -> None:
    """A partner whom one side deleted stays while the other side has them say something."""
    for partner_id in _named(found.values()):
        grave = found.get(partner_id)
        if not isinstance(grave, Tombstone):
            continue
        sides = (here.get(partner_id), there.get(partner_id))
        live = next((side for side in sides if isinstance(side, Live)), None)
        if live is None:  # both deleted them, and a reading that waits still names them
            continue
        doubts = [_variant(live.thing, canvas_id, DELETED, None, v) for v in grave.deletions]
        known = lineage(grave.versions, _setters(live))
        found[partner_id] = _live(live.thing, known, (*live.variants, *doubts))


def _nobody_who_is_gone(found: dict[str, _Side]) -> None:
    """What only a reading said of a partner whom all deleted is said by nobody."""
    for thing_id, live in found.items():
        if isinstance(live, Live) and isinstance(live.thing, Contribution | Comment):
            named = live.thing.partner_id
            if named and not isinstance(found.get(named), Live):
                thing = live.thing.model_copy(update={"partner_id": None})
                found[thing_id] = Live(thing, live.lineage, live.variants)


def _named(sides: Iterable[_Side]) -> set[str]:
    """The partners who are said to have said something, also by a variant."""
    found: set[object] = set()
    for side in sides:
        if isinstance(side, Live) and isinstance(side.thing, Contribution | Comment):
            found.add(side.thing.partner_id)
            found.update(v.reading for v in side.variants if v.field == "partner_id")
    return {named for named in found if isinstance(named, str)}


def _canvas(ours: Canvas, found: Mapping[str, _Side]) -> Canvas:
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
