"""Objects of a PDF as plain values, whatever stands where something was expected.

Everything here gives ``None``, or nothing, for what is of another kind than it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from welvaartcanvas.exchange.boxes import Box, around
from welvaartcanvas.exchange.overwriting import restored

#: The application's name in page-piece dictionaries (ISO 32000-1, 14.5).
APPLICATION = "/Welvaartcanvas"
#: The object number and generation of an indirect object.
Identity = tuple[int, int]

# A language may be told amid a text (ISO 32000-1, 7.9.2.2); it is no part of what it says.
_LANGUAGE = re.compile("\x1b[A-Za-z]{2}(?:[A-Za-z]{2})?\x1b")
# ISO 32000-1, 7.9.4, and what writers make of it: no ``D:``, a space, no second apostrophe.
_MOMENT = re.compile(
    r"(?:D:)?\s*(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:([+\-Z])(?:(\d\d)'?(?:(\d\d)'?)?)?)?"
)
# Years in which somebody can have remarked something, and that every clock can tell.
_YEARS = range(1980, 3000)


def entry(thing: object, name: str) -> Any:
    """What a dictionary, or that of a stream, has under ``name``."""
    return thing.get(name) if isinstance(thing, Dictionary | Stream) else None


def listed(thing: object) -> Iterable[Any]:
    """What stands in an array."""
    return iter(thing) if isinstance(thing, Array) else ()


def entries(thing: object) -> dict[str, Any]:
    """All that a dictionary has."""
    return dict(thing.items()) if isinstance(thing, Dictionary) else {}


def identity(thing: object) -> Identity | None:
    """What tells an indirect object from all others of its file."""
    return thing.objgen if isinstance(thing, Object) and thing.is_indirect else None


def private(thing: object) -> Any:
    """What this program keeps in the page-piece dictionary of a page or catalogue."""
    return entry(entry(entry(thing, "/PieceInfo"), APPLICATION), "/Private")


def number(thing: object) -> float | None:
    """A number."""
    if isinstance(thing, bool) or not isinstance(thing, int | float | Decimal):
        return None
    try:
        return float(thing)
    except OverflowError:
        return None


def numbers(thing: object, limit: int) -> Sequence[float]:
    """The numbers in an array that holds nothing else, and at most ``limit``."""
    if not isinstance(thing, Array) or len(thing) > limit:
        return ()
    found = [number(each) for each in thing]
    return [each for each in found if each is not None] if None not in found else ()


def box(thing: object) -> Box | None:
    """A rectangle, whichever of its corners come first (ISO 32000-1, 7.9.5)."""
    edges = numbers(thing, 4)
    return around(edges) if len(edges) == 4 else None


def word(thing: object) -> str | None:
    """A name, without its slash."""
    return str(thing)[1:] if isinstance(thing, Name) else None


def text(thing: object) -> str | None:
    """A text string or a text stream (ISO 32000-1, 7.9.2 and 7.9.3), as it was written."""
    if isinstance(thing, Stream):
        thing = String(thing.read_bytes())
    if not isinstance(thing, String):
        return None
    try:
        said = str(thing)
    except UnicodeDecodeError:  # half a character, which is no reason to lose all others
        said = bytes(thing).decode("utf-16" if bytes(thing)[:1] > b"\xf0" else "utf-8", "replace")
    return _LANGUAGE.sub("", restored(said))


def moment(thing: object) -> datetime | None:
    """A date (ISO 32000-1, 7.9.4); where it says no time zone, that of Greenwich."""
    found = _MOMENT.match(text(thing) or "")
    if found is None or int(found[1]) not in _YEARS:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    sign, hours, minutes = found.groups()[6:]
    apart = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-apart if sign == "-" else apart)
        at = datetime(year, month or 1, day or 1, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return at.astimezone(UTC)
