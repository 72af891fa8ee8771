"""The pages of one block: its question, what each perspective says, and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.canvas import Action, Contribution, LearningQuestion
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import (
    Entry,
    dash_lead,
    findings_piece,
    items,
    perspective_lead,
    score_lead,
)
from welvaartcanvas.report.pdf.layout import Panel, paragraph
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sections.asked import asks
from welvaartcanvas.report.sections.response import Review, response
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import cell_target, thing_target
from welvaartcanvas.report.view import CanvasView, action_details, question_details

_INDENT = 16.0


def block_pages(
    sheet: CanvasSheet, section: Section, block: Block, review: Review | None = None
) -> None:
    """Everything of ``block``; what nobody said yet is told as calmly as what was said.

    With ``review`` it ends with the fields to answer in, while answers are asked for.
    """
    view = sheet.view
    node = sheet.start(section, least=300)
    sheet.text(
        node,
        view.text(block.question),
        style.LEAD,
        keep=True,
        language=view.foreign(block.question),
    )
    sheet.flow.add(findings_piece(node, view.findings[block.key], FRAME.width, space=10))
    for perspective in view.template.perspectives:
        side(sheet, node, block, perspective)
    questions = [
        (q, question_details(q, view.open(q))) for q in view.canvas.learning_questions_of(block.key)
    ]
    _listed(sheet, node, _("Learning questions"), questions)
    actions = [(a, action_details(a, view.open(a))) for a in view.canvas.actions_of(block.key)]
    _listed(sheet, node, _("Actions"), actions)
    if review is not None and asks(view.canvas, review.round):
        response(sheet, node, block, review.partner)


def _listed(
    sheet: CanvasSheet,
    parent: Node,
    title: str,
    things: Sequence[tuple[LearningQuestion | Action, str]],
) -> None:
    """Things with their details under a heading, if there are any."""
    if not things:
        return
    entries = [
        Entry(
            [Span(thing.text, style.BODY)],
            [Span(details, style.SMALL)] if details else [],
            thing_target(thing),
        )
        for thing, details in things
    ]
    sheet.heading(parent, Role.H2, title)
    sheet.flow.add(items(parent, entries, FRAME.width, lead=dash_lead, language=sheet.view.typed))


def contribution_entry(view: CanvasView, contribution: Contribution) -> Entry:
    """The text of a contribution, and its kind, partner and tags as a line of details."""
    kind, details = view.kind(contribution), view.details(contribution)
    spans = [Span(kind, style.SMALL_INK)] if kind else []
    if details:
        spans.append(Span(f" · {details}" if kind else details, style.SMALL))
    return Entry([Span(contribution.text, style.BODY)], spans, thing_target(contribution))


def side(
    sheet: CanvasSheet,
    parent: Node,
    block: Block,
    perspective: Perspective,
    *,
    role: Role = Role.H2,
    anchor: Anchor | None = None,
) -> None:
    """One perspective: its name and rating on a ground of their own, and its contributions.

    ``role`` is that of the heading, and ``anchor`` is where it comes to stand.
    """
    view = sheet.view
    rating = view.canvas.rating(block.key, perspective.key)
    width = FRAME.width - 2 * _INDENT
    parent = parent.add(Role.SECTION, target=cell_target(block.key, perspective.key))
    rated = thing_target(rating) if rating else ""
    pieces = paragraph(
        parent.add(role, language=view.foreign(perspective.name)),
        [Span(view.name(perspective), style.H3)],
        width,
        x=_INDENT,
        space=24,
        lead=perspective_lead(view, perspective),
        anchor=anchor,
        together=True,
        keep=True,
    )
    spans = (
        [
            Span(f"{rating.score}  {view.anchor(rating.score)}", style.STRONG),
            *([Span(f" · {waits}", style.SMALL)] if (waits := view.open(rating)) else []),
        ]
        if rating
        else [Span(_("No rating yet"), style.QUIET)]
    )
    meaning = view.foreign(view.template.anchor(rating.score).text) if rating else ""
    pieces += paragraph(
        parent.add(Role.PARAGRAPH, language=meaning, target=rated),
        spans,
        width,
        x=_INDENT,
        space=2,
        lead=score_lead(rating.score, view.colour(perspective)) if rating else None,
        keep=True,
    )
    if rating and rating.reason.strip():
        reason = [Span(rating.reason, style.BODY)]
        pieces += paragraph(
            parent.add(Role.PARAGRAPH, language=view.typed, target=rated),
            reason,
            width,
            x=_INDENT,
            space=3,
            keep=True,
        )
    panel = Panel(FRAME.width, 8.0, style.GROUND, view.colour(perspective))
    for piece in pieces:
        piece.panel = panel
    contributions = view.canvas.cell(block.key, perspective.key)
    if contributions:
        pieces += items(
            parent,
            [contribution_entry(view, c) for c in contributions],
            width,
            lead=lambda: perspective_lead(view, perspective, size=5.5),
            x=_INDENT,
            space=10,
            language=view.typed,
            details_language=view.foreign(view.template.kinds[0].name),
        )
    else:
        quiet = [Span(_("No contribution yet"), style.QUIET)]
        pieces += paragraph(parent.add(Role.PARAGRAPH), quiet, width, x=_INDENT, space=10)
    sheet.flow.add(pieces)
