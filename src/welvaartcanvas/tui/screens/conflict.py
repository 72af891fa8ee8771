"""Two people changed the same thing: both versions side by side, and a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from welvaartcanvas.domain.history import Entry
from welvaartcanvas.i18n import N_, _, moment_text
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording.history import maker_text

Choice = Literal["mine", "theirs", "both"]


class ConflictDialog(Dialog[Choice]):
    """Shows my version and the other's (``None``: deleted); answers which to go on with.

    ``by`` is the step in which the other was made, where that is known.
    """

    HELP = N_(
        "Somebody else changed the same thing while you were typing. Nothing is lost: go on with "
        "your version, with theirs, or with both texts, one below the other. Nothing is saved "
        "until you save."
    )
    CSS_PATH = "../styles/form.tcss"
    AUTO_FOCUS = "Button"

    def __init__(
        self, mine: str, theirs: str | None, *, joins: bool, by: Entry | None = None
    ) -> None:
        super().__init__()
        self._by = by
        self._mine = mine
        self._theirs = theirs
        self._joins = joins

    def body(self) -> Iterable[Widget]:
        """Both versions and the choice."""
        if self._theirs is None:
            yield self._heading(
                _("Somebody else deleted this while you were typing."),
                _("{who} deleted this on {moment}, while you were typing."),
            )
            yield VerticalScroll(_version(_("Mine"), self._mine), classes="versions")
            yield Horizontal(
                Button(Content(_("Save mine as new")), id="mine", variant="primary"),
                classes="buttons",
            )
            return
        yield self._heading(
            _("Somebody else changed this while you were typing."),
            _("{who} changed this on {moment}, while you were typing."),
        )
        yield VerticalScroll(
            Horizontal(_version(_("Mine"), self._mine), _version(_("Theirs"), self._theirs)),
            classes="versions",
        )
        yield Horizontal(
            Button(Content(_("Mine")), id="mine", variant="primary"),
            Button(Content(_("Theirs")), id="theirs"),
            *([Button(Content(_("Both texts")), id="both")] if self._joins else []),
            classes="buttons",
        )

    def _heading(self, of_somebody: str, of_one: str) -> Static:
        said = of_somebody
        if self._by:
            who = on_one_line(maker_text(self._by))
            said = of_one.format(who=who, moment=moment_text(self._by.at))
        title = _("Two versions")
        return Static(Content(f"{title} · {said}"), classes="heading")

    @on(Button.Pressed)
    def choose(self, event: Button.Pressed) -> None:
        """Answer with the choice."""
        choices: dict[str | None, Choice] = {"mine": "mine", "theirs": "theirs", "both": "both"}
        self.dismiss(choices[event.button.id])


def _version(whose: str, words: str) -> Static:
    version = Static(Content(words), classes="version")
    version.border_title = Content(whose)
    return version
