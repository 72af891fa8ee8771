"""Making files: what, where to, how far it is, and opening what was made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, ProgressBar, Select, Static
from textual.worker import Worker, get_current_worker

from welvaartcanvas.errors import Fault, visible
from welvaartcanvas.files import check_target
from welvaartcanvas.i18n import LANGUAGES, N_, _, explain, language
from welvaartcanvas.tui.export_jobs import STEPS
from welvaartcanvas.tui.screens.ask_path import PathSuggester
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace.opening import documents_folder, open_on_desktop

#: The languages by their own names: whoever looks for one finds it.
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


class _Stopped(Exception):
    """The user left while a file was being made; it is not there."""


class Plan(NamedTuple):
    """Files to make where ``targets`` says; ``make(force=…, progress=…)`` makes them.

    It gives where they are. ``progress`` is called with the steps that are done, of
    :data:`STEPS` a file; what that raises ends the work, and leaves no half file.
    """

    targets: Sequence[Path]
    make: Callable[..., list[Path]]


class MakeDialog(Dialog[None]):
    """Makes files. Subclasses say which: :meth:`heading` down to :meth:`plan`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Close")),
        Binding("ctrl+s", "make", N_("Export"), priority=True),
    ]
    CSS_PATH = "../styles/export.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._prepared = False
        self._proposed = ""
        self._made: list[Path] = []
        self._made_at = ""
        """What stood in the field of the place when these were made."""
        self._worker: Worker[None] | None = None

    def prepare(self) -> bool:
        """Read what files are made of, as it is at this moment; whether that could be done."""
        return True

    def heading(self) -> str:
        """What files are made of; users' words may stand in it."""
        raise NotImplementedError

    def choices(self) -> Sequence[tuple[str, str]]:
        """The name and the key of each thing that can be made; the first is the usual one."""
        raise NotImplementedError

    def questions(self) -> Iterable[Widget]:
        """Fields for what else must be known."""
        return ()

    def single(self) -> bool:
        """Whether one file is made; several go into a folder under names of their own."""
        return True

    def own_name(self) -> str:
        """The name that the one file gets."""
        raise NotImplementedError

    def plan(self, typed: str) -> Plan:
        """What is to be made where ``typed`` says; a :class:`Fault` when it can't be."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """What, in which language, where; the progress; what can be done afterwards."""
        choices = self.choices()
        yield Static(id="what", classes="heading")
        with Horizontal(id="choices"):
            yield titled(
                Select(
                    [(Content(name), key) for name, key in choices],
                    value=choices[0][1],
                    allow_blank=False,
                    id="format",
                ),
                _("What to make"),
            )
            yield titled(
                Select(
                    [(LANGUAGE_NAMES[code], code) for code in LANGUAGES],
                    value=language(),
                    allow_blank=False,
                    id="language",
                ),
                _("In which language"),
            )
        yield from self.questions()
        yield titled(
            Input(suggester=PathSuggester(), select_on_focus=False, id="path"), _("Where to")
        )
        yield Static(id="whole-path")
        yield ProgressBar(show_eta=False, id="progress")
        yield Static(id="said")
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Export")), id="make", variant="primary")
            yield Button(Content(_("Open the file")), id="open-file", variant="primary")
            yield Button(Content(_("Open the folder")), id="open-folder")
            yield Button(Content(_("Make another")), id="another")
            yield Button(Content(_("Close")), id="close")

    def on_mount(self) -> None:
        """Read what is needed, and propose a place."""
        self._prepared = self.prepare()
        if not self._prepared:
            self.dismiss(None)
            return
        self.query_one("#what", Static).update(Content(self.heading()))
        self._propose()

    @property
    def choice(self) -> str:
        """The key of what is chosen to be made."""
        return str(self.query_one("#format", Select).value)

    @property
    def language(self) -> str:
        """The language that the file is made in."""
        return str(self.query_one("#language", Select).value)

    @on(Select.Changed)
    def _chosen(self) -> None:
        """What is chosen after something was made is the next to make."""
        self.begin_anew()
        self._propose()

    @on(Input.Changed)
    def _typed(self) -> None:
        """Another place is another file to make; one too long for its field stands below it."""
        if self._made and self.query_one("#path", Input).value != self._made_at:
            self.begin_anew()
        self._show_whole_path()

    def on_resize(self) -> None:
        """The field has another width."""
        self.call_after_refresh(self._show_whole_path)

    def _show_whole_path(self) -> None:
        field = self.query_one("#path", Input)
        whole = self.query_one("#whole-path", Static)
        whole.display = cell_len(field.value) >= field.content_size.width
        whole.update(Content(field.value))

    def begin_anew(self) -> None:
        """Ready to make something again, after something was made."""
        if self._made:
            self._made = []
            self.set_class(False, "-done")
            self._say("")
            self.refresh_bindings()

    @on(Button.Pressed, "#another")
    def make_another(self) -> None:
        """Choose what to make besides."""
        self.begin_anew()
        self.query_one("#format").focus()

    def _propose(self) -> None:
        """Propose a place, unless the user has typed one."""
        field = self.query_one("#path", Input)
        if not self._prepared or field.value != self._proposed:
            return
        place = documents_folder()
        if self.single():
            place /= self.own_name()
        self._proposed = str(place)
        field.value = self._proposed
        field.cursor_position = len(self._proposed)
        field.border_title = Content(_("To which file") if self.single() else _("To which folder"))

    @on(Button.Pressed, "#make")
    @on(Input.Submitted)
    @work
    async def action_make(self) -> None:
        """Begin, once it is clear what becomes of files that are there already."""
        typed = self.query_one("#path", Input).value.strip()
        if not typed or self._worker:
            return
        try:
            plan = self.plan(typed)
            there = [target for target in plan.targets if target.is_file()]
            for target in there:  # whether it may be replaced at all, before that is asked
                check_target(target, force=True)
        except Fault as fault:
            self._say(explain(fault), wrong=True)
            return
        if there:
            if len(there) == 1:
                question = _("{file} exists already.").format(file=visible(there[0]))
            else:
                question = _("{n} of these files exist already.").format(n=len(there))
            replace = Confirm(question, _("Replace"), no_label=_("Another name"), careful=True)
            if not await self.app.push_screen_wait(replace):
                self._another_name(there[0])
                return
        self.set_class(True, "-making")
        self._say("")
        self.query_one(ProgressBar).update(total=len(plan.targets) * STEPS, progress=0)
        self._worker = self._make(plan, force=bool(there))
        self.refresh_bindings()

    def _another_name(self, taken: Path) -> None:
        """Propose a name that is free, where one file is made; the user may type another."""
        field = self.query_one("#path", Input)
        if self.single():
            number = 2
            while (free := taken.with_stem(f"{taken.stem}-{number}")).exists():
                number += 1
            field.value = self._proposed = str(free)
        field.focus()

    @work(thread=True)
    def _make(self, plan: Plan, *, force: bool) -> None:
        """Make the files, away from the thread that answers keys."""
        worker = get_current_worker()
        shown = -1

        def progress(reached: int) -> None:
            nonlocal shown
            if worker.is_cancelled:
                raise _Stopped
            if reached > shown:
                shown = reached
                self.app.call_from_thread(self._show_progress, reached)

        try:
            made = plan.make(force=force, progress=progress)
        except _Stopped:
            return
        except Fault as fault:
            self.app.call_from_thread(self._failed, fault)
        else:
            self.app.call_from_thread(self._done, made)

    def _show_progress(self, reached: int) -> None:
        if self.is_attached:
            self.query_one(ProgressBar).update(progress=reached)

    def _failed(self, fault: Fault) -> None:
        """Say what went wrong; everything stays as chosen, for a second try."""
        self._worker = None
        if self.is_attached:
            self.set_class(False, "-making")
            self._say(explain(fault), wrong=True)
            self.refresh_bindings()

    def _done(self, made: list[Path]) -> None:
        """Say where the files are, and offer to open them."""
        self._worker, self._made = None, made
        if not self.is_attached:
            return
        self._made_at = self.query_one("#path", Input).value
        self.set_class(False, "-making")
        self.set_class(True, "-done")
        if len(made) == 1:
            said = _("Done. It is in {file}").format(file=made[0])
        else:
            said = _("Done. {n} files are in {folder}").format(n=len(made), folder=made[0].parent)
        self._say("✓ " + said)
        self.set_class(len(made) > 1, "-several")
        first = self.query_one("#open-file" if len(made) == 1 else "#open-folder", Button)
        # After the refresh: a button that is not shown yet takes no focus.
        self.call_after_refresh(first.focus)
        self.refresh_bindings()

    def _say(self, text: str, *, wrong: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(wrong, "-wrong")
        said.update(Content(text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One export at a time."""
        return action != "make" or not (self._worker or self._made)

    @on(Button.Pressed, "#open-file")
    def open_file(self) -> None:
        """Open the one file that was made."""
        self._open(self._made[0])

    @on(Button.Pressed, "#open-folder")
    def open_folder(self) -> None:
        """Open the folder of what was made."""
        self._open(self._made[0].parent)

    @work
    async def _open(self, path: Path) -> None:
        try:
            await asyncio.to_thread(open_on_desktop, path)
        except Fault as fault:
            self.welvaart.say_fault(fault)

    @on(Button.Pressed, "#close")
    def action_cancel(self) -> None:
        """Close; what is being made is stopped, and no half file is left."""
        if self._worker:
            self._worker.cancel()
        self.dismiss(None)
