"""What two people know of one thing, put together: is it there, what does it say, what is open.

Of a thing is known which *versions* it came through (:mod:`welvaartcanvas.domain.lineage`), which
of those are *buried*, because somebody had seen them who deleted it, which *deletions* still stand,
and of each field the *readings*: the values that nobody has replaced, by the version that set them.
Two that know something of it know together:

- all versions, and all buried ones, that either knows;
- of deletions and readings those that both have, and those that one has and the other never saw.
  What the other saw and has no longer, it replaced or answered.

Both are joins of a lattice, the second that of an observed-remove set (Shapiro, Preguiça, Baquero
and Zawirski, INRIA RR-7506, 2011, sections 3.2.2 and 3.3.5; Almeida, Shoker and Baquero, *Delta
State Replicated Data Types*, 2018, section 7: the versions are its causal context). It needs that a
version means one thing for ever, and that nothing which was replaced comes back under its old
version: whoever opens a question again gives it a new one. All else follows from what is known:

- a thing is gone if a deletion stands and all versions are buried;
- if it is there, each deletion that stands is a question;
- a field says the newest of its readings that are not buried, and has the others beside it. Where
  all are buried it says the newest that is known: they were deleted by who had seen them;
- a *quiet* field (:func:`~welvaartcanvas.domain.fields.is_quiet`) says the newest.

So putting together is commutative, associative and idempotent, with one proviso. What is gone says
nothing any more, for what was deleted is not sent along. Where somebody else's change then brings
the thing back, a field of which all readings are buried, or a quiet one, says the newest that came
since, or that who puts them together still knows (:func:`as_it_was`); anything else that it said
arrives as soon as a copy comes again in which it was not gone. A version is newer than all that it
replaces, so in the end that is the same for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from welvaartcanvas.domain.canvas import ENTITIES
from welvaartcanvas.domain.fields import (
    fields_of,
    fields_of_several,
    is_field,
    is_quiet,
    with_fields,
)
from welvaartcanvas.domain.lineage import (
    EntityName,
    Lineage,
    Tombstone,
    affirmed,
    derived_id,
    doubted_again,
    first,
    lineage,
    moment_of,
    opened_again,
    tombstone,
    version_of,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.variant import DELETED, Variant


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

    @property
    def seen(self) -> frozenset[str]:
        """The versions that this side has seen."""
        return self.lineage.seen

    @property
    def deletions(self) -> frozenset[str]:
        """The deletions about which is to be chosen."""
        return frozenset(v.version for v in self.variants if v.field == DELETED)


#: What one side knows of a thing.
Side = Live | Tombstone
#: By field what it might say, by the version that set it.
_Readings = Mapping[str, Mapping[str, Any]]


def joined(mine: Side, their: Side, canvas_id: str, *, stays: bool = False) -> Side:
    """What both know of a thing; its revision is that of ``mine``, if that has it.

    ``stays`` is for what can't be gone, because something else names it.
    """
    lives = [side for side in (mine, their) if isinstance(side, Live)]
    seen = mine.seen | their.seen
    deletions = _standing(mine.deletions, mine.seen, their.deletions, their.seen)
    buried = _buried(mine) | _buried(their)
    if not lives or (deletions and seen <= buried and not stays):
        deletions = deletions or {*mine.deletions, *their.deletions}
        return tombstone(*_which(mine), deletions, seen)
    if isinstance(their, Live) and _named_alike(mine, their):
        if same(lives[0].thing, their.thing):
            return mine  # as most things are: versions are named by what they say
        # Whoever changed it knew nothing of versions.
        their = replace(their, lineage=first(their.thing))
    ours, theirs = _readings(mine), _readings(their)
    ahead = _ahead(mine, their)
    newest = ahead or max((v.thing for v in lives), key=lambda t: (t.changed_at, version_of(t)))
    values: dict[str, Any] = {}
    setters: dict[str, str] = {}
    beside = [_variant(newest, canvas_id, DELETED, None, version) for version in deletions]
    for field in sorted(ours.keys() | theirs.keys()):
        a, b = _of(ours, field), _of(theirs, field)
        known = {version: _one(version, a, b) for version in {**a, **b}}
        open_ = set() if is_quiet(field) else _standing(a, mine.seen, b, their.seen) - buried
        setters[field] = max(open_ or known)
        values[field] = known[setters[field]]
        others = open_ - {setters[field]}
        beside += [_variant(newest, canvas_id, field, known[v], v) for v in others]
    thing = with_fields(newest, {f: v for f, v in values.items() if v is not _UNNAMED})
    if ahead is None:
        thing = _in_one_order(thing, setters)
    moments = {
        "created_at": min(live.thing.created_at for live in lives),
        "changed_at": max(live.thing.changed_at for live in lives),
        "revision": lives[0].thing.revision,
    }
    once = {variant.id: variant for variant in beside}
    return Live(
        thing.model_copy(update=moments),
        lineage(seen, _needed(setters, values), buried),
        tuple(once[variant_id] for variant_id in sorted(once)),
    )


def _named_alike(mine: Side, their: Live) -> bool:
    if not isinstance(mine, Live):
        return False
    return (mine.lineage, mine.variants) == (their.lineage, their.variants)


def _standing(
    ours: Iterable[str], we_saw: Set[str], theirs: Iterable[str], they_saw: Set[str]
) -> set[str]:
    """Of the versions that each side holds, those that the other holds too or has not seen."""
    a, b = set(ours), set(theirs)
    return (a & b) | (a - they_saw) | (b - we_saw)


def _which(side: Side) -> tuple[str, EntityName]:
    """Which thing a side is of: its id and what sort of thing it is."""
    if isinstance(side, Tombstone):
        return side.id, side.entity
    return side.thing.id, ENTITIES[type(side.thing)]


def _buried(side: Side) -> frozenset[str]:
    if isinstance(side, Tombstone):
        return side.seen
    return side.deletions.union(side.lineage.buried)


#: What stands for the value of a name such as ``tags``, which is that of all that are not named.
_UNNAMED = object()


def _readings(side: Side) -> _Readings:
    """By field the values that it has or might have, each by the version that set it.

    Also of a tag that went. Of what is gone nothing is known.
    """
    if isinstance(side, Tombstone):
        return {}
    values = fields_of(side.thing)
    setters = {field: side.lineage.setter(field) for field in values}
    # A file may name fields that there are not.
    setters |= {f: v for f, v in side.lineage.fields.items() if is_field(side.thing, f)}
    several = dict.fromkeys(fields_of_several(side.thing), _UNNAMED)
    found = {f: {v: values.get(f, several.get(f, False))} for f, v in setters.items()}
    for variant in side.variants:
        if variant.field != DELETED:
            found.setdefault(variant.field, {})[variant.version] = variant.reading
    return found


def _of(readings: _Readings, field: str) -> Mapping[str, Any]:
    """The readings of a field; those of a tag that is not named follow from all its like."""
    if field in readings:
        return readings[field]
    return dict.fromkeys(readings.get(field.partition(":")[0], ()), False)


def _needed(setters: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, str]:
    """Without the tags that are not there, as all that are not named."""
    unnamed = {
        f: setters.get(f.partition(":")[0]) for f in setters if values[f] is False and ":" in f
    }
    return {f: v for f, v in setters.items() if unnamed.get(f) != v}


def _one(version: str, *readings: Mapping[str, Any]) -> Any:
    """What a version says: the same on both sides, but where what it names was deleted on one."""
    said = [reading[version] for reading in readings if version in reading]
    if said[0] is _UNNAMED:
        return _UNNAMED
    return max(said, key=lambda value: (value is not None, json.dumps(value, sort_keys=True)))


def _ahead(mine: Side, their: Side) -> Entity | None:
    """The thing of who has seen all that the other has, if one has."""
    for one, other in ((mine, their), (their, mine)):
        if isinstance(one, Live) and one.seen >= other.seen:
            return one.thing
    return None


def _in_one_order(thing: Entity, setters: Mapping[str, str]) -> Entity:
    """Tags that two people gave apart, the earliest first: so for whoever puts them together."""
    ordered = {
        name: tuple(
            sorted(getattr(thing, name), key=lambda item: (setters[f"{name}:{item}"], item))
        )
        for name in fields_of_several(thing)
    }
    return type(thing).model_validate(dict(thing) | ordered) if ordered else thing


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


def reopened(
    known: Lineage | None, thing: Entity, variant: Variant, at: datetime
) -> tuple[Lineage, Variant]:
    """The lineage of ``thing`` when ``variant``, which was settled, is open again; and the variant.

    That has another version and another id: who knows of the choice knows the old ones as gone.
    """
    if variant.field == DELETED:
        now, version = doubted_again(known, thing, at)
    else:
        now, version = opened_again(known, thing, variant.field, variant.reading, at)
    return now, _variant(thing, variant.canvas_id, variant.field, variant.reading, version)


def as_it_was(thing: Entity, setters: Mapping[str, str], grave: Tombstone, canvas_id: str) -> Live:
    """What is known of a thing that is gone: what it said last, and which versions set that."""
    doubts = [_variant(thing, canvas_id, DELETED, None, version) for version in grave.deletions]
    return Live(thing, lineage(grave.versions, setters, grave.versions), tuple(doubts))


def brought_back(live: Live, grave: Tombstone, at: datetime) -> Live:
    """A thing that comes with a file where it had been deleted, and is wanted again.

    All that it says, and all that is open about it, is said anew.
    """
    thing, known = live.thing, live.lineage
    buried = (*grave.versions, *known.buried)
    known = lineage(known.seen | grave.seen, {**known.fields, **_setters(live)}, buried)
    known = affirmed(known, thing, [*fields_of(thing), *fields_of_several(thing)], at)
    variants = []
    for variant in live.variants:
        known, again = reopened(known, thing, variant, at)
        variants.append(again)
    return Live(thing, known, tuple(sorted(variants, key=lambda v: v.id)))


def called(live: Live, id: str) -> Live:
    """A thing under another id, with its lineage as it was."""
    beside = (v.model_copy(update={"thing_id": id}) for v in live.variants)
    known = lineage(live.lineage.versions, _setters(live), live.lineage.buried)
    return Live(live.thing.model_copy(update={"id": id}), known, tuple(beside))


def _setters(live: Live) -> dict[str, str]:
    named = (*fields_of(live.thing), *live.lineage.fields)
    return {field: live.lineage.setter(field) for field in named}
