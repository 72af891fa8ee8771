"""The COROP areas as shapes: all there, in their places, in their true proportions."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas import registry
from welvaartcanvas.registry import geometry
from welvaartcanvas.registry.geometry import Shape, area_at, project, shapes, spans

SHAPES = {shape.code: shape for shape in shapes()}
LAND = geometry.bounds()


def test_every_area_of_the_register_has_a_shape_and_no_other() -> None:
    assert [shape.code for shape in shapes()] == [area.code for area in registry.corop_areas()]


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (6.5665, 53.2194, "CR03"),  # Groningen
        (5.7999, 53.2012, "CR04"),  # Leeuwarden
        (5.3200, 53.3950, "CR04"),  # Terschelling
        (4.8000, 53.0550, "CR18"),  # Texel
        (4.9041, 52.3676, "CR23"),  # Amsterdam
        (5.1214, 52.0907, "CR17"),  # Utrecht
        (4.3007, 52.0705, "CR26"),  # Den Haag
        (5.6909, 50.8514, "CR39"),  # Maastricht
        (3.8300, 51.3300, "CR31"),  # Terneuzen
        (5.4714, 52.5185, "CR40"),  # Lelystad
        (6.8937, 52.2215, "CR12"),  # Enschede
    ],
)
def test_a_place_lies_in_the_area_that_it_lies_in(
    longitude: float, latitude: float, code: str
) -> None:
    assert area_at(project(longitude, latitude)) == code


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(3.0, 53.0), (4.40, 50.85), (6.96, 50.94), (5.35, 52.8), (3.95, 51.58)],
    ids=["sea", "Brussels", "Cologne", "IJsselmeer", "Oosterschelde"],
)
def test_the_sea_the_neighbours_and_the_waters_are_no_area(
    longitude: float, latitude: float
) -> None:
    assert area_at(project(longitude, latitude)) is None


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((6.5665, 53.2194), (5.6909, 50.8514), 269.8),  # the towers of Groningen and Maastricht
        ((4.3007, 52.0705), (6.8937, 52.2215), 178.2),  # Den Haag and Enschede
    ],
)
def test_distances_are_those_over_the_earth(
    start: tuple[float, float], end: tuple[float, float], km: float
) -> None:
    """In every direction alike: against the great circle (haversine), and a figure to look up."""
    (east, north), (other_east, other_north) = (
        (math.radians(longitude), math.radians(latitude)) for longitude, latitude in (start, end)
    )
    half = (
        math.sin((north - other_north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((east - other_east) / 2) ** 2
    )
    circle = 2 * 6371 * math.asin(math.sqrt(half))

    drawn = math.dist(project(*start), project(*end))
    assert drawn == pytest.approx(circle, rel=0.001)
    assert drawn == pytest.approx(km, rel=0.003)


def middle(province: str) -> tuple[float, float]:
    points = [SHAPES[a.code].label for a in registry.corop_areas() if a.within == province]
    return mean(x for x, _y in points), mean(y for _x, y in points)


def test_the_provinces_lie_as_on_every_map() -> None:
    """East is to the right and south is down."""
    east, south = {}, {}
    for province in registry.provinces():
        east[province.name], south[province.name] = middle(province.name)

    assert max(south, key=south.__getitem__) == "Limburg"
    assert min(east, key=east.__getitem__) == "Zeeland"
    assert east["Zeeland"] < east["Zuid-Holland"] < east["Utrecht"] < east["Gelderland"]
    assert south["Groningen"] < south["Drenthe"] < south["Overijssel"] < south["Gelderland"]
    assert south["Gelderland"] < south["Noord-Brabant"] < south["Limburg"]
    oost_groningen, zeeuwsch_vlaanderen = SHAPES["CR01"].label, SHAPES["CR31"].label
    assert oost_groningen[0] > zeeuwsch_vlaanderen[0] and oost_groningen[1] < zeeuwsch_vlaanderen[1]


def test_the_country_is_higher_than_it_is_wide() -> None:
    assert LAND.width == pytest.approx(263, abs=2)
    assert LAND.height == pytest.approx(312, abs=2)


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.code)
def test_a_label_stands_within_its_area_with_room_around_it(shape: Shape) -> None:
    x, y = shape.label
    around = [(x + 4 * math.cos(turn), y + 4 * math.sin(turn)) for turn in range(6)]
    assert all(area_at(point) == shape.code for point in [shape.label, *around])


places = st.tuples(
    st.floats(LAND.left - 5, LAND.right + 5), st.floats(LAND.top - 5, LAND.bottom + 5)
)


@given(places)
def test_no_place_lies_in_two_areas(place: tuple[float, float]) -> None:
    holding = [shape.code for shape in shapes() if shape.holds(place)]
    assert len(holding) <= 1
    assert area_at(place) == (holding[0] if holding else None)


@given(places)
def test_what_a_line_crosses_is_what_its_points_lie_in(place: tuple[float, float]) -> None:
    x, y = place
    crossed = [span.code for span in spans(y) if span.start <= x < span.end]
    assert crossed == ([code] if (code := area_at(place)) else [])


@given(st.floats(LAND.top, LAND.bottom))
def test_stretches_of_a_line_follow_one_another(y: float) -> None:
    for west, east in pairwise(spans(y)):
        assert west.end <= east.start + 1e-6
