"""Adopting a canvas, and opening an adopted one again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.errors import Conflict, Fault, RequestError
from welvaartcanvas.i18n import N_, _, date_text, ngettext
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.intending import explained
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput


class AdoptForm(Form):
    """Adopts ``canvas`` as it is."""

    HELP = N_(
        "Adopting says that this is what was decided, when and by whom, such as a steering group. "
        "From then on the canvas is locked. The report shows the version with its fingerprint, "
        "by which anybody can see that the region, the texts and the ratings are those that were "
        "adopted; it does not tell who said something or who does an action."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", N_("Adopt"), priority=True)]
    SAVE = N_("Adopt")
    AUTO_FOCUS = "#decided_on"

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, None, None)

    def heading(self) -> Content:
        """Which version."""
        version = self._standing.version
        return Content(_("Adopt the canvas (version {version})").format(version=version))

    def fields(self) -> Iterable[Widget]:
        """What it means; when and by whom."""
        yield Static(Content("\n".join(self._meaning())), classes="meaning")
        yield Horizontal(
            Labelled(_("Decided on"), Input(placeholder=_("day-month-year"), id="decided_on")),
            Labelled(_("By whom"), NameInput(id="decided_by", placeholder=_("steering group"))),
            classes="together",
        )

    def _meaning(self) -> Iterable[str]:
        yield _(
            "From then on nothing of what the canvas says changes; comments can still come in and "
            "be answered. This can't be undone: the canvas can only be reopened, as a next version."
        )
        if self._standing.round is not None:
            yield _("{round} is closed with it.").format(round=self._standing.round.name)
        left = self._left
        if left:
            yield "! " + ngettext(
                "{n} comment is not handled yet; from then on it is answered or rejected, and "
                "changes nothing until the canvas is reopened.",
                "{n} comments are not handled yet; from then on they are answered or rejected, and "
                "change nothing until the canvas is reopened.",
                left,
            ).format(n=left)

    def values_of(self, thing: InCanvas | None) -> Values:
        """Today, and nobody yet."""
        today = self.workspace.session.clock().astimezone().date()
        return {"decided_on": date_text(today, "short"), "decided_by": ""}

    @property
    def _left(self) -> int:
        """How many comments are not handled yet."""
        return progress(self.canvas.comments).left

    async def _save(self, *, again: bool) -> None:
        """With comments that wait it is asked once more, when all is filled in as it must be."""
        self._values = self._read()
        try:
            self._decision(self._values)
        except Fault as fault:
            self.say(explained(fault), wrong=True)
            return
        go_on = partial(super()._save, again=again)
        left = self._left
        if not left:
            await go_on()
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                await go_on()

        question = ngettext(
            "{n} comment is not handled yet. Adopt it all the same?",
            "{n} comments are not handled yet. Adopt it all the same?",
            left,
        ).format(n=left)
        self.app.push_screen(Confirm(question, _("Adopt"), careful=True), answered)

    def _decision(self, values: Values) -> tuple[date, str]:
        """When it was decided and by whom; the cursor goes to what is not filled in well."""
        wrong = "#decided_on"
        try:
            today = self.workspace.session.clock().astimezone().date()
            day = read_day(values["decided_on"], today, past=True)
            decided_on = self.workspace.reviews.day_decided(day)
            wrong = "#decided_by"
            decided_by = values["decided_by"].strip()
            if not decided_by:
                raise RequestError("say by whom it is adopted, such as the steering group")
        except RequestError:
            self.query_one(wrong).focus()
            raise
        return decided_on, decided_by

    def save(self, values: Values) -> str:
        """Adopt it."""
        decided_on, decided_by = self._decision(values)
        return self.workspace.reviews.adopt(
            self.canvas, decided_on=decided_on, decided_by=decided_by
        ).id

    async def _settle(self, conflict: Conflict, *, again: bool) -> None:
        """What is adopted is what somebody looked at: never what came meanwhile by itself."""
        try:
            self.canvas = self.workspace.canvases.get(self.canvas.id)
        except Fault as fault:
            conflict_told: Fault = fault
        else:
            conflict_told = conflict
        self.say(explained(conflict_told), wrong=True)


class ReopenForm(Form):
    """Opens an adopted canvas again."""

    HELP = N_(
        "Reopening begins a new version, which names the one that was adopted. That one stays in "
        "the history as it was, with who adopted it and the reason for reopening it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", N_("Reopen"), priority=True)]
    SAVE = N_("Reopen")
    CHANGES_CANVAS = False

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, None, None)

    def heading(self) -> Content:
        """Which version was adopted."""
        version = self._standing.version
        return Content(_("Reopen the canvas (version {version})").format(version=version))

    def fields(self) -> Iterable[Widget]:
        """What it means, and why it is done."""
        version = self._standing.version
        said = _("What follows is version {next}. Version {version} stays in the history.")
        yield Static(Content(said.format(next=version + 1, version=version)), classes="meaning")
        yield Labelled(
            _("Why? (partners read this; it may not be empty)"),
            Editor(id="reason", enter_saves=True),
        )

    def values_of(self, thing: InCanvas | None) -> Values:
        """No reason yet."""
        return {"reason": ""}

    def save(self, values: Values) -> str:
        """Reopen it."""
        return self.workspace.reviews.reopen(self.canvas, values["reason"].strip()).id
