"""Every cell of a canvas in a list, to go to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.analysis import coverage
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row, fitted

Key = tuple[str, str]


class Cells(Lines):
    """The cells to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Go there"))]


class CellsDialog(Dialog[Key]):
    """Shows for each cell what is in it; answers the one that is chosen."""

    CSS_PATH = "../styles/form.tcss"
    HELP = N_("Every cell with its contributions and rating. A figure goes to that block.")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
    ]

    def __init__(self, canvas: Canvas, at: Key) -> None:
        super().__init__()
        self._canvas = canvas
        self._at = at

    def body(self) -> Iterable[Widget]:
        """The list, a group for each block."""
        yield Static(Content(_("All cells")), classes="heading")
        yield Cells(*self._options(), markup=False)

    def _options(self) -> Iterable[Option]:
        template = self._canvas.template
        cells = coverage(self._canvas).cells
        counts = [
            ngettext("{n} contribution", "{n} contributions", c.contributions).format(
                n=c.contributions
            )
            for c in cells
        ]
        width = max(map(len, counts))
        for cell, count in zip(cells, counts, strict=True):
            block = template.block(cell.block)
            side = template.perspective(cell.perspective)
            left = Content(f"{block.number} {block.title(language())} · ")
            name = Content(f"{side.mark} {side.name(language())}")
            columns = [
                fitted(Content(count if cell.filled else "–"), width),
                marks.score_and_bar(cell.score).without_spans,
            ]
            yield Option(Row(left + name, columns), id=f"{cell.block} {cell.perspective}")

    def on_mount(self) -> None:
        """Begin where we are."""
        lines = self.query_one(Lines)
        lines.highlighted = lines.get_option_index(" ".join(self._at))

    def action_go(self, number: int) -> None:
        """To the first cell of the block with that number."""
        template = self._canvas.template
        for place, (key, _side) in enumerate(template.cells):
            if template.block(key).number == number:
                self.query_one(Lines).highlighted = place
                return

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """That cell."""
        block, side = str(event.option_id).split()
        self.dismiss((block, side))
