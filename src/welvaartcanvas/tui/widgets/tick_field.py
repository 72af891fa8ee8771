"""A field in which one ticks some of what there is, or all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.widgets.ticks import Ticks


class TickField(Ticks):
    """Ticks ``choices``: the id and the name of each; the border says how many are ticked.

    ``none`` is said, in the language in force, where there is nothing to tick.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "tick_all", N_("All or none")),
    ]

    class Changed(Message):
        """Something was ticked, or is not any more."""

    def __init__(self, choices: Iterable[tuple[str, Content]], *, id: str, none: str) -> None:
        super().__init__(id=id, markup=False)
        self._choices = list(choices)
        self._none = none
        self._ticked: tuple[str, ...] = ()

    def offer(self, choices: Iterable[tuple[str, Content]]) -> None:
        """Let one tick these from now on."""
        self._choices = list(choices)
        self.ticked = self._ticked

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of what is ticked, in the order in which they stand there."""
        return self._ticked

    @ticked.setter
    def ticked(self, ids: Iterable[str]) -> None:
        wanted = set(ids)
        self._ticked = tuple(id_ for id_, _name in self._choices if id_ in wanted)
        self.tick(self._choices, self._ticked)
        if not self._choices:
            self.add_option(Option(Content(self._none), disabled=True))
        said = _("{n} of {total}").format(n=len(self._ticked), total=len(self._choices))
        self.border_subtitle = Content(said)

    @on(OptionList.OptionSelected)
    def tick_one(self, event: OptionList.OptionSelected) -> None:
        """Tick it, or take the tick away."""
        event.stop()
        if event.option_id:
            self.ticked = set(self._ticked) ^ {event.option_id}
            self.post_message(self.Changed())

    def action_tick_all(self) -> None:
        """Tick all; where all are ticked, none."""
        every = [id_ for id_, _name in self._choices]
        self.ticked = () if len(self._ticked) == len(every) else every
        self.post_message(self.Changed())
