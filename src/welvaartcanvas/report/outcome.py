"""What follows from a canvas: the profile of its ratings, and the conversation agenda."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.analysis import AgendaItem, Side, agenda
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import Dot, DotChart, DotRow
from welvaartcanvas.report.pdf.layout import Drawing, Lead, Piece, Row, RowCell, paragraph
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span, measure, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.sheet import (
    FRAME,
    Section,
    Sheet,
    findings_piece,
    items,
    perspective_lead,
    score_lead,
)
from welvaartcanvas.report.view import HIGHEST, CanvasView, mean_text, score_text
from welvaartcanvas.wording import findings, findings_of

#: More rows than this make a chart of their own, so that a chart fits on a page.
_CHART_ROWS = 14


def profile_chart(sheet: Sheet, section: Section) -> None:
    """The ratings as dots on a line from 0 to 5, and the same numbers in a table."""
    view = sheet.view
    node = sheet.start(section)
    sheet.text(
        node,
        _("Each mark is the rating of one perspective; the bar shows how far they are apart."),
        keep=True,
    )
    sheet.flow.add(_legend(view, node))
    rows = [
        DotRow(
            view.block_name(block),
            tuple(
                Dot(p.shape, view.colour(p), score)
                for p, (_key, score) in zip(
                    view.template.perspectives, view.profiles[block.key].scores, strict=True
                )
                if score is not None
            ),
        )
        for block in view.template.reading_order
    ]
    for start in range(0, len(rows), _CHART_ROWS):
        sheet.flow.add(_chart(view, node, start, rows[start : start + _CHART_ROWS]))
    sheet.heading(node, Role.H2, _("The numbers"))
    sheet.flow.add(_numbers(view).pieces(node, FRAME.width, space=4))


def _legend(view: CanvasView, parent: Node) -> list[Piece]:
    """The marks with their names, as many beside one another as fit."""
    node = parent.add(Role.PARAGRAPH)
    placed: list[tuple[float, int, Lead, str]] = []
    x, row = 0.0, 0
    for perspective in view.template.perspectives:
        lead, name = perspective_lead(view, perspective), view.name(perspective)
        needs = lead.width + measure(name, style.SMALL_STRONG)
        if x and x + needs > FRAME.width:
            x, row = 0.0, row + 1
        placed.append((x, row, lead, name))
        x += needs + 24

    def paint(page: Page, left: float, y: float) -> None:
        for x, row, lead, name in placed:
            top = y + row * 16
            lead.draw(page, left + x, top + 6.5)
            for line in wrap([Span(name, style.SMALL_STRONG)], FRAME.width - lead.width)[:1]:
                page.text(node, left + x + lead.width, top + line.baseline, line)

    return [Drawing(16.0 * (row + 1), 12, True, paint=paint)]


def _chart(view: CanvasView, parent: Node, start: int, rows: Sequence[DotRow]) -> list[Piece]:
    chart = DotChart(rows, HIGHEST, FRAME.width, style.DOTS)
    blocks = view.template.reading_order[start : start + len(rows)]
    figure = parent.add(Role.FIGURE, alternative="\n".join(_in_words(view, b.key) for b in blocks))

    def paint(page: Page, x: float, y: float) -> None:
        figure.box = Box(page.number, Area(x, y, FRAME.width, chart.height))
        chart.draw(page, figure, x, y)

    return [Drawing(chart.height, 8, paint=paint)]


def _in_words(view: CanvasView, key: str) -> str:
    block, profile = view.template.block(key), view.profiles[key]
    scores = ", ".join(
        f"{view.name(p)} {score_text(score)}"
        for p, (_key, score) in zip(view.template.perspectives, profile.scores, strict=True)
    )
    return f"{block.number} {view.text(block.title)}: {scores}."


def _numbers(view: CanvasView) -> Table:
    def plain(text: str) -> Cell:
        return Cell.of(Span(text, style.SMALL_INK))

    def head(text: str) -> Cell:
        return Cell.of(Span(text, style.SMALL_STRONG))

    rows = []
    for block in view.template.reading_order:
        profile = view.profiles[block.key]
        rows.append(
            [
                head(view.block_name(block)),
                *(plain(score_text(score)) for _key, score in profile.scores),
                plain(mean_text(profile)),
                plain(score_text(profile.spread)),
                Cell([[Span(name, style.SMALL_INK)] for name in findings(profile) or ("–",)]),
            ]
        )
    names = [view.name(p) for p in view.template.perspectives]
    header = [_("Block"), *names, _("Mean"), _("Spread"), _("What stands out")]
    align = [0.0, *(0.5 for _name in names), 0.5, 0.5, 0.0]
    return Table([[head(text) for text in header]], rows, style.TABLE, align=align)


def conversation_agenda(sheet: Sheet, section: Section) -> None:
    """The blocks that were rated, those with the largest difference first."""
    view = sheet.view
    node = sheet.start(section)
    points = agenda(view.canvas)
    if not points:
        sheet.text(node, _("There are no ratings yet, so there is no agenda yet."), style.QUIET)
        return
    sheet.text(
        node,
        _(
            "What to talk about first: the blocks on which the perspectives differ most, and among"
            " equals those with the lowest mean."
        ),
        style.LEAD,
    )
    for point in points:
        _point(sheet, node, point)


def _point(sheet: Sheet, parent: Node, point: AgendaItem) -> None:
    view, profile = sheet.view, point.profile
    block = view.template.block(profile.block)
    sheet.heading(parent, Role.H2, view.block_name(block), space=28)
    numbers = _("spread {spread}, mean {mean}").format(
        spread=score_text(profile.spread), mean=mean_text(profile)
    )
    if not point.sides:
        numbers = _("every rating is {score}").format(score=profile.given[0])
    found = findings_of(profile)
    sheet.text(parent, numbers, style.SMALL, space=0, keep=bool(found or point.sides))
    pieces = findings_piece(parent, found, FRAME.width, space=4)
    if pieces:
        pieces[-1].glued = bool(point.sides)
    sheet.flow.add(pieces)
    if point.sides:
        sheet.flow.add([_sides(view, parent, block, point.sides)])


def _sides(view: CanvasView, parent: Node, block: Block, sides: Sequence[Side]) -> Row:
    """The sides beside one another, from the lowest score to the highest.

    On a page where they go on, the names of the block and the sides stand above them again.
    """
    gap, padding = 8.0, 10.0
    width = (FRAME.width - gap * (len(sides) - 1)) / len(sides)
    cells, names = [], []
    for i, side in enumerate(sides):
        node = parent.add(Role.SECTION)
        inner = width - 2 * padding
        perspective = view.template.perspective(side.perspective)
        name = partial(
            paragraph,
            spans=[Span(view.name(perspective), style.STRONG)],
            width=inner,
            lead=perspective_lead(view, perspective),
            together=True,
            keep=True,
        )
        pieces = name(node.add(Role.H3))
        score = side.rating.score
        pieces += paragraph(
            node.add(Role.PARAGRAPH),
            [Span(str(score), style.STRONG)],
            inner,
            space=2,
            lead=score_lead(score, view.colour(perspective)),
            keep=True,
        )
        anchor = [Span(view.anchor(score), style.SMALL_STRONG)]
        pieces += paragraph(node.add(Role.PARAGRAPH), anchor, inner, keep=True)
        if side.rating.reason.strip():
            reason = [Span(side.rating.reason, style.SMALL_INK)]
            pieces += paragraph(node.add(Role.PARAGRAPH), reason, inner, space=4)
        pieces += items(
            node,
            [([Span(c.text, style.SMALL_INK)], []) for c in side.contributions],
            inner,
            lead=partial(perspective_lead, view, perspective, size=5, width=12),
            space=7,
        )
        cell = RowCell(
            i * (width + gap),
            width,
            tuple(pieces),
            fill=style.GROUND,
            bar=view.colour(perspective),
            padding=padding,
        )
        cells.append(cell)
        names.append(cell._replace(pieces=tuple(name(Artifact.PAGINATION))))
    row = Row.of(cells, 11, 11)
    row.space, row.whole = 10.0, 280.0
    block_name = [Span(view.block_name(block), style.SMALL_STRONG)]
    again = paragraph(Artifact.PAGINATION, block_name, FRAME.width)
    row.header = (
        Row.of([RowCell(0, FRAME.width, tuple(again))], 0, 6),
        Row.of(names, 11, 0),
    )
    return row
