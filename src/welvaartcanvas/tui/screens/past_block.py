"""A block as it was at an earlier moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.block_view import BlockView
from welvaartcanvas.tui.screens.past import PastView
from welvaartcanvas.tui.widgets.notes import Things


class PastThings(Things):
    """What stood in the block; Enter shows the versions of one of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Versions"))]


class PastBlockScreen(PastView, BlockView):
    """One block of the canvas as it was at a moment; nothing in it can be changed."""

    CSS_PATH = ["../styles/block.tcss", "../styles/history.tcss"]  # noqa: RUF012
    AUTO_FOCUS = ".side.-chosen Things"
    THINGS = PastThings
    UNDOES = N_("In the history Ctrl+Z undoes that.")
    HELP = N_(
        "One block as it was at an earlier moment. The arrows go through the columns and to what "
        "stands below them, the square brackets and figures to other blocks. Nothing can be "
        "changed here. With p you put the contribution at the cursor back on the canvas as it was "
        "here, also when it was deleted since; Enter shows all its versions."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "restore", N_("Put this back"))]

    def __init__(self, canvas_id: str, moment: Moment, block: str) -> None:
        super().__init__(canvas_id, moment)
        self.block_key, self.side_key = block, ""

    def content(self) -> Iterable[Widget]:
        """The question, the columns, and what stands below them."""
        yield from self.question()
        yield from self.columns()
        yield self.below()

    @on(Things.Left)
    def leave_list(self, event: Things.Left) -> None:
        """To the next column; from a column to what is below, and back up."""
        event.stop()
        below = event.things.id == "below"
        match event.direction:
            case "down" if not below and self.query_one("#below").can_focus:
                self.query_one("#below", Things).action_first()
                self.query_one("#below").focus()
            case "up" if below:
                self.side.things.action_last()
                self.side.things.focus()
            case "left" | "right" if not below:
                self.to_neighbour(-1 if event.direction == "left" else 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something at the cursor to put back."""
        if action == "restore":
            return self.chosen is not None
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Put the thing at the cursor back as it was."""
        thing = self.chosen
        if thing is not None:
            self.restore_thing(thing, self.moment)

    @on(OptionList.OptionSelected)
    def open_thing(self) -> None:
        """The versions of the thing at the cursor."""
        from welvaartcanvas.tui.screens.versions import VersionsScreen

        thing = self.chosen
        if thing is not None:
            self.app.push_screen(VersionsScreen(self.canvas_id, thing))
