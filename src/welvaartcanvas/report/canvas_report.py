"""The report: a canvas with everything that was typed in it, on A4."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from welvaartcanvas.i18n import _
from welvaartcanvas.report.block_pages import block_pages
from welvaartcanvas.report.front import contents, reading_guide, title_page
from welvaartcanvas.report.listings import actions, learning_questions, partners
from welvaartcanvas.report.outcome import conversation_agenda, profile_chart
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.picture import picture
from welvaartcanvas.report.sheet import Section, Sheet
from welvaartcanvas.report.view import CanvasView


def canvas_report(
    document: Document, view: CanvasView, progress: Callable[[int, int], None]
) -> None:
    """Lay the report out in ``document``; ``progress`` gets the sections done and in all."""
    sheet = Sheet(document, view)
    parts: list[tuple[Section, Callable[[Sheet, Section], None]]] = [
        (Section(_("How to read this report")), reading_guide),
        (Section(_("The canvas in one picture")), picture),
        *(
            (
                Section(view.text(block.title), block.number, language=view.foreign(block.title)),
                partial(block_pages, block=block),
            )
            for block in view.template.reading_order
        ),
        (Section(_("Profile of the ratings")), profile_chart),
        (Section(_("Conversation agenda")), conversation_agenda),
        (Section(_("Learning questions")), learning_questions),
        (Section(_("Actions")), actions),
        (Section(_("Partners")), partners),
    ]
    title_page(sheet)
    contents(sheet, [section for section, _part in parts])
    for done, (section, part) in enumerate(parts, start=1):
        part(sheet, section)
        progress(done, len(parts))
    sheet.flow.end()
