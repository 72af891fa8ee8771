"""Patterns: grounds with lines or dots on them, told apart without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import WHITE, Colour
from welvaartcanvas.report.pdf.page import Owner, Page, Point
from welvaartcanvas.report.pdf.tree import Area


class Strokes(NamedTuple):
    """Parallel lines: how they lean (degrees, 0 is level, 90 upright), how far apart, how thick.

    With ``dots`` each is a row of dots, that many points from one to the next.
    """

    lean: float
    apart: float
    thickness: float
    dots: float = 0.0


class Pattern(NamedTuple):
    """A ground and the lines on it in ``ink``; no strokes make a plain ground."""

    fill: Colour
    ink: Colour
    strokes: tuple[Strokes, ...] = ()

    @property
    def pale(self) -> Pattern:
        """The same lines on a ground that is half as dark."""
        return self._replace(fill=self.fill.mixed(WHITE, 0.5))

    def draw(self, page: Page, owner: Owner, rings: Sequence[Sequence[Point]], box: Area) -> None:
        """Fill the shape ``rings``, which lies within ``box``.

        Lines start from the corner of the page, so that they go on over shapes that touch.
        """
        page.shape(owner, rings, fill=self.fill)
        if self.strokes:
            with page.clipped(rings):
                for strokes in self.strokes:
                    for line in _lines(strokes, box):
                        page.stroke(owner, line, self.ink, strokes.thickness, dots=strokes.dots)


def _lines(strokes: Strokes, box: Area) -> Iterator[tuple[Point, Point]]:
    """The lines over ``box``, from edge to edge; rows of dots start where a dot stands."""
    lean = math.radians(strokes.lean)
    along, across = (math.cos(lean), -math.sin(lean)), (math.sin(lean), math.cos(lean))
    corners = [(x, y) for x in (box.x, box.x + box.width) for y in (box.y, box.y + box.height)]
    offsets = [x * across[0] + y * across[1] for x, y in corners]
    first, last = math.ceil(min(offsets) / strokes.apart), max(offsets) // strokes.apart
    for number in range(first, int(last) + 1):
        at = (across[0] * number * strokes.apart, across[1] * number * strokes.apart)
        start, end = -math.inf, math.inf
        for origin, step, low, size in (
            (at[0], along[0], box.x, box.width),
            (at[1], along[1], box.y, box.height),
        ):
            if abs(step) > 1e-9:  # else the line runs beside this pair of edges
                one, other = sorted(((low - origin) / step, (low + size - origin) / step))
                start, end = max(start, one), min(end, other)
        if strokes.dots:
            start = math.ceil(start / strokes.dots) * strokes.dots
        if start <= end:
            yield (
                (at[0] + start * along[0], at[1] + start * along[1]),
                (at[0] + end * along[0], at[1] + end * along[1]),
            )
