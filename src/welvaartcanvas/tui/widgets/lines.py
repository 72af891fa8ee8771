"""A list that keeps its place when it is filled anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.i18n import N_


class Lines(OptionList):
    """A list of options with ids; Enter opens the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open")),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening is offered where there is something to open."""
        return action != "select" or self.highlighted is not None

    def on_resize(self) -> None:
        """What is at the cursor stays in sight when there is less room."""
        self.scroll_to_highlight()

    @property
    def chosen(self) -> str | None:
        """The id of the option at the cursor."""
        option = self.highlighted_option
        return option.id if option else None

    def show(self, options: Sequence[Option], *, at: str | None = None, anew: bool = False) -> None:
        """Show ``options`` with the cursor on the id ``at``, else where it was.

        Where that is gone the cursor stays at its place in the list; the first time, after
        an empty list and when the list is about something else (``anew``), it stands on the
        first option that can be chosen.
        """
        wanted, place, scrolled = at or self.chosen, self.highlighted, self.scroll_offset.y
        self.set_options(options)
        if anew:
            self.action_first()
            return
        ids = [option.id for option in options if not option.disabled]
        if wanted in ids:
            self.highlighted = self.get_option_index(str(wanted))
        elif place is not None and options:
            self.highlighted = min(place, len(options) - 1)
        else:
            self.action_first()
        if at is None:
            self.scroll_to(y=scrolled, animate=False)
            self.scroll_to_highlight()
