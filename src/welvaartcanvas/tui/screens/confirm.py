"""A question with two answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.base import Dialog


class Confirm(Dialog[bool]):
    """Asks ``question``; answers ``True`` for the button ``yes_label``, else ``None``.

    The texts are in the language in force, and users' words may stand in them; the other
    button is "Cancel" unless ``no_label`` names it. With ``careful`` that one has the focus:
    for what can't be undone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(
        self, question: str, yes_label: str, *, no_label: str = "", careful: bool = False
    ) -> None:
        super().__init__()
        self._question = question
        self._yes_label = yes_label
        self._no_label = no_label
        self._first = "#no" if careful else "#yes"

    def body(self) -> Iterable[Widget]:
        """The question and its two buttons."""
        yield Static(Content(self._question), classes="question")
        with Horizontal(classes="buttons"):
            yield Button(Content(self._yes_label), id="yes", variant="primary")
            yield Button(Content(self._no_label or _("Cancel")), id="no")

    def on_mount(self) -> None:
        """Begin at the answer that is meant to be easy."""
        self.query_one(self._first).focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer that was chosen."""
        self.dismiss(True if event.button.id == "yes" else None)
