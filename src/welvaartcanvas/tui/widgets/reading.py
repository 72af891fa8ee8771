"""A list to read: what is higher than the screen is scrolled through before the cursor goes on."""

from __future__ import annotations

from welvaartcanvas.tui.widgets.lines import Lines


class Reading(Lines):
    """A list of whole texts, as high as they come."""

    def action_cursor_down(self) -> None:
        """On through the text at the cursor, then to the next."""
        hidden = self._end_of_chosen() - self.scroll_offset.y - self._page
        if hidden > 0:
            self.scroll_relative(y=min(hidden, max(1, self._page - 2)), animate=False)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Back through the text at the cursor, then to the one before."""
        hidden = self.scroll_offset.y - self._start_of_chosen()
        if hidden > 0:
            self.scroll_relative(y=-min(hidden, max(1, self._page - 2)), animate=False)
        else:
            super().action_cursor_up()

    @property
    def _page(self) -> int:
        return self.scrollable_content_region.height

    def _start_of_chosen(self) -> int:
        return 0 if self.highlighted is None else self._index_to_line[self.highlighted]

    def _end_of_chosen(self) -> int:
        if self.highlighted is None:
            return 0
        return self._start_of_chosen() + self._heights[self.highlighted]
