"""Who can learn from whom: the list of one region, and that of the whole programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.screens.choose import Choice, Choose
from welvaartcanvas.tui.screens.compare_match import MatchScreen
from welvaartcanvas.tui.screens.on_learning import LearningPage
from welvaartcanvas.tui.widgets.learning import (
    QUESTION,
    Programme,
    match_key,
    need_key,
    region_options,
)
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped, on_one_line
from welvaartcanvas.wording.comparing import match_reason, need_text
from welvaartcanvas.workspace.comparing import Compared

#: What stands at both sides of a line: blanks, and the bar to scroll by.
_EDGES = 4


class LearningScreen(LearningPage):
    """What ``region_id`` asks and who can help; without one, the list of all regions."""

    CSS_PATH = "../styles/comparing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Who can learn from whom. A region asks about a block when it wrote a learning question "
        "there or has an attention point; a region can help when the block is a strength of "
        "its own. Regions of the same type come first, then those with the same position, then "
        "those that work on the same themes. At most three helpers are named for each. Enter "
        "shows the questions and contributions that a match rests on, or all that a region says "
        "where nobody can help yet. A shows all regions, with the best matches of each block "
        "first, R one region; B or a figure shows one block, 0 all of them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", N_("All regions")),
        Binding("r", "region", N_("One region")),
    ]

    def __init__(self, compared: Compared, region_id: str | None) -> None:
        super().__init__(compared)
        self._region_id = region_id
        self._matches: dict[str, Match] = {}
        self._needs: dict[str, Need] = {}

    def body(self) -> Iterable[Widget]:
        """How much is asked, the list, and why the two at the cursor match."""
        yield Clipped(lines=2, id="about", classes="view-head")
        yield Static(id="columns", classes="view-head")
        yield Reading(id="learning", classes="view-lines", markup=False)
        yield Clipped(lines=4, id="reason", classes="view-foot")

    def trail(self) -> list[str]:
        """The comparison, who learns from whom."""
        return [*super().trail(), _("Who can learn from whom")]

    def fill(self, *, anew: bool) -> None:
        """Fill the list that is chosen."""
        seen, found = self.found_in.comparison, self.found
        if self._region_id not in {standing.region.id for standing in seen.standings}:
            self._region_id = None
        options = []
        if found is not None:
            self._matches = {match_key(match): match for match in found.matches}
            self._needs = {need_key(need): need for need in found.needs}
            if self._region_id:
                options = list(region_options(seen, found, self._region_id, self.block))
            else:
                programme = Programme(seen, found, self.app.size.width - _EDGES)
                options = list(programme.options(self.block))
                self.query_one("#columns", Static).update(programme.head())
        self.query_one("#columns").display = found is not None and self._region_id is None
        self.query_one(Reading).show(options, anew=anew)
        self.query_one("#about", Clipped).show(self._about())
        self._tell()

    def _about(self) -> Content:
        """Whose list it is, of which block, and how much is asked."""
        seen, found = self.found_in.comparison, self.found
        title = (
            _("All regions")
            if self._region_id is None
            else on_one_line(seen.standing(self._region_id).region.name)
        )
        parts = [Content.styled(title, "bold $primary"), *self.block_said()]
        if found is not None:
            asked = [
                need
                for need in found.needs
                if self._region_id in (None, need.region_id) and self.takes(need.block)
            ]
            helped = {(match.need.region_id, match.need.block) for match in found.matches}
            able = sum((need.region_id, need.block) in helped for need in asked)
            said = ngettext("{n} thing is asked", "{n} things are asked", len(asked))
            parts.append(Content(said.format(n=len(asked))))
            parts.append(Content(_("another region can help with {n}").format(n=able)))
        if self.working:
            parts.append(Content(_("working out who can learn from whom…")))
        return Content(" · ").join(parts)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """In the list of all regions, the sentence of what is at the cursor in full."""
        chosen, seen = self.query_one(Reading).chosen or "", self.found_in.comparison
        match, need = self._matches.get(chosen), self._needs.get(chosen)
        pane = self.query_one("#reason", Clipped)
        pane.display = (match or need) is not None and self._region_id is None
        if match is not None:
            pane.show(Content(match_reason(match, seen)))
        elif need is not None:
            asked = [f"“{on_one_line(question.text)}”" for question in need.questions]
            name = on_one_line(seen.standing(need.region_id).region.name)
            pane.show(Content(" ".join([f"{name}: {need_text(need, seen)}", *asked])))

    @on(OptionList.OptionSelected)
    def open_line(self, event: OptionList.OptionSelected) -> None:
        """What a match rests on; of a question, the block that it stands in.

        Of what nobody can help with yet, all that the region says there.
        """
        chosen = event.option_id or ""
        if chosen in self._matches:
            self.app.push_screen(MatchScreen(self.found_in, self._matches[chosen]))
        elif chosen in self._needs:
            from welvaartcanvas.tui.screens.compare_cell import CellScreen

            need = self._needs[chosen]
            self.app.push_screen(CellScreen(self.found_in, need.region_id, need.block))
        elif chosen.startswith(QUESTION):
            _question, canvas_id, block, question_id = chosen.split(":")
            from welvaartcanvas.tui.screens.block import BlockScreen

            self.app.push_screen(BlockScreen(canvas_id, block, entity_id=question_id))

    def action_all(self) -> None:
        """The list of all regions."""
        self._region_id = None
        self.fill(anew=True)

    def action_region(self) -> None:
        """The list of one region."""

        def answered(region_id: str | None) -> None:
            if region_id:
                self._region_id = region_id
                self.fill(anew=True)

        standings = self.found_in.comparison.standings
        choices = [Choice(s.region.id, s.region.name) for s in standings]
        dialog = Choose(
            _("Which region?"),
            choices,
            placeholder=_("part of the region's name"),
            at=self._region_id or self._at_cursor(),
        )
        self.app.push_screen(dialog, answered)

    def _at_cursor(self) -> str | None:
        chosen = self.query_one(Reading).chosen or ""
        match = self._matches.get(chosen)
        need = match.need if match else self._needs.get(chosen)
        return need.region_id if need else None

    def on_resize(self) -> None:
        """The columns divide the room that there is."""
        if self.found is not None and self._region_id is None:
            self.fill(anew=False)
