"""The picture of a canvas: its blocks, each where the template has it."""

from __future__ import annotations

from textual.containers import ScrollableContainer
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from welvaartcanvas.tui.widgets import layout
from welvaartcanvas.tui.widgets.block_box import BlockBox


class Mosaic(Layout):
    """Lays out the boxes of blocks as their template says."""

    name = "mosaic"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Each box in its rectangle."""
        boxes = [child for child in children if isinstance(child, BlockBox)]
        if not boxes:
            return []
        placed = layout.rectangles(boxes[0].canvas.template, *size)
        return [
            WidgetPlacement(Region(*placed[box.block.key]), Offset(), Spacing(), box)
            for box in boxes
        ]


_MOSAIC = Mosaic()


class Picture(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """The blocks, each in its place; scrolls where the terminal is too small for them all.

    It leaves the arrows to the screen, which goes from block to block with them.
    """

    @property
    def layout(self) -> Layout:
        """The template says where the boxes stand; style sheets know Textual's layouts only."""
        return _MOSAIC
