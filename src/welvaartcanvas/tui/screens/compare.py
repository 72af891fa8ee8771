"""Regions beside one another in a matrix: where they stand, where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from welvaartcanvas import registry
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.comparison_order import OVERALL, Order, order_sign
from welvaartcanvas.tui.screens.compare_views import AIMS, VIEWS, ComparisonViews
from welvaartcanvas.tui.widgets import compared as cells
from welvaartcanvas.tui.widgets.matrix import Cell, Matrix
from welvaartcanvas.tui.widgets.text import Clipped, Framed, on_one_line
from welvaartcanvas.wording.comparing import (
    left_out_text,
    outside_text,
    selection_text,
    sides_text,
)
from welvaartcanvas.workspace.comparing import Compared

T = TypeVar("T")
#: How many regions stand side by side in full text.
LEAST, MOST = 2, 4
#: How many regions without a canvas are called by name.
_NAMED = 3


class CompareScreen(ComparisonViews):
    """The matrix of regions and blocks, with what stands at its cursor in words below it."""

    CSS_PATH = ["../styles/compare.tcss", "../styles/matrix.tcss"]  # noqa: RUF012 (as Textual has it)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Every region beside the others, block by block. A cell shows the mean of the sides, the "
        "signs of what stands out, Δ the spread between the sides, and how many of the sides gave "
        "a contribution (2/3). Under All blocks stands how many blocks have each sign, and the "
        "largest spread. The higher the mean, the more colour is behind it. S puts the rows in the "
        "order of the column at the cursor, then the other way round, then by name again; Shift+S "
        "does so with the columns and the row at the cursor. O takes another measure for it: mean, "
        "spread, coverage, or the number of strengths, attention points or differences; that one "
        "is bold. The space bar marks regions; V shows two to four of them side by side."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "choose", N_("Choose")),
        *AIMS,
        Binding("s", "sort", N_("Sort")),
        Binding("S", "sort_columns", N_("Sort columns"), show=False),
        Binding("o", "measure", N_("Other measure")),
        Binding("t", "turn", N_("Turn")),
        Binding("p", "perspectives", N_("Perspectives")),
        Binding("space", "mark", N_("Mark")),
        Binding("v", "side_by_side", N_("Side by side")),
        *VIEWS,
    ]

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self._order = Order()
        self._turned = False
        self._marked: list[str] = []
        self._seen = compared.comparison

    def body(self) -> Iterable[Widget]:
        """What is to be said of the whole, the matrix, the cell at the cursor in words."""
        yield Clipped(lines=2, id="remarks")
        matrix = Matrix(id="matrix")
        self.watch(matrix, "cursor", self._say_cell, init=False)
        yield matrix
        yield Framed(id="cell")

    def trail(self) -> list[str]:
        """That regions are compared, and how many."""
        seen = self.compared.comparison
        regions = ngettext("{n} region", "{n} regions", len(seen.standings))
        canvases = ngettext("{n} canvas", "{n} canvases", len(self.compared.canvases))
        return [
            *super().trail()[:2],  # from which sides is said below it, where there is room
            f"{regions.format(n=len(seen.standings))}, "
            f"{canvases.format(n=len(self.compared.canvases))}",
        ]

    # What is shown.

    def show(self) -> None:
        """The regions and blocks in their order, the cursor where it was."""
        self._show_at(self._at)

    def _show_at(self, at: tuple[str | None, str | None]) -> None:
        self._seen = seen = self._order.of(self.compared.comparison)
        there = {standing.region.id for standing in seen.standings}
        self._marked = [marked for marked in self._marked if marked in there]
        blocks = [
            cells.overall_heading(seen, self._block_signs(OVERALL)),
            *(cells.block_heading(b, seen, self._block_signs(b.key)) for b in seen.blocks),
        ]
        regions = [
            cells.region_heading(standing, seen, self._region_signs(standing.region.id))
            for standing in seen.standings
        ]
        corner = cells.order_said(self._order, turned=self._turned)
        self.query_one(Matrix).show(
            *self._as_turned(regions, blocks), self._cell, corner, self._as_turned(*at)
        )
        remarks = " · ".join(self._remarks())
        shown = self.query_one("#remarks", Clipped)
        shown.show(Content(remarks))
        shown.display = bool(remarks)
        self._say_cell()

    def _region_signs(self, region_id: str) -> str:
        """A tick when it is marked, a triangle when the blocks stand in its order."""
        tick = "✓" if region_id in self._marked else ""
        return tick + order_sign(self._order.blocks_by, region_id, down=self._turned)

    def _block_signs(self, block: str) -> str:
        """A triangle when the regions stand in its order."""
        return order_sign(self._order.regions_by, block, down=not self._turned)

    @property
    def region_here(self) -> str | None:
        """The region at the cursor."""
        return self._at[0]

    @property
    def _at(self) -> tuple[str | None, str | None]:
        """The region and the block at the cursor."""
        row, column = self.query_one(Matrix).here
        return (column, row) if self._turned else (row, column)

    def _as_turned(self, regions: T, blocks: T) -> tuple[T, T]:
        """What belongs to the rows and what to the columns."""
        return (blocks, regions) if self._turned else (regions, blocks)

    def _cell(self, row: int, column: int) -> Cell:
        region, block = self._as_turned(row, column)
        standing = self._seen.standings[region]
        if block == 0:
            return cells.overall_cell(standing, self._order.measure, self._seen.cells)
        return cells.block_cell(standing.blocks[block - 1], self._order.measure)

    def _remarks(self) -> list[str]:
        """What is to be known of the whole, each in one line."""
        seen = self._seen
        provinces = {area.code: area.name for area in registry.provinces()}
        chosen = selection_text(self.compared.selection, seen, provinces)
        narrowed = sides_text(seen, self.compared.all_perspectives)
        remarks = [*filter(None, [narrowed, chosen])]
        without = [on_one_line(s.region.name) for s in seen.standings if not s.canvases]
        if not seen.rated:
            remarks.append(_("no region is rated yet: rate the blocks, and the figures follow"))
        if len(seen.standings) == 1:
            remarks.append(_("one region only: choose more with f to compare them"))
        if without:
            text = ngettext(
                "{n} region has no canvas in this choice ({names})",
                "{n} regions have no canvas in this choice ({names})",
                len(without),
            )
            remarks.append(text.format(n=len(without), names=_few(without)))
        if self.compared.outside:
            fell = _few([*map(on_one_line, self.compared.outside)])
            remarks.append(outside_text([fell], len(seen.standings)))
        if lost := [on_one_line(name) for name, _codes in self.compared.lost]:
            text = ngettext(
                "{n} region has municipalities that are not in the register ({names})",
                "{n} regions have municipalities that are not in the register ({names})",
                len(lost),
            )
            remarks.append(text.format(n=len(lost), names=_few(lost)))
        return [*remarks, *map(left_out_text, seen.left_out)]

    def _say_cell(self) -> None:
        """The cell at the cursor in full words."""
        apart = "\n" if self.has_class("-tall") else "   "
        self.query_one("#cell", Framed).show(Content(apart).join(self._said()))

    def _said(self) -> list[Content]:
        region_id, block = self._at
        if region_id is None or block is None:
            return []
        standing = self._seen.standing(region_id)
        if block == OVERALL:
            return cells.said_of_region(standing, self._seen)
        place = self._seen.place(block)
        return cells.said_of_block(
            standing, standing.blocks[place], self._seen.blocks[place], self._seen, self.app
        )

    # What can be done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that can do something are offered."""
        if action == "side_by_side":
            return len(self._marked) >= LEAST
        return super().check_action(action, parameters)

    @on(Matrix.HeadClicked)
    def action_sort(self) -> None:
        """The rows by the column at the cursor: from one end, from the other, by name.

        The cursor goes to the first of them: who puts in order wants to see the ends.
        """
        region_id, block = self._at
        if self._turned:
            self._order.blocks_follow(region_id)
        else:
            self._order.regions_follow(block)
        self._show_first()

    def _show_first(self) -> None:
        """Show the order with the cursor on the first row."""
        region_id, block = self._at
        ordered = self._order.of(self.compared.comparison)
        if self._turned:
            self._show_at((region_id, ordered.blocks[0].key))
        else:
            self._show_at((ordered.standings[0].region.id, block))

    def action_sort_columns(self) -> None:
        """The columns by the row at the cursor."""
        region_id, block = self._at
        if self._turned:
            self._order.regions_follow(block)
        else:
            self._order.blocks_follow(region_id)
        self.show()

    def action_measure(self) -> None:
        """Another measure to put in order by; where nothing is in order yet, the rows are by it."""
        self._order.next_measure()
        if self._order.regions_by or self._order.blocks_by:
            self._show_first()
        else:
            self.action_sort()

    def action_turn(self) -> None:
        """Blocks as rows and regions as columns, or the other way round."""
        at = self._at
        self._turned = not self._turned
        self._show_at(at)

    @on(Matrix.NameClicked)
    def _name_clicked(self) -> None:
        if not self._turned:
            self.action_mark()

    def action_mark(self) -> None:
        """Mark the region at the cursor to read beside others, or not any more."""
        region_id, _block = self._at
        if region_id in self._marked:
            self._marked.remove(region_id)
        elif region_id and len(self._marked) < MOST:
            self._marked.append(region_id)
        else:
            self.welvaart.say(_("At most {n} regions fit side by side.").format(n=MOST))
        self.show()
        self.refresh_bindings()

    @on(Matrix.Opened)
    def _open_cell(self) -> None:
        """What stands behind the cell at the cursor."""
        from welvaartcanvas.tui.screens.compare_cell import CellScreen

        region_id, block = self._at
        if region_id is not None and block is not None:
            self.app.push_screen(CellScreen(self.compared, region_id, block))

    def action_side_by_side(self) -> None:
        """The marked regions side by side, from the block at the cursor on."""
        from welvaartcanvas.tui.screens.side_by_side import SideBySideScreen

        self.app.push_screen(SideBySideScreen(self.compared, self._marked, self._at[1] or ""))

    def action_choose(self) -> None:
        """Choose what is compared."""
        from welvaartcanvas.tui.screens.compare_choose import ChooseDialog

        self.app.push_screen(ChooseDialog(self.compared), self._use)

    def action_perspectives(self) -> None:
        """Choose from which sides."""
        from welvaartcanvas.tui.screens.compare_perspectives import PerspectivesDialog

        self.app.push_screen(PerspectivesDialog(self.compared), self._use)

    def _use(self, compared: Compared | None) -> None:
        if compared is not None:
            self.compared = compared
            self.refresh_all()


def _few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" +{more}" if more > 0 else "")
