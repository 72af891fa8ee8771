"""The poster: always one page, and what is not on it is named."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings

from tests.support import build
from tests.support.hostile import LONGEST_TEXT
from tests.support.pdf import fonts, ink, reader, source_of, squeezed, typed_text
from tests.support.strategies import canvases
from tests.support.templates import gridded
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import read_template
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report import ReportKind, render
from welvaartcanvas.report.pdf.layout import shares
from welvaartcanvas.report.poster import HEIGHT, WIDTH
from welvaartcanvas.report.poster_card import SIZES
from welvaartcanvas.wording import findings

DAY = date(2026, 11, 22)


def poster(canvas: Canvas, language: str = "en") -> bytes:
    with use_language(language):
        return render(
            canvas, ReportKind.POSTER, day=DAY, municipalities={}, source=source_of(canvas)
        )


def left_out(pdf: bytes) -> int:
    """How many contributions the poster says that it leaves out."""
    return sum(map(int, re.findall(r"\+(\d+)more,seethereport", typed_text(pdf))))


def assert_on_the_page(pdf: bytes) -> None:
    (page,) = reader(pdf).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (WIDTH, HEIGHT)
    places: list[tuple[float, float]] = []
    page.extract_text(
        visitor_text=lambda text, _cm, tm, *_rest: (
            places.append((tm[4], tm[5])) if text.strip() else None
        )
    )
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)
    assert all(i.tag for i in ink(page))


@pytest.mark.parametrize("per_cell", [0, 1, 3, 5, 12, 75])
def test_a_poster_is_one_page_at_any_amount(per_cell: int) -> None:
    assert_on_the_page(poster(build.full_canvas(per_cell=per_cell)))


@pytest.mark.parametrize("per_cell", [1, 5, 12, 75])
def test_every_contribution_is_there_in_full_or_counted(per_cell: int) -> None:
    canvas = build.full_canvas(per_cell=per_cell)
    pdf = poster(canvas)
    said = typed_text(pdf)
    shown = sum(squeezed(c.text) in said for c in canvas.contributions)
    assert shown + left_out(pdf) == len(canvas.contributions)


def test_an_ordinary_canvas_leaves_nothing_out() -> None:
    canvas = build.full_canvas(per_cell=2)
    pdf = poster(canvas)
    assert left_out(pdf) == 0
    assert all(squeezed(c.text) in typed_text(pdf) for c in canvas.contributions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_shows_the_blocks_the_sides_and_what_follows(language: str) -> None:
    canvas = build.full_canvas()
    said = typed_text(poster(canvas, language))
    assert squeezed(canvas.title) in said
    assert squeezed(canvas.region.name) in said
    for block in canvas.template.blocks:
        assert squeezed(block.title(language)) in said
        assert squeezed(block.question(language)) in said
    for perspective in canvas.template.perspectives:
        # In every block, and among the marks that are explained.
        assert said.count(squeezed(perspective.name(language))) >= 10
    with use_language(language):
        from welvaartcanvas.domain.analysis import profile

        for name in {name for p in profile(canvas) for name in findings(p)}:
            assert squeezed(name) in said


def test_the_type_grows_smaller_as_a_canvas_fills_and_stays_legible() -> None:
    def smallest(pdf: bytes) -> float:
        content = reader(pdf).pages[0].get_contents()
        assert content is not None
        return min(float(s) for s in re.findall(rb"/F\d+ ([\d.]+) Tf", content.get_data()))

    sizes = [smallest(poster(build.full_canvas(per_cell=n))) for n in (1, 2, 3, 5, 75)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] == SIZES[-1]


def test_a_text_too_long_for_its_place_ends_with_an_ellipsis_and_is_counted() -> None:
    canvas = build.canvas(
        notes={("opgave", "overheid"): [LONGEST_TEXT, "en nog een"]},
        template=build.shipped_template(),
    )
    pdf = poster(canvas)
    assert_on_the_page(pdf)
    assert "…" in typed_text(pdf)
    assert left_out(pdf) == 2


def test_an_empty_canvas_says_so_in_every_cell() -> None:
    pdf = poster(build.empty_canvas(build.shipped_template()))
    assert typed_text(pdf).count("Nocontributionyet") == 27


def test_a_place_too_small_for_any_contribution_counts_them() -> None:
    data = build.small_template_data()
    data["grid"] = {"columns": 2, "rows": 20}
    data["blocks"][0]["place"] = {"column": 0, "row": 0, "width": 2, "height": 1}
    data["blocks"][1]["place"] = {"column": 0, "row": 1, "width": 2, "height": 19}
    narrow = {"columns": 12, "rows": 1}
    for places in ([(0, 1), (1, 11)], [(0, 6), (6, 6)]):
        data["grid"] = narrow
        for block, (column, width) in zip(data["blocks"], places, strict=True):
            block["place"] = {"column": column, "row": 0, "width": width, "height": 1}
        template = read_template(data, "smal")
        canvas = build.full_canvas(per_cell=30, template=template)
        assert_on_the_page(poster(canvas))


def left_of(pdf: bytes, text: str) -> float:
    """Where ``text`` starts, in points from the left of the page."""
    found: list[float] = []
    reader(pdf).pages[0].extract_text(
        visitor_text=lambda said, _cm, tm, *_rest: found.append(tm[4]) if text in said else None
    )
    return found[0]


def test_columns_are_alike_until_a_full_one_needs_more() -> None:
    template = gridded(2, 2, [(0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 2, 1)])

    def second(text: str, times: int) -> float:
        notes = {("b2", "overheid"): [text] * times}
        return left_of(poster(build.canvas(notes=notes, template=template)), "Block 2")

    middle = second("Weinig te zeggen", 1)
    assert WIDTH / 2 < middle < WIDTH / 2 + 50
    assert 0.35 * WIDTH < second("Veel te zeggen. " * 9, 40) < middle - 50


def test_names_of_sides_are_whole_where_there_is_room() -> None:
    halves = gridded(2, 1, [(0, 0, 1, 1), (1, 0, 1, 1)], sides=4)
    canvas = build.full_canvas(per_cell=3, template=halves)
    said = typed_text(poster(canvas, "nl"))
    for perspective in canvas.template.perspectives:
        assert said.count(squeezed(perspective.name("nl"))) > len(canvas.template.blocks)


def test_the_reading_order_is_that_of_the_numbers_not_of_the_places() -> None:
    canvas = build.full_canvas(per_cell=1)
    said = typed_text(poster(canvas, "nl"))
    at = [said.index(squeezed(b.question("nl"))) for b in canvas.template.reading_order]
    assert at == sorted(at)


def test_fonts_are_embedded_and_the_bytes_are_the_same_every_time() -> None:
    canvas = build.full_canvas()
    pdf = poster(canvas)
    assert poster(canvas) == pdf
    assert len(pdf) < 100_000  # its source is in it
    for font in fonts(pdf):
        (descendant,) = (d.get_object() for d in font["/DescendantFonts"])
        assert "/FontFile2" in descendant["/FontDescriptor"]


@settings(max_examples=20, deadline=None)
@given(canvases())
def test_any_canvas_makes_a_poster_of_one_page(canvas: Canvas) -> None:
    assert_on_the_page(poster(canvas))


def test_progress_counts_the_blocks() -> None:
    steps: list[tuple[int, int]] = []
    empty = build.empty_canvas(build.shipped_template())
    render(
        empty,
        ReportKind.POSTER,
        day=DAY,
        municipalities={},
        source=source_of(empty),
        progress=lambda done, total: steps.append((done, total)),
    )
    assert steps == [(done, 9) for done in range(1, 10)]


@pytest.mark.parametrize(
    ("needs", "room", "parts"),
    [
        ([10, 20, 30], 100, [10, 20, 30]),
        ([10, 200, 300], 112, [10, 50, 50]),
        ([90, 90, 90], 62, [20, 20, 20]),
    ],
)
def test_who_needs_less_leaves_the_rest_to_others(
    needs: list[float], room: float, parts: list[float]
) -> None:
    assert shares(needs, room, 1) == parts
