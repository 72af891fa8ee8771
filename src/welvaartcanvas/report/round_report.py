"""The report of a round (*reactienota*): every comment, what was done with it, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.domain.discussion import Voice, Wanted, voices
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import _
from welvaartcanvas.report.canvas_sheet import CanvasSheet
from welvaartcanvas.report.contents import contents
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sections.colophon import colophon
from welvaartcanvas.report.sections.comments import Numbered, comments_of, voice_name
from welvaartcanvas.report.sections.round_front import round_title_page
from welvaartcanvas.report.sections.round_overview import round_overview
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.view import CanvasView


def round_report(
    document: Document,
    view: CanvasView,
    progress: Callable[[int, int], None],
    round: Round | None = None,
    partner: Partner | None = None,
) -> None:
    """Lay the report of ``round`` out in ``document``, or without one of all comments.

    With ``partner`` it has the comments of that one alone. ``progress`` gets the sections done
    and in all.
    """
    sheet = CanvasSheet(document, view)
    wanted = Wanted(round.id if round else None, partner.id if partner else None)
    heard = voices(view.canvas, wanted.of(view.canvas))
    numbered = Numbered(view.canvas, heard)
    parts: list[tuple[Section, Callable[[CanvasSheet, Section], None]]] = [
        (
            Section(_("In short")),
            partial(
                round_overview,
                silent=_silent(view, heard, round, partner),
                heard=heard,
                asked=round.partners if round else (),
            ),
        ),
        *(
            (Section(voice_name(voice)), partial(comments_of, voice=voice, numbered=numbered))
            for voice in heard
        ),
        (Section(_("About this document")), colophon),
    ]
    round_title_page(sheet, round, partner, heard)
    contents(sheet, [section for section, _part in parts])
    for done, (section, part) in enumerate(parts, start=1):
        part(sheet, section)
        progress(done, len(parts))
    sheet.flow.end()


def _silent(
    view: CanvasView, heard: tuple[Voice, ...], round: Round | None, partner: Partner | None
) -> list[Partner]:
    """Who was asked and gave no comment."""
    if round is None:
        return []
    spoke = {voice.partner.id for voice in heard if voice.partner}
    wanted = {*round.partners} & {partner.id} if partner else {*round.partners}
    silent = (p for p in view.canvas.partners if p.id in wanted - spoke)
    return sorted(silent, key=lambda p: (p.name.casefold(), p.id))
