"""A field above a list: one types to find, and walks the list without leaving the field."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets.lines import Lines


class Finder(Input):
    """The field; ``lines`` is the list below it, whose cursor the arrow keys move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "in_list('select')", N_("Open")),
        Binding("down", "in_list('cursor_down')", show=False),
        Binding("up", "in_list('cursor_up')", show=False),
        Binding("pagedown", "in_list('page_down')", show=False),
        Binding("pageup", "in_list('page_up')", show=False),
    ]

    def __init__(self, lines: Lines, *, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._lines = lines

    def action_in_list(self, action: str) -> None:
        """Let the list do ``action``."""
        if self._lines.option_count:
            getattr(self._lines, f"action_{action}")()
