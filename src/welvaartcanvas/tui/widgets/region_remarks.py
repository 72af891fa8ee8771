"""What there is to remark on the municipalities of a region: former ones, and shared ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from welvaartcanvas import registry
from welvaartcanvas.domain.overlap import Overlap
from welvaartcanvas.i18n import _, explain
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line


class RegionRemarks(Vertical):
    """A line for codes that the register lacks and one for overlap; no room where there are none.

    Overlap is allowed, so both are said in the same calm tone.
    """

    DEFAULT_CSS = "RegionRemarks { height: auto; padding: 0 1; }"

    def compose(self) -> ComposeResult:
        yield Clipped(lines=2, id="unknown")
        yield Clipped(lines=2, id="shared")

    def show(self, codes: Iterable[str], shared: Sequence[Overlap]) -> None:
        """Remark on the municipalities with ``codes``, which share ``shared`` with others."""
        problem = registry.unknown_problem(sorted(codes))
        said = explain(problem) if problem else ""
        self.query_one("#unknown", Clipped).show(Content(said[:1].upper() + said[1:]))
        regions = ", ".join(
            f"{on_one_line(overlap.region.name)} ({len(overlap.municipalities)})"
            for overlap in shared
        )
        said = _("Shares municipalities with: {regions}").format(regions=regions) if shared else ""
        self.query_one("#shared", Clipped).show(Content(said))
