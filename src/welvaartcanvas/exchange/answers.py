"""What a PDF of ours brought home: which export it was, and all that partners put in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

import pikepdf

from welvaartcanvas.domain.answers import Answers, Remark
from welvaartcanvas.exchange.annotation_tree import REMARKS_LIMIT, too_many
from welvaartcanvas.exchange.annotations import remarks_in
from welvaartcanvas.exchange.form_values import filled_in, remarks_of, respondent
from welvaartcanvas.exchange.pdf_objects import entry, moment, private, text
from welvaartcanvas.exchange.pdf_pages import leaves, was_changed

_EXPORT = re.compile("[0-9a-f]{32}")
_ID = re.compile("[0-9a-f-]{36}")
_DEFAULT_LANGUAGE = "nl"
_LANGUAGES = ("nl", "en")


def answers_in(pdf: pikepdf.Pdf, data: bytes, content: bytes, source: str) -> Answers:
    """What partners put in ``pdf``, of which the bytes are ``data``, and that carries ``content``.

    An export that does not say which one it is, as those of before version 0.2 do not, is known
    by what it carries. Raises :class:`InvalidDocument`, naming ``source``, for what can't be
    understood as a whole: a part of what a partner said is not what the partner said.
    """
    kept = private(pdf.Root)
    pages = list(leaves(pdf, source))
    remarks = remarks_in(pages, data, source, _language(pdf))
    filled = filled_in(pages)
    partner = _found(_ID, entry(kept, "/Partner"))
    name = respondent(filled, source) or _only_author(remarks)
    fields = remarks_of(filled, name, _modified(pdf), source)
    if len(remarks) + len(fields) > REMARKS_LIMIT:
        raise too_many(source)
    return Answers(
        export=_found(_EXPORT, entry(kept, "/Export")) or hashlib.sha256(content).hexdigest()[:32],
        round_id=_found(_ID, entry(kept, "/Round")),
        partner_id=partner,
        name=name,
        remarks=(*remarks, *fields),
        pictures=any(map(was_changed, pages)),
    )


def _modified(pdf: pikepdf.Pdf) -> datetime | None:
    """When the PDF was last saved, as far as it says (ISO 32000-1, 14.3.3): fields have no date."""
    return moment(entry(entry(pdf.trailer, "/Info"), "/ModDate"))


def _found(pattern: re.Pattern[str], thing: object) -> str | None:
    told = text(thing) or ""
    return told if pattern.fullmatch(told) else None


def _language(pdf: pikepdf.Pdf) -> str:
    told = (text(entry(pdf.Root, "/Lang")) or "")[:2].lower()
    return told if told in _LANGUAGES else _DEFAULT_LANGUAGE


def _only_author(remarks: Iterable[Remark]) -> str:
    authors = {remark.author for remark in remarks} - {""}
    return authors.pop() if len(authors) == 1 else ""
