"""The words that stand under the marks on a page, as PDFium, the reader in Chrome, reads them.

What highlights words says where they are and not which they are (ISO 32000-1, 12.5.6.10). PDFium
is loaded for a file that has such marks only, and reads the pages that have them. Loading it
takes 20 ms and 2 MB, a page 2 ms.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import pypdfium2
from pypdfium2 import raw as pdfium

from welvaartcanvas.exchange.boxes import Box

# A hyphen that PDFium takes for one that breaks a word at the end of a line, and the break.
_BROKEN_WORD = re.compile("[\x02\ufffe]\\s*")
_BLANKS = re.compile(r"\s+")


class Words:
    """The words of a file, page by page."""

    def __init__(self, file: pypdfium2.PdfDocument) -> None:
        self._file = file
        self._page: int | None = None
        self._text = ""
        # The middle of each letter, from below, and its place in the text.
        self._letters: list[tuple[float, float, int]] = []

    def under(self, page: int, marks: Iterable[Box]) -> str:
        """The words of a page (counted from 0) of which the middle is in one of ``marks``.

        They are on one line, and words that were broken at the end of a line are whole. What
        PDFium can't read has none. To be asked page by page: those of one page are kept.
        """
        if page != self._page:
            self._page, self._text, self._letters = page, "", []
            with suppress(pypdfium2.PdfiumError):
                self._read(page)
        found = sorted({place for mark in marks for place in self._under(mark)})
        parts = []
        for place, before in zip(found, [-1, *found], strict=False):
            parts += [" " * (place != before + 1), self._text[place]]
        whole = _BROKEN_WORD.sub("", "".join(parts))
        said = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _BLANKS.sub(" ", said).strip()

    def _under(self, mark: Box) -> Iterator[int]:
        begin = bisect_left(self._letters, (mark.low,))
        end = bisect_right(self._letters, (mark.high, math.inf))
        for _y, x, place in self._letters[begin:end]:
            if mark.left <= x <= mark.right:
                yield place

    def _read(self, number: int) -> None:
        page = self._file[number]
        text = page.get_textpage()
        reach = pdfium.FS_RECTF()
        read = []
        try:
            for place in range(text.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(text, place))
                read.append(letter)
                if letter.isspace():  # which may have no room, where PDFium put it in between
                    continue
                pdfium.FPDFText_GetLooseCharBox(text, place, reach)
                middle = (reach.bottom + reach.top) / 2, (reach.left + reach.right) / 2
                self._letters.append((*middle, place))
        finally:
            text.close()
            page.close()
        self._text = "".join(read)
        self._letters.sort()


@contextmanager
def words_of(data: bytes) -> Iterator[Words | None]:
    """The words of the PDF ``data``; ``None`` for what PDFium can't open."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield Words(file)
    finally:
        file.close()
