"""A block: its question, what each side says and gives, its learning questions and actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.canvas import InCanvas, Rating
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, language, ngettext
from welvaartcanvas.tui.screens.block_edits import BlockEdits
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.guidance import guidance, prompt_lines
from welvaartcanvas.tui.widgets.notes import Side, Things, action_row, question_row
from welvaartcanvas.tui.widgets.quick_line import QuickLine, SidesLine
from welvaartcanvas.tui.widgets.text import Clipped, Steady
from welvaartcanvas.workspace.drafts import Draft

#: From this height on, in cells, all prompts and the example stand on the screen.
_TALL = 36


class BlockScreen(BlockEdits):
    """One block of a canvas.

    ``entity_id`` is the thing to begin at, whatever the block holds; ``draft`` is a text to
    go on with.
    """

    CSS_PATH = "../styles/block.tcss"
    AUTO_FOCUS = "#words"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "One block: its question, what each side says, and the rating that each side gives. "
        "Type in the line below the columns and press Enter: that is a contribution of the side "
        "that is marked there. Tab goes to the next side. The up arrow goes into the list, where "
        "Enter edits, Shift with the arrows moves, and letters rate, ask and plan. What you type "
        "is kept at every pause, also when you go elsewhere without saving."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "write", N_("New")),
        Binding(
            "left_square_bracket,pageup,ctrl+pageup", "turn(-1)", N_("Previous block"), show=False
        ),
        Binding(
            "right_square_bracket,pagedown,ctrl+pagedown", "turn(1)", N_("Next block"), show=False
        ),
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
        Binding("f3,h", "guidance", N_("Prompts")),
    ]

    def __init__(
        self,
        canvas_id: str,
        block: str,
        perspective: str | None = None,
        entity_id: str | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(canvas_id)
        self._draft = draft
        self.block_key = block
        self.side_key = perspective or ""
        self._entity_id = entity_id
        self._prompt = 0
        self._below: object = None
        self._at: str | None = None

    def body(self) -> Iterable[Widget]:
        """From the question down to the learning questions and actions."""
        template = self.canvas.template
        known = [side.key for side in template.perspectives]
        self.side_key = self.side_key if self.side_key in known else known[0]
        yield Clipped(lines=3, id="question")
        yield Clipped(lines=2, id="prompt")
        with VerticalScroll(id="guidance", can_focus=False):
            yield Steady(id="guidance-text")
        with Horizontal(id="sides"):
            for side in template.perspectives:
                yield Side(side)
        yield SidesLine(self.workspace, self.canvas, id="quick")
        yield Things(id="below", markup=False)
        yield Steady(id="drafts")

    def trail(self) -> list[str]:
        """Region, canvas, block."""
        return [*super().trail(), f"{self.block.number} {self.block.title(language())}"]

    def on_mount(self) -> None:
        """Begin at what was asked for, else ready to type."""
        if self._entity_id or self._draft:
            self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        found = next((t for _w, t in self.canvas.things() if t.id == self._entity_id), None)
        if found is not None:
            self._to_thing(found)
        if self._draft is not None:
            self.open_draft(self._draft)

    def _to_thing(self, thing: InCanvas) -> None:
        side = getattr(thing, "perspective", None)
        things = self.query_one("#below", Things)
        if side:
            self.choose_side(side)
            things = self.side.things
        if not isinstance(thing, Rating):
            things.highlighted = things.get_option_index(thing.id)
        things.focus()

    def show(self) -> None:
        """Show the block as it is now."""
        self.quick.canvas = self.canvas
        self._show_question()
        self._show_sides()
        self._show_below()
        self.choose_side(self.side_key)

    def _show_question(self) -> None:
        title = f"{self.block.number} {self.block.title(language())}"
        found = next(p for p in profile(self.canvas) if p.block == self.block_key)
        self.query_one("#question", Clipped).show(
            Content.assemble(
                (title, "bold $primary"),
                "  ",
                self.block.question(language()),
                "  ",
                marks.findings_in(found, 60) if found.given else "",
            )
        )

    def _show_sides(self) -> None:
        for side in self.query(Side):
            side.show(self.canvas, self.block_key, at=self._at)

    def _show_below(self) -> None:
        questions = self.canvas.learning_questions_of(self.block_key)
        actions = self.canvas.actions_of(self.block_key)
        things = self.query_one("#below", Things)
        shown = (self.block_key, questions, actions, language())
        if shown == self._below and self._at not in {t.id for t in (*questions, *actions)}:
            return
        self._below = shown
        rows = [Option(question_row(q), id=q.id) for q in questions]
        rows += [Option(action_row(a), id=a.id) for a in actions]
        asked = ngettext("{n} learning question", "{n} learning questions", len(questions))
        planned = ngettext("{n} action", "{n} actions", len(actions))
        things.border_title = Content(
            f"{asked.format(n=len(questions))} · {planned.format(n=len(actions))}"
        )
        things.show(rows, at=self._at)
        things.can_focus = bool(rows)

    def show_thing(self, thing_id: str) -> None:
        """Read the canvas anew, and put the cursor on the thing with that id."""
        self._at = thing_id
        self.reload()
        self._at = None

    @property
    def side(self) -> Side:
        """The column of the chosen side."""
        return self.query_one(f"#side-{self.side_key}", Side)

    def choose_side(self, key: str) -> None:
        """Work from that side on."""
        self.side_key = key
        for side in self.query(Side):
            side.set_class(side.perspective.key == key, "-chosen")
        chosen = self.side.perspective
        prompts = prompt_lines(self.block, chosen, self.app)
        self.query_one("#prompt", Clipped).show(
            prompts[self._prompt % len(prompts)], room_for=prompts
        )
        self.query_one("#guidance-text", Steady).say(guidance(self.block, chosen, self.app))
        self.quick.aim(self.block_key, key)
        self.tell_drafts_elsewhere()

    def _neighbour(self, by: int) -> str | None:
        keys = [side.key for side in self.canvas.template.perspectives]
        at = keys.index(self.side_key) + by
        return keys[at] if 0 <= at < len(keys) else None

    # Where the arrows lead from list to line and back.

    @on(Things.Left)
    def leave_list(self, event: Things.Left) -> None:
        """To the next column; from a column down to the quick line, from below it up."""
        event.stop()
        below = event.things.id == "below"
        match event.direction:
            case "down" if not below:
                self.action_write()
            case "up" if below:
                self.action_write()
            case "left" | "right" if not below:
                key = self._neighbour(-1 if event.direction == "left" else 1)
                if key:
                    self.choose_side(key)
                    self.side.things.focus()

    @on(Editor.Left)
    def leave_line(self, event: Editor.Left) -> None:
        """From the quick line up into the column, down to what is below, or to the next side."""
        event.stop()
        match event.direction:
            case "up":
                things = self.side.things
                things.action_last()
                things.focus()
            case "down":
                if self.query_one("#below").can_focus:
                    self.query_one("#below", Things).action_first()
                    self.query_one("#below").focus()
            case "left" | "right":
                self.action_side(-1 if event.direction == "left" else 1)

    @on(events.DescendantFocus)
    def side_chosen(self) -> None:
        """The side whose list is used is the side that is chosen."""
        for side in self.query(Side):
            if side.has_pseudo_class("focus-within") and side.perspective.key != self.side_key:
                self.choose_side(side.perspective.key)

    def action_side(self, by: int) -> None:
        """Write for another side."""
        keys = [side.key for side in self.canvas.template.perspectives]
        self.choose_side(keys[(keys.index(self.side_key) + by) % len(keys)])

    def action_write(self) -> None:
        """To the quick line."""
        self.quick.editor.focus()

    @on(QuickLine.Committed)
    def show_committed(self, event: QuickLine.Committed) -> None:
        """Show what was added, and the next prompt."""
        self._prompt += 1
        added = event.contribution
        if added.partner_id and self.canvas.partner(added) is None:
            self.show_thing(added.id)  # a partner was made with it
        else:
            self.canvas = self.canvas.with_contribution(added)
            self._at = added.id
            self.show()
            self._at = None
        if self.query_one("#drafts").display:
            self.show_drafts()

    @on(OptionList.OptionSelected)
    def open_thing(self) -> None:
        """Edit what is at the cursor."""
        self.action_edit()

    def action_turn(self, by: int) -> None:
        """To the next or previous block in reading order."""
        order = self.canvas.template.reading_order
        self._to_block(order[(order.index(self.block) + by) % len(order)])

    def action_go(self, number: int) -> None:
        """To the block with that number."""
        for block in self.canvas.template.blocks:
            if block.number == number:
                self._to_block(block)

    def _to_block(self, block: Block) -> None:
        self.block_key = block.key
        self._prompt = 0
        for things in self._lists():
            things.show([])
        self.refresh_all()

    def _lists(self) -> Iterator[Things]:
        yield from self.query(Things)
