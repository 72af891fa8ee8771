"""All that is kept of one person, and erasing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.settings import load_settings
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.workspace.person_texts import (
    about_lines,
    consequences,
    erased_lines,
    remaining_lines,
)
from welvaartcanvas.workspace.persons import About, Erased


class PersonScreen(Page):
    """What is kept of whoever ``partner`` is, in every canvas."""

    HELP = N_(
        "All that is kept of one person: on every canvas, in the history, in drafts and in "
        "backups. They may ask to see it, and to have it erased. Erasing is the one thing that "
        "can't be undone. What they said stays, without their name."
    )
    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "erase", N_("Erase")),
        Binding("t", "erase_texts", N_("Erase, also from texts")),
    ]

    def __init__(self, partner: Partner) -> None:
        super().__init__()
        self._partner = partner
        self._about: About | None = None
        self._done: Erased | None = None

    def body(self) -> Iterable[Widget]:
        """One text to scroll through."""
        with VerticalScroll(id="pages"):
            yield Static(id="kept", markup=False)

    def trail(self) -> list[str]:
        """The partner, and what this is."""
        return [self._partner.name, _("Personal data")]

    def on_mount(self) -> None:
        """The text is scrolled with the usual keys."""
        self.query_one("#pages").focus()

    def reload(self) -> None:
        """Look for the person everywhere; what erasing them did stays to be read."""
        if self._done:
            return
        found = self.workspace.persons.find(self._partner.name)
        ours = (a for a in found if self._partner.id in a.person.ids)
        # Another program may have erased their entry, while a text still has the name.
        about = next(ours, None) or next((a for a in found if not a.person.ids), None)
        self._about = about or None
        self._show(about_lines(about) if about else [_("Nothing is kept here.")])
        self.refresh_bindings()

    def _show(self, lines: Iterable[str]) -> None:
        said = (f"· {line}" if line else "" for line in lines)
        self.query_one("#kept", Static).update(Content("\n".join(said)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Texts are asked about only where a text names the person."""
        if action == "erase":
            # What is left after erasing are texts, which have a key of their own.
            return self._about is not None and self._done is None
        if action == "erase_texts":
            kept = self._about.kept if self._about else None
            return kept is not None and bool(kept.mentions or kept.sources)
        return super().check_action(action, parameters)

    def action_erase(self) -> None:
        """Erase the person, once it is clear what that means."""
        self._erase(texts=False)

    def action_erase_texts(self) -> None:
        """As :meth:`action_erase`, and take the name out of texts."""
        self._erase(texts=True)

    @work
    async def _erase(self, *, texts: bool) -> None:
        about = self._about
        if about is None:
            return
        said = [_("Erase {name}?").format(name=self._partner.name), ""]
        said += consequences(about, texts=texts)
        sure = Confirm("\n".join(said), _("Erase for good"), careful=True)
        if not await self.app.push_screen_wait(sure):
            return
        done = self.welvaart.attempt(lambda: self.workspace.persons.erase(about, texts=texts))
        if done is None:
            return
        self._about, self._done = (done.after if done.still_named else None), done
        if about.own_name:
            self.welvaart.settings = load_settings()
        remains = remaining_lines(done, "t")
        self._show([*erased_lines(done), "", _("What remains:"), *remains])
        self.refresh_bindings()
