"""The conversation agenda: which blocks to talk about first, with the sides next to each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.analysis import AgendaItem, Side, agenda
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import N_, _, language, number_text
from welvaartcanvas.tui.screens.cards import Card, Cards, CardsPage
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.notes import Note
from welvaartcanvas.tui.widgets.text import on_one_line

#: The most lines of one contribution; the block has the rest.
_MOST_LINES = 6


class Point(Card):
    """One block on the agenda."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Open block"))]

    class Opened(Message):
        """The user wants into the block."""

        def __init__(self, block: str) -> None:
            super().__init__()
            self.block = block

    def __init__(self, canvas: Canvas, place: int, item: AgendaItem) -> None:
        super().__init__(id=f"point-{item.profile.block}", classes="point")
        self._canvas = canvas
        self._place = place
        self._item = item
        self.block = item.profile.block

    def compose(self) -> ComposeResult:
        yield Static(self._heading(), classes="point-heading")
        # Where the sides stand in full below it, the line of scores would say it again.
        again = " -again" if self._item.sides else ""
        yield Static(self._scores(), classes=f"point-scores{again}")
        if self._item.sides:
            with Horizontal(classes="point-sides"):
                for side in self._item.sides:
                    yield Vertical(*self._side(side), classes="point-side")

    def _heading(self) -> Content:
        profile = self._item.profile
        block = self._canvas.template.block(self.block)
        measure = _("spread {spread} · mean {mean}").format(
            spread=profile.spread, mean=number_text(profile.mean or 0.0)
        )
        return Content.assemble(
            (f"{self._place}. ", marks.MUTED),
            (f"{block.number} {block.title(language())}", "bold $primary"),
            f"\n{' ' * (len(str(self._place)) + 2)}{measure}   ",
            marks.findings_in(profile, 60),
        )

    def _side(self, side: Side) -> Iterable[Widget]:
        template = self._canvas.template
        yield Static(marks.named(template.perspective(side.perspective), self.app))
        yield Static(marks.rated(template.anchor(side.rating.score)))
        if side.rating.reason.strip():
            yield Static(Content.styled(f"“{on_one_line(side.rating.reason)}”", "italic"))
        for note in side.contributions:
            yield Static(Note(note.text, most=_MOST_LINES))

    def _scores(self) -> Content:
        template = self._canvas.template
        sides = [
            Content.assemble(
                marks.named(template.perspective(key), self.app), " ", marks.score_and_bar(score)
            )
            for key, score in self._item.profile.scores
        ]
        return Content("   ").join(sides)

    def action_open(self) -> None:
        """Ask for the block."""
        self.post_message(self.Opened(self.block))

    def on_click(self, event: events.Click) -> None:
        """A click opens, as Enter does."""
        event.stop()
        self.action_open()


class AgendaScreen(CardsPage):
    """The blocks with the largest difference first."""

    CSS_PATH = ["../styles/cards.tcss", "../styles/agenda.tcss"]  # noqa: RUF012
    HELP = N_(
        "The blocks to talk about first: those where the sides differ most, and of equals the one "
        "with the lowest mean. What the sides said and gave stands side by side, the lowest score "
        "first. Enter opens the block."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", N_("Export")),
    ]

    def __init__(self, canvas_id: str) -> None:
        super().__init__(canvas_id)
        self._shown: object = None
        self._chosen = ""

    def body(self) -> Iterable[Widget]:
        """The points, below one another."""
        yield Static(
            _("Nothing is rated yet. Rate the blocks, and the agenda follows from that."),
            id="nothing",
            markup=False,
        )
        yield Cards(id="points")

    def trail(self) -> list[str]:
        """Region, canvas, the agenda."""
        return [*super().trail(), _("Conversation agenda")]

    def show(self) -> None:
        """Show the agenda as it follows from the ratings now."""
        items = agenda(self.canvas)
        self.query_one("#nothing").display = not items
        key = (items, language(), self.app.theme)
        if key == self._shown:
            return
        self._shown = key
        self.run_worker(self._fill(items), exclusive=True)

    async def _fill(self, items: tuple[AgendaItem, ...]) -> None:
        points = self.query_one("#points")
        with self.app.batch_update():
            await points.remove_children()
            await points.mount_all(
                Point(self.canvas, place, item) for place, item in enumerate(items, start=1)
            )
        found = [p for p in self.query(Point) if p.block == self._chosen] or list(self.query(Point))
        if found:
            found[0].focus()

    @on(events.DescendantFocus)
    def chosen(self) -> None:
        """Remember which block was looked at."""
        if isinstance(self.focused, Point):
            self._chosen = self.focused.block

    @on(Point.Opened)
    def open_block(self, event: Point.Opened) -> None:
        """Open the block."""
        from welvaartcanvas.tui.screens.block import BlockScreen

        self.app.push_screen(BlockScreen(self.canvas_id, event.block))

    def action_export(self) -> None:
        """Make a file of the canvas."""
        from welvaartcanvas.tui.screens.export import ExportDialog

        self.app.push_screen(ExportDialog([self.canvas_id]))
