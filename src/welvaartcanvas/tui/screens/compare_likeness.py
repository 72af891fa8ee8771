"""Which regions resemble each other most, and the numbers that make them alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.domain.likeness import Likeness, alike, closest, likeness
from welvaartcanvas.i18n import N_, _, number_text
from welvaartcanvas.tui.screens.choose import Choice, Choose
from welvaartcanvas.tui.screens.reckoned import ReckonedPage
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.gaps import gap_rows
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.rows import Row
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line
from welvaartcanvas.wording.comparing import likeness_text
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.comparing import Compared

#: How many of the closest pairs are shown.
_PAIRS = 50


class AlikeLines(Lines):
    """The list; Enter looks from the region at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("From that region"))]


class LikenessScreen(ReckonedPage[tuple[Likeness, ...]]):
    """The regions by how near they are to one, or the closest pairs; beside it what makes it so.

    ``region_id`` is the one; where it is not compared (any more) the first takes its place.
    """

    CSS_PATH = "../styles/comparing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Which regions resemble one region most, by their ratings and nothing else. The distance "
        "is the mean difference between the ratings of both, over the cells that both rated: 0 is "
        "the same everywhere. Below or beside the list stands, block by block, the mean of both "
        "over the cells that both rated, how far those cells are apart, how many they are (1/3), "
        "and the signs of what both have in common. Enter looks from the region at the cursor, R "
        "from another one, and C shows the pairs that are closest of all. V reads both side by "
        "side."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "region", N_("Other region")),
        Binding("c", "closest", N_("Closest pairs")),
        Binding("v", "side_by_side", N_("Side by side")),
    ]

    def __init__(self, compared: Compared, region_id: str) -> None:
        super().__init__(compared)
        self._region_id = region_id
        self._pairs = False
        self._likenesses: dict[str, Likeness] = {}

    def body(self) -> Iterable[Widget]:
        """What likeness is, the list, and what makes the one at the cursor alike."""
        yield Clipped(lines=3, id="about", classes="view-head")
        with Container(id="likeness"):
            yield AlikeLines(id="alike", classes="view-lines", markup=False)
            with VerticalScroll(id="why"):
                yield Static(id="gaps")

    def trail(self) -> list[str]:
        """The comparison, likeness."""
        return [*super().trail(), _("Which regions are alike")]

    def reckon(self, workspace: Workspace, compared: Compared) -> tuple[Likeness, ...]:
        """The closest pairs of all."""
        return closest(compared.comparison, _PAIRS)

    @property
    def _own(self) -> Standing:
        """The region from which is looked."""
        standings = self.compared.comparison.standings
        return next((s for s in standings if s.region.id == self._region_id), standings[0])

    def show(self) -> None:
        """The closest pairs are worked out when they are asked for."""
        if self._pairs:
            super().show()
        else:
            self.show_found()

    def show_found(self) -> None:
        """Fill the list: the regions near one, or the closest pairs."""
        seen = self.compared.comparison
        self._region_id = self._own.region.id
        if self._pairs:
            known = {standing.region.id for standing in seen.standings}
            pairs = [p for p in self.found or () if {p.region, p.other} <= known]
        else:
            pairs = list(alike(seen, self._region_id))
        self._likenesses = {f"{each.region}:{each.other}": each for each in pairs}
        self.query_one(AlikeLines).show(list(self._options()))
        self.query_one("#about", Clipped).show(self._about())
        self._tell()

    def _about(self) -> Content:
        defined = _(
            "Alike is: the smallest mean difference between the ratings of both, from 0 (the same) "
            "to 5, over the cells that both rated, a third of all or more."
        )
        title = (
            _("The pairs of regions that are closest")
            if self._pairs
            else _("Regions that resemble {region}").format(region=self._called(self._region_id))
        )
        return Content.assemble((title, "bold $primary"), ". ", defined)

    def _options(self) -> Iterator[Option]:
        for key, each in self._likenesses.items():
            names = [self._called(each.other)]
            if self._pairs:
                names = [self._called(each.region), *names]
            cells = f"{each.cells}/{self.compared.comparison.cells}"
            columns = [Content(number_text(each.distance, 2)), Content(cells.rjust(5))]
            yield Option(Row(Content(" – ".join(names)), columns), id=key)
        if not self._likenesses:
            yield Option(Content.styled(self._why_none(), marks.MUTED), disabled=True)

    def _why_none(self) -> str:
        if self._pairs and self.working:
            return _("Working out which pairs are closest…")
        if self._pairs:
            return _("No two regions rated a third of the same cells.")
        return _("No other region rated a third of the cells together with this one.")

    def _called(self, region_id: str) -> str:
        return on_one_line(self.compared.comparison.standing(region_id).region.name)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """What makes the two at the cursor alike."""
        each = self._likenesses.get(self.query_one(AlikeLines).chosen or "")
        shown = self.query_one("#gaps", Static)
        self.query_one("#why").display = each is not None
        if each is not None:
            seen = self.compared.comparison
            again = likeness(seen.standing(each.region), seen.standing(each.other)) or each
            said = likeness_text(again, seen)
            shown.update(gap_rows(seen, each.region, each.other, said))

    @on(OptionList.OptionSelected)
    def look_from(self, event: OptionList.OptionSelected) -> None:
        """Look from the region at the cursor; of a pair from the first, with the cursor on the
        second."""
        each = self._likenesses.get(event.option_id or "")
        if each is not None:
            chosen, other = (each.region, each.other) if self._pairs else (each.other, each.region)
            self._look_from(chosen, at=other)

    def _look_from(self, region_id: str, at: str | None = None) -> None:
        self._region_id, self._pairs = region_id, False
        self.show_found()
        lines = self.query_one(AlikeLines)
        key = f"{region_id}:{at}"
        if key in self._likenesses:
            lines.highlighted = lines.get_option_index(key)
        else:
            lines.action_first()

    def action_region(self) -> None:
        """Look from another region."""

        def answered(region_id: str | None) -> None:
            if region_id:
                self._look_from(region_id)

        standings = self.compared.comparison.standings
        choices = [Choice(s.region.id, s.region.name) for s in standings]
        dialog = Choose(
            _("Which region?"),
            choices,
            placeholder=_("part of the region's name"),
            at=self._region_id,
        )
        self.app.push_screen(dialog, answered)

    def action_closest(self) -> None:
        """The closest pairs of all, or back to the one region."""
        self._pairs = not self._pairs
        self.show()
        self.query_one(AlikeLines).action_first()

    def action_side_by_side(self) -> None:
        """Read both regions at the cursor side by side."""
        from welvaartcanvas.tui.screens.side_by_side import SideBySideScreen

        each = self._likenesses.get(self.query_one(AlikeLines).chosen or "")
        if each is not None:
            pair = [each.region, each.other]
            self.app.push_screen(SideBySideScreen(self.compared, pair))
