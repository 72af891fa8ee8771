"""A block of a canvas: its question, a column for each side, and what stands below them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from welvaartcanvas.domain.analysis import profile
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, language, ngettext
from welvaartcanvas.tui.screens.on_canvas import CanvasView
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import Side, Things, action_row, question_row
from welvaartcanvas.tui.widgets.text import Clipped


class OnBlock(CanvasView):
    """A page on one cell of a canvas at a time."""

    block_key: str
    side_key: str

    @property
    def block(self) -> Block:
        """The block that is shown."""
        return self.canvas.template.block(self.block_key)

    @property
    def chosen(self) -> InCanvas | None:
        """The thing at the cursor of the list that has the focus."""
        focused = self.focused
        wanted = focused.chosen if isinstance(focused, Things) else None
        return next((t for _w, t in self.canvas.things() if t.id == wanted), None)

    def choose_side(self, key: str) -> None:
        """Go on from that side."""
        raise NotImplementedError


class BlockView(OnBlock):
    """What stands in a block, and the ways through it; ``THINGS`` are its lists."""

    CSS_PATH = ["../styles/block.tcss"]  # noqa: RUF012 (as Textual has it)
    THINGS: ClassVar[type[Things]] = Things
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket,pageup,ctrl+pageup", "turn(-1)", N_("Previous block"), show=False
        ),
        Binding(
            "right_square_bracket,pagedown,ctrl+pagedown", "turn(1)", N_("Next block"), show=False
        ),
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
    ]

    _below: object = None
    """What the list below the columns shows."""
    _at: str | None = None
    """The thing to put the cursor on when the page is shown next."""

    def question(self) -> Iterable[Widget]:
        """The question; the side to begin at, where none was chosen, is the first."""
        known = [side.key for side in self.canvas.template.perspectives]
        self.side_key = self.side_key if self.side_key in known else known[0]
        yield Clipped(lines=3, id="question")

    def columns(self) -> Iterable[Widget]:
        """What each side says, side by side."""
        with Horizontal(id="sides"):
            for side in self.canvas.template.perspectives:
                yield Side(side, self.THINGS)

    def below(self) -> Things:
        """The learning questions and actions."""
        return self.THINGS(id="below", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, block."""
        return [*super().trail(), f"{self.block.number} {self.block.title(language())}"]

    def show(self) -> None:
        """Show the block as it is in the canvas."""
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
        shown = (self.block_key, questions, actions, self.canvas.to_choose, language())
        if shown == self._below and self._at not in {t.id for t in (*questions, *actions)}:
            return
        self._below = shown
        rows = [Option(question_row(self.canvas, q), id=q.id) for q in questions]
        rows += [Option(action_row(self.canvas, a), id=a.id) for a in actions]
        asked = ngettext("{n} learning question", "{n} learning questions", len(questions))
        planned = ngettext("{n} action", "{n} actions", len(actions))
        things.border_title = Content(
            f"{asked.format(n=len(questions))} · {planned.format(n=len(actions))}"
        )
        things.show(rows, at=self._at)
        things.can_focus = bool(rows)

    @property
    def side(self) -> Side:
        """The column of the chosen side."""
        return self.query_one(f"#side-{self.side_key}", Side)

    def choose_side(self, key: str) -> None:
        """Go on from that side."""
        self.side_key = key
        for side in self.query(Side):
            side.set_class(side.perspective.key == key, "-chosen")

    def to_neighbour(self, by: int) -> None:
        """To the column beside the chosen one, where there is one."""
        keys = [side.key for side in self.canvas.template.perspectives]
        at = keys.index(self.side_key) + by
        if 0 <= at < len(keys):
            self.choose_side(keys[at])
            self.side.things.focus()

    @on(events.DescendantFocus)
    def side_chosen(self) -> None:
        """The side whose list is used is the side that is chosen."""
        for side in self.query(Side):
            if side.has_pseudo_class("focus-within") and side.perspective.key != self.side_key:
                self.choose_side(side.perspective.key)

    def action_turn(self, by: int) -> None:
        """To the next or previous block in reading order."""
        order = self.canvas.template.reading_order
        self.to_block(order[(order.index(self.block) + by) % len(order)])

    def action_go(self, number: int) -> None:
        """To the block with that number."""
        for block in self.canvas.template.blocks:
            if block.number == number:
                self.to_block(block)

    def to_block(self, block: Block) -> None:
        """Show ``block``, from its beginning."""
        self.block_key = block.key
        for things in self.query(Things):
            things.show([])
        self.refresh_all()
