"""The words that were marked in a PDF, as the thing says them that they were marked in.

What a page shows is broken in lines, and a reader of PDFs puts them together as well as it can:
blanks and hyphens come and go. A mark over a whole item takes its kind and its tags along. The
document that the PDF was made of has the words as they were typed.
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
        self._places, self._letters = _counted(text)

    def own(self, words: str) -> str | None:
        """What it says there, blanks and hyphens included; ``None`` where it does not say it.

        A mark may reach over the lines around the text, in which its kind and its tags stand:
        of that only the text is told, or the part of it that is marked.
        """
        places, wanted = _counted(words)
        if not wanted or not self._letters:
            return None
        if (found := self._letters.find(wanted)) >= 0:
            return self._piece(found, found + len(wanted))
        starts, ends = _edges(words, places)
        size = len(self._letters)
        for n in range(len(wanted) - size + 1):
            if n in starts and n + size in ends and wanted.startswith(self._letters, n):
                return self._piece(0, size)
        own_starts, own_ends = _edges(self._text, self._places)
        for n in range(min(size, len(wanted)) - 1, 0, -1):
            if n in ends and size - n in own_starts and self._letters.endswith(wanted[:n]):
                return self._piece(size - n, size)
            last = len(wanted) - n
            if last in starts and n in own_ends and self._letters.startswith(wanted[last:]):
                return self._piece(0, n)
        return None

    def _piece(self, begin: int, end: int) -> str:
        """The text from one counted letter up to another."""
        return self._text[self._places[begin] : self._places[end - 1] + 1]


def _counted(text: str) -> tuple[list[int], str]:
    """The letters of ``text`` that are neither blank nor hyphen, with where they stand."""
    places = [n for n, letter in enumerate(text) if _counts(letter)]
    return places, "".join(text[n] for n in places)


def _edges(text: str, places: list[int]) -> tuple[set[int], set[int]]:
    """At which counted letters of ``text`` words start, and before which they have ended."""
    starts = {n for n, at in enumerate(places) if not at or text[at - 1].isspace()}
    ends = {n + 1 for n, at in enumerate(places) if at + 1 == len(text) or text[at + 1].isspace()}
    return starts, ends


def _counts(letter: str) -> bool:
    return not letter.isspace() and letter not in _HYPHENS
