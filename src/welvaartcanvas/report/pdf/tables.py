"""Tables: columns as wide as their content asks, and headers that come again on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.layout import (
    Lead,
    Link,
    Piece,
    Row,
    RowCell,
    Tail,
    TextPiece,
    paragraph,
    shares,
)
from welvaartcanvas.report.pdf.text import Span, measure, widest_word, wrap
from welvaartcanvas.report.pdf.tree import Node, Role, Scope

_BREAKS = str.maketrans("\n\t", "  ")


class Cell(NamedTuple):
    """What stands in a cell: paragraphs below one another, and what leads the first.

    ``lead`` makes the mark before the first line; it stands in the table as an artifact.
    The cell takes ``columns`` columns and ``rows`` rows; its text is in ``language`` (BCP 47)
    if that is not the language of the table. Its lines hang beside ``number``, which
    ends with the blanks between the two. Its text leads to the target of ``link``, and ``tail``
    stands behind its last line. ``fill`` is its ground, and ``target`` that of its node.
    """

    paragraphs: Sequence[Sequence[Span]]
    lead: Callable[[], Lead] | None = None
    columns: int = 1
    rows: int = 1
    language: str = ""
    number: Span | None = None
    link: Link | None = None
    tail: Tail | None = None
    fill: Colour | None = None
    target: str = ""

    @classmethod
    def of(
        cls,
        *spans: Span,
        lead: Callable[[], Lead] | None = None,
        columns: int = 1,
        rows: int = 1,
        language: str = "",
        number: Span | None = None,
        link: Link | None = None,
        tail: Tail | None = None,
    ) -> Cell:
        """A cell of one paragraph."""
        return cls((spans,), lead, columns, rows, language, number, link, tail)

    @property
    def _beside(self) -> float:
        """What everything beside the text takes, in points."""
        lead, tail = self.lead().width if self.lead else 0.0, self.tail.width if self.tail else 0.0
        return lead + self.hang + tail

    @property
    def hang(self) -> float:
        """What the number takes, in points."""
        return measure(self.number.text, self.number.look) if self.number else 0.0

    @property
    def least_width(self) -> float:
        """The width below which a word is broken."""
        return self._beside + max(map(widest_word, self.paragraphs), default=0.0)

    @property
    def full_width(self) -> float:
        """The width at which no paragraph of one line is broken."""
        widths = (
            sum(measure(span.text.translate(_BREAKS), span.look) for span in spans)
            for spans in self.paragraphs
        )
        return self._beside + max(widths, default=0.0)


class TableStyle(NamedTuple):
    """How tables look: colours, and the air in cells (points).

    ``across`` is left free beside the text of a cell, of which ``inset`` before it.
    """

    rule: Colour
    header_rule: Colour
    across: float = 8.0
    above: float = 4.0
    below: float = 5.0
    inset: float = 0.0


class Table(NamedTuple):
    """Rows of cells under rows of headers; the cell in the first column is that of its row.

    A cell that takes several rows is left out of those below its first. ``align`` has, a
    column, 0 for left, 0.5 for the middle and 1 for right; what takes more columns than
    one stands in their middle. With ``shares`` the columns divide the width as these are to
    each other, whatever stands in them: so tables of one sort stay alike.
    """

    head: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]
    style: TableStyle
    align: Sequence[float] = ()
    shares: Sequence[float] = ()

    def pieces(self, parent: Node, width: float, space: float = 0.0) -> list[Piece]:
        """The table as a node at the end of ``parent``, and its rows to be stacked."""
        node = parent.add(Role.TABLE)
        count = sum(cell.columns for cell in self.head[0])
        head, body = _slots(self.head, count), _slots(self.rows, count)
        if self.shares:
            scale = width / sum(self.shares)
            columns = [*accumulate((share * scale for share in self.shares), initial=0.0)]
        else:
            columns = self._columns([*head, *body], count, width)
        header = self._head(node.add(Role.HEAD_ROWS), head, columns)
        header[0].space = space
        rows = self._body(node.add(Role.BODY_ROWS), body, columns) if body else []
        for row in rows:
            row.header = tuple(header)
        if len(rows) > 1:
            rows[-2].glued = True  # no page has the last row alone
        return [*header, *rows]

    def _columns(self, rows: Sequence[Sequence[_Slot]], count: int, width: float) -> list[float]:
        """Where each column starts, and where the last one ends.

        They get what the content asks, narrowed to its words where it must.
        """
        across = self.style.across
        least, full = [0.5] * count, [0.5] * count
        for slot in sorted((slot for row in rows for slot in row), key=lambda s: s.cell.columns):
            span = slot.span
            air = across * (len(span) - 1) - 0.5
            for widths, asked in ((least, slot.cell.least_width), (full, slot.cell.full_width)):
                lacks = max(0.0, asked - air - sum(widths[i] for i in span)) / len(span)
                for i in span:
                    widths[i] += lacks
        room = width - across * count
        shared = _shared(room, shares(least, room), full)
        rest = max(0.0, room - sum(shared)) / count  # what nobody asks is spread evenly
        return [*accumulate((one + rest + across for one in shared), initial=0.0)]

    def _head(
        self, node: Node, rows: Sequence[Sequence[_Slot]], columns: Sequence[float]
    ) -> list[Row]:
        """The rows of headers; what takes several stands in the lowest of them."""
        placed: list[list[RowCell]] = [[] for _row in rows]
        for slots in rows:
            above = node.add(Role.ROW)
            for slot in slots:
                owner = slot.add(above, Role.HEADER, Scope.COLUMN)
                lowest = slot.row + slot.cell.rows - 1
                placed[lowest].append(self._placed(slot, owner, columns))
        made = []
        for cells in placed:
            cells.sort(key=lambda cell: cell.x)
            row = Row.of(cells, self.style.above, self.style.below)
            row.glued, row.rule = True, self.style.rule
            made.append(row)
        made[-1].rule = self.style.header_rule
        return made

    def _body(
        self, node: Node, rows: Sequence[Sequence[_Slot]], columns: Sequence[float]
    ) -> list[Row]:
        """The rows of values; a cell that takes several stands in the first of them."""
        made = []
        above: dict[int, tuple[_Slot, RowCell]] = {}  # what goes on from above, by column
        for i, slots in enumerate(rows):
            owner = node.add(Role.ROW)
            cells = []
            for slot in slots:
                role, scope = (Role.CELL, None) if slot.column else (Role.HEADER, Scope.ROW)
                cell = self._placed(slot, slot.add(owner, role, scope), columns)
                cells.append(cell)
                if slot.cell.rows > 1 or slot.column == 0:
                    above[slot.column] = slot, cell
            row = Row.of(cells, self.style.above, self.style.below)
            row.again = tuple(cell for _slot, cell in above.values())
            above = {at: on for at, on in above.items() if on[0].row + on[0].cell.rows > i + 1}
            free = [at for at in range(len(columns) - 1) if at not in above]
            row.rule, row.ruled = self.style.rule, (columns[min(free)], columns[-1])
            made.append(row)
        return made

    def _placed(self, slot: _Slot, owner: Node, columns: Sequence[float]) -> RowCell:
        cell, span = slot.cell, slot.span
        left, right = columns[span.start], columns[span.stop]
        align = self.align[slot.column] if self.align else 0.0
        pieces: list[Piece] = []
        if cell.link:
            owner = owner.add(Role.LINK)
        for number, spans in enumerate(cell.paragraphs, start=1):
            behind = cell.tail.width if cell.tail and number == len(cell.paragraphs) else 0.0
            pieces += paragraph(
                owner.add(Role.PARAGRAPH) if len(cell.paragraphs) > 1 else owner,
                spans,
                right - left - self.style.across - cell.hang - behind,
                x=cell.hang,
                align=0.5 if cell.columns > 1 else align,
                lead=cell.lead() if cell.lead and not pieces else None,
                space=1,
            )
        if cell.link or cell.tail:
            lines = [piece for piece in pieces if isinstance(piece, TextPiece)]
            for piece in lines:
                piece.link = cell.link
            lines[-1].tail = cell.tail
        if cell.number:
            line = wrap([cell.number], float("inf"))[0]
            pieces[0].space = 0.0
            pieces.insert(0, TextPiece(0.0, glued=True, line=line, owner=owner))
        inset = self.style.inset
        return RowCell(left, right - left, tuple(pieces), cell.fill, None, inset)


class _Slot(NamedTuple):
    """A cell in its place: the row and column that it starts in."""

    cell: Cell
    row: int
    column: int

    @property
    def span(self) -> range:
        """The columns that it takes."""
        return range(self.column, self.column + self.cell.columns)

    def add(self, row: Node, role: Role, scope: Scope | None) -> Node:
        """Its node, at the end of that of its row."""
        cell = self.cell
        return row.add(
            role,
            scope=scope,
            columns=cell.columns,
            rows=cell.rows,
            language=cell.language,
            target=cell.target,
        )


def _slots(rows: Sequence[Sequence[Cell]], count: int) -> list[list[_Slot]]:
    """Every cell in its place: beside those before it and those that go on from above."""
    taken = [0] * count  # how many rows a column is taken for
    placed = []
    for number, row in enumerate(rows):
        slots, column = [], 0
        for cell in row:
            while taken[column]:
                column += 1
            slot = _Slot(cell, number, column)
            slots.append(slot)
            column += cell.columns
            for i in slot.span:
                taken[i] = cell.rows
        taken = [max(0, rows - 1) for rows in taken]
        placed.append(slots)
    return placed


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
