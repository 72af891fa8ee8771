"""From which sides the regions are compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static

from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.ticks import Ticks
from welvaartcanvas.workspace.comparing import Compared


class PerspectivesDialog(Dialog[Compared]):
    """Answers the same choice, seen from the perspectives that are ticked."""

    HELP = N_(
        "From which sides to compare: all, one or some. Mean, spread, coverage and signs follow "
        "from the sides that are ticked alone; but a strength stays one of all sides. Enter or the "
        "space bar ticks, Ctrl+S compares."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("Compare"), priority=True),
    ]

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._compared = compared
        self._every = compared.all_perspectives.perspectives
        self._ticked = {side.key for side in compared.comparison.perspectives}

    def body(self) -> Iterable[Widget]:
        """The perspectives."""
        yield Static(Content(_("From which sides")), classes="heading")
        yield Ticks(markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Compare")), id="take", variant="primary")
            yield Button(Content(_("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Begin with those that are compared now."""
        self._show()

    def _show(self) -> None:
        names = [(side.key, marks.named(side, self.app).without_spans) for side in self._every]
        self.query_one(Ticks).tick(names, self._ticked)
        self.query_one("#take", Button).disabled = not self._ticked
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a side to compare from."""
        return action != "take" or bool(self._ticked)

    @on(OptionList.OptionSelected)
    def _tick(self, event: OptionList.OptionSelected) -> None:
        self._ticked ^= {str(event.option_id)}
        self._show()

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Compare from those."""
        keys = [side.key for side in self._every if side.key in self._ticked]
        self.dismiss(self._compared.seen_from(keys))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.action_cancel()
