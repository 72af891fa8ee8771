"""The first page of the report of a round: what was asked, of whom, and how far it was handled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.domain.discussion import Voice, progress
from welvaartcanvas.domain.review import CommentState, Round
from welvaartcanvas.i18n import _, date_text, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sections.asked import asked_facts
from welvaartcanvas.report.sections.comments import voice_name
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sections.front import motif
from welvaartcanvas.report.title_band import Band, Worded, title_band
from welvaartcanvas.wording.review import round_status
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
    if said := conclusion(heard):
        sheet.text(node, said, style.LEAD, space=32)
    facts = [
        fact(_("Date"), date_text(view.day)),
        *asked_facts(view, round, partner),
        *_of_round(round),
        fact(_("Handled"), _handled(heard)),
        *(fact(label, text) for label, text in status_facts(canvas, view.day)),
    ]
    sheet.flow.add(fact_list(node, facts, FRAME.width, labels=136, space=32))


def _of_round(round: Round | None) -> list[Fact]:
    if round is None:
        return []
    said = round_status(round)
    return [fact(_("The round is"), said)]


def _handled(heard: Sequence[Voice]) -> str:
    far = progress(comment for voice in heard for comment in voice.comments)
    if not far.total:
        return _("There are no comments.")
    said = ngettext("{handled} of {n} comment", "{handled} of {n} comments", far.total)
    return said.format(handled=far.handled, n=far.total)


def conclusion(heard: Sequence[Voice]) -> str:
    """What came of all comments in a sentence, for who reads no further; empty without any."""
    states = Counter(comment.state for voice in heard for comment in voice.comments)
    total = states.total()
    if not total:
        return ""
    said = ngettext("{n} comment from {who}", "{n} comments from {who}", total)
    comments = said.format(n=total, who=_who(heard))
    waiting = states[CommentState.OPEN]
    taken = (CommentState.ACCEPTED, CommentState.CONTRIBUTION, CommentState.ACTION)
    counts = (
        (sum(states[state] for state in taken), _("taken over or made a contribution or action")),
        (states[CommentState.ANSWERED], _("answered")),
        (states[CommentState.REJECTED], _("rejected")),
        (states[CommentState.POSTPONED], _("postponed")),
    )
    done = [(n, what) for n, what in counts if n]
    if not done:
        return _("Nothing has been decided yet on {comments}.").format(comments=comments)
    said = ngettext("Of {comments}, {n} is {what}", "Of {comments}, {n} are {what}", done[0][0])
    first = said.format(comments=comments, n=done[0][0], what=done[0][1])
    what = ", ".join([first, *(f"{n} {what}" for n, what in done[1:])])
    if not waiting:
        return f"{what}."
    said = ngettext("{what}; {n} is still open.", "{what}; {n} are still open.", waiting)
    return said.format(what=what, n=waiting)


def _who(heard: Sequence[Voice]) -> str:
    """From how many partners, and how many who are none; the only one by name."""
    if len(heard) == 1:
        return voice_name(heard[0])
    partners = sum(voice.partner is not None for voice in heard)
    others = len(heard) - partners
    known = ngettext("{n} partner", "{n} partners", partners).format(n=partners)
    if not others:
        return known
    more = ngettext("{n} other", "{n} others", others).format(n=others)
    return _("{partners} and {others}").format(partners=known, others=more) if partners else more
