"""Two to four regions side by side in full text, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.widgets import compared as cells
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import about
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, glued, on_one_line
from welvaartcanvas.wording import findings_of
from welvaartcanvas.workspace.comparing import Compared

#: What a column needs to be read well, in cells.
_COLUMN = 38


class Texts(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What a region says; the screen scrolls all of them together."""


class Column(Vertical):
    """One region: its name, and what it says in the block that is shown."""

    def __init__(self, region_id: str) -> None:
        super().__init__(classes="column")
        self.region_id = region_id

    def compose(self) -> Iterable[Widget]:
        yield Clipped(lines=2, classes="region")
        with Texts():
            yield Static(classes="said")

    def show(self, name: Content, said: Hanging) -> None:
        """Show what the region with that name says."""
        self.query_one(Clipped).show(name)
        self.query_one(".said", Static).update(said)


class SideBySideScreen(ComparisonPage):
    """The regions with those ids, in their order; ``block`` is where to begin."""

    CSS_PATH = "../styles/compare.tcss"
    HELP = N_(
        "What two to four regions say in a block, in full: side by side, the perspectives below "
        "one another, each with its rating, the reason for it and its contributions. The square "
        "brackets and the figures go to another block, the arrows scroll. Where not all regions "
        "fit, ‹ and › say so, and the left and right arrows go there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,n", "turn(1)", N_("Next block")),
        Binding("left_square_bracket,b", "turn(-1)", N_("Previous block")),
        Binding("left", "sideways(-1)", N_("Previous region")),
        Binding("right", "sideways(1)", N_("Next region")),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown,space", "page(1)", N_("Page down"), show=False),
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
    ]

    def __init__(self, compared: Compared, region_ids: Sequence[str], block: str = "") -> None:
        super().__init__(compared)
        self._ids = list(region_ids)
        self._block = block
        self._first = 0
        self._canvases: dict[str, list[Canvas]] = {}

    def body(self) -> Iterable[Widget]:
        """The block's question, and a column for each region."""
        yield Clipped(lines=3, id="question")
        with Horizontal(id="columns"):
            for region_id in self._ids:
                yield Column(region_id)

    def trail(self) -> list[str]:
        """The comparison, and that regions stand side by side."""
        return [*super().trail(), _("Side by side")]

    @property
    def _at(self) -> Block:
        blocks = self.compared.comparison.blocks
        return next((block for block in blocks if block.key == self._block), blocks[0])

    @property
    def _standings(self) -> dict[str, Standing]:
        """The regions that are still compared."""
        every = self.compared.comparison.standings
        return {s.region.id: s for s in every if s.region.id in self._ids}

    def show(self) -> None:
        """Read what the regions say, and show the block."""
        self._canvases = {
            region_id: [self.workspace.canvases.get(canvas.id) for canvas in standing.canvases]
            for region_id, standing in self._standings.items()
        }
        self._show_block()

    def _show_block(self) -> None:
        block, standings = self._at, self._standings
        for column in self.query(Column):
            standing = standings.get(column.region_id)
            if standing is not None:
                figures = standing.blocks[self.compared.comparison.place(block.key)]
                column.show(_name(standing, figures), self._said(standing, figures, block))
        self._show_columns()

    def _show_columns(self) -> None:
        """As many regions as fit, whole, and signs for those beside them."""
        block = self._at
        columns = [c for c in self.query(Column) if c.region_id in self._standings]
        fitting = max(1, min(len(columns), self.app.size.width // _COLUMN))
        self._first = max(0, min(self._first, len(columns) - fitting))
        for column in self.query(Column):
            column.display = column in columns[self._first : self._first + fitting]
        before, behind = self._first, len(columns) - fitting - self._first
        more = [f"‹ {before}" if before else "", f"{behind} ›" if behind else ""]
        self.query_one("#question", Clipped).show(
            Content.assemble(
                (f"{block.number} {on_one_line(block.title(language()))}", "bold $primary"),
                *((f"   {sign}", "bold") for sign in more if sign),
                f"\n{on_one_line(block.question(language()))}",
            )
        )
        self.refresh_bindings()

    def _said(self, standing: Standing, figures: Figures, block: Block) -> Hanging:
        return Hanging(*self._parts(self._canvases[standing.region.id], figures, block))

    def _parts(
        self, canvases: Sequence[Canvas], figures: Figures, block: Block
    ) -> Iterator[tuple[str, Content]]:
        sides = self.compared.comparison.perspectives
        for side, given in zip(sides, figures.sides, strict=True):
            yield "", marks.named(side, self.app)
            yield "", Content.styled(cells.side_text(given), marks.MUTED)
            for canvas in canvases:
                notes = canvas.cell(block.key, side.key)
                rating = list(cells.rating_said(canvas, block.key, side.key))
                if (notes or rating) and len(canvases) > 1:
                    yield "", Content.styled(on_one_line(canvas.title), "underline")
                for said in rating:
                    yield "", said
                for note in notes:
                    yield "• ", Content(note.text.strip())
                    if more := about(canvas, note):
                        yield "  ", Content.styled(more, "italic")
            yield "", Content()

    def on_resize(self) -> None:
        """Another width has room for more or fewer regions."""
        if self._canvases:
            self._show_columns()

    # Moving about.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sideways there must be more."""
        if action == "sideways" and self.is_mounted:
            shown = sum(column.display for column in self.query(Column))
            return shown < len(self._standings)
        return super().check_action(action, parameters)

    def action_sideways(self, by: int) -> None:
        """To the regions beside those that are shown."""
        self._first += by
        self._show_columns()

    def action_turn(self, by: int) -> None:
        """To another block."""
        blocks = self.compared.comparison.blocks
        self._go((blocks.index(self._at) + by) % len(blocks))

    def action_go(self, number: int) -> None:
        """To the block with that number."""
        for place, block in enumerate(self.compared.comparison.blocks):
            if block.number == number:
                self._go(place)

    def _go(self, place: int) -> None:
        self._block = self.compared.comparison.blocks[place].key
        for texts in self.query(Texts):
            texts.scroll_to(y=0, animate=False)
        self._show_block()

    def action_scroll(self, by: int) -> None:
        """Everything a line up or down."""
        for texts in self.query(Texts):
            texts.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Everything a screen up or down."""
        for texts in self.query(Texts):
            texts.scroll_relative(y=by * max(1, texts.size.height - 2), animate=False)


def _name(standing: Standing, figures: Figures) -> Content:
    """The region, its mean in the block and what stands out there."""
    signs = [marks.sign(each) for each in findings_of(figures)]
    mean = Content.styled(cells.figure(figures.mean), "bold")
    name = Content.styled(on_one_line(standing.region.name), "bold")
    # What stands behind the name stays with its last word.
    return glued(Content("  ")).join([name, mean, *signs])
