"""Where a partner answers in a review: who answers, and per block a rating and a comment a side.

The names of the fields say what an answer is about; :mod:`welvaartcanvas.exchange` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.model import NAME_LIMIT
from welvaartcanvas.domain.review import COMMENT_LIMIT, Round
from welvaartcanvas.domain.status import standing
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import Entry, dash_lead, items, perspective_lead
from welvaartcanvas.report.pdf.forms import ChoiceField, Option, TextField, field_piece
from welvaartcanvas.report.pdf.layout import Piece, Row, RowCell, paragraph, stacked, together
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Artifact, Node, Role
from welvaartcanvas.report.sections.asked import asked_facts, asks, is_late
from welvaartcanvas.report.sections.facts import fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import cell_target
from welvaartcanvas.report.template_view import TemplateView
from welvaartcanvas.report.view import person

# Points: the width of the left half of an answer, and the air at its edges and between answers.
_LEFT, _INDENT, _AIR = 196.0, 16.0, 8.0
_LINES = 4


class Review(NamedTuple):
    """What an answer is asked for: the round, and one partner if it is asked of nobody else."""

    round: Round | None = None
    partner: Partner | None = None


def how_to_respond(sheet: CanvasSheet, section: Section, review: Review) -> None:
    """What is asked, what to do with the fields, and the one for who answers.

    Where nothing is asked any more it says since when, and has no field.
    """
    node = sheet.start(section, least=300)
    told = asked_facts(sheet.view, review.round, review.partner)
    if told:
        sheet.flow.add(fact_list(node, told, FRAME.width, labels=136, space=12))
    if asks(sheet.view.canvas, review.round):
        _ways(sheet, node, review, below=bool(told))
    else:
        sheet.text(node, _over(sheet.view.canvas, review.round), space=16)
    sheet.flow.break_page()  # a page to come back to, and the next section takes a whole one


def _over(canvas: Canvas, round: Round | None) -> str:
    """Why nothing is asked any more."""
    if round and round.closed_at:
        day = date_text(round.closed_at.astimezone().date())
        said = _("The review round was closed on {day}. No comments are asked for any more.")
        return said.format(day=day)
    adoption = standing(canvas).adoption
    day = date_text(adoption.decided_on) if adoption else ""
    said = _("This canvas was adopted on {day}. No comments are asked for any more.")
    return said.format(day=day)


def _ways(sheet: CanvasSheet, node: Node, review: Review, *, below: bool) -> None:
    """How to answer; ``below`` what is asked it has a heading."""
    if is_late(review.round, sheet.view.day):
        late = _("The last day to answer has passed. The review round is still open.")
        sheet.text(node, late, space=16)
    if below:
        sheet.heading(node, Role.H2, _("In these ways"))
    ways = (
        _(
            "Fill in the fields. Each block ends with room for a rating and a comment from every "
            "perspective."
        )
        + " "
        + _how_much(sheet.view, review.partner),
        _(
            "Or put comments in the text, with the comment tool of the program in which you read "
            "this PDF. You may do both."
        ),
        # As Acrobat opens every PDF/A, unless its settings say otherwise.
        _(
            "Does your program say that the file is read-only, because it is a PDF/A? Choose there "
            "to enable editing."
        ),
        _(
            "Save the file and send it back by e-mail, as a file, to whoever sent it to you. Do "
            "not print it to a new PDF: then your answers can not be read from it any more."
        ),
    )
    entries = [Entry([Span(way, style.BODY)]) for way in ways]
    sheet.flow.add(items(node, entries, FRAME.width, lead=dash_lead))
    respondent(sheet, node, review.partner)


def _how_much(view: TemplateView, partner: Partner | None) -> str:
    """That not all has to be filled in; of who has a side of their own, that one is enough."""
    if partner is None:
        return _("You may leave fields empty.")
    if partner.perspective is None:
        return _("Fill in what you know; one perspective is enough.")
    own = view.name(view.template.perspective(partner.perspective))
    said = _("Fill in what you know; one perspective is enough. Yours, {perspective}, is first.")
    return said.format(perspective=own)


def respondent(sheet: CanvasSheet, parent: Node, partner: Partner | None = None) -> None:
    """The field for who answers, with the name of ``partner`` in it if it is known."""
    known = person(partner) if partner else ""
    if partner and len(known) > NAME_LIMIT:
        known = partner.name
    name = _("Your name / organisation")
    field = TextField("r.name", name, known, longest=NAME_LIMIT)
    asked = _asked(parent, name, field, FRAME.width - 2 * _INDENT)
    row = Row.of([_half(0, FRAME.width, asked)], _AIR, _AIR)
    row.space = 2 * _AIR
    sheet.flow.add([row])


def response(
    sheet: CanvasSheet, parent: Node, block: Block, partner: Partner | None = None
) -> None:
    """A rating and a comment on ``block`` from each perspective, that of ``partner`` first."""
    text = _("Your response to {block}").format(block=sheet.view.title(block))
    sheet.heading(parent, Role.H2, text)
    own = partner.perspective if partner else None
    sides = sorted(sheet.view.template.perspectives, key=lambda side: side.key != own)
    rows: list[Piece] = []
    for side in sides:
        row = _row(sheet.view, parent, block, side, own=side.key == own)
        row.space = _AIR / 2 if rows else _AIR
        row.header = (_again(sheet.view, block),) if rows else ()
        rows.append(row)
    sheet.flow.add(together(rows) if stacked(rows) < sheet.frame.height / 2 else rows)


def _again(view: TemplateView, block: Block) -> Row:
    """What is answered, above a page on which the answers to ``block`` go on."""
    text = _("{block}: your response").format(block=view.title(block))
    name = paragraph(Artifact.PAGINATION, [Span(text, style.STRONG)], FRAME.width)
    return Row.of([RowCell(0, FRAME.width, tuple(name))], 0, _AIR)


def _row(view: TemplateView, parent: Node, block: Block, side: Perspective, *, own: bool) -> Row:
    """What one perspective is asked about ``block``; ``own`` says that it is the reader's."""
    node = parent.add(Role.SECTION, target=cell_target(block.key, side.key))
    name, prefix = view.name(side), f"r.{block.key}.{side.key}"
    about = {"block": view.title(block), "perspective": name}
    spans = [Span(name, style.H3)]
    if own:
        spans.append(Span(" · " + _("your perspective"), style.SMALL))
    left: list[Piece] = [
        *paragraph(
            node.add(Role.H3, language=view.foreign(side.name)),
            spans,
            _LEFT - 2 * _INDENT,
            lead=perspective_lead(view, side),
        )
    ]
    rating = ChoiceField(
        f"{prefix}.rating",
        _("{block}, {perspective}: rating from 0 to 5").format(**about),
        [
            Option("", _("Make a choice")),
            *(
                Option(str(anchor.score), f"{anchor.score} · {view.text(anchor.text)}")
                for anchor in sorted(view.template.anchors, key=lambda anchor: anchor.score)
            ),
        ],
    )
    left += _asked(node, _("Rating"), rating, _LEFT - 1.5 * _INDENT, space=6)
    comment = TextField(
        f"{prefix}.reaction",
        _("{block}, {perspective}: your comment").format(**about),
        multiline=True,
        longest=COMMENT_LIMIT,
    )
    room = FRAME.width - _LEFT - _INDENT
    right = _asked(node, _("Comment"), comment, room, lines=_LINES)
    row = Row.of([_half(0, _LEFT, left), _half(_LEFT, room + _INDENT, right, 0)], _AIR, _AIR)
    row.whole = row.height  # no field goes over to another page
    return row


def _half(x: float, width: float, pieces: Sequence[Piece], padding: float = _INDENT) -> RowCell:
    return RowCell(x, width, tuple(pieces), fill=style.GROUND, padding=padding)


def _asked(
    parent: Node,
    label: str,
    field: TextField | ChoiceField,
    width: float,
    *,
    lines: int = 1,
    space: float = 0.0,
) -> list[Piece]:
    """A field below its label, of which the two together are a paragraph."""
    node = parent.add(Role.PARAGRAPH)
    above = paragraph(node, [Span(label, style.SMALL_INK)], width, space=space)
    return [*above, field_piece(node, field, style.FIELD, width, lines=lines, space=2)]
