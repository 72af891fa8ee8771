"""Choosing one of many by name: a region, a block, a canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.folding import fold
from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.finder import Finder
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row
from welvaartcanvas.tui.widgets.text import on_one_line


class Choice(NamedTuple):
    """One to choose: what is answered, its name, and what stands in line on the right."""

    key: str
    name: str
    columns: Sequence[Content] = ()


class ChoiceFinder(Finder):
    """The field in which one types what is sought."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "in_list('select')", N_("Choose"))]


class Choose(Dialog[str]):
    """Asks for one of ``choices``; answers its key. The cursor begins at the key ``at``.

    ``heading`` says what is chosen and ``placeholder`` what can be typed to find it, both in the
    language in force; users' words may stand in the heading.
    """

    CSS_PATH = "../styles/comparing.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Choose one of the list. Typing finds those whose name has all the words, the arrows "
        "walk the list, Enter chooses."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", N_("Close"))]

    def __init__(
        self,
        heading: str,
        choices: Sequence[Choice],
        *,
        placeholder: str,
        at: str | None = None,
    ) -> None:
        super().__init__()
        self._heading, self._choices, self._at = heading, choices, at
        self._placeholder = placeholder

    def body(self) -> Iterable[Widget]:
        """What is chosen, a field to find by, and the list."""
        lines = Lines(id="choices", markup=False)
        yield Static(Content(self._heading), classes="heading")
        yield ChoiceFinder(lines, placeholder=self._placeholder, id="sought")
        yield lines

    def on_mount(self) -> None:
        """All of them, from the one that is chosen now."""
        self._show("", self._at)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Those whose name has the words that were typed."""
        self._show(event.value, None)

    def _show(self, sought: str, at: str | None) -> None:
        words = fold(sought).split()
        found = [
            Option(Row(Content(on_one_line(choice.name)), choice.columns), id=choice.key)
            for choice in self._choices
            if all(word in fold(choice.name) for word in words)
        ]
        self.query_one(Lines).show(found, at=at, anew=at is None)

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """Close with the one that was chosen."""
        self.dismiss(event.option_id)
