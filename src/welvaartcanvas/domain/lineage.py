"""Which versions of a thing went before it: what tells who was first, without one clock for all.

Two people work on a copy of one canvas and send it back. To know who changed what, each thing
remembers its *lineage*: the versions that it came through, and which of them set each field.
A version is named by its content, so two workspaces that hold it call it the same without ever
having met, also after a file was copied or a backup put back.

Who deletes a thing *buries* the versions that they have seen of it. So whether it is there still
can be told of the versions and the deletions alone, whoever put them together in whatever order.
:mod:`welvaartcanvas.domain.readings` has the rule by which two lineages are joined.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import FailFast, Field

from welvaartcanvas.domain.fields import fields_of, fields_of_several
from welvaartcanvas.domain.model import Entity, Id, Model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)
# A year before the last moment that there is, room for all that is still changed.
_TOO_LATE = f"{(datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) // _MOMENT:015x}"
#: How much of a version is hash; what goes before it is the moment.
HASH_DIGITS = 17

#: A version: 15 hexadecimal digits for the moment, in microseconds since 1970, and 17 of the
#: SHA-256 of the content. So versions order as their moments do.
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
# Of so many that are none, the first says enough.
Versions = Annotated[tuple[Version, ...], Field(min_length=1), FailFast()]
#: What a lineage calls a field, see :mod:`welvaartcanvas.domain.fields`.
FieldName = Annotated[str, Field(min_length=1, max_length=250)]
#: The sorts of things that have a lineage, as the history calls them.
EntityName = Literal[
    "region",
    "canvas",
    "partner",
    "contribution",
    "rating",
    "learning_question",
    "action",
    "round",
    "comment",
    "adoption",
]


def _version(at: datetime, content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]
    return f"{(at - _EPOCH) // _MOMENT:015x}{digest}"


def version_of(thing: Entity) -> str:
    """The version that ``thing`` is, by its content and the moment of its last change.

    Fields that have their usual value do not count, so that a field that a later program adds
    makes no other version of what never had it.
    """
    content = thing.model_dump(
        mode="json", exclude={"revision", "created_at", "changed_at"}, exclude_defaults=True
    )
    return _version(thing.changed_at, content)


def deletion_of(thing_id: str, at: datetime) -> str:
    """The version that stands for deleting a thing at that moment."""
    return _version(at, [thing_id, "deleted"])


def moment_of(version: str) -> datetime:
    """When a version was made."""
    return _EPOCH + int(version[:-HASH_DIGITS], 16) * _MOMENT


def is_of_our_time(version: str) -> bool:
    """Whether a version is of the years up to 9998, so that there is a moment after it."""
    return version < _TOO_LATE


def just_after(at: datetime, *others: datetime) -> datetime:
    """``at``, or the next moment after all of ``others``: a later version has a later moment.

    So it is also on a computer whose clock runs behind that of whoever was first.
    """
    return max([at, *(other + _MOMENT for other in others)])


def derived_id(like: str, *parts: str) -> str:
    """The one id for what ``parts`` name: a UUIDv7 with the time of ``like``, an id itself.

    The bits that are chance in another id come from a hash of ``parts``: whoever names the same
    thing gives it the same id, wherever they are.
    """
    chance = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    variant = "89ab"[int(chance[0], 16) % 4]  # RFC 9562, section 4.1
    return f"{like[:13]}-7{chance[1:4]}-{variant}{chance[4:7]}-{chance[7:19]}"


class Lineage(Model):
    """The versions that a thing came through, itself included, and which of them set a field.

    A field that ``fields`` does not name was set by the first version. ``buried`` are the versions
    that somebody had seen who deleted the thing; a version that stands for deleting is one.
    """

    versions: Versions
    fields: dict[FieldName, Version] = Field(default_factory=dict)
    buried: Annotated[tuple[Version, ...], FailFast()] = ()

    @cached_property
    def seen(self) -> frozenset[str]:
        """The versions, to be asked for one."""
        return frozenset(self.versions)

    def setter(self, field: str) -> str:
        """The version that set ``field``."""
        return self.fields.get(field) or self.versions[0]


def lineage(
    versions: Iterable[str], fields: Mapping[str, str], buried: Iterable[str] = ()
) -> Lineage:
    """A lineage in its one form: versions in order, and no field named that needs it not."""
    ordered = tuple(sorted(set(versions)))
    named = {f: v for f, v in sorted(fields.items()) if v != ordered[0]}
    return Lineage(versions=ordered, fields=named, buried=tuple(sorted(set(buried) & set(ordered))))


def first(thing: Entity) -> Lineage:
    """The lineage of a thing that never changed, as far as anybody knows."""
    return Lineage(versions=(version_of(thing),))


def edited(known: Lineage | None, before: Entity, after: Entity) -> Lineage:
    """The lineage of ``after``, which a person made of ``before`` with the lineage ``known``."""
    known = known or first(before)
    version = version_of(after)
    was, now = fields_of(before), fields_of(after)
    changed = {f: version for f in was.keys() | now.keys() if was.get(f) != now.get(f)}
    return lineage((*known.versions, version), {**known.fields, **changed}, known.buried)


def affirmed(known: Lineage | None, thing: Entity, fields: Iterable[str], at: datetime) -> Lineage:
    """The lineage of ``thing`` when a person chose, at ``at``, what it has in ``fields``.

    A choice is a version as an edit is: who chose differently elsewhere must hear of it.
    """
    known, chosen = known or first(thing), sorted(fields)
    version = _version(just_after(at, moment_of(known.versions[-1])), [thing.id, "chosen", *chosen])
    setters = {**known.fields, **dict.fromkeys(chosen, version)}
    return lineage((*known.versions, version), setters, known.buried)


def opened_again(
    known: Lineage | None, thing: Entity, field: str, value: object, at: datetime
) -> tuple[Lineage, str]:
    """The lineage of ``thing`` when a reading of ``field`` waits again that was settled; with the
    version of that reading.

    It is a new version, for all who have seen the choice know the old one as one that is gone.
    What stands in the thing stays in front of it: that is chosen, with the moment after.
    """
    known = known or first(thing)
    when = just_after(at, moment_of(known.versions[-1]))
    version = _version(when, [thing.id, "open", field, value])
    return affirmed(
        lineage((*known.versions, version), known.fields, known.buried), thing, [field], when
    ), version


def doubted_again(known: Lineage | None, thing: Entity, at: datetime) -> tuple[Lineage, str]:
    """As :func:`opened_again`, of the question whether ``thing`` is deleted."""
    known = known or first(thing)
    deletion = deletion_of(thing.id, just_after(at, moment_of(known.versions[-1])))
    buried = (*known.buried, deletion)
    return lineage((*known.versions, deletion), known.fields, buried), deletion


class Tombstone(Model):
    """What is remembered of a thing that was deleted: its versions, the deletions included.

    There are several of those when people deleted it without knowing of each other. All of the
    versions are buried: else it would be there.
    """

    id: Id
    entity: EntityName
    deletions: Versions
    versions: Versions

    @cached_property
    def seen(self) -> frozenset[str]:
        """The versions, to be asked for one."""
        return frozenset(self.versions)


def tombstone(
    thing_id: str, entity: EntityName, deletions: Iterable[str], versions: Iterable[str]
) -> Tombstone:
    """A tombstone in its one form."""
    return Tombstone(
        id=thing_id,
        entity=entity,
        deletions=tuple(sorted(set(deletions))),
        versions=tuple(sorted(set(versions))),
    )


def deleted(known: Lineage | None, before: Entity, entity: EntityName, at: datetime) -> Tombstone:
    """What stays of ``before``, deleted at ``at``, which is after its last change."""
    deletion = deletion_of(before.id, at)
    seen = (known or first(before)).seen | {deletion}
    return tombstone(before.id, entity, {deletion}, seen)


def restored(grave: Tombstone, thing: Entity) -> Lineage:
    """The lineage of ``thing``, which was deleted and is made again.

    Its version sets every field, and those that it has not of several too, such as its other tags.
    """
    version = version_of(thing)
    fields = [*fields_of(thing), *fields_of_several(thing)]
    return lineage((*grave.versions, version), dict.fromkeys(fields, version), grave.versions)


class Past(Model):
    """The lineages of a canvas, its region and what is in it, and what was deleted from it.

    A thing that is not named never changed: see :func:`first`.
    """

    lineages: dict[Id, Lineage] = Field(default_factory=dict)
    deleted: tuple[Tombstone, ...] = ()

    def of(self, thing: Entity) -> Lineage:
        """The lineage of ``thing``."""
        return self.lineages.get(thing.id) or first(thing)

    def told(self) -> Iterator[str]:
        """Every version that is named in it."""
        for known in self.lineages.values():
            yield from known.versions
            yield from known.fields.values()
            yield from known.buried
        for grave in self.deleted:
            yield from grave.versions
            yield from grave.deletions

    def with_lineage(self, id: str, known: Lineage) -> Past:
        """This past with another lineage for the thing with that id."""
        return self.model_copy(update={"lineages": {**self.lineages, id: known}})
