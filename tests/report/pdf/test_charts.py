"""Charts say what they say by shape and place, and nothing in them hides anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.report.pdf import charts
from welvaartcanvas.report.pdf.charts import (
    BoxChart,
    BoxRow,
    CoverageGrid,
    Discs,
    Dot,
    DotChart,
    DotRow,
    DotStyle,
    GridRow,
    GridStyle,
)
from welvaartcanvas.report.pdf.colour import BLACK, WHITE, Colour
from welvaartcanvas.report.pdf.marks import SHAPES
from welvaartcanvas.report.pdf.text import Look
from welvaartcanvas.report.pdf.tree import Node, Role

LOOK = Look(9.5, 13)
DOTS = DotStyle(label=LOOK, axis=LOOK, rule=BLACK, band=WHITE, span=BLACK)
GRID = GridStyle(label=LOOK, head=LOOK, number=LOOK, filled=WHITE, rule=BLACK)


class Easel:
    """A page that notes what is drawn on it instead of drawing."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.shapes: list[tuple[str, Any]] = []

    def text(self, owner: object, x: float, baseline: float, line: Any) -> None:
        self.texts.append(line.text)

    def cover(self, node: Node, *area: float) -> None: ...

    def rectangle(self, owner: object, area: Any, **look: Any) -> None:
        self.shapes.append(("filled" if look.get("fill") else "open", area))

    def circle(self, owner: object, centre: Any, radius: float, **look: Any) -> None:
        self.shapes.append(("filled" if look.get("fill") else "open", centre))

    def stroke(self, owner: object, points: Any, *look: Any) -> None:
        self.shapes.append(("line", points))


rows = st.lists(
    st.lists(st.tuples(st.sampled_from(SHAPES), st.integers(0, 5)), max_size=5), min_size=1
)


@given(rows)
def test_no_dot_hides_another(drawn: list[list[tuple[str, int]]]) -> None:
    given_rows = [
        DotRow(f"rij {i}", tuple(Dot(shape, BLACK, value) for shape, value in row))
        for i, row in enumerate(drawn)
    ]
    chart = DotChart(given_rows, 5, 480, DOTS)
    places: list[tuple[float, float]] = []

    def note(
        page: object, owner: object, shape: str, centre: tuple[float, float], **_: Any
    ) -> None:
        places.append(centre)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "mark", note)
        chart.draw(Easel(), Node(Role.FIGURE), 0, 0)  # type: ignore[arg-type]

    assert len(places) == sum(map(len, drawn))
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert abs(x - other_x) >= DOTS.mark or abs(y - other_y) >= DOTS.mark
    assert all(0 <= y <= chart.height for _x, y in places)


class Chart(NamedTuple):
    """A chart as it was drawn."""

    easel: Easel
    signs: list[str]
    bars: list[tuple[Any, Any]]


def drawn(*rows: DotRow, ends: tuple[str, str] = ("", "")) -> Chart:
    made = Chart(Easel(), [], [])

    class Barred(Easel):
        def rectangle(self, owner: object, area: Any, **look: Any) -> None:
            if owner is figure:
                made.bars.append((area, look.get("fill")))

    def note(page: object, owner: object, name: str, *_place: Any, **_look: Any) -> None:
        made.signs.append(name)

    figure, easel = Node(Role.FIGURE), Barred()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "sign", note)
        patch.setattr(charts, "mark", lambda *_place, **_look: None)
        DotChart(rows, 5, 480, DOTS, ends=ends).draw(easel, figure, 0, 0)  # type: ignore[arg-type]
    made.easel.texts += easel.texts
    return made


def test_a_row_that_stands_out_has_a_thick_bar_in_its_colour_and_its_signs() -> None:
    purple = Colour.parse("#5B3C91")
    dots = (Dot("circle", BLACK, 1), Dot("square", BLACK, 4))
    chart = drawn(
        DotRow("gewoon", dots), DotRow("verschil", dots, (("unequal", purple),), bold=purple)
    )
    (plain, colour), (bold, other) = chart.bars
    assert (colour, other) == (DOTS.span, purple)
    assert bold.height > plain.height and bold.width == plain.width
    assert chart.signs == ["unequal"]


def test_the_ends_of_the_scale_say_what_they_mean() -> None:
    chart = drawn(DotRow("rij", ()), ends=("niet besproken", "werkt aantoonbaar"))
    assert chart.easel.texts[:3] == ["niet besproken", "werkt aantoonbaar", "0"]
    assert not chart.bars


def test_a_higher_score_stands_further_to_the_right() -> None:
    chart = DotChart([DotRow("rij", ())], 5, 480, DOTS)
    columns = [chart._column(0, value) for value in range(6)]
    steps = {round(after - before, 6) for before, after in pairwise(columns)}
    assert len(steps) == 1 and min(steps) > 40


@pytest.mark.parametrize("score", range(6))
def test_a_score_is_that_many_filled_discs_of_five(score: int) -> None:
    easel = Easel()
    Discs(5, BLACK, BLACK).draw(easel, Node(Role.FIGURE), 0, 0, score)  # type: ignore[arg-type]
    assert [kind for kind, _at in easel.shapes] == ["filled"] * score + ["open"] * (5 - score)


@pytest.mark.parametrize("align", [0.0, 1.0])
def test_no_rating_looks_unlike_the_rating_0(align: float) -> None:
    easel, discs = Easel(), Discs(5, BLACK, BLACK, align=align)
    discs.draw(easel, Node(Role.FIGURE), 0, 0, None)  # type: ignore[arg-type]
    ((kind, points),) = easel.shapes
    assert kind == "line"
    assert points[0 if align == 0.0 else -1] == (align * discs.width, 0)


def test_equal_dots_are_explained_above_the_labels_in_room_that_is_there() -> None:
    note = "Gelijke waarderingen staan naast elkaar."
    ends = ("niet besproken", "werkt aantoonbaar")
    plain, noted = (
        DotChart([DotRow("rij", ())], 5, 480, DOTS, ends=ends, note=n) for n in ("", note)
    )
    assert noted.height <= plain.height + LOOK.leading / 2
    easel = Easel()
    noted.draw(easel, Node(Role.FIGURE), 0, 0)  # type: ignore[arg-type]
    assert "".join(easel.texts).startswith(note)


def test_coverage_is_a_table_with_the_blocks_and_the_sides_as_headers() -> None:
    table, rows = Node(Role.TABLE), [GridRow("Overheid", "square", BLACK, (3, 0), "en")]
    grid = CoverageGrid("Bouwsteen", ["1", "2"], rows, 480, GRID)
    grid.draw(Easel(), table, 0, 0)  # type: ignore[arg-type]
    head, body = ([n for n in part.walk() if n is not part] for part in table.kids)  # type: ignore[union-attr]
    assert [(n.role, n.scope) for n in head] == [(Role.ROW, None), *[(Role.HEADER, "Column")] * 3]
    named = (Role.HEADER, "Row", "en")
    assert [(n.role, n.scope, n.language) for n in body[1:2]] == [named]
    assert [n.role for n in body[2:]] == [Role.CELL] * 2


def test_a_covered_cell_has_a_ground_and_its_number_an_empty_one_a_frame() -> None:
    easel = Easel()
    row = GridRow("Overheid", "square", BLACK, (3, 0, 12))
    grid = CoverageGrid("Bouwsteen", ["1", "2", "3"], [row], 480, GRID)
    grid.draw(easel, Node(Role.TABLE), 0, 0)  # type: ignore[arg-type]
    _mark, *cells = easel.shapes
    assert [kind for kind, _area in cells] == ["filled", "open", "filled"]
    assert easel.texts == ["Bouwsteen", "1", "2", "3", "Overheid", "3", "0", "12"]
    assert max(area.y + area.height for _kind, area in cells) <= grid.height + 0.01


def test_a_box_goes_from_quarter_to_quarter_and_its_line_from_end_to_end() -> None:
    easel = Easel()
    style = DOTS._replace(signs=0.0)
    rows = [BoxRow("1", (1, 2, 2.5, 3, 5)), BoxRow("2", ())]
    chart = BoxChart(rows, 5, 172 + 24 + 500, style, WHITE)
    chart.draw(easel, Node(Role.FIGURE), 0, 0)  # type: ignore[arg-type]

    def at(value: float) -> float:
        return 172 + 12 + 100 * value

    [box] = [area for kind, area in easel.shapes if kind == "filled" and area.height == 11]
    assert (box.x, box.width) == (at(2), 100)
    lines = [(line[0][0], line[1][0]) for kind, line in easel.shapes if kind == "line"]
    assert (at(1), at(5)) in lines
    assert lines.count((at(2.5), at(2.5))) == 1  # the middle; the scale has no line there
