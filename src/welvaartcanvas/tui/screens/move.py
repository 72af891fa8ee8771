"""Moving a contribution to another cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line

Cell = tuple[str, str]


class Blocks(Lines):
    """The blocks to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Move here"))]


class MoveDialog(Dialog[Cell]):
    """Asks to which block and side; answers the cell."""

    CSS_PATH = "../styles/form.tcss"
    HELP = N_(
        "Choose the block with the arrows or its number, the side with left and right, and press "
        "Enter: the contribution goes to the end of that cell."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
        Binding("left", "side(-1)", N_("Previous side"), priority=True),
        Binding("right", "side(1)", N_("Next side"), priority=True),
    ]

    def __init__(self, canvas: Canvas, contribution: Contribution) -> None:
        super().__init__()
        self._canvas = canvas
        self._contribution = contribution
        sides = [side.key for side in canvas.template.perspectives]
        self._at = sides.index(contribution.perspective)

    def body(self) -> Iterable[Widget]:
        """What is moved, the sides, the blocks."""
        yield Static(Content(_("Move to")), classes="heading")
        yield Clipped(lines=2, id="words")
        yield Static(id="sides-to-choose")
        yield Blocks(
            *(
                Option(Content(f"{b.number} {b.title(language())}"), id=b.key)
                for b in self._canvas.template.reading_order
            ),
            markup=False,
        )

    def on_mount(self) -> None:
        """Begin where it is."""
        words = on_one_line(self._contribution.text)
        self.query_one("#words", Clipped).show(Content.styled(f"“{words}”", "italic"))
        lines = self.query_one(Lines)
        lines.highlighted = lines.get_option_index(self._contribution.block)
        self.action_side(0)

    def action_side(self, by: int) -> None:
        """To another side."""
        sides = self._canvas.template.perspectives
        self._at = (self._at + by) % len(sides)
        shown = [
            marks.named(side, self.app).stylize("reverse")
            if i == self._at
            else marks.named(side, self.app)
            for i, side in enumerate(sides)
        ]
        self.query_one("#sides-to-choose", Static).update(
            Content.assemble("‹ ", Content("   ").join(shown), " ›")
        )

    def action_go(self, number: int) -> None:
        """To the block with that number."""
        for place, block in enumerate(self._canvas.template.reading_order):
            if block.number == number:
                self.query_one(Lines).highlighted = place

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """That cell."""
        side = self._canvas.template.perspectives[self._at].key
        self.dismiss((str(event.option_id), side))
