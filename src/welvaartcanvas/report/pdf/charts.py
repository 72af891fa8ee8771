"""Charts that are told apart by shape as well as colour: dots on lines, and a grid of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import WHITE, Colour
from welvaartcanvas.report.pdf.marks import mark, sign
from welvaartcanvas.report.pdf.page import Owner, Page
from welvaartcanvas.report.pdf.text import Line, Look, Span, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role, Scope


class Dot(NamedTuple):
    """One value on the line of a row, with the shape and colour of its series."""

    shape: str
    colour: Colour
    value: int


class DotRow(NamedTuple):
    """One line of a dot chart: its label, the dots that were given, and what stands out in it.

    ``signs`` are signs with their colours, at the right; ``bold`` makes the bar between the
    dots thick and in its colour.
    """

    label: str
    dots: tuple[Dot, ...]
    signs: tuple[tuple[str, Colour], ...] = ()
    bold: Colour | None = None


class BoxRow(NamedTuple):
    """One line of a box chart: its label, and the lowest value, the quartiles and the highest.

    With ``dots`` each of these values is drawn instead; nothing where both are empty.
    """

    label: str
    five: tuple[float, ...]
    dots: tuple[float, ...] = ()


class DotStyle(NamedTuple):
    """How dot charts look. Sizes are in points.

    ``labels`` and ``signs`` are the widths for the labels and for the signs.
    """

    label: Look
    axis: Look
    rule: Colour
    band: Colour
    span: Colour
    labels: float = 172.0
    signs: float = 64.0
    mark: float = 8.0
    sign: float = 12.0
    apart: float = 11.0
    padding: float = 6.5


class RowChart:
    """Rows of a chart on a common scale from 0 to ``highest``, each with its label.

    ``ends`` say what the ends of the scale mean, and a ``note`` stands before them, above the
    labels. ``height`` is what it takes, in points.
    """

    def __init__(
        self,
        labels: Sequence[str],
        highest: int,
        width: float,
        style: DotStyle,
        *,
        ends: tuple[str, str] = ("", ""),
        note: str = "",
    ) -> None:
        self._highest = highest
        self._width = width
        self._style = style
        self._labels = [_Label(label, style.label, style.labels - 12) for label in labels]
        self._heights = [style.padding + label.height for label in self._labels]
        half = self._column(0, highest) / 2 - self._column(0, 0) / 2
        self._ends = [_Label(text, style.axis, half) for text in ends]
        self._named = max(end.height for end in self._ends)
        self._note = _Label(note, style.axis, style.labels - 12)
        self._head = max(self._named + style.axis.leading, self._note.height) + 4
        self._named = self._head - style.axis.leading - 4
        self.height = self._head + sum(self._heights)

    def draw(self, page: Page, owner: Owner, x: float, y: float) -> None:
        """Draw it with its top left corner at (``x``, ``y``)."""
        style, top = self._style, y + self._head
        bottom = y + self.height
        tops = accumulate(self._heights, initial=top)
        places = [
            Area(x, at, self._width, height)
            for at, height in zip(tops, self._heights, strict=False)
        ]
        for place in places[::2]:
            page.rectangle(Artifact.LAYOUT, place, fill=style.band)
        noted = top - 4 - self._note.height
        self._note.draw(page, owner, Area(x + 6, noted, style.labels, self._note.height))
        left, right = self._column(x, 0) - 3, self._column(x, self._highest) + 3
        for end, align in zip(self._ends, (0.0, 1.0), strict=True):
            above = y + self._named - end.height
            end.draw(page, owner, Area(left, above, right - left, end.height), align)
        for value in range(self._highest + 1):
            column = self._column(x, value)
            _centred(page, owner, (column, y + self._named), str(value), style.axis)
            page.stroke(Artifact.LAYOUT, [(column, top), (column, bottom)], style.rule)
        for number, (label, place) in enumerate(zip(self._labels, places, strict=True)):
            label.draw(page, owner, place._replace(x=x + 6))
            self._row(page, owner, place, number)

    def _row(self, page: Page, owner: Owner, place: Area, number: int) -> None:
        """Draw what row ``number`` shows in ``place``."""
        raise NotImplementedError

    def _column(self, left: float, value: float) -> float:
        style = self._style
        room = self._width - style.labels - style.signs - 24
        return left + style.labels + 12 + value * room / self._highest


class DotChart(RowChart):
    """Rows of dots on a common scale from 0 to ``highest``.

    Dots of one row with the same value stand beside one another, around it, so that all are
    seen; a bar from the lowest to the highest value shows how far they are apart.
    """

    def __init__(
        self,
        rows: Sequence[DotRow],
        highest: int,
        width: float,
        style: DotStyle,
        *,
        ends: tuple[str, str] = ("", ""),
        note: str = "",
    ) -> None:
        labels = [row.label for row in rows]
        super().__init__(labels, highest, width, style, ends=ends, note=note)
        self._rows = rows

    def _row(self, page: Page, owner: Owner, place: Area, number: int) -> None:
        self._dots(page, owner, place, self._rows[number])
        self._signs(page, owner, place, self._rows[number])

    def _dots(self, page: Page, owner: Owner, place: Area, row: DotRow) -> None:
        style, values = self._style, _by_value(row)
        middle = place.y + place.height / 2
        if len(values) > 1:
            left, right = self._column(place.x, min(values)), self._column(place.x, max(values))
            thick = 5.0 if row.bold else 2.0
            bar = Area(left, middle - thick / 2, right - left, thick)
            page.rectangle(owner, bar, fill=row.bold or style.span)
        for value, dots in values.items():
            x = self._column(place.x, value) - style.apart * (len(dots) - 1) / 2
            for dot in dots:
                at = (x, middle)
                mark(page, owner, dot.shape, at, size=style.mark, colour=dot.colour, halo=WHITE)
                x += style.apart

    def _signs(self, page: Page, owner: Owner, place: Area, row: DotRow) -> None:
        size = self._style.sign
        x = place.x + self._width - self._style.signs + 1.5 * size
        for name, colour in row.signs:
            centre = (x, place.y + place.height / 2)
            sign(page, owner, name, centre, size=size, ground=colour)
            x += size * 1.3


class BoxChart(RowChart):
    """Rows of boxes on a common scale: half of the values lies in a box, all on its line.

    A bar stands at the middle value. Of a row of dots those with one value stand in a pile.
    """

    def __init__(
        self, rows: Sequence[BoxRow], highest: int, width: float, style: DotStyle, fill: Colour
    ) -> None:
        super().__init__([row.label for row in rows], highest, width, style)
        self._rows = rows
        self._fill = fill

    def _row(self, page: Page, owner: Owner, place: Area, number: int) -> None:
        five, dots = self._rows[number].five, self._rows[number].dots
        style, middle = self._style, place.y + place.height / 2
        for value, count in Counter(dots).items():
            for at in range(count):
                centre = (self._column(place.x, value), middle + (at - (count - 1) / 2) * _PILED)
                page.circle(owner, centre, _PILED / 2, fill=style.label.colour, line=WHITE)
        if dots or not five:
            return
        lowest, low, median, high, highest = (self._column(place.x, value) for value in five)
        page.stroke(owner, [(lowest, middle), (highest, middle)], style.span, 1.5)
        for end in (lowest, highest):
            page.stroke(owner, [(end, middle - 3), (end, middle + 3)], style.span, 1.5)
        box = Area(low, middle - 5.5, high - low, 11)
        page.rectangle(owner, box, fill=self._fill, line=style.span, thickness=0.8)
        page.stroke(owner, [(median, middle - 7), (median, middle + 7)], style.label.colour, 2.5)


#: How far the middles of dots in a pile are apart, in points.
_PILED = 6.5


def _by_value(row: DotRow) -> dict[int, list[Dot]]:
    values: dict[int, list[Dot]] = {}
    for dot in row.dots:
        values.setdefault(dot.value, []).append(dot)
    return values


class Discs(NamedTuple):
    """A score as that many filled discs out of ``highest``, ``size`` points each.

    A disc that is not filled has a ring, so that the two are told apart without colour too.
    Where there is no score, a dash stands at ``align``: 0 for left, 1 for right.
    """

    highest: int
    colour: Colour
    ring: Colour
    size: float = 6.0
    align: float = 1.0

    @property
    def width(self) -> float:
        """What they take, in points."""
        return self.size * (1.5 * self.highest - 0.5)

    def draw(self, page: Page, owner: Owner, x: float, middle: float, score: int | None) -> None:
        """Draw them from ``x`` with their centres at ``middle``; ``None`` is a dash."""
        radius = self.size / 2
        if score is None:
            dash = self.size * 1.5
            start = x + self.align * (self.width - dash)
            page.stroke(owner, [(start, middle), (start + dash, middle)], self.ring, 1)
            return
        for i in range(self.highest):
            centre = (x + radius + i * self.size * 1.5, middle)
            if i < score:
                page.circle(owner, centre, radius, fill=self.colour)
            else:
                page.circle(owner, centre, radius - 0.4, line=self.ring, thickness=0.8)


class GridRow(NamedTuple):
    """One row of a coverage grid: its label with the mark before it, and a count a column.

    ``language`` (BCP 47) is that of the label where it is not the document's. ``targets`` are
    those of the cells, if they have any.
    """

    label: str
    shape: str
    colour: Colour
    counts: tuple[int, ...]
    language: str = ""
    targets: tuple[str, ...] = ()


class GridStyle(NamedTuple):
    """How coverage grids look. Sizes are in points; ``labels`` is the width for the labels."""

    label: Look
    head: Look
    number: Look
    filled: Colour
    rule: Colour
    labels: float = 120.0
    cell: float = 22.0
    gap: float = 3.0


class CoverageGrid:
    """How much there is in each cell: a number on a ground, or 0 in a frame.

    ``name`` says what the columns are. ``height`` is what it takes, in points.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[GridRow],
        width: float,
        style: GridStyle,
    ) -> None:
        self._columns = columns
        self._rows = rows
        self._style = style
        self._step = (width - style.labels + style.gap) / len(columns)
        self._name = _Label(name, style.head, style.labels - 6)
        self._labels = [_Label(row.label, style.label, style.labels - 24, most=2) for row in rows]
        self._heights = [max(style.cell, label.height) for label in self._labels]
        self.height = self._name.height + sum(self._heights) + style.gap * len(rows)

    def draw(self, page: Page, table: Node, x: float, y: float) -> None:
        """Draw it with its top left corner at (``x``, ``y``); its rows and cells join ``table``."""
        style = self._style
        width = self._step - style.gap
        lefts = [x + style.labels + i * self._step for i in range(len(self._columns))]
        above = table.add(Role.HEAD_ROWS).add(Role.ROW)
        corner = Area(x, y, style.labels, self._name.height)
        self._name.draw(page, above.add(Role.HEADER, scope=Scope.COLUMN), corner)
        y += self._name.height
        for left, column in zip(lefts, self._columns, strict=True):
            header = above.add(Role.HEADER, scope=Scope.COLUMN)
            _centred(page, header, (left + width / 2, y - style.head.leading), column, style.head)
        y += style.gap
        body = table.add(Role.BODY_ROWS)
        for row, label, height in zip(self._rows, self._labels, self._heights, strict=True):
            beside = body.add(Role.ROW)
            middle = (x + 6, y + height / 2)
            mark(page, Artifact.LAYOUT, row.shape, middle, size=8, colour=row.colour)
            named = beside.add(Role.HEADER, scope=Scope.ROW, language=row.language)
            label.draw(page, named, Area(x + 18, y, style.labels, height))
            targets = row.targets or ("",) * len(row.counts)
            for left, count, target in zip(lefts, row.counts, targets, strict=True):
                cell = Area(left, y, width, height)
                if count:
                    page.rectangle(Artifact.LAYOUT, cell, fill=style.filled, radius=3)
                else:
                    frame = cell.inset(0.4)
                    page.rectangle(Artifact.LAYOUT, frame, line=style.rule, thickness=0.8, radius=3)
                top = y + (height - style.number.leading) / 2
                owner = beside.add(Role.CELL, target=target)
                page.cover(owner, *cell)
                _centred(page, owner, (left + width / 2, top), str(count), style.number)
            y += height + style.gap


class _Label:
    """Text that is centred in the height of what it names.

    Of a name of more than a few lines the end is left to the words beside the chart: a chart
    that is higher than a page shows nothing at a glance.
    """

    def __init__(self, text: str, look: Look, width: float, most: int = 3) -> None:
        self._lines: list[Line] = shortened([Span(text, look)], width, most) if text else []
        self.height = sum(line.leading for line in self._lines)

    def draw(self, page: Page, owner: Owner, area: Area, align: float = 0.0) -> None:
        y = area.y + (area.height - self.height) / 2
        for line in self._lines:
            page.text(owner, area.x + align * (area.width - line.width), y + line.baseline, line)
            y += line.leading


def _centred(page: Page, owner: Owner, top: tuple[float, float], text: str, look: Look) -> None:
    line = wrap([Span(text, look)], float("inf"))[0]
    page.text(owner, top[0] - line.width / 2, top[1] + line.baseline, line)
