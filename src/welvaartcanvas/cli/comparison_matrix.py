"""Regions × blocks as plain lines: full where there is room, else what matters most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.cli.output import cells, cut, shown, wrapped
from welvaartcanvas.domain.comparison import Comparison, Figures, Standing
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.wording import Finding, finding_name, finding_sign, findings_of

#: What the name of a region gets at least, where it is that long.
_NAME = 12
#: What stands between columns, and how little that may become before blocks go below others.
_GAP, _LEAST_GAP = 2, 1


class _Column(NamedTuple):
    """A heading and what stands below it, region by region; how many cells that takes."""

    heading: str
    cells: Sequence[str]
    width: int


def _column(heading: str, texts: Sequence[str]) -> _Column:
    return _Column(heading, texts, max(map(cells, (heading, *texts))))


def matrix_lines(comparison: Comparison, width: int | None) -> Iterator[str]:
    """A line for each region within ``width`` cells (``None``: as long as it takes), a legend.

    Where the full cells don't fit there are only means and signs, and where these don't fit
    either the blocks stand in several tables below one another.
    """
    names = _column(_("region"), [shown(s.region.name) for s in comparison.standings])
    columns = _columns(comparison, full=True)
    gap = _GAP
    full = width is None or _room(names, columns, gap) <= width
    if not full and width is not None:
        columns = _columns(comparison, full=False)
        gap = _GAP if _room(names, columns, _GAP) <= width else _LEAST_GAP
    for number, part in enumerate(_parts(names, columns, gap, width)):
        if number:
            yield ""
        yield from _table(names, part, gap, width)
    yield ""
    yield from _legend(comparison, width, full=full)


def figure(value: float | None) -> str:
    """Points with one decimal, a dash for none."""
    return "–" if value is None else number_text(value)


def signs(figures: Figures) -> str:
    """The signs of what stands out."""
    return "".join(map(finding_sign, findings_of(figures)))


def _columns(comparison: Comparison, *, full: bool) -> list[_Column]:
    """All blocks together and each of them, with each cell's parts below one another."""
    whole = [_whole(standing, comparison.cells, full=full) for standing in comparison.standings]
    between = " " if full else ""
    columns = [_column(_("all"), _aligned(whole, between))]
    for place, block in enumerate(comparison.blocks):
        given = [_cell(standing.blocks[place], full=full) for standing in comparison.standings]
        columns.append(_column(f"{block.number:>3}", _aligned(given, between)))
    return columns


def _cell(figures: Figures, *, full: bool) -> list[str]:
    parts = [figure(figures.mean), signs(figures)]
    if full:
        parts += [f"Δ{figure(figures.spread)}", f"{figures.filled}/{len(figures.sides)}"]
    return parts


def _whole(standing: Standing, total: int, *, full: bool) -> list[str]:
    parts = [figure(standing.mean)]
    if full:
        counts = (
            (Finding.STRENGTH, standing.strengths),
            (Finding.ATTENTION, standing.attentions),
            (Finding.DIFFERENCE, standing.differences),
        )
        parts += [
            " ".join(f"{finding_sign(finding)}{count}" for finding, count in counts),
            f"Δ{figure(standing.spread)}",
            f"{standing.filled}/{total}",
        ]
    return parts


def _aligned(rows: Sequence[Sequence[str]], between: str) -> list[str]:
    """The parts of each row side by side: the first to the right, the others to the left."""
    widths = [max((cells(row[at]) for row in rows), default=0) for at in range(len(rows[0]))]
    return [
        between.join(
            _padded(part, width, right=not at)
            for at, (part, width) in enumerate(zip(row, widths, strict=True))
            if width
        )
        for row in rows
    ]


def _padded(text: str, width: int, *, right: bool = False) -> str:
    room = " " * (width - cells(text))
    return room + text if right else text + room


def _room(names: _Column, columns: Sequence[_Column], gap: int) -> int:
    """The least that a table of those columns takes."""
    return min(names.width, _NAME) + sum(gap + column.width for column in columns)


def _parts(
    names: _Column, columns: Sequence[_Column], gap: int, width: int | None
) -> Iterator[list[_Column]]:
    """The columns in as few tables as have room for them, at least one in each."""
    part: list[_Column] = []
    for column in columns:
        if part and width is not None and _room(names, [*part, column], gap) > width:
            yield part
            part = []
        part.append(column)
    yield part


def _table(
    names: _Column, columns: Sequence[_Column], gap: int, width: int | None
) -> Iterator[str]:
    room = names.width
    if width is not None:
        least = min(room, _NAME)
        room = min(room, max(least, least + width - _room(names, columns, gap)))
    for row in range(-1, len(names.cells)):
        first, *others = (
            column.heading if row < 0 else column.cells[row] for column in (names, *columns)
        )
        padded = (_padded(text, c.width) for text, c in zip(others, columns, strict=True))
        yield (" " * gap).join([_padded(cut(first, room), room), *padded]).rstrip()


def _items(items: Iterable[str], width: int | None) -> Iterator[str]:
    """The items one after the other, each on one line where it fits there."""
    line = ""
    for item in items:
        longer = f"{line} · {item}" if line else item
        if width is not None and line and cells(longer) > width - 2:
            yield from wrapped(f"{line} ·", "", width)
            longer = item
        line = longer
    yield from wrapped(line, "", width)


def _legend(comparison: Comparison, width: int | None, *, full: bool) -> Iterator[str]:
    titles = (f"{b.number} {shown(b.title(language()))}" for b in comparison.blocks)
    yield from _items(titles, width)
    yield from _items((f"{finding_sign(f)} {finding_name(f)}" for f in Finding), width)
    sides = len(comparison.perspectives)
    yield from wrapped(
        ngettext(
            "In each cell: the mean rating (0 to 5), signs, Δ the spread, and whether the side "
            "has a contribution.",
            "In each cell: the mean rating (0 to 5), signs, Δ the spread, and how many of the {n} "
            "sides have a contribution.",
            sides,
        ).format(n=sides)
        if full
        else _(
            "In each cell: the mean rating (0 to 5) and signs. A wider window or a file shows the "
            "spread and the coverage too."
        ),
        "",
        width,
    )
