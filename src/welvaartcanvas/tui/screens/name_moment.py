"""Giving a moment of a canvas a name: a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, explain
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.titled import titled


class NameMoment(Dialog[str]):
    """Asks what a moment is called, and has ``keep`` keep that; answers the name.

    ``heading`` says which moment, in the language in force. A name that ``keep`` refuses with a
    fault stays in the field, with the reason below it.
    """

    CSS_PATH = "../styles/history.tcss"
    HELP = N_(
        'A moment with a name, such as "meeting 1", stands in the history as a heading. You can '
        "look at the canvas as it was then, compare with it and put things back. It takes no room: "
        "the history keeps everything anyway."
    )
    AUTO_FOCUS = "Input"

    def __init__(self, heading: str, keep: Callable[[str], object], name: str = "") -> None:
        super().__init__()
        self._heading, self._keep, self._name = heading, keep, name

    def body(self) -> Iterable[Widget]:
        """The moment, the field, the buttons."""
        yield Static(Content(self._heading), classes="heading")
        field = NameInput(self._name, placeholder=_("for example: meeting 1"), id="name")
        yield titled(field, _("Name"))
        yield Static(id="said", classes="said")
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Save")), id="yes", variant="primary")
            yield Button(Content(_("Cancel")), id="no")

    @on(Input.Changed)
    def typed(self) -> None:
        """What was said of an earlier name is said no more."""
        self._say("")

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def save(self) -> None:
        """Keep the name; say it when it can't be kept."""
        name = self.query_one(NameInput).value.strip()
        if not name:
            self._say(_("Type a name."))
            return
        try:
            self._keep(name)
        except Fault as fault:
            self._say(explain(fault))
            return
        self.dismiss(name)

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(f"! {text}" if text else ""))
        said.display = bool(text)

    @on(Button.Pressed, "#no")
    def cancel(self) -> None:
        """Close without one."""
        self.dismiss(None)
