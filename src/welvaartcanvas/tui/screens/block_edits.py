"""What can be done with the things of a block: edit, delete, move, rate, ask, plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from welvaartcanvas.domain.canvas import Action, Contribution, LearningQuestion
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.screens.block_view import OnBlock
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.widgets.quick_line import QuickLine
from welvaartcanvas.tui.widgets.text import Steady, one_line
from welvaartcanvas.workspace.contents import Listed
from welvaartcanvas.workspace.drafts import Draft

if TYPE_CHECKING:
    from welvaartcanvas.tui.screens.form import Form


class BlockEdits(OnBlock, CanvasPage):
    """The keys that change a block; :class:`BlockScreen` shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,f4", "rate", N_("Score")),
        Binding("l,f5", "ask", N_("Question")),
        Binding("a,f8", "plan", N_("Action")),
        Binding("m", "move", N_("Move")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("v", "versions", N_("Versions")),
        Binding("c,f12", "settle", N_("Choose")),
        Binding("o,f9", "open_draft", N_("Open unsaved text"), show=False),
        Binding("shift+up,ctrl+up", "reorder(-1)", N_("Move up"), show=False),
        Binding("shift+down,ctrl+down", "reorder(1)", N_("Move down"), show=False),
        Binding("shift+left,ctrl+left", "shift(-1)", N_("To the side on the left"), show=False),
        Binding("shift+right,ctrl+right", "shift(1)", N_("To the side on the right"), show=False),
    ]

    _drafts_of = ("", "")
    """The cell for which :meth:`show_drafts` last said what drafts there are elsewhere."""

    async def recompose(self) -> None:
        """Build the screen anew, in another language, and say of the drafts anew."""
        self._drafts_of = ("", "")
        await super().recompose()

    def show_thing(self, thing_id: str) -> None:
        """Read the canvas anew, with the cursor on the thing with that id."""
        raise NotImplementedError

    @property
    def quick(self) -> QuickLine:
        """The quick line."""
        return self.query_one(QuickLine)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that work on a thing are offered where there is one."""
        match action:
            case "delete" | "reorder" | "edit" | "versions":
                return isinstance(self.chosen, Contribution | LearningQuestion | Action)
            case "move" | "shift":
                return isinstance(self.chosen, Contribution)
            case "settle":
                return self.is_mounted and bool(self.canvas.to_choose)
        return super().check_action(action, parameters)

    def _open(self, form: Form) -> None:
        """Open an editor; afterwards the cursor is on what was saved."""

        def closed(saved: str | None) -> None:
            if saved:
                self.show_thing(saved)
            self.quick.take_back()
            self.show_drafts()

        self.open_form(form, closed)

    def action_edit(self) -> None:
        """Edit what is at the cursor."""
        from welvaartcanvas.tui.screens.action import ActionForm
        from welvaartcanvas.tui.screens.contribution import ContributionForm
        from welvaartcanvas.tui.screens.learning_question import LearningQuestionForm

        match self.chosen:
            case Contribution() as note:
                self._open(ContributionForm(self.canvas, note.block, note.perspective, note))
            case LearningQuestion() as question:
                self._open(LearningQuestionForm(self.canvas, question.block, question))
            case Action() as action:
                self._open(ActionForm(self.canvas, action.block, action))

    @on(QuickLine.Whole)
    def whole(self) -> None:
        """On with the quick line's text in the full editor."""
        from welvaartcanvas.tui.screens.contribution import ContributionForm

        self._open(ContributionForm(self.canvas, self.block_key, self.side_key))

    def action_rate(self) -> None:
        """Rate the block from the chosen side."""
        from welvaartcanvas.tui.screens.rate import RatingForm

        self._open(RatingForm(self.canvas, self.block_key, self.side_key))

    def action_ask(self) -> None:
        """Write a learning question."""
        from welvaartcanvas.tui.screens.learning_question import LearningQuestionForm

        self._open(LearningQuestionForm(self.canvas, self.block_key))

    def action_plan(self) -> None:
        """Write an action."""
        from welvaartcanvas.tui.screens.action import ActionForm

        self._open(ActionForm(self.canvas, self.block_key))

    def action_delete(self) -> None:
        """Delete what is at the cursor, and say how it comes back."""
        thing = self.chosen
        if not isinstance(thing, Contribution | LearningQuestion | Action):
            return

        def deleted(_done: object) -> None:
            said = _("Deleted: {text}. Ctrl+Z brings it back.")
            self.welvaart.say(said.format(text=one_line(thing.text, 48)))
            self.reload()
            self.refresh_bindings()

        self._do(lambda: self.workspace.contents.delete(self.canvas, thing), deleted)

    def action_settle(self) -> None:
        """Choose between two readings, those of this block first."""
        from welvaartcanvas.tui.screens.settle import SettleScreen

        self.app.push_screen(SettleScreen(self.canvas_id, self.block_key))

    def action_versions(self) -> None:
        """How what is at the cursor came to say what it says."""
        from welvaartcanvas.tui.screens.versions import VersionsScreen

        if self.chosen is not None:
            self.app.push_screen(VersionsScreen(self.canvas_id, self.chosen))

    def action_reorder(self, by: int) -> None:
        """Move what is at the cursor up or down in its list."""
        contents, thing = self.workspace.contents, self.chosen
        match thing:
            case Contribution():
                cell = [n.id for n in self.canvas.cell(thing.block, thing.perspective)]
                to = cell.index(thing.id) + by
                if 0 <= to < len(cell):
                    block, side = thing.block, thing.perspective
                    self._do(
                        lambda: contents.move(self.canvas, thing, block, side, to),
                        lambda _done: self.show_thing(thing.id),
                    )
            case LearningQuestion():
                self._move_in_list(thing, self.canvas.learning_questions_of(thing.block), by)
            case Action():
                self._move_in_list(thing, self.canvas.actions_of(thing.block), by)

    def _move_in_list(self, thing: Listed, listed: Sequence[Listed], by: int) -> None:
        to = [each.id for each in listed].index(thing.id) + by
        if 0 <= to < len(listed):
            self._do(
                lambda: self.workspace.contents.move_in_list(self.canvas, thing, to),
                lambda _done: self.show_thing(thing.id),
            )

    def action_shift(self, by: int) -> None:
        """Move the contribution at the cursor to the side next to it."""
        note = self.chosen
        if isinstance(note, Contribution):
            sides = [side.key for side in self.canvas.template.perspectives]
            # From where it stands: the side that the text line is for may be another.
            to = sides.index(note.perspective) + by
            if 0 <= to < len(sides):
                self._move(note, self.block_key, sides[to])

    def action_move(self) -> None:
        """Ask to which cell the contribution at the cursor goes."""
        from welvaartcanvas.tui.screens.move import MoveDialog

        note = self.chosen
        if isinstance(note, Contribution) and self.may_change():
            self.app.push_screen(
                MoveDialog(self.canvas, note),
                lambda cell: self._move(note, *cell) if cell else None,
            )

    def _move(self, note: Contribution, block: str, side: str) -> None:
        end = len(self.canvas.cell(block, side))
        self._do(
            lambda: self.workspace.contents.move(self.canvas, note, block, side, end),
            lambda _done: self._moved(note, block, side),
        )

    def _moved(self, note: Contribution, block: str, side: str) -> None:
        template = self.canvas.template
        if block == self.block_key:
            self.show_thing(note.id)
            self.choose_side(side)
            self.query_one(f"#side-{side} Things").focus()
        else:
            self.reload()
            there = template.block(block)
            said = _("Moved to {number} {title}, {side}.").format(
                number=there.number,
                title=there.title(language()),
                side=template.perspective(side).name(language()),
            )
            self.welvaart.say(said)

    def _do(self, change: Callable[[], object], then: Callable[[object], object]) -> None:
        """Make a change, then show it. What somebody else changed is shown anew."""
        if self.welvaart.attempt(lambda: (change(), True), then) is None:
            self.reload()

    def in_view(self, draft: Draft) -> bool:
        """Whether a line of the screen shows ``draft``, which is of this block, already."""
        return (draft.entity, draft.perspective, draft.entity_id) == (
            "contribution",
            self.side_key,
            "",
        )

    def _drafts(self) -> list[Draft]:
        """What was typed for this block and not saved, but for what stands on the screen."""
        return [
            draft
            for draft in self.workspace.drafts.all()
            if (draft.canvas_id, draft.block) == (self.canvas_id, self.block_key)
            and not self.in_view(draft)
        ]

    def tell_drafts_elsewhere(self) -> None:
        """In another cell other drafts are out of sight."""
        cell = (self.block_key, self.side_key)
        if cell != self._drafts_of:
            self._drafts_of = cell
            self.show_drafts()

    def show_drafts(self) -> None:
        """Say that there are drafts elsewhere, where there are."""
        count = len(self._drafts())
        line = self.query_one("#drafts", Steady)
        line.display = bool(count)
        line.say(
            Content("✎ ")
            + ngettext(
                "Elsewhere in this block {n} text was typed and not saved: F9 opens it",
                "Elsewhere in this block {n} texts were typed and not saved: F9 opens them",
                count,
            ).format(n=count)
        )

    def action_open_draft(self) -> None:
        """Open the newest draft of this block where it was typed."""
        drafts = self._drafts()
        if drafts:
            self.open_draft(drafts[0])

    def open_draft(self, draft: Draft) -> None:
        """Open the editor that ``draft`` was typed in; of a thing that is gone, a new one."""
        from welvaartcanvas.tui.screens.action import ActionForm
        from welvaartcanvas.tui.screens.contribution import ContributionForm
        from welvaartcanvas.tui.screens.learning_question import LearningQuestionForm
        from welvaartcanvas.tui.screens.rate import RatingForm
        from welvaartcanvas.tui.screens.type_comment import CommentForm

        thing = next((t for _w, t in self.canvas.things() if t.id == draft.entity_id), None)
        side = draft.perspective or self.side_key
        form: Form
        match draft.entity:
            case "contribution" if not draft.entity_id:
                self.choose_side(side)
                self.quick.editor.focus()
                self.show_drafts()
                return
            case "contribution":
                note = thing if isinstance(thing, Contribution) else None
                form = ContributionForm(self.canvas, self.block_key, side, note)
            case "rating":
                self.choose_side(side)
                form = RatingForm(self.canvas, self.block_key, side)
            case "learning_question":
                question = thing if isinstance(thing, LearningQuestion) else None
                form = LearningQuestionForm(self.canvas, self.block_key, question)
            case "action":
                action = thing if isinstance(thing, Action) else None
                form = ActionForm(self.canvas, self.block_key, action)
            case "comment":
                form = CommentForm(self.canvas, thing, block=self.block_key, perspective=side)
            case _:
                return
        self._open(form.take_over(draft))

    def action_guidance(self) -> None:
        """All prompts and the example."""
        from welvaartcanvas.tui.screens.guidance import GuidanceDialog

        self.app.push_screen(GuidanceDialog(self.canvas.template, self.block, self.side_key))

    def action_back(self) -> None:
        """Return; what was typed and not saved is kept, and that is said."""
        if self.quick.keep():
            self.welvaart.say(_("What you typed is kept as a draft."))
        super().action_back()
