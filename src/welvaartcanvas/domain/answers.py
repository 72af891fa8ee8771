"""What a PDF of ours brings home: the remarks that partners made in it.

It stands apart from the comments that come of it (:mod:`welvaartcanvas.domain.remarks`) and knows
no models, for the process that reads PDFs makes it, within little memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: How long the text of a remark may be, and a name in it: as long as those of a comment. In
#: characters.
TEXT_LIMIT, NAME_LIMIT = 20_000, 200


class Mark(StrEnum):
    """How a comment was made: which annotation in the PDF (ISO 32000-1, 12.5.6), or otherwise."""

    NOTE = "note"
    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    INSERTION = "insertion"
    FREE_TEXT = "free_text"
    DRAWING = "drawing"
    STAMP = "stamp"
    ATTACHMENT = "attachment"
    REPLY = "reply"
    OTHER = "other"
    FIELD = "field"
    """Filled in in a form field of the PDF."""
    TYPED = "typed"
    """Typed by the coordinator on behalf of a partner."""


@dataclass(frozen=True)
class Target:
    """What a remark was put on: a thing, a cell, a block, or nothing that is known."""

    thing_id: str | None = None
    block: str | None = None
    perspective: str | None = None


@dataclass(frozen=True)
class Remark:
    """One annotation or filled-in field of a PDF.

    ``key`` tells it from the others of its export, and is the same in every version of the
    file; ``reply_to`` is the key of the one that it answers. ``page`` counts from 1.
    """

    key: str
    mark: Mark
    text: str = ""
    quoted: str = ""
    author: str = ""
    said_at: datetime | None = None
    page: int | None = None
    target: Target = Target()
    rating: int | None = None
    reply_to: str = ""


@dataclass(frozen=True)
class Answers:
    """What one PDF brought home.

    ``export`` says which export it was; ``round_id`` and ``partner_id`` for which round and
    whom it was made, if for one; ``name`` is what somebody filled in as theirs. ``pictures``
    is whether its comments seem to have become a part of its pages, where nothing reads them.
    """

    export: str = ""
    round_id: str | None = None
    partner_id: str | None = None
    name: str = ""
    remarks: tuple[Remark, ...] = ()
    pictures: bool = False
