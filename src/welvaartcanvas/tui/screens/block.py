"""A block: its question, what each side says and gives, its learning questions and actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList

from welvaartcanvas.domain.canvas import Rating
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.screens.block_view import BlockView
from welvaartcanvas.tui.screens.to_comments import BlockToComments
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.guidance import guidance, prompt_lines
from welvaartcanvas.tui.widgets.notes import Things
from welvaartcanvas.tui.widgets.quick_line import QuickLine, SidesLine
from welvaartcanvas.tui.widgets.text import Clipped, Steady
from welvaartcanvas.workspace.drafts import Draft

#: From this height on, in cells, all prompts and the example stand on the screen.
_TALL = 36


class BlockScreen(BlockView, BlockToComments):
    """One block of a canvas.

    ``entity_id`` is the thing to begin at, whatever the block holds; ``draft`` is a text to
    go on with.
    """

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

    def body(self) -> Iterable[Widget]:
        """From the question down to the learning questions and actions."""
        yield from self.question()
        yield Clipped(lines=2, id="prompt")
        with VerticalScroll(id="guidance", can_focus=False):
            yield Steady(id="guidance-text")
        yield from self.columns()
        yield SidesLine(self.workspace, self.canvas, id="quick")
        yield self.below()
        yield Steady(id="drafts")

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
        super().show()

    def show_thing(self, thing_id: str) -> None:
        """Read the canvas anew, and put the cursor on the thing with that id."""
        self._at = thing_id
        self.reload()
        self._at = None

    def choose_side(self, key: str) -> None:
        """Work from that side on."""
        super().choose_side(key)
        chosen = self.side.perspective
        prompts = prompt_lines(self.block, chosen, self.app)
        self.query_one("#prompt", Clipped).show(
            prompts[self._prompt % len(prompts)], room_for=prompts
        )
        self.query_one("#guidance-text", Steady).say(guidance(self.block, chosen, self.app))
        self.quick.aim(self.block_key, key)
        self.tell_drafts_elsewhere()

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
                self.to_neighbour(-1 if event.direction == "left" else 1)

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
        here = any(note.id == added.id for note in self.canvas.cell(added.block, added.perspective))
        if here or (added.partner_id and self.canvas.partner(added) is None):
            self.show_thing(added.id)  # it was read meanwhile, or a partner was made with it
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

    def to_block(self, block: Block) -> None:
        """Show ``block``, from its beginning and its first prompt."""
        self._prompt = 0
        super().to_block(block)
