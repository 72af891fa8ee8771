"""What stands behind a cell of the comparison: what each side of each canvas says and gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.comparison_order import OVERALL
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.widgets import compared as cells
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import Note, about, question_in_full
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, on_one_line
from welvaartcanvas.workspace.comparing import Compared


class CellScreen(ComparisonPage):
    """A region in one block, or in all with ``block`` :data:`OVERALL`."""

    CSS_PATH = "../styles/compare.tcss"
    HELP = N_(
        "What a region says in a block, canvas by canvas and side by side: the rating with its "
        "reason, the contributions in full, and the learning questions. Enter goes to that place "
        "in the canvas; Escape comes back here. The square brackets go to the other blocks."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "turn(-1)", N_("Previous block"), show=False),
        Binding("right_square_bracket", "turn(1)", N_("Next block"), show=False),
    ]

    def __init__(self, compared: Compared, region_id: str, block: str) -> None:
        super().__init__(compared)
        self._region_id = region_id
        self._block = block
        self._anew = True

    def body(self) -> Iterable[Widget]:
        """The question, the figures, and what is behind them."""
        yield Clipped(lines=6, id="cell")
        yield Reading(id="texts", markup=False)

    def trail(self) -> list[str]:
        """The comparison, the region, the block."""
        standing = self._standing
        if standing is None:
            return super().trail()
        return [*super().trail(), on_one_line(standing.region.name), self._title]

    @property
    def _standing(self) -> Standing | None:
        found = (s for s in self.compared.comparison.standings if s.region.id == self._region_id)
        return next(found, None)

    @property
    def _title(self) -> str:
        if self._block == OVERALL:
            return _("All blocks")
        return _block_title(self._blocks[0])

    @property
    def _blocks(self) -> list[Block]:
        """The blocks that are shown."""
        every = self.compared.comparison.blocks
        return [block for block in every if self._block in (block.key, OVERALL)]

    def show(self) -> None:
        """What the canvases of the region say now."""
        standing, seen = self._standing, self.compared.comparison
        if standing is None or not self._blocks:  # it was deleted, or is compared no more
            self.query_one("#cell", Clipped).show(Content(_("This is not compared any more.")))
            self.query_one(Reading).show([])
            return
        if self._block == OVERALL:
            said = cells.said_of_region(standing, seen)[1:]
        else:
            place = seen.place(self._block)
            said = cells.said_of_block(
                standing, standing.blocks[place], seen.blocks[place], seen, self.app
            )
            said[0] = Content.styled(self._blocks[0].question(language()), "italic")
        self.query_one("#cell", Clipped).show(Content("   ").join(said))
        canvases = [self.workspace.canvases.get(canvas.id) for canvas in standing.canvases]
        self.query_one(Reading).show(list(self._options(canvases)), anew=self._anew)
        self._anew = False

    def _options(self, canvases: list[Canvas]) -> Iterator[Option]:
        for block in self._blocks:
            if self._block == OVERALL:
                yield _heading(_block_title(block))
            for canvas in canvases:
                yield _heading(on_one_line(canvas.title))
                for side in self.compared.comparison.perspectives:
                    yield from self._side(canvas, block, side)
                for question in canvas.learning_questions_of(block.key):
                    yield Option(
                        question_in_full(question), id=f"{canvas.id} {block.key} {question.id}"
                    )

    def _side(self, canvas: Canvas, block: Block, side: Perspective) -> Iterator[Option]:
        rating, *reason = [*cells.rating_said(canvas, block.key, side.key)] or [marks.rated(None)]
        parts = [Content.assemble(marks.named(side, self.app), "  ", rating), *reason]
        yield Option(
            Hanging(*(("  " if i else "", part) for i, part in enumerate(parts))),
            id=f"{canvas.id} {block.key} {side.key}",
        )
        for note in canvas.cell(block.key, side.key):
            yield Option(
                Note(note.text, about(canvas, note), most=None),
                id=f"{canvas.id} {block.key} {note.id}",
            )

    def action_turn(self, by: int) -> None:
        """To another block of this region."""
        keys = [OVERALL, *(block.key for block in self.compared.comparison.blocks)]
        at = keys.index(self._block) if self._block in keys else 0
        self._block = keys[(at + by) % len(keys)]
        self._anew = True
        self.refresh_all()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        """To that side or thing in its canvas."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        canvas_id, block, what = str(event.option_id).split()
        sides = {side.key for side in self.compared.comparison.perspectives}
        if what in sides:
            self.app.push_screen(BlockScreen(canvas_id, block, what))
        else:
            self.app.push_screen(BlockScreen(canvas_id, block, entity_id=what))


def _block_title(block: Block) -> str:
    return f"{block.number} {on_one_line(block.title(language()))}"


def _heading(text: str) -> Option:
    return Option(Hanging(("", Content.styled(text, "bold $primary"))), disabled=True)
