"""The map of the COROP areas in character cells: which area each shows. Pure functions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from welvaartcanvas.registry.geometry import Point, bounds, shapes, spans

#: How much higher than wide a character cell is, in nearly every terminal.
HIGH = 2
#: What of a cell must be land for it to show land.
_LAND = 0.4
#: How many lines across a cell are looked at.
_LINES = 4

Direction = Literal["left", "right", "up", "down"]
_STEPS: Mapping[Direction, tuple[int, int]] = {
    "left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)
}  # fmt: skip


class Raster(NamedTuple):
    """Rows of cells, each with the code of its area or ``None`` for sea and abroad."""

    rows: tuple[tuple[str | None, ...], ...]

    def at(self, column: int, row: int) -> str | None:
        """The area of a cell; ``None`` also beside the map."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@lru_cache(maxsize=8)
def raster(width: int, height: int) -> Raster:
    """The map as large as it fits in ``width`` × ``height`` cells, in its true proportions.

    A cell shows the area that takes most of it. An area that takes most of none gets the nearest
    cell that its neighbours can spare, so that every area is there while there are enough cells.
    """
    land = bounds()
    km = max(land.width / max(1, width), land.height / (HIGH * max(1, height)))
    columns, lines = math.ceil(land.width / km), math.ceil(land.height / (HIGH * km))
    columns, lines = min(columns, width), min(lines, height)
    grid = [_row(km, columns, line) for line in range(lines)]
    _give_each_a_cell(grid, km)
    return Raster(tuple(map(tuple, grid)))


def _row(km: float, columns: int, line: int) -> list[str | None]:
    """The cells of a line: of each how much lies in which area, along a few lines across it."""
    land = bounds()
    held: list[Counter[str]] = [Counter() for _column in range(columns)]
    for across in range(_LINES):
        y = land.top + HIGH * km * (line + (across + 0.5) / _LINES)
        for span in spans(y):
            start, end = (span.start - land.left) / km, (span.end - land.left) / km
            for column in range(int(start), min(math.ceil(end), columns)):
                held[column][span.code] += min(end, column + 1) - max(start, column)  # type: ignore[assignment]
    return [
        max(sorted(cell), key=cell.__getitem__) if sum(cell.values()) >= _LAND * _LINES else None
        for cell in held
    ]


def _give_each_a_cell(grid: list[list[str | None]], km: float) -> None:
    taken = Counter(code for row in grid for code in row if code)
    land = bounds()
    for shape in shapes():
        if taken[shape.code]:
            continue
        x, y = shape.label
        column, line = (x - land.left) / km - 0.5, (y - land.top) / (HIGH * km) - 0.5
        cells = sorted(
            (math.hypot(at - column, HIGH * (row - line)), at, row)
            for row, codes in enumerate(grid)
            for at in range(len(codes))
        )
        for _far, at, row in cells:
            owner = grid[row][at]
            if owner is None or taken[owner] > 1:
                grid[row][at] = shape.code
                taken[shape.code] += 1
                taken[owner or ""] -= 1
                break


def step(code: str, direction: Direction) -> str:
    """The nearest area in ``direction``, seen from the middle of ``code``; itself at the edge.

    What lies aside counts double, and what lies more aside than ahead is not in that direction.
    """
    places = _places()
    dx, dy = _STEPS[direction]
    x, y = places[code]

    def ways() -> Iterator[tuple[float, str]]:
        for other, (to_x, to_y) in places.items():
            ahead = (to_x - x) * dx + (to_y - y) * dy
            aside = abs((to_x - x) * dy) + abs((to_y - y) * dx)
            if ahead > 0 and aside <= ahead:
                yield ahead + 2 * aside, other

    return min(ways(), default=(0.0, code))[1]


def _places() -> dict[str, Point]:
    return {shape.code: shape.label for shape in shapes()}
