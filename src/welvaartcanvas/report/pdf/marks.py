"""Vector marks: shapes that are told apart without colour, and small signs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from welvaartcanvas.report.pdf.colour import WHITE, Colour
from welvaartcanvas.report.pdf.page import Owner, Page, Point
from welvaartcanvas.report.pdf.tree import Area

#: The shapes that :func:`mark` draws.
SHAPES = ("diamond", "circle", "square", "triangle", "star")
#: The signs that :func:`sign` draws.
SIGNS = ("plus", "exclamation", "unequal", "question")


def mark(
    page: Page,
    owner: Owner,
    shape: str,
    centre: Point,
    *,
    size: float,
    colour: Colour,
    halo: Colour | None = None,
) -> None:
    """A shape of :data:`SHAPES` with the optical size of a square of ``size`` points.

    ``halo`` draws an edge around it, so that marks that touch stay apart.
    """
    x, y = centre
    if shape == "circle":
        page.circle(owner, centre, size * 0.56, fill=colour, line=halo, thickness=1)
    elif shape == "square":
        square = Area(x - size / 2, y - size / 2, size, size)
        page.rectangle(owner, square, fill=colour, line=halo, thickness=1)
    else:
        points = [(x + size * dx, y + size * dy) for dx, dy in _OUTLINES[shape]]
        page.polygon(owner, points, fill=colour, line=halo, thickness=1)


def _around(count: int, radii: Sequence[float]) -> list[Point]:
    """Points around the centre, the first above it, at each of ``radii`` in turn."""
    turn = 2 * math.pi / count
    return [
        (radii[i % len(radii)] * math.sin(i * turn), -radii[i % len(radii)] * math.cos(i * turn))
        for i in range(count)
    ]


_OUTLINES: dict[str, list[Point]] = {
    "diamond": [(0, -0.7), (0.7, 0), (0, 0.7), (-0.7, 0)],
    "triangle": [(0, -0.58), (0.62, 0.5), (-0.62, 0.5)],
    "star": _around(10, (0.72, 0.31)),
}


def sign(
    page: Page, owner: Owner, name: str, centre: Point, *, size: float, ground: Colour
) -> None:
    """A white sign of :data:`SIGNS` on a disc of ``size`` points in the colour ``ground``."""
    x, y = centre
    page.circle(owner, centre, size / 2, fill=ground)
    unit = size / 16
    thick = 2 * unit

    def line(*points: Point) -> None:
        page.stroke(owner, [(x + dx * unit, y + dy * unit) for dx, dy in points], WHITE, thick)

    def dot(dx: float, dy: float) -> None:
        page.circle(owner, (x + dx * unit, y + dy * unit), 1.2 * unit, fill=WHITE)

    if name == "plus":
        line((-4, 0), (4, 0))
        line((0, -4), (0, 4))
    elif name == "exclamation":
        line((0, -5), (0, 1.6))
        dot(0, 4.2)
    elif name == "unequal":
        line((-4, -1.9), (4, -1.9))
        line((-4, 1.9), (4, 1.9))
        line((-2.2, 4.6), (2.2, -4.6))
    else:
        hook = [(-2.7, -2.6), (-1.9, -4.3), (0, -4.9), (1.9, -4.3), (2.6, -2.7)]
        line(*hook, (2.1, -1.2), (0.5, 0), (0, 1.7))
        dot(0, 4.4)
