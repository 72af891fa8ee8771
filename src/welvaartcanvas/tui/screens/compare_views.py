"""The ways from the matrix to everything else that a comparison shows."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage

#: The keys of what most came for: where not all fit, these stand in the key bar.
AIMS: tuple[BindingType, ...] = (
    Binding("w", "learning", N_("Who learns")),
    Binding("a", "patterns", N_("Patterns")),
    Binding("x", "export", N_("Export")),
)
#: The keys of the other views.
VIEWS: tuple[BindingType, ...] = (
    Binding("l", "likeness", N_("Who is alike")),
    Binding("k", "circles", N_("Learning circles")),
    Binding("m", "map", N_("Map")),
    Binding("h", "since", N_("Changes since")),
)


class ComparisonViews(ComparisonPage):
    """A page from which the views of the comparison open. Subclasses give :attr:`region_here`."""

    @property
    def region_here(self) -> str | None:
        """The region at the cursor."""
        raise NotImplementedError

    def action_patterns(self) -> None:
        """How the ratings are spread, and what regions of one type share."""
        from welvaartcanvas.tui.screens.compare_patterns import PatternsScreen

        self.app.push_screen(PatternsScreen(self.compared))

    def action_likeness(self) -> None:
        """Which regions resemble the one at the cursor."""
        from welvaartcanvas.tui.screens.compare_likeness import LikenessScreen

        if self.region_here:
            self.app.push_screen(LikenessScreen(self.compared, self.region_here))

    def action_learning(self) -> None:
        """From whom the region at the cursor can learn; from there, the list of all."""
        from welvaartcanvas.tui.screens.compare_learning import LearningScreen

        self.app.push_screen(LearningScreen(self.compared, self.region_here))

    def action_circles(self) -> None:
        """Tables for learning circles."""
        from welvaartcanvas.tui.screens.compare_circles import CirclesScreen

        self.app.push_screen(CirclesScreen(self.compared))

    def action_map(self) -> None:
        """A figure on the map."""
        from welvaartcanvas.tui.screens.compare_map import CompareMapScreen

        self.app.push_screen(CompareMapScreen(self.compared))

    def action_since(self) -> None:
        """What changed since an earlier day."""
        from welvaartcanvas.tui.screens.compare_since import SinceScreen

        self.app.push_screen(SinceScreen(self.compared))

    def action_export(self) -> None:
        """Make a file of the comparison."""
        from welvaartcanvas.tui.screens.compare_export import CompareExportDialog

        self.app.push_screen(CompareExportDialog(self.compared))
