"""Every learning question and action of a canvas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.i18n import N_, _, language, ngettext
from welvaartcanvas.tui.screens.on_canvas import CanvasPage
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.notes import action_row, question_row


class ListsScreen(CanvasPage):
    """What the region wants to learn and will do, block by block."""

    CSS_PATH = "../styles/lists.tcss"
    HELP = N_(
        "All learning questions and actions of the canvas, block by block. Enter opens the block "
        "where one stands; there it can be changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "partners", N_("Partners"))]

    def body(self) -> Iterable[Widget]:
        """How many there are, and the list."""
        yield Static(id="counts")
        yield Lines(id="things", markup=False)

    def trail(self) -> list[str]:
        """Region, canvas, the lists."""
        return [*super().trail(), _("Learning questions and actions")]

    def show(self) -> None:
        """Show them as they are now."""
        canvas = self.canvas
        questions, actions = len(canvas.learning_questions), len(canvas.actions)
        asked = ngettext("{n} learning question", "{n} learning questions", questions)
        planned = ngettext("{n} action", "{n} actions", actions)
        said = f"{asked.format(n=questions)} · {planned.format(n=actions)}"
        if not questions and not actions:
            said = _("None yet. In a block, F5 writes a learning question and F8 an action.")
        self.query_one("#counts", Static).update(Content(said))
        self.query_one(Lines).show(list(self._options()))

    def _options(self) -> Iterator[Option]:
        for block in self.canvas.template.reading_order:
            questions = self.canvas.learning_questions_of(block.key)
            actions = self.canvas.actions_of(block.key)
            if questions or actions:
                title = f"{block.number} {block.title(language())}"
                yield Option(Content.styled(title, "bold $primary"), disabled=True)
            for question in questions:
                yield Option(question_row(self.canvas, question), id=question.id)
            for action in actions:
                yield Option(action_row(self.canvas, action), id=action.id)

    @on(OptionList.OptionSelected)
    def open_thing(self, event: OptionList.OptionSelected) -> None:
        """Open the block with the cursor on it."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        canvas, chosen = self.canvas, event.option_id
        block = {t.id: t.block for t in canvas.learning_questions} | {
            t.id: t.block for t in canvas.actions
        }
        if chosen in block:
            self.app.push_screen(BlockScreen(self.canvas_id, block[chosen], entity_id=chosen))

    def action_partners(self) -> None:
        """Who sits at the table."""
        from welvaartcanvas.tui.screens.partners import PartnersScreen

        self.app.push_screen(PartnersScreen(self.canvas_id))
