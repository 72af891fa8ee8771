"""What every editor has: drafts of its fields, saving, refusing, settling a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static, TextArea

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.status import Standing, Status
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.errors import Conflict, Fault
from welvaartcanvas.i18n import N_, _, moment_text
from welvaartcanvas.tui.drafting import DraftKeeper, DraftKey
from welvaartcanvas.tui.field_text import text_in, write
from welvaartcanvas.tui.intending import asks_intent, explained, locked_text
from welvaartcanvas.tui.screens.base import Dialog
from welvaartcanvas.tui.settling import Meeting, Values, meet
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.tui.widgets.tag_field import TagField
from welvaartcanvas.tui.widgets.text import count_text
from welvaartcanvas.tui.widgets.tick_field import TickField
from welvaartcanvas.wording import settling
from welvaartcanvas.workspace.drafts import Draft

#: The fields in which two texts may stand one below the other.
_TEXTS = ("text", "reason")


class Labelled(Vertical):
    """A field below its name."""

    def __init__(self, name: str, field: Widget) -> None:
        super().__init__(classes="labelled")
        self._label = name
        self._field = field

    def compose(self) -> ComposeResult:
        yield Static(Content(self._label), classes="label")
        yield self._field


class Form(Dialog[str]):
    """An editor of one thing of a canvas; answers the id of what was saved.

    ``thing`` is what is edited, ``None`` for something new. Subclasses give :meth:`heading`,
    :meth:`fields` (whose ids are the names of the values), :meth:`values_of` and
    :meth:`save`. Text stays in the fields until it is saved, whatever goes wrong.
    """

    CSS_PATH = "../styles/form.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 (as Textual has it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Close")),
        Binding("ctrl+s", "save", N_("Save"), priority=True),
        Binding("ctrl+r", "discard", N_("Throw away"), priority=True),
    ]
    #: Whether the form stays open for the next new thing after one is saved.
    SAVES_ON = False
    #: What the button says that saves, untranslated.
    SAVE = N_("Save")
    #: Whether an adopted canvas keeps it from saving: then it only shows.
    CHANGES_CANVAS = True

    def __init__(self, canvas: Canvas, key: DraftKey | None, thing: InCanvas | None) -> None:
        super().__init__()
        self.canvas = canvas
        self.thing = thing
        self._key = key
        self._keeper: DraftKeeper | None = None
        self._values: Values = {}
        self._result: str | None = None
        self._settles: Variant | None = None

    def heading(self) -> Content:
        """What is edited, and where it belongs."""
        raise NotImplementedError

    def fields(self) -> Iterable[Widget]:
        """The fields."""
        raise NotImplementedError

    def values_of(self, thing: InCanvas | None) -> Values:
        """What the fields hold for ``thing`` as it is saved, by the fields' ids."""
        raise NotImplementedError

    def save(self, values: Values) -> str:
        """Save ``values`` and return the thing's id; raises a :class:`Fault` when that fails."""
        raise NotImplementedError

    def take_over(self, draft: Draft) -> Self:
        """Go on with ``draft``, also when the thing that it was typed for is gone."""
        self._key = DraftKey(
            draft.canvas_id, draft.entity, draft.block, draft.perspective, draft.entity_id
        )
        return self

    def settling(self, variant: Variant) -> Self:
        """Begin with both readings of a field; saving puts what is written in place of both."""
        self._settles = variant
        return self

    def shown(self, values: Values) -> str:
        """``values`` as somebody reads them, to hold two versions side by side."""
        return "\n".join(value for value in values.values() if value)

    def body(self) -> Iterable[Widget]:
        """The heading, the fields, what is to be said about them, the buttons."""
        yield Static(self.heading(), classes="heading")
        yield from self.fields()
        yield Static(id="said")
        goes_on = self.SAVES_ON and self.thing is None
        yield Horizontal(
            Button(
                Content(_("Save, and the next")) if goes_on else Content(_(self.SAVE)),
                id="save",
                variant="primary",
            ),
            Button(Content(_("Close")), id="close"),
            classes="buttons",
        )

    def on_mount(self) -> None:
        """Fill the fields, with the draft when there is one."""
        self._fill(self.values_of(self.thing))
        if self.locked:
            self._lock()
        elif self._key is not None:
            self._keeper = DraftKeeper(
                self.workspace,
                self,
                self._key,
                read=lambda: self._values,
                refused=self.welvaart.say_fault,
                saved=self.values_of(self.thing),
            )
            draft = self._keeper.find()
            if draft:
                self._fill({**self.values_of(self.thing), **draft.fields})
                said = _("Restored: typed on {moment} and not saved.")
                said = said.format(moment=moment_text(draft.saved_at))
                self.say(" ".join([said, _("Ctrl+R throws it away.")]))
            elif self._settles is not None:
                self._show_readings(self._settles)

    @property
    def locked(self) -> bool:
        """Whether nothing can be saved, because the canvas is adopted."""
        return self.CHANGES_CANVAS and self._standing.status is Status.ADOPTED

    @property
    def _standing(self) -> Standing:
        return self.workspace.reviews.standing(self.canvas)

    def _lock(self) -> None:
        """Only show: who reads that nothing changes has typed nothing yet."""
        for name in self.values_of(None):
            field = self._field(name)
            if isinstance(field, TextArea):
                field.read_only = True  # what is long can still be scrolled
            else:
                field.disabled = True
        self.query_one("#save").display = False
        self.say(locked_text(self._standing))

    def begin_with(self, values: Values) -> None:
        """Put ``values`` into the fields, as what needs no saving; the draft goes."""
        self._fill(values)
        if self._keeper:
            self._keeper.drop(saved=values)

    def _field(self, name: str) -> Widget:
        return self.query_one(f"#{name}")

    def _fill(self, values: Mapping[str, str]) -> None:
        with self.prevent(TextArea.Changed, Input.Changed, Select.Changed):
            for name in self.values_of(None):
                write(self._field(name), values.get(name, ""))
        self._values = self._read()

    def _read(self) -> Values:
        return {name: text_in(self._field(name)) for name in self.values_of(None)}

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say something about the fields, beside them."""
        said = self.query_one("#said", Static)
        said.update(Content(f"! {text}" if wrong else text))
        said.set_class(wrong, "-wrong")
        said.display = bool(text)
        if wrong:  # in a low window it would stand below the edge
            said.call_after_refresh(said.scroll_visible, animate=False)

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(Select.Changed)
    @on(TagField.Changed)
    @on(TickField.Changed)
    @on(Scores.Changed)
    def changed(self) -> None:
        """Keep it at the next pause; a long text is told how long it is."""
        if not self.is_mounted:
            return
        values = self._read()
        if values == self._values:
            return
        self._values = values
        if self._keeper:
            self._keeper.touched()
        self.refresh_bindings()
        self.say(count_text(max(values.values(), key=len)))

    @on(Editor.Submitted)
    @on(Input.Submitted)
    async def action_save(self) -> None:
        """Save; what is refused stays, with what is wrong beside it."""
        await self._save(again=False)

    async def _save(self, *, again: bool) -> None:
        if self.locked:
            return
        self._values = self._read()
        try:
            self._result = self._kept()
        except Conflict as conflict:
            self._keep()
            await self._settle(conflict, again=again)
            return
        except Fault as fault:
            self._keep()
            self.say(explained(fault), wrong=True)
            asks_intent(self, fault, self.action_save)
            return
        if self._keeper:
            self._keeper.drop()
        self.saved()
        if again:
            self.welvaart.say(_("Somebody else changed this too; both changes are kept."))

    def _kept(self) -> str:
        """Save; what was written to settle two readings takes the place of both."""
        variant = self._settles
        if variant is None or variant not in self.workspace.canvases.get(self.canvas.id).variants:
            return self.save(self._values)
        return self.workspace.settling.instead(
            self.canvas, variant, lambda: self.save(self._values)
        )

    def _show_readings(self, variant: Variant) -> None:
        """Both texts in the field, or in words what the other reading is."""
        values = self.values_of(self.thing)
        here, other = values.get(variant.field), variant.reading
        if variant.field in _TEXTS and here and isinstance(other, str):
            self._fill({**values, variant.field: f"{here}\n{other}"})
        self.say(settling.note_text(self.canvas, variant))

    def saved(self) -> None:
        """What comes after saving: the form closes."""
        self.dismiss(self._result)

    async def _settle(self, conflict: Conflict, *, again: bool) -> None:
        """Combine what two changed; of what both changed, show both and ask."""
        before = self.values_of(self.thing)
        try:
            self.canvas = self.workspace.canvases.get(self.canvas.id)
        except Fault as fault:
            self.say(explained(fault), wrong=True)
            return
        current = conflict.current if isinstance(conflict.current, InCanvas) else None
        if current is None and self.thing is not None:
            here = self.thing.id
            current = next((t for _w, t in self.canvas.things() if t.id == here), None)
        deleted = self.thing is not None and current is None
        meeting = meet(before, self._values, before if deleted else self.values_of(current))
        if not deleted and not meeting.disputed:
            self._go_on(current, meeting.mine)
            if again:
                self.say(explained(conflict), wrong=True)
            else:
                await self._save(again=True)
            return
        await self._ask(conflict, None if deleted else current, meeting)

    def _go_on(self, current: InCanvas | None, values: Values) -> None:
        """Edit ``current`` from now on, with ``values`` in the fields."""
        self.thing = current
        if self._keeper:
            self._keeper.saved = self.values_of(current)
        self._fill(values)
        self._keep()

    async def _ask(self, conflict: Conflict, current: InCanvas | None, meeting: Meeting) -> None:
        """Show both versions; go on with the one that is chosen."""
        from welvaartcanvas.tui.screens.conflict import Choice, ConflictDialog

        versions = {"mine": meeting.mine, "theirs": meeting.theirs, "both": meeting.both}

        def choose(choice: Choice | None) -> None:
            if choice is None:
                self.say(explained(conflict), wrong=True)
                return
            self._go_on(current, versions[choice])
            self.say(_("Look at it again, then save."))

        about = current or self.thing
        made = self.workspace.history.versions(self.canvas.id, about.id) if about else []
        dialog = ConflictDialog(
            self.shown(meeting.mine),
            self.shown(meeting.theirs) if current else None,
            joins=meeting.joins,
            by=next(iter(made), None),
        )
        await self.app.push_screen(dialog, choose)

    def _keep(self) -> None:
        if self._keeper:
            self._keeper.keep()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to throw away."""
        if action == "discard":
            return bool(self._keeper and self._keeper.unsaved)
        if action == "save":
            return not self.locked
        return super().check_action(action, parameters)

    def action_discard(self) -> None:
        """Back to what is saved; the draft goes."""
        self.begin_with(self.values_of(self.thing))
        self.say("")
        self.refresh_bindings()

    @on(Button.Pressed)
    async def press(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        if event.button.id == "save":
            await self.action_save()
        else:
            self.action_cancel()

    def action_cancel(self) -> None:
        """Close; what was typed and not saved is kept as a draft, and that is said."""
        self._values = self._read()
        if self._keeper and self._keeper.unsaved:
            self._keeper.keep()
            self.say_kept()
        self.dismiss(self._result)

    def say_kept(self) -> None:
        """Say that what was typed is not gone."""
        self.welvaart.say(_("What you typed is kept as a draft."))

    def on_unmount(self) -> None:
        """Keep it when the program closes."""
        if self._keeper:
            self._keeper.keep_if_touched()
