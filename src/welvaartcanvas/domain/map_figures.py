"""What a map can show of a comparison: one figure a region, in classes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from welvaartcanvas.domain.areas import AreaFigure, Classes
from welvaartcanvas.domain.comparison import Comparison, Standing


class MapMeasure(StrEnum):
    """What is shown of a region, over all blocks; the first two also of one block."""

    MEAN = "mean"
    SPREAD = "spread"
    COVERAGE = "coverage"
    STRENGTHS = "strengths"
    ATTENTIONS = "attentions"
    DIFFERENCES = "differences"

    def classes(self, figures: Iterable[AreaFigure]) -> Classes:
        """The classes for these figures: as narrow as they allow, between round bounds.

        Not narrower than a fifth of a point, a twentieth of the cells, or one block: what is
        smaller is chance.
        """
        values = [figure.value for figure in figures if figure.value is not None] or [0.0, 5.0]
        steps: tuple[Fraction, ...]
        match self:
            case MapMeasure.MEAN | MapMeasure.SPREAD:
                steps, top = (Fraction(1, 5), Fraction(1, 2), Fraction(1)), Fraction(5)
            case MapMeasure.COVERAGE:
                steps, top = (Fraction(1, 20), Fraction(1, 10), Fraction(1, 5)), Fraction(1)
            case _:
                # A template has at most 99 blocks.
                steps, top = (Fraction(1), Fraction(2), Fraction(5), Fraction(20)), Fraction(100)
        return Classes.over(values, steps, top)


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
