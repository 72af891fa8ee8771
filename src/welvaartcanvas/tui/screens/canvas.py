"""The home of a canvas: its blocks in the layout of the template, with what stands in them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.screens.canvas_picture import CanvasPicture
from welvaartcanvas.tui.screens.to_comments import ToComments
from welvaartcanvas.tui.widgets.block_box import BlockBox
from welvaartcanvas.tui.widgets.text import one_line


class CanvasScreen(CanvasPicture, ToComments):
    """The canvas in one picture, from which everything in it is reached."""

    HELP = N_(
        "The whole canvas in one picture. Each block shows for every perspective how many "
        "contributions there are and which rating was given, and what follows from the ratings: "
        "+ a strength (every side gives 4 or more), ! an attention point (a side gives 2 or "
        "less), ≠ a difference of view (2 or more between the highest and the lowest), ? unknown "
        "(not every side has rated). The arrow keys go from block to block, a figure goes "
        "straight to the block with that number, Enter opens it. With h you see the history: who "
        "did what and when, and the ways back; with m you give this moment a name, such as "
        "meeting 1. With r partners review the canvas, and it is adopted; how far it is stands "
        "at the end of the title line. With i you work through their comments; ❝ says how many "
        "are open."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "settle", N_("Choose")),
        Binding("i", "comments", N_("Comments")),
        Binding("r", "review", N_("Review")),
        Binding("g", "round", N_("Round")),
        Binding("a", "agenda", N_("Agenda")),
        Binding("p", "partners", N_("Partners")),
        Binding("l", "lists", N_("Questions, actions")),
        Binding("h", "history", N_("History")),
        Binding("x", "export", N_("Export")),
        Binding("e", "edit", N_("Title")),
        Binding("m", "name_moment", N_("Snapshot")),
    ]

    @on(BlockBox.Opened)
    def open_block(self, event: BlockBox.Opened) -> None:
        """Open a block."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        self.app.push_screen(BlockScreen(self.canvas_id, event.block.key))

    def action_round(self) -> None:
        """Walk the empty cells."""
        from welvaartcanvas.tui.screens.round import RoundScreen

        self.app.push_screen(RoundScreen(self.canvas_id))

    def action_agenda(self) -> None:
        """What to talk about first."""
        from welvaartcanvas.tui.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self.canvas_id))

    def action_partners(self) -> None:
        """Who sits at the table."""
        from welvaartcanvas.tui.screens.partners import PartnersScreen

        self.app.push_screen(PartnersScreen(self.canvas_id))

    def action_lists(self) -> None:
        """Every learning question and action of the canvas."""
        from welvaartcanvas.tui.screens.lists import ListsScreen

        self.app.push_screen(ListsScreen(self.canvas_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choosing is offered where there is something to choose."""
        if action == "settle":
            return self.is_mounted and bool(self.canvas.to_choose)
        return super().check_action(action, parameters)

    def action_settle(self) -> None:
        """Choose between two readings."""
        from welvaartcanvas.tui.screens.settle import SettleScreen

        self.app.push_screen(SettleScreen(self.canvas_id))

    def action_history(self) -> None:
        """What was done, by whom and when."""
        from welvaartcanvas.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.canvas_id))

    def action_name_moment(self) -> None:
        """Take a snapshot of the canvas as it is now."""
        from welvaartcanvas.tui.screens.name_moment import NameMoment

        def named(name: str | None) -> None:
            if name:
                said = _("This moment is called {name}; it stands in the history.")
                self.welvaart.say(said.format(name=one_line(name, 48)))

        def keep(name: str) -> object:
            return self.workspace.history.take_snapshot(self.canvas_id, name)

        self.app.push_screen(NameMoment(_("The canvas as it is now"), keep), named)

    def action_export(self) -> None:
        """Make a file of it."""
        from welvaartcanvas.tui.screens.export import ExportDialog

        self.app.push_screen(ExportDialog([self.canvas_id]))

    def action_review(self) -> None:
        """Rounds in which partners answer, and adopting the canvas."""
        from welvaartcanvas.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.canvas_id))

    def action_edit(self) -> None:
        """Change the title and the description."""
        from welvaartcanvas.tui.screens.new_canvas import EditCanvasDialog

        if self.may_change():
            self.app.push_screen(EditCanvasDialog(self.canvas.head))
