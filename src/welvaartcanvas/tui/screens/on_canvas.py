"""What every screen on one canvas has: the canvas itself, undo and redo, the way to its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.status import Standing, Status
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.tui.intending import locked_text
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.telling import told, undone
from welvaartcanvas.tui.widgets.standing import standing_content
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording.history import import_text
from welvaartcanvas.workspace import Change

if TYPE_CHECKING:
    from welvaartcanvas.tui.screens.form import Form


class CanvasView(Page):
    """A page that shows one canvas. Subclasses give :meth:`body`, :meth:`trail` and :meth:`show`.

    Where the canvas is gone (another program deleted it) the page says so and closes.
    """

    canvas: Canvas

    def __init__(self, canvas_id: str) -> None:
        super().__init__()
        self.canvas_id = canvas_id
        self._gone = False

    def compose(self) -> ComposeResult:
        if self._read():
            yield from super().compose()

    def on_mount(self) -> None:
        """Marks take their colours from the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh_all())

    def on_unmount(self) -> None:
        """Let go of the theme, which would keep every page that was ever open."""
        self.app.theme_changed_signal.unsubscribe(self)

    def trail(self) -> list[str]:
        """The region and the canvas."""
        return [self.canvas.region.name, self.canvas.title]

    def aside(self) -> Content:
        """How far the canvas is."""
        return standing_content(self.standing)

    @property
    def standing(self) -> Standing:
        """How far the canvas is."""
        return self.workspace.reviews.standing(self.canvas)

    def show(self) -> None:
        """Show :attr:`canvas` as it is now; keeps what is chosen and typed."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the canvas anew and show it."""
        if self._read():
            self.show()

    def refresh_all(self) -> None:
        """As every page; a page whose canvas is gone closes."""
        if not self._gone:
            super().refresh_all()
        if self._gone and self.is_current:
            self.app.pop_screen()

    def read(self) -> Canvas:
        """The canvas that the page shows; a fault when it is there no more."""
        return self.workspace.canvases.get(self.canvas_id)

    def _read(self) -> bool:
        try:
            self.canvas = self.read()
        except Fault as fault:
            if not self._gone:
                self._gone = True
                self.welvaart.say_fault(fault)
            return False
        return True


class CanvasPage(CanvasView):
    """A page on one canvas as it is now, in which one can undo and redo."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", N_("Undo"), show=False),
        Binding("ctrl+y", "redo", N_("Redo"), show=False),
    ]

    def action_undo(self) -> None:
        """Undo the last step in this canvas, and say which that was.

        As :meth:`action_redo` it raises :class:`SkipAction` when it did nothing, so that a
        field that hands its own undoing over knows.
        """
        self._turn(self.workspace.canvases.undo, _("Undone: {what}"), undone)

    def action_redo(self) -> None:
        """Redo what was undone last, and say what that was."""
        # It comes as what the undoing did: turned around, that is what is done again.
        self._turn(
            lambda canvas_id: [
                replace(change, before=change.after, after=change.before)
                for change in self.workspace.canvases.redo(canvas_id)
            ],
            _("Done again: {what}"),
            told,
        )

    def may_change(self) -> bool:
        """Whether the canvas is not locked; where it is, that is said, with the way out."""
        locked = self.standing.status is Status.ADOPTED
        if locked:
            self.welvaart.say(locked_text(self.standing))
        return not locked

    def open_form(self, form: Form, closed: Callable[[str | None], None]) -> None:
        """Open an editor; nothing new is begun that could not be kept."""
        if form.thing is not None or not form.CHANGES_CANVAS or self.may_change():
            self.app.push_screen(form, closed)

    def _turn(
        self,
        turn: Callable[[str], list[Change]],
        said: str,
        tell: Callable[[Sequence[Change]], str],
    ) -> None:
        def turned(changes: list[Change]) -> None:
            if changes:
                source = self.workspace.history.turned(self.canvas_id)
                what = import_text(source) if source else tell(changes)
                self.welvaart.say(said.format(what=on_one_line(what)))
            self.refresh_all()

        changes = self.welvaart.attempt(lambda: turn(self.canvas_id), turned)
        if changes is None:
            self.refresh_all()
        if not changes:
            raise SkipAction
