"""The command palette: Textual's own, in the user's language."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.i18n import _


class Palette(CommandPalette):
    """Finds an action by a part of its name."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search for an action…"))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say that nothing was found; Textual says it in English alone."""
        if not search_value:
            self._list_visible = False
            return
        self.query_one(CommandList).add_option(
            Option(Content(_("No action is called so")), id=self._NO_MATCHES, disabled=True)
        )
        self._list_visible = True
