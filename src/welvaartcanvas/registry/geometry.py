"""The COROP areas as shapes on a flat plane, read once: where they lie and what a point is in.

The plane has its origin in Amersfoort: ``x`` is km to the east, ``y`` km to the *south*, as on a
page and on a screen. The projection is the stereographic one around the tower of Amersfoort, as
that of the national grid (Rijksdriehoeksstelsel, EPSG:28992), here on a sphere: a small piece of
land keeps its shape wherever in the country it lies, and sizes differ by less than 1 in 1,000.
Degrees drawn as they are would make the country half as wide again as it is.

The shapes are those of ``corop-2025.geojson``: generalised, without the large waters.
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from welvaartcanvas.i18n import _
from welvaartcanvas.locations import registry_folder
from welvaartcanvas.registry.register import YEAR

Point = tuple[float, float]
#: The corners of a closed line, without the first one again at the end.
Ring = tuple[Point, ...]
#: The outline of a piece of land, followed by those of the waters in it.
Polygon = tuple[Ring, ...]

#: The tower of Our Lady in Amersfoort (degrees), and the mean radius of the earth (km).
_LONGITUDE, _LATITUDE = math.radians(5.387638889), math.radians(52.156160556)
_EARTH = 6371.0
#: A label lies as far from the edge of its area as can be, but for this part of that (polylabel).
_LABEL_CARE = 0.15


class Bounds(NamedTuple):
    """The smallest upright rectangle around something, in km."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From west to east, in km."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From north to south, in km."""
        return self.bottom - self.top

    @classmethod
    def around(cls, points: Iterable[Point]) -> Bounds:
        """The bounds of ``points``, of which there is at least one."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))


class Span(NamedTuple):
    """A stretch of a line from west to east that lies in one area: its ends, in km."""

    start: float
    end: float
    code: str


@dataclass(frozen=True)
class Shape:
    """A COROP area: its code, and its pieces of land, the largest first."""

    code: str
    polygons: tuple[Polygon, ...]

    @cached_property
    def bounds(self) -> Bounds:
        """The rectangle around all of it."""
        return Bounds.around(point for rings in self.polygons for point in rings[0])

    def crossings(self, y: float) -> list[float]:
        """Where the line from west to east at ``y`` goes in and out, in turn."""
        if not self.bounds.top <= y <= self.bounds.bottom:
            return []
        return sorted(
            x + (y - top) / (bottom - top) * (other - x)
            for (x, top), (other, bottom) in self._edges
            if (top <= y) != (bottom <= y)
        )

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies in it."""
        return sum(x <= point[0] for x in self.crossings(point[1])) % 2 == 1

    @cached_property
    def label(self) -> Point:
        """A point well within the largest piece, about as far from every edge as can be.

        The search halves squares, the most promising first (Mapbox, polylabel, 2016).
        """
        box = Bounds.around(self.polygons[0][0])
        half = min(box.width, box.height) / 2
        best, clear = (box.left, box.top), -math.inf
        waiting: list[tuple[float, Point, float]] = []

        def consider(centre: Point, half: float) -> None:
            nonlocal best, clear
            found = self._clearance(centre)
            if found > clear:
                best, clear = centre, found
            heapq.heappush(waiting, (-(found + half * math.sqrt(2)), centre, half))

        for row in range(math.ceil(box.height / (2 * half))):
            for column in range(math.ceil(box.width / (2 * half))):
                x, y = box.left + half * (2 * column + 1), box.top + half * (2 * row + 1)
                consider((x, y), half)
        while waiting and -waiting[0][0] > clear * (1 + _LABEL_CARE):
            _most, (x, y), half = heapq.heappop(waiting)
            for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
                consider((x + dx * half / 2, y + dy * half / 2), half / 2)
        return best

    @cached_property
    def _outline(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(_edges(self.polygons[0]))

    @cached_property
    def _edges(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(_edges(ring for rings in self.polygons for ring in rings))

    def _clearance(self, point: Point) -> float:
        """How far ``point`` is from the nearest edge of the largest piece; negative outside it."""
        nearest = math.sqrt(min(_squared_distance(point, *edge) for edge in self._outline))
        return nearest if self.holds(point) else -nearest


@cache
def shapes() -> tuple[Shape, ...]:
    """The 40 COROP areas, by code: one for each of :func:`.register.corop_areas`."""
    text = (registry_folder() / f"corop-{YEAR}.geojson").read_text(encoding="utf-8")
    made = []
    for feature in json.loads(text)["features"]:
        geometry = feature["geometry"]
        pieces = geometry["coordinates"]
        polygons = [
            tuple(tuple(project(*place) for place in ring[:-1]) for ring in rings)
            for rings in (pieces if geometry["type"] == "MultiPolygon" else [pieces])
        ]
        polygons.sort(key=lambda rings: _surface(rings[0]), reverse=True)
        made.append(Shape(feature["properties"]["code"], tuple(polygons)))
    return tuple(sorted(made, key=lambda shape: shape.code))


@cache
def bounds() -> Bounds:
    """The rectangle around all areas."""
    corners = [corner for s in shapes() for corner in (s.bounds[:2], s.bounds[2:])]
    return Bounds.around(corners)


def area_at(point: Point) -> str | None:
    """The code of the area that holds ``point``; ``None`` at sea and abroad."""
    return next((shape.code for shape in shapes() if shape.holds(point)), None)


def spans(y: float) -> list[Span]:
    """What the line from west to east at ``y`` crosses, in that order."""
    found = []
    for shape in shapes():
        ends = iter(shape.crossings(y))
        found += [Span(start, end, shape.code) for start, end in zip(ends, ends, strict=True)]
    return sorted(found)


def project(longitude: float, latitude: float) -> Point:
    """Where a place in WGS 84 (degrees) lies on the plane (km).

    Source: J. P. Snyder, Map Projections: A Working Manual (1987), 21-2 to 21-4.
    """
    east, north = math.radians(longitude) - _LONGITUDE, math.radians(latitude)
    along = math.cos(north) * math.cos(east)
    sine, cosine = math.sin(_LATITUDE), math.cos(_LATITUDE)
    scale = 2 * _EARTH / (1 + sine * math.sin(north) + cosine * along)
    return (
        scale * math.cos(north) * math.sin(east),
        -scale * (cosine * math.sin(north) - sine * along),
    )


def map_source() -> str:
    """What must stand under every map: whose boundaries these are (CC BY 4.0 asks for it)."""
    return _("Boundaries of the COROP areas {year}: CBS/Kadaster, CC BY 4.0").format(year=YEAR)


def _edges(rings: Iterable[Ring]) -> Iterator[tuple[Point, Point]]:
    for ring in rings:
        yield from zip(ring, (*ring[1:], ring[0]), strict=True)


def _surface(ring: Ring) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in _edges([ring]))) / 2


def _squared_distance(point: Point, start: Point, end: Point) -> float:
    """The square of how far ``point`` is from the nearest place between ``start`` and ``end``."""
    (x, y), (left, top), (right, low) = point, start, end
    dx, dy = right - left, low - top
    along = ((x - left) * dx + (y - top) * dy) / (dx * dx + dy * dy)
    along = 0.0 if along < 0 else min(along, 1.0)
    return (x - left - along * dx) ** 2 + (y - top - along * dy) ** 2
