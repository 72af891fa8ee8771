"""The partners of a canvas: who sits at the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Select, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.drafting import DraftKey
from welvaartcanvas.tui.screens.form import Form, Labelled
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.settling import Values
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.name_input import NameInput
from welvaartcanvas.tui.widgets.rows import Row, fitted
from welvaartcanvas.workspace.drafts import Draft


class PartnerForm(Form):
    """A new partner, or one that is changed."""

    CSS_PATH = "../styles/form.tcss"
    HELP = N_(
        "Only the name is needed, and that may be a role, such as councillor for the economy; the "
        "rest may stay empty. What is not noted need not be guarded."
    )

    def __init__(self, canvas: Canvas, partner: Partner | None = None) -> None:
        entity_id = partner.id if partner else ""
        super().__init__(canvas, DraftKey(canvas.id, "partner", "", entity_id=entity_id), partner)

    def heading(self) -> Content:
        """What this is."""
        return Content(_("Partner"))

    def fields(self) -> Iterable[Widget]:
        """Name, organisation, side, e-mail."""
        sides = [
            (Content(f"{side.mark} {side.name(language())}"), side.key)
            for side in self.canvas.template.perspectives
        ]
        yield Horizontal(
            Labelled(_("Name"), NameInput(id="name")),
            Labelled(_("Organisation"), NameInput(id="organisation")),
            classes="together",
        )
        yield Static(
            Content(_("All but the name is optional, and the name may be a role.")),
            classes="remark",
        )
        yield Horizontal(
            Labelled(_("Side"), Select(sides, prompt=_("not chosen"), id="perspective")),
            Labelled(_("E-mail"), NameInput(id="email")),
            classes="together",
        )

    def values_of(self, thing: InCanvas | None) -> Values:
        """As the partner is saved."""
        if not isinstance(thing, Partner):
            return {"name": "", "organisation": "", "perspective": "", "email": ""}
        return {
            "name": thing.name,
            "organisation": thing.organisation,
            "perspective": thing.perspective or "",
            "email": thing.email,
        }

    def save(self, values: Values) -> str:
        """Add the partner, or change it."""
        contents = self.workspace.contents
        said = {**values, "perspective": values["perspective"] or None}
        if isinstance(self.thing, Partner):
            return contents.edit(self.canvas, self.thing, **said).id
        return contents.add_partner(self.canvas, **said).id  # type: ignore[arg-type]


class PartnersScreen(CanvasPage):
    """The partners with their side, organisation and e-mail. ``draft`` is a text to go on with."""

    CSS_PATH = "../styles/lists.tcss"
    HELP = N_(
        "Who sits at the table. A partner whose name is typed with a contribution comes here by "
        "itself. When a partner is deleted, what they said stays, without the name. With p you "
        "see all that is kept of a partner, and can erase it for good."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("p", "person", N_("Personal data")),
    ]

    def __init__(self, canvas_id: str, draft: Draft | None = None) -> None:
        super().__init__(canvas_id)
        self._draft = draft

    def body(self) -> Iterable[Widget]:
        """How many there are, and the list."""
        yield Static(id="counts")
        yield Lines(id="things", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, partners."""
        return [*super().trail(), _("Partners")]

    def on_mount(self) -> None:
        """Go on with what was typed."""
        if self._draft is not None:
            partner = self._partner(self._draft.entity_id)
            self._open(PartnerForm(self.canvas, partner).take_over(self._draft))

    def show(self) -> None:
        """Show them by name."""
        partners = sorted(self.canvas.partners, key=lambda partner: fold(partner.name))
        said = ngettext("{n} partner", "{n} partners", len(partners)).format(n=len(partners))
        if not partners:
            said = _("No partners yet. Press n, or name one with a contribution.")
        self.query_one("#counts", Static).update(Content(said))
        counts = Counter(note.partner_id for note in self.canvas.contributions)
        given = [
            ngettext("{n} contribution", "{n} contributions", counts[p.id]).format(n=counts[p.id])
            for p in partners
        ]
        columns = [
            _column([Content(text) for text in given], right=True),
            _column([Content(p.email) for p in partners]),
        ]
        rows = zip(partners, *columns, strict=True)
        self.query_one(Lines).show([self._option(p, [count, mail]) for p, count, mail in rows])
        self.refresh_bindings()

    def _option(self, partner: Partner, columns: list[Content]) -> Option:
        side = (
            self.canvas.template.perspective(partner.perspective) if partner.perspective else None
        )
        name = Content.assemble(
            f"{side.mark} " if side else "  ",
            (partner.name, "bold"),
            f" · {partner.organisation}" if partner.organisation else "",
        )
        return Option(Row(name, columns), id=partner.id)

    def _partner(self, partner_id: str | None) -> Partner | None:
        return next((p for p in self.canvas.partners if p.id == partner_id), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be deleted."""
        if action in ("delete", "person"):
            return bool(self.canvas.partners)
        return super().check_action(action, parameters)

    def _open(self, form: Form) -> None:
        def closed(saved: str | None) -> None:
            self.reload()
            if saved:
                lines = self.query_one(Lines)
                lines.highlighted = lines.get_option_index(saved)

        self.open_form(form, closed)

    def action_new(self) -> None:
        """Add a partner."""
        self._open(PartnerForm(self.canvas))

    @on(OptionList.OptionSelected)
    def edit(self, event: OptionList.OptionSelected) -> None:
        """Change the partner at the cursor."""
        partner = self._partner(event.option_id)
        if partner:
            self._open(PartnerForm(self.canvas, partner))

    def action_person(self) -> None:
        """Show all that is kept of the partner at the cursor; there it can be erased."""
        from welvaartcanvas.tui.screens.person import PersonScreen

        partner = self._partner(self.query_one(Lines).chosen)
        if partner:
            self.app.push_screen(PersonScreen(partner))

    def action_delete(self) -> None:
        """Delete the partner at the cursor, and say how it comes back."""
        partner = self._partner(self.query_one(Lines).chosen)
        if partner is None:
            return

        def deleted(_done: object) -> None:
            self.reload()
            said = _("Deleted: {text}. Ctrl+Z brings it back.")
            self.welvaart.say(said.format(text=partner.name))

        self.welvaart.attempt(lambda: self.workspace.contents.delete(self.canvas, partner), deleted)
        self.reload()


def _column(texts: list[Content], *, right: bool = False) -> list[Content]:
    """The texts of a column, all as wide as the widest, within reason."""
    width = min(32, max((text.cell_length for text in texts), default=0))
    return [fitted(text, width, right=right) for text in texts]
