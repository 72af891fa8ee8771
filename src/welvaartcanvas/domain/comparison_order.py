"""In which order the regions and blocks of a comparison stand: by a figure, or as they were."""

from __future__ import annotations

from enum import StrEnum

from welvaartcanvas.domain.comparison import Comparison, Figures, Standing


class Measure(StrEnum):
    """What regions and blocks are put in order by."""

    MEAN = "mean"
    SPREAD = "spread"
    COVERAGE = "coverage"
    STRENGTHS = "strengths"
    ATTENTIONS = "attentions"
    DIFFERENCES = "differences"


def _measured(of: Figures | Standing, measure: Measure) -> float | None:
    """That figure; of one block a number of findings is 1 or 0: it has it, or has not."""
    match measure:
        case Measure.MEAN:
            return of.mean
        case Measure.SPREAD:
            return of.spread
        case Measure.COVERAGE:
            return of.filled
        case Measure.STRENGTHS:
            return of.strengths if isinstance(of, Standing) else of.strength
        case Measure.ATTENTIONS:
            return of.attentions if isinstance(of, Standing) else of.attention
        case Measure.DIFFERENCES:
            return of.differences if isinstance(of, Standing) else of.difference


_Rank = tuple[bool, float]


def _rank(figure: float | None, *, falling: bool) -> _Rank:
    """Where a figure comes: none is last, rising and falling alike."""
    if figure is None:
        return True, 0.0
    return False, -figure if falling else figure


def ordered_regions(
    comparison: Comparison, measure: Measure, block: str | None = None, *, falling: bool = False
) -> Comparison:
    """The regions in order of ``measure`` in that block, or over all blocks with ``None``.

    Rising, or falling; what has no figure comes last either way, and equals stand by name.
    """
    place = None if block is None else comparison.place(block)

    def figure(standing: Standing) -> float | None:
        return _measured(standing if place is None else standing.blocks[place], measure)

    def key(standing: Standing) -> tuple[_Rank, tuple[str, str]]:
        return _rank(figure(standing), falling=falling), standing.name_order

    return comparison._replace(standings=tuple(sorted(comparison.standings, key=key)))


def ordered_blocks(
    comparison: Comparison, measure: Measure, region_id: str, *, falling: bool = False
) -> Comparison:
    """The blocks in order of ``measure`` in that region, as :func:`ordered_regions` does."""
    own = comparison.standing(region_id).blocks

    def key(place: int) -> tuple[_Rank, int]:
        figure = _measured(own[place], measure)
        return _rank(figure, falling=falling), comparison.blocks[place].number

    places = sorted(range(len(own)), key=key)
    return comparison._replace(
        blocks=tuple(comparison.blocks[place] for place in places),
        standings=tuple(
            standing._replace(blocks=tuple(standing.blocks[place] for place in places))
            for standing in comparison.standings
        ),
    )
