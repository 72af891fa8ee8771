"""A table of any size with its first column and its heads in place: only what is seen is drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets.text import clipped

#: A part of a cell's line: its text, and the name of the component class that styles it.
Piece = tuple[str, str]
#: What a cell shows: two lines, which stand behind one another where there is room.
Cell = tuple[tuple[Piece, ...], tuple[Piece, ...]]

_HEAD = 2
"""How many lines the heads of columns have."""
_GAP = 1
_SIGNS = 3
"""What is kept before the name of a row for its signs, in cells."""
_MOST_STRETCH = 8
"""What a column may be wider than its cells, for the sake of its head."""
_LEAST_NAME = 20


class Heading(NamedTuple):
    """A row or column: what it is, its name (a user's text), and how wide its cells' lines are."""

    key: str
    name: str
    widths: tuple[int, int]
    signs: str = ""


class Matrix(ScrollView, can_focus=True):
    """Cells in rows and columns, with a cursor.

    Where not all columns fit with a cell on one line, a cell takes two. Columns and rows are
    drawn whole or not at all; ``‹`` and ``›`` say where more columns are.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head",
        "matrix--here",
        "matrix--even",
        "matrix--odd",
        "matrix--cursor",
        "matrix--muted",
        "matrix--measure",
        "matrix--strength",
        "matrix--attention",
        "matrix--difference",
    }
    DEFAULT_CSS = """
    Matrix {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        scrollbar-gutter: stable; background: $background; color: $foreground;
        & > .matrix--head { background: $panel; color: $foreground; }
        & > .matrix--here { background: $panel; color: $primary; text-style: bold underline; }
        & > .matrix--even { background: $background; }
        & > .matrix--odd { background: $surface; }
        & > .matrix--cursor {
            background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
        }
        &:focus > .matrix--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        &:nocolor > .matrix--cursor { text-style: reverse; }
        & > .matrix--muted { color: $text-muted; }
        & > .matrix--measure { text-style: bold; }
        & > .matrix--strength { color: $text-success; text-style: bold; }
        & > .matrix--attention { color: $text-error; text-style: bold; }
        & > .matrix--difference { color: $text-warning; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open cell")),
        Binding("up", "move(-1, 0)", N_("Up"), show=False),
        Binding("down", "move(1, 0)", N_("Down"), show=False),
        Binding("left", "move(0, -1)", N_("Left"), show=False),
        Binding("right", "move(0, 1)", N_("Right"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("home", "to_column(0)", N_("First column"), show=False),
        Binding("end", "to_column(-1)", N_("Last column"), show=False),
        Binding("ctrl+home", "to_corner(0)", N_("First cell"), show=False),
        Binding("ctrl+end", "to_corner(-1)", N_("Last cell"), show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

    @dataclass
    class Opened(Message):
        """The user wants into the cell at the cursor."""

    @dataclass
    class HeadClicked(Message):
        """The head of a column was clicked; the cursor stands in that column."""

    @dataclass
    class NameClicked(Message):
        """The signs before a row's name were clicked; the cursor stands in that row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Heading] = ()
        self._columns: Sequence[Heading] = ()
        self._cell: Callable[[int, int], Cell] = lambda _row, _column: ((), ())
        self._corner: tuple[str, ...] = ()
        self._at = (0, 0)
        self._lay_out()

    # What it shows.

    def show(
        self,
        rows: Sequence[Heading],
        columns: Sequence[Heading],
        cell: Callable[[int, int], Cell],
        corner: Sequence[str],
        at: tuple[str | None, str | None],
    ) -> None:
        """Show ``cell(row, column)`` for every row and column, the cursor on the keys ``at``.

        ``corner`` has the lines above the names of the rows. Where a key is gone, the cursor
        keeps its place.
        """
        self._rows, self._columns, self._cell, self._corner = rows, columns, cell, tuple(corner)
        self._at = (_place(rows, at[0], self._at[0]), _place(columns, at[1], self._at[1]))
        self._lay_out()
        self._show_cursor()

    @property
    def here(self) -> tuple[str | None, str | None]:
        """The keys of the row and the column at the cursor."""
        if not self._rows or not self._columns:
            return None, None
        return self._rows[self._at[0]].key, self._columns[self._at[1]].key

    def _lay_out(self) -> None:
        """How wide everything is, for the room that there is now."""
        room = self.scrollable_content_region.size if self.is_attached else Size(0, 0)
        self._room = room
        longest = _SIGNS + max((Content(row.name).cell_length for row in self._rows), default=0) + 1
        across = [sum(column.widths) + 1 for column in self._columns]
        # One cell is kept at the edge, for the sign that there are more columns.
        beside = room.width - 1 - sum(across) - _GAP * len(across)
        self._tall = beside < min(longest, _LEAST_NAME)
        self._names = min(longest, max(_LEAST_NAME, room.width // 4 if self._tall else beside))
        self._wide = room.width - self._names - 1
        widths = [max(column.widths) for column in self._columns] if self._tall else across
        if widths:
            spare = self._wide - sum(widths) - _GAP * len(widths)
            stretch = max(0, min(spare // len(widths), _MOST_STRETCH))
            widths = [width + stretch for width in widths]
        self._widths = widths
        self._starts = [0, *accumulate(width + _GAP for width in widths)]
        self._high = 2 if self._tall else 1
        self._fitting = max(1, (room.height - _HEAD) // self._high)
        self._strips: LRUCache[object, list[Segment]] = LRUCache(2_000)
        self._grounds: dict[tuple[str, str], Style] = {}
        self.virtual_size = Size(
            self._names + self._starts[-1] + 1, _HEAD + len(self._rows) * self._high
        )
        self.refresh()

    def on_resize(self) -> None:
        """What is at the cursor stays in sight."""
        self._lay_out()
        self._show_cursor()

    def notify_style_update(self) -> None:
        """Another look: nothing that was drawn holds."""
        super().notify_style_update()
        self._strips.clear()
        self._grounds.clear()

    # The cursor.

    def _show_cursor(self) -> None:
        if not self._rows or not self._columns or not self._room.height:
            return
        row, column = self._at
        x, y = self.scroll_offset
        first = -(-y // self._high)
        if row < first:
            y = row * self._high
        elif row >= first + self._fitting:
            y = (row - self._fitting + 1) * self._high
        start, end = self._starts[column], self._starts[column + 1]
        if start < x:
            x = start
        elif end - self._starts[self._first_column] > self._wide:
            x = min(start, self._starts[bisect_left(self._starts, end - self._wide)])
        if (x, y) != self.scroll_offset:
            self.scroll_to(x, y, animate=False, force=True)

    @property
    def _first_column(self) -> int:
        return min(bisect_left(self._starts, self.scroll_offset.x), max(0, len(self._columns) - 1))

    def _last_column(self, first: int) -> int:
        """The column behind the last that fits when ``first`` is the first."""
        end = first
        while (
            end < len(self._columns) and self._starts[end + 1] - self._starts[first] <= self._wide
        ):
            end += 1
        return max(end, first + 1)

    def _go(self, row: int, column: int) -> None:
        if not self._rows or not self._columns:
            return
        at = (
            max(0, min(row, len(self._rows) - 1)),
            max(0, min(column, len(self._columns) - 1)),
        )
        if at == self._at:
            return
        before, self._at = self._at, at
        for y in {before[0], at[0]}:
            self.refresh(self._lines_of(y))
        if before[1] != at[1]:
            self.refresh(Region(0, 0, self._room.width, _HEAD))
        self._show_cursor()
        self.post_message(self.Moved())

    def _lines_of(self, row: int) -> Region:
        first = -(-self.scroll_offset.y // self._high)
        return Region(0, _HEAD + (row - first) * self._high, self._room.width, self._high)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A cell is opened where there is one."""
        return action != "open" or bool(self._rows and self._columns)

    def action_move(self, rows: int, columns: int) -> None:
        """To a cell beside this one."""
        self._go(self._at[0] + rows, self._at[1] + columns)

    def action_page(self, by: int) -> None:
        """A screen up or down."""
        self._go(self._at[0] + by * max(1, self._fitting - 1), self._at[1])

    def action_to_column(self, column: int) -> None:
        """To the first column, or to the last with -1."""
        self._go(self._at[0], column % len(self._columns) if self._columns else 0)

    def action_to_corner(self, end: int) -> None:
        """To the first cell, or to the last with -1."""
        self._go(end % max(1, len(self._rows)), end % max(1, len(self._columns)))

    def action_open(self) -> None:
        """Ask for the cell at the cursor."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A click goes there; a second one opens. A head sorts, a row's signs mark."""
        first = self._first_column
        if event.y < _HEAD and event.x in (self._names - 1, self._room.width - 1):
            step = -1 if event.x == self._names - 1 else 1
            at = max(0, min(first + step, len(self._columns) - 1))
            self.scroll_to(x=self._starts[at], animate=False, force=True)
            return
        column, row = self._column_at(event.x), self._row_at(event.y)
        if row is None and column is not None:
            self._go(self._at[0], column)
            self.post_message(self.HeadClicked())
        elif row is not None:
            self._go(row, self._at[1] if column is None else column)
            if event.x < _SIGNS:
                self.post_message(self.NameClicked())
            elif event.chain == 2:
                self.action_open()

    def _row_at(self, y: int) -> int | None:
        row = -(-self.scroll_offset.y // self._high) + (y - _HEAD) // self._high
        return row if y >= _HEAD and row < len(self._rows) else None

    def _column_at(self, x: int) -> int | None:
        first = self._first_column
        for column in range(first, self._last_column(first)):
            start = self._names + self._starts[column] - self._starts[first]
            if start <= x < start + _GAP + self._widths[column]:
                return column
        return None

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self._room.width
        if not self._columns:
            return Strip.blank(self.size.width, self._style("", "matrix--even"))
        first = self._first_column
        last = self._last_column(first)
        if y < _HEAD:
            segments = self._head_line(y, first, last)
        else:
            row = -(-self.scroll_offset.y // self._high) + (y - _HEAD) // self._high
            line = (y - _HEAD) % self._high
            if row >= len(self._rows) or y >= _HEAD + self._fitting * self._high:
                return Strip.blank(width, self._style("", "matrix--even"))
            segments = self._row_line(row, line, first, last)
        ground = "matrix--head" if y < _HEAD else self._ground(row)
        return Strip(segments).adjust_cell_length(width, self._style("", ground))

    def _ground(self, row: int) -> str:
        return "matrix--odd" if self._tall and row % 2 else "matrix--even"

    def _style(self, tone: str, ground: str) -> Style:
        known = self._grounds.get((tone, ground))
        if known is None:
            known = self.get_component_rich_style(ground)
            if tone and ground != "matrix--cursor":
                known += self.get_component_rich_style(tone, partial=True)
            self._grounds[tone, ground] = known
        return known

    def _head_line(self, y: int, first: int, last: int) -> list[Segment]:
        head = self._style("", "matrix--head")
        corner = Content(self._corner[y] if y < len(self._corner) else "")
        corner = corner.truncate(self._names - 2, ellipsis=True, pad=True)
        more = "‹" if first and not y else " "
        segments = [Segment(f" {corner.plain}{more}", head)]
        for place in range(first, last):
            width = self._widths[place]
            lines = self._wrapped(self._columns[place], width)
            text = lines[y] if y < len(lines) else " " * width
            here = "matrix--here" if place == self._at[1] else "matrix--head"
            segments += [Segment(" " * _GAP, head), Segment(text, self._style("", here))]
        if last < len(self._columns) and not y:
            taken = self._names + self._starts[last] - self._starts[first]
            segments.append(Segment("›".rjust(self._room.width - taken), head))
        return segments

    def _row_line(self, row: int, line: int, first: int, last: int) -> list[Segment]:
        here = self._at[1] if row == self._at[0] else None
        key = (row, line, first, last, here)
        known = self._strips.get(key)
        if known is None or here is not None:  # the cursor's look depends on the focus too
            known = self._strips[key] = self._drawn_row(row, line, first, last, here)
        return known

    def _drawn_row(
        self, row: int, line: int, first: int, last: int, here: int | None
    ) -> list[Segment]:
        ground = self._ground(row)
        names = self._wrapped_name(self._rows[row])
        segments = [
            Segment(names[line], self._style("", ground if here is None else "matrix--here"))
        ]
        for column in range(first, last):
            at_cursor = "matrix--cursor" if column == here else ground
            cell, width = self._cell(row, column), self._widths[column]
            pieces = list(cell[line])
            if not self._tall:
                taken = sum(len(text) for text, _tone in pieces)
                apart = " " * (self._columns[column].widths[0] + 1 - taken)
                pieces += [(apart, ""), *cell[1]]
            taken = sum(len(text) for text, _tone in pieces)
            segments.append(Segment(" " * _GAP, self._style("", ground)))
            segments += [Segment(text, self._style(tone, at_cursor)) for text, tone in pieces]
            segments.append(Segment(" " * (width - taken), self._style("", at_cursor)))
        return segments

    def _wrapped(self, heading: Heading, width: int) -> list[str]:
        name = Content(heading.signs + heading.name)
        return [
            line.truncate(width, ellipsis=True, pad=True).plain
            for line in clipped(name, width, _HEAD)
        ]

    def _wrapped_name(self, heading: Heading) -> list[str]:
        width = self._names - _SIGNS
        lines = clipped(Content(heading.name), width, self._high)
        shown = [line.truncate(width, ellipsis=True, pad=True).plain for line in lines]
        shown += [" " * width] * (self._high - len(shown))
        return [
            heading.signs.rjust(2).ljust(_SIGNS) + shown[0],
            *(" " * _SIGNS + s for s in shown[1:]),
        ]


def _place(headings: Sequence[Heading], key: str | None, place: int) -> int:
    found = next((i for i, heading in enumerate(headings) if heading.key == key), place)
    return max(0, min(found, len(headings) - 1))
