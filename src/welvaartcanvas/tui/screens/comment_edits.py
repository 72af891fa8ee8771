"""The keys with which one says what is done with a comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import place_of, rated_cell
from welvaartcanvas.domain.remarks import thing_of
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.status import Status
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.screens.comment_forms import (
    HANDLINGS,
    Handling,
    changes_canvas,
    handling_form,
)
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.widgets.text import on_one_line, one_line
from welvaartcanvas.wording import review
from welvaartcanvas.workspace.drafts import Draft

if TYPE_CHECKING:
    from welvaartcanvas.tui.screens.form import Form


#: What is done with the comment at the cursor.
_ON_ONE = ("take_over", "handle", "postpone", "open_again", "said_by", "block")


class CommentEdits(CanvasPage):
    """What can be done with the comment at the cursor; :class:`CommentsScreen` shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_over", N_("Take over")),
        Binding("w", "handle('answer')", N_("Answer")),
        Binding("r", "handle('reject')", N_("Reject")),
        Binding("u", "postpone", N_("Postpone")),
        Binding("c", "handle('contribution')", N_("Make contribution")),
        Binding("a", "handle('action')", N_("Make action")),
        Binding("o", "open_again", N_("Open again")),
        Binding("p", "said_by", N_("Who said it")),
        Binding("n", "type", N_("New")),
        Binding("b", "block", N_("To block"), show=False),
    ]

    @property
    def comment(self) -> Comment | None:
        """The comment at the cursor."""
        raise NotImplementedError

    def handled(self, id: str) -> None:
        """Something was done with the comment with that id: show it, and go on."""
        raise NotImplementedError

    def show_comment(self, id: str) -> None:
        """Read the canvas anew, and put the cursor on the comment with that id."""
        raise NotImplementedError

    @property
    def drafted(self) -> frozenset[str]:
        """The ids of comments for which something was typed and not saved."""
        return self._drafted

    _drafted: frozenset[str] = frozenset()

    def reload(self) -> None:
        """Read the canvas and the drafts anew."""
        self._drafted = frozenset(
            draft.entity_id
            for draft in self.workspace.drafts.all()
            if (draft.canvas_id, draft.entity) == (self.canvas_id, "handling")
        )
        super().reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense of the comment at the cursor is offered."""
        comment = self.comment if self.is_mounted else None
        if action not in _ON_ONE:
            return super().check_action(action, parameters)
        return comment is not None and self._makes_sense(comment, action, parameters)

    def _makes_sense(self, comment: Comment, action: str, parameters: tuple[object, ...]) -> bool:
        match action:
            case "take_over":
                return _taken_over(self.canvas, comment) is not None
            case "handle":
                lacking = (parameters[0], None)
                return lacking not in (
                    ("accept", thing_of(self.canvas, comment)),
                    ("rate", rated_cell(self.canvas, comment)),
                )
            case "block":
                return place_of(self.canvas, comment)[0] is not None
            case "postpone":
                return comment.state is not CommentState.POSTPONED
            case "open_again":
                return comment.state is not CommentState.OPEN
        return True

    def why_not(self, action: str) -> str:
        """What one can do with the comment at the cursor instead."""
        comment = self.comment
        if comment is None or self.check_action(*_parsed(action)):
            return ""
        if action == "take_over":
            return _(
                "This comment is about no text: make it a contribution (c) or an action (a), "
                "or answer it (w)."
            )
        if action == "block":
            return _("This comment is about no block.")
        if action in ("postpone", "open_again"):
            return _("This comment is {state} already.").format(
                state=review.state_name(comment.state)
            )
        return ""

    @on(OptionList.OptionSelected)
    def ask(self) -> None:
        """Ask what is done with the comment at the cursor."""
        from welvaartcanvas.tui.screens.choose import Choice, Choose

        if self.comment is None:
            return
        ways = [
            ("handle('accept')", _("take it over into the text")),
            ("handle('rate')", _("take the rating over")),
            ("handle('contribution')", _("make it a contribution")),
            ("handle('action')", _("make it an action")),
            ("handle('answer')", _("answer it")),
            ("handle('reject')", _("reject it, with a reason")),
            ("postpone", _("postpone it")),
            ("open_again", _("open it again")),
            ("said_by", _("say who said it")),
            ("block", _("go to what it is about")),
        ]
        possible = [
            Choice(action, name)
            for action, name in ways
            if self.check_action(*_parsed(action)) and not self._locked(*_parsed(action))
        ]
        heading = one_line(review.said_text(self.comment), 200)

        async def chosen(action: str | None) -> None:
            if action is not None:
                await self.run_action(action)

        dialog = Choose(heading, possible, placeholder=_("a word of what is done with it"))
        self.app.push_screen(dialog, chosen)

    def action_take_over(self) -> None:
        """Open the form to take it over into what it is about: the text, else the rating."""
        what = _taken_over(self.canvas, self.comment) if self.comment else None
        if what is not None:
            self.action_handle(what)

    def _locked(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether that would change what an adopted canvas says."""
        adopted = self.standing.status is Status.ADOPTED
        changing: set[object] = {what for what in HANDLINGS if changes_canvas(what)}
        return adopted and action == "handle" and parameters[0] in changing

    def action_handle(self, what: Handling) -> None:
        """Open the form with which that is done."""
        if self.comment is not None and (not changes_canvas(what) or self.may_change()):
            self._open(handling_form(self.canvas, self.comment, what))

    def _open(self, form: Form) -> None:
        def closed(saved: str | None) -> None:
            if saved:
                self.handled(saved)
                self._say_handled(saved)
            else:
                self.reload()  # a draft may have come or gone

        self.app.push_screen(form, closed)

    def _say_handled(self, id: str) -> None:
        comment = next((c for c in self.canvas.comments if c.id == id), None)
        if comment is not None:
            said = _("{state} (Ctrl+Z takes it back): {text}").format(
                state=review.state_name(comment.state).capitalize(),
                text=one_line(review.said_text(comment), 40),
            )
            self.welvaart.say(said)

    def _do(self, comment: Comment, change: Callable[[], object]) -> None:
        """Make a change that needs no form."""

        def done(_done: object) -> None:
            self.handled(comment.id)
            self._say_handled(comment.id)

        if self.welvaart.attempt(change, done) is None:
            self.reload()

    def action_postpone(self) -> None:
        """Leave it for later."""
        comment = self.comment
        if comment is not None:
            self._do(comment, lambda: self.workspace.comments.postpone(self.canvas, comment))

    def action_open_again(self) -> None:
        """As if nothing was done with it; what it changed stays."""
        comment = self.comment
        if comment is not None:
            self._do(comment, lambda: self.workspace.comments.open_again(self.canvas, comment))

    def action_block(self) -> None:
        """Open the block, with the cursor at what the comment is about."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        comment = self.comment
        block, side = place_of(self.canvas, comment) if comment else (None, None)
        if comment is not None and block is not None:
            thing = thing_of(self.canvas, comment)
            self.app.push_screen(
                BlockScreen(self.canvas_id, block, side, thing.id if thing else None)
            )

    def action_type(self) -> None:
        """Type what a partner said, to begin with about where the comment at the cursor is."""
        from welvaartcanvas.tui.screens.type_comment import CommentForm

        comment = self.comment
        block, side = place_of(self.canvas, comment) if comment else (None, None)
        self._open_typed(CommentForm(self.canvas, block=block, perspective=side))

    def _open_typed(self, form: Form) -> None:
        def closed(saved: str | None) -> None:
            if saved:
                self.show_comment(saved)
                self.welvaart.say(_("The comment is kept."))

        self.app.push_screen(form, closed)

    @work
    async def action_said_by(self) -> None:
        """Ask which partner said it; of several by the same name, whether of all."""
        from welvaartcanvas.tui.screens.choose import Choose
        from welvaartcanvas.tui.screens.confirm import Confirm
        from welvaartcanvas.tui.screens.type_comment import NEW, NOBODY, speakers

        comment = self.comment
        if comment is None:
            return
        heading = _("Who said this? {text}").format(text=one_line(review.said_text(comment), 120))
        chosen = await self.app.push_screen_wait(
            Choose(
                heading,
                speakers(self.canvas, comment),
                placeholder=_("part of the partner's name"),
                at=comment.partner_id or NOBODY,
            )
        )
        if chosen is None:
            return
        theirs = [comment]
        alike = [
            c
            for c in self.canvas.comments
            if c.author and (c.author, c.partner_id) == (comment.author, comment.partner_id)
        ]
        if len(alike) > 1:
            question = ngettext(
                "Also of the {n} other comment by {author}?",
                "Also of the {n} other comments by {author}?",
                len(alike) - 1,
            ).format(n=len(alike) - 1, author=on_one_line(comment.author))
            all_of_them = Confirm(question, _("All"), no_label=_("Only this one"))
            theirs = alike if await self.app.push_screen_wait(all_of_them) else theirs
        known = next((p for p in self.canvas.partners if p.id == chosen), None)
        partner = comment.author if chosen == NEW else known
        self.welvaart.attempt(lambda: self.workspace.comments.ascribe(self.canvas, theirs, partner))
        self.reload()

    def open_draft(self, draft: Draft) -> None:
        """Open the form that ``draft`` was typed in."""
        from welvaartcanvas.tui.screens.type_comment import CommentForm

        if draft.entity == "comment":
            form = CommentForm(self.canvas, block=draft.block, perspective=draft.perspective)
            self._open_typed(form.take_over(draft))
            return
        comment = next((c for c in self.canvas.comments if c.id == draft.entity_id), None)
        if comment is None:
            self.welvaart.say(_("The comment that this was typed for is gone."))
        elif draft.perspective in HANDLINGS:
            self.show_comment(comment.id)
            self._open(handling_form(self.canvas, comment, draft.perspective).take_over(draft))

    def _back(self, turn: Callable[[], None]) -> None:
        """Undo or redo, and put the cursor on the comment that this was about."""
        before = {comment.id: comment for comment in self.canvas.comments}
        turn()
        for comment in self.canvas.comments:
            if before.get(comment.id) != comment:
                self.show_comment(comment.id)
                return


def _taken_over(canvas: Canvas, comment: Comment) -> Handling | None:
    """What it is to take ``comment`` over: into a text, else the rating that it offers."""
    if thing_of(canvas, comment) is not None:
        return "accept"
    return "rate" if rated_cell(canvas, comment) is not None else None


def _parsed(action: str) -> tuple[str, tuple[object, ...]]:
    """An action and its parameter, as ``check_action`` has them."""
    name, _bracket, parameter = action.partition("('")
    return name, (parameter.removesuffix("')"),) if parameter else ()
