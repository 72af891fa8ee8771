"""How a matrix divides its room: how wide each column is, what is seen, what lies under a click."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Offset, Size

#: How many lines the heads of columns have.
HEAD = 2
#: What is kept between columns.
GAP = 1
#: What is kept before the name of a row for its signs.
SIGNS = 3
#: What a column may be wider than its cells, for the sake of its head.
_MOST_STRETCH = 8
_LEAST_NAME = 20


class Heading(NamedTuple):
    """A row or column: what it is, its name (a user's text), and how wide its cells' lines are.

    All widths and places are in cells of the terminal.
    """

    key: str
    name: str
    widths: tuple[int, int]
    signs: str = ""


class Plan:
    """The places of ``rows`` and ``columns`` in ``room``, ``corner`` above the names of the rows.

    Where not all columns fit with a cell on one line, a cell takes two. Rows and columns are
    seen whole or not at all; one cell at the right edge is kept for the sign that there are
    more columns.
    """

    def __init__(
        self,
        rows: Sequence[Heading],
        columns: Sequence[Heading],
        room: Size,
        corner: Sequence[str] = (),
    ) -> None:
        self.room = room
        self.rows, self.columns = len(rows), len(columns)
        texts = (*corner, *(row.name for row in rows))
        longest = SIGNS + max(map(cell_len, texts), default=0) + 1
        on_one = [sum(column.widths) + 1 for column in columns]
        on_two = [max(column.widths) for column in columns]
        self.tall = _beside(on_one, room) < min(longest, _LEAST_NAME)
        widths = on_two if self.tall else on_one
        names = _beside(widths, room)
        if names < _LEAST_NAME:  # not all columns fit anyway
            names = max(_LEAST_NAME, room.width // 4)
        self.names = min(longest, names)
        self._across = room.width - self.names - 1
        if widths:
            spare = self._across - sum(widths) - GAP * len(widths)
            stretch = max(0, min(spare // len(widths), _MOST_STRETCH))
            widths = [width + stretch for width in widths]
        self.widths = widths
        self._starts = [0, *accumulate(width + GAP for width in widths)]
        self.high = 2 if self.tall else 1
        self.fitting = max(1, (room.height - HEAD) // self.high)
        """How many rows are seen."""

    @property
    def size(self) -> Size:
        """How large everything is."""
        return Size(self.names + self._starts[-1] + 1, HEAD + self.rows * self.high)

    def start(self, column: int) -> int:
        """Where a column starts, behind the names."""
        return self._starts[column]

    def seen_columns(self, offset: Offset) -> range:
        """The columns that are seen when everything is scrolled by ``offset``."""
        first = min(bisect_left(self._starts, offset.x), max(0, self.columns - 1))
        last = first
        while last < self.columns and self._starts[last + 1] - self._starts[first] <= self._across:
            last += 1
        return range(first, min(self.columns, max(last, first + 1)))

    def first_row(self, offset: Offset) -> int:
        """The first row that is seen."""
        return -(-offset.y // self.high)

    def line(self, row: int, offset: Offset) -> int:
        """The line on which a row is seen; it may lie outside the room."""
        return HEAD + (row - self.first_row(offset)) * self.high

    def offset_to_see(self, row: int, column: int, offset: Offset) -> Offset:
        """By how much to scroll, beginning at ``offset``, to see that cell."""
        x, y = offset
        if row < self.first_row(offset):
            y = row * self.high
        elif row >= self.first_row(offset) + self.fitting:
            y = (row - self.fitting + 1) * self.high
        start, end = self._starts[column], self._starts[column + 1]
        if start < x:
            x = start
        elif column not in self.seen_columns(offset):
            x = min(start, self._starts[bisect_left(self._starts, end - self._across)])
        return Offset(x, y)

    def row_at(self, y: int, offset: Offset) -> int | None:
        """The row on the line ``y``."""
        if not HEAD <= y < HEAD + self.fitting * self.high:
            return None
        row = self.first_row(offset) + (y - HEAD) // self.high
        return row if row < self.rows else None

    def column_at(self, x: int, offset: Offset) -> int | None:
        """The column at ``x``."""
        seen = self.seen_columns(offset)
        for column in seen:
            start = self.names + self._starts[column] - self._starts[seen.start]
            if start <= x < start + GAP + self.widths[column]:
                return column
        return None


def _beside(widths: Sequence[int], room: Size) -> int:
    """What is left for names beside columns of those widths."""
    return room.width - 1 - sum(widths) - GAP * len(widths)
