"""Reading a PDF back: what its pages say, to whom each word belongs, and what it is made of."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import page as validator
import pikepdf
from pypdf import PageObject, PdfReader

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.report import Source

# The operators that put ink on a page.
_SHOWS = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


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


def violations(pdf: bytes) -> list[str]:
    """What keeps ``pdf`` from being PDF/UA-1, PDF/A-3a, or a sound PDF at all."""
    found = [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in ("ua1", "3a")
        for failure in validator.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return found + [str(problem) for problem in file.check_pdf_syntax()]


def outside(pdf: bytes) -> list[str]:
    """What of ``pdf`` lies beside its page: texts, and the boxes of figures."""
    found = []
    file = reader(pdf)
    sizes = [tuple(map(float, drawn.mediabox[2:])) for drawn in file.pages]
    for number, drawn in enumerate(file.pages):
        width, height = sizes[number]
        for x, y in places(drawn):
            if not (-1 <= x <= width + 1 and 0 <= y <= height):
                found.append(f"page {number + 1}: text at {x}, {y}")
    for element in structure(pdf):
        if "BBox" in element.attributes and element.marked:
            left, low, right, high = map(float, element.attributes["BBox"])
            width, height = sizes[element.marked[0][0]]
            if left < -1 or low < -1 or right > width + 1 or high > height + 1:
                found.append(f"page {element.marked[0][0] + 1}: figure at {left}, {low}")
    return found


@dataclass(frozen=True)
class Element:
    """An element of the structure tree of a file, with the text of its own and its place in it.

    ``roles`` are those of the elements from the root to it; ``key`` is that of its object.
    """

    roles: tuple[str, ...]
    key: int
    text: str
    alternative: str
    language: str
    attributes: dict[str, Any]
    marked: tuple[tuple[int, int], ...]
    annotations: tuple[int, ...]

    @property
    def role(self) -> str:
        return self.roles[-1]


@lru_cache(maxsize=8)
def structure(pdf: bytes) -> tuple[Element, ...]:
    """The elements of the structure tree of ``pdf``, in the order in which they are read."""
    file = reader(pdf)
    numbers = {p.indirect_reference.idnum: i for i, p in enumerate(file.pages)}  # type: ignore[union-attr]
    texts: dict[tuple[int, int], str] = {}
    for number, drawn in enumerate(file.pages):
        for i in ink(drawn):
            if i.id is not None:
                texts[number, i.id] = texts.get((number, i.id), "") + (i.text or "")

    def walk(reference: Any, above: tuple[str, ...], language: str) -> Iterator[Element]:
        entry = reference.get_object()
        roles = (*above, str(entry["/S"])[1:])
        language = str(entry.get("/Lang", language))
        kids = entry.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        marked, annotations, below = [], [], []
        for kid in kids:
            inner = kid.get_object()
            if isinstance(inner, int):
                marked.append((numbers[entry.raw_get("/Pg").idnum], int(inner)))
            elif inner.get("/Type") == "/MCR":
                marked.append((numbers[inner.raw_get("/Pg").idnum], int(inner["/MCID"])))
            elif inner.get("/Type") == "/OBJR":
                annotations.append(inner.raw_get("/Obj").idnum)
            else:
                below.append(kid)
        attributes = {str(k)[1:]: v for k, v in entry.get("/A", {}).items()}
        said = "".join(texts[key] for key in marked)
        alternative = str(entry.get("/Alt", ""))
        yield Element(
            roles,
            reference.idnum,
            said,
            alternative,
            language,
            attributes,
            tuple(marked),
            tuple(annotations),
        )
        for kid in below:
            yield from walk(kid, roles, language)

    catalogue = file.root_object
    root = catalogue["/StructTreeRoot"]
    return tuple(walk(root.raw_get("/K"), (), str(catalogue["/Lang"])))


@lru_cache(maxsize=8)
def reader(pdf: bytes) -> PdfReader:
    """``pdf`` to read in, and not to change: who asks again gets the same."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def ink(page: PageObject) -> Iterator[Ink]:
    """Everything drawn on ``page``, in the order of drawing.

    A text in an ``ActualText`` span is what was typed, not what was drawn in its place.
    """
    owners: list[tuple[str, int | None]] = []
    actual: list[str | None] = []
    font = ""
    for operator, operands in _operations(page):
        if operator == "BDC":
            tag, properties = operands
            typed = properties.get("/ActualText")
            actual.append(None if typed is None else str(typed))
            owners.append((str(tag), properties.get("/MCID")))
        elif operator == "EMC":
            owners.pop()
            actual.pop()
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in _SHOWS:
            tag, number = next((o for o in owners if o[0] != "/Span"), ("", None))
            typed = next((a for a in actual if a is not None), None)
            shown = bytes(operands[0]).decode("utf-16-be")
            yield Ink(tag, number, shown if typed is None else typed, font)
        elif operator in _PAINTS:
            tag, number = owners[0] if owners else ("", None)
            yield Ink(tag, number, None)
    assert not owners, "marked content is not closed"


def places(page: PageObject) -> Iterator[tuple[float, float]]:
    """Where each text on ``page`` begins, in points from the left and the bottom."""
    x = y = 0.0
    for operator, operands in _operations(page):
        if operator == "BT":
            x = y = 0.0
        elif operator == "Td":
            x, y = x + float(operands[0]), y + float(operands[1])
        elif operator in _SHOWS:
            yield x, y


def _operations(page: PageObject) -> Iterator[tuple[str, Sequence[Any]]]:
    """What the content stream of ``page`` does: each operator with its operands."""
    content = page.get_contents()
    assert content is not None
    # qpdf takes them apart twenty times as fast as Python can.
    with pikepdf.new() as owner:
        for instruction in pikepdf.parse_content_stream(owner.make_stream(content.get_data())):
            yield str(instruction.operator), instruction.operands


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
