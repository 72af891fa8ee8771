"""Tables: columns as wide as their content asks, header rows that come again on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.layout import Lead, Piece, Row, RowCell, paragraph, shares
from welvaartcanvas.report.pdf.text import Span, measure, widest_word
from welvaartcanvas.report.pdf.tree import Node, Role, Scope


class Cell(NamedTuple):
    """What stands in a cell: paragraphs below one another, and what leads the first.

    ``lead`` makes the mark before the first line; it stands in the table as an artifact.
    """

    paragraphs: Sequence[Sequence[Span]]
    lead: Callable[[], Lead] | None = None

    @classmethod
    def of(cls, *spans: Span, lead: Callable[[], Lead] | None = None) -> Cell:
        """A cell of one paragraph."""
        return cls((spans,), lead)

    @property
    def _indent(self) -> float:
        return self.lead().width if self.lead else 0.0

    @property
    def least_width(self) -> float:
        """The width below which a word is broken."""
        return self._indent + max(map(widest_word, self.paragraphs), default=0.0)

    @property
    def full_width(self) -> float:
        """The width at which no paragraph of one line is broken."""
        widths = (
            sum(measure(" ".join(span.text.split()), span.look) for span in spans)
            for spans in self.paragraphs
        )
        return self._indent + max(widths, default=0.0)


class TableStyle(NamedTuple):
    """How tables look: colours, and the air in cells (points)."""

    rule: Colour
    header_rule: Colour
    across: float = 8.0
    above: float = 4.0
    below: float = 5.0


class Table(NamedTuple):
    """Rows of cells under one header row; the first cell of a row is its header.

    ``align`` has, a column, 0 for left, 0.5 for the middle and 1 for right.
    """

    header: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    style: TableStyle
    align: Sequence[float] = ()

    def pieces(self, parent: Node, width: float, space: float = 0.0) -> list[Piece]:
        """The table as a node at the end of ``parent``, and its rows to be stacked."""
        node = parent.add(Role.TABLE)
        widths = self._widths(width)
        header = self._row(node, self.header, widths, header=True)
        header.space, header.glued, header.rule = space, True, self.style.header_rule
        rows = [self._row(node, row, widths) for row in self.rows]
        for row in rows:
            row.header, row.rule = (header,), self.style.rule
        if len(rows) > 1:
            rows[-2].glued = True  # no page has the last row alone
        return [header, *rows]

    def _widths(self, width: float) -> list[float]:
        """The column widths: what the content asks, narrowed to its words where it must."""
        columns = list(zip(self.header, *self.rows, strict=True))
        gaps = self.style.across * len(columns)
        room = width - gaps
        least = [max(cell.least_width for cell in column) + 0.5 for column in columns]
        full = [max(cell.full_width for cell in column) + 0.5 for column in columns]
        widths = _shared(room, shares(least, room), full)
        rest = max(0.0, room - sum(widths)) / len(widths)  # what nobody asks is spread evenly
        return [one + rest + self.style.across for one in widths]

    def _row(
        self, table: Node, cells: Sequence[Cell], widths: Sequence[float], *, header: bool = False
    ) -> Row:
        row = table.add(Role.ROW)
        placed: list[RowCell] = []
        x = 0.0
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            if header:
                node = row.add(Role.HEADER, scope=Scope.COLUMN)
            elif i == 0:
                node = row.add(Role.HEADER, scope=Scope.ROW)
            else:
                node = row.add(Role.CELL)
            align = self.align[i] if self.align else 0.0
            pieces: list[Piece] = []
            for spans in cell.paragraphs:
                lead = cell.lead() if cell.lead and not pieces else None
                pieces += paragraph(
                    node, spans, width - self.style.across, align=align, lead=lead, space=1
                )
            placed.append(RowCell(x, width, tuple(pieces)))
            x += width
        return Row.of(placed, self.style.above, self.style.below)


def _shared(room: float, least: Sequence[float], full: Sequence[float]) -> list[float]:
    """``room`` for columns that can do with ``least`` and would like ``full``.

    Columns that ask no more than an even share get what they ask. Of what is left an even
    share is more, so more columns may get what they ask, as long as the others keep half of
    what they ask. These share the rest as they ask, and none gets less than its least.
    """
    widths: dict[int, float] = {}
    open_columns, left = set(range(len(full))), room
    while open_columns:
        modest = {i: full[i] for i in open_columns if full[i] <= left / len(open_columns)}
        others = sum(full[i] for i in open_columns - set(modest))
        if not modest or (widths and left - sum(modest.values()) < others / 2):
            break
        widths |= modest
        open_columns -= set(modest)
        left -= sum(modest.values())
    if sum(least[i] for i in open_columns) > left:  # long words: nobody gets all that it asks
        widths, open_columns, left = {}, set(range(len(full))), room
    while open_columns:
        asked = sum(full[i] for i in open_columns)
        given = {i: left * full[i] / asked for i in open_columns}
        narrow = {i: least[i] for i in open_columns if given[i] < least[i]}
        widths |= narrow or given
        open_columns -= set(narrow or given)
        left -= sum(narrow.values())
    return [widths[i] for i in range(len(full))]
