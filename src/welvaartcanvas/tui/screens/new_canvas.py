"""Starting a canvas, and changing its title, description or region later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static, TextArea
from textual.widgets.select import InvalidSelectValueError

from welvaartcanvas.domain.canvas import CanvasHead
from welvaartcanvas.errors import Conflict, Fault
from welvaartcanvas.i18n import N_, _, language, moment_text
from welvaartcanvas.tui.drafting import DraftKeeper, DraftKey
from welvaartcanvas.tui.intending import asks_intent
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.conflict import Choice, ConflictDialog
from welvaartcanvas.tui.settling import Values, meet
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace.templates import USUAL


class _CanvasDialog(Dialog[str]):
    """The fields that both dialogs share; closes with the canvas's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), priority=True),
    ]
    HEADING: ClassVar[str]
    #: The canvas that is changed; empty for a new one.
    canvas_id = ""

    def __init__(self, title: str, description: str, region_id: str | None) -> None:
        super().__init__()
        self._given = (title, description, region_id)
        self._keeper: DraftKeeper | None = None

    def body(self) -> Iterable[Widget]:
        """Title, description, region, and what a subclass adds."""
        title, description, region_id = self._given
        yield Static(Content(_(self.HEADING)), classes="heading")
        yield titled(
            NameInput(title, select_on_focus=False, id="title"), _("Challenge, in one line")
        )
        yield titled(
            TextArea(description, tab_behavior="focus", id="description"),
            _("Description (may stay empty)"),
        )
        regions = self.workspace.regions.all()
        chosen = region_id or (regions[0].id if regions else Select.NULL)
        yield titled(
            Select(
                [(Content(region.name), region.id) for region in regions],
                value=chosen,
                allow_blank=not regions,
                prompt=_("make a region first"),
                id="region",
            ),
            _("Region"),
        )
        yield from self.more()
        with Horizontal(classes="buttons"):
            yield Button(Content(_("Save")), id="save", variant="primary")
            yield Button(Content(_("Cancel")), id="cancel")

    def more(self) -> Iterable[Widget]:
        """Further fields."""
        return ()

    def on_mount(self) -> None:
        """Begin at the title."""
        self._given = (self.title_typed, self.description_typed, self.region_chosen)
        self.query_one("#title").focus()
        self._keeper = DraftKeeper(
            self.workspace,
            self,
            DraftKey("", "canvas", "", entity_id=self.canvas_id),
            read=self._typed,
            refused=self.welvaart.say_fault,
            saved=self._typed(),
        )
        draft = self._keeper.find()
        if draft:
            self._fill(draft.fields)
            said = _("Restored: typed on {moment} and not saved.")
            self.welvaart.say(said.format(moment=moment_text(draft.saved_at)))

    def _typed(self) -> dict[str, str]:
        chosen = {str(s.id): "" if s.is_blank() else str(s.value) for s in self.query(Select)}
        return {"title": self.title_typed, "description": self.description_typed, **chosen}

    def _fill(self, fields: Mapping[str, str]) -> None:
        self.query_one("#title", Input).value = fields.get("title", "")
        self.query_one("#description", TextArea).text = fields.get("description", "")
        for select in self.query(Select):
            with suppress(InvalidSelectValueError):  # it may be there no longer
                select.value = fields.get(str(select.id), "")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def typed(self) -> None:
        """Keep it at the next pause."""
        if self._keeper:
            self._keeper.touched()

    def _forget_draft(self) -> None:
        if self._keeper:
            self._keeper.drop()

    @property
    def title_typed(self) -> str:
        """What stands in the title."""
        return self.query_one("#title", Input).value

    @property
    def description_typed(self) -> str:
        """What stands in the description."""
        return self.query_one("#description", TextArea).text

    @property
    def region_chosen(self) -> str:
        """The id of the chosen region; empty when there is none."""
        chosen = self.query_one("#region", Select)
        return "" if chosen.is_blank() else str(chosen.value)

    def keep(self) -> str:
        """Keep what was typed; the canvas's id. Raises :class:`Fault`."""
        raise NotImplementedError

    def settle(self, conflict: Conflict) -> bool:
        """After somebody else was first: whether saving again, as the fields now are, is right."""
        self.welvaart.say_fault(conflict)
        return False

    @on(Input.Submitted)
    def to_next(self) -> None:
        """Enter in the title goes on to the description."""
        self.app.action_focus_next()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Keep and close; on a fault everything stays as typed."""
        try:
            kept = self.keep()
        except Conflict as conflict:
            if self.settle(conflict):
                self.action_save()
        except Fault as fault:
            if not asks_intent(self, fault, self.action_save):
                self.welvaart.say_fault(fault)
            self.query_one("#title").focus()
        else:
            self._forget_draft()
            self.dismiss(kept)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close; ask first when something was typed."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._forget_draft()
                self.dismiss(None)

        if (self.title_typed, self.description_typed, self.region_chosen) == self._given:
            self.dismiss(None)
        else:
            question = _("Throw away what you typed?")
            self.app.push_screen(Confirm(question, _("Throw away"), careful=True), answered)


class NewCanvasDialog(_CanvasDialog):
    """Starts a canvas, in ``region_id`` unless another region is chosen."""

    HELP = N_(
        "A canvas is about one challenge in one region. Say the challenge in one line, as people "
        "at the table would say it. The template holds the questions that the canvas asks."
    )
    HEADING = N_("New canvas")

    def __init__(self, region_id: str | None) -> None:
        super().__init__("", "", region_id)

    def more(self) -> Iterable[Widget]:
        """The templates; those that have faults are named."""
        files = self.workspace.templates.all()
        named = {t.slug: t.title(language()) for f in reversed(files) if (t := f.template)}
        yield titled(
            Select(
                [(Content(title), slug) for slug, title in named.items()],
                value=USUAL,
                allow_blank=False,
                id="template",
            ),
            _("Template"),
        )
        faulty = [f.file.name for f in files if f.fault]
        if faulty:
            said = _("Not usable: {files}. See: template check FILE.")
            yield Static(Content(said.format(files=", ".join(faulty))), classes="hint")

    def keep(self) -> str:
        """Start the canvas."""
        template = str(self.query_one("#template", Select).value)
        return self.workspace.canvases.new(
            self.title_typed, self.region_chosen, template, self.description_typed
        ).id


class EditCanvasDialog(_CanvasDialog):
    """Changes the title, description or region of the canvas ``head``."""

    HELP = N_("The title, description and region of a canvas. What is in the canvas stays.")
    HEADING = N_("Canvas")

    def __init__(self, head: CanvasHead) -> None:
        super().__init__(head.title, head.description, head.region_id)
        self._head = head
        self.canvas_id = head.id

    def keep(self) -> str:
        """Change the canvas."""
        return self.workspace.canvases.edit(
            self._head,
            title=self.title_typed,
            description=self.description_typed,
            region_id=self.region_chosen,
        ).id

    def settle(self, conflict: Conflict) -> bool:
        """Combine what two changed; of what both changed, show both and ask."""
        current = conflict.current
        if not isinstance(current, CanvasHead):
            return super().settle(conflict)
        meeting = meet(_values(self._head), self._typed(), _values(current))
        if not meeting.disputed:
            self._head = current
            self._fill(meeting.mine)
            return True
        versions = {"mine": meeting.mine, "theirs": meeting.theirs, "both": meeting.both}

        def choose(choice: Choice | None) -> None:
            if choice is None:
                self.welvaart.say_fault(conflict)
                return
            self._head = current
            self._fill(versions[choice])
            self.welvaart.say(_("Look at it again, then save."))

        made = self.workspace.history.versions(current.id, current.id)
        dialog = ConflictDialog(
            self._shown(meeting.mine),
            self._shown(meeting.theirs),
            joins=meeting.joins,
            by=next(iter(made), None),
        )
        self.app.push_screen(dialog, choose)
        return False

    def _shown(self, values: Values) -> str:
        regions = {region.id: region.name for region in self.workspace.regions.all()}
        named = (values["title"], regions.get(values["region"], ""), values["description"])
        return "\n".join(words for words in named if words)


def _values(head: CanvasHead) -> Values:
    return {"title": head.title, "description": head.description, "region": head.region_id}
