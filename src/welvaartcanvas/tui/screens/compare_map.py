"""The compared regions on the map: a figure of each COROP area, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas import registry
from welvaartcanvas.domain.areas import AreaFigure, area_figures
from welvaartcanvas.domain.map_figures import (
    MapFigure,
    MapMeasure,
    map_figures,
    region_figures,
)
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.registry.geometry import map_source
from welvaartcanvas.tui.screens.choose_figure import ChooseFigure
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.area_map import AreaMap, shade, sign
from welvaartcanvas.tui.widgets.rows import Row, Rows
from welvaartcanvas.wording import map_classes, map_figure_name, map_value
from welvaartcanvas.workspace.comparing import Compared


class CompareMapScreen(ComparisonPage):
    """A map of one figure; what the chosen area is stands beside it."""

    CSS_PATH = "../styles/compare_map.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "The compared regions on the map of the COROP areas. Each municipality has the mean of "
        "the regions that it lies in, and each area the mean of its municipalities that have a "
        "figure. The arrows go to the next area, a click chooses one: the area shows the number "
        "of its class, and what it is stands beside the map. F chooses another figure; Tab goes "
        "to the regions when there are more than fit."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "figure", N_("Other figure"))]

    def __init__(self, compared: Compared) -> None:
        super().__init__(compared)
        self._shown = MapFigure(MapMeasure.MEAN)
        self._at: str | None = None
        self._figures: dict[str, AreaFigure] = {}
        self._bounds = self._shown.measure.classes(())
        self._of_regions: dict[str, float | None] = {}

    def body(self) -> Iterable[Widget]:
        """The map, the panel beside it, and whose map it is."""
        with Horizontal(id="map-and-panel"):
            yield AreaMap(id="map")
            with VerticalScroll(id="panel"):
                yield Static(id="figure", markup=False)
                yield Static(id="legend", markup=False)
                yield Static(id="about", markup=False)
                yield Static(id="regions", markup=False)
        yield Static(Content(map_source()), id="source", markup=False)

    def trail(self) -> list[str]:
        """The comparison, its map."""
        return [*super().trail(), _("Map")]

    def show(self) -> None:
        """Work the figure out for every area, and show it."""
        comparison = self.compared.comparison
        if self._shown not in map_figures(comparison):
            self._shown = MapFigure(MapMeasure.MEAN)  # its block is compared no more
        self._of_regions = region_figures(comparison, self._shown)
        regions = [standing.region for standing in comparison.standings]
        figures = area_figures(self._of_regions, regions, registry.corop_areas())
        self._figures = {figure.code: figure for figure in figures}
        self._bounds = self._shown.measure.classes(figures)
        kinds = {figure.code: self._kind(figure) for figure in figures}
        area_map = self.query_one(AreaMap)
        area_map.show(kinds, self._bounds.count)
        if area_map.chosen is None:
            area_map.choose(self._at or self._most_told())
            area_map.focus()
        name = map_figure_name(self._shown, comparison.blocks)
        self.query_one("#figure", Static).update(Content.styled(name, "bold $primary"))
        self.query_one("#legend", Static).update(self._legend())
        self._tell()

    def _most_told(self) -> str:
        """Where to start: the area of which the figure rests on most municipalities."""
        return max(self._figures.values(), key=lambda figure: figure.municipalities).code

    def _kind(self, figure: AreaFigure) -> int | None:
        value = figure.value
        return None if value is None else self._bounds.place(value)

    def _legend(self) -> Content:
        """The number, the shade, the bounds and the size of each class."""
        classes = self._bounds
        *found, missing = classes.sorted(self._figures.values())
        entries: list[tuple[int | None, str, int]] = [
            (kind, name, len(areas))
            for kind, (name, areas) in enumerate(
                zip(map_classes(self._shown.measure, classes), found, strict=True)
            )
        ]
        entries.append((None, _("no figure"), len(missing)))
        width = max(len(name) for _kind, name, _count in entries)
        lines = []
        for kind, name, count in entries:
            glyph, style = shade(kind, classes.count)
            said = ngettext("{n} area", "{n} areas", count).format(n=count)
            lines.append(
                Content.assemble(
                    f"{sign(kind)} ", (glyph * 4, style), f" {name:<{width}}  ", (said, marks.MUTED)
                )
            )
        return Content("\n").join(lines)

    def _tell(self) -> None:
        """Say what the chosen area is, and which regions lie in it."""
        if self._at is None:
            return
        area, figure = registry.corop(self._at), self._figures[self._at]
        value = map_value(self._shown.measure, figure.value)
        kind = self._kind(figure)
        class_names = map_classes(self._shown.measure, self._bounds)
        name = _("no figure") if kind is None else class_names[kind]
        glyph, style = shade(kind, self._bounds.count)
        counted = ngettext(
            "{n} of {total} municipality has a figure",
            "{n} of {total} municipalities have a figure",
            figure.of,
        ).format(n=figure.municipalities, total=figure.of)
        about = Content.assemble(
            (area.name, "bold $primary"),
            (f" · {area.within}\n", marks.MUTED),
            (value, "bold"),
            f"  {sign(kind)} ",
            (glyph * 2, style),
            f" {name}\n",
            (counted, marks.MUTED),
        )
        self.query_one("#about", Static).update(about)
        self.query_one("#regions", Static).update(self._regions(area.municipalities))
        self.query_one("#panel").scroll_home(animate=False)

    def _regions(self, municipalities: Iterable[str]) -> Content | Rows:
        within = {*municipalities}
        rows = [
            Row(
                Content(standing.region.name),
                [Content(map_value(self._shown.measure, self._of_regions[standing.region.id]))],
            )
            for standing in self.compared.comparison.standings
            if within.intersection(standing.region.municipalities)
        ]
        if not rows:
            return Content.styled(_("No compared region lies here."), marks.MUTED)
        return Rows(rows)

    @on(AreaMap.Chosen)
    def chosen(self, event: AreaMap.Chosen) -> None:
        """Tell of the area that the cursor came to."""
        self._at = event.code
        self._tell()

    async def action_figure(self) -> None:
        """Choose another figure."""
        comparison = self.compared.comparison

        def answered(figure: MapFigure | None) -> None:
            if figure:
                self._shown = figure
                self.show()

        figures = map_figures(comparison)
        dialog = ChooseFigure(figures, self._shown, comparison.blocks)
        await self.app.push_screen(dialog, answered)
