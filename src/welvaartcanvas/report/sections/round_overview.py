"""What came of the comments of each partner, in numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.domain.discussion import Voice
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import CanvasSheet
from welvaartcanvas.report.parts import head_cell, text_cell
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.sections.comments import known_name, voice_name
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.view import person

#: In the order of a decision: what was taken over first, what waits last.
_STATES = (
    CommentState.ACCEPTED,
    CommentState.CONTRIBUTION,
    CommentState.ACTION,
    CommentState.ANSWERED,
    CommentState.REJECTED,
    CommentState.POSTPONED,
    CommentState.OPEN,
)


def round_overview(
    sheet: CanvasSheet,
    section: Section,
    silent: Sequence[Partner],
    heard: Sequence[Voice],
    asked: Collection[str],
) -> None:
    """A row for everybody who gave comments, and for the ``silent``, who were asked and gave none.

    ``asked`` are the ids of the partners who were asked. If there are any, it says of everybody
    else with a name that they were not.
    """
    node = sheet.start(section, least=160)
    everything = [comment for voice in heard for comment in voice.comments]
    if not everything:
        sheet.text(node, _("No comments came in."), style.QUIET)
    if not everything and not silent:
        return
    rows = [_row(voice_name(voice), voice.comments, _beside(voice, asked)) for voice in heard]
    rows += [_row(person(partner), (), _("(no response)")) for partner in silent]
    if len(rows) > 1:
        rows.append(_row(_("Together"), everything))
    names = (_("Who"), *map(_short, _STATES), _("In all"))
    align = [0.0, *(1.0 for _column in names[1:])]
    head = [head_cell(name) for name in names]
    sheet.table(node, Table([head], rows, style.DENSE, align))


def _beside(voice: Voice, asked: Collection[str]) -> str:
    """That the round did not ask them, where it asked somebody."""
    one_of_them = voice.partner is not None and voice.partner.id in asked
    return _("(not asked)") if asked and known_name(voice) and not one_of_them else ""


def _row(name: str, comments: Sequence[Comment], beside: str = "") -> list[Cell]:
    states = [comment.state for comment in comments]
    counts = [states.count(state) for state in _STATES]
    cells = [text_cell(str(count) if count else "") for count in counts]
    total = Cell.of(Span(str(len(comments)), style.SMALL_STRONG))
    who = [Span(name, style.SMALL_STRONG)]
    if beside:
        who.append(Span(f" {beside}", style.SMALL))
    return [Cell.of(*who), *cells, total]


def _short(state: CommentState) -> str:
    """The name of a state in a word, above a narrow column."""
    return {
        CommentState.ACCEPTED: _("Taken over"),
        CommentState.CONTRIBUTION: _("Contribution"),
        CommentState.ACTION: _("Action"),
        CommentState.ANSWERED: _("Answered"),
        CommentState.REJECTED: _("Rejected"),
        CommentState.POSTPONED: _("Postponed"),
        CommentState.OPEN: _("Still open"),
    }[state]
