"""The map in cells: every area in any room, in true proportions, and reached with the arrows."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.often import often
from welvaartcanvas import registry
from welvaartcanvas.registry.geometry import bounds
from welvaartcanvas.tui.widgets.area_raster import Direction, raster, step

CODES = [area.code for area in registry.corop_areas()]
BACK: dict[Direction, Direction] = {"left": "right", "right": "left", "up": "down", "down": "up"}


@settings(max_examples=often(60))
@given(st.integers(24, 140), st.integers(14, 70))
def test_every_area_is_there_and_the_map_fits(width: int, height: int) -> None:
    rows = raster(width, height).rows
    assert len(rows) <= height and all(len(row) == len(rows[0]) <= width for row in rows)
    assert {code for row in rows for code in row if code} == {*CODES}


@settings(max_examples=often(40))
@given(st.integers(0, 8), st.integers(0, 8))
def test_no_room_is_too_small(width: int, height: int) -> None:
    rows = raster(width, height).rows
    assert len(rows) <= height and all(len(row) <= width for row in rows)


@settings(max_examples=often(40))
@given(st.integers(40, 140), st.integers(16, 70))
def test_the_country_keeps_its_proportions(width: int, height: int) -> None:
    """A cell is twice as high as wide; of each side at most one cell is filled up."""
    rows = raster(width, height).rows
    km = max(bounds().width / width, bounds().height / (2 * height))
    for cells, takes in (
        (len(rows[0]), bounds().width / km),
        (len(rows), bounds().height / 2 / km),
    ):
        assert cells - 1 - 1e-9 <= takes <= cells + 1e-9


def test_a_large_map_gives_every_area_its_share_of_the_land() -> None:
    taken = Counter(code for row in raster(140, 80).rows for code in row if code)
    assert taken["CR13"] > taken["CR11"] > taken["CR21"] > 0  # Veluwe, Zuidwest-Overijssel, Haarlem
    assert taken.most_common(3)[0][0] in {"CR12", "CR13", "CR17", "CR04", "CR10"}


def test_east_is_right_and_south_is_down() -> None:
    rows = raster(36, 20).rows
    places = {
        code: (column, line) for line, row in enumerate(rows) for column, code in enumerate(row)
    }
    assert places["CR01"][0] > places["CR21"][0] > places["CR31"][0]
    assert places["CR03"][1] < places["CR13"][1] < places["CR39"][1]


def test_every_area_is_reached_with_the_arrows_from_every_other() -> None:
    for start in CODES:
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for direction in BACK:
                there = step(here, direction)
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
        assert seen == {*CODES}, start


@pytest.mark.parametrize(
    ("code", "direction", "found"),
    [
        ("CR17", "right", "CR15"),  # Utrecht, Arnhem/Nijmegen
        ("CR13", "right", "CR11"),  # Veluwe, Zuidwest-Overijssel
        ("CR39", "up", "CR38"),  # Zuid-Limburg, Midden-Limburg
        ("CR39", "down", "CR39"),  # there is nothing to the south
        ("CR31", "left", "CR31"),  # nor to the west
        ("CR31", "up", "CR32"),  # Zeeuwsch-Vlaanderen, Overig Zeeland
    ],
)
def test_an_arrow_goes_to_the_neighbour_on_that_side(
    code: str, direction: Direction, found: str
) -> None:
    assert step(code, direction) == found
