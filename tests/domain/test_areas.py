"""Figures on a map: from regions through municipalities to areas, and their classes."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.support import build
from welvaartcanvas.domain.areas import (
    SCORES,
    AreaFigure,
    Classes,
    area_figures,
)
from welvaartcanvas.domain.region import Region


class Area(NamedTuple):
    """An area as the register has them."""

    code: str
    municipalities: tuple[str, ...]


def region(number: int, *municipalities: str) -> Region:
    return build.region(number, f"Regio {number}", municipalities=municipalities)


NORTH, SOUTH = Area("CR01", ("GM0001", "GM0002", "GM0003")), Area("CR02", ("GM0004",))


def test_an_area_has_the_mean_of_its_municipalities_and_those_have_that_of_their_regions() -> None:
    """GM0001 lies in both regions: (2 + 4) / 2 = 3. GM0002 has 4. So the area has 3.5."""
    one, other = region(1, "GM0001"), region(2, "GM0001", "GM0002")

    assert area_figures({one.id: 2.0, other.id: 4.0}, [one, other], [NORTH, SOUTH]) == (
        AreaFigure(code="CR01", value=3.5, municipalities=2, of=3),
        AreaFigure(code="CR02", value=None, municipalities=0, of=1),
    )


def test_a_region_over_two_areas_counts_in_both() -> None:
    wide = region(1, "GM0003", "GM0004")

    assert [f.value for f in area_figures({wide.id: 1.5}, [wide], [NORTH, SOUTH])] == [1.5, 1.5]


def test_a_region_without_a_figure_and_one_that_is_not_compared_do_not_count() -> None:
    rated, silent, absent = region(1, "GM0001"), region(2, "GM0001", "GM0002"), region(3, "GM0003")

    assert area_figures({rated.id: 5.0, silent.id: None}, [rated, silent, absent], [NORTH]) == (
        AreaFigure(code="CR01", value=5.0, municipalities=1, of=3),
    )


def test_a_municipality_that_is_in_no_area_is_nowhere_on_the_map() -> None:
    merged = region(1, "GM0999")

    assert area_figures({merged.id: 5.0}, [merged], [SOUTH])[0].value is None


codes = [f"GM{n:04}" for n in range(8)]
compared = st.lists(
    st.tuples(st.sets(st.sampled_from(codes)), st.none() | st.floats(0, 5)), max_size=8
)
areas = [Area("CR01", tuple(codes[:3])), Area("CR02", tuple(codes[3:7]))]


@given(compared, st.randoms())
def test_the_order_of_regions_does_not_matter(
    given_regions: list[tuple[set[str], float | None]], chance: object
) -> None:
    regions = [region(n, *held) for n, (held, _figure) in enumerate(given_regions)]
    figures = {r.id: figure for r, (_held, figure) in zip(regions, given_regions, strict=True)}
    shuffled = list(regions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert area_figures(figures, shuffled, areas) == area_figures(figures, regions, areas)


@given(compared)
def test_a_figure_of_an_area_lies_between_those_of_its_regions(
    given_regions: list[tuple[set[str], float | None]],
) -> None:
    regions = [region(n, *held) for n, (held, _figure) in enumerate(given_regions)]
    figures = {r.id: figure for r, (_held, figure) in zip(regions, given_regions, strict=True)}

    for area, found in zip(areas, area_figures(figures, regions, areas), strict=True):
        within = [
            figure
            for r in regions
            if (figure := figures[r.id]) is not None and {*r.municipalities} & {*area[1]}
        ]
        assert (found.value is None) == (not within) == (found.municipalities == 0)
        if found.value is not None:
            assert min(within) <= found.value <= max(within)
        assert found.municipalities <= found.of == len(area.municipalities)


@pytest.mark.parametrize(
    ("value", "place"), [(0, 0), (0.99, 0), (1, 1), (3.99, 3), (4, 4), (4.5, 4), (5, 4)]
)
def test_a_value_on_a_bound_is_in_the_class_above_it_and_the_highest_in_the_last(
    value: float, place: int
) -> None:
    assert SCORES.place(value) == place


FIFTHS = (Fraction(1, 5), Fraction(1, 2), Fraction(1))


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        ([3.21, 3.39], (3.2, 3.4)),  # one class of a fifth of a point holds both
        ([3.0, 3.9], (3.0, 3.2, 3.4, 3.6, 3.8, 4.0)),
        ([2.9, 3.9], (2.5, 3.0, 3.5, 4.0)),  # six fifths are one too many
        ([1.2, 4.7], (1, 2, 3, 4, 5)),
        ([0.0, 5.0], (0, 1, 2, 3, 4, 5)),
        ([5.0], (4.8, 5.0)),
        ([3.4], (3.4, 3.6)),  # on a bound it is in the class above
    ],
)
def test_classes_are_as_narrow_as_the_figures_allow(
    values: list[float], edges: tuple[float, ...]
) -> None:
    assert Classes.over(values, FIFTHS, Fraction(5)).edges == edges


@given(st.lists(st.floats(0, 5), min_size=1))
def test_a_value_lies_within_the_bounds_of_its_class(values: list[float]) -> None:
    classes = Classes.over(values, FIFTHS, Fraction(5))
    for value in values:
        low, high, last = list(classes.bounds())[classes.place(value)]
        assert low <= value + 1e-6 and (value < high or (last and value <= high))


def test_every_area_is_sorted_into_one_class_or_none() -> None:
    figures = [
        AreaFigure(code=f"CR{n:02}", value=value, municipalities=1, of=1)
        for n, value in enumerate((None, 0.0, 5.0, 4.9, None))
    ]
    sorted_codes = [[f.code for f in found] for found in SCORES.sorted(figures)]
    assert sorted_codes == [["CR01"], [], [], [], ["CR02", "CR03"], ["CR00", "CR04"]]


@pytest.mark.parametrize("edges", [(), (1,), (0, 0), (2, 1), (0, 1, 2, 3, 4, 5, 6)])
def test_bounds_that_make_no_readable_classes_are_refused(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError):
        Classes(edges=edges)
