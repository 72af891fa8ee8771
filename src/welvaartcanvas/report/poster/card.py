"""One block on a poster: its title, question and findings, and what each perspective says."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from welvaartcanvas.domain.template import Block
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import draw_stack, stacked
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.poster.head import Head
from welvaartcanvas.report.poster.layout import Setting
from welvaartcanvas.report.poster.links import more, more_height
from welvaartcanvas.report.poster.side import Side
from welvaartcanvas.report.view import CanvasView

PADDING = 8.0
#: Sides beside one another each have this width at least, in em: some 24 letters.
_COLUMN = 12.0
#: In a place narrower than this (points) no side is shown.
_NARROW = 60.0
_BESIDE = 10.0
_BETWEEN = 5.0
_BELOW_HEAD = 4.0
#: A side is whole before the others have all their room, if these get so much of their needs.
_MOST_OF_IT = 0.75


class _Need(NamedTuple):
    """The height that everything takes, and whether the sides then stand beside one another."""

    height: float
    beside: bool


class Card:
    """A block that is drawn in a place of any width and height."""

    def __init__(self, view: CanvasView, block: Block) -> None:
        self.block = block
        self._head = Head(view, block)
        self._sides = [Side(view, block, side) for side in view.template.perspectives]
        self._needs: dict[tuple[float, float, float], _Need] = {}
        self._leasts: dict[float, float] = {}

    def need(self, width: float, size: float, most: float = inf) -> float:
        """The height that it takes in type of ``size`` points, ``most`` square points a side."""
        return self._need(width, size, most).height

    def least(self, size: float) -> float:
        """The width below which names of sides are cut and lines have too few letters."""
        if size not in self._leasts:
            names = [side.head_width(size) for side in self._sides]
            self._leasts[size] = 2 * PADDING + max(_COLUMN * size, *names)
        return self._leasts[size]

    def _need(self, width: float, size: float, most: float = inf) -> _Need:
        key = (width, size, most)
        need = self._needs.get(key)
        if need is None:
            need = self._needs[key] = self._measured(width - 2 * PADDING, size, most)
        return need

    def _measured(self, width: float, size: float, most: float) -> _Need:
        head = 2 * PADDING + self._head.height(width, size) + _BELOW_HEAD
        below = sum(side.height(width, size, most) for side in self._sides)
        below += _BETWEEN * (len(self._sides) - 1)
        column = self._column(width)
        if column >= self._least_column(width, size):
            beside = max(side.height(column, size, most) for side in self._sides)
            if beside < below:
                return _Need(head + beside, True)
        return _Need(head + below, False)

    def _column(self, width: float) -> float:
        """The width of each of the sides when they stand beside one another."""
        count = len(self._sides)
        return (width - _BESIDE * (count - 1)) / count

    def _least_column(self, width: float, size: float) -> float:
        """The least that such a column must have: what is whole in ``width`` stays whole."""
        wanted = [_COLUMN * size]
        for side in self._sides:
            wanted += [side.head_width(size), side.text_width(size)]
        return max(want for want in wanted if want <= max(width, wanted[0]))

    def draw(self, page: Page, behind: Behind, setting: Setting) -> None:
        """Draw it on ``page`` as a section at the end of the document, and what it lacks behind."""
        place, size, most = setting
        node = behind.document.root.add(Role.SECTION)
        page.rectangle(Artifact.LAYOUT, place, fill=style.GROUND, radius=6)
        inner = place.inset(min(PADDING, place.width / 8, place.height / 8))
        top = self._head.draw(page, node, behind, inner, size) + _BELOW_HEAD
        rest = Area(inner.x, top, inner.width, inner.y + inner.height - top)
        beside = self._need(place.width, size, most).beside
        column = self._column(rest.width) if beside else rest.width
        least = [min(side.height(column, size), side.least(size)) for side in self._sides]
        if column < _NARROW or rest.height < (max(least) if beside else sum(least)):
            self._draw_elsewhere(page, node, behind, rest)
        elif beside:
            for i, side in enumerate(self._sides):
                pieces = side.pieces(node, behind, width=column, size=size, room=rest.height)
                draw_stack(page, rest.x + i * (column + _BESIDE), rest.y, pieces)
        else:
            self._draw_below(page, node, behind, rest, size)

    def _draw_below(self, page: Page, node: Node, behind: Behind, area: Area, size: float) -> None:
        rooms = self._rooms(area, size)
        drawn = [
            side.pieces(node, behind, width=area.width, size=size, room=room)
            for side, room in zip(self._sides, rooms, strict=True)
        ]
        # What is left over stands below each of them: there is room to write.
        over = area.height - sum(map(stacked, drawn))
        top = area.y
        for pieces in drawn:
            top = draw_stack(page, area.x, top, pieces) + max(_BETWEEN, over / len(drawn))

    def _rooms(self, area: Area, size: float) -> list[float]:
        """The heights of sides below one another: as few of them as can be lack some."""
        needs = [side.height(area.width, size) for side in self._sides]
        left = area.height - _BETWEEN * (len(needs) - 1)
        rooms = [0.0] * len(needs)
        waiting = sorted(range(len(needs)), key=needs.__getitem__)
        for done, i in enumerate(waiting, start=1):
            others = sum(needs[j] for j in waiting[done:])
            whole = needs[i] <= left - others * _MOST_OF_IT
            rooms[i] = needs[i] if whole else min(needs[i], left / (len(needs) - done + 1))
            left -= rooms[i]
        return rooms

    def _draw_elsewhere(self, page: Page, node: Node, behind: Behind, area: Area) -> None:
        """Say where the sides stand, in a place too small for them."""
        for side in self._sides:
            side.put(behind)
        count = sum(side.contributions for side in self._sides)
        if area.width > 0 and more_height(count, area.width) <= area.height:
            target = behind.block(self.block)
            link = more(behind.document, node, target, count, area.width)
            link.draw(page, area.x, area.y)
