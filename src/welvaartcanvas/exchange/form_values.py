"""What was filled in in the form fields of a PDF of ours (ISO 32000-1, 12.7).

The fields stand on the pages as widgets; a field's name is made of its own part and those of the
fields above it. So it makes no matter whether a program still has them in its list of fields,
or keeps what was filled in with the field or with the widget.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pikepdf import Array

from welvaartcanvas.domain.answers import NAME_LIMIT, TEXT_LIMIT, Mark, Remark, Target
from welvaartcanvas.errors import N_
from welvaartcanvas.exchange.foreign_text import cleaned, one_line
from welvaartcanvas.exchange.parsing import refused
from welvaartcanvas.exchange.pdf_objects import entries, text, word
from welvaartcanvas.exchange.pdf_pages import Leaf

#: The field in which somebody says who they are.
NAME_FIELD = "r.name"
# How many fields may stand above another.
_DEPTH_LIMIT = 10
_FIELD = re.compile(
    r"r\.(?P<block>[a-z0-9_-]{1,64})\.(?P<side>[a-z0-9_-]{1,64})\.(?P<what>rating|reaction)"
)
_SCORE = re.compile("[0-5]")


class Filled(NamedTuple):
    """A field that somebody filled in: its name, what is in it, and its page from 1."""

    name: str
    value: str
    page: int


def filled_in(leaves: Iterable[Leaf]) -> list[Filled]:
    """The fields that hold something, and something else than they were exported with.

    A field that stands on several pages is told once.
    """
    found: dict[str, Filled] = {}
    for leaf in leaves:
        for annotation in leaf.annotations:
            has = entries(annotation)
            if word(has.get("/Subtype")) != "Widget":
                continue
            chain = _chain(has)
            name = ".".join(reversed([said for has in chain if (said := text(has.get("/T")))]))
            value = _value(chain)
            if value and name not in found and value != _value(chain, "/DV"):
                found[name] = Filled(name, value, leaf.number)
    return list(found.values())


def respondent(filled: Iterable[Filled], source: str) -> str:
    """Who says to have filled it in; nothing if nobody does."""
    for each in filled:
        if each.name == NAME_FIELD:
            _check(each, source, NAME_LIMIT)
            return one_line(each.value)
    return ""


def remarks_of(
    filled: Iterable[Filled], author: str, said_at: datetime | None, source: str
) -> list[Remark]:
    """What was filled in as remarks, made by ``author`` at that moment.

    Raises :class:`InvalidDocument` for a text that is too long.
    """
    return [
        _remark(each, found, author, said_at, source)
        for each in filled
        if (found := _FIELD.fullmatch(each.name))
    ]


def _remark(
    each: Filled, found: re.Match[str], author: str, said_at: datetime | None, source: str
) -> Remark:
    _check(each, source, TEXT_LIMIT)
    score = found["what"] == "rating" and _SCORE.fullmatch(each.value)
    return Remark(
        key=each.name,
        mark=Mark.FIELD,
        text="" if score else each.value,
        author=author,
        said_at=said_at,
        page=each.page,
        target=Target(None, found["block"], found["side"]),
        rating=int(each.value) if score else None,
    )


def _check(each: Filled, source: str, limit: int) -> None:
    if len(each.value) > limit:
        raise refused(
            source,
            N_(
                "has {length} characters in the field {name} on page {page}; at most {limit} are "
                "read: shorten it in a PDF reader, save, and import again"
            ),
            length=len(each.value),
            name=each.name,
            page=each.page,
            limit=limit,
        )


def _chain(widget: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """A widget and the fields above it."""
    chain = [widget]
    while len(chain) < _DEPTH_LIMIT and "/Parent" in chain[-1]:
        chain.append(entries(chain[-1]["/Parent"]))
    return chain


def _value(chain: Sequence[Mapping[str, Any]], entry: str = "/V") -> str:
    """What is in the field, the nearest to the widget first; a choice by what is kept for it."""
    told = next((said for has in chain if (said := _told(has.get(entry)))), "")
    for option in next((has["/Opt"] for has in chain if isinstance(has.get("/Opt"), Array)), ()):
        if isinstance(option, Array) and len(option) == 2 and told == _told(option[1]):
            return _told(option[0])
    return told


def _told(value: object) -> str:
    if isinstance(value, Array):  # of several that are chosen the first
        value = value[0] if len(value) else None
    return cleaned(text(value) or word(value) or "")
