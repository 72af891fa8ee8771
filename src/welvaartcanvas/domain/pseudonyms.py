"""A canvas without the names of its partners, that can still come home and be merged.

Who publishes a canvas leaves out who sat at the table. Each partner becomes *partner 1*, *partner
2* and so on, so that it can still be seen what one and the same of them said.

A version is named by a hash of what it says (:mod:`welvaartcanvas.domain.lineage`), and who has
all but the name can guess that until the hash fits. So what says something else than it does at
home has *blind* versions, which tell their moment and nothing else. Who has the real version knows
it by its moment, and knows that what it set was not changed over there: see :func:`recognised`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.fields import fields_of, with_fields
from welvaartcanvas.domain.folding import fold, replace_words, words_pattern
from welvaartcanvas.domain.lineage import HASH_DIGITS, Lineage, Past, lineage
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.person import names_of, texts_of

E = TypeVar("E", bound=Entity)

_UNTOLD = "0" * HASH_DIGITS
# Of these nothing is told that was deleted.
_LEFT_OUT = ("partner", "round", "comment")


def blind(version: str) -> str:
    """``version`` without what tells of its content."""
    return version[:-HASH_DIGITS] + _UNTOLD


def has_blind(versions: Iterable[str]) -> bool:
    """Whether there are versions among these that tell nothing but their moment."""
    return any(version.endswith(_UNTOLD) for version in versions)


class _Names:
    """What the partners of a canvas are called, and what they are called instead."""

    def __init__(self, canvas: Canvas) -> None:
        order = sorted(canvas.partners, key=lambda partner: partner.id)
        self.of = {partner.id: f"partner {n}" for n, partner in enumerate(order, start=1)}
        self._by_word: dict[str, str] = {}
        for partner in order:
            for word in filter(None, (partner.name, partner.email)):
                self._by_word.setdefault(" ".join(fold(word).split()), self.of[partner.id])
        # A name of one word, such as "school", may be any word in a text.
        self._in_text = words_pattern(w for w in self._by_word if " " in w or "@" in w)

    def whole(self, text: str) -> str:
        """``text`` where a name may stand by itself."""
        return self._by_word.get(" ".join(fold(text).split())) or self.within(text)

    def within(self, text: str) -> str:
        """``text`` in which names may stand."""
        return replace_words(
            text, self._in_text, lambda word: self._by_word[" ".join(word.split())]
        )


def pseudonymised(canvas: Canvas) -> Canvas:
    """``canvas`` without names, organisations and e-mail addresses of its partners.

    In texts a partner's name is replaced where it has two words or more. What the region is
    called, tags, organisations in texts, and people who are no partner stay. Other readings of
    what is replaced, from which nobody has chosen yet, are left out; so are review rounds and
    comments, which are nothing without who was asked and who said it.
    """
    names = _Names(canvas)
    past = canvas.past
    hidden: set[str] = set()
    left_out = {thing.id for thing in (*canvas.rounds, *canvas.comments)}

    def without(thing: E) -> E:
        nonlocal past
        if isinstance(thing, Partner):
            values = {"name": names.of[thing.id], "organisation": "", "email": ""}
        else:
            alone = dict(names_of(thing))
            values = {
                field: names.whole(text) if field in alone else names.within(text)
                for field, text in texts_of(thing)
            }
        told = thing.model_copy(update=values)
        # Of these earlier versions may have had a name where there is none now.
        if told != thing or isinstance(thing, Partner) or any(names_of(thing)):
            hidden.add(thing.id)
            beside = {v.version for v in canvas.variants if v.thing_id == thing.id}
            past = past.with_lineage(thing.id, _blinded(past.of(thing), beside))
        return told

    return canvas.model_copy(
        update={
            "head": without(canvas.head),
            "partners": tuple(map(without, canvas.partners)),
            "contributions": tuple(map(without, canvas.contributions)),
            "ratings": tuple(map(without, canvas.ratings)),
            "learning_questions": tuple(map(without, canvas.learning_questions)),
            "actions": tuple(map(without, canvas.actions)),
            "rounds": (),
            "comments": (),
            "adoptions": tuple(map(without, canvas.adoptions)),
            "variants": tuple(v for v in canvas.variants if v.thing_id not in hidden | left_out),
            "past": Past(
                lineages={i: known for i, known in past.lineages.items() if i not in left_out},
                deleted=tuple(g for g in past.deleted if g.entity not in _LEFT_OUT),
            ),
        }
    )


def _blinded(known: Lineage, beside: set[str]) -> Lineage:
    """``known`` with blind versions; those that are ``beside`` it here are not told at all."""
    versions = [blind(v) for v in known.versions if v not in beside] or [blind(known.versions[0])]
    fields = {field: blind(v) for field, v in known.fields.items()}
    return lineage(versions, fields, map(blind, known.buried))


def recognised(thing: E, known: Lineage, ours: E, our_known: Lineage) -> E:
    """``thing``, which has the lineage ``known``, as who has ``ours`` recognises it.

    What a blind version set that is recognised, and was not changed since over there, has our
    value.
    """
    names = _recognised(known.versions, our_known.versions)
    our_values = fields_of(ours)
    values = {
        field: our_values[field]
        for field in fields_of(thing)
        if field in our_values and names.get(known.setter(field)) == our_known.setter(field)
    }
    return with_fields(thing, values)


def recognised_lineage(known: Lineage, ours: Iterable[str]) -> Lineage:
    """``known`` with versions of ``ours`` in the place of the blind ones of the same moment."""
    names = _recognised(known.versions, ours)
    setters = {field: names.get(v, v) for field, v in known.fields.items()}
    buried = recognised_versions(known.buried, ours)
    return lineage(recognised_versions(known.versions, ours), setters, buried)


def recognised_versions(versions: Iterable[str], ours: Iterable[str]) -> tuple[str, ...]:
    """``versions``, of which those are ours that are blind and of the same moment."""
    names = _recognised(versions, ours)
    return tuple(sorted({names.get(version, version) for version in versions}))


def _recognised(versions: Iterable[str], ours: Iterable[str]) -> dict[str, str]:
    real = {blind(version): version for version in ours if not version.endswith(_UNTOLD)}
    return {version: real[version] for version in versions if version in real}
