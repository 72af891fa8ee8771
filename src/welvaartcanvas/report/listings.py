"""The last pages of a report: learning questions, actions and partners in tables."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.sheet import FRAME, Section, Sheet
from welvaartcanvas.wording import action_status_name, work_form_name


def learning_questions(sheet: Sheet, section: Section) -> None:
    """All learning questions, by block."""
    view = sheet.view
    rows = [
        [
            _text(view.block_name(block)),
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
            _text(view.block_name(block)),
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
    sheet.flow.add(Table([head], rows, style.TABLE).pieces(node, FRAME.width, space=8))
