"""Type-to-find: municipalities, COROP areas and provinces by a part of their name."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from welvaartcanvas.domain.model import Model
from welvaartcanvas.registry.register import corop_areas, municipalities, provinces, words

AreaKind = Literal["municipality", "corop", "province"]


class Match(Model):
    """Something from the register that a text may mean, and what choosing it adds.

    ``context`` tells namesakes apart: COROP area and province of a municipality, the
    province of a COROP area, nothing for a province.
    """

    kind: AreaKind
    code: str
    name: str
    municipalities: tuple[str, ...]
    context: tuple[str, ...]


class _Entry(NamedTuple):
    words: tuple[str, ...]
    match: Match


def find(text: str) -> tuple[Match, ...]:
    """What ``text`` may mean, the likeliest first; nothing for a text without a word.

    Case, diacritics and punctuation are ignored. In this order: the name or code itself;
    names that begin with the text; names in which every word of the text begins a word;
    names that have the text somewhere. Among equals municipalities come before COROP areas
    and provinces, and then the alphabet decides.
    """
    sought = words(text)
    if not sought:
        return ()
    ranked = [
        (rank, at, entry.match)
        for at, entry in enumerate(_entries())
        if (rank := _rank(entry, sought)) is not None
    ]
    return tuple(match for _, _, match in sorted(ranked, key=lambda found: found[:2]))


def _rank(entry: _Entry, sought: tuple[str, ...]) -> int | None:
    name, asked = " ".join(entry.words), " ".join(sought)
    if name == asked or entry.match.code.casefold() == asked:
        return 0
    if name.startswith(asked):
        return 1
    if all(any(word.startswith(part) for word in entry.words) for part in sought):
        return 2
    # Without spaces, so that "shertogenbosch" and "zuidwestfriesland" are found too.
    if asked.replace(" ", "") in name.replace(" ", ""):
        return 3
    return None


@cache
def _entries() -> tuple[_Entry, ...]:
    """Everything that can be found, in the order in which equals are shown."""
    matches = [
        Match(
            kind="municipality",
            code=m.code,
            name=m.name,
            municipalities=(m.code,),
            context=(m.corop, m.province),
        )
        for m in municipalities()
    ]
    matches.sort(key=lambda match: words(match.name))
    kinds: tuple[AreaKind, AreaKind] = ("corop", "province")
    for kind, areas in zip(kinds, (corop_areas(), provinces()), strict=True):
        matches += [
            Match(
                kind=kind,
                code=area.code,
                name=area.name,
                municipalities=area.municipalities,
                context=(area.within,) if area.within else (),
            )
            for area in sorted(areas, key=lambda area: words(area.name))
        ]
    return tuple(_Entry(words(match.name), match) for match in matches)
