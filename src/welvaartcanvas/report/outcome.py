"""The last pages of a report: profile, agenda, learning questions, actions and partners."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.analysis import AgendaItem, Side, agenda
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import Dot, DotChart, DotRow
from welvaartcanvas.report.pdf.layout import Drawing, Lead, Piece, Row, RowCell, paragraph
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span, measure, wrap
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
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
from welvaartcanvas.wording import (
    action_status_name,
    findings,
    findings_of,
    work_form_name,
)

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
            f"{block.number}  {view.text(block.title)}",
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
                head(f"{block.number}  {view.text(block.title)}"),
                *(plain(score_text(score)) for _key, score in profile.scores),
                plain(mean_text(profile)),
                plain(score_text(profile.spread)),
                Cell([[Span(name, style.SMALL_INK)] for name in findings(profile) or ("–",)]),
            ]
        )
    names = [view.name(p) for p in view.template.perspectives]
    header = [_("Block"), *names, _("Mean"), _("Spread"), _("What stands out")]
    align = [0.0, *(0.5 for _name in names), 0.5, 0.5, 0.0]
    return Table([head(text) for text in header], rows, style.TABLE, align=align)


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
    sheet.heading(parent, Role.H2, f"{block.number}  {view.text(block.title)}", space=28)
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
        sheet.flow.add([_sides(view, parent, point.sides)])


def _sides(view: CanvasView, parent: Node, sides: Sequence[Side]) -> Row:
    """The sides beside one another, from the lowest score to the highest."""
    gap, padding = 8.0, 10.0
    width = (FRAME.width - gap * (len(sides) - 1)) / len(sides)
    cells = []
    for i, side in enumerate(sides):
        node = parent.add(Role.SECTION)
        inner = width - 2 * padding
        perspective = view.template.perspective(side.perspective)
        pieces = paragraph(
            node.add(Role.H3),
            [Span(view.name(perspective), style.STRONG)],
            inner,
            lead=perspective_lead(view, perspective),
            together=True,
            keep=True,
        )
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
        cells.append(
            RowCell(
                i * (width + gap),
                width,
                tuple(pieces),
                fill=style.GROUND,
                bar=view.colour(perspective),
                padding=padding,
            )
        )
    row = Row.of(cells, 11, 11)
    row.space, row.whole = 10.0, 280.0
    return row


def learning_questions(sheet: Sheet, section: Section) -> None:
    """All learning questions, by block."""
    view = sheet.view
    rows = [
        [
            _text(_block_name(view, question.block)),
            _text(question.text),
            _text(question.from_whom),
            _text(work_form_name(question.work_form) if question.work_form else ""),
        ]
        for block in view.template.reading_order
        for question in view.canvas.learning_questions_of(block.key)
    ]
    header = [_("Block"), _("Learning question"), _("From whom"), _("Work form")]
    _listed(sheet, section, header, rows, _("No learning question yet."))


def actions(sheet: Sheet, section: Section) -> None:
    """All actions, by block."""
    view = sheet.view
    rows = [
        [
            _text(_block_name(view, action.block)),
            _text(action.text),
            _text(action.who),
            _text(date_text(action.due) if action.due else ""),
            _text(action_status_name(action.status)),
        ]
        for block in view.template.reading_order
        for action in view.canvas.actions_of(block.key)
    ]
    header = [_("Block"), _("What"), _("Who"), _("When"), _("Status")]
    _listed(sheet, section, header, rows, _("No action yet."))


def partners(sheet: Sheet, section: Section) -> None:
    """Everybody who is noted as partner."""
    view = sheet.view
    rows = []
    for partner in sorted(view.canvas.partners, key=lambda p: (p.name.casefold(), p.id)):
        side = view.template.perspective(partner.perspective) if partner.perspective else None
        rows.append(
            [
                Cell.of(Span(partner.name, style.SMALL_STRONG)),
                _text(partner.organisation),
                _text(view.name(side) if side else ""),
                _text(partner.email),
            ]
        )
    header = [_("Name"), _("Organisation"), _("Perspective"), _("E-mail")]
    _listed(sheet, section, header, rows, _("No partner yet."))


def _block_name(view: CanvasView, key: str) -> str:
    block = view.template.block(key)
    return f"{block.number}  {view.text(block.title)}"


def _text(text: str) -> Cell:
    return Cell.of(Span(text or "–", style.SMALL_INK))


def _listed(
    sheet: Sheet, section: Section, header: Sequence[str], rows: list[list[Cell]], nothing: str
) -> None:
    node = sheet.start(section, least=200)
    if not rows:
        sheet.text(node, nothing, style.QUIET)
        return
    head = [Cell.of(Span(text, style.SMALL_STRONG)) for text in header]
    sheet.flow.add(Table(head, rows, style.TABLE).pieces(node, FRAME.width, space=8))
