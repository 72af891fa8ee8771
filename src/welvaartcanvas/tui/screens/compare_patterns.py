"""Patterns across regions: how the figures of each block are spread, and what a type shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.domain.patterns import Shared, distributions, shared
from welvaartcanvas.i18n import N_, _, language, number_text
from welvaartcanvas.tui.screens.choose import Choice, Choose
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.distribution import distribution_options
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.text import Hanging
from welvaartcanvas.wording import Finding, findings_of
from welvaartcanvas.wording.comparing import shared_text
from welvaartcanvas.workspace.comparing import Compared

#: From this width on, in cells, a block takes one line in place of two.
_WIDE_FROM = 116
#: The most cells of a point on the scale.
_MOST_STEP = 16
_SHARED = "shared:"
_SIGNS = {"attention": Finding.ATTENTION, "difference": Finding.DIFFERENCE}


class PatternLines(Lines):
    """The list; Enter shows the regions behind a line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Show regions"))]


class PatternsScreen(ComparisonPage):
    """A line for each block, and below them what regions of one type have in common."""

    CSS_PATH = "../styles/comparing.tcss"
    HELP = N_(
        "How the means of all regions are spread in each block. On the scale from 0 to 5 the line "
        "reaches from the lowest region to the highest; half of the regions lie on its thick "
        "part, and the sign on it is the median. The columns beside it count the regions from 0 "
        "to 1, from 1 to 2 and so on; n is how many regions have a rating. With fewer than five of "
        "them each is a dot, a figure where several fall together, and there are no quartiles. The "
        "last numbers count the regions with a strength, an attention point, a difference of view, "
        "and those where a side has not rated yet. Below stands what at least two regions of one "
        "type, and half of those that rated, have in common. Enter shows which regions; there "
        "Enter shows what is behind the figures."
    )

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self._shared: tuple[Shared, ...] = ()

    def body(self) -> Iterable[Widget]:
        """What the columns are, and the lines."""
        yield Static(id="head", classes="view-head")
        yield PatternLines(id="patterns", classes="view-lines", markup=False)

    def trail(self) -> list[str]:
        """The comparison, its patterns."""
        return [*super().trail(), _("Patterns")]

    def show(self) -> None:
        """Derive the patterns, and show them."""
        self._shared = shared(self.compared.comparison)
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """The scale is as long as there is room."""
        self._fill()

    def _fill(self) -> None:
        seen = self.compared.comparison
        wide = self.app.size.width >= _WIDE_FROM
        step = min(_MOST_STEP, 5 + max(0, self.app.size.width - _WIDE_FROM) // 6)
        head, options = distribution_options(seen, distributions(seen), step, wide=wide)
        self.query_one("#head", Static).update(head)
        self.query_one(PatternLines).show([*options, *self._shared_options()])

    def _shared_options(self) -> Iterator[Option]:
        title = _("What regions of one type have in common")
        yield Option(Content.styled(f"\n{title}", "bold $primary"), disabled=True)
        for number, each in enumerate(self._shared):
            said = Content.assemble(
                marks.sign(_SIGNS[each.finding]),
                " ",
                shared_text(each, self.compared.comparison),
            )
            yield Option(Hanging(("  ", said)), id=f"{_SHARED}{number}")
        if not self._shared:
            yield Option(Content.styled(f"  {self._why_nothing()}", marks.MUTED), disabled=True)

    def _why_nothing(self) -> str:
        if not any(standing.region.cluster for standing in self.compared.comparison.standings):
            return _("No region has a type yet; choose it where the region is edited.")
        return _("No attention point or difference of view is shared by half of a type.")

    @on(OptionList.OptionSelected)
    def show_regions(self, event: OptionList.OptionSelected) -> None:
        """The regions behind the line, the lowest mean first."""
        seen, chosen = self.compared.comparison, event.option_id or ""
        if chosen.startswith(_SHARED):
            each = self._shared[int(chosen.removeprefix(_SHARED))]
            place, heading = seen.place(each.block), shared_text(each, seen)
            standings = [seen.standing(region_id) for region_id in each.regions]
        else:
            place, standings = seen.place(chosen), list(seen.standings)
            block = seen.blocks[place]
            heading = f"{block.number} {block.title(language())}"
        key = seen.blocks[place].key

        def answered(region_id: str | None) -> None:
            if region_id:
                self.app.push_screen(CellScreen(self.compared, region_id, key))

        choices = _choices(standings, place)
        self.app.push_screen(
            Choose(heading, choices, placeholder=_("part of the region's name")), answered
        )


def _choices(standings: Sequence[Standing], place: int) -> list[Choice]:
    """The regions with their mean and findings in a block: what is rated lowest first."""

    def height(standing: Standing) -> tuple[bool, float]:
        mean = standing.blocks[place].mean
        return mean is None, mean or 0.0

    choices = []
    for standing in sorted(standings, key=height):
        figures = standing.blocks[place]
        signs = Content(" ").join(marks.sign(finding) for finding in findings_of(figures))
        mean = Content("–" if figures.mean is None else number_text(figures.mean))
        columns = [mean.pad_left(3 - mean.cell_length), signs.pad_right(7 - signs.cell_length)]
        choices.append(Choice(standing.region.id, standing.region.name, columns))
    return choices
