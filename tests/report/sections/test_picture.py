"""The canvas in one picture: every block shows what its place has room for, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.support import build
from tests.support.often import often
from tests.support.pdf import structure
from tests.support.templates import four_sided, templates
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import LANGUAGES, use_language
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.tree import Marked, Node, Role
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.sections.picture import picture, row_needs
from welvaartcanvas.report.sections.picture_tile import SIZES, Tile
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.view import CanvasView

DAY = build.MOMENT.date()


def drawn_in(canvas: Canvas) -> Document:
    """A document with the picture of ``canvas``."""
    view = CanvasView(canvas, DAY, {})
    document = Document(Metadata("T", "A", "S", "C", view.language, view.day))
    sheet = CanvasSheet(document, view)
    picture(sheet, Section("Beeld"))
    sheet.flow.end()
    return document


def drawn(canvas: Canvas) -> list[Node]:
    """The figures of the blocks, drawn."""
    document = drawn_in(canvas)
    figures = [node for node in document.root.walk() if node.role is Role.FIGURE]
    return figures[: len(canvas.template.blocks)]


def test_the_shipped_canvas_shows_everything_in_both_languages() -> None:
    for language in LANGUAGES:
        with use_language(language):
            view = CanvasView(build.full_canvas(), DAY, {})
            width = FRAME.width / 5 - 5
            tiles = [Tile(view, block, width, SIZES[-1]) for block in view.template.blocks]
            assert all(tile.whole and tile.nameable for tile in tiles)


def test_larger_type_asks_more_room_and_names_ask_more_height() -> None:
    view = CanvasView(build.full_canvas(), DAY, {})
    for block in view.template.blocks:
        heights = [Tile(view, block, 200, size).need(named=True) for size in SIZES]
        assert heights == sorted(heights, reverse=True)
        tile = Tile(view, block, 95, SIZES[-1])
        assert tile.need(named=True) > tile.need(named=False)


def test_a_place_too_narrow_for_words_has_the_number_and_the_marks() -> None:
    view = CanvasView(build.full_canvas(template=four_sided()), DAY, {})
    for block in view.template.blocks:
        tile = Tile(view, block, 30, SIZES[-1])
        assert not tile.whole and not tile.nameable


@settings(max_examples=often(25))
@given(templates())
def test_the_blocks_of_any_layout_stand_apart_on_the_page_with_something_in_each(
    template: Template,
) -> None:
    figures = drawn(build.full_canvas(1, template=template))
    boxes = [figure.box.area for figure in figures if figure.box]
    assert len(boxes) == len(template.blocks)
    for figure, box in zip(figures, boxes, strict=True):
        assert FRAME.x - 0.1 <= box.x and box.x + box.width <= FRAME.x + FRAME.width + 0.1
        assert FRAME.top <= box.y and box.y + box.height <= FRAME.bottom
        assert any(isinstance(kid, Marked) for kid in figure.kids)
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            below = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or below


@given(templates())
def test_rows_give_every_block_what_it_needs(template: Template) -> None:
    needs = {block.key: 20.0 * block.number for block in template.blocks}
    rows = row_needs(template, 5.0, needs)
    for block in template.blocks:
        first, count = block.place.row, block.place.height
        assert sum(rows[first : first + count]) + 5.0 * (count - 1) >= needs[block.key] - 0.01


@pytest.mark.parametrize(
    ("language", "one", "none"),
    [
        (
            "nl",
            "1 van de 27 vakken heeft een bijdrage. 1 van de 27 vakken heeft een waardering.",
            "0 van de 27 vakken hebben een bijdrage. 0 van de 27 vakken hebben een waardering.",
        ),
        (
            "en",
            "1 of 27 cells has a contribution. 1 of 27 cells has a rating.",
            "0 of 27 cells have a contribution. 0 of 27 cells have a rating.",
        ),
    ],
)
def test_how_many_cells_have_something_is_said_in_good_grammar(
    language: str, one: str, none: str
) -> None:
    template = build.shipped_template()
    cell = template.cells[0]
    started = build.canvas(template=template, notes={cell: ["Een bijdrage"]}, scores={cell: 3})
    for canvas, said in ((started, one), (build.empty_canvas(template), none)):
        with use_language(language):
            pdf = write(drawn_in(canvas))
        assert next(e.text for e in structure(pdf) if e.role == "P") == said
