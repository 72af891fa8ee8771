"""The first screen: the regions and their canvases, how far each is, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from welvaartcanvas.domain.canvas import CanvasHead
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.status import Standing, Status
from welvaartcanvas.errors import visible
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.intending import locked_text
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.overview import (
    CANVAS,
    DRAFT_SIGN,
    NARROW,
    REGION,
    WIDE,
    overview,
)
from welvaartcanvas.tui.widgets.text import one_line
from welvaartcanvas.workspace import CanvasLine, Change
from welvaartcanvas.workspace.drafts import Draft

_START = N_(
    "Nothing here yet.\n\n"
    "A canvas belongs to a region, and a region is a set of municipalities. "
    "Press r to make your first region: type a part of a name, pick, and save. "
    "Then press n to start a canvas for a challenge in that region.\n\n"
    "Did somebody send you a canvas file? Press i to import it.\n"
    "F1 explains the screen that you are on."
)

#: From this width on, in cells, the lines show more.
_WIDE_FROM = 120


class WorkspaceScreen(Page):
    """Regions with their canvases; what stands at the cursor is what the keys work on."""

    HELP = N_(
        "All your regions and their canvases. Each canvas shows how many of its cells (a block "
        "seen from one perspective) have a contribution, how many have a rating, how far it is "
        "(concept, in review by partners, adopted), and who changed it last. Start with a region: "
        "a set of municipalities. Then make a canvas in it for every challenge that you work on "
        "together."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_canvas", N_("New canvas")),
        Binding("r", "new_region", N_("New region")),
        Binding("e", "edit", N_("Edit")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("x", "export", N_("Export")),
        Binding("c", "compare", N_("Compare")),
        Binding("o", "open_draft", N_("Open unsaved text")),
        Binding("slash", "app.search", N_("Search")),
        Binding("i", "import_file", N_("Import")),
        Binding("s", "app.settings", N_("Settings")),
        Binding("b", "app.backups", N_("Backups"), show=False),
        Binding("ctrl+z", "undo", N_("Undo")),
        Binding("ctrl+y", "redo", N_("Redo"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._regions: dict[str, Region] = {}
        self._lines: dict[str, CanvasLine] = {}
        self._standings: dict[str, Standing] = {}
        self._drafts: list[Draft] = []
        self._wide = False
        self._next: str | None = None
        """Where the cursor goes when the list is shown again."""

    def body(self) -> Iterable[Widget]:
        """The drafts that wait, the heading, the list; a first step where there is nothing."""
        yield Static(id="drafts")
        yield Static(id="head")
        yield Lines(id="overview")
        yield Static(Content(f"{_(_START)}\n\n{self._file_text()}"), id="start")

    def trail(self) -> list[str]:
        """The program's name: everything starts here."""
        return [self.app.title]

    def reload(self) -> None:
        """Read regions, canvases and drafts anew."""
        self._regions = {region.id: region for region in self.workspace.regions.all()}
        self._lines = {line.id: line for line in self.workspace.canvases.lines()}
        self._standings = self.workspace.reviews.standings()
        self._drafts = [d for d in self.workspace.drafts.all() if self._is_of_something(d)]
        self._show()

    def _is_of_something(self, draft: Draft) -> bool:
        """Whether what ``draft`` belongs to is here, or is still to be made."""
        match draft.entity:
            case "region":
                return not draft.entity_id or draft.entity_id in self._regions
            case "canvas":
                return not draft.entity_id or draft.entity_id in self._lines
        return draft.canvas_id in self._lines

    def _show(self) -> None:
        self._wide = self.app.size.width >= _WIDE_FROM
        head, options = overview(
            list(self._regions.values()),
            list(self._lines.values()),
            standings=self._standings,
            drafted={draft.canvas_id for draft in self._drafts},
            now=self.workspace.session.clock(),
            measures=WIDE if self._wide else NARROW,
        )
        listed = self.query_one(Lines)
        if not listed.option_count and self._lines:
            self._next = self._next or CANVAS + next(iter(self._lines))
        listed.show(options, at=self._next)
        self._next = None
        self.query_one("#head", Static).update(head)
        self.query_one("#drafts", Static).update(Content(self._drafts_text()))
        self.set_class(not options, "-empty")
        self.set_class(bool(self._drafts), "-drafts")
        self.refresh_bindings()

    def _file_text(self) -> str:
        """Which file this is: whoever mistyped it must not think that everything is gone."""
        said = _("New workspace: {file}") if self.workspace.new else _("Workspace: {file}")
        return said.format(file=visible(self.workspace.file))

    def _drafts_text(self) -> str:
        count = len(self._drafts)
        return f"{DRAFT_SIGN} " + ngettext(
            "{n} text was typed and not saved. Press o to open it.",
            "{n} texts were typed and not saved. Press o to open them.",
            count,
        ).format(n=count)

    def on_resize(self, event: events.Resize) -> None:
        """A wide window shows more of each canvas."""
        if (event.size.width >= _WIDE_FROM) != self._wide and self._regions:
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that can do something are offered."""
        match action:
            case "back":
                return False
            case "new_canvas":
                return bool(self._regions)
            case "edit" | "delete":
                return self._chosen is not None
            case "export":
                return bool(self._canvases_here())
            case "open_draft":
                return bool(self._drafts)
        return True

    def _is_adopted(self, canvas_id: str) -> bool:
        return self._standings[canvas_id].status is Status.ADOPTED

    def _refused(self, canvas_id: str) -> bool:
        """Whether the canvas is locked; where it is, that is said, with the way out."""
        if self._is_adopted(canvas_id):
            self.welvaart.say(locked_text(self._standings[canvas_id]))
        return self._is_adopted(canvas_id)

    @property
    def _chosen(self) -> Region | CanvasLine | None:
        chosen = self.query_one(Lines).chosen or ""
        if chosen.startswith(CANVAS):
            return self._lines.get(chosen.removeprefix(CANVAS))
        return self._regions.get(chosen.removeprefix(REGION))

    def _canvases_here(self) -> list[str]:
        """The canvas at the cursor, or all of the region at the cursor."""
        match self._chosen:
            case CanvasLine() as line:
                return [line.id]
            case Region() as region:
                return [line.id for line in self._lines.values() if line.region_id == region.id]
        return []

    @on(OptionList.OptionHighlighted)
    def cursor_moved(self) -> None:
        """What the keys can do depends on what is at the cursor."""
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def open_chosen(self) -> None:
        """Open the canvas or the region at the cursor."""
        match self._chosen:
            case CanvasLine() as line:
                self._open_canvas(line.id)
            case Region() as region:
                self._open_region(region.id)

    def _open_canvas(self, canvas_id: str) -> None:
        from welvaartcanvas.tui.screens.canvas import CanvasScreen

        self.app.push_screen(CanvasScreen(canvas_id))

    def _open_region(self, region_id: str | None) -> None:
        from welvaartcanvas.tui.screens.region import RegionScreen

        adopted = (line for line in self._lines.values() if self._is_adopted(line.id))
        for line in adopted:
            if line.region_id == region_id:
                said = _("{title} is adopted; until it is reopened its region stays as it is.")
                self.welvaart.say(said.format(title=one_line(line.title, 48)))

        def saved(id: str | None) -> None:
            self._next = REGION + id if id else None
            self.refresh_all()

        self.app.push_screen(RegionScreen(region_id), saved)

    def action_new_region(self) -> None:
        """Make a region."""
        self._open_region(None)

    def action_new_canvas(self) -> None:
        """Start a canvas in the region at the cursor, and open it."""
        match self._chosen:
            case CanvasLine() as line:
                region_id: str | None = line.region_id
            case Region() as region:
                region_id = region.id
            case None:
                region_id = None
        self._new_canvas(region_id)

    @work
    async def _new_canvas(self, region_id: str | None) -> None:
        from welvaartcanvas.tui.screens.new_canvas import NewCanvasDialog

        made = await self.app.push_screen_wait(NewCanvasDialog(region_id))
        if made:
            self._next = CANVAS + made
            self._open_canvas(made)

    def action_edit(self) -> None:
        """Change the region, or the title and description of the canvas, at the cursor."""
        match self._chosen:
            case Region() as region:
                self._open_region(region.id)
            case CanvasLine() as line:
                self._edit_canvas(line.id)

    @work
    async def _edit_canvas(self, canvas_id: str) -> None:
        from welvaartcanvas.tui.screens.new_canvas import EditCanvasDialog

        if self._refused(canvas_id):
            return
        canvas = self.welvaart.attempt(lambda: self.workspace.canvases.get(canvas_id))
        if canvas:
            await self.app.push_screen_wait(EditCanvasDialog(canvas.head))

    @work
    async def action_delete(self) -> None:
        """Ask, and delete what is at the cursor; it can be undone."""
        from welvaartcanvas.tui.screens.confirm import Confirm

        chosen = self._chosen
        match chosen:
            case Region() as region if self._canvases_here():
                self.welvaart.say(
                    _("{name} has canvases; delete those first.").format(name=region.name)
                )
            case Region() as region:
                question = _("Delete region {name}? Ctrl+Z brings it back.")
                if await self.app.push_screen_wait(
                    Confirm(question.format(name=region.name), _("Delete"))
                ):
                    self.welvaart.attempt(lambda: self.workspace.regions.delete(region))
            case CanvasLine() as line if not self._refused(line.id):
                question = _("Delete canvas {title} with all that is in it? Ctrl+Z brings it back.")
                if await self.app.push_screen_wait(
                    Confirm(question.format(title=line.title), _("Delete"))
                ):
                    self.welvaart.attempt(lambda: self.workspace.canvases.delete(line.id))
        self.refresh_all()

    def action_undo(self) -> None:
        """Undo the last change of regions, or of which canvases there are."""
        self._said_and_shown(self.workspace.regions.undo, _("Undone: {name}"))

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self._said_and_shown(self.workspace.regions.redo, _("Done again: {name}"))

    def _said_and_shown(self, do: Callable[[], list[Change]], said: str) -> None:
        def done(changes: list[Change]) -> None:
            if changes:
                name, self._next = _about(changes)
                self.welvaart.say(said.format(name=name))
                self.refresh_all()

        self.welvaart.attempt(do, done)

    def action_export(self) -> None:
        """Export the canvas at the cursor, or all canvases of the region."""
        from welvaartcanvas.tui.screens.export import ExportDialog

        self.app.push_screen(ExportDialog(self._canvases_here()))

    def action_compare(self) -> None:
        """All regions beside one another."""
        from welvaartcanvas.tui.screens.compare import CompareScreen

        if not self._lines:
            self.welvaart.say(_("There is no canvas to compare yet. Start one in a region first."))
            return
        compared = self.welvaart.attempt(self.workspace.comparing.start)
        if compared:
            self.app.push_screen(CompareScreen(compared))

    def action_open_draft(self) -> None:
        """Open the newest text that was typed and not saved, where it was typed."""
        from welvaartcanvas.tui.screens.block import BlockScreen
        from welvaartcanvas.tui.screens.comments import CommentsScreen
        from welvaartcanvas.tui.screens.partners import PartnersScreen
        from welvaartcanvas.tui.screens.review import ReviewScreen

        draft = self._drafts[0]
        match draft.entity:
            case "region":
                self._open_region(draft.entity_id or None)
            case "canvas" if draft.entity_id:
                self._edit_canvas(draft.entity_id)
            case "canvas":
                self._new_canvas(draft.fields.get("region"))
            case "partner":
                self.app.push_screen(PartnersScreen(draft.canvas_id, draft=draft))
            case "round":
                self.app.push_screen(ReviewScreen(draft.canvas_id, draft=draft))
            case "comment" | "handling" if not draft.block:
                self.app.push_screen(CommentsScreen(draft.canvas_id, draft=draft))
            case _:
                side = draft.perspective or None
                self.app.push_screen(BlockScreen(draft.canvas_id, draft.block, side, draft=draft))

    @work
    async def action_import_file(self) -> None:
        """Ask for a canvas file, take it in, and show it."""
        from welvaartcanvas.tui.screens.import_file import import_file

        canvas_id = await import_file(self)
        if canvas_id:
            self._next = CANVAS + canvas_id
            self.refresh_all()
            if canvas_id in self._lines and self._lines[canvas_id].to_choose:
                from welvaartcanvas.tui.screens.settle import SettleScreen

                self.app.push_screen(SettleScreen(canvas_id))


def _about(changes: list[Change]) -> tuple[str, str | None]:
    """What a step was about: the name of its canvas or region, and where that stands."""
    for change in changes:
        match change.after or change.before:
            case CanvasHead() as head:
                return head.title, CANVAS + head.id
            case Region() as region:
                return region.name, REGION + region.id
    return "", None
