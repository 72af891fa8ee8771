"""A page that takes ink only from an owner: a node of the logical tree, or an artifact.

Places are in points from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from welvaartcanvas.report.pdf.tree import Annotated, Area, Artifact, Box, Marked, Node

if TYPE_CHECKING:
    from welvaartcanvas.report.pdf.colour import Colour
    from welvaartcanvas.report.pdf.embedding import EmbeddedFont
    from welvaartcanvas.report.pdf.fonts import Font
    from welvaartcanvas.report.pdf.forms import FieldArea
    from welvaartcanvas.report.pdf.text import Line, Placed

Owner = Node | Artifact
Point = tuple[float, float]
Edges = tuple[float, float, float, float]

# Where to put the control points of a quarter circle of radius 1 (the usual approximation).
_QUARTER = 0.5523
# A string has at most 32,767 bytes (ISO 19005-3, 6.1.13), and a character two; characters that
# show nothing may stand on one line by the thousand.
_LONGEST = 16_000
# How far above the baseline a line through text stands, in em: through small letters.
_STRIKE = 0.27
# The round ends of a line (ISO 32000-1, 8.4.3.3).
_ROUND = "1"


@dataclass(eq=False, slots=True)
class Anchor:
    """A place that links and bookmarks lead to; it is known once it is drawn."""

    page: int = 0
    y: float = 0.0


def joined(a: Edges, b: Edges) -> Edges:
    """The edges around both."""
    return (
        a[0] if a[0] < b[0] else b[0],  # min and max take four times as long, ten thousand times
        a[1] if a[1] < b[1] else b[1],
        a[2] if a[2] > b[2] else b[2],
        a[3] if a[3] > b[3] else b[3],
    )


class LinkArea(NamedTuple):
    """An area that leads to an anchor; ``contents`` says so in words."""

    box: Box
    target: Anchor
    contents: str


class Page:
    """One page: its size in points, its number counted from 0, and what is drawn on it."""

    def __init__(
        self, number: int, width: float, height: float, font: Callable[[Font], EmbeddedFont]
    ) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.annotations: list[LinkArea | FieldArea] = []
        self._font = font
        self._operators: list[str] = []
        self._owner: Owner | None = None
        self._marks = 0
        #: How far each node reaches here: its left, upper, right and lower edge.
        self.reach: dict[Node, Edges] = {}
        # What the graphics state has been set to, so as not to set it again.
        self._set: dict[str, str] = {}

    # What belongs to whom

    def _own(self, owner: Owner) -> None:
        if owner is self._owner:
            return
        self._disown()
        if isinstance(owner, Artifact):
            self._operators.append(owner.value)
        else:
            owner.kids.append(Marked(self.number, self._marks))
            self._operators.append(f"/{owner.role} <</MCID {self._marks}>> BDC")
            self._marks += 1
        self._owner = owner

    def _disown(self) -> None:
        if self._owner is not None:
            self._operators.append("EMC")
            self._owner = None

    def finished(self) -> bytes:
        """The content stream; nothing is drawn after it was asked for."""
        self._disown()
        return "\n".join(self._operators).encode("latin-1")

    # Drawing

    def text(
        self,
        owner: Owner,
        x: float,
        baseline: float,
        line: Line,
        room: tuple[float, float] | None = None,
    ) -> None:
        """Set ``line`` with its start at ``x`` and its letters on ``baseline``.

        With ``room`` it counts as being as wide as that: from so far, and so many points.
        """
        if not line.placed:
            return
        self._own(owner)
        if isinstance(owner, Node):
            left, width = room or (x, line.width)
            self.cover(owner, left, baseline - line.baseline, width, line.leading)
        shows: list[str] = []
        at = 0.0
        for placed in line.placed:
            start = x + placed.x
            move = f"{_n(start - at)} {_n(self.height - baseline) if not shows else 0} Td "
            at = start
            shows.append(move + self._show(placed, owner))
        self._operators.append("BT " + " ".join(shows) + " ET")
        for placed in line.placed:
            if placed.look.struck:
                self._strike(x + placed.x, baseline, placed)

    def cover(self, node: Node, x: float, y: float, width: float, height: float) -> None:
        """Count that area as a part of where ``node`` stands, whether there is ink or not."""
        right, bottom = x + width, y + height
        known = self.reach.get(node)
        self.reach[node] = joined(known, (x, y, right, bottom)) if known else (x, y, right, bottom)

    def _strike(self, x: float, baseline: float, placed: Placed) -> None:
        size, colour = placed.look.size, placed.look.colour
        y, end = baseline - _STRIKE * size, x + placed.run.width * size
        self.stroke(Artifact.LAYOUT, [(x, y), (end, y)], colour, size / 14)

    def _show(self, placed: Placed, owner: Owner) -> str:
        look, run = placed.look, placed.run
        font = self._font(run.font)
        state = self._colour("rg", look.colour)
        state += self._state("Tf", f"/{font.resource} {_n(look.size)}")
        parts = (run.text[i : i + _LONGEST] for i in range(0, len(run.text), _LONGEST))
        show = state + " ".join(f"{font.encode(part)} Tj" for part in parts)
        if run.actual is None or isinstance(owner, Artifact):
            return show
        actual = ("\ufeff" + run.actual).encode("utf-16-be").hex().upper()
        return f"/Span <</ActualText <{actual}>>> BDC {show} EMC"

    def rectangle(
        self,
        owner: Owner,
        area: Area,
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        thickness: float = 0.5,
        radius: float = 0.0,
    ) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        x, y, width, height = area
        radius = min(radius, width / 2, height / 2)
        if radius:
            path = self._rounded(area, radius)
        else:
            path = f"{_n(x)} {_n(self.height - y - height)} {_n(width)} {_n(height)} re"
        self._paint(owner, path, fill, line, thickness)

    def polygon(
        self,
        owner: Owner,
        points: Sequence[Point],
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        thickness: float = 0.5,
    ) -> None:
        """A closed shape with straight sides."""
        self._paint(owner, f"{self._path(points)} h", fill, line, thickness)

    def shape(
        self,
        owner: Owner,
        rings: Sequence[Sequence[Point]],
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        thickness: float = 0.5,
        dots: float = 0.0,
    ) -> None:
        """A shape of one or more closed ``rings``; what lies in two of them is a hole.

        With ``dots`` its line is a row of round dots, that many points apart.
        """
        self._paint(owner, self._rings(rings), fill, line, thickness, dots=dots, even_odd=True)

    def circle(
        self,
        owner: Owner,
        centre: Point,
        radius: float,
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        thickness: float = 0.5,
    ) -> None:
        """A circle."""
        x, y = centre
        move = f"q 1 0 0 1 {_n(x)} {_n(self.height - y)} cm "
        self._paint(owner, _circle(round(radius, 2)), fill, line, thickness, move=move)

    def stroke(
        self,
        owner: Owner,
        points: Sequence[Point],
        colour: Colour,
        thickness: float = 0.5,
        *,
        dots: float = 0.0,
    ) -> None:
        """A line along ``points``, or with ``dots`` a row of round dots, so many points apart."""
        self._paint(owner, self._path(points), None, colour, thickness, dots=dots)

    @contextmanager
    def clipped(self, rings: Sequence[Sequence[Point]]) -> Iterator[None]:
        """Of what is drawn in this block only what lies within the shape ``rings`` is seen."""
        self._disown()
        self._operators.append(f"q {self._rings(rings)} W* n")
        outside = dict(self._set)
        yield
        self._disown()
        self._operators.append("Q")
        self._set = outside

    def link(self, node: Node, box: Box, target: Anchor, contents: str) -> None:
        """Make ``box`` lead to ``target``; ``node`` is what is read there."""
        self._annotate(node, LinkArea(box, target, contents))

    def field(self, node: Node, field: FieldArea) -> None:
        """Let ``field`` be filled in here; ``node`` (a form) is what it is in the tree."""
        self._annotate(node, field)

    def _annotate(self, node: Node, annotation: LinkArea | FieldArea) -> None:
        node.kids.append(Annotated(self.number, len(self.annotations)))
        self.annotations.append(annotation)

    def reserve(self) -> Callable[[Callable[[], None]], None]:
        """Keep a place below what is drawn from now on, for what is known only later.

        The answer takes a function that draws; its ink comes in the reserved place.
        """
        self._disown()
        index = len(self._operators)
        self._operators.append("")

        def fill(draw: Callable[[], None]) -> None:
            self._disown()
            below, self._operators = self._operators, []
            state, self._set = self._set, {}
            draw()
            self._disown()
            below[index] = "\n".join(["q", *self._operators, "Q"])
            self._operators, self._set = below, state

        return fill

    # Operators

    def _paint(
        self,
        owner: Owner,
        path: str,
        fill: Colour | None,
        line: Colour | None,
        thickness: float,
        *,
        move: str = "",
        dots: float = 0.0,
        even_odd: bool = False,
    ) -> None:
        self._own(owner)
        state = ""
        if fill:
            state += self._colour("rg", fill)
        if line:
            state += self._colour("RG", line) + self._state("w", _n(thickness))
            if dots or self._set.get("J") == _ROUND:
                # A dash of (nearly) no length with round ends is a dot.
                state += self._state("d", f"[0.01 {_n(dots - 0.01)}] 0" if dots else "[] 0")
                state += self._state("J", _ROUND if dots else "0")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(fill), bool(line)]
        paint += "*" if even_odd and fill else ""
        self._operators.append(f"{state}{move}{path} {paint}{' Q' if move else ''}")

    def _colour(self, operator: str, colour: Colour) -> str:
        return self._state(operator, _components(colour))

    def _state(self, operator: str, operands: str) -> str:
        if self._set.get(operator) == operands:
            return ""
        self._set[operator] = operands
        return f"{operands} {operator} "

    def _path(self, points: Sequence[Point]) -> str:
        first, *others = (f"{_n(x)} {_n(self.height - y)}" for x, y in points)
        return " ".join([f"{first} m", *(f"{step} l" for step in others)])

    def _rings(self, rings: Sequence[Sequence[Point]]) -> str:
        return " ".join(f"{self._path(ring)} h" for ring in rings)

    def _rounded(self, area: Area, radius: float) -> str:
        x, y, width, height = area
        low, high, right = self.height - y - height, self.height - y, x + width
        inset = radius * (1 - _QUARTER)
        return " ".join(
            (
                f"{_n(x + radius)} {_n(low)} m {_n(right - radius)} {_n(low)} l",
                _curve(right - inset, low, right, low + inset, right, low + radius),
                f"{_n(right)} {_n(high - radius)} l",
                _curve(right, high - inset, right - inset, high, right - radius, high),
                f"{_n(x + radius)} {_n(high)} l",
                _curve(x + inset, high, x, high - inset, x, high - radius),
                f"{_n(x)} {_n(low + radius)} l",
                _curve(x, low + inset, x + inset, low, x + radius, low),
                "h",
            )
        )


@lru_cache(maxsize=4096)  # most numbers of a document come back: 4 ms of its 45
def _n(value: float) -> str:
    """A number as PDF writes it: at most two decimals, no exponent and no idle zeros."""
    return f"{round(value, 2):.7g}"


def _curve(*places: float) -> str:
    return " ".join(map(_n, places)) + " c"


@lru_cache(maxsize=64)
def _components(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)


@lru_cache(maxsize=64)
def _circle(r: float) -> str:
    """A circle of radius ``r`` around the origin."""
    k = r * _QUARTER
    curves = (
        _curve(r, k, k, r, 0, r),
        _curve(-k, r, -r, k, -r, 0),
        _curve(-r, -k, -k, -r, 0, -r),
        _curve(k, -r, r, -k, r, 0),
    )
    return f"{_n(r)} 0 m {' '.join(curves)} h"
