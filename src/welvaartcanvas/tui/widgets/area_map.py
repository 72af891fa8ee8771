"""The COROP areas as a map of character cells, with a cursor that goes from area to area."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.area_raster import Direction, Raster, raster, step

#: What a cell of each of five classes shows, the lowest first, and of an area without a figure.
_SHADES = ":░▒▓█"
_NO_FIGURE = "·"
#: How strong the colour of each class is.
_STRENGTHS = (80, 84, 88, 94, 100)
#: A cell whose area ends here: at its right, for shades and for the full block, and above it.
_ENDS, _FULL_ENDS, _FULL_BEGINS = "▕", "▉", "▇"


def shade(kind: int | None, count: int) -> tuple[str, str]:
    """The character and the style of a class of ``count``; ``None`` is no figure."""
    if kind is None:
        return _NO_FIGURE, marks.MUTED
    place = round(kind * (len(_SHADES) - 1) / max(1, count - 1))
    return _SHADES[place], f"$primary {_STRENGTHS[place]}%"


def sign(kind: int | None) -> str:
    """What the chosen area is filled with: the number of its class, or a dash."""
    return "–" if kind is None else str(kind + 1)


class AreaMap(Widget, can_focus=True):
    """The map in the middle of its room, as large as fits.

    The chosen area shows the number of its class, so that it is found without colour too.
    Between two areas runs a line, but where an area is but one cell wide.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go('up')", N_("Up"), show=False),
        Binding("down", "go('down')", N_("Down"), show=False),
        Binding("left", "go('left')", N_("Area to the west"), show=False),
        Binding("right", "go('right')", N_("Area to the east"), show=False),
    ]

    class Chosen(Message):
        """The cursor stands on another area."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.chosen: str | None = None
        """The code of the area that the cursor is on; none until one is chosen."""
        self._kinds: Mapping[str, int | None] = {}
        self._count = len(_SHADES)

    def show(self, kinds: Mapping[str, int | None], count: int) -> None:
        """Show each area in its class of ``count``, counted from 0; ``None`` is no figure."""
        self._kinds, self._count = dict(kinds), count
        self.refresh()

    def choose(self, code: str) -> None:
        """Put the cursor on an area."""
        if code != self.chosen:
            self.chosen = code
            self.refresh()
            self.post_message(self.Chosen(code))

    def render(self) -> Content:
        """The map."""
        grid, across, down = self._placed()
        lines = [Content(" " * across) + self._line(grid, row) for row in range(len(grid.rows))]
        return Content("\n").join([*[Content()] * down, *lines])

    def _placed(self) -> tuple[Raster, int, int]:
        """The map, and how far from the left and from the top it stands."""
        width, height = self.content_size
        grid = raster(width, height)
        widest = len(grid.rows[0]) if grid.rows else 0
        return grid, (width - widest) // 2, (height - len(grid.rows)) // 2

    def _line(self, grid: Raster, row: int) -> Content:
        cells = (self._cell(grid, column, row) for column in range(len(grid.rows[row])))
        return Content.assemble(
            *(
                ("".join(text for text, _style in run), style)
                for style, run in groupby(cells, key=lambda cell: cell[1])
            )
        )

    def _cell(self, grid: Raster, column: int, row: int) -> tuple[str, str]:
        code = grid.at(column, row)
        if code is None:
            return " ", ""
        kind = self._kinds.get(code)
        if code == self.chosen:
            return sign(kind), "bold reverse" if self.has_focus else "bold"
        text, style = shade(kind, self._count)
        beside, above = grid.at(column + 1, row), grid.at(column, row - 1)
        full = text == _SHADES[-1]
        if beside not in (None, code, self.chosen) and grid.at(column - 1, row) == code:
            return _FULL_ENDS if full else _ENDS, style
        if full and above not in (None, code, self.chosen) and grid.at(column, row + 1) == code:
            return _FULL_BEGINS, style
        below = grid.at(column, row + 1)
        if not full and below not in (None, code) and above == code:
            return text, f"underline {style}"
        return text, style

    def action_go(self, direction: Direction) -> None:
        """To the nearest area in that direction."""
        if self.chosen is not None:
            self.choose(step(self.chosen, direction))

    def on_click(self, event: events.Click) -> None:
        """A click on an area chooses it."""
        place = event.get_content_offset(self)
        grid, across, down = self._placed()
        code = grid.at(place.x - across, place.y - down) if place else None
        if code:
            self.choose(code)
