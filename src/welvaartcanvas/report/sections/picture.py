"""The canvas in one picture: its blocks in their places, with coverage, ratings and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from welvaartcanvas.domain.analysis import Coverage
from welvaartcanvas.domain.template import Block, Template
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.charts import CoverageGrid, GridRow
from welvaartcanvas.report.pdf.layout import Drawing, Piece, shares
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
from welvaartcanvas.report.sections.picture_tile import SIZES, Tile
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import block_target, cell_target
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import finding_name

_GAP = 5.0
#: The most that the picture takes of a page: the coverage goes below it.
_HEIGHT = FRAME.height - 236
#: The most blocks that a grid has a column for: two figures fit in each.
_COLUMNS = 18


def block_areas(
    view: CanvasView,
    area: Area,
    gap: float,
    *,
    rows: Sequence[float] = (),
) -> Iterator[tuple[Block, Area]]:
    """Every block in reading order with its place in the layout of the template.

    Columns are alike, and so are rows unless their heights are given.
    """
    grid = view.template.grid
    lefts = _edges(area.x, alike(area.width, grid.columns, gap), gap)
    tops = _edges(area.y, rows or alike(area.height, grid.rows, gap), gap)
    for block in view.template.reading_order:
        place = block.place
        left, right = (lefts[i] for i in (place.column, place.column + place.width))
        top, bottom = (tops[i] for i in (place.row, place.row + place.height))
        yield block, Area(left, top, right - left - gap, bottom - top - gap)


def alike(room: float, count: int, gap: float) -> list[float]:
    """``room`` for ``count`` columns or rows of one size with ``gap`` between them."""
    return [(room + gap) / count - gap] * count


def _edges(start: float, sizes: Sequence[float], gap: float) -> list[float]:
    """Where each column or row starts, and where one after the last would."""
    return [*accumulate((size + gap for size in sizes), initial=start)]


def row_needs(template: Template, gap: float, needs: Mapping[str, float]) -> list[float]:
    """The least heights of the rows in which every block has what it ``needs``, by its key."""
    rows = [0.0] * template.grid.rows
    for block in sorted(template.blocks, key=lambda b: (b.place.height, b.number)):
        span = range(block.place.row, block.place.row + block.place.height)
        lacks = needs[block.key] - gap * (len(span) - 1) - sum(rows[i] for i in span)
        for i in span:
            rows[i] += max(0.0, lacks) / len(span)
    return rows


def picture(sheet: CanvasSheet, section: Section) -> None:
    """The picture with a sentence on the coverage, and the coverage as a grid."""
    view = sheet.view
    node = sheet.start(section)
    sheet.text(
        node,
        " ".join(_counted(view.coverage)),
        style.LEAD,
    )
    tiles, rows = _tiles(view)
    figures = {
        block.key: node.add(
            Role.FIGURE, alternative=in_words(view, block), target=block_target(block.key)
        )
        for block in view.template.reading_order
    }
    height = sum(rows) + _GAP * (len(rows) - 1)

    def paint(page: Page, x: float, y: float) -> None:
        area = Area(x, y, FRAME.width, height)
        for block, place in block_areas(view, area, _GAP, rows=rows):
            figure = figures[block.key]
            figure.box = Box(page.number, place)
            tiles[block.key].draw(page, figure, place)

    sheet.flow.add([Drawing(height, 16, glued=True, paint=paint)])
    sheet.text(
        node,
        _(
            "The number of filled discs is the rating, 0 to {highest}. A dash: no rating yet."
        ).format(highest=HIGHEST),
        style.SMALL,
    )
    _grids(sheet, node)


def _counted(covered: Coverage) -> Iterator[str]:
    """How many cells have something, in a short sentence for each sort."""
    yield ngettext(
        "{n} of {total} cells has a contribution.",
        "{n} of {total} cells have a contribution.",
        covered.filled,
    ).format(n=covered.filled, total=covered.total)
    yield ngettext(
        "{n} of {total} cells has a rating.",
        "{n} of {total} cells have a rating.",
        covered.rated,
    ).format(n=covered.rated, total=covered.total)


def _tiles(view: CanvasView) -> tuple[dict[str, Tile], list[float]]:
    """The blocks in the largest type in which all of them show everything, and their rows.

    Names of sides come before larger type.
    """
    room = _HEIGHT - _GAP * (view.template.grid.rows - 1)
    tried = list(_tried(view))
    for named in (True, False):
        for tiles in tried:
            if named and not all(tile.nameable for tile in tiles.values()):
                continue
            needs = {key: tile.need(named=named) for key, tile in tiles.items()}
            rows = row_needs(view.template, _GAP, needs)
            if sum(rows) <= room:
                return tiles, rows
    return tried[-1], shares(rows, room)


def _tried(view: CanvasView) -> Iterator[dict[str, Tile]]:
    """The blocks in every size in which the width leaves nothing out, and in the smallest."""
    places = list(block_areas(view, Area(0, 0, FRAME.width, 0), _GAP))
    for size in SIZES:
        tiles: dict[str, Tile] = {}
        for block, place in places:
            tiles[block.key] = Tile(view, block, place.width, size)
            if not tiles[block.key].whole and size != SIZES[-1]:
                break
        else:
            yield tiles


def in_words(view: CanvasView, block: Block) -> str:
    """What the picture shows of a block: its scores and findings."""
    sides = []
    for perspective in view.template.perspectives:
        cell = view.cell(block.key, perspective.key)
        score = _("no rating") if cell.score is None else _("rating {n}").format(n=cell.score)
        sides.append(f"{view.name(perspective)}: {score}")
    found = map(finding_name, view.findings[block.key])
    return ". ".join([view.title(block), "; ".join(sides), *found]) + "."


def _grids(sheet: CanvasSheet, parent: Node) -> None:
    """The number of contributions in every cell; many blocks in several grids."""
    view = sheet.view
    sheet.heading(parent, Role.H2, _("Coverage: contributions in each block"))
    blocks = view.template.reading_order
    for start in range(0, len(blocks), _COLUMNS):
        sheet.flow.add(_grid(view, parent, blocks[start : start + _COLUMNS]))


def _grid(view: CanvasView, parent: Node, blocks: Sequence[Block]) -> list[Piece]:
    rows = [
        GridRow(
            view.name(p),
            p.shape,
            view.colour(p),
            tuple(view.cell(b.key, p.key).contributions for b in blocks),
            view.foreign(p.name),
            tuple(cell_target(b.key, p.key) for b in blocks),
        )
        for p in view.template.perspectives
    ]
    columns = [str(block.number) for block in blocks]
    grid = CoverageGrid(_("Block"), columns, rows, FRAME.width, style.GRID)
    table = parent.add(Role.TABLE)
    return [Drawing(grid.height, 8, paint=lambda page, x, y: grid.draw(page, table, x, y))]
