"""The forms with which something is done with a comment, each with the comment beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, get_args

from textual import on
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from welvaartcanvas.domain.canvas import Canvas, Rating
from welvaartcanvas.domain.discussion import place_of, rated_cell
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.remarks import text_of, thing_of
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.errors import Conflict, RequestError
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.contribution import Names
from welvaartcanvas.tui.screens.form import Form
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets import comments, marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.tui.widgets.text import Hanging, on_one_line
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording import review

#: What can be done with a comment by a form.
Handling = Literal["accept", "rate", "contribution", "action", "answer", "reject"]
HANDLINGS: tuple[Handling, ...] = get_args(Handling)


class HandlingForm(Form):
    """Something is done with ``comment``; answers its id.

    What is typed is kept as a draft of this way to handle it.
    """

    CSS_PATH: ClassVar[list[str]] = ["../styles/form.tcss", "../styles/handling.tcss"]  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)
    #: What is done, and what that is called, untranslated.
    WHAT: ClassVar[Handling]
    NAME: ClassVar[str]

    def __init__(self, canvas: Canvas, comment: Comment, thing: InCanvas | None = None) -> None:
        key = DraftKey(canvas.id, "handling", "", self.WHAT, comment.id)
        super().__init__(canvas, key, thing)
        self._comment_id = comment.id
        self._read_comment = comment

    @property
    def comment(self) -> Comment:
        """The comment as the canvas has it; as it was when it is gone."""
        here = (c for c in self.canvas.comments if c.id == self._comment_id)
        return next(here, self._read_comment)

    def inputs(self) -> Iterable[Widget]:
        """The fields."""
        raise NotImplementedError

    def do(self, values: Values) -> None:
        """Do it."""
        raise NotImplementedError

    def heading(self) -> Content:
        """What is done, and where the comment belongs."""
        where = on_one_line(comments.place(self.canvas, self.comment))
        return Content(f"{_(self.NAME)} · {where}")

    def fields(self) -> Iterable[Widget]:
        """The comment, and beside or below it the fields."""
        with Container(id="beside"):
            with VerticalScroll(id="comment") as pane:
                pane.border_title = Content(
                    on_one_line(review.author_text(self.canvas, self.comment))
                )
                yield Static(Hanging(*comments.said(self.canvas, self.comment)))
            with Container(id="inputs"):
                yield from self.inputs()

    def on_mount(self) -> None:
        """Begin at the first field; the comment is there to read."""
        kinds = ("Scores", "TextArea", "Input", "Select")
        first = self.query(", ".join(f"#inputs {kind}" for kind in kinds)).first()
        first.focus()

    def save(self, values: Values) -> str:
        """Do it; refused where somebody else handled the comment meanwhile."""
        try:
            self.do(values)
        except Conflict as conflict:
            if isinstance(conflict.current, Comment) and not isinstance(self.thing, Comment):
                raise RequestError(
                    "somebody else handled this comment meanwhile; close this (what you typed is "
                    "kept) and look at it again"
                ) from conflict
            raise
        return self._comment_id


class AcceptForm(HandlingForm):
    """The comment is taken over into the text that it is about."""

    WHAT = "accept"
    NAME = N_("Take over")
    HELP = N_(
        "Above stands what the partner said, and in the field the text as it is now: write there "
        "what it will say. Ctrl+S saves the text and marks the comment as accepted, which is one "
        "step that Ctrl+Z undoes. What you answer comes into the report of the round."
    )

    def __init__(self, canvas: Canvas, comment: Comment) -> None:
        super().__init__(canvas, comment, thing_of(canvas, comment))

    def inputs(self) -> Iterable[Widget]:
        """The text as it is now, and an answer."""
        yield titled(Editor(id="text"), _("The text, to change"))
        yield _answer(optional=True)

    def values_of(self, thing: InCanvas | None) -> Values:
        """The text as it is saved."""
        return {"text": text_of(thing) if thing else "", "answer": ""}

    def do(self, values: Values) -> None:
        """Change the text."""
        if not values["text"].strip() and not isinstance(self.thing, Rating):
            raise RequestError(
                "the text is empty; write what it will say, or reject the comment with a reason"
            )
        self.workspace.comments.accept(self.canvas, self.comment, values["text"], values["answer"])


class RateForm(HandlingForm):
    """The rating that the comment offers is taken over into its cell."""

    WHAT = "rate"
    NAME = N_("Take the rating over")
    HELP = N_(
        "Chosen is the score that the partner gives, and above it stands the one of now: choose "
        "with a figure or the arrows what it will be, and write why. Ctrl+S saves the rating and "
        "marks the comment as accepted, which is one step that Ctrl+Z undoes. What you answer "
        "comes into the report of the round."
    )

    def __init__(self, canvas: Canvas, comment: Comment) -> None:
        cell = rated_cell(canvas, comment)
        super().__init__(canvas, comment, canvas.rating(*cell) if cell else None)

    def inputs(self) -> Iterable[Widget]:
        """The score as it is now, the scores, the reason as it is now, and an answer."""
        rating = self.thing if isinstance(self.thing, Rating) else None
        anchor = self.canvas.template.anchor(rating.score) if rating else None
        yield Static(Content.assemble(_("Now: "), marks.rated(anchor)), id="now")
        yield Scores(self.canvas.template, id="score")
        yield titled(Editor(id="reason"), _("Reason"))
        yield _answer(optional=True)

    @on(Scores.Given)
    def on_to_reason(self) -> None:
        """After the score comes the reason."""
        self.query_one("#reason").focus()

    def values_of(self, thing: InCanvas | None) -> Values:
        """The score that is offered, with the reason as it is saved."""
        return {
            "score": str(self.comment.rating),
            "reason": thing.reason if isinstance(thing, Rating) else "",
            "answer": "",
        }

    def do(self, values: Values) -> None:
        """Give the cell the rating."""
        if not values["score"]:
            raise RequestError("choose a score from 0 to 5 first")
        self.workspace.comments.rate(
            self.canvas, self.comment, int(values["score"]), values["reason"], values["answer"]
        )


class MakeContributionForm(HandlingForm):
    """The comment becomes a contribution of its own."""

    WHAT = "contribution"
    NAME = N_("Make contribution")
    HELP = N_(
        "The comment becomes a contribution: choose where it stands and what sort it is, and make "
        "the text what it will say. It is of the partner who said it; a new name makes a new "
        "partner. Ctrl+S saves, and Ctrl+Z undoes it all."
    )

    def inputs(self) -> Iterable[Widget]:
        """Text, cell, kind, partner, answer."""
        template = self.canvas.template
        kinds = [(Content(k.name(language())), k.key) for k in template.kinds]
        sides = [(Content(f"{s.mark} {s.name(language())}"), s.key) for s in template.perspectives]
        yield titled(Editor(id="text"), _("The contribution"))
        yield Horizontal(
            titled(block_select(self.canvas, _("choose one")), _("Block")),
            titled(Select(sides, prompt=_("choose one"), id="perspective"), _("Side")),
            classes="together",
        )
        yield Horizontal(
            titled(Select(kinds, prompt=_("none"), id="kind"), _("Kind")),
            titled(NameInput(suggester=Names(self.canvas), id="partner"), _("Who said it")),
            classes="together",
        )
        yield _answer(optional=True)

    def values_of(self, thing: InCanvas | None) -> Values:
        """The comment's words, place and partner."""
        comment = self.comment
        block, side = place_of(self.canvas, comment)
        partner = next((p for p in self.canvas.partners if p.id == comment.partner_id), None)
        return {
            "text": _words(comment),
            "block": block or "",
            "perspective": side or (partner.perspective if partner else None) or "",
            "kind": "",
            "partner": partner.name if partner else "",
            "answer": "",
        }

    def do(self, values: Values) -> None:
        """Make it."""
        if not values["block"] or not values["perspective"]:
            raise RequestError("choose the block and the side at which it will stand")
        self.workspace.comments.make_contribution(
            self.canvas,
            self.comment,
            values["block"],
            values["perspective"],
            values["text"],
            kind=values["kind"] or None,
            partner=values["partner"],
            answer=values["answer"],
        )


class MakeActionForm(HandlingForm):
    """The comment becomes an action."""

    WHAT = "action"
    NAME = N_("Make action")
    HELP = N_(
        "The comment becomes an action: what will be done, by whom and when. A day is written as "
        "15-3-2026 or 15-3. Ctrl+S saves, and Ctrl+Z undoes it all."
    )

    def inputs(self) -> Iterable[Widget]:
        """Text, block, who, when, answer."""
        yield titled(Editor(id="text"), _("What will be done?"))
        yield titled(block_select(self.canvas, _("choose one")), _("Block"))
        yield Horizontal(
            titled(NameInput(suggester=Names(self.canvas), id="who"), _("Who")),
            titled(Input(placeholder=_("day-month-year"), id="due"), _("Ready on")),
            classes="together",
        )
        yield _answer(optional=True)

    def values_of(self, thing: InCanvas | None) -> Values:
        """The comment's words and block."""
        block, _side = place_of(self.canvas, self.comment)
        partner = next((p for p in self.canvas.partners if p.id == self.comment.partner_id), None)
        return {
            "text": _words(self.comment),
            "block": block or "",
            "who": partner.name if partner else "",
            "due": "",
            "answer": "",
        }

    def do(self, values: Values) -> None:
        """Make it."""
        if not values["block"]:
            raise RequestError("choose the block to which the action belongs")
        today = self.workspace.session.clock().astimezone().date()
        self.workspace.comments.make_action(
            self.canvas,
            self.comment,
            values["block"],
            values["text"],
            who=values["who"],
            due=read_day(values["due"], today),
            answer=values["answer"],
        )


class _SayForm(HandlingForm):
    """Something is said of the comment, and the canvas stays as it is."""

    CHANGES_CANVAS = False

    def __init__(self, canvas: Canvas, comment: Comment) -> None:
        super().__init__(canvas, comment, comment)

    def values_of(self, thing: InCanvas | None) -> Values:
        """What was said before."""
        return {"answer": thing.answer if isinstance(thing, Comment) else ""}


class AnswerForm(_SayForm):
    """The comment is answered."""

    WHAT = "answer"
    NAME = N_("Answer")
    HELP = N_(
        "Write what you answer: the partner reads it in the report of the round. The canvas stays "
        "as it is. Enter saves, Ctrl+J begins a new line."
    )

    def inputs(self) -> Iterable[Widget]:
        """The answer."""
        yield _answer(optional=False)

    def do(self, values: Values) -> None:
        """Keep the answer."""
        self.workspace.comments.answer(self.canvas, self.comment, values["answer"])


class RejectForm(_SayForm):
    """The comment is rejected, with a reason."""

    WHAT = "reject"
    NAME = N_("Reject")
    HELP = N_(
        "Write why nothing is done with it: the partner reads that in the report of the round, so "
        "it may not be empty. Enter saves, Ctrl+J begins a new line."
    )

    def inputs(self) -> Iterable[Widget]:
        """The reason."""
        yield titled(Editor(enter_saves=True, id="answer"), _("Why? Enter saves"))

    def do(self, values: Values) -> None:
        """Keep the reason."""
        self.workspace.comments.reject(self.canvas, self.comment, values["answer"])


_FORMS: dict[Handling, type[HandlingForm]] = {
    form.WHAT: form
    for form in (
        AcceptForm,
        RateForm,
        MakeContributionForm,
        MakeActionForm,
        AnswerForm,
        RejectForm,
    )
}


def changes_canvas(what: Handling) -> bool:
    """Whether that changes what the canvas says, which an adopted one does not let happen."""
    return _FORMS[what].CHANGES_CANVAS


def handling_form(canvas: Canvas, comment: Comment, what: Handling) -> HandlingForm:
    """The form with which ``what`` is done with ``comment``."""
    return _FORMS[what](canvas, comment)


def block_select(canvas: Canvas, prompt: str) -> Select[str]:
    """A field to choose a block, or none."""
    blocks = canvas.template.reading_order
    named = [(Content(f"{b.number} {on_one_line(b.title(language()))}"), b.key) for b in blocks]
    return Select(named, prompt=prompt, id="block")


def _words(comment: Comment) -> str:
    """What a thing begins with that is made of ``comment``."""
    return comment.text.strip() or comment.quoted.strip()


def _answer(*, optional: bool) -> Editor:
    name = _("Your answer; may stay empty") if optional else _("Your answer; Enter saves")
    return titled(Editor(enter_saves=not optional, id="answer"), name)
