"""What screens share that show something that takes a while to work out from a comparison."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from welvaartcanvas.errors import Fault
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.workspace import Workspace, open_workspace
from welvaartcanvas.workspace.comparing import Compared

Found = TypeVar("Found")


class ReckonedPage(ComparisonPage, Generic[Found]):
    """A screen on what :meth:`reckon` finds, worked out away from the thread that answers keys.

    Subclasses give :meth:`reckon` and :meth:`show_found`. What was found stays in view while it
    is worked out anew. A screen that closes is told nothing any more.
    """

    class Reckoned(Message):
        """What was asked for is worked out, or why it could not be."""

        def __init__(self, compared: Compared, found: object, fault: Fault | None = None) -> None:
            super().__init__()
            self.compared, self.found, self.fault = compared, found, fault

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self.found: Found | None = None
        self.found_in = compared
        """The comparison that :attr:`found` was worked out from."""
        self.working = False
        self._stale = False

    def reckon(self, workspace: Workspace, compared: Compared) -> Found:
        """What follows from ``compared``; runs in a thread, with a connection of its own.

        It makes no texts: the language is that of the thread that answers keys.
        """
        raise NotImplementedError

    def show_found(self) -> None:
        """Show :attr:`found`, of :attr:`found_in`, or that it is being worked out."""
        raise NotImplementedError

    def show(self) -> None:
        """Work it out, unless what was found is of this very comparison."""
        if self.found is None or self.compared is not self.found_in:
            self.begin()
        self.show_found()

    def begin(self) -> None:
        """Begin to work it out; when that is under way, once more after it."""
        if self.working:
            self._stale = True
        else:
            self.working = True
            self._reckon(self.compared)

    @work(thread=True)
    def _reckon(self, compared: Compared) -> None:
        worker, session = get_current_worker(), self.workspace.session
        try:
            # SQLite's connections are for the thread that opened them.
            with open_workspace(self.workspace.file, session.who, session.clock) as workspace:
                done = self.Reckoned(compared, self.reckon(workspace, compared))
        except Fault as fault:
            done = self.Reckoned(compared, None, fault)
        if not worker.is_cancelled:
            self.post_message(done)

    @on(Reckoned)
    def _reckoned(self, event: Reckoned) -> None:
        self.working = False
        if event.fault:
            self.welvaart.say_fault(event.fault)
        else:
            self.found, self.found_in = event.found, event.compared  # type: ignore[assignment]
        if self._stale:
            self._stale = False
            self.begin()
        self.show_found()
        self.refresh_bindings()  # what was empty has something to open now
