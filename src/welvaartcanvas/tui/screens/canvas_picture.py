"""A canvas in one picture: going from block to block, and what the blocks add up to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from welvaartcanvas.domain.analysis import BlockProfile, coverage, profile
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.screens.on_canvas import CanvasView
from welvaartcanvas.tui.widgets import layout, marks
from welvaartcanvas.tui.widgets.block_box import BlockBox
from welvaartcanvas.tui.widgets.picture import Picture
from welvaartcanvas.wording import Finding, findings_of
from welvaartcanvas.wording.review import waiting_text
from welvaartcanvas.wording.settling import to_choose_text


class CanvasPicture(CanvasView):
    """The blocks in the layout of the template. Subclasses say what opens one."""

    CSS_PATH = ["../styles/canvas.tcss"]  # noqa: RUF012 (as Textual has it)
    AUTO_FOCUS = "BlockBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('up')", N_("Up"), show=False),
        Binding("down", "step('down')", N_("Down"), show=False),
        Binding("left", "step('left')", N_("Left"), show=False),
        Binding("right", "step('right')", N_("Right"), show=False),
        *(Binding(str(n), f"go({n})", N_("To block"), show=False) for n in range(1, 10)),
    ]

    def __init__(self, canvas_id: str) -> None:
        super().__init__(canvas_id)
        self._spot: layout.Spot | None = None

    def body(self) -> Iterable[Widget]:
        """The blocks in reading order, and what they add up to."""
        yield Picture(
            *(BlockBox(self.canvas, block) for block in self.canvas.template.reading_order),
            id="picture",
        )
        yield Static(id="sums")

    def show(self) -> None:
        """Show what stands in each block, and the sums."""
        profiles = {p.block: p for p in profile(self.canvas)}
        for box in self.query(BlockBox):
            box.show(self.canvas, profiles[box.block.key])
        self._sums = self._added_up(list(profiles.values()))
        self._show_sums()

    def on_resize(self) -> None:
        """The sums are said at the length for which there is room."""
        if hasattr(self, "_sums"):
            self._show_sums()

    def _show_sums(self) -> None:
        width = self.size.width - 2
        fitting = next((s for s in self._sums if s.cell_length <= width), self._sums[-1])
        self.query_one("#sums", Static).update(fitting.truncate(width, ellipsis=True))

    def _added_up(self, profiles: list[BlockProfile]) -> list[Content]:
        """Coverage and findings in one line, from long to short."""
        covered = coverage(self.canvas)
        counts = {f: sum(f in findings_of(p) for p in profiles) for f in Finding}
        filled = {"n": covered.filled, "total": covered.total}
        rated = {"n": covered.rated, "total": covered.total}
        cells = [
            [_("{n} of {total} cells filled").format(**filled)],
            [_("filled {n}/{total}").format(**filled)],
        ]
        cells[0].append(_("{n} of {total} rated").format(**rated))
        cells[1].append(_("rated {n}/{total}").format(**rated))
        words = [
            (Finding.STRENGTH, ngettext("{n} strength", "{n} strengths", counts[Finding.STRENGTH])),
            (
                Finding.ATTENTION,
                ngettext("{n} attention point", "{n} attention points", counts[Finding.ATTENTION]),
            ),
            (
                Finding.DIFFERENCE,
                ngettext(
                    "{n} difference of view", "{n} differences of view", counts[Finding.DIFFERENCE]
                ),
            ),
        ]
        named = [
            Content.assemble(marks.sign(f), " ", text.format(n=counts[f])) for f, text in words
        ]
        signs = [Content.assemble(marks.sign(f), f" {counts[f]}") for f, _text in words]
        if self.canvas.to_choose:
            number = len(self.canvas.to_choose)
            named.insert(0, Content.assemble(marks.to_choose(), " ", to_choose_text(number)))
            signs.insert(0, marks.to_choose(number))
        waits = progress(self.canvas.comments).left
        if waits:
            named.insert(0, Content.assemble(marks.comments(), " ", waiting_text(waits)))
            signs.insert(0, marks.comments(waits))
        return [
            _joined(cells[0], named, " · "),
            _joined(cells[1], named, " · "),
            _joined(cells[1], named, " "),
            _joined(cells[1], signs, " · "),
        ]

    @on(events.DescendantFocus)
    def block_chosen(self) -> None:
        """Remember where the arrows go from."""
        box = self.focused
        if isinstance(box, BlockBox) and (self._spot is None or self._spot.block != box.block):
            self._spot = layout.spot_of(box.block)

    def action_step(self, direction: layout.Direction) -> None:
        """To the block that lies next to this one in ``direction``."""
        if self._spot:
            self._spot = layout.step(self.canvas.template, self._spot, direction)
            self._to(self._spot.block)

    def action_go(self, number: int) -> None:
        """To the block with that number."""
        for block in self.canvas.template.blocks:
            if block.number == number:
                self._to(block)

    def _to(self, block: Block) -> None:
        box = self.query_one(f"#block-{block.key}", BlockBox)
        box.focus(scroll_visible=False)
        box.scroll_visible(animate=False)


def _joined(texts: list[str], contents: list[Content], between: str) -> Content:
    return Content(between).join([*(Content(text) for text in texts), *contents])
