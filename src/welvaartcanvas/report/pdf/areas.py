"""A chart of areas: shapes that are filled by class, told apart by hatching as well as colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import WHITE, Colour
from welvaartcanvas.report.pdf.hatching import Pattern
from welvaartcanvas.report.pdf.page import Owner, Page, Point
from welvaartcanvas.report.pdf.text import Line, Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Area


class AreaClass(NamedTuple):
    """What areas have in common: how they are filled, and what the legend says of them.

    Without a ``pattern`` they are white in a dotted outline. ``name`` says which areas these
    are, ``note`` how many, and ``members`` which; the members are left out where all of them
    together would make the legend higher than the chart may be.
    """

    pattern: Pattern | None
    name: str
    note: str
    members: str = ""


class MapArea(NamedTuple):
    """An area: its outline, its class (counted from 0), and a short label, if any, at a place.

    Places are in any unit, to the right and downwards. What lies in two of the ``rings`` is a
    hole. What is known of a ``part`` of the area only is pale, in a dotted outline.
    """

    rings: Sequence[Sequence[Point]]
    kind: int
    label: str
    at: Point
    part: bool = False


class AreaStyle(NamedTuple):
    """How charts of areas look. Sizes are in points.

    ``legend`` is the least width for the legend, and ``gap`` what is between it and the map.
    """

    name: Look
    note: Look
    label: Look
    border: Colour
    dotted: Colour
    swatch: tuple[float, float] = (30.0, 20.0)
    legend: float = 200.0
    gap: float = 28.0
    between: float = 9.0


class AreaChart:
    """Areas on the left, as large as fits in ``width`` × ``height`` points, their legend right.

    ``height`` is what it takes, in points: at most what was given while the legend fits that.
    """

    def __init__(
        self,
        areas: Sequence[MapArea],
        classes: Sequence[AreaClass],
        width: float,
        height: float,
        style: AreaStyle,
    ) -> None:
        self._areas, self._classes, self._style = areas, classes, style
        places = [place for area in areas for ring in area.rings for place in ring]
        xs, ys = zip(*places, strict=True)
        self._origin = (min(xs), min(ys))
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        # Half the thickness of a border lies beside the areas.
        room = width - style.legend - style.gap - 2 * _EDGE
        self._scale = min(room / wide, (height - 2 * _EDGE) / high)
        self._legend_at = wide * self._scale + 2 * _EDGE + style.gap
        self._entries = self._legend(width - self._legend_at, height)
        told = sum(entry.height for entry in self._entries)
        told += style.between * (len(self._entries) - 1)
        self._map_height = high * self._scale + 2 * _EDGE
        self._told = told
        self.height = max(self._map_height, told)

    def draw(self, page: Page, owner: Owner, x: float, y: float) -> None:
        """Draw it with its top left corner at (``x``, ``y``)."""
        top = y + (self.height - self._map_height) / 2
        self._map(page, owner, x + _EDGE, top + _EDGE)
        left, at = x + self._legend_at, y + (self.height - self._told) / 2
        for entry in self._entries:
            self._entry(page, owner, left, at, entry)
            at += entry.height + self._style.between

    def _map(self, page: Page, owner: Owner, x: float, y: float) -> None:
        dx, dy = self._origin

        def placed(point: Point) -> Point:
            return x + (point[0] - dx) * self._scale, y + (point[1] - dy) * self._scale

        shapes = [([[placed(p) for p in ring] for ring in a.rings], a) for a in self._areas]
        patterns = [kind.pattern for kind in self._classes]
        for rings, area in shapes:
            if (pattern := patterns[area.kind]) is not None:
                shown = pattern.pale if area.part else pattern
                shown.draw(page, owner, rings, _around(rings))
        # Dots first: a border with an area that has a figure is a line.
        for rings, area in sorted(shapes, key=lambda shape: patterns[shape[1].kind] is not None):
            if patterns[area.kind] is None:
                page.shape(owner, rings, line=self._style.dotted, thickness=1, dots=2.5)
            else:
                page.shape(owner, rings, line=WHITE, thickness=2 * _EDGE)
        for rings, area in shapes:
            if patterns[area.kind] is not None:
                dots = 2.5 if area.part else 0.0
                line = 1.2 if area.part else 0.5
                page.shape(owner, rings, line=self._style.border, thickness=line, dots=dots)
        for area in self._areas:
            if area.label:
                self._label(page, owner, placed(area.at), area.label)

    def _label(self, page: Page, owner: Owner, centre: Point, text: str) -> None:
        look = self._style.label
        line = wrap([Span(text, look)], float("inf"))[0]
        width, height = line.width + 3, look.size * 0.95
        ground = Area(centre[0] - width / 2, centre[1] - height / 2, width, height)
        page.rectangle(owner, ground, fill=WHITE, radius=2.5)
        # Figures are about 0.7 of the size of their type high.
        page.text(owner, centre[0] - line.width / 2, centre[1] + look.size * 0.35, line)

    def _entry(self, page: Page, owner: Owner, x: float, y: float, entry: _Entry) -> None:
        width, height = self._style.swatch
        swatch = Area(x, y, width, height).inset(_EDGE)
        left, low = swatch.x, swatch.y
        right, high = left + swatch.width, low + swatch.height
        corners = [(left, low), (right, low), (right, high), (left, high)]
        if entry.pattern is None:
            page.shape(owner, [corners], line=self._style.dotted, thickness=1, dots=2.5)
        else:
            entry.pattern.draw(page, owner, [corners], swatch)
            page.shape(owner, [corners], line=self._style.border, thickness=0.5)
        left = x + width + _BESIDE
        for line in entry.lines:
            page.text(owner, left, y + line.baseline, line)
            y += line.leading

    def _legend(self, width: float, height: float) -> list[_Entry]:
        told = [*self._told_of(width, members=True)]
        if sum(e.height for e in told) + self._style.between * (len(told) - 1) <= height:
            return told
        return [*self._told_of(width, members=False)]

    def _told_of(self, width: float, *, members: bool) -> Iterator[_Entry]:
        style = self._style
        room = width - style.swatch[0] - _BESIDE
        for kind in self._classes:
            spans = [Span(kind.name, style.name), Span(f"  {kind.note}", style.note)]
            lines = wrap(spans, room)
            if members and kind.members:
                lines += wrap([Span(kind.members, style.note)], room)
            taken = sum(line.leading for line in lines)
            yield _Entry(kind.pattern, lines, max(style.swatch[1], taken))


#: Half the thickness of the light line on which a border stands.
_EDGE = 0.8
#: What is between a swatch and its name.
_BESIDE = 10.0


class _Entry(NamedTuple):
    """A class in the legend."""

    pattern: Pattern | None
    lines: Sequence[Line]
    height: float


def _around(rings: Sequence[Sequence[Point]]) -> Area:
    xs, ys = zip(*(place for ring in rings for place in ring), strict=True)
    return Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
