"""The comments of one voice: what was said about what, what was done with it, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.discussion import Voice, place_of
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.remarks import text_of, thing_of, told_otherwise
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.versions import newest_versions, versions_of
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.layout import Piece, Row, RowCell, paragraph, stacked, together
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Artifact, Role
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import block_target, cell_target, thing_target
from welvaartcanvas.report.view import CanvasView, person
from welvaartcanvas.wording.history import thing_text
from welvaartcanvas.wording.review import (
    comments_text,
    mark_name,
    said_text,
    state_name,
    target_text,
)

#: The room for what a line of a comment tells.
_LABELS = 112.0
#: The room for its heading, which may take some lines.
_HEADING = 80.0
# An address of an e-mail is nobody's business on paper; a reader may sign with it.
_ADDRESS = re.compile(r"<?\S+@\S+>?")


class Numbered:
    """Comments with the numbers by which a report names them, from 1."""

    def __init__(self, canvas: Canvas, heard: Iterable[Voice]) -> None:
        told = (comment for voice in heard for comment in voice.comments)
        numbers = {comment.id: n for n, comment in enumerate(told, start=1)}
        newest = newest_versions(canvas.comments)
        self._numbers = {c.id: numbers.get(newest[c.id].id) for c in canvas.comments}

    def of(self, comment_id: str | None) -> int | None:
        """The number of the comment with that id, or of what it became, if it is among them."""
        return self._numbers.get(comment_id or "")


def voice_name(voice: Voice) -> str:
    """Who it is, the organisation included; that it is not known."""
    return known_name(voice) or _("Without a name")


def known_name(voice: Voice) -> str:
    """Who it is, the organisation included; empty where that is not known."""
    return person(voice.partner) if voice.partner else _unaddressed(voice.name)


def comments_of(sheet: CanvasSheet, section: Section, voice: Voice, numbered: Numbered) -> None:
    """All comments of ``voice``, each under a heading that says what it is about."""
    node = sheet.start(section, least=200)
    sheet.text(node, comments_text(len(voice.comments)), style.LEAD, space=4, keep=True)
    canvas = sheet.view.canvas
    for comment in voice.comments:
        about = node.add(Role.SECTION, target=_target(canvas, comment))
        heading = _("Comment {n}: {about}").format(
            n=numbered.of(comment.id), about=target_text(canvas, comment)
        )
        sheet.heading(about, Role.H2, heading, space=20)
        facts = [
            *_said(voice, comment, numbered, sheet.view),
            *_before(canvas, comment, sheet.view.typed),
            *_done(canvas, comment, sheet.view.typed),
        ]
        rows = fact_list(about, facts, FRAME.width, labels=_LABELS, space=4, air=2, ruled=False)
        sheet.flow.add(_whole(rows, numbered.of(comment.id)))


def _whole(rows: list[Piece], number: int | None) -> list[Piece]:
    """A comment on one page with what was done with it, or named again on the pages it goes on."""
    if stacked(rows) + _HEADING < FRAME.height:
        return together(rows)
    text = _("Comment {n} (continued)").format(n=number)
    name = paragraph(Artifact.PAGINATION, [Span(text, style.STRONG)], FRAME.width)
    again = Row.of([RowCell(0, FRAME.width, tuple(name))], 0, 4)
    cast(Row, rows[0]).going_on = (again,)
    for row in rows[1:]:
        row.header = (again,)
    return rows


def _said(voice: Voice, comment: Comment, numbered: Numbered, view: CanvasView) -> Iterator[Fact]:
    """What was said, with which words it was put on, what those were then, and how."""
    typed = view.typed
    if number := numbered.of(comment.reply_to):
        yield fact(_("Reply to"), _("comment {n}").format(n=number))
    if comment.quoted.strip():
        yield fact(_("Marked words"), comment.quoted, typed)
    yield from _told(view.canvas, comment, typed)
    if comment.rating is not None:
        anchor = view.template.anchor(comment.rating).text
        rating = f"{comment.rating} · {view.text(anchor)}"
        yield fact(_("Rating"), rating, view.foreign(anchor))
    if comment.text.strip():
        spans = (Span(comment.text, style.BODY),)
        yield Fact(Span(_("Comment"), style.SMALL), comment.text, language=typed, spans=spans)
    elif comment.rating is None:
        nothing = _("(no text)")
        spans = (Span(nothing, style.QUIET),)
        yield Fact(Span(_("Comment"), style.SMALL), nothing, spans=spans)
    yield fact(_("Made as"), " · ".join(_how(voice, comment)))


def _told(canvas: Canvas, comment: Comment, typed: str) -> Iterator[Fact]:
    """What the thing said that it is about, where that is not what it says now.

    Of what was accepted that is told where the new text is.
    """
    if comment.state is CommentState.ACCEPTED or not told_otherwise(canvas, comment):
        return
    label = _("Text was (changed since the PDF)")
    if thing_of(canvas, comment) is None:
        label = _("Text was (deleted since the PDF)")
    yield _text(label, comment.told, typed)


def _text(label: str, said: str, typed: str) -> Fact:
    """A text of the canvas, or that there is none."""
    return fact(label, said, typed) if said.strip() else fact(label, _("(no text)"))


def _before(canvas: Canvas, comment: Comment, typed: str) -> Iterator[Fact]:
    """What it was changed from, the latest first."""
    *earlier, _newest = versions_of(canvas, comment)
    for each in reversed(earlier):
        yield fact(_("Changed from"), said_text(each), typed)


def _how(voice: Voice, comment: Comment) -> Iterator[str]:
    """Which mark, where and when; who, where that is not the voice itself."""
    author = _unaddressed(comment.author)
    # Of what is typed for a partner the author is that partner; who typed it is not kept.
    by_typist = comment.mark is Mark.TYPED and comment.partner_id is None and author
    yield _("typed by {who}").format(who=author) if by_typist else mark_name(comment.mark)
    in_heading = comment.thing_id is None and comment.block is None
    if comment.page is not None and not in_heading:
        yield _("page {n}").format(n=comment.page)
    if comment.said_at is not None:
        yield date_text(comment.said_at.astimezone().date())
    if author and author != voice.name and not by_typist:
        yield author


def _done(canvas: Canvas, comment: Comment, typed: str) -> Iterator[Fact]:
    """What was done with it and why, and what it came to."""
    yield Fact(
        Span(_("Done with it"), style.SMALL),
        "",
        spans=(Span(_decided(comment), style.SMALL_STRONG),),
    )
    if comment.answer.strip():
        yield fact(_answer_label(comment.state), comment.answer)
    result = _result(canvas, comment)
    if isinstance(result, Rating) and comment.rating is not None:
        yield fact(_("Rating now"), thing_text(result))
    elif comment.state is CommentState.ACCEPTED and comment.thing_id:
        if result is None or text_of(result) != comment.told:
            yield _text(_("Text was"), comment.told, typed)
        now = _("Text now")
        yield _text(now, text_of(result), typed) if result else fact(now, _("deleted since"))
    elif result is not None:
        yield _text(_("Result"), text_of(result), typed)
    elif comment.result_id:
        yield fact(_("Result"), _("deleted since"))


def _answer_label(state: CommentState) -> str:
    """What an answer is to who reads it: a reason, an answer, or something beside the decision."""
    match state:
        case CommentState.REJECTED | CommentState.POSTPONED:
            return _("Why")
        case CommentState.ANSWERED:
            return _("Answer given")
        case _:
            return _("Clarification")


def _decided(comment: Comment) -> str:
    """The state with who and when; of what is open, that nothing was decided yet."""
    name = state_name(comment.state)
    name = name[:1].upper() + name[1:]
    if comment.state is CommentState.OPEN:
        return _("{state}: nothing has been decided yet").format(state=name)
    day = date_text(comment.handled_at.astimezone().date()) if comment.handled_at else ""
    return ", ".join(part for part in (name, comment.handled_by, day) if part)


def _result(canvas: Canvas, comment: Comment) -> InCanvas | None:
    """What came of it: what was made of it, or the text that it was taken over into."""
    if comment.result_id:
        return next((t for _where, t in canvas.things() if t.id == comment.result_id), None)
    return thing_of(canvas, comment) if comment.state is CommentState.ACCEPTED else None


def _target(canvas: Canvas, comment: Comment) -> str:
    thing = thing_of(canvas, comment)
    if thing is not None:
        return thing_target(thing)
    block, side = place_of(canvas, comment)
    if block is None:
        return ""
    return cell_target(block, side) if side else block_target(block)


def _unaddressed(name: str) -> str:
    return " ".join(_ADDRESS.sub("", name).split())
