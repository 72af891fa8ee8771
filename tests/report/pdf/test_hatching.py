"""Lines and dots on grounds: over the whole shape, and seen only there."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pdf import ink, reader, violations
from welvaartcanvas.report.pdf.colour import BLACK, WHITE, Colour
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.hatching import Pattern, Strokes, _lines
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Role
from welvaartcanvas.report.pdf.writer import write

BOX = Area(20, 30, 50, 40)
TRIANGLE = [(20, 30), (70, 30), (45, 70)]
GREY = Colour.parse("#999999")


@pytest.fixture
def document() -> Document:
    return Document(Metadata("Titel", "Regio", "Canvas", "Test", "nl", date(2026, 1, 31)))


def operators(page: Page) -> str:
    return page.finished().decode("latin-1")


strokes = st.builds(
    Strokes, st.floats(0, 180), st.floats(1, 12), st.just(0.5), st.just(0.0) | st.floats(1, 12)
)


@given(strokes)
def test_lines_stay_within_the_box_and_are_evenly_apart(drawn: Strokes) -> None:
    lean = math.radians(drawn.lean)
    offsets = []
    for start, end in _lines(drawn, BOX):
        for x, y in (start, end):
            assert BOX.x - 0.01 <= x <= BOX.x + BOX.width + 0.01
            assert BOX.y - 0.01 <= y <= BOX.y + BOX.height + 0.01
            offsets.append((x * math.sin(lean) + y * math.cos(lean)) / drawn.apart)
    assert all(offset == pytest.approx(round(offset), abs=1e-6) for offset in offsets)


@given(strokes.filter(lambda drawn: not drawn.dots))
def test_no_place_of_the_box_is_further_from_a_line_than_they_are_apart(drawn: Strokes) -> None:
    lean = math.radians(drawn.lean)
    found = {
        round((start[0] * math.sin(lean) + start[1] * math.cos(lean)) / drawn.apart)
        for start, _end in _lines(drawn, BOX)
    }
    middle = (BOX.x + BOX.width / 2) * math.sin(lean) + (BOX.y + BOX.height / 2) * math.cos(lean)
    assert found & {math.floor(middle / drawn.apart), math.ceil(middle / drawn.apart)}


@given(st.floats(0, 180), st.floats(1, 12), st.floats(1, 12))
def test_dots_of_neighbours_stand_in_one_grid(lean: float, apart: float, dots: float) -> None:
    """A row starts a whole number of steps from where it starts in any other box."""
    turned = math.radians(lean)
    for box in (BOX, Area(70, 30, 33, 40)):
        for (x, y), _end in _lines(Strokes(lean, apart, 1, dots), box):
            steps = (x * math.cos(turned) - y * math.sin(turned)) / dots
            assert steps == pytest.approx(round(steps), abs=1e-6)


def test_hatching_is_seen_within_its_shape_alone(document: Document) -> None:
    page = document.page(100, 100)
    Pattern(WHITE, BLACK, (Strokes(45, 5, 1),)).draw(page, Artifact.LAYOUT, [TRIANGLE], BOX)
    drawn = operators(page)

    path = "20 70 m 70 70 l 45 30 l h"
    assert drawn.count(f"{path} f*") == 1
    within = drawn.partition(f"q {path} W* n")[2].partition("Q")[0]
    assert within.count(" S") == drawn.count(" S") > 5


def test_a_plain_ground_needs_no_clipping(document: Document) -> None:
    page = document.page(100, 100)
    Pattern(GREY, BLACK).draw(page, Artifact.LAYOUT, [TRIANGLE], BOX)
    assert "W*" not in operators(page)


def test_what_is_set_within_a_clip_is_set_again_after_it(document: Document) -> None:
    """``Q`` brings back the colours, fonts and dashes from before ``q``."""
    page = document.page(200, 200)
    node = document.root.add(Role.PARAGRAPH)
    page.stroke(node, [(0, 0), (9, 9)], GREY, 2)
    with page.clipped([TRIANGLE]):
        page.stroke(node, [(0, 0), (9, 9)], BLACK, 3, dots=4)
        page.text(node, 10, 20, wrap([Span("binnen", Look(10, 14))], 100)[0])
    page.stroke(node, [(0, 0), (9, 9)], GREY, 2)
    page.stroke(node, [(0, 0), (9, 9)], BLACK, 3)
    page.text(node, 10, 40, wrap([Span("buiten", Look(10, 14))], 100)[0])
    inside, _q, after = operators(page).partition("Q")

    assert "[0.01 3.99] 0 d" in inside and " d " not in after
    assert after.index("m 9 191 l S") < after.index("0.000 0.000 0.000 RG 3 w")
    assert " Tf " in after


def test_dots_end_where_lines_begin(document: Document) -> None:
    page = document.page(100, 100)
    page.stroke(Artifact.LAYOUT, [(0, 0), (9, 9)], BLACK, 1, dots=3)
    page.stroke(Artifact.LAYOUT, [(0, 0), (9, 9)], BLACK, 1)
    page.stroke(Artifact.LAYOUT, [(0, 0), (9, 9)], BLACK, 1)
    dotted, line, again = operators(page).splitlines()[1:4]

    assert "[0.01 2.99] 0 d 1 J" in dotted
    assert "[] 0 d 0 J" in line
    assert " d " not in again


def test_a_hole_is_left_open(document: Document) -> None:
    page = document.page(100, 100)
    outer = [(0, 0), (90, 0), (90, 90), (0, 90)]
    page.shape(Artifact.LAYOUT, [outer, TRIANGLE], fill=GREY, line=BLACK)
    assert "l h 20 70 m 70 70 l 45 30 l h B*" in operators(page)


def test_what_is_clipped_keeps_its_owner_and_the_file_stays_sound(document: Document) -> None:
    page = document.page(100, 100)
    heading = document.root.add(Role.H1)
    page.text(heading, 10, 12, wrap([Span("Kop", Look(8, 10))], 80)[0])
    figure = document.root.add(Role.FIGURE, alternative="Een driehoek")
    figure.box = Box(0, BOX)
    Pattern(WHITE, BLACK, (Strokes(0, 5, 1, 5), Strokes(90, 5, 1))).draw(
        page, figure, [TRIANGLE], BOX
    )
    pdf = write(document)

    assert violations(pdf) == []
    assert {i.tag for i in ink(reader(pdf).pages[0])} == {"/H1", "/Figure"}
