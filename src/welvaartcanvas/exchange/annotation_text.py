"""What an annotation says: in its text, its rich text, its state, its stamp or its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from welvaartcanvas.errors import N_
from welvaartcanvas.exchange.foreign_text import cleaned, one_line, plain
from welvaartcanvas.exchange.pdf_objects import entry, text, word

#: How long a rich text may be, in characters, its marks included.
RICH_LIMIT = 200_000

Entries = Mapping[str, Any]

#: What somebody can say of a comment without a word (ISO 32000-1, 12.5.6.3).
STATES = {
    "Marked": N_("marked"),
    "Unmarked": N_("no longer marked"),
    "Accepted": N_("agreed"),
    "Rejected": N_("not agreed"),
    "Cancelled": N_("cancelled"),
    "Completed": N_("done"),
    "None": N_("no opinion any more"),
}
# How Acrobat calls its own stamps: /SBApproved, /#ApprovedByJan, /SHSignHere.
_STAMP_SETS = ("SB", "SH", "#")


class Damaged(ValueError):
    """An annotation is not what an annotation is."""


class TooLong(ValueError):
    """A text is longer than any that is kept; ``length`` in characters."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


def said(annotation: Entries, language: str) -> str:
    """What ``annotation`` says; nothing for one that only marks something.

    What a state says is told in ``language``. Raises :class:`Damaged` and :class:`TooLong`.
    """
    return _contents(annotation) or _state(annotation, language) or _stamp(annotation)


def attached(annotation: Entries) -> str:
    """What the file is called that is attached here; its content is nobody's business."""
    file = annotation.get("/FS")
    for name in ("/UF", "/F"):
        called = text(entry(file, name))
        if called and called.strip():
            return one_line(called)
    return one_line(text(file) or "")


def author(annotation: Entries) -> str:
    """Who made it, as far as the program knew."""
    return one_line(text(annotation.get("/T")) or "")


def _contents(annotation: Entries) -> str:
    contents = annotation.get("/Contents")
    told = text(contents)
    if contents is not None and told is None:
        raise Damaged
    if told and told.strip("\0 \t\r\n"):
        return cleaned(told)
    rich = annotation.get("/RC")
    told = text(rich)
    if rich is not None and told is None:
        raise Damaged
    if told and len(told) > RICH_LIMIT:
        raise TooLong(len(told))
    return plain(told or "")


def _state(annotation: Entries, language: str) -> str:
    state = text(annotation.get("/State"))
    if not state:
        return ""
    from welvaartcanvas.i18n import _, use_language  # which most files do without

    with use_language(language):
        return _(STATES[state]) if state in STATES else one_line(state)


def _stamp(annotation: Entries) -> str:
    if word(annotation.get("/Subtype")) != "Stamp":
        return ""
    subject = one_line(text(annotation.get("/Subj")) or "")
    name = word(annotation.get("/Name")) or ""
    for before in _STAMP_SETS:
        name = name.removeprefix(before)
    return subject if subject and subject.lower() != "stamp" else one_line(name)
