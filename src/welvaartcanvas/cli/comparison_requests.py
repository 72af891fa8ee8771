"""What ``compare --sort`` and ``--figure`` ask for: a figure, of all blocks or of one."""

from __future__ import annotations

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.comparison_order import Measure, ordered_regions
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure, map_figures
from welvaartcanvas.errors import RequestError

#: What regions stand in order of when nothing is asked.
_NAME = "name"


def ordered(comparison: Comparison, asked: str) -> Comparison:
    """The regions as ``name``, ``-mean`` or ``spread:opgave`` puts them; ``-`` is falling.

    :class:`RequestError` for another figure, and for a block that is not compared.
    """
    falling = asked.startswith("-")
    figure, given, block = asked.removeprefix("-").partition(":")
    if figure == _NAME and not given:
        return _reversed(comparison) if falling else comparison
    if figure not in [*Measure]:
        raise RequestError(
            "{value} is nothing to sort by; choose from {allowed}",
            value=asked,
            allowed=(_NAME, *Measure),
        )
    key = _block(comparison, block) if given else None
    return ordered_regions(comparison, Measure(figure), key, falling=falling)


def figure_of(comparison: Comparison, asked: str) -> MapFigure:
    """The figure that ``mean`` or ``spread:opgave`` names.

    :class:`RequestError` for another, and for a block that is not compared.
    """
    measure, given, block = asked.partition(":")
    if measure in [*MapMeasure]:
        figure = MapFigure(MapMeasure(measure), _block(comparison, block) if given else None)
        if figure in map_figures(comparison) or figure == MapFigure(MapMeasure.SPREAD):
            return figure
    raise RequestError(
        "{value} is not on a map; choose from {allowed}, or mean and spread of a block, such as "
        "{example}",
        value=asked,
        allowed=(*MapMeasure,),
        example=f"{MapMeasure.MEAN}:{comparison.blocks[0].key}",
    )


def _block(comparison: Comparison, asked: str) -> str:
    """The key of a block by its key or its number."""
    for block in comparison.blocks:
        if asked == str(block.number):
            return block.key
    return comparison.blocks[comparison.place(asked)].key


def _reversed(comparison: Comparison) -> Comparison:
    return comparison._replace(standings=comparison.standings[::-1])
