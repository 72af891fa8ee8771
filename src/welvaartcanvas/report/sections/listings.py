"""The last lists of a report: learning questions, actions and partners in tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from welvaartcanvas.domain.canvas import Action, LearningQuestion
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import CanvasSheet
from welvaartcanvas.report.parts import block_cell, head_cell, text_cell
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import thing_target
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import action_status_name, work_form_name

_Thing = TypeVar("_Thing", LearningQuestion, Action)


def learning_questions(sheet: CanvasSheet, section: Section) -> None:
    """All learning questions, by block."""
    view = sheet.view

    def cells(question: LearningQuestion) -> list[Cell]:
        target = thing_target(question)
        return [
            text_cell(question.text, view.typed, target),
            text_cell(question.from_whom, target=target),
            text_cell(
                work_form_name(question.work_form) if question.work_form else "", target=target
            ),
        ]

    rows = _by_block(view, view.canvas.learning_questions_of, cells)
    header = [_("Block"), _("Learning question"), _("From whom"), _("Work form")]
    _listed(sheet, section, header, rows, _("No learning question yet."))


def actions(sheet: CanvasSheet, section: Section) -> None:
    """All actions, by block."""
    view = sheet.view

    def cells(action: Action) -> list[Cell]:
        target = thing_target(action)
        return [
            text_cell(action.text, view.typed, target),
            text_cell(action.who, target=target),
            text_cell(date_text(action.due) if action.due else "", target=target),
            text_cell(action_status_name(action.status), target=target),
        ]

    rows = _by_block(view, view.canvas.actions_of, cells)
    header = [_("Block"), _("What"), _("Who"), _("When"), _("Status")]
    _listed(sheet, section, header, rows, _("No action yet."))


def partners(sheet: CanvasSheet, section: Section) -> None:
    """Everybody who is noted as partner; e-mail addresses are nobody's business on paper."""
    view = sheet.view
    rows = []
    for partner in sorted(view.canvas.partners, key=lambda p: (p.name.casefold(), p.id)):
        side = view.template.perspective(partner.perspective) if partner.perspective else None
        rows.append(
            [
                Cell.of(Span(partner.name, style.SMALL_STRONG)),
                text_cell(partner.organisation),
                text_cell(view.name(side), view.foreign(side.name)) if side else text_cell(""),
            ]
        )
    header = [_("Name"), _("Organisation"), _("Perspective")]
    _listed(sheet, section, header, rows, _("No partner yet."))


def _by_block(
    view: CanvasView,
    things_of: Callable[[str], Sequence[_Thing]],
    cells: Callable[[_Thing], list[Cell]],
) -> list[list[Cell]]:
    """A row a thing, in reading order; the name of a block takes all rows of its things."""
    rows: list[list[Cell]] = []
    for block in view.template.reading_order:
        things = list(map(cells, things_of(block.key)))
        for first in things[:1]:
            first.insert(0, block_cell(view, block, rows=len(things)))
        rows += things
    return rows


def _listed(
    sheet: CanvasSheet,
    section: Section,
    header: Sequence[str],
    rows: list[list[Cell]],
    nothing: str,
) -> None:
    node = sheet.start(section, least=160 if rows else 100)
    if not rows:
        sheet.text(node, nothing, style.QUIET)
        return
    head = [head_cell(text) for text in header]
    sheet.table(node, Table([head], rows, style.TABLE))
