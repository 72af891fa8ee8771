"""The conversation agenda: what to talk about first, with both sides of it beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.analysis import AgendaItem, Side
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import (
    Entry,
    findings_piece,
    items,
    perspective_lead,
    score_lead,
)
from welvaartcanvas.report.pdf.layout import Row, RowCell, paragraph
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Artifact, Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import block_target, cell_target, thing_target
from welvaartcanvas.report.view import CanvasView, mean_text, score_text

#: As many sides as this stand well beside one another; up to the most, in narrower columns.
_BESIDE, _MOST = 3, 4
#: No page is left emptier than this for sides that would be parted on it.
_HALF = FRAME.height / 2
#: A contribution of up to ten lines stands whole on a page.
_ENTRY = 10 * style.SMALL_INK.leading


def conversation_agenda(sheet: CanvasSheet, section: Section) -> None:
    """The blocks that were rated, those with the largest difference first."""
    view = sheet.view
    points = view.agenda
    node = sheet.start(section, least=330 if points else 100)
    if not points:
        sheet.text(node, _("There are no ratings yet, so there is no agenda yet."), style.QUIET)
        return
    sheet.text(
        node,
        _(
            "Talk first about the blocks on which the perspectives differ most. If two blocks"
            " differ as much, the one with the lowest mean comes first. The ratings of a block"
            " stand beside one another from low to high."
        ),
        style.LEAD,
        keep=True,
    )
    for point in points:
        _point(sheet, node, point)


def _point(sheet: CanvasSheet, parent: Node, point: AgendaItem) -> None:
    view, profile = sheet.view, point.profile
    block = view.template.block(profile.block)
    language = view.foreign(block.title)
    parent = parent.add(Role.SECTION, target=block_target(block.key))
    sheet.heading(parent, Role.H2, view.block_name(block), space=28, language=language)
    numbers = _("spread {spread}, mean {mean}").format(
        spread=score_text(profile.spread), mean=mean_text(profile)
    )
    if not point.sides:
        numbers = _("every rating is {score}").format(score=profile.given[0])
    found = view.findings[block.key]
    sheet.text(parent, numbers, style.SMALL, space=0, keep=bool(found or point.sides))
    pieces = findings_piece(parent, found, FRAME.width, space=4)
    if pieces:
        pieces[-1].glued = bool(point.sides)
    sheet.flow.add(pieces)
    if point.sides:
        count = len(point.sides) if len(point.sides) <= _MOST else _BESIDE
        for start in range(0, len(point.sides), count):
            sides = point.sides[start : start + count]
            sheet.flow.add([_sides(view, parent, block, sides, count)])


def _sides(view: CanvasView, parent: Node, block: Block, sides: Sequence[Side], count: int) -> Row:
    """The sides beside one another in ``count`` columns, from the lowest score to the highest.

    On a page where they go on, the names of the block and the sides stand above them again.
    """
    gap, padding = 8.0, 10.0 if count <= _BESIDE else 6.0
    width = (FRAME.width - gap * (count - 1)) / count
    cells, names = [], []
    for i, side in enumerate(sides):
        rated = thing_target(side.rating)
        node = parent.add(Role.SECTION, target=cell_target(block.key, side.perspective))
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
        pieces = name(node.add(Role.H3, language=view.foreign(perspective.name)))
        score = side.rating.score
        pieces += paragraph(
            node.add(Role.PARAGRAPH, target=rated),
            [Span(str(score), style.STRONG)],
            inner,
            space=2,
            lead=score_lead(score, view.colour(perspective)),
            keep=True,
        )
        language = view.foreign(view.template.anchor(score).text)
        meaning = node.add(Role.PARAGRAPH, language=language, target=rated)
        anchor = [Span(view.anchor(score), style.SMALL_STRONG)]
        pieces += paragraph(meaning, anchor, inner, keep=True)
        if side.rating.reason.strip():
            reason = [Span(side.rating.reason, style.SMALL_INK)]
            owner = node.add(Role.PARAGRAPH, language=view.typed, target=rated)
            pieces += paragraph(owner, reason, inner, space=4)
        pieces += items(
            node,
            [
                Entry([Span(c.text, style.SMALL_INK)], target=thing_target(c))
                for c in side.contributions
            ],
            inner,
            lead=partial(perspective_lead, view, perspective, size=5, width=12),
            space=7,
            language=view.typed,
            whole=_ENTRY,
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
    row.space, row.whole = 10.0, _HALF
    row.start, row.end = _HALF, 80.0
    block_name = [Span(view.block_name(block), style.SMALL_STRONG)]
    again = paragraph(Artifact.PAGINATION, block_name, FRAME.width)
    row.header = (Row.of([RowCell(0, FRAME.width, tuple(again))], 0, 6),)
    row.going_on = (Row.of(names, 11, 0),)
    return row
