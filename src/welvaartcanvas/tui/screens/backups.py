"""The backups of the workspace, and putting one back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.errors import Fault, visible
from welvaartcanvas.i18n import N_, _, moment_text, ngettext
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import FittedRows, Row, fitted
from welvaartcanvas.wording.backups import erased_unknown, kind_name, size_text
from welvaartcanvas.workspace.backups import Backup, Holding, Restored

#: The widest that the column of who changed it last is, in cells.
_WIDEST = 40
#: What it needs at least to be shown at all.
_LEAST = 16


class Listed(Lines):
    """The backups; Enter puts one back, after a question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Put back"))]


class BackupsScreen(Page):
    """Every backup with what it holds; Enter puts one back."""

    CSS_PATH = "../styles/lists.tcss"
    HELP = N_(
        "The backups of this workspace, the newest first. One is made by itself on the first start "
        "of a day on which something changed. Enter restores: after a question the backup comes in "
        "the place of the workspace, and what is there now is backed up first, so that you can go "
        "back. With n you make one now. In the settings you choose where backups go and how many "
        "are kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "take", N_("Back up now")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._backups: dict[str, Backup] = {}

    def body(self) -> Iterable[Widget]:
        """Where they stand, and the list."""
        yield Static(id="counts", markup=False)
        yield Listed(id="things", markup=False)

    def trail(self) -> list[str]:
        """Backups stand beside everything."""
        return [self.app.title, _("Backups")]

    def reload(self) -> None:
        """List what is there now."""
        backups = self.workspace.backups
        self._backups = {each.file.name: each for each in backups.all()}
        count = len(self._backups)
        said = (
            ngettext("{n} backup in {folder}", "{n} backups in {folder}", count)
            if count
            else _("No backups yet. They come in {folder}")
        )
        counted = said.format(n=count, folder=visible(backups.folder))
        if not backups.plan.days:
            counted += "\n" + _("Daily backups are turned off in the settings.")
        self.query_one("#counts", Static).update(Content(counted))
        held = [self._held(each) for each in self._backups.values()]
        names = _column([_name(each) for each in self._backups.values()])
        columns = [
            _column([Content(size_text(_size(each))) for each in self._backups.values()]),
            _column([Content(_canvases(each)) for each in held]),
        ]
        options = []
        for each, holding, name, *cells in zip(
            self._backups.values(), held, names, *columns, strict=True
        ):
            make = partial(_row, name, cells, Content(_last(holding)))
            options.append(Option(FittedRows(make, 1), id=each.file.name))
        self.query_one(Listed).show(options)
        self.refresh_bindings()

    def _held(self, backup: Backup) -> Holding | None:
        try:
            return self.workspace.backups.look_into(backup.file)
        except Fault:
            return None  # it is listed, and putting it back says what is wrong

    def action_take(self) -> None:
        """Take one now."""
        taken = self.welvaart.attempt(self.workspace.backups.take)
        if taken:
            self.welvaart.say(_("Backed up: {file}").format(file=taken.file.name))
            self.refresh_all()

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Ask whether to put the backup at the cursor back."""
        backup = self._backups.get(event.option_id or "")
        if backup:
            self._ask(backup)

    @work
    async def _ask(self, backup: Backup) -> None:
        from welvaartcanvas.tui.screens.confirm import Confirm

        question = _(
            "Put back the backup of {moment}? Everything here becomes as it was then. What is here "
            "now is backed up first."
        ).format(moment=moment_text(backup.taken_at))
        if await self.app.push_screen_wait(Confirm(question, _("Put back"), careful=True)):
            self.welvaart.say(_("Putting back …"))
            self._restore(backup)

    @work(thread=True)
    def _restore(self, backup: Backup) -> None:
        """In a thread, for a large workspace takes seconds."""
        try:
            done = self.workspace.backups.restore(backup.file)
        except Fault as fault:
            self.app.call_from_thread(self.welvaart.say_fault, fault)
        else:
            self.app.call_from_thread(self._show_restored, backup, done)

    def _show_restored(self, backup: Backup, done: Restored) -> None:
        """Everything that was open may be of another time: begin where everything starts."""
        app = self.welvaart
        app.begin_again()
        said = _("Put back: the backup of {moment}.").format(moment=moment_text(backup.taken_at))
        if done.replaced:
            kept = _("What was here is kept: {file}")
            said += " " + kept.format(file=done.replaced.name)
        if done.erased_unknown:
            said += " " + erased_unknown()
        app.say(said)


def _name(backup: Backup) -> Content:
    return Content.assemble((moment_text(backup.taken_at), "bold"), f" · {kind_name(backup.kind)}")


def _size(backup: Backup) -> int:
    try:
        return backup.file.stat().st_size
    except OSError:  # it was just thrown away
        return 0


def _canvases(held: Holding | None) -> str:
    if held is None:
        return _("can't be read")
    return ngettext("{n} canvas", "{n} canvases", held.canvases).format(n=held.canvases)


def _last(held: Holding | None) -> str:
    if held is None or held.changed_at is None:
        return ""
    return f"{moment_text(held.changed_at)} {visible(held.changed_by)}"


def _row(name: Content, cells: list[Content], last: Content, width: int) -> list[Row]:
    """Who changed it last gives way before what the backup is."""
    room = width - name.cell_length - sum(2 + cell.cell_length for cell in cells) - 2
    if room < _LEAST:
        return [Row(name, cells)]
    return [Row(name, [*cells, fitted(last, min(_WIDEST, room))])]


def _column(contents: list[Content]) -> list[Content]:
    """The texts of a column, all as wide as the widest."""
    width = max((each.cell_length for each in contents), default=0)
    return [each.pad_right(width - each.cell_length) for each in contents]
