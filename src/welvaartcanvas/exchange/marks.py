"""Which annotations are remarks, how each was made, and where on its page it points.

ISO 32000-1, 12.5.6 has the kinds; what is said of programs is what they were seen to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.exchange.boxes import Box, around
from welvaartcanvas.exchange.pdf_objects import box, entry, listed, number, numbers, word

#: What is no remark: a way elsewhere, a field, what printing needs, what stands behind a page.
NO_REMARK = frozenset(("Link", "Widget", "PrinterMark", "TrapNet", "Watermark"))
#: How many numbers the points of one mark may have; of more, the rectangle around it counts.
POINTS_LIMIT = 4_000

_MARKS = {
    "Text": Mark.NOTE,
    "Highlight": Mark.HIGHLIGHT,
    "Underline": Mark.UNDERLINE,
    "Squiggly": Mark.UNDERLINE,
    "StrikeOut": Mark.STRIKEOUT,
    "Caret": Mark.INSERTION,
    "FreeText": Mark.FREE_TEXT,
    "Ink": Mark.DRAWING,
    "Line": Mark.DRAWING,
    "Square": Mark.DRAWING,
    "Circle": Mark.DRAWING,
    "Polygon": Mark.DRAWING,
    "PolyLine": Mark.DRAWING,
    "Stamp": Mark.STAMP,
    "FileAttachment": Mark.ATTACHMENT,
}
_ON_WORDS = (Mark.HIGHLIGHT, Mark.UNDERLINE, Mark.STRIKEOUT)
_POINTS_OF_A_QUAD = 8
# How a line ends that points at something (ISO 32000-1, table 176).
_ARROWS = ("OpenArrow", "ClosedArrow", "ROpenArrow", "RClosedArrow")
# How far an arrow or a callout reaches beyond its point, in points.
_TIP = 1.0
# In so many pieces a line is looked at, which may run from corner to corner.
_PIECES = 16

Entries = Mapping[str, Any]


def mark_of(annotation: Entries) -> Mark:
    """How the remark was made. Firefox highlights words with ink that says so (``/IT``)."""
    kind = word(annotation.get("/Subtype")) or ""
    if kind == "Ink" and word(annotation.get("/IT")) == "InkHighlight":
        return Mark.HIGHLIGHT
    return _MARKS.get(kind, Mark.OTHER)


def is_on_words(annotation: Entries) -> bool:
    """Whether it marks words, and not just a place."""
    return mark_of(annotation) in _ON_WORDS


def marks_of(annotation: Entries) -> list[Box]:
    """Where it points, in boxes; none for one of which no place makes sense."""
    found = list(_pointed(annotation))
    if not found:
        whole = box(annotation.get("/Rect"))
        found = [whole] if whole else []
    return found


def _pointed(annotation: Entries) -> Iterator[Box]:
    kind = word(annotation.get("/Subtype"))
    if kind in ("Highlight", "Underline", "Squiggly", "StrikeOut"):
        yield from _quads(annotation.get("/QuadPoints"))
    elif kind == "Ink":
        yield from _strokes(annotation)
    elif kind in ("Polygon", "PolyLine"):
        yield from _boxes(numbers(annotation.get("/Vertices"), POINTS_LIMIT))
    elif kind == "Line":
        yield from _line(annotation)
    elif kind == "FreeText":
        yield from _tip(numbers(annotation.get("/CL"), 6)[:2])


def _boxes(*ways: Sequence[float]) -> Iterator[Box]:
    """The box around each of the ``ways``, of points."""
    return filter(None, map(around, ways))


def _quads(thing: object) -> Iterator[Box]:
    """The boxes around the words. Programs tell the four corners of each in several orders."""
    points = numbers(thing, POINTS_LIMIT)
    ends = range(_POINTS_OF_A_QUAD, len(points) + 1, _POINTS_OF_A_QUAD)
    return _boxes(*(points[end - _POINTS_OF_A_QUAD : end] for end in ends))


def _strokes(annotation: Entries) -> Iterator[Box]:
    """The boxes around what was drawn; a highlighter draws as wide as it is."""
    strokes = list(islice(listed(annotation.get("/InkList")), POINTS_LIMIT + 1))
    if len(strokes) > POINTS_LIMIT:
        return
    width = number(entry(annotation.get("/BS"), "/W")) or 0
    reach = width / 2 if is_on_words(annotation) else 0
    for drawn in _boxes(*(numbers(stroke, POINTS_LIMIT) for stroke in strokes)):
        yield Box(drawn.left, drawn.low - reach, drawn.right, drawn.high + reach)


def _line(annotation: Entries) -> Iterator[Box]:
    """A line is about what its arrow points at, or about all that is along it."""
    points = numbers(annotation.get("/L"), 4)
    if len(points) != 4:
        return
    ends = [word(end) in _ARROWS for end in islice(listed(annotation.get("/LE")), 3)]
    if ends in ([True, False], [False, True]):
        yield from _tip(points[:2] if ends[0] else points[2:])
        return
    x0, y0, x1, y1 = points
    across, along = (x1 - x0) / _PIECES, (y1 - y0) / _PIECES
    for piece in range(_PIECES):
        x, y = x0 + piece * across, y0 + piece * along
        yield from _boxes([x, y, x + across, y + along])


def _tip(point: Sequence[float]) -> Iterator[Box]:
    if len(point) == 2:
        x, y = point
        yield from _boxes([x - _TIP, y - _TIP, x + _TIP, y + _TIP])
