"""Small profiles: every value at its height, with its label under it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.pdf.test_charts import LOOK, Easel
from welvaartcanvas.report.pdf.colour import BLACK
from welvaartcanvas.report.pdf.tiles import ProfileTile, Reading, TileStyle
from welvaartcanvas.report.pdf.tree import Node, Role

STYLE = TileStyle(name=LOOK, label=LOOK, rule=BLACK, dot=BLACK, reach=BLACK, usual=BLACK)


def drawn(readings: list[Reading], name: str = "Epe") -> tuple[Easel, ProfileTile]:
    """What a tile of 160 points wide draws."""
    easel, tile = Easel(), ProfileTile(name, "werkstad", readings, 5, width=160, style=STYLE)
    tile.draw(easel, Node(Role.FIGURE), 0, 0)  # type: ignore[arg-type]
    return easel, tile


@given(st.lists(st.integers(0, 30).map(lambda n: n / 6), min_size=2, max_size=9))
def test_who_is_higher_stands_higher_and_all_within_the_tile(values: list[float]) -> None:
    easel, tile = drawn([Reading(str(n), value) for n, value in enumerate(values, 1)])
    dots = [centre for kind, centre in easel.shapes if kind == "filled"]
    assert [x for x, _y in dots] == sorted(x for x, _y in dots)
    assert all(0 <= x <= 160 and 0 <= y <= tile.height for x, y in dots)
    for (_x, one), value in zip(dots, values, strict=True):
        for (_x2, other), another in zip(dots, values, strict=True):
            assert value <= another or one < other


def test_what_is_not_there_is_not_drawn() -> None:
    easel, _tile = drawn([Reading("1", None), Reading("2", None)])
    assert [kind for kind, _place in easel.shapes if kind == "filled"] == []
    assert easel.texts == ["Epe", "werkstad", "0 ", "5 ", "1 ", "2 "]


def test_a_bar_goes_from_the_lowest_to_the_highest() -> None:
    easel, _tile = drawn([Reading("1", 3, (1.0, 4.0), 2.5)])
    bar, dot = [place for kind, place in easel.shapes if kind == "filled"]
    assert bar.height == pytest.approx(3 * STYLE.plot / 5)
    assert bar.y + bar.height - dot[1] == pytest.approx(2 * STYLE.plot / 5)


def test_a_long_name_takes_one_line() -> None:
    _easel, short = drawn([Reading("1", 3)])
    easel, long = drawn([Reading("1", 3)], "een naam van veel woorden " * 7)
    assert long.height == short.height
    assert easel.texts[0].endswith("…")
