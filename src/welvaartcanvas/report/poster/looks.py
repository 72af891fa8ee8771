"""The type of a poster: everything in a block follows from the size of its contributions."""

from __future__ import annotations

from functools import cache

from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.text import Look

#: The sizes that contributions are tried in, in points; the smallest is the last.
SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
SMALLEST = SIZES[-1]


@cache
def title(size: float) -> Look:
    """The title of a block."""
    return _look(9 + size / 2, 1.2, style.STRONG)


@cache
def question(size: float) -> Look:
    """The question of a block."""
    return _look(5.2 + size * 0.4, 1.25, style.SMALL)


@cache
def finding(size: float) -> Look:
    """The name of what stands out in the ratings."""
    return _look(5.2 + size * 0.4, 1.3, style.STRONG)


@cache
def name(size: float) -> Look:
    """The name of a perspective; its mark and rating share the line."""
    return _look(4 + size * 0.6, 1.45, style.STRONG)


@cache
def said(size: float) -> Look:
    """A contribution."""
    return _look(size, 1.2, style.BODY)


@cache
def nothing_said(size: float) -> Look:
    """What stands where nobody said anything."""
    return _look(size, 1.2, style.QUIET)


@cache
def pointer(size: float) -> Look:
    """Where it goes on."""
    return _look(size, 1.2, style.STRONG)._replace(colour=style.ACCENT)


def _look(size: float, leading: float, like: Look) -> Look:
    size = max(SMALLEST, round(size * 4) / 4)
    return Look(size, size * leading, like.face, like.colour)
