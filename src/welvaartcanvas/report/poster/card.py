"""One block on a poster: its title, question and findings, and what each perspective says."""

from __future__ import annotations

from typing import NamedTuple

from welvaartcanvas.domain.template import Block
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import Piece, draw_stack, stacked
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.poster.head import Head
from welvaartcanvas.report.poster.layout import Setting
from welvaartcanvas.report.poster.links import more, more_height
from welvaartcanvas.report.poster.share import ALL, Share
from welvaartcanvas.report.poster.side import Side
from welvaartcanvas.report.targets import block_target
from welvaartcanvas.report.view import CanvasView

PADDING = 8.0
#: Sides beside one another each have this width at least, in em: some 24 letters.
_COLUMN = 12.0
#: In a place narrower than this (points) no side is shown.
_NARROW = 60.0
_BESIDE = 10.0
_BETWEEN = 5.0
_BELOW_HEAD = 4.0
#: What may stay empty beside the last sides, in times what all of them take.
_HOLE = 0.2
#: A side is whole before the others have all their room, if these get so much of their needs.
_MOST_OF_IT = 0.75


class _Need(NamedTuple):
    """The height that everything takes, and how many sides then stand beside one another."""

    height: float
    columns: int


class Card:
    """A block that is drawn in a place of any width and height."""

    def __init__(self, view: CanvasView, block: Block) -> None:
        self.block = block
        self._head = Head(view, block)
        self._sides = [Side(view, block, side) for side in view.template.perspectives]
        self._needs: dict[tuple[float, float, Share], _Need] = {}
        self._leasts: dict[float, float] = {}
        #: The sides in rows, for each number of columns that can be best.
        self._rows = {
            columns: [self._sides[i : i + columns] for i in range(0, len(self._sides), columns)]
            for columns in _columns(len(self._sides))
        }

    def need(self, width: float, size: float, share: Share = ALL) -> float:
        """The height that it takes in type of ``size`` points, its sides with their ``share``."""
        return self._need(width, size, share).height

    def least(self, size: float) -> float:
        """The width below which names of sides are cut and lines have too few letters."""
        if size not in self._leasts:
            names = [side.head_width(size) for side in self._sides]
            self._leasts[size] = 2 * PADDING + max(_COLUMN * size, *names)
        return self._leasts[size]

    def _need(self, width: float, size: float, share: Share = ALL) -> _Need:
        key = (width, size, share)
        need = self._needs.get(key)
        if need is None:
            need = self._needs[key] = self._measured(width - 2 * PADDING, size, share)
        return need

    def _measured(self, width: float, size: float, share: Share) -> _Need:
        head = 2 * PADDING + self._head.height(width, size) + _BELOW_HEAD
        least = self._least_column(width, size)
        needs = []
        for columns in self._rows:
            column = _column(width, columns)
            if columns == 1 or column >= least:
                rows = self._heights(columns, column, size, share)
                needs.append(_Need(head + sum(rows) + _BETWEEN * (len(rows) - 1), columns))
        return min(needs)

    def _heights(self, columns: int, width: float, size: float, share: Share) -> list[float]:
        """The height of each row of sides, in columns of ``width`` points."""
        return [
            max([side.height(width, size, share) for side in row]) for row in self._rows[columns]
        ]

    def _least_column(self, width: float, size: float) -> float:
        """The least that such a column must have: what is whole in ``width`` stays whole."""
        wanted = [_COLUMN * size]
        for side in self._sides:
            wanted += [side.head_width(size), side.text_width(size)]
        return max(want for want in wanted if want <= max(width, wanted[0]))

    def draw(self, page: Page, behind: Behind, setting: Setting) -> None:
        """Draw it on ``page`` as a section at the end of the document, and what it lacks behind."""
        place, size, share = setting
        node = behind.document.root.add(Role.SECTION, target=block_target(self.block.key))
        page.cover(node, *place)
        page.rectangle(Artifact.LAYOUT, place, fill=style.GROUND, radius=6)
        inner = place.inset(min(PADDING, place.width / 8, place.height / 8))
        top = self._head.draw(page, node, behind, inner, size) + _BELOW_HEAD
        rest = Area(inner.x, top, inner.width, inner.y + inner.height - top)
        columns = self._need(place.width, size, share).columns
        column = _column(rest.width, columns)
        least = sum(
            max(min(side.height(column, size), side.least(column, size)) for side in row)
            for row in self._rows[columns]
        )
        if column < _NARROW or rest.height < least - 0.01:
            self._draw_elsewhere(page, node, behind, rest)
            return
        rooms = self._rooms(columns, column, rest.height, size, share)
        drawn: list[list[list[Piece]]] = []
        heights: list[float] = []
        spare = 0.0
        for row, room in zip(self._rows[columns], rooms, strict=True):
            most = room + spare
            pieces = [side.pieces(node, behind, width=column, size=size, room=most) for side in row]
            drawn.append(pieces)
            heights.append(max(map(stacked, pieces)))
            spare = most - heights[-1]
        # What is left over stands below each of them: there is room to write.
        over = (rest.height - sum(heights)) / len(heights)
        top = rest.y
        for stacks, height in zip(drawn, heights, strict=True):
            for i, stack in enumerate(stacks):
                draw_stack(page, rest.x + i * (column + _BESIDE), top, stack)
            top += height + max(_BETWEEN, over)

    def _rooms(
        self, columns: int, width: float, height: float, size: float, share: Share
    ) -> list[float]:
        """The heights of rows of sides: each its share, and then as few as can be lack some."""
        needs = self._heights(columns, width, size, ALL)
        rooms = self._heights(columns, width, size, share)
        left = height - _BETWEEN * (len(needs) - 1)
        if share is ALL or sum(rooms) > left:
            rooms = [0.0] * len(needs)
        left -= sum(rooms)
        lacks = [need - room for need, room in zip(needs, rooms, strict=True)]
        waiting = sorted(range(len(needs)), key=lacks.__getitem__)
        for done, i in enumerate(waiting, start=1):
            others = sum(lacks[j] for j in waiting[done:])
            whole = lacks[i] <= left - others * _MOST_OF_IT
            more = lacks[i] if whole else min(lacks[i], left / (len(needs) - done + 1))
            rooms[i] += more
            left -= more
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


def _columns(count: int) -> list[int]:
    """The numbers of columns in which so many sides leave little of the last row empty."""
    return [n for n in range(1, count + 1) if -count % n <= _HOLE * count]


def _column(width: float, columns: int) -> float:
    """The width of each of so many columns in ``width`` points."""
    return (width - _BESIDE * (columns - 1)) / columns
