"""The words that stand under the marks on a page, as PDFium, the reader in Chrome, reads them.

What highlights words says where they are and not which they are (ISO 32000-1, 12.5.6.10). PDFium
is loaded for a file that has such marks only, and reads the pages that have them. Loading it
takes 20 ms and 2 MB, a page 2 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
        self._letters: list[tuple[str, float, float]] = []

    def under(self, page: int, marks: Sequence[Box]) -> str:
        """The words of a page (counted from 0) of which the middle is in one of ``marks``.

        They are on one line, and words that were broken at the end of a line are whole. What
        PDFium can't read has none. To be asked page by page: those of one page are kept.
        """
        if page != self._page:
            self._page, self._letters = page, []
            with suppress(pypdfium2.PdfiumError):
                self._letters = list(_letters(self._file, page))
        said = "".join(self._marked(marks)).encode("utf-16", "surrogatepass")
        whole = _BROKEN_WORD.sub("", said.decode("utf-16", "replace"))
        return _BLANKS.sub(" ", whole).strip()

    def _marked(self, marks: Sequence[Box]) -> Iterator[str]:
        skipped = False
        for letter, x, y in self._letters:
            if letter.isspace():  # which takes no room, where PDFium put it in between
                yield " "
            elif any(mark.holds(x, y) for mark in marks):
                if skipped:
                    yield " "
                skipped = False
                yield letter
            else:
                skipped = True


def _letters(file: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[str, float, float]]:
    """Each letter of a page in the order of reading, and its middle."""
    page = file[number]
    text = page.get_textpage()
    reach = pdfium.FS_RECTF()
    try:
        for at in range(text.count_chars()):
            pdfium.FPDFText_GetLooseCharBox(text, at, reach)
            x, y = (reach.left + reach.right) / 2, (reach.bottom + reach.top) / 2
            yield chr(pdfium.FPDFText_GetUnicode(text, at)), x, y
    finally:
        text.close()
        page.close()


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
