"""The words that were marked in a PDF, as the thing says them that they were marked in.

What a page shows is broken in lines, and a reader of PDFs puts them together as well as it can:
blanks and hyphens come and go. The document that the PDF was made of has them as they were typed.
"""

from __future__ import annotations

from dataclasses import replace

from welvaartcanvas.domain.answers import Answers, Remark
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.remarks import text_of

# Hyphen-minus, soft hyphen, hyphen and the one that breaks no line.
_HYPHENS = frozenset("-\u00ad\u2010\u2011")


def in_own_words(answers: Answers, exported: Canvas) -> Answers:
    """``answers`` with marked words as the things of ``exported`` have them, where they do."""
    texts = {thing.id: _Text(text_of(thing)) for _where, thing in exported.things()}

    def own(remark: Remark) -> Remark:
        said = texts.get(remark.target.thing_id or "")
        words = said.own(remark.quoted) if said and remark.quoted else None
        return replace(remark, quoted=words) if words else remark

    return replace(answers, remarks=tuple(map(own, answers.remarks)))


class _Text:
    """A text, in which words are found whatever blanks and hyphens they have."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [n for n, letter in enumerate(text) if _counts(letter)]
        self._letters = "".join(text[n] for n in self._places)

    def own(self, words: str) -> str | None:
        """What it says there, blanks and hyphens included; ``None`` where it does not say it."""
        wanted = "".join(filter(_counts, words))
        found = self._letters.find(wanted) if wanted else -1
        if found < 0:
            return None
        return self._text[self._places[found] : self._places[found + len(wanted) - 1] + 1]


def _counts(letter: str) -> bool:
    return not letter.isspace() and letter not in _HYPHENS
