"""Lists in which a click only chooses."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class TwoClicks(OptionList):
    """The first click on an option moves the cursor there, the next does what Enter does.

    For lists that show something of what is at the cursor, or in which Enter changes something.
    """

    async def _on_click(self, event: events.Click) -> None:
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked != self.highlighted:
            event.prevent_default()
            if not self.get_option_at_index(clicked).disabled:
                self.highlighted = clicked
