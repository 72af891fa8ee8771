"""A day as people type it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, date_text, month_names

_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})\.? ([^\W\d]+)\.?(?: (\d{4}))?")
#: The one month in Dutch that is not cut short by leaving out its end.
_SHORT = {"mrt": "maart"}
_UNREADABLE = N_("{value} is not a day; write it as {example}")


def read_day(typed: str, today: date, *, past: bool = False) -> date | None:
    """The day that ``typed`` means, day before month; ``None`` for nothing.

    Taken are ``15-3-2026``, ``15/3/26``, ``2026-03-15``, ``15 maart 2026`` or ``15 mrt`` in
    the language in force; a day without a year is the next such day from ``today`` on, or the
    last one until ``today`` when it is about the ``past``.
    Anything else raises :class:`RequestError` with an example.
    """
    text = typed.strip().lower()
    if not text:
        return None
    month: int | None
    try:
        if found := _ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
            return date(year, month, day)
        if found := _FIGURES.fullmatch(text):
            return _dated(int(found[1]), int(found[2]), found[3], today, past)
        if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
            return _dated(int(found[1]), month, found[3], today, past)
    except ValueError:  # a day that the calendar does not have
        pass
    example = date_text(date(today.year, 3, 15), "short")
    raise RequestError(_UNREADABLE, value=typed.strip(), example=example)


def short_day(day: date) -> str:
    """A day where there is little room, without its year: ``5 dec``."""
    name = month_names()[day.month - 1]
    short = {long: short for short, long in _SHORT.items()}
    return f"{day.day} {short.get(name, name[:3])}"


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    if past:
        return this_year if this_year <= today else date(today.year - 1, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _month(word: str) -> int | None:
    """The month that ``word`` names, written out or cut short after three letters or more."""
    word = _SHORT.get(word, word)
    for number, name in enumerate(month_names(), start=1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    return None
