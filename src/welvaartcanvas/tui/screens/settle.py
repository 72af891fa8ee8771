"""Two readings: what was changed on both sides, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.canvas import (
    Action,
    Canvas,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
)
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.settling import Choice, Origins, choices, thing_of
from welvaartcanvas.domain.variant import Variant
from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.screens.cards import Card, Cards, CardsPage
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.readings import Readings, before_line
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line
from welvaartcanvas.wording import settling

if TYPE_CHECKING:
    from welvaartcanvas.tui.screens.form import Form
    from welvaartcanvas.workspace.settling import SettledAll

#: What has an editor that opens over any page; a title is changed on the canvas itself.
_EDITED_HERE = (Contribution, LearningQuestion, Action, Rating, Partner)


#: What a card shows: the other reading, the thing, and in which language and theme.
Key = tuple[Variant, Entity, str, str]
#: So many choices are shown at a time; the next come as these are made.
_MOST = 12


class OpenChoice(Card):
    """One field with two readings."""

    def __init__(self, canvas: Canvas, key: Key, origins: Origins) -> None:
        super().__init__(id=f"choice-{key[0].id}")
        self._canvas = canvas
        self._origins = origins
        self.key = key
        self.variant = key[0]

    def compose(self) -> ComposeResult:
        where = settling.where_text(self._canvas, self.variant)
        what = settling.field_text(self._canvas, self.variant, self._origins)
        yield Static(
            Content.assemble((on_one_line(where), "bold $primary"), f" · {on_one_line(what)}")
        )
        about = settling.about_text(self._canvas, self.variant)
        if about:
            yield Static(Content.styled(on_one_line(about), "italic"))
        yield Readings(self._canvas, self.variant, self._origins)
        before = before_line(self._canvas, self.variant, self._origins)
        if before is not None:
            yield Static(before)


class SettleScreen(CardsPage):
    """The open choices of a canvas, block by block; ``at`` is the block to begin at."""

    CSS_PATH = ["../styles/cards.tcss", "../styles/settle.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    HELP = N_(
        "Here two people changed the same, and nobody has chosen yet. What was written last stands "
        "in place, and the other reading is kept too; above each stands whose it is: of a person "
        "here, or from a file. Words that differ stand in [−…] and [+…]. With k you keep what "
        "stands here, with t you take the other reading in its place, with b you keep both texts "
        "one behind the other, and with e you write another text. Shift+k and shift+t choose so "
        "for all that is open, after a question. Esc leaves the choice for later; Ctrl+Z takes a "
        "choice back. Whoever gets the canvas back gets the choice too."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "settle('keep')", N_("Keep")),
        Binding("t", "settle('take')", N_("Take other")),
        Binding("b", "settle('both')", N_("Both")),
        Binding("e,enter", "edit", N_("Edit")),
        Binding("escape", "back", N_("Later")),
        Binding("K", "settle_all('keep')", N_("Keep all"), show=False),
        Binding("T", "settle_all('take')", N_("Take all others"), show=False),
    ]

    def __init__(self, canvas_id: str, at: str | None = None) -> None:
        super().__init__(canvas_id)
        self._at = at
        self._shown: object = None
        self._place = 0

    def body(self) -> Iterable[Widget]:
        """How much there is to choose, and the choices."""
        yield Clipped(lines=3, id="about", classes="view-head")
        yield Cards(id="choices")

    def trail(self) -> list[str]:
        """Region, canvas, two readings."""
        return [*super().trail(), _("Two readings")]

    def _in_order(self) -> list[Variant]:
        """Those of the block to begin at, what is of the whole canvas, then as blocks are read."""
        order = {block.key: place for place, block in enumerate(self.canvas.template.reading_order)}
        sides = {side.key: n for n, side in enumerate(self.canvas.template.perspectives)}

        def place(variant: Variant) -> tuple[object, ...]:
            thing = thing_of(self.canvas, variant)
            block, side = getattr(thing, "block", None), getattr(thing, "perspective", None)
            position = getattr(thing, "position", 0)
            where = -1 if block is None else order[block]
            which = sides.get(side or "", -1)
            return (
                block != self._at,
                where,
                which,
                position,
                thing.id,
                variant.field,
                variant.version,
            )

        return sorted(self.canvas.to_choose, key=place)

    def show(self) -> None:
        """Show what is open now."""
        found = self._in_order()
        said = settling.to_choose_text(len(found))
        more = _(
            "What was written last stands in place; both are kept until you choose. "
            "Esc leaves it for later."
        )
        if len(found) > _MOST:
            more += " " + _("The first {n} are shown.").format(n=_MOST)
        if not found:
            said, more = _("There is nothing to choose in this canvas."), ""
        self.query_one("#about", Clipped).show(
            Content.assemble(marks.to_choose(), " ", (said, "bold $primary"), f"  {more}")
        )
        keys = [(v, thing_of(self.canvas, v), language(), self.app.theme) for v in found[:_MOST]]
        if keys != self._shown:
            self._shown = keys
            self.run_worker(self._fill(keys), exclusive=True)

    async def _fill(self, keys: list[Key]) -> None:
        """Show a card for each of ``keys``; those that are there already stay."""
        cards = self.query_one(Cards)
        with self.app.batch_update():
            for settled in self.query(OpenChoice):
                if settled.key not in keys:
                    await settled.remove()
            there = {card.variant.id: card for card in self.query(OpenChoice)}
            last: OpenChoice | None = None
            for key in keys:
                card = there.get(key[0].id)
                if card is None:
                    origins = self.workspace.settling.origins(self.canvas, key[0])
                    card = OpenChoice(self.canvas, key, origins)
                    if last is None:
                        await cards.mount(card, before=0 if cards.children else None)
                    else:
                        await cards.mount(card, after=last)
                last = card
        shown = list(self.query(OpenChoice))
        if shown:
            self.go_to(shown[min(self._place, len(shown) - 1)])
        self.refresh_bindings()

    @on(events.DescendantFocus)
    def chosen_card(self) -> None:
        """Remember which was looked at."""
        if isinstance(self.focused, OpenChoice):
            self._place = list(self.query(OpenChoice)).index(self.focused)
        self.refresh_bindings()

    @property
    def _variant(self) -> Variant | None:
        """The other reading that is looked at, if it is still open."""
        card = self.focused
        if isinstance(card, OpenChoice) and card.variant in self.canvas.to_choose:
            return card.variant
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense of the two that are looked at is offered."""
        variant = self._variant if self.is_mounted else None
        match action:
            case "settle":
                return variant is not None and parameters[0] in choices(self.canvas, variant)
            case "settle_all":
                return self.is_mounted and bool(self.canvas.to_choose)
            case "edit":
                return variant is not None and isinstance(
                    thing_of(self.canvas, variant), _EDITED_HERE
                )
        return super().check_action(action, parameters)

    def action_settle(self, choice: str) -> None:
        """Choose between the two that are looked at."""
        variant, chosen = self._variant, Choice(choice)
        if variant is None:
            return

        def settled(_done: object) -> None:
            self._say(_("Chosen: {choice}.").format(choice=settling.choice_name(chosen)))
            self.reload()

        self.welvaart.attempt(
            lambda: self.workspace.settling.settle(self.canvas, variant, chosen), settled
        )
        self.reload()

    def action_settle_all(self, choice: str) -> None:
        """Choose alike for all that is open, after a question that says how much that is."""
        chosen, number = Choice(choice), len(self.canvas.to_choose)
        question = ngettext(
            "Choose so for {n} open choice: {choice}?",
            "Choose so for all {n} open choices: {choice}?",
            number,
        ).format(n=number, choice=settling.choice_name(chosen))

        def answered(yes: bool | None) -> None:
            if yes:
                self._settle_all(chosen)

        self.app.push_screen(Confirm(question, _("Choose")), answered)

    def _settle_all(self, chosen: Choice) -> None:
        def settled(done: SettledAll) -> None:
            said = ngettext("{n} chosen: {choice}.", "{n} chosen: {choice}.", done.settled)
            said = said.format(n=done.settled, choice=settling.choice_name(chosen))
            if done.left:
                left = ngettext(
                    "{n} must be chosen by itself:",
                    "{n} must be chosen one by one:",
                    len(done.left),
                )
                said = f"{said} {left.format(n=len(done.left)).rstrip(':')}."
            self._say(said)
            self.reload()

        self.welvaart.attempt(
            lambda: self.workspace.settling.settle_all(self.canvas, chosen), settled
        )
        self.reload()

    def _say(self, said: str) -> None:
        self.welvaart.say(" ".join([said, _("Ctrl+Z takes it back.")]))

    def action_edit(self) -> None:
        """Write another text in the place of both."""
        variant = self._variant
        if variant is not None:
            form = _editor_of(self.canvas, thing_of(self.canvas, variant)).settling(variant)
            self.app.push_screen(form, lambda _saved: self.reload())


def _editor_of(canvas: Canvas, thing: Entity) -> Form:
    """The editor of ``thing``, which is one of ``_EDITED_HERE``."""
    from welvaartcanvas.tui.screens.action import ActionForm
    from welvaartcanvas.tui.screens.contribution import ContributionForm
    from welvaartcanvas.tui.screens.learning_question import LearningQuestionForm
    from welvaartcanvas.tui.screens.partners import PartnerForm
    from welvaartcanvas.tui.screens.rate import RatingForm

    match thing:
        case Contribution():
            return ContributionForm(canvas, thing.block, thing.perspective, thing)
        case LearningQuestion():
            return LearningQuestionForm(canvas, thing.block, thing)
        case Action():
            return ActionForm(canvas, thing.block, thing)
        case Rating():
            return RatingForm(canvas, thing.block, thing.perspective)
        case Partner():
            return PartnerForm(canvas, thing)
    raise TypeError(thing)
