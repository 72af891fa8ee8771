"""One line of a list: text that gives way on the left, columns that stand in line on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

#: What the text on the left keeps, in cells, before columns on the right are left out.
_LEAST = 24


class Row(Visual):
    """A line that is laid out when it is drawn, at whatever width it then has.

    ``left`` is cut with ``…`` where it is too long. ``columns`` are as wide as they come, so
    that rows with equally wide columns stand in line; where the left would keep less than
    two dozen cells, columns go, the last first.
    """

    def __init__(self, left: Content, columns: Sequence[Content] = ()) -> None:
        self.left = left
        self.columns = tuple(columns)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The one line."""
        shown = list(self.columns)
        while shown and width - _taken(shown) < _LEAST:
            shown.pop()
        left = self.left.truncate(max(0, width - _taken(shown)), ellipsis=True, pad=True)
        line = Content("  ").join([left, *shown])
        return line.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Wide enough for everything."""
        return self.left.cell_length + _taken(self.columns)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Always one line."""
        return 1


class LaterRow(Visual):
    """A row that is made when it is drawn, for long lists: most of their rows never are."""

    def __init__(self, make: Callable[[], Row]) -> None:
        self._make = make

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The one line."""
        return self._make().render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Always one line."""
        return 1


class Rows(Visual):
    """Several rows under each other, as one option of a list."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """A line a row."""
        return [
            strip for row in self.rows for strip in row.render_strips(width, None, style, options)
        ][:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the widest row."""
        return max(row.get_optimal_width(rules, container_width) for row in self.rows)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """A line a row."""
        return len(self.rows)


class FittedRows(Visual):
    """Rows that are made for the width at which they are drawn; always ``count`` of them."""

    def __init__(self, make: Callable[[int], Sequence[Row]], count: int) -> None:
        self._make = make
        self._count = count

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """A line a row."""
        return Rows(self._make(width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """A line a row."""
        return self._count


def fitted(content: Content, width: int, *, right: bool = False) -> Content:
    """``content`` exactly ``width`` cells wide: filled up with blanks, or cut with ``…``."""
    if right and content.cell_length < width:
        return content.pad_left(width - content.cell_length)
    return content.truncate(width, ellipsis=True, pad=True)


def _taken(columns: Sequence[Content]) -> int:
    return sum(column.cell_length + 2 for column in columns)
