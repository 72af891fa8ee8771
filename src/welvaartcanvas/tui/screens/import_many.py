"""What comes of importing several documents, as a list that grows while they come in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, ProgressBar, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Partner
from welvaartcanvas.errors import Fault, InReview, StoreError, visible
from welvaartcanvas.i18n import N_, _, explain
from welvaartcanvas.tui.intending import explained, is_meant
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace.gathering import Document, Gathered, Sent
from welvaartcanvas.workspace.importing import Imported
from welvaartcanvas.workspace.importing_many import Tally, counts_text, taken


class ImportDialog(Dialog[str]):
    """Imports the documents ``found`` at ``place``; answers the id of the canvas to go to.

    With ``only``, the id of a canvas, those of others are refused; ``partner`` is who sent them.
    """

    HELP = N_(
        "Imports every canvas in a folder or ZIP, and lists what came of each. What one side "
        "changed or deleted is taken over; where both sides changed the same, both readings are "
        "kept, and Enter on that line goes to choose. A file that is refused leaves the others. "
        "Esc stops; what came in stays."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "settle", N_("Choose")),
        Binding("escape", "cancel", N_("Close")),
    ]
    CSS_PATH = "../styles/import.tcss"

    def __init__(
        self,
        place: Path,
        found: Iterator[Gathered],
        *,
        only: str | None = None,
        partner: Partner | None = None,
    ) -> None:
        super().__init__()
        self._only, self._partner = only, partner
        self._left: set[str] = set()
        """The rounds during which nothing is to be changed."""
        self._place = place
        self._found = found
        self._tally = Tally()
        self._canvas_ids: list[str | None] = []
        #: The canvases with something to choose, in the order in which they came.
        self._open: list[str] = []

    def body(self) -> Iterable[Widget]:
        """The place, how far it is, and what came of each document."""
        yield Static(Content(_("Import") + "  " + visible(self._place)), classes="heading")
        yield ProgressBar(show_eta=False, id="progress")
        yield Static(id="said", markup=False)
        yield Static(_("c: choose between the two readings that were kept"), id="choose")
        yield Lines(id="outcomes", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Close")), id="close", variant="primary")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#choose").display = False
        self.query_one(Lines).focus()
        self._import()

    @work(exclusive=True)
    async def _import(self) -> None:
        """One after the other: files are read in a thread, the workspace is written here."""
        bar = self.query_one(ProgressBar)
        try:
            while step := await asyncio.to_thread(next, self._found, None):
                self._show(await self._outcome(step.document))
                bar.update(total=step.total, progress=step.ready)
        except StoreError as error:
            self.welvaart.say_fault(error)
        bar.display = False

    async def _outcome(self, document: Document | Fault) -> Imported | Fault:
        if isinstance(document, Fault):
            return document
        try:
            sent = await asyncio.to_thread(document.read)
        except Fault as fault:
            return fault
        outcome = self._taken(sent, document.source)
        if isinstance(outcome, InReview) and outcome.round_id not in self._left:
            if await is_meant(self.welvaart, outcome):
                return self._taken(sent, document.source)
            self._left.add(outcome.round_id)
        return outcome

    def _taken(self, sent: Sent, source: str) -> Imported | Fault:
        return taken(self.workspace.importing, sent, source, only=self._only, partner=self._partner)

    def _show(self, outcome: Imported | Fault) -> None:
        self._tally.count(outcome)
        self.query_one("#said", Static).update(Content(self._tally.text()))
        if isinstance(outcome, Fault):
            lines = [f"✗ {line}" for line in explained(outcome).split("\n")]
            canvas_id = None
        else:
            file = visible(self._within(outcome.source), None)
            lines = [f"✓ {file}: {visible(outcome.title)}: {counts_text(outcome)}"]
            lines += [f"  {explain(remark)}" for remark in outcome.remarks]
            canvas_id = outcome.canvas_id
            if outcome.to_choose and canvas_id not in self._open:
                self._open.append(canvas_id)
                self.query_one("#choose").display = True
                self.refresh_bindings()
        outcomes = self.query_one(Lines)
        for line in lines:
            self._canvas_ids.append(canvas_id)
            outcomes.add_option(Option(Content(line)))
        if outcomes.highlighted is None:
            outcomes.highlighted = 0

    def _within(self, source: str) -> str:
        """What a document is called, without the folder or ZIP that the heading names."""
        place = str(self._place)
        return source.removeprefix(place).lstrip("/\\: ") or self._place.name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choosing is offered where there is something to choose."""
        return bool(self._open) if action == "settle" else super().check_action(action, parameters)

    def action_settle(self) -> None:
        """Go and choose: in the canvas at the cursor, else in the first that waits for it."""
        at = self.query_one(Lines).highlighted
        here = None if at is None else self._canvas_ids[at]
        self._leave(here if here in self._open else self._open[0])

    @on(Lines.OptionSelected)
    def choose(self, event: Lines.OptionSelected) -> None:
        """Go to the canvas of that line, if there is one."""
        canvas_id = self._canvas_ids[event.option_index]
        if canvas_id:
            self._leave(canvas_id)

    @on(Button.Pressed, "#close")
    def action_cancel(self) -> None:
        """Close; the cursor below stays where it was."""
        self._leave(None)

    def _leave(self, canvas_id: str | None) -> None:
        # At once: the worker of a screen that is gone has nothing to show things on.
        self.workers.cancel_node(self)
        self.dismiss(canvas_id)
