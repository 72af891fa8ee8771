"""Help on a screen: what it is for, the keys that work there, the signs, the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.keys import own_keys
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.widgets.legend import legend
from welvaartcanvas.workspace.templates import USUAL

#: The words of the method, each with what it means, in the order in which one meets them.
_WORDS = (
    (N_("region"), N_("a set of municipalities that work together on their economy")),
    (N_("canvas"), N_("nine questions about one challenge, answered from every side")),
    (N_("block"), N_("one of the nine questions")),
    (N_("perspective"), N_("a side at the table: entrepreneurs, education, government")),
    (N_("contribution"), N_("one thing that a side says about a block, as on a sticky note")),
    (N_("rating"), N_("how far a block is, from 0 (not discussed) to 5 (demonstrably works)")),
    (N_("cell"), N_("one block seen from one perspective")),
    (N_("learning question"), N_("what the region wants to learn, from whom, and how")),
    (N_("action"), N_("what will be done, by whom and when")),
    (
        N_("conversation agenda"),
        N_("the blocks in the order in which to discuss them: the largest differences first"),
    ),
)


class HelpScreen(Page):
    """Help on the screen ``of``, which lies below this one."""

    HELP = N_("What a screen is for, and the keys that work there.")
    CSS_PATH = "../styles/help.tcss"

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._of = of

    def body(self) -> Iterable[Widget]:
        """One text to scroll through."""
        with VerticalScroll(id="pages"):
            yield Static(id="purpose")
            yield Static(id="keys")
            yield Static(id="signs")
            yield Static(id="words")

    def trail(self) -> list[str]:
        """The screen that the help is on."""
        below = self._of.trail() if isinstance(self._of, Page) else []
        return [*below, _("Help")] if below else [self.app.title, _("Help")]

    def reload(self) -> None:
        """Write everything in the language in force."""
        purpose = getattr(self._of, "HELP", "")
        self.query_one("#purpose", Static).update(Content(_(purpose) if purpose else ""))
        self._write("keys", _("Keys"), self._keys())
        template = self.workspace.templates.get(USUAL)
        self._write("signs", _("Signs"), legend(template, self.app))
        self._write("words", _("Words"), _in_columns((_(w), _(m)) for w, m in _WORDS))
        self.query_one("#pages").focus()

    def _keys(self) -> list[Content]:
        keys = [(self._key(active), active.binding.description) for active in own_keys(self._of)]
        always = [("tab", _("to the next field")), ("shift+tab", _("to the previous field"))]
        return _in_columns([*keys, *always])

    def _key(self, active: ActiveBinding) -> str:
        """The key; of figures that do the same, each for its own number, the first and last."""
        action = _name_of(active.binding.action)
        figures = [
            other.binding.key
            for other in self._of.active_bindings.values()
            if other.binding.key.isdigit() and _name_of(other.binding.action) == action
        ]
        if active.binding.key in figures and len(figures) > 1:
            return f"{min(figures)}–{max(figures)}"
        return self.app.get_key_display(active.binding)

    def _write(self, id: str, heading: str, lines: Iterable[Content]) -> None:
        text = Content("\n").join([Content.styled(heading, "bold $primary"), *lines])
        self.query_one(f"#{id}", Static).update(text)


def _name_of(action: str) -> str:
    return action.partition("(")[0]


def _in_columns(pairs: Iterable[tuple[str, str]]) -> list[Content]:
    """Each pair on a line, the second parts in line with each other."""
    return list(_lines(list(pairs)))


def _lines(pairs: list[tuple[str, str]]) -> Iterator[Content]:
    width = max(len(first) for first, _second in pairs)
    for first, second in pairs:
        yield Content.assemble((first.ljust(width), "bold"), "  ", second)
