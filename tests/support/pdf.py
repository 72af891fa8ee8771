"""Reading a PDF back: what its pages say, to whom each word belongs, and what it is made of."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ByteStringObject, ContentStream, TextStringObject

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.report import Source

# The operators that put ink on a page.
_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"EI"}


@dataclass(frozen=True)
class Ink:
    """Something drawn: the tag and id of what it belongs to, and the text if it is text.

    ``tag`` is empty when it belongs to nothing; ``id`` is ``None`` for artifacts.
    """

    tag: str
    id: int | None
    text: str | None
    font: str = ""


def source_of(canvas: Canvas) -> Source:
    """What a PDF of ``canvas`` carries."""
    return Source(interchange.FILE_NAME, interchange.MEDIA_TYPE, interchange.write(canvas).encode())


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def ink(page: PageObject) -> Iterator[Ink]:
    """Everything drawn on ``page``, in the order of drawing.

    A text in an ``ActualText`` span is what was typed, not what was drawn in its place.
    """
    owners: list[tuple[str, int | None]] = []
    actual: list[str | None] = []
    font = ""
    content = ContentStream(page.get_contents(), page.pdf)
    for operands, operator in content.operations:
        if operator == b"BDC":
            tag, properties = operands
            typed = properties.get("/ActualText")
            actual.append(None if typed is None else str(typed))
            owners.append((str(tag), properties.get("/MCID")))
        elif operator == b"EMC":
            owners.pop()
            actual.pop()
        elif operator == b"Tf":
            font = str(operands[0])
        elif operator in _SHOWS:
            tag, number = next((o for o in owners if o[0] != "/Span"), ("", None))
            typed = next((a for a in actual if a is not None), None)
            shown = _shown(operands[0])
            yield Ink(tag, number, shown if typed is None else typed, font)
        elif operator in _PAINTS:
            tag, number = owners[0] if owners else ("", None)
            yield Ink(tag, number, None)
    assert not owners, "marked content is not closed"


def _shown(operand: Any) -> str:
    if isinstance(operand, TextStringObject):
        return operand.original_bytes.decode("utf-16-be")
    assert isinstance(operand, ByteStringObject)
    return bytes(operand).decode("utf-16-be")


def typed_text(pdf: bytes) -> str:
    """All text of ``pdf`` that is no artifact, without blanks, as :func:`squeezed` makes it."""
    return squeezed(
        "".join(
            i.text
            for page in reader(pdf).pages
            for i in ink(page)
            if i.text is not None and i.tag != "/Artifact"
        )
    )


def squeezed(text: str) -> str:
    """``text`` without blanks and in one normal form: what line breaks do not change."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def fonts(pdf: bytes) -> list[Any]:
    """Every font dictionary that a page of ``pdf`` can use."""
    found: dict[int, Any] = {}
    for page in reader(pdf).pages:
        for reference in page["/Resources"]["/Font"].values():
            found[reference.idnum] = reference.get_object()
    return list(found.values())
