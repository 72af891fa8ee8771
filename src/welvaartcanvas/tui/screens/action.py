"""An action: what will be done, by whom, when, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select

from welvaartcanvas.domain.canvas import Action, ActionStatus, Canvas
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, date_text, language
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.contribution import Names
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.wording import action_status_name


class ActionForm(Form):
    """A new action of a block, or one that is changed."""

    HELP = N_(
        "What will be done, who does it, when it must be done and how far it is. A day is written "
        "as 15-3-2026 or 15-3; Enter saves, Ctrl+J begins a new line."
    )

    def __init__(self, canvas: Canvas, block: str, action: Action | None = None) -> None:
        entity_id = action.id if action else ""
        super().__init__(canvas, DraftKey(canvas.id, "action", block, entity_id=entity_id), action)
        self._block = block

    def heading(self) -> Content:
        """The block."""
        block = self.canvas.template.block(self._block)
        return Content(f"{_('Action')} · {block.number} {block.title(language())}")

    def fields(self) -> Iterable[Widget]:
        """What, who, when, how far."""
        statuses = [(Content(action_status_name(s)), s.value) for s in ActionStatus]
        yield Editor(enter_saves=True, placeholder=_("What will be done?"), id="text")
        yield Horizontal(
            Labelled(_("Who"), NameInput(suggester=Names(self.canvas), id="who")),
            Labelled(_("Ready on"), Input(placeholder=_("day-month-year"), id="due")),
            Labelled(_("How far"), Select(statuses, allow_blank=False, id="status")),
            classes="together",
        )

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the action is saved."""
        if not isinstance(thing, Action):
            return {"text": "", "who": "", "due": "", "status": ActionStatus.OPEN.value}
        due = date_text(thing.due, "short") if thing.due else ""
        return {"text": thing.text, "who": thing.who, "due": due, "status": thing.status.value}

    def shown(self, values: Values) -> str:
        """With the status by its name."""
        status = action_status_name(ActionStatus(values["status"]))
        return super().shown({**values, "status": status})

    def save(self, values: Values) -> str:
        """Add it, or change it."""
        contents = self.workspace.contents
        today = self.workspace.session.clock().astimezone().date()
        due = read_day(values["due"], today)
        status = ActionStatus(values["status"])
        text, who = values["text"], values["who"]
        if isinstance(self.thing, Action):
            return contents.edit(
                self.canvas, self.thing, text=text, who=who, due=due, status=status
            ).id
        return contents.plan(self.canvas, self._block, text, who=who, due=due, status=status).id
