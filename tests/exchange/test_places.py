"""A remark is about what its mark lies on, or else about what is nearest to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.support.annotating import (
    FIRST,
    IN_BLOCK,
    IN_CELL,
    IN_FIRST,
    IN_SECOND,
    IN_THIRD,
    NOWHERE,
    PLACES,
    SECOND,
    THIRD,
    Paper,
    quads,
)
from welvaartcanvas.domain.answers import Target
from welvaartcanvas.exchange.boxes import FAR, Box
from welvaartcanvas.exchange.marks import marks_of
from welvaartcanvas.exchange.places import Places, places_in

CELL = Target(block="opgave", perspective="overheid")
BLOCK = Target(block="opgave")
KNOWN = places_in(Array([Array([*box, String(target)]) for target, box in PLACES.items()]))


def thing(id: str) -> Target:
    return Target(thing_id=id)


@pytest.mark.parametrize(
    ("marks", "target"),
    [
        ([IN_FIRST], thing(FIRST)),
        ([IN_SECOND], thing(SECOND)),
        ([IN_CELL], CELL),
        ([IN_BLOCK], BLOCK),
        # the end of one thing and more of the next
        ([(200, 695, 280, 705), (70, 660, 280, 685)], thing(SECOND)),
        # a few points over the edge
        ([(60, 735, 280, 745)], thing(FIRST)),
        # both things of a cell as a whole
        ([(65, 635, 285, 745)], CELL),
        # all things of a block
        ([(55, 630, 545, 750)], BLOCK),
        # one as a whole, with air around it
        ([(60, 692, 290, 750)], thing(FIRST)),
        # a large box in the cell that just touches a thing
        ([(80, 510, 280, 645)], CELL),
    ],
)
def test_a_mark_is_about_what_it_lies_on(marks: list[Any], target: Target) -> None:
    assert KNOWN.target([Box(*mark) for mark in marks]) == target


@pytest.mark.parametrize(
    ("mark", "target"),
    [
        ((560, 705, 580, 725), thing(THIRD)),  # in the right margin, beside a thing
        ((10, 655, 30, 675), thing(SECOND)),  # in the left margin
        ((560, 520, 580, 540), Target(block="opgave", perspective="onderwijs")),
        ((560, 420, 580, 440), BLOCK),
        ((200, 805, 220, 820), BLOCK),  # just above everything
        ((200, 10, 220, 30), BLOCK),  # far from everything on the page of one block
    ],
)
def test_a_note_in_the_margin_is_about_what_is_at_its_height(mark: Any, target: Target) -> None:
    assert KNOWN.target([Box(*mark)]) == target


def test_far_from_everything_on_a_page_of_several_blocks_it_is_about_none() -> None:
    places = {"block:opgave": (50, 600, 550, 800), "block:doelgroep": (50, 300, 550, 500)}
    paper = Paper(places, {})
    paper.add("Text", NOWHERE, Contents="Waar?")
    paper.add("Text", IN_FIRST, page=1, Contents="Op de omslag")

    first, second = paper.answers().remarks
    assert (first.target, first.page) == (Target(), 1)
    assert (second.target, second.page) == (Target(), 2)


edges = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(st.sampled_from([box for name, box in PLACES.items() if "thing" in name]), edges, edges)
def test_wherever_a_mark_lies_in_a_thing_it_is_about_that(place: Any, x: Any, y: Any) -> None:
    left, low, right, high = place
    across, along = right - left, high - low
    mark = Box(left + x[0] * across, low + y[0] * along, left + x[1] * across, low + y[1] * along)

    target = next(t.partition(":")[2] for t, box in PLACES.items() if box == place)
    assert KNOWN.target([mark]) == thing(target)


numbers = st.floats(-FAR, FAR)
boxes = st.tuples(numbers, numbers, numbers, numbers).map(
    lambda n: Box(min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3]))
)


@given(st.lists(boxes, max_size=4))
def test_whatever_a_mark_is_like_it_has_a_place_or_none(marks: list[Box]) -> None:
    told = {thing(FIRST), thing(SECOND), thing(THIRD), CELL, BLOCK}
    told |= {Target(block="opgave", perspective="onderwijs")}
    assert KNOWN.target(marks) in told
    assert Places([]).target(marks) == Target()


@pytest.mark.parametrize(
    "row",
    [
        5,
        String("thing"),
        Array([]),
        Array([1, 2, 3, 4]),
        Array([1, 2, 3, String("block:x"), 4]),
        Array([1, 2, 3, String("4"), String("block:x")]),
        Array([1, 2, 3, 10**12, String("block:x")]),
        Array([1, 2, 3, 4, String("block:../etc")]),
        Array([1, 2, 3, 4, String("niets:x")]),
        Array([1, 2, 3, 4, String(f"thing:{FIRST} ")]),
        Array([1, 2, 3, 4, Name.Block]),
    ],
    ids=repr,
)
def test_a_place_that_is_not_told_as_it_should_be_is_none(row: Any) -> None:
    assert places_in(Array([row])).target([Box(1, 2, 3, 4)]) == Target()


# Where a mark points


def pointed(**entries: Any) -> list[Box]:
    return marks_of({f"/{name}": value for name, value in entries.items()})


@pytest.mark.parametrize(
    "order",
    [
        (10, 30, 50, 30, 10, 20, 50, 20),  # as Acrobat and most programs
        (10, 20, 50, 20, 50, 30, 10, 30),  # as the standard
        (50, 20, 10, 20, 10, 30, 50, 30),
    ],
)
def test_words_are_where_they_are_in_whichever_order_their_corners_come(order: Any) -> None:
    found = pointed(Subtype=Name.Highlight, Rect=Array([0, 0, 600, 800]), QuadPoints=Array(order))

    assert found == [Box(10, 20, 50, 30)]


def test_a_callout_is_about_what_its_tip_points_at() -> None:
    [tip] = pointed(Subtype=Name.FreeText, Rect=Array(NOWHERE), CL=Array([100, 200, 90, 80, 9, 9]))

    assert tip == Box(99, 199, 101, 201)


def test_an_arrow_is_about_what_it_points_at_and_a_line_about_all_along_it() -> None:
    line = {"Subtype": Name.Line, "Rect": Array([0, 0, 100, 100]), "L": Array([0, 0, 100, 100])}

    [tip] = pointed(**line, LE=Array([Name("/None"), Name.OpenArrow]))
    assert tip == Box(99, 99, 101, 101)
    [tip] = pointed(**line, LE=Array([Name.ClosedArrow, Name("/None")]))
    assert tip == Box(-1, -1, 1, 1)
    along = pointed(**line)
    assert sum(box.area for box in along) < 1000
    assert along == pointed(**line, LE=Array([Name.OpenArrow, Name.OpenArrow]))


def test_every_stroke_of_a_pen_counts_and_a_highlighter_is_as_wide_as_it_is() -> None:
    strokes = Array([Array([10, 20, 50, 25]), Array([10, 100, 50, 100])])
    pen = {"Subtype": Name.Ink, "Rect": Array([0, 0, 600, 800]), "InkList": strokes}

    assert pointed(**pen) == [Box(10, 20, 50, 25), Box(10, 100, 50, 100)]
    assert pointed(**pen, IT=Name.InkHighlight, BS=Dictionary(W=12)) == [
        Box(10, 14, 50, 31),
        Box(10, 94, 50, 106),
    ]


def test_a_shape_of_points_is_around_them() -> None:
    points = Array([10, 20, 50, 20, 30, 60])

    assert pointed(Subtype=Name.Polygon, Vertices=points) == [Box(10, 20, 50, 60)]
    assert pointed(Subtype=Name.PolyLine, Vertices=points) == [Box(10, 20, 50, 60)]


# Pages


def test_a_page_is_known_for_what_it_is_wherever_it_stands() -> None:
    paper = Paper(PLACES, {})
    paper.add("Text", IN_FIRST, Contents="Op één", NM="x")
    paper.add("Text", IN_FIRST, page=1, Contents="Op twee", NM="y")
    before = {(r.key, r.page, r.target) for r in paper.answers().remarks}

    paper.pdf.pages.reverse()
    assert {(r.key, r.page, r.target) for r in paper.answers().remarks} == before

    del paper.pdf.pages[0]
    paper.pdf.add_blank_page()
    [remark] = paper.answers().remarks
    assert (remark.page, remark.target) == (1, thing(FIRST))


@pytest.mark.parametrize("how", [{"Rotate": 90}, {"CropBox": Array([50, 50, 500, 700])}])
def test_a_page_that_is_turned_or_cut_has_its_places_where_they_were(how: dict[str, Any]) -> None:
    paper = Paper()
    paper.add("Highlight", NOWHERE, QuadPoints=quads(IN_THIRD))
    for name, value in how.items():
        paper.pdf.pages[0].obj[f"/{name}"] = value

    [remark] = paper.answers().remarks
    assert remark.target == thing(THIRD)


@pytest.mark.parametrize("number", [-1, 0, 10**12, String("2"), Name.Two])
def test_a_page_of_no_number_has_that_of_its_place(number: Any) -> None:
    paper = Paper(PLACES, PLACES)
    paper.pdf.pages[1].obj.PieceInfo.Welvaartcanvas.Private.Page = number
    paper.add("Text", page=1)

    [remark] = paper.answers().remarks
    assert remark.page == 2
