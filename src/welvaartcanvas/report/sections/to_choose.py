"""What two people changed differently, and from which nobody has chosen yet, in a table."""

from __future__ import annotations

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import CanvasSheet
from welvaartcanvas.report.parts import head_cell, text_cell
from welvaartcanvas.report.pdf.tables import Table
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording import settling


def told(canvas: Canvas) -> tuple[Variant, ...]:
    """The open choices; e-mail addresses are nobody's business on paper."""
    return tuple(variant for variant in canvas.to_choose if variant.field != "email")


def to_choose(sheet: CanvasSheet, section: Section) -> None:
    """Both readings of everything that is open."""
    view = sheet.view
    node = sheet.start(section, least=160)
    sheet.text(
        node,
        _("Here two people changed the same. Both readings are kept until somebody chooses."),
        style.BODY,
        keep=True,
    )
    rows = [
        [
            text_cell(settling.where_text(view.canvas, variant)),
            text_cell(settling.field_text(view.canvas, variant)),
            text_cell(settling.here_text(view.canvas, variant), view.typed),
            text_cell(settling.other_text(view.canvas, variant), view.typed),
        ]
        for variant in told(view.canvas)
    ]
    header = [_("Where"), _("What"), _("Here now"), _("Other reading")]
    sheet.table(node, Table([[head_cell(text) for text in header]], rows, style.TABLE))
