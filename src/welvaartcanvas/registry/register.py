"""The municipality register (CBS), read once: by code, by name, by area."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol, TypeVar

from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import Model
from welvaartcanvas.domain.region import Municipality
from welvaartcanvas.errors import Problem, UnknownThing
from welvaartcanvas.locations import registry_folder

#: The year whose municipalities and areas the register holds.
YEAR = 2025


class Area(Model):
    """A COROP area (``CR..``) or province (``PV..``) with its municipalities' codes, sorted.

    ``within`` is the province that a COROP area lies in, and empty for a province.
    """

    code: str
    name: str
    within: str
    municipalities: tuple[str, ...]


class Named(Protocol):
    """What has a code and a name."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All 342 municipalities, by code.

    The rows are not validated here: the file is ours, and a test validates every one.
    """
    with (registry_folder() / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(
            Municipality.model_construct(
                code=code,
                name=name,
                corop_code=corop_code,
                corop=corop,
                province_code=province_code,
                province=province,
            )
            for code, name, corop_code, corop, province_code, province in rows
        )


@cache
def corop_areas() -> tuple[Area, ...]:
    """The 40 COROP areas, by code."""
    return _areas((m.corop_code, m.corop, m.province, m.code) for m in municipalities())


@cache
def provinces() -> tuple[Area, ...]:
    """The 12 provinces, by code."""
    return _areas((m.province_code, m.province, "", m.code) for m in municipalities())


def unknown(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of ``codes`` that the register does not have, in their order.

    Municipalities merge, and a region keeps the codes that it was made with. Into which
    municipality one went is not in the register.
    """
    known = {m.code for m in municipalities()}
    return tuple(code for code in codes if code not in known)


def unknown_problem(codes: Iterable[str]) -> Problem | None:
    """What to tell of the codes that the register does not have; ``None`` when it has all."""
    lost = unknown(codes)
    if not lost:
        return None
    return Problem(
        "",
        "not in the municipal register of {year}: {codes}; replace a municipality that merged "
        "by the one that it went into",
        {"year": YEAR, "codes": lost},
    )


def municipality(code_or_name: str) -> Municipality:
    """The municipality with that code or name; case, diacritics and punctuation are ignored.

    What the register puts behind a name to tell it apart may be left out where nothing else
    has that name: ``Hengelo`` is ``Hengelo (O.)``. :class:`UnknownThing` names what comes
    close, or all that are meant when there are several, as for ``Bergen``.
    """
    found = _named(municipalities(), code_or_name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownThing(
            "there is more than one municipality {value}; choose from {allowed}",
            value=code_or_name,
            allowed=_listed(found),
        )
    close = _close(municipalities(), code_or_name)
    if close:
        raise UnknownThing(
            "municipality {value} is not in the register; did you mean {close}?",
            value=code_or_name,
            close=close,
        )
    raise UnknownThing(
        "municipality {value} is not in the register; give a code such as GM0153 or its name",
        value=code_or_name,
    )


def corop(code_or_name: str) -> Area:
    """The COROP area with that code or name, found as :func:`municipality` does."""
    found = _named(corop_areas(), code_or_name)
    if found:
        return found[0]
    close = _close(corop_areas(), code_or_name)
    if close:
        raise UnknownThing(
            "COROP area {value} is not in the register; did you mean {close}?",
            value=code_or_name,
            close=close,
        )
    raise UnknownThing(
        "COROP area {value} is not in the register; give a code from CR01 to CR40 or its name",
        value=code_or_name,
    )


def province(code_or_name: str) -> Area:
    """The province with that code or name, found as :func:`municipality` does."""
    found = _named(provinces(), code_or_name)
    if found:
        return found[0]
    close = _close(provinces(), code_or_name)
    if close:
        raise UnknownThing(
            "province {value} is not in the register; did you mean {close}?",
            value=code_or_name,
            close=close,
        )
    raise UnknownThing(
        "province {value} is not in the register; give a code from PV20 to PV31 or its name",
        value=code_or_name,
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, apart at every other character.

    ``words("'s-Hertogenbosch") == ("s", "hertogenbosch")``
    """
    return tuple(re.findall(r"\w+", fold(text)))


def _areas(rows: Iterable[tuple[str, str, str, str]]) -> tuple[Area, ...]:
    names: dict[str, tuple[str, str]] = {}
    codes: dict[str, list[str]] = {}
    for code, name, within, municipality_code in rows:
        names[code] = (name, within)
        codes.setdefault(code, []).append(municipality_code)
    return tuple(
        Area(code=code, name=name, within=within, municipalities=tuple(sorted(codes[code])))
        for code, (name, within) in sorted(names.items())
    )


def _named(entries: Sequence[Entry], asked: str) -> list[Entry]:
    code = asked.strip().upper()
    for entry in entries:
        if entry.code == code:
            return [entry]
    sought = words(asked)
    whole = [entry for entry in entries if words(entry.name) == sought]
    return whole or [entry for entry in entries if words(_bare(entry.name)) == sought]


def _bare(name: str) -> str:
    """``name`` without the abbreviation that tells it from its namesakes: ``Bergen (L.)``."""
    return name.partition(" (")[0]


def _close(entries: Sequence[Entry], asked: str) -> tuple[str, ...]:
    sought = " ".join(words(asked))
    if not sought:
        return ()
    by_name = {" ".join(words(entry.name)): entry for entry in entries}
    longer = [name for name in by_name if f" {sought}" in f" {name}"]
    close = longer or difflib.get_close_matches(sought, by_name, cutoff=0.75)
    return _listed([by_name[name] for name in close[:3]])


def _listed(entries: Sequence[Named]) -> tuple[str, ...]:
    return tuple(f"{entry.code} {entry.name}" for entry in entries)
