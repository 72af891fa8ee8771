"""The guided round: one cell after the other, until each has a contribution and a rating."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.analysis import coverage
from welvaartcanvas.domain.guided import is_open, next_open
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.screens.block_edits import BlockEdits
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.guidance import guidance, prompts
from welvaartcanvas.tui.widgets.notes import Note, Things, about
from welvaartcanvas.tui.widgets.overview import bar
from welvaartcanvas.tui.widgets.quick_line import QuickLine
from welvaartcanvas.tui.widgets.rating_line import RatingLine
from welvaartcanvas.tui.widgets.text import Clipped, Steady
from welvaartcanvas.workspace.drafts import Draft

_TALL = 36


class RoundScreen(BlockEdits):
    """Walks the cells of a canvas that still lack a contribution or a rating."""

    CSS_PATH = ["../styles/block.tcss", "../styles/round.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "#words"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "The round goes past every cell that has no contribution or no rating yet: a block, seen "
        "from one side. Type contributions, each with Enter. Tab goes on to the scores: a figure "
        "gives one, then write why and press Enter: that brings you to the next open cell. Page "
        "Down and Page Up go on and back without that; Ctrl+G goes to any cell. Everything is "
        "saved at once; you can leave the round at any moment."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,ctrl+n,right_square_bracket", "turn(1)", N_("Next")),
        Binding("pageup,left_square_bracket", "turn(-1)", N_("Previous")),
        Binding("ctrl+g", "cells", N_("All cells"), priority=True),
        Binding("f3,h", "guidance", N_("Prompts")),
        Binding("l,f5", "ask", N_("Question"), show=False),
        Binding("a,f8", "plan", N_("Action"), show=False),
        Binding("n", "write", N_("New"), show=False),
    ]

    def __init__(self, canvas_id: str) -> None:
        super().__init__(canvas_id)
        self.block_key = self.side_key = ""
        self._at: str | None = None

    def body(self) -> Iterable[Widget]:
        """Where we are, what is asked, what was said, what it gets."""
        yield Static(id="progress")
        with Vertical(id="cell"):
            yield Clipped(lines=3, id="question")
            yield Steady(id="prompt")
            yield Steady(id="guidance-text")
            yield Things(id="notes", classes="notes", markup=False)
            yield QuickLine(self.workspace, self.canvas, id="quick")
            yield RatingLine(self.workspace, self.canvas, id="rating")
            yield Steady(id="drafts")
        with Vertical(id="done"):
            yield Static(id="done-text", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Conversation agenda")), id="agenda", variant="primary")
                yield Button(Content(_("Export")), id="export")
                yield Button(Content(_("Back to the canvas")), id="back")

    def trail(self) -> list[str]:
        """Region, canvas, the round."""
        return [*super().trail(), _("Guided round")]

    def on_mount(self) -> None:
        """Begin at the first open cell."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.has_class("-done"):
            self.query_one("#agenda").focus()

    def show(self) -> None:
        """Show the cell we are at; the first time, the first that is open."""
        covered = coverage(self.canvas)
        if not self.block_key:
            first = next_open(covered) or covered.cells[0]
            self.set_class(next_open(covered) is None, "-done")
            self._aim(first.block, first.perspective)
        cells = self.canvas.template.cells
        place = cells.index((self.block_key, self.side_key)) + 1
        opened = sum(map(is_open, covered.cells))
        where = _("Cell {n} of {total}").format(n=place, total=covered.total)
        left = ngettext("{n} still open", "{n} still open", opened).format(n=opened)
        done = bar(covered.total - opened, covered.total, min(covered.total, 54))
        self.query_one("#progress", Static).update(
            Content.assemble((where, "bold"), "  ", done, "  ", left)
        )
        self.query_one("#done-text", Static).update(_all_done(covered.total))
        self.quick.canvas = self.canvas
        self.query_one(RatingLine).refresh_rating(self.canvas)
        self._show_cell()

    def _show_cell(self) -> None:
        side = self.canvas.template.perspective(self.side_key)
        title = f"{self.block.number} {self.block.title(language())}"
        self.query_one("#question", Clipped).show(
            Content.assemble(
                marks.named(side, self.app),
                (f" · {title}  ", "bold $primary"),
                self.block.question(language()),
            )
        )
        self.query_one("#prompt", Steady).say(prompts(self.block, side, most=6))
        self.query_one("#guidance-text", Steady).say(guidance(self.block, side, self.app))
        things = self.query_one("#notes", Things)
        notes = self.canvas.cell(self.block_key, self.side_key)
        things.border_title = Content(
            ngettext("{n} contribution", "{n} contributions", len(notes)).format(n=len(notes))
        )
        things.show(
            [Option(Note(note.text, about(self.canvas, note)), id=note.id) for note in notes],
            at=self._at,
        )
        things.can_focus = bool(notes)
        self.quick.aim(self.block_key, self.side_key)
        self.tell_drafts_elsewhere()

    def in_view(self, draft: Draft) -> bool:
        """The rating of the cell has a line here too."""
        rating = (draft.entity, draft.perspective) == ("rating", self.side_key)
        return rating or super().in_view(draft)

    def _aim(self, block: str, side: str) -> None:
        self.block_key, self.side_key = block, side
        self.quick.aim(block, side)
        self.query_one(RatingLine).aim(block, side)

    def _to(self, block: str, side: str) -> None:
        """To that cell, ready to type."""
        self.remove_class("-done")
        self._aim(block, side)
        self.query_one("#notes", Things).show([])
        self.reload()
        self.action_write()

    def show_thing(self, thing_id: str) -> None:
        """Read the canvas anew, with the cursor on that contribution."""
        self._at = thing_id
        self.reload()
        self._at = None

    def choose_side(self, key: str) -> None:
        """To the cell of that side in this block."""
        if key != self.side_key:
            self._to(self.block_key, key)

    def action_write(self) -> None:
        """To the quick line."""
        self.quick.editor.focus()

    def action_rate(self) -> None:
        """To the scores."""
        self.query_one("#score").focus()

    def action_turn(self, by: int) -> None:
        """On to the next open cell, or back to the one before in reading order."""
        cells = self.canvas.template.cells
        here = (self.block_key, self.side_key)
        if by < 0:
            self._to(*cells[(cells.index(here) - 1) % len(cells)])
            return
        following = next_open(coverage(self.canvas), here)
        if following:
            self._to(following.block, following.perspective)
        elif any(map(is_open, coverage(self.canvas).cells)):
            self.welvaart.say(_("Only this cell is still open."))
        else:
            self.add_class("-done")
            self.query_one("#agenda").focus()

    def action_cells(self) -> None:
        """Choose any cell."""
        from welvaartcanvas.tui.screens.cells import CellsDialog

        dialog = CellsDialog(self.canvas, (self.block_key, self.side_key))
        self.app.push_screen(dialog, lambda cell: self._to(*cell) if cell else None)

    @on(QuickLine.Committed)
    def show_committed(self, event: QuickLine.Committed) -> None:
        """Show what was added; the line waits for more."""
        self.show_thing(event.contribution.id)

    @on(RatingLine.Rated)
    def go_on(self, event: RatingLine.Rated) -> None:
        """After the reason, on to the next open cell."""
        self.reload()
        if event.done:
            self.action_turn(1)

    @on(OptionList.OptionSelected)
    def open_thing(self) -> None:
        """Edit what is at the cursor."""
        self.action_edit()

    @on(Things.Left)
    def leave_list(self, event: Things.Left) -> None:
        """From the contributions down to the quick line."""
        if event.direction == "down":
            self.action_write()

    @on(Editor.Left)
    def leave_line(self, event: Editor.Left) -> None:
        """Up and down through the page."""
        in_reason = event.editor.id == "reason"
        things = self.query_one("#notes", Things)
        match event.direction:
            case "up" if in_reason:
                self.action_rate()
            case "up" if things.can_focus:
                things.action_last()
                things.focus()
            case "down" if not in_reason:
                self.action_rate()

    @on(Button.Pressed)
    def end(self, event: Button.Pressed) -> None:
        """What comes after a full canvas."""
        match event.button.id:
            case "agenda":
                from welvaartcanvas.tui.screens.agenda import AgendaScreen

                self.app.push_screen(AgendaScreen(self.canvas_id))
            case "export":
                from welvaartcanvas.tui.screens.export import ExportDialog

                self.app.push_screen(ExportDialog([self.canvas_id]))
            case _:
                self.action_back()


def _all_done(total: int) -> str:
    said = ngettext(
        "The one cell has a contribution and a rating.",
        "All {n} cells have a contribution and a rating.",
        total,
    ).format(n=total)
    return said + " " + _("Well done. Now see where the sides differ, or make the report.")
