"""A table of any size with its first column and its heads in place: only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from welvaartcanvas.i18n import N_
from welvaartcanvas.tui.widgets.matrix_plan import GAP, HEAD, SIGNS, Heading, Plan
from welvaartcanvas.tui.widgets.text import named_lines

#: A part of a cell's line: its text, and the names of the component classes that style it.
Piece = tuple[str, str]
#: What a cell shows: two lines, which stand behind one another where there is room.
Cell = tuple[tuple[Piece, ...], tuple[Piece, ...]]
#: What the classes begin with that are a ground: they give way to the cursor, and to ``NO_COLOR``.
_MEAN = "matrix--mean-"
#: How many drawn lines are kept.
_KEPT = 500


class Matrix(ScrollView, can_focus=True):
    """Cells in rows and columns, with a cursor.

    Where not all columns fit with a cell on one line, a cell takes two. Columns and rows are
    drawn whole or not at all; ``‹`` and ``›`` say where more columns are. Its looks are in
    ``styles/matrix.tcss``, which the screens that show it load.
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
        *(f"{_MEAN}{number}" for number in range(5)),
    }
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

    cursor: var[tuple[int, int]] = var((0, 0), init=False)
    """The row and the column at the cursor; whoever says what stands there watches it."""

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
        self._corner: Sequence[str] = ()
        self._plan = Plan((), (), Size(0, 0))
        self._drawn: LRUCache[object, Strip] = LRUCache(_KEPT)
        self._styles: dict[tuple[str, str], Style] = {}

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
        self._rows, self._columns, self._cell, self._corner = rows, columns, cell, corner
        self.cursor = (_place(rows, at[0], self.cursor[0]), _place(columns, at[1], self.cursor[1]))
        self._lay_out()

    @property
    def here(self) -> tuple[str | None, str | None]:
        """The keys of the row and the column at the cursor."""
        if not self._rows or not self._columns:
            return None, None
        return self._rows[self.cursor[0]].key, self._columns[self.cursor[1]].key

    def _lay_out(self) -> None:
        """Plan for the room that there is now; what is at the cursor stays in sight."""
        room = self.scrollable_content_region.size
        self._plan = Plan(self._rows, self._columns, room, self._corner)
        self.virtual_size = self._plan.size
        self._drawn.clear()
        self._see_cursor()
        self.refresh()

    def on_resize(self) -> None:
        """There is another room."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Another look: nothing that was drawn holds."""
        super().notify_style_update()
        self._drawn.clear()
        self._styles.clear()

    # The cursor.

    def _see_cursor(self) -> None:
        if self._rows and self._columns and self._plan.room.height:
            wanted = self._plan.offset_to_see(*self.cursor, self.scroll_offset)
            if wanted != self.scroll_offset:
                self.scroll_to(wanted.x, wanted.y, animate=False, force=True)

    def _go(self, row: int, column: int) -> None:
        if not self._rows or not self._columns:
            return
        at = (_within(row, len(self._rows)), _within(column, len(self._columns)))
        if at == self.cursor:
            return
        before, self.cursor = self.cursor, at
        width = self._plan.room.width
        for changed in {before[0], at[0]}:
            line = self._plan.line(changed, self.scroll_offset)
            self.refresh(Region(0, line, width, self._plan.high))
        if before[1] != at[1]:
            self.refresh(Region(0, 0, width, HEAD))
        self._see_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A cell is opened where there is one."""
        return action != "open" or bool(self._rows and self._columns)

    def action_move(self, rows: int, columns: int) -> None:
        """To a cell beside this one."""
        self._go(self.cursor[0] + rows, self.cursor[1] + columns)

    def action_page(self, by: int) -> None:
        """A screen up or down."""
        self._go(self.cursor[0] + by * max(1, self._plan.fitting - 1), self.cursor[1])

    def action_to_column(self, column: int) -> None:
        """To the first column, or to the last with -1."""
        self._go(self.cursor[0], column % max(1, len(self._columns)))

    def action_to_corner(self, end: int) -> None:
        """To the first cell, or to the last with -1."""
        self._go(end % max(1, len(self._rows)), end % max(1, len(self._columns)))

    def action_open(self) -> None:
        """Ask for the cell at the cursor."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A click goes there; a second one opens. A head sorts, the signs of a row mark."""
        plan = self._plan
        row = plan.row_at(event.y, self.scroll_offset)
        column = plan.column_at(event.x, self.scroll_offset)
        if event.y < HEAD and event.x in (plan.names - 1, plan.room.width - 1):
            self._scroll_sideways(-1 if event.x < plan.names else 1)
        elif event.y < HEAD and column is not None:
            self._go(self.cursor[0], column)
            self.post_message(self.HeadClicked())
        elif row is not None:
            self._go(row, self.cursor[1] if column is None else column)
            if event.x < SIGNS:
                self.post_message(self.NameClicked())
            elif event.chain == 2:
                self.action_open()

    def _scroll_sideways(self, by: int) -> None:
        first = self._plan.seen_columns(self.scroll_offset).start
        at = _within(first + by, len(self._columns))
        self.scroll_to(x=self._plan.start(at), animate=False, force=True)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        seen = self._plan.seen_columns(self.scroll_offset)
        if y < HEAD:
            return self._finished(self._head_line(y, seen), "matrix--head")
        row = self._plan.row_at(y, self.scroll_offset)
        if row is None or not seen:
            return self._finished((), "matrix--even")
        line = (y - HEAD) % self._plan.high
        ground = "matrix--odd" if self._plan.tall and row % 2 else "matrix--even"
        if row == self.cursor[0]:
            return self._finished(self._row_line(row, line, seen, ground, self.cursor[1]), ground)
        key = (row, line, seen)
        known = self._drawn.get(key)
        if known is None:
            known = self._finished(self._row_line(row, line, seen, ground, None), ground)
            self._drawn[key] = known
        return known

    def _finished(self, pieces: Iterable[tuple[str, Style]], ground: str) -> Strip:
        """A strip as wide as the room; neighbours of one style are one segment."""
        segments: list[Segment] = []
        for text, style in pieces:
            if segments and segments[-1].style is style:
                segments[-1] = Segment(segments[-1].text + text, style)
            else:
                segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.size.width, self._style(ground))

    def _style(self, ground: str, tone: str = "") -> Style:
        known = self._styles.get((ground, tone))
        if known is None:
            known = self.get_component_rich_style(ground)
            for name in tone.split():
                own = self.get_component_rich_style(name, partial=True)
                if ground == "matrix--cursor":  # a colour of its own could not be read there
                    known += Style(bold=own.bold)
                elif not (name.startswith(_MEAN) and self.app.no_color):
                    known += own
            self._styles[ground, tone] = known
        return known

    def _head_line(self, y: int, seen: range) -> Iterable[tuple[str, Style]]:
        plan, plain = self._plan, self._style("matrix--head")
        corner = self._corner[y] if y < len(self._corner) else ""
        before = "‹" if seen and seen.start and not y else " "
        yield f" {_fitted(Content(corner), plan.names - 2)}{before}", plain
        for place in seen:
            column, width = self._columns[place], plan.widths[place]
            lines = named_lines(column.signs + column.name, width, HEAD)
            here = "matrix--here" if place == self.cursor[1] else "matrix--head"
            text = _fitted(Content(lines[y] if y < len(lines) else ""), width)
            yield " " * GAP, plain
            yield from self._named(text, here, "matrix--head")
        if seen and seen.stop < len(self._columns) and not y:
            taken = plan.names + plan.start(seen.stop) - plan.start(seen.start)
            yield "›".rjust(plan.room.width - taken), plain

    def _row_line(
        self, row: int, line: int, seen: range, ground: str, here: int | None
    ) -> Iterable[tuple[str, Style]]:
        """One of the lines of a row, with the cursor in the column ``here``."""
        plan = self._plan
        name = self._name_line(self._rows[row], line)
        yield from self._named(name, ground if here is None else "matrix--here", "matrix--head")
        # Where cells stand on one line, a stroke keeps them apart; on two, the grounds do.
        if plan.tall:
            apart, between = " " * GAP, self._style(ground)
        else:
            apart, between = "│" * GAP, self._style(ground, "matrix--muted")
        for column in seen:
            yield apart, between
            behind = "matrix--cursor" if column == here else ground
            cell = self._cell(row, column)
            pieces = list(cell[line])
            if not plan.tall:
                pieces += [(" " * (self._columns[column].widths[0] + 1 - _length(pieces)), "")]
                pieces += cell[1]
            yield from ((text, self._style(behind, tone)) for text, tone in pieces)
            yield " " * (plan.widths[column] - _length(pieces)), self._style(behind)

    def _named(self, text: str, style: str, behind: str) -> Iterable[tuple[str, Style]]:
        """A name, of which the blanks around it are not underlined."""
        if style != "matrix--here":
            yield text, self._style(style)
            return
        name = text.strip()
        before, _name, after = text.partition(name) if name else (text, "", "")
        yield before, self._style(behind)
        yield name, self._style(style)
        yield after, self._style(behind)

    def _name_line(self, heading: Heading, line: int) -> str:
        width = self._plan.names - SIGNS
        lines = named_lines(heading.name, width - 1, self._plan.high)
        signs = "" if line else heading.signs
        text = lines[line] if line < len(lines) else ""
        return f"{signs:>{SIGNS - 1}} {_fitted(Content(text), width)}"


def _fitted(text: Content, width: int) -> str:
    return text.truncate(width, ellipsis=True, pad=True).plain


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(text) for text, _tone in pieces)


def _within(place: int, count: int) -> int:
    return max(0, min(place, count - 1))


def _place(headings: Sequence[Heading], key: str | None, place: int) -> int:
    found = next((i for i, heading in enumerate(headings) if heading.key == key), place)
    return _within(found, len(headings))
