"""How wide and high the blocks of a poster are, and in what size of type it is set.

The blocks keep their places in the grid of the template. The widths of its columns are looked
for, so that the type can be as large as can be: from columns that are alike, width goes in
small steps from one to another. The heights of the rows follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import sqrt
from random import Random
from statistics import median_low
from typing import NamedTuple

from welvaartcanvas.domain.layout import Place
from welvaartcanvas.report.pdf.layout import shares
from welvaartcanvas.report.pdf.tree import Area
from welvaartcanvas.report.poster.looks import SIZES, SMALLEST
from welvaartcanvas.report.poster.share import ALL, WEIGHED, Fitted, Share

#: Between blocks, in points.
GAP = 8.0
#: Width goes from column to column in steps of so many points, up to so many at a time.
_STEP = 12.0
_STRIDE = 5
#: How many changes are tried, and how much worse one may make it, in points.
_TRIES = 600
_PATIENCE = 20.0
#: The least and the most of an even share of the width that a column gets.
_LEAST, _MOST = 0.55, 1.8
#: Beyond so many times the height, no widths are looked for: nothing would fit anyhow.
_HOPELESS = 3.0
#: How much more may turn out to fit than is shown when not all does.
_NEARLY = 0.05
#: Long contributions get so many times an even share, for their number to be even.
_LONG = 2.0


class _Aim(NamedTuple):
    """What is tried: the size of type, and what a side shows at most."""

    size: float
    share: Share = ALL


class Setting(NamedTuple):
    """The place of a block on the page, its size of type, and what a side shows at least.

    That is all, or as much as every side of the poster can show, if it has that.
    """

    place: Area
    size: float
    share: Share


def laid_out(blocks: Mapping[str, tuple[Place, Fitted]], area: Area) -> dict[str, Setting]:
    """The setting in ``area`` of blocks that fill a grid, each with its place in that.

    All have one size: the largest of those tried in which all of them fit. If they do not even
    fit in the smallest, those that have room get a larger one, as half of them can have.
    """
    grid = _Grid(blocks, area)
    moved = grid.still
    found = None
    for size in reversed(SIZES):
        moved = grid.improved(moved, _Aim(size))
        if not grid.fits(moved, _Aim(size)):
            break
        found = moved, _Aim(size)
    if found:
        moved, aim = found
        moved = grid.evened(moved, aim)
        return {k: Setting(place, *aim) for k, place in grid.places(moved, aim).items()}
    moved, aim = _as_much_as_fits(grid)
    places = grid.places(moved, aim)
    fitting = {key: _fitting(blocks[key][1], place) for key, place in places.items()}
    common = median_low(fitting.values())
    return {
        key: Setting(place, min(size, common), ALL if size > SMALLEST else aim.share)
        for (key, place), size in zip(places.items(), fitting.values(), strict=True)
    }


def _as_much_as_fits(grid: _Grid) -> tuple[tuple[int, ...], _Aim]:
    """The widths in which every side can show as much as the others, if it has that."""
    tried = found = grid.still
    most, beyond = 0.0, grid.area.width * grid.area.height
    while beyond - most > most * _NEARLY + 1:
        aim = _Aim(SMALLEST, Share((most + beyond) / 2))
        tried = grid.improved(tried, aim)
        if grid.fits(tried, aim):
            found, most = tried, aim.share.area
        else:
            beyond = aim.share.area
    return _evenly_counted(grid, found, most)


def _evenly_counted(
    grid: _Grid, found: tuple[int, ...], area: float
) -> tuple[tuple[int, ...], _Aim]:
    """The widths in which every side can show as many contributions as the others.

    If they are long, they count for no more than some times the ``area`` that all can have.
    """
    aim = _Aim(SMALLEST, Share(area))
    for count in range(1, WEIGHED + 1):
        further = _Aim(SMALLEST, Share(area * _LONG, count))
        tried = grid.improved(found, further)
        if not grid.fits(tried, further):
            break
        found, aim = tried, further
    return found, aim


def _fitting(fitted: Fitted, place: Area) -> float:
    """The largest size in which it fits in ``place``, or the smallest."""
    for size in SIZES:
        width, height = fitted.least(size), fitted.need(place.width, size, ALL)
        if width <= place.width and height <= place.height + 0.01:
            return size
    return SMALLEST


class _Axis:
    """The columns or the rows that the edges of blocks make, and which of them a block takes."""

    def __init__(self, spans: Mapping[str, tuple[int, int]]) -> None:
        edges = sorted({edge for span in spans.values() for edge in span})
        self.shares = [end - start for start, end in pairwise(edges)]
        self.spans = {k: (edges.index(a), edges.index(b)) for k, (a, b) in spans.items()}

    def even(self, length: float) -> list[float]:
        """Their sizes when each cell of the grid has the same."""
        cell = (length + GAP) / sum(self.shares)
        return [share * cell - GAP for share in self.shares]


class _Grid:
    """Blocks in columns, whose widths are even shares with a number of steps added to each."""

    def __init__(self, blocks: Mapping[str, tuple[Place, Fitted]], area: Area) -> None:
        places = {key: place for key, (place, _fitted) in blocks.items()}
        self._fitted = {key: fitted for key, (_place, fitted) in blocks.items()}
        self.area = area
        self.columns = _Axis({k: (p.column, p.column + p.width) for k, p in places.items()})
        self._rows = _Axis({k: (p.row, p.row + p.height) for k, p in places.items()})
        self._even = self.columns.even(area.width)
        #: No steps at all.
        self.still = (0,) * len(self._even)
        # Blocks of fewer rows first: what they need is there when those of more are weighed.
        self._order = sorted(places, key=lambda k: places[k].height)

    def _width(self, key: str, moved: Sequence[int]) -> float:
        start, end = self.columns.spans[key]
        even = sum(self._even[start:end]) + GAP * (end - start - 1)
        return even + _STEP * sum(moved[start:end])

    def _needs(self, moved: Sequence[int], aim: _Aim) -> dict[str, float]:
        return {k: f.need(self._width(k, moved), *aim) for k, f in self._fitted.items()}

    def _heights(self, needs: Mapping[str, float]) -> list[float]:
        """The least heights of the rows in which every block fits."""
        rows = [0.0] * len(self._rows.shares)
        for key in self._order:
            start, end = self._rows.spans[key]
            lacks = needs[key] - GAP * (end - start - 1) - sum(rows[start:end])
            for i in range(start, end):
                rows[i] += max(0.0, lacks) / (end - start)
        return rows

    @property
    def _room(self) -> float:
        """The height that all rows have together."""
        return self.area.height - GAP * (len(self._rows.shares) - 1)

    def _total(self, needs: Mapping[str, float]) -> float:
        heights = self._heights(needs)
        return sum(heights) + GAP * (len(heights) - 1)

    def fits(self, moved: Sequence[int], aim: _Aim) -> bool:
        """Whether every block has the height that it needs."""
        return self._total(self._needs(moved, aim)) <= self.area.height

    def improved(self, moved: tuple[int, ...], aim: _Aim) -> tuple[int, ...]:
        """Widths in which everything fits, or as nearly as some hundreds of changes lead to.

        Changes that make it worse are taken too, fewer and fewer: who only goes down ends in
        the first hollow. The chance is the same each time, and so is the outcome.
        """
        if not self._allowed(moved, aim):
            moved = self.still
        cost, least = self._weighed(moved, aim)
        best = moved
        if least > _HOPELESS * self.area.height:
            return moved
        chance = Random(0).random  # noqa: S311 (nothing is kept secret with it)
        for tries in range(_TRIES):
            if least <= self.area.height:
                break
            tried = self._changed(moved, chance)
            if not self._allowed(tried, aim):
                continue
            now, total = self._weighed(tried, aim)
            if now <= cost + _PATIENCE * (1 - tries / _TRIES) * chance():
                moved, cost = tried, now
                if total < least:
                    best, least = moved, total
        return best

    def _changed(self, moved: Sequence[int], chance: Callable[[], float]) -> tuple[int, ...]:
        """``moved`` with a few steps from one column to another."""
        changed = list(moved)
        giver, taker = (int(chance() * len(moved)) for _ in range(2))
        steps = 1 + int(chance() * chance() * _STRIDE)
        changed[giver] -= steps
        changed[taker] += steps
        return tuple(changed)

    def _allowed(self, moved: Sequence[int], aim: _Aim) -> bool:
        """Whether no column is too narrow or wide, nor a block too narrow if it need not be."""
        if not any(moved):
            return True
        return all(
            _LEAST * even <= even + _STEP * steps <= _MOST * even
            for even, steps in zip(self._even, moved, strict=True)
        ) and all(
            self._width(key, moved) >= min(fitted.least(aim.size), self._width(key, self.still))
            for key, fitted in self._fitted.items()
        )

    def evened(self, moved: tuple[int, ...], aim: _Aim) -> tuple[int, ...]:
        """The widths nearest to even ones that single steps back lead to, while all fits."""
        pairs = [(a, b) for a in range(len(moved)) for b in range(len(moved)) if a != b]
        back = True
        while back:
            back = False
            for giver, taker in pairs:
                if moved[giver] > 0 > moved[taker]:
                    tried = list(moved)
                    tried[giver] -= 1
                    tried[taker] += 1
                    if self.fits(tried, aim) and self._allowed(tried, aim):
                        moved, back = tuple(tried), True
        return moved

    def _weighed(self, moved: Sequence[int], aim: _Aim) -> tuple[float, float]:
        """How much too full it is, and the height of all.

        The first counts the height and the columns, the fullest above all: a change that does
        not make the whole less high may be on the way to one that does.
        """
        needs = self._needs(moved, aim)
        total = self._total(needs)
        loads = [0.0] * len(moved)
        for key, need in needs.items():
            for i in range(*self.columns.spans[key]):
                loads[i] += need + GAP
        return total + _fullest(loads), total

    def places(self, moved: Sequence[int], aim: _Aim) -> dict[str, Area]:
        """Where each block stands: its rows share what is left, or what there is."""
        widths = [even + _STEP * more for even, more in zip(self._even, moved, strict=True)]
        heights = self._heights(self._needs(moved, aim))
        if aim.share is not ALL:
            # What is left goes first where something is lacking.
            whole = self._heights(self._needs(moved, aim._replace(share=ALL)))
            lacks = [max(0.0, a - b) for a, b in zip(whole, heights, strict=True)]
            left = max(0.0, self._room - sum(heights))
            heights = [a + b for a, b in zip(heights, shares(lacks, left), strict=True)]
        heights = self._shared(heights)
        lefts, tops = _edges(self.area.x, widths), _edges(self.area.y, heights)
        places = {}
        for key in self._fitted:
            (a, b), (c, d) = self.columns.spans[key], self._rows.spans[key]
            left, top = lefts[a], tops[c]
            places[key] = Area(left, top, lefts[b] - GAP - left, tops[d] - GAP - top)
        return places

    def _shared(self, heights: list[float]) -> list[float]:
        room = self._room
        if sum(heights) > room:
            return shares(heights, room)
        # The rows become as alike as what is left allows.
        alike = self._rows.even(self.area.height)
        lacking = [max(0.0, even - height) for even, height in zip(alike, heights, strict=True)]
        share = min(1.0, (room - sum(heights)) / sum(lacking)) if sum(lacking) else 0.0
        heights = [h + lack * share for h, lack in zip(heights, lacking, strict=True)]
        rest = (room - sum(heights)) / len(heights)
        return [height + rest for height in heights]


def _fullest(loads: Sequence[float]) -> float:
    """A mean in which the fullest count above all: the eighth root of the mean eighth power.

    It takes roots that are the same on every machine, unlike other powers.
    """
    squares = [load * load for load in loads]
    eighths = sum(square * square * square * square for square in squares)
    return sqrt(sqrt(sqrt(eighths / len(loads))))


def _edges(start: float, sizes: Sequence[float]) -> list[float]:
    """Where each column or row starts, and where one after the last would."""
    return [*accumulate((size + GAP for size in sizes), initial=start)]
