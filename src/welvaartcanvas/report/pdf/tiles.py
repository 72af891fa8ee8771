"""A small profile: a dot for each value on upright lines, so that many stand beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import WHITE, Colour
from welvaartcanvas.report.pdf.page import Owner, Page
from welvaartcanvas.report.pdf.text import Line, Look, Span, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact


class Reading(NamedTuple):
    """One value with its label: where it lies, from where to where it reaches, and the usual one.

    ``None`` is drawn as nothing.
    """

    label: str
    value: float | None
    reach: tuple[float, float] | None = None
    usual: float | None = None


class TileStyle(NamedTuple):
    """How small profiles look. Sizes are in points; ``plot`` is the height from 0 to the highest.

    ``scale`` is the width for the ends of the scale.
    """

    name: Look
    label: Look
    rule: Colour
    dot: Colour
    reach: Colour
    usual: Colour
    plot: float = 56.0
    scale: float = 12.0
    radius: float = 3.4


class ProfileTile:
    """Values beside one another under a name and its kind, each on a line from 0 to ``highest``.

    A bar shows how far a value reaches, and a level stroke the usual value. ``height`` is what
    it takes, in points.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        readings: Sequence[Reading],
        highest: int,
        *,
        width: float,
        style: TileStyle,
    ) -> None:
        self._names: list[Line] = [
            *shortened([Span(name, style.name)], width, 1),
            *shortened([Span(kind, style.label)], width, 1),
        ]
        self._readings = readings
        self._highest = highest
        self._width = width
        self._style = style
        named = sum(line.leading for line in self._names)
        self.height = named + style.plot + style.label.leading + 10

    def draw(self, page: Page, owner: Owner, x: float, y: float) -> None:
        """Draw it with its top left corner at (``x``, ``y``)."""
        style = self._style
        for line in self._names:
            page.text(owner, x, y + line.baseline, line)
            y += line.leading
        y += 6
        left, bottom = x + style.scale, y + style.plot
        for value in range(self._highest + 1):
            level = self._level(bottom, value)
            page.stroke(Artifact.LAYOUT, [(left, level), (x + self._width, level)], style.rule)
        for value in (0, self._highest):
            self._text(page, owner, str(value), x + 3, self._level(bottom, value))
        step = (self._width - style.scale) / len(self._readings)
        for place, reading in enumerate(self._readings):
            column = Area(left + place * step, y, step, style.plot)
            self._reading(page, owner, reading, column)

    def _reading(self, page: Page, owner: Owner, reading: Reading, column: Area) -> None:
        style, bottom = self._style, column.y + column.height
        x = column.x + column.width / 2
        if reading.reach:
            low, high = (self._level(bottom, value) for value in reading.reach)
            bar = Area(x - 1.5, high, 3, low - high)
            page.rectangle(owner, bar, fill=style.reach)
        if reading.usual is not None:
            level, half = self._level(bottom, reading.usual), min(6.0, column.width * 0.45)
            page.stroke(owner, [(x - half, level), (x + half, level)], style.usual, 1.2)
        if reading.value is not None:
            centre = (x, self._level(bottom, reading.value))
            page.circle(owner, centre, style.radius, fill=style.dot, line=WHITE, thickness=0.8)
        under = bottom + style.label.leading / 2 + 3
        self._text(page, owner, reading.label, x, under)

    def _level(self, bottom: float, value: float) -> float:
        return bottom - value * self._style.plot / self._highest

    def _text(self, page: Page, owner: Owner, text: str, x: float, middle: float) -> None:
        """``text`` with its centre at (``x``, ``middle``)."""
        look = self._style.label
        line = wrap([Span(text, look)], float("inf"), followed=True)[0]
        page.text(owner, x - line.width / 2, middle - look.leading / 2 + line.baseline, line)
