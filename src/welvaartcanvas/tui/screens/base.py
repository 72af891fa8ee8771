"""What every screen has: a title line, its keys in the user's language, and a way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from welvaartcanvas.i18n import N_, _

if TYPE_CHECKING:
    from welvaartcanvas.tui.app import WelvaartApp
    from welvaartcanvas.workspace import Workspace

Answer = TypeVar("Answer")


def translated(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """``bindings`` with their descriptions in the language in force.

    Textual fixes descriptions when a class is made, before the language is known; every
    face of them (footer, help, palette) reads the screen's active bindings.
    """
    return {
        key: active._replace(
            binding=replace(active.binding, description=_(active.binding.description))
        )
        if active.binding.description
        else active
        for key, active in bindings.items()
    }


class Page(Screen[None]):
    """A whole screen. Subclasses give :meth:`body`, :meth:`trail` and :meth:`reload`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("Back"))]

    def compose(self) -> ComposeResult:
        yield Static(id="trail", markup=False)
        yield from self.body()
        yield Footer()

    def body(self) -> Iterable[Widget]:
        """The widgets between the title line and the footer; filled by :meth:`reload`."""
        raise NotImplementedError

    def trail(self) -> list[str]:
        """Where we are, from the outside in: region, canvas, block. May be users' text."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read from the workspace anew and show it; keeps what is chosen and typed."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Fill the screen for the first time."""
        self.refresh_all()

    def on_screen_resume(self) -> None:
        """Fill the screen again when one that lay over it is gone."""
        if self.is_mounted:
            self.refresh_all()

    def refresh_all(self) -> None:
        """Reload, and write the title line anew."""
        self.welvaart.attempt(self.reload)
        self.query_one("#trail", Static).update(Content(" › ".join(self.trail())))

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

    def action_back(self) -> None:
        """Return to the screen below."""
        self.app.pop_screen()


class Dialog(ModalScreen[Answer | None]):
    """A question laid over a screen; Escape answers ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", N_("Cancel"))]

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
