"""The first page of the report of a round: what was asked, of whom, and how far it was handled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.domain.discussion import Voice, progress
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sections.asked import asked_facts
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sections.front import motif
from welvaartcanvas.report.title_band import Band, Worded, title_band
from welvaartcanvas.wording.review import progress_text, round_status
from welvaartcanvas.wording.standing import status_facts


def round_title_page(
    sheet: CanvasSheet, round: Round | None, partner: Partner | None, heard: Sequence[Voice]
) -> None:
    """The canvas, and the round with what came of it."""
    view, canvas = sheet.view, sheet.view.canvas
    node = sheet.document.root.add(Role.SECTION)
    band = Band(
        over=Worded(_("Report of the review round")),
        title=Worded(canvas.title, view.typed),
        beneath=canvas.region.name,
    )
    title_band(sheet, node, band, partial(motif, view))
    facts = [
        fact(_("Date"), date_text(view.day)),
        *asked_facts(canvas, round, partner, typed=view.typed),
        *_of_round(round),
        fact(_("Handled"), _handled(heard)),
        *(fact(label, text) for label, text in status_facts(canvas)),
    ]
    sheet.flow.add(fact_list(node, facts, FRAME.width, labels=136, space=32))


def _of_round(round: Round | None) -> list[Fact]:
    if round is None:
        return []
    said = round_status(round)
    return [fact(_("The round is"), said)]


def _handled(heard: Sequence[Voice]) -> str:
    comments = [comment for voice in heard for comment in voice.comments]
    return progress_text(progress(comments)) if comments else _("There are no comments.")
