"""A review round: what it is called, who is asked what, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import N_, _, date_text
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.tui.widgets.tick_field import TickField
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.wording.review import round_name


class RoundForm(Form):
    """A new round, in which all partners are asked unless one says otherwise, or one changed."""

    HELP = N_(
        "A review round: what it is called, until when partners can answer, what you ask them, "
        "and which of them you ask. Space ticks a partner, a ticks all or none, Ctrl+N adds a "
        "partner who is not there yet. From the moment that you save it, the canvas is in "
        "review: what is in it changes only when somebody says that they mean it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "partner", N_("New partner"), priority=True),
    ]
    AUTO_FOCUS = "#deadline"

    def __init__(self, canvas: Canvas, round: Round | None = None) -> None:
        entity_id = round.id if round else ""
        super().__init__(canvas, DraftKey(canvas.id, "round", "", entity_id=entity_id), round)

    def heading(self) -> Content:
        """What this is."""
        return Content(_("Review round"))

    def fields(self) -> Iterable[Widget]:
        """Name and deadline; the question beside the partners."""
        yield Horizontal(
            Labelled(_("Name"), NameInput(id="name")),
            Labelled(
                _("Until (may stay empty)"), Input(placeholder=_("day-month-year"), id="deadline")
            ),
            classes="together",
        )
        yield Horizontal(
            titled(Editor(id="question"), _("What do you ask?")),
            titled(
                TickField(
                    _choices(self.canvas),
                    id="partners",
                    none=_("No partners yet: Ctrl+N adds one."),
                ),
                _("Who is asked"),
            ),
            id="asking",
        )

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the round is saved; a new one asks everybody."""
        if not isinstance(thing, Round):
            return {
                "name": round_name(len(self.canvas.rounds) + 1),
                "deadline": "",
                "question": "",
                "partners": "\n".join(id_ for id_, _name in _choices(self.canvas)),
            }
        known = {partner.id for partner in self.canvas.partners}
        return {
            "name": thing.name,
            "deadline": date_text(thing.deadline, "short") if thing.deadline else "",
            "question": thing.question,
            "partners": "\n".join(
                id_ for id_, _name in _choices(self.canvas) if id_ in known & set(thing.partners)
            ),
        }

    def shown(self, values: Values) -> str:
        """With the partners by their names."""
        names = {partner.id: partner.name for partner in self.canvas.partners}
        asked = [names[id_] for id_ in values["partners"].splitlines() if id_ in names]
        return super().shown({**values, "partners": ", ".join(asked)})

    @property
    def _today(self) -> date:
        return self.workspace.session.clock().astimezone().date()

    def save(self, values: Values) -> str:
        """Open it, or change it."""
        reviews = self.workspace.reviews
        deadline = read_day(values["deadline"], self._today)
        partners = values["partners"].splitlines()
        name, question = values["name"], values["question"]
        if isinstance(self.thing, Round):
            return reviews.edit_round(
                self.canvas,
                self.thing,
                name=name,
                question=question,
                deadline=deadline,
                partners=partners,
            ).id
        return reviews.open_round(
            self.canvas, name, partners=partners, question=question, deadline=deadline
        ).id

    def action_partner(self) -> None:
        """Add a partner, who is asked too."""
        from welvaartcanvas.tui.screens.partners import PartnerForm

        def closed(saved: str | None) -> None:
            if saved:
                self.canvas = self.workspace.canvases.get(self.canvas.id)
                field = self.query_one(TickField)
                field.offer(_choices(self.canvas))
                field.ticked = (*field.ticked, saved)
                self.changed()

        if not self.locked:
            self.app.push_screen(PartnerForm(self.canvas), closed)


def _choices(canvas: Canvas) -> list[tuple[str, Content]]:
    """The partners by name, with their organisation."""

    def named(partner: Partner) -> Content:
        about = f" · {on_one_line(partner.organisation)}" if partner.organisation else ""
        return Content(on_one_line(partner.name) + about)

    return [(p.id, named(p)) for p in sorted(canvas.partners, key=lambda p: fold(p.name))]
