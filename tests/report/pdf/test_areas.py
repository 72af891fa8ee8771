"""A chart of areas: true to shape, within its room, and readable without colour."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.report.pdf.areas import AreaChart, AreaClass, AreaStyle, MapArea
from welvaartcanvas.report.pdf.colour import BLACK, WHITE
from welvaartcanvas.report.pdf.hatching import Pattern, Strokes
from welvaartcanvas.report.pdf.text import Look
from welvaartcanvas.report.pdf.tree import Area, Artifact

LOOK = Look(9.5, 13)
STYLE = AreaStyle(name=LOOK, note=LOOK, label=LOOK, border=BLACK, dotted=BLACK)
LINES = Pattern(WHITE, BLACK, (Strokes(45, 5, 1),))


class Easel:
    """A page that notes what is drawn on it instead of drawing."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, float, float]] = []
        self.shapes: list[tuple[Any, dict[str, Any]]] = []
        self.clips = 0

    def text(self, owner: object, x: float, baseline: float, line: Any) -> None:
        self.texts.append((line.text, x, baseline))

    def shape(self, owner: object, rings: Any, **look: Any) -> None:
        self.shapes.append((rings, look))

    def rectangle(self, owner: object, area: Any, **look: Any) -> None: ...

    def stroke(self, owner: object, points: Any, *look: Any, **more: Any) -> None: ...

    def clipped(self, rings: Any) -> Any:
        from contextlib import nullcontext

        self.clips += 1
        return nullcontext()


def square(x: float, y: float, size: float, kind: int, label: str = "") -> MapArea:
    ring = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    return MapArea([ring], kind, label, (x + size / 2, y + size / 2))


def drawn(chart: AreaChart, x: float = 50, y: float = 60) -> Easel:
    easel = Easel()
    chart.draw(easel, Artifact.LAYOUT, x, y)  # type: ignore[arg-type]
    return easel


KINDS = [AreaClass(LINES, "laag", "1 gebied", "7 Twente"), AreaClass(None, "geen", "1 gebied")]


@given(
    st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200), st.floats(1, 90)), min_size=1),
    st.floats(320, 800),
    st.floats(120, 500),
)
def test_areas_keep_their_proportions_and_stay_within_the_room(
    squares: list[tuple[float, float, float]], width: float, height: float
) -> None:
    areas = [square(*place, kind=0) for place in squares]
    chart = AreaChart(areas, KINDS, width, height, STYLE)
    filled = [rings for rings, look in drawn(chart).shapes if look.get("fill")][: len(areas)]

    scales = set()
    for rings, (_x, _y, size) in zip(filled, squares, strict=True):
        xs, ys = zip(*rings[0], strict=True)
        assert min(xs) >= 50 and max(xs) <= 50 + width - STYLE.legend
        assert min(ys) >= 60 and max(ys) <= 60 + chart.height <= 60 + height + 0.01
        scales |= {round((max(xs) - min(xs)) / size, 6), round((max(ys) - min(ys)) / size, 6)}
    assert max(scales) - min(scales) < 1e-3 * max(scales)


def test_an_area_without_a_figure_is_white_in_a_dotted_outline() -> None:
    easel = drawn(AreaChart([square(0, 0, 9, 0), square(9, 0, 9, 1)], KINDS, 400, 200, STYLE))

    dotted = [look for _rings, look in easel.shapes if look.get("dots")]
    assert len(dotted) == 2  # the area, and what the legend shows of its class
    assert not any(look.get("fill") for look in dotted)
    assert easel.clips == 2  # the other area, and the same in the legend


def test_borders_with_a_figure_lie_over_dotted_ones() -> None:
    easel = drawn(AreaChart([square(9, 0, 9, 1), square(0, 0, 9, 0)], KINDS, 400, 200, STYLE))
    kinds = ["dots" if look.get("dots") else "line" for _r, look in easel.shapes if "line" in look]
    assert kinds[:3] == ["dots", "line", "line"]


def test_a_label_stands_on_the_middle_of_its_place() -> None:
    chart = AreaChart([square(0, 0, 100, 0, "12")], KINDS, 400, 101.6, STYLE)
    label, x, baseline = drawn(chart, 0, 0).texts[0]

    assert label == "12"
    assert 40 < x < 50 < baseline < 56


@pytest.mark.parametrize(("height", "told"), [(300, True), (50, False)])
def test_the_legend_names_the_areas_where_there_is_room(height: float, told: bool) -> None:
    easel = drawn(AreaChart([square(0, 0, 9, 0)], KINDS, 400, height, STYLE))
    words = [text for text, _x, _y in easel.texts]

    assert any("7 Twente" in text for text in words) == told
    assert [text for text in words if text in ("laag  1 gebied", "geen  1 gebied")] == [
        "laag  1 gebied",
        "geen  1 gebied",
    ]


def test_what_the_legend_shows_is_drawn_as_on_the_map() -> None:
    areas = [square(0, 0, 9, 0)]
    swatches = []

    class Swatches(Easel):
        pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pattern, "draw", lambda self, _p, _o, _r, box: swatches.append((self, box)))
        chart = AreaChart(areas, KINDS, 400, 200, STYLE)
        chart.draw(Swatches(), Artifact.LAYOUT, 0, 0)  # type: ignore[arg-type]
    (on_map, _place), (in_legend, place) = swatches
    assert on_map is in_legend is LINES
    assert isinstance(place, Area) and place.width > place.height
