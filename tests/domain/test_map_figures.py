"""What a map can show of a comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.areas import AreaFigure
from welvaartcanvas.domain.comparison import CanvasRef, Comparison, Side, compare
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure, map_figures, region_figures
from welvaartcanvas.errors import UnknownThing

TEMPLATE = build.shipped_template()
CELLS = len(TEMPLATE.blocks) * len(TEMPLATE.perspectives)
RATED, SILENT = build.region(1, "Aa"), build.region(2, "Bee")


def compared(**sides: Side) -> Comparison:
    """Region Aa with ``sides`` in ``opgave``, by perspective; region Bee has a note only."""
    tallies = {(RATED.id, "opgave", side): given for side, given in sides.items()}
    tallies[SILENT.id, "opgave", "overheid"] = Side(contributions=3)
    canvases = [CanvasRef(f"c{r.id}", r.id, "Canvas", TEMPLATE.digest) for r in (RATED, SILENT)]
    return compare([RATED, SILENT], canvases, {TEMPLATE.digest: TEMPLATE}, tallies)


#: Opgave: 1 from two who contributed, 5, and nothing: mean 3, spread 4.
APART = compared(ondernemers=Side(2, 1, 1), onderwijs=Side(0, 1, 5))


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (MapFigure(MapMeasure.MEAN), 3.0),
        (MapFigure(MapMeasure.MEAN, "opgave"), 3.0),
        (MapFigure(MapMeasure.SPREAD, "opgave"), 4.0),
        (MapFigure(MapMeasure.MEAN, "partners"), None),
        (MapFigure(MapMeasure.COVERAGE), 1 / CELLS),
        (MapFigure(MapMeasure.STRENGTHS), 0),
        (MapFigure(MapMeasure.ATTENTIONS), 1),
        (MapFigure(MapMeasure.DIFFERENCES), 1),
    ],
)
def test_each_figure_is_that_of_the_region(figure: MapFigure, shown: float | None) -> None:
    assert region_figures(APART, figure)[RATED.id] == shown


@pytest.mark.parametrize("measure", MapMeasure)
def test_a_region_that_rated_nothing_has_coverage_only(measure: MapMeasure) -> None:
    """No strengths would say that somebody looked."""
    expected = 1 / CELLS if measure is MapMeasure.COVERAGE else None
    assert region_figures(APART, MapFigure(measure))[SILENT.id] == expected


def test_a_block_that_is_not_compared_has_no_figure() -> None:
    with pytest.raises(UnknownThing):
        region_figures(APART, MapFigure(MapMeasure.MEAN, "weer"))


def test_what_can_be_chosen_is_everything_once_the_whole_first() -> None:
    offered = map_figures(APART)

    assert offered[:5] == tuple(
        MapFigure(measure) for measure in MapMeasure if measure is not MapMeasure.SPREAD
    )
    assert len(offered) == len({*offered}) == 5 + 2 * len(TEMPLATE.blocks)
    assert offered[5] == MapFigure(MapMeasure.MEAN, "opgave")


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5)), min_size=3, max_size=3))
def test_every_figure_falls_in_its_classes(given_sides: list[tuple[int, int]]) -> None:
    sides = {
        perspective.key: Side(1, ratings, ratings * score)
        for perspective, (ratings, score) in zip(TEMPLATE.perspectives, given_sides, strict=True)
    }
    comparison = compared(**sides)
    for figure in map_figures(comparison):
        value = region_figures(comparison, figure)[RATED.id]
        area = AreaFigure(code="CR01", value=value, municipalities=1, of=1)
        edges = figure.measure.classes([area]).edges
        assert value is None or edges[0] <= value + 1e-6 <= edges[-1] + 1e-6
