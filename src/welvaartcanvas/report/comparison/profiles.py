"""The profiles of the regions beside one another, small; those of one type together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.region import Cluster
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, number
from welvaartcanvas.report.pdf.layout import Drawing, Piece
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tiles import ProfileTile, Reading
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.wording import cluster_name

#: The section starts on a new page if less than this is left: its words and a row of profiles.
_LEAST = 260.0
#: The least width of a profile, and for each block in it; what is between two; the most of a row.
_WIDTH, _BLOCK, _GAP, _MOST = 160.0, 15.0, 24.0, 4


def profiles(sheet: ComparisonSheet, section: Section) -> None:
    """A small profile of every region that rated something; regions of one type together."""
    view = sheet.view
    if not view.rated:
        node = sheet.start(section, least=120)
        sheet.text(node, _("Nothing has been rated yet."), style.QUIET)
        return
    node = sheet.start(section, least=_LEAST)
    sheet.text(
        node,
        _(
            "A dot for the mean of each block, by its number, on a scale from 0 to 5. The bar goes"
            " from the lowest perspective to the highest; the stroke is the middle of all regions."
        ),
        style.LEAD,
        keep=True,
    )
    # The number of a block stays on the line of its title.
    blocks = view.comparison.blocks
    names = "   ".join(f"{block.number}\u00a0{view.text(block.title)}" for block in blocks)
    sheet.text(node, names, style.SMALL, space=4, keep=True)
    for piece in _rows(sheet, node, _by_type(view)):
        sheet.flow.add([piece])


def _by_type(view: ComparisonView) -> list[Standing]:
    """The regions that rated something: those of one type together, those without last."""
    order = {cluster: place for place, cluster in enumerate(Cluster)}
    kinds = len(order)
    # Sorting keeps the order by name within a type.
    return sorted(view.rated, key=lambda s: order[c] if (c := s.region.cluster) else kinds)


def _rows(sheet: ComparisonSheet, parent: Node, standings: Sequence[Standing]) -> Iterator[Piece]:
    """The profiles, as many beside one another as fit."""
    view, width = sheet.view, sheet.frame.width
    least = max(_WIDTH, 12 + _BLOCK * len(view.comparison.blocks))
    count = max(1, min(_MOST, int((width + _GAP) / (least + _GAP))))
    room = min((width + _GAP) / count - _GAP, width)
    usual = [d.five[2] if d.five else None for d in view.dossier.distributions]
    for start in range(0, len(standings), count):
        tiles = [_tile(view, s, usual, room) for s in standings[start : start + count]]
        figures = [
            parent.add(Role.FIGURE, alternative=_in_words(view, s))
            for s in standings[start : start + count]
        ]
        height = max(tile.height for tile in tiles)
        yield Drawing(height, 10, paint=_Painter(tiles, figures, room))


class _Painter:
    """Draws a row of profiles."""

    def __init__(self, tiles: Sequence[ProfileTile], figures: Sequence[Node], room: float) -> None:
        self._tiles, self._figures, self._room = tiles, figures, room

    def __call__(self, page: Page, x: float, y: float) -> None:
        for tile, figure in zip(self._tiles, self._figures, strict=True):
            figure.box = Box(page.number, Area(x, y, self._room, tile.height))
            tile.draw(page, figure, x, y)
            x += self._room + _GAP


def _tile(
    view: ComparisonView, standing: Standing, usual: Sequence[float | None], width: float
) -> ProfileTile:
    readings = [
        Reading(str(block.number), figures.mean, _reach(figures), middle)
        for block, figures, middle in zip(
            view.comparison.blocks, standing.blocks, usual, strict=True
        )
    ]
    cluster = standing.region.cluster
    kind = cluster_name(cluster) if cluster else _("no type chosen")
    return ProfileTile(standing.region.name, kind, readings, HIGHEST, width=width, style=style.TILE)


def _reach(figures: Figures) -> tuple[float, float] | None:
    means = [side.mean for side in figures.sides if side.mean is not None]
    return (min(means), max(means)) if len(means) > 1 else None


def _in_words(view: ComparisonView, standing: Standing) -> str:
    """What a profile shows: the mean of each block."""
    means = (
        f"{block.number}: {number(figures.mean)}"
        for block, figures in zip(view.comparison.blocks, standing.blocks, strict=True)
    )
    return _("{region}, mean by number of the block: {means}.").format(
        region=standing.region.name, means="; ".join(means)
    )
