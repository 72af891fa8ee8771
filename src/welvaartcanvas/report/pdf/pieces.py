"""What the application that made a file keeps in it for itself (ISO 32000-1, 14.5).

Page-piece dictionaries survive what other programs do: notes that are added, pages that change
places, files that are merged. The catalogue's says which file it is; that of a page tells where
on it things stand, its number, and which content it had when that was so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from math import ceil, floor

from reportlab.pdfbase.pdfdoc import PDFDictionary

from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.file import text_string
from welvaartcanvas.report.pdf.metadata import date_string
from welvaartcanvas.report.pdf.page import Edges, Page
from welvaartcanvas.report.pdf.places import Place

#: So many hexadecimal digits of the SHA-256 (FIPS 180-4) of a content stream tell it from others.
CONTENT_DIGITS = 32
# What means something in a string (7.3.4.2).
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})


def catalogue_piece(document: Document) -> dict[str, object]:
    """The entry of the catalogue, if the application keeps anything."""
    if document.private is None:
        return {}
    kept = {
        name: value if isinstance(value, int) else text_string(value)
        for name, value in document.private.entries.items()
    }
    return {"PieceInfo": _piece_info(document, document.private.application, kept)}


def page_piece(
    document: Document, page: Page, content: bytes, placed: Sequence[Place]
) -> dict[str, object]:
    """The entries of ``page``, of which ``content`` is the stream before it is packed.

    Its ``Places`` are arrays: the left, lower, right and upper edge in default user space, and
    the target.
    """
    if document.private is None:
        return {}
    kept = {
        "Page": page.number + 1,
        "Content": text_string(hashlib.sha256(content).hexdigest()[:CONTENT_DIGITS]),
        "Places": f"[{' '.join(_row(page.height, *place) for place in placed)}]",
    }
    return {
        "LastModified": text_string(date_string(document.metadata)),
        "PieceInfo": _piece_info(document, document.private.application, kept),
    }


def _piece_info(document: Document, application: str, kept: Mapping[str, object]) -> PDFDictionary:
    data = {
        "LastModified": text_string(date_string(document.metadata)),
        "Private": PDFDictionary(kept),
    }
    return PDFDictionary({application: PDFDictionary(data)})


def _row(height: float, target: str, edges: Edges) -> str:
    """A place on a page of that height, its edges outwards to a tenth of a point."""
    left, top, right, bottom = edges
    low, high = height - bottom, height - top
    corners = f"{_below(left):g} {_below(low):g} {_above(right):g} {_above(high):g}"
    return f"[{corners} {_written(target)}]"


def _below(value: float) -> float:
    return floor(value * 10) / 10


def _above(value: float) -> float:
    return ceil(value * 10) / 10


def _written(target: str) -> str:
    """``target`` as a text string (7.9.2.2)."""
    if target.isascii() and target.isprintable():
        return f"({target.translate(_ESCAPES)})"
    return f"<FEFF{target.encode('utf-16-be').hex().upper()}>"
