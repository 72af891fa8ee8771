"""The report: a canvas with everything that was typed in it, on A4."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from welvaartcanvas.domain.history import Since
from welvaartcanvas.i18n import _
from welvaartcanvas.report.canvas_sheet import CanvasSheet
from welvaartcanvas.report.contents import contents
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sections.agenda import conversation_agenda
from welvaartcanvas.report.sections.asked import asks
from welvaartcanvas.report.sections.block_pages import block_pages
from welvaartcanvas.report.sections.changes import changes
from welvaartcanvas.report.sections.colophon import colophon
from welvaartcanvas.report.sections.front import reading_guide, title_page
from welvaartcanvas.report.sections.listings import actions, learning_questions, partners
from welvaartcanvas.report.sections.picture import picture
from welvaartcanvas.report.sections.rating_profile import rating_profile
from welvaartcanvas.report.sections.response import Review, how_to_respond
from welvaartcanvas.report.sections.to_choose import to_choose, told
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import block_target
from welvaartcanvas.report.view import CanvasView


def canvas_report(
    document: Document,
    view: CanvasView,
    progress: Callable[[int, int], None],
    since: Since | None = None,
    review: Review | None = None,
) -> None:
    """Lay the report out in ``document``; ``progress`` gets the sections done and in all.

    With ``since`` it tells first what has changed. With ``review`` it has fields to answer in.
    """
    sheet = CanvasSheet(document, view)
    parts: list[tuple[Section, Callable[[CanvasSheet, Section], None]]] = [
        *(
            [(Section(_review_title(view, review)), partial(how_to_respond, review=review))]
            if review is not None
            else []
        ),
        (Section(_("How to read this report")), reading_guide),
        *(
            [(Section(_("What has changed")), partial(changes, since=since))]
            if since is not None
            else []
        ),
        (Section(_("The canvas in one picture")), picture),
        *(
            (
                Section(
                    view.text(block.title),
                    block.number,
                    language=view.foreign(block.title),
                    target=block_target(block.key),
                ),
                partial(block_pages, block=block, review=review),
            )
            for block in view.template.reading_order
        ),
        (Section(_("Profile of the ratings")), rating_profile),
        (Section(_("Conversation agenda")), conversation_agenda),
        *([(Section(_("Two readings")), to_choose)] if told(view.canvas) else []),
        (Section(_("Learning questions")), learning_questions),
        (Section(_("Actions")), actions),
        (Section(_("Partners")), partners),
        (Section(_("About this document")), colophon),
    ]
    title_page(sheet)
    found = {block.number: view.findings[block.key] for block in view.template.blocks}
    contents(sheet, [section for section, _part in parts], found)
    for done, (section, part) in enumerate(parts, start=1):
        part(sheet, section)
        progress(done, len(parts))
    sheet.flow.end()


def _review_title(view: CanvasView, review: Review) -> str:
    return _("How to respond") if asks(view.canvas, review.round) else _("Review round")
