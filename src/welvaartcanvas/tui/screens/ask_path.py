"""Asking for a file or folder, completed while one types."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from welvaartcanvas.i18n import _
from welvaartcanvas.tui.screens.base import Dialog


class PathSuggester(Suggester):
    """Completes a path with the first entry of its folder that goes on so; hidden ones apart."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """``value`` with the rest of the name behind it."""
        typed = os.path.expanduser(value)  # noqa: PTH111 (a Path would drop the closing slash)
        folder, begin = os.path.split(typed)
        try:
            entries = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)
        except OSError:
            return None
        for entry in entries:
            hidden = entry.name.startswith(".") and not begin
            if entry.name.startswith(begin) and entry.name != begin and not hidden:
                return value + entry.name[len(begin) :] + (os.sep if entry.is_dir() else "")
        return None


class AskPath(Dialog[Path]):
    """Asks ``question``; answers the path, with ``~`` filled in. ``typed`` stands in the field.

    ``refusal`` says why what was typed there the last time would not do. All of them are in the
    language in force.
    """

    CSS_PATH = "../styles/import.tcss"

    def __init__(self, question: str, yes_label: str, typed: str = "", refusal: str = "") -> None:
        super().__init__()
        self._question = question
        self._yes_label = yes_label
        self._typed = typed
        self._refusal = refusal

    def body(self) -> Iterable[Widget]:
        """The question, the field, the buttons."""
        yield Static(Content(self._question), classes="question")
        yield Input(self._typed, suggester=PathSuggester(), select_on_focus=False, id="path")
        yield Static(Content(_("→ completes what is typed")), classes="hint")
        yield Static(id="refusal", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content(self._yes_label), id="yes", variant="primary")
            yield Button(Content(_("Cancel")), id="no")

    def on_mount(self) -> None:
        """Say what was wrong the last time."""
        self._say(self._refusal)

    def _say(self, text: str) -> None:
        said = self.query_one("#refusal", Static)
        said.update(Content("\n".join(f"! {line}" for line in text.splitlines())))
        said.display = bool(text)

    @on(Input.Changed)
    def typing(self, event: Input.Changed) -> None:
        """What was said of another path is said no more."""
        if event.value != self._typed:
            self._say("")

    @on(Input.Submitted)
    @on(Button.Pressed, "#yes")
    def answer(self) -> None:
        """Close with the path, once there is one."""
        typed = self.query_one(Input).value.strip()
        if typed:
            self.dismiss(Path(typed).expanduser())

    @on(Button.Pressed, "#no")
    def cancel(self) -> None:
        """Close without one."""
        self.dismiss(None)
