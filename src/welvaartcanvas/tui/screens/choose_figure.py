"""Choosing what a map shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.map_figures import MapFigure
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.wording import map_figure_name


class FigureList(Lines):
    """The figures to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Show on the map"))]


class ChooseFigure(Dialog[MapFigure]):
    """Asks which of ``figures`` the map shows; answers that one."""

    CSS_PATH = "../styles/compare_map.tcss"
    HELP = N_(
        "Choose what the map shows: a figure over all blocks, or the mean or the spread of one "
        "block. Enter shows it."
    )

    def __init__(
        self, figures: Sequence[MapFigure], shown: MapFigure, blocks: Sequence[Block]
    ) -> None:
        super().__init__()
        self._figures, self._shown, self._blocks = figures, shown, blocks

    def body(self) -> Iterable[Widget]:
        """The figures."""
        yield Static(Content(_("What the map shows")), classes="heading")
        yield FigureList(
            *(
                Option(Content(map_figure_name(figure, self._blocks)), id=str(at))
                for at, figure in enumerate(self._figures)
            ),
            markup=False,
        )

    def on_mount(self) -> None:
        """Begin at what is shown."""
        if self._shown in self._figures:
            self.query_one(FigureList).highlighted = self._figures.index(self._shown)

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """Show that one."""
        self.dismiss(self._figures[event.option_index])
