"""The canvas in one picture: its blocks in their places, with coverage, ratings and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import CoverageGrid, Discs, GridRow
from welvaartcanvas.report.pdf.layout import Drawing
from welvaartcanvas.report.pdf.marks import mark, sign
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look, Span, measure, widest_word, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.sheet import FRAME, Section, Sheet, finding_span
from welvaartcanvas.report.view import HIGHEST, CanvasView
from welvaartcanvas.wording import Finding, finding_name, findings_of

_GAP = 5.0
_PADDING = 6.0
_LINE = 14.0
_SIGN = 12.0
_NUMBER = Look(10, 12, style.STRONG.face, style.ACCENT)
_TITLE = Look(10, 12, style.STRONG.face, style.INK)
_NAME = Look(9.5, 11.5, style.STRONG.face)


def block_areas(
    view: CanvasView,
    area: Area,
    gap: float,
    *,
    columns: Sequence[float] = (),
    rows: Sequence[float] = (),
) -> Iterator[tuple[Block, Area]]:
    """Every block in reading order with its place in the layout of the template.

    ``columns`` and ``rows`` are their widths and heights; they are alike when none are given.
    """
    grid = view.template.grid
    lefts = _edges(area.x, columns or alike(area.width, grid.columns, gap), gap)
    tops = _edges(area.y, rows or alike(area.height, grid.rows, gap), gap)
    for block in view.template.reading_order:
        place = block.place
        left, right = (lefts[i] for i in (place.column, place.column + place.width))
        top, bottom = (tops[i] for i in (place.row, place.row + place.height))
        yield block, Area(left, top, right - left - gap, bottom - top - gap)


def alike(room: float, count: int, gap: float) -> list[float]:
    """``room`` for ``count`` columns or rows of one size with ``gap`` between them."""
    return [(room + gap) / count - gap] * count


def _edges(start: float, sizes: Sequence[float], gap: float) -> list[float]:
    """Where each column or row starts, and where one after the last would."""
    return [*accumulate((size + gap for size in sizes), initial=start)]


def picture(sheet: Sheet, section: Section) -> None:
    """The picture with a sentence on the coverage, and the coverage as a grid."""
    view = sheet.view
    node = sheet.start(section)
    covered = view.coverage
    sheet.text(
        node,
        _(
            "{filled} of {total} cells have a contribution, {rated} of {total} have a rating."
        ).format(filled=covered.filled, rated=covered.rated, total=covered.total),
        style.LEAD,
    )
    figure = node.add(Role.FIGURE, alternative=picture_in_words(view))
    height = _height(view)

    def paint(page: Page, x: float, y: float) -> None:
        area = Area(x, y, FRAME.width, height)
        figure.box = Box(page.number, area)
        for block, place in block_areas(view, area, _GAP):
            _Tile(view, page, figure, place).draw(block)

    sheet.flow.add([Drawing(height, 16, glued=True, paint=paint)])
    sheet.text(
        node,
        _(
            "Beside each mark stand the number of contributions and the rating, 0 to {highest}"
            " discs. A dash: none yet."
        ).format(highest=HIGHEST),
        style.SMALL,
    )
    _grid(sheet, node)


def _height(view: CanvasView) -> float:
    """Room in every row for a title of three lines and two findings; never more than fits."""
    row = 2 * _PADDING + 3 * 12 + len(view.template.perspectives) * _LINE + 5 * _LINE
    return min(row * view.template.grid.rows, FRAME.height - 240)


def picture_in_words(view: CanvasView) -> str:
    """What the picture shows: every block with its counts, scores and findings."""
    said = []
    for block in view.template.reading_order:
        sides = []
        for perspective in view.template.perspectives:
            cell = view.coverage.cell(block.key, perspective.key)
            count = ngettext("{n} contribution", "{n} contributions", cell.contributions)
            score = _("no rating") if cell.score is None else _("rating {n}").format(n=cell.score)
            sides.append(f"{view.name(perspective)}: {count.format(n=cell.contributions)}, {score}")
        found = map(finding_name, findings_of(view.profiles[block.key]))
        title = f"{block.number} {view.text(block.title)}"
        said.append(". ".join([title, "; ".join(sides), *found]) + ".")
    return "\n".join(said)


class _Tile:
    """One block in the picture. What does not fit is left to the pages of the block."""

    def __init__(self, view: CanvasView, page: Page, owner: Node, area: Area) -> None:
        self._view, self._page, self._owner = view, page, owner
        page.rectangle(Artifact.LAYOUT, area, fill=style.GROUND, radius=5)
        self._x, self._y, self._width, height = area.inset(_PADDING)
        self._bottom = self._y + height

    def draw(self, block: Block) -> None:
        self._title(block)
        self._y += 4
        for perspective in self._view.template.perspectives:
            if self._y + _LINE > self._bottom:
                return
            self._side(block, perspective)
            self._y += _LINE
        self._y += 5
        for finding in findings_of(self._view.profiles[block.key]):
            self._finding(finding)

    def _title(self, block: Block) -> None:
        """The number with the title, or alone where there is no room for it."""
        number = Span(f"{block.number} ", _NUMBER)
        title = Span(self._view.text(block.title), _TITLE)
        fits = widest_word([title]) <= self._width
        if fits and len(wrap([number, title], self._width)) <= 3:
            self._text([number, title])
        else:
            self._text([number])

    def _side(self, block: Block, perspective: Perspective) -> None:
        """The mark, with its name where there is room, the contributions and the rating."""
        view, middle = self._view, self._y + _LINE / 2
        cell, colour = view.coverage.cell(block.key, perspective.key), view.colour(perspective)
        centre = (self._x + 5, middle)
        mark(self._page, self._owner, perspective.shape, centre, size=7, colour=colour)
        discs = Discs(HIGHEST, colour, style.RING, 5)
        names = max(measure(view.name(p), style.SMALL_INK) for p in view.template.perspectives)
        count = Span(str(cell.contributions or "–"), style.SMALL_INK)
        counted = 15 + widest_word([count]) + 6
        if counted + discs.width > self._width:
            return
        start, right = 15.0, self._width - discs.width
        if names + 24 + counted + discs.width <= self._width:
            self._text([Span(view.name(perspective), style.SMALL_INK)], start, advance=False)
            start += names + 14
            right = min(right, start + 40)
        self._text([count], start, advance=False)
        discs.draw(self._page, self._owner, self._x + right, middle, cell.score)

    def _finding(self, finding: Finding) -> None:
        signed = style.FINDINGS[finding]
        name = finding_span(finding, _NAME)
        lines = wrap([name], self._width - _SIGN)
        named = widest_word([name]) <= self._width - _SIGN
        height = _NAME.leading * (len(lines) if named else 1)
        if self._y + height > self._bottom + 2:
            return
        centre = (self._x + 4.5, self._y + _NAME.leading / 2)
        sign(self._page, self._owner, signed.sign, centre, size=9.5, ground=signed.colour)
        if named:
            self._text([name], _SIGN)
        else:
            self._y += height
        self._y += 2

    def _text(self, spans: list[Span], x: float = 0.0, *, advance: bool = True) -> None:
        y = self._y
        for line in wrap(spans, self._width - x):
            self._page.text(self._owner, self._x + x, y + line.baseline, line)
            y += line.leading
        if advance:
            self._y = y


def _grid(sheet: Sheet, parent: Node) -> None:
    view = sheet.view
    blocks = view.template.reading_order
    rows = [
        GridRow(
            view.name(p),
            p.shape,
            view.colour(p),
            tuple(view.coverage.cell(b.key, p.key).contributions for b in blocks),
        )
        for p in view.template.perspectives
    ]
    sheet.heading(parent, Role.H2, _("Coverage: contributions in each block"))
    grid = CoverageGrid([str(b.number) for b in blocks], rows, FRAME.width, style.GRID)
    said = "; ".join(
        f"{row.label}: "
        + ", ".join(f"{b.number}: {n}" for b, n in zip(blocks, row.counts, strict=True))
        for row in rows
    )
    figure = parent.add(Role.FIGURE, alternative=said)

    def paint(page: Page, x: float, y: float) -> None:
        figure.box = Box(page.number, Area(x, y, FRAME.width, grid.height))
        grid.draw(page, figure, x, y)

    sheet.flow.add([Drawing(grid.height, 4, paint=paint)])
