"""What a match rests on: what the one region asks, and what the other can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from welvaartcanvas.domain.canvas import Canvas, Contribution, LearningQuestion
from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.domain.matching import Match, Question, Voice
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.compared import side_text
from welvaartcanvas.tui.widgets.notes import Note, about, question_in_full
from welvaartcanvas.tui.widgets.reading import Reading
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, on_one_line
from welvaartcanvas.wording.comparing import match_reason
from welvaartcanvas.workspace.comparing import Compared

_ALL = "all:"


class MatchScreen(ComparisonPage):
    """Both sides of ``match`` in full, beside or below one another."""

    CSS_PATH = "../styles/comparing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual has it)
    HELP = N_(
        "Why two regions should talk: the learning questions and contributions of the region that "
        "asks, and the contributions of the one that can help, in full. Tab goes to the other "
        "region. Enter opens the block of the canvas where it stands; the last line shows all "
        "that the region says there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", N_("Left"), show=False),
        Binding("right", "app.focus_next", N_("Right"), show=False),
    ]

    def __init__(self, compared: Compared, match: Match) -> None:
        super().__init__(compared)
        self._match = match

    def on_mount(self) -> None:
        """Marks take their colours from the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh_all())

    def on_unmount(self) -> None:
        """Let go of the theme, which would keep every page that was ever open."""
        self.app.theme_changed_signal.unsubscribe(self)

    def body(self) -> Iterable[Widget]:
        """The reason, and the two sides."""
        yield Clipped(lines=5, id="reason", classes="view-head")
        with Container(id="both"):
            yield Reading(id="asking", markup=False)
            yield Reading(id="helping", markup=False)

    def trail(self) -> list[str]:
        """The comparison, who learns from whom, the block."""
        block = self._block()
        title = [f"{block.number} {on_one_line(block.title(language()))}"] if block else []
        return [*super().trail(), _("Who can learn from whom"), *title]

    def _block(self) -> Block | None:
        blocks = self.compared.comparison.blocks
        return next((block for block in blocks if block.key == self._match.need.block), None)

    def _standing(self, region_id: str) -> Standing | None:
        standings = self.compared.comparison.standings
        return next((s for s in standings if s.region.id == region_id), None)

    def show(self) -> None:
        """What both say now of what the match rests on."""
        need, block = self._match.need, self._block()
        asking, helping = self._standing(need.region_id), self._standing(self._match.helper_id)
        if asking is None or helping is None or block is None:
            self.query_one("#reason", Clipped).show(Content(_("This is not compared any more.")))
            for which in ("#asking", "#helping"):
                self._fill(which, "", ())
            return
        seen = self.compared.comparison
        self.query_one("#reason", Clipped).show(Content(match_reason(self._match, seen)))
        asks = _("{region} asks").format(region=on_one_line(asking.region.name))
        helps = _("{region} can tell").format(region=on_one_line(helping.region.name))
        self._fill("#asking", asks, self._said(asking, need.questions, need.voices))
        self._fill("#helping", helps, self._said(helping, (), self._match.voices))

    def _fill(self, which: str, title: str, options: Iterable[Option]) -> None:
        lines = self.query_one(which, Reading)
        lines.border_title = Content(title)
        lines.show(list(options))

    def _said(
        self, standing: Standing, questions: Sequence[Question], voices: Sequence[Voice]
    ) -> Iterator[Option]:
        """The figures of the region in the block, its questions, what it said, and all the rest."""
        seen = self.compared.comparison
        sides = standing.blocks[seen.place(self._match.need.block)].sides
        for side, given in zip(seen.perspectives, sides, strict=True):
            said = Content.assemble(marks.named(side, self.app), "  ", side_text(given))
            yield Option(Hanging(("", said)), disabled=True)
        rests_on: list[Question | Voice] = [*questions, *voices]
        wanted = {each.canvas_id for each in rests_on}
        canvases = {
            ref.id: self.workspace.canvases.get(ref.id)
            for ref in standing.canvases
            if ref.id in wanted
        }
        things = {t.id: t for canvas in canvases.values() for _kind, t in canvas.things()}
        for each in rests_on:
            thing = things.get(each.id)  # what was deleted since is not there
            key = f"{each.canvas_id} {each.id}"
            if isinstance(thing, LearningQuestion):
                yield Option(question_in_full(thing), id=key)
            elif isinstance(thing, Contribution):
                yield Option(self._note(canvases[each.canvas_id], thing), id=key)
        everything = _("Everything that {region} says in this block")
        name = on_one_line(standing.region.name)
        said = Content.styled(everything.format(region=name), "underline")
        yield Option(Hanging(("", said)), id=f"{_ALL}{standing.region.id}")

    def _note(self, canvas: Canvas, note: Contribution) -> Note:
        side = canvas.template.perspective(note.perspective)
        more = [f"{side.mark} {side.name(language())}", about(canvas, note)]
        return Note(note.text, " · ".join(filter(None, more)), most=None)

    @on(OptionList.OptionSelected)
    def open_line(self, event: OptionList.OptionSelected) -> None:
        """To that question or contribution in its canvas, or to everything there."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        chosen, block = str(event.option_id), self._match.need.block
        if chosen.startswith(_ALL):
            region_id = chosen.removeprefix(_ALL)
            self.app.push_screen(CellScreen(self.compared, region_id, block))
        else:
            canvas_id, entity_id = chosen.split()
            self.app.push_screen(BlockScreen(canvas_id, block, entity_id=entity_id))
