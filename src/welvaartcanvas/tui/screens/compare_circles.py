"""Tables for learning circles: who sits together, what they ask, and who hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from welvaartcanvas.domain.circles import SEATS
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.on_learning import LearningPage
from welvaartcanvas.tui.widgets.circles import circle_options
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped


class Tables(Reading):
    """The tables; Enter shows what a region says in the block."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("What it says"))]


class CirclesScreen(LearningPage):
    """The tables by block, as a plan to read out, and who waits for others."""

    CSS_PATH = "../styles/comparing.tcss"
    HELP = N_(
        "Tables for learning circles: regions that ask about the same block, at most eight at a "
        "table. Regions of one type sit together, then those with one position, then the rest. "
        "Each table has a host where another region is strong in the block: it tells how. Below "
        "stand those who found no table. Enter shows what a region says in the block; B or a "
        "figure shows one block, 0 all of them."
    )
    #: Tables need to know what is asked, and nobody's matches.
    MOST = 0

    def body(self) -> Iterable[Widget]:
        """How many tables there are, and the plan."""
        yield Clipped(lines=2, id="about", classes="view-head")
        yield Tables(id="circles", classes="view-lines", markup=False)

    def trail(self) -> list[str]:
        """The comparison, the circles."""
        return [*super().trail(), _("Learning circles")]

    def fill(self, *, anew: bool) -> None:
        """The plan of all blocks, or of one."""
        seen, found = self.found_in.comparison, self.found
        options = list(circle_options(seen, found.circles, self.block)) if found else []
        self.query_one(Tables).show(options, anew=anew)
        self.query_one("#about", Clipped).show(self._about())

    def _about(self) -> Content:
        parts = [*self.block_said()]
        if self.found is not None:
            circles = self.found.circles
            tables = [table for table in circles.tables if self.takes(table.block)]
            waiting = [need for need in circles.waiting if self.takes(need.block)]
            seated = [need for table in tables for need in table.needs]
            asking = {need.region_id for need in (*seated, *waiting)}
            counted = [
                (ngettext("{n} table", "{n} tables", len(tables)), len(tables)),
                (ngettext("{n} region asks", "{n} regions ask", len(asking)), len(asking)),
                (ngettext("{n} waits", "{n} wait", len(waiting)), len(waiting)),
            ]
            parts += [Content(text.format(n=n)) for text, n in counted]
            parts.append(Content(_("at most {n} at a table").format(n=SEATS)))
        if self.working:
            parts.append(Content(_("working out who can sit together…")))
        return Content(" · ").join(parts)

    @on(OptionList.OptionSelected)
    def open_line(self, event: OptionList.OptionSelected) -> None:
        """What the region says in the block."""
        block, region_id, *_table = str(event.option_id).split()
        self.app.push_screen(CellScreen(self.found_in, region_id, block))
