"""A list in which one ticks what one wants."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets.finder import Finder
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row
from welvaartcanvas.tui.widgets.text import on_one_line


class Ticks(Lines):
    """The list; what is ticked is for its user to keep, and to show anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", N_("Tick")),
    ]

    def tick(
        self,
        names: Iterable[tuple[str, Content]],
        ticked: Collection[str],
        *,
        anew: bool = False,
    ) -> None:
        """Show the options ``(id, name)`` with a tick before those whose id is ``ticked``.

        With ``anew`` the list is about something else, and the cursor begins at the top.
        """
        self.show(
            [
                Option(Row(Content.assemble("☑ " if id_ in ticked else "☐ ", name)), id=id_)
                for id_, name in names
            ],
            anew=anew,
        )


class TickFinder(Finder):
    """The field above such a list, from which one ticks what is at the list's cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "in_list('select')", N_("Tick")),
    ]


def named(text: str) -> Content:
    """The name of an option, which may be a user's text, on one line."""
    return Content(on_one_line(text))
