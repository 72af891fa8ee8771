"""Everything that helps to answer a block, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.template import Block, Template
from welvaartcanvas.i18n import N_, language
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.guidance import guidance


class GuidanceDialog(Dialog[None]):
    """The question, why it is asked, the prompts and the example of each perspective in turn."""

    CSS_PATH = "../styles/form.tcss"
    HELP = N_("What helps each side to answer this block. Left and right show the other sides.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Close")),
        Binding("left,shift+tab", "turn(-1)", N_("Previous side"), priority=True),
        Binding("right,tab", "turn(1)", N_("Next side"), priority=True),
        Binding("f3,h,enter", "cancel", N_("Close"), show=False),
    ]

    def __init__(self, template: Template, block: Block, perspective: str) -> None:
        super().__init__()
        self._template = template
        self._block = block
        self._at = [side.key for side in template.perspectives].index(perspective)

    def body(self) -> Iterable[Widget]:
        """The question above what helps to answer it."""
        yield Static(Content(self._block.question(language())), classes="heading")
        with VerticalScroll():
            yield Static(id="guidance")

    def on_mount(self) -> None:
        """Begin with the side that was chosen."""
        self.action_turn(0)

    def action_turn(self, by: int) -> None:
        """To another side."""
        sides = self._template.perspectives
        self._at = (self._at + by) % len(sides)
        self.query_one("#guidance", Static).update(guidance(self._block, sides[self._at], self.app))
