"""What every screen has: a title line, its keys in the user's language, and a way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.drawn import forget_drawn
from welvaartcanvas.tui.keys import translated
from welvaartcanvas.tui.widgets.key_bar import KeyBar
from welvaartcanvas.tui.widgets.text import fitted_trail

if TYPE_CHECKING:
    from welvaartcanvas.tui.app import WelvaartApp
    from welvaartcanvas.workspace import Workspace

Answer = TypeVar("Answer")


class Page(Screen[str | None]):
    """A whole screen. Subclasses give :meth:`body`, :meth:`trail` and :meth:`reload`.

    What Textual does with handlers holds here too: a subclass's ``on_mount`` runs beside
    this one, so it must not call it. A page may be dismissed with the id of what it made.
    """

    #: What this screen is for, in a few sentences, untranslated: the help shows it.
    HELP: ClassVar[str] = ""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("Back"))]

    _covered = False

    def compose(self) -> ComposeResult:
        yield Static(id="trail", markup=False)
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterable[Widget]:
        """The widgets between the title line and the key bar; filled by :meth:`reload`."""
        raise NotImplementedError

    def trail(self) -> list[str]:
        """Where we are, from the outside in: region, canvas, block. May be users' text."""
        raise NotImplementedError

    def aside(self) -> Content:
        """What stands at the right-hand end of the title line; nothing unless a page says so."""
        return Content()

    def reload(self) -> None:
        """Read from the workspace anew and show it; keeps what is chosen and typed."""
        raise NotImplementedError

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that leaving the program would lose."""
        return False

    def on_mount(self) -> None:
        """Fill the screen for the first time."""
        self.refresh_all()

    def on_unmount(self) -> None:
        """What it had drawn is of no use any more."""
        forget_drawn()

    def on_screen_suspend(self) -> None:
        """Another screen lies over this one."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Fill the screen again when one that lay over it is gone."""
        if self._covered:
            self._covered = False
            self.refresh_all()

    def refresh_all(self) -> None:
        """Reload, and write the title line anew."""
        self.welvaart.attempt(self.reload)
        aside, room = self.aside(), self.app.size.width - 2
        if aside:
            room -= aside.cell_length + 2
        trail = Content(fitted_trail(self.trail(), room))
        if aside:
            trail = trail.truncate(room, ellipsis=True, pad=True) + Content("  ") + aside
        self.query_one("#trail", Static).update(trail)

    @property
    def welvaart(self) -> WelvaartApp:
        """The application."""
        return cast("WelvaartApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is open."""
        return self.welvaart.workspace

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, described in the language in force."""
        return translated(super().active_bindings)

    def why_not(self, action: str) -> str:
        """Why a key that is bound to ``action`` does nothing now, in the language in force.

        Nothing where it does something, or where that needs no words.
        """
        return ""

    def on_key(self, event: events.Key) -> None:
        """A key that can do nothing now says why."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            reason = self.why_not(binding.action)
            if reason:
                event.stop()
                self.welvaart.say(reason)
                return

    def action_back(self) -> None:
        """Return to the screen below."""
        self.app.pop_screen()


class Dialog(ModalScreen[Answer | None]):
    """A question laid over a screen; Escape answers ``None``. Subclasses give :meth:`body`."""

    #: What this dialog is for, in a few sentences, untranslated: the help shows it.
    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Cancel")),
        Binding("f1", "app.help", N_("Help"), priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield from self.body()
        yield KeyBar()

    def on_unmount(self) -> None:
        """What it had drawn is of no use any more."""
        forget_drawn()

    def body(self) -> Iterable[Widget]:
        """The widgets inside the frame."""
        raise NotImplementedError

    @property
    def welvaart(self) -> WelvaartApp:
        """The application."""
        return cast("WelvaartApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is open."""
        return self.welvaart.workspace

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, described in the language in force."""
        return translated(super().active_bindings)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
