"""What a map can show of a comparison: one figure a region, in classes that stay the same."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from welvaartcanvas.domain.areas import COUNTS, SCORES, SHARES, Classes
from welvaartcanvas.domain.comparison import Comparison, Standing


class MapMeasure(StrEnum):
    """What is shown of a region, over all blocks; the first two also of one block."""

    MEAN = "mean"
    SPREAD = "spread"
    COVERAGE = "coverage"
    STRENGTHS = "strengths"
    ATTENTIONS = "attentions"
    DIFFERENCES = "differences"

    @property
    def classes(self) -> Classes:
        """The classes that its figures fall in."""
        match self:
            case MapMeasure.MEAN | MapMeasure.SPREAD:
                return SCORES
            case MapMeasure.COVERAGE:
                return SHARES
            case _:
                return COUNTS


class MapFigure(NamedTuple):
    """A figure to show: a measure, of the block with that key or of all together."""

    measure: MapMeasure
    block: str | None = None


def map_figures(comparison: Comparison) -> tuple[MapFigure, ...]:
    """What can be shown: first of all blocks together, then of each by its number."""
    whole = [MapFigure(measure) for measure in MapMeasure if measure is not MapMeasure.SPREAD]
    blocks = sorted(comparison.blocks, key=lambda block: block.number)
    by_block = [
        MapFigure(measure, block.key)
        for measure in (MapMeasure.MEAN, MapMeasure.SPREAD)
        for block in blocks
    ]
    return (*whole, *by_block)


def region_figures(comparison: Comparison, figure: MapFigure) -> dict[str, float | None]:
    """That figure of each region of the comparison, by the region's id.

    Means and spreads go from 0 to 5, coverage (cells with a contribution) from 0 to 1, the
    others count blocks. A region that rated nothing has coverage only: of what stands out there
    nothing is known, which is not the same as nothing. :class:`UnknownThing` for a block that
    is not compared.
    """
    place = None if figure.block is None else comparison.place(figure.block)
    return {
        standing.region.id: _figure(standing, figure.measure, place, comparison.cells)
        for standing in comparison.standings
    }


def _figure(standing: Standing, measure: MapMeasure, place: int | None, cells: int) -> float | None:
    of = standing if place is None else standing.blocks[place]
    if measure is MapMeasure.COVERAGE:
        return standing.filled / cells
    if not of.rated:
        return None
    shown: dict[MapMeasure, float | None] = {
        MapMeasure.MEAN: of.mean,
        MapMeasure.SPREAD: of.spread,
        MapMeasure.STRENGTHS: standing.strengths,
        MapMeasure.ATTENTIONS: standing.attentions,
        MapMeasure.DIFFERENCES: standing.differences,
    }
    return shown[measure]
