"""One person among all that a workspace keeps: who is meant, and what is left without them.

A partner's entry (*partner*) is theirs; elsewhere their name stands by itself: who does an action,
from whom to learn, who wrote a comment, who made a change. There it counts where it is the whole
of the field, without regard to case and diacritics. In the midst of a text a name is somebody's
sentence: it is found, and only taken out when that is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
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
from welvaartcanvas.domain.fields import HANDLING
from welvaartcanvas.domain.folding import fold, replace_words, words_pattern
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import Adoption, Comment, Round
from welvaartcanvas.domain.variant import Snapshot, Variant

E = TypeVar("E", bound=Entity)

#: What stands in a text in place of a name that was taken out: never longer than a name, never
#: blank, and the same in every language.
GAP = "…"


@dataclass(frozen=True)
class Entry:
    """A partner as a workspace keeps them: as they are now, or were when last heard of.

    ``live`` is whether they are on a canvas now; ``versions`` are all that the history has.
    """

    now: Partner
    live: bool
    versions: tuple[Partner, ...] = ()

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.now.id

    def is_called(self, asked: str) -> bool:
        """Whether ``asked`` is their name or e-mail address, as they are now."""
        asked = fold(asked.strip())
        return bool(asked) and asked in (fold(self.now.name), fold(self.now.email))


@dataclass(frozen=True)
class Person:
    """Who is meant: all that one person is called, and the partners that they are.

    ``names`` and ``emails`` are as they were written. ``ids`` are the partners who are this
    person; ``former`` those who are somebody else now and were this person in an earlier version.
    ``shared`` is whether somebody else bears the same name: a name that stands by itself may
    then be the other's.
    """

    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    shared: bool = False

    @cached_property
    def _whole(self) -> frozenset[str]:
        names = () if self.shared else self.names
        return frozenset(fold(word.strip()) for word in (*names, *self.emails))

    @cached_property
    def _in_text(self) -> re.Pattern[str]:
        return words_pattern((*self.names, *self.emails))

    def is_named(self, text: str) -> bool:
        """Whether ``text`` as a whole names this person and nobody else."""
        return bool(text.strip()) and fold(text.strip()) in self._whole

    def is_in(self, text: str) -> bool:
        """Whether a name or e-mail address of this person stands somewhere in ``text``."""
        return self._in_text.search(fold(text)) is not None

    def was(self, partner: Partner) -> bool:
        """Whether this version of a partner, who is somebody else now, speaks of this person."""
        known = {fold(word) for word in (*self.names, *self.emails)}
        return fold(partner.name) in known or bool(partner.email and fold(partner.email) in known)

    def left_out(self, text: str) -> str:
        """``text`` with :data:`GAP` wherever this person is named in it."""
        return replace_words(text, self._in_text, lambda _word: GAP)


def people(entries: Iterable[Entry], asked: str, canvas_id: str | None = None) -> list[Person]:
    """The people whom ``asked``, a name, an e-mail address or a partner's id, may mean.

    With ``canvas_id`` the partners of that canvas alone. Otherwise it is one person when nothing
    tells the partners of that name apart: they have one e-mail address and one organisation at
    most. Else those of one address are one person, then those of one organisation, and whoever
    has neither stands alone.
    """
    known = list(entries)
    by_id = [entry for entry in known if entry.id == asked.strip().lower()]
    if by_id:
        return [_person(by_id, known, asked="")]
    meant = [entry for entry in known if entry.is_called(asked)]
    if canvas_id is not None:
        there = [entry for entry in meant if entry.now.canvas_id == canvas_id]
        return [_person(there, known, asked="")] if there else []
    names = {fold(entry.now.name) for entry in meant}
    alike = [entry for entry in known if fold(entry.now.name) in names or entry in meant]
    groups: dict[str, list[Entry]] = {}
    for entry in alike:
        groups.setdefault(_apart(entry, alike), []).append(entry)
    found = [group for group in groups.values() if any(e.is_called(asked) for e in group)]
    if not found:
        return [_person([], known, asked)]
    return [_person(group, known, asked) for group in found]


def _apart(entry: Entry, alike: list[Entry]) -> str:
    """What tells ``entry`` from others of the same name; the same for all where nothing does."""
    emails = {fold(e.now.email) for e in alike if e.now.email}
    organisations = {fold(e.now.organisation) for e in alike if e.now.organisation}
    if len(emails) <= 1 and len(organisations) <= 1:
        return ""
    return fold(entry.now.email) or fold(entry.now.organisation) or entry.id


def _person(group: list[Entry], known: list[Entry], asked: str) -> Person:
    ids = frozenset(entry.id for entry in group)
    names = dict.fromkeys(entry.now.name for entry in group)
    emails = dict.fromkeys(entry.now.email for entry in group if entry.now.email)
    if not group:
        (emails if "@" in asked else names)[asked.strip()] = None
    folded = {fold(name) for name in names}
    person = Person(
        tuple(names),
        tuple(emails),
        ids,
        shared=any(fold(e.now.name) in folded and e.id not in ids for e in known),
    )
    return replace(person, former=_former(person, known))


def _former(person: Person, known: list[Entry]) -> frozenset[str]:
    return frozenset(
        entry.id
        for entry in known
        if entry.id not in person.ids
        and not (person.shared and person.was(entry.now))
        and any(person.was(version) for version in entry.versions)
    )


@dataclass(frozen=True)
class Erasing:
    """What is erased: a person, and with ``texts`` also their name in the midst of texts.

    ``present`` has by id the partners of ``person.former`` as they are now.
    """

    person: Person
    texts: bool = False
    present: dict[str, Partner] = field(default_factory=dict)

    def left(self, thing: E) -> E | None:
        """What is left of ``thing``, whichever version of it: itself where nothing is erased.

        It is the same for every version of a thing that says the same, so that what matched
        before, such as history and what is there now, matches afterwards.
        """
        person = self.person
        match thing:
            case Partner() if thing.id in person.ids:
                return None
            case Partner() if thing.id in person.former and person.was(thing):
                now = self.present[thing.id]
                return thing.model_copy(
                    update={n: getattr(now, n) for n in ("name", "organisation", "email")}
                )
            case Variant() if self._is_theirs(thing):
                return None
            case Variant() if thing.field == HANDLING:
                return self._worded(thing, **self._handling(thing))
        values: dict[str, Any] = {
            name: "" for name, text in names_of(thing) if person.is_named(text)
        }
        match thing:
            case Contribution() if thing.partner_id in person.ids:
                values["partner_id"] = None
            case Comment() if thing.partner_id in person.ids:
                # A file that was made for them is called after them.
                values |= {"partner_id": None, "author": "", "source": "", "key": ""}
            case Round():
                values["partners"] = tuple(i for i in thing.partners if i not in person.ids)
        return self._worded(thing, **values)

    def _handling(self, variant: Variant) -> dict[str, str]:
        """What is left of a reading of what was done with a comment, and by whom."""
        value = variant.reading
        if not isinstance(value, dict) or not self.person.is_named(str(value["handled_by"])):
            return {}
        left = {**value, "handled_by": ""}
        return {"value": json.dumps(left, ensure_ascii=False, sort_keys=True)}

    def _is_theirs(self, variant: Variant) -> bool:
        """Whether a reading is of the person's entry, or says nothing but who they are."""
        person, value = self.person, variant.reading
        if variant.thing_id in person.ids:
            return True
        if not isinstance(value, str):
            return False
        match variant.entity, variant.field:
            case "contribution" | "comment", "partner_id":
                return value in person.ids
            case "partner", "name" | "email":
                return variant.thing_id in person.former or person.is_named(value)
            case entity, field if field in _ALONE_BY_ENTITY.get(entity, ()):
                return person.is_named(value)
        return False

    def _worded(self, thing: E, **values: Any) -> E:
        """``thing`` with other ``values``, and where that is asked without names in its texts."""
        if self.texts:
            # Somebody else may bear the same name: their entry is theirs.
            namesake = isinstance(thing, Partner) and self.person.was(thing)
            for name, text in () if namesake else texts_of(thing):
                if name not in values and self.person.is_in(text):
                    values[name] = self.person.left_out(text)
            if isinstance(thing, Contribution) and any(map(self.person.is_in, thing.tags)):
                values["tags"] = tuple(dict.fromkeys(map(self.person.left_out, thing.tags)))
            if isinstance(thing, Variant) and self.person.is_in(str(thing.reading)):
                values["value"] = json.dumps(self._value(thing.reading), ensure_ascii=False)
        return thing.model_copy(update=values) if values else thing

    def _value(self, reading: object) -> object:
        return self.person.left_out(reading) if isinstance(reading, str) else reading


#: The fields of each sort of thing in which sentences stand, or a name among other words.
_TEXTS: dict[type[Entity], tuple[str, ...]] = {
    Region: ("name", "note"),
    CanvasHead: ("title", "description"),
    Partner: ("name", "organisation"),
    Contribution: ("text",),
    Rating: ("reason",),
    LearningQuestion: ("text", "from_whom"),
    Action: ("text", "who"),
    Round: ("name", "question", "opened_by", "closed_by"),
    Comment: ("text", "quoted", "told", "answer", "author", "source", "handled_by"),
    Adoption: ("decided_by", "reopened_by", "reason"),
    Snapshot: ("name",),
}
#: The fields in which a name may stand by itself.
_NAMES: dict[type[Entity], tuple[str, ...]] = {
    LearningQuestion: ("from_whom",),
    Action: ("who",),
    Round: ("opened_by", "closed_by"),
    Comment: ("author", "handled_by"),
    Adoption: ("decided_by", "reopened_by"),
}
_ALONE_BY_ENTITY = {ENTITIES[model]: names for model, names in _NAMES.items()}


def names_of(thing: Entity) -> Iterator[tuple[str, str]]:
    """What may be somebody's name in ``thing``, by field."""
    for name in _NAMES.get(type(thing), ()):
        yield name, getattr(thing, name)


def texts_of(thing: Entity) -> Iterator[tuple[str, str]]:
    """The texts of ``thing`` in which somebody may be named, by field."""
    for name in _TEXTS.get(type(thing), ()):
        yield name, getattr(thing, name)


def mentioning(thing: Entity, person: Person) -> str | None:
    """The first text of ``thing`` in which ``person`` is named among other words, if any.

    Their own entry does not count, nor where a whole field is their name: that goes by itself.
    """
    if isinstance(thing, Partner) and thing.id in person.ids | person.former:
        return None
    alone = {text for _name, text in names_of(thing) if person.is_named(text)}
    said = [text for _name, text in texts_of(thing)]
    if isinstance(thing, Contribution):
        said += thing.tags
    if isinstance(thing, Variant) and thing.thing_id not in person.ids:
        said.append(str(thing.reading))
    return next((t for t in said if person.is_in(t) and t not in alone), None)


def without_partners(canvas: Canvas, ids: Set[str]) -> Canvas:
    """``canvas`` as it came with a file, without the partners with those ids.

    What they said stays, with its lineage as it came: it is the same version still.
    """
    past = canvas.past

    def without(thing: E) -> E:
        nonlocal past
        values: dict[str, Any] = {}
        match thing:
            case Contribution() if thing.partner_id in ids:
                values = {"partner_id": None}
            case Comment() if thing.partner_id in ids:
                values = {"partner_id": None, "author": "", "source": "", "key": ""}
            case Round() if ids & set(thing.partners):
                values = {"partners": tuple(i for i in thing.partners if i not in ids)}
        if not values:
            return thing
        past = past.with_lineage(thing.id, past.of(thing))
        return thing.model_copy(update=values)

    return canvas.model_copy(
        update={
            "partners": tuple(p for p in canvas.partners if p.id not in ids),
            "contributions": tuple(map(without, canvas.contributions)),
            "rounds": tuple(map(without, canvas.rounds)),
            "comments": tuple(map(without, canvas.comments)),
            "variants": tuple(
                v
                for v in canvas.variants
                if v.thing_id not in ids and not (v.field == "partner_id" and v.reading in ids)
            ),
            "past": past.model_copy(
                update={
                    "lineages": {i: known for i, known in past.lineages.items() if i not in ids},
                    "deleted": tuple(grave for grave in past.deleted if grave.id not in ids),
                }
            ),
        }
    )


def canvas_of(thing: Entity) -> str | None:
    """The id of the canvas that ``thing`` is of, or is itself; ``None`` for a region."""
    if isinstance(thing, CanvasHead):
        return thing.id
    return thing.canvas_id if isinstance(thing, InCanvas) else None
