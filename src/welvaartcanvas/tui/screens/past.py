"""A canvas as it was at an earlier moment: to look at, and to put back from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.canvas_picture import CanvasPicture
from welvaartcanvas.tui.screens.restoring import Restoring
from welvaartcanvas.tui.widgets.block_box import BlockBox


class PastView(Restoring):
    """A page that shows the canvas as it was at ``moment``, and says so all the time."""

    def __init__(self, canvas_id: str, moment: Moment) -> None:
        super().__init__(canvas_id)
        self.moment = moment

    def read(self) -> Canvas:
        """As it was then; a fault when the canvas is there no more."""
        super().read()
        return self.workspace.history.at(self.canvas_id, self.moment.step)

    def body(self) -> Iterable[Widget]:
        """The line that says when this is, above what the page shows."""
        yield Static(id="then", classes="then")
        yield from self.content()

    def content(self) -> Iterable[Widget]:
        """What the page shows of that moment."""
        raise NotImplementedError

    def show(self) -> None:
        """Say when this is, in the language in force, and show the page."""
        said = _("As it was on {moment}; nothing can be changed here. Esc goes back.")
        self.query_one("#then", Static).update(Content(said.format(moment=self.moment.text)))
        super().show()


class PastCanvasScreen(PastView, CanvasPicture):
    """The whole canvas in one picture, as it was at a moment."""

    CSS_PATH = ["../styles/canvas.tcss", "../styles/history.tcss"]  # noqa: RUF012
    HELP = N_(
        "The canvas as it was at an earlier moment, to look at. The arrow keys and figures go "
        "from block to block as on the canvas itself, Enter opens a block as it was. Nothing can "
        "be changed here. With r you put the whole canvas back to this moment, after a question; "
        "with c you see what has changed since."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", N_("Compare")),
        Binding("r", "restore", N_("Restore")),
    ]

    def content(self) -> Iterable[Widget]:
        """The blocks, and what they add up to."""
        return CanvasPicture.body(self)

    @on(BlockBox.Opened)
    def open_block(self, event: BlockBox.Opened) -> None:
        """Open a block as it was."""
        from welvaartcanvas.tui.screens.past_block import PastBlockScreen

        self.app.push_screen(PastBlockScreen(self.canvas_id, self.moment, event.block.key))

    def action_compare(self) -> None:
        """What changed between this moment and now."""
        from welvaartcanvas.tui.screens.difference import DifferenceScreen

        self.app.push_screen(DifferenceScreen(self.canvas_id, self.moment))

    def action_restore(self) -> None:
        """Put the whole canvas back to this moment."""
        self.restore_canvas(self.moment)

    def after_restoring(self) -> None:
        """Back to the present, which is as this was."""
        self.app.pop_screen()
