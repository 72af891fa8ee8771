"""The language of everything a user sees: Dutch or English.

Source texts are English; ``locale/nl`` holds the Dutch ones. The language of the
process is set once with :func:`set_language`; :func:`use_language` sets another for a
while, in this thread or task alone, as an export in another language does.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache

from welvaartcanvas.errors import N_, Fault, InvalidDocument, Problem, visible
from welvaartcanvas.locations import locale_folder

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "date_text",
    "explain",
    "language",
    "moment_text",
    "month_names",
    "ngettext",
    "number_text",
    "set_language",
    "system_language",
    "use_language",
]

LANGUAGES = ("nl", "en")

# Not asked of a library: reading the data of a whole language takes 20 ms of an export.
_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_process_language = "nl"
_language_here: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The language in force here: ``"nl"`` or ``"en"``."""
    return _language_here.get() or _process_language


def set_language(code: str) -> None:
    """Make ``code`` (one of :data:`LANGUAGES`) the language of the process."""
    global _process_language
    if code not in LANGUAGES:
        raise ValueError(code)
    _process_language = code


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Use ``code`` in this thread or task until the block ends."""
    token = _language_here.set(code)
    try:
        yield
    finally:
        _language_here.reset(token)


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the system asks for; Dutch where it asks for none of ours.

    The POSIX order ``LC_ALL``, ``LC_MESSAGES``, ``LANG`` is followed; where none is set
    (Windows), the system's own setting is asked.
    """
    asked = next(
        (environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), None
    )
    if asked is None:
        asked = locale.getlocale()[0] or ""
    code = asked[:2].lower()
    return code if code in LANGUAGES else "nl"


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == "en":
        return _gettext.NullTranslations()
    return _gettext.translation("welvaartcanvas", locale_folder(), [code])


def _(message: str) -> str:
    """``message`` in the language in force; of nothing, nothing.

    To gettext the empty text stands for the head of the catalogue.
    """
    return message and _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """``singular`` or ``plural`` in the language in force, as ``count`` asks; not formatted."""
    return _catalogue(language()).ngettext(singular, plural, count)


def explain(fault: Fault | Problem) -> str:
    """What went wrong in the language in force: one line, and one a problem for a document."""
    if isinstance(fault, InvalidDocument):
        return "\n".join(f"{visible(fault.source, None)}: {explain(p)}" for p in fault.problems)
    values = {
        name: explain(value)
        if isinstance(value, Fault | Problem)
        else date_text(value)
        if type(value) is date
        else visible(value)
        for name, value in fault.values.items()
    }
    said = _(fault.message).format(**values)
    if isinstance(fault, Problem) and fault.path:
        return f"{visible(fault.path)}: {said}"
    return said


def date_text(day: date, style: str = "long") -> str:
    """``day`` written out: ``"long"`` 22 november 2026, ``"short"`` 22-11-2026."""
    if style == "short":
        return f"{day:%d-%m-%Y}" if language() == "nl" else f"{day:%d/%m/%Y}"
    return f"{day.day} {month_names()[day.month - 1]} {day.year}"


def month_names() -> Sequence[str]:
    """The names of the months, January first, as they stand in a sentence."""
    return _MONTHS[language()]


def moment_text(moment: datetime) -> str:
    """``moment`` as date and time of day in the local time zone."""
    local = moment.astimezone()
    return f"{date_text(local.date(), 'short')} {local:%H:%M}"


def number_text(value: float, digits: int = 1) -> str:
    """``value`` with ``digits`` decimals and the language's decimal sign."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language() == "nl" else text
