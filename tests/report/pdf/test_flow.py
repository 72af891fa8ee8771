"""Pieces over pages: nothing is cut or lost, and what belongs together stays together."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.pdf import ink, reader, typed_text
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.layout import (
    Panel,
    Piece,
    Row,
    RowCell,
    paragraph,
)
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.pdf.writer import write

BODY = Look(10, 14)
KOP = Look(20, 24)
GREY = Colour.parse("#F3F6F6")
FRAME = Frame(x=20, top=20, width=260, bottom=300)


def a_document() -> Document:
    return Document(Metadata("Titel", "Regio", "Canvas", "Test", "nl", date(2026, 1, 31)))


def a_flow(document: Document) -> Flow:
    return Flow(FRAME, lambda: document.page(300, 320))


@dataclass(slots=True)
class Recorded(Piece):
    """A piece that notes where it was drawn."""

    name: int = 0
    places: list[tuple[int, int, float, float]] = field(default_factory=list)

    def draw(self, page: Page, x: float, y: float) -> None:
        self.places.append((self.name, page.number, y, y + self.height))


piece_values = st.tuples(st.floats(1, 120), st.floats(0, 40), st.booleans())


@given(st.lists(piece_values, max_size=40), st.booleans())
def test_every_piece_is_drawn_once_in_order_within_the_frame(
    values: list[tuple[float, float, bool]], panelled: bool
) -> None:
    document = a_document()
    flow, places = a_flow(document), []
    panel = Panel(200, 8, GREY) if panelled else None
    flow.add(
        Recorded(height, space, glued, panel if i % 3 else None, name=i, places=places)
        for i, (height, space, glued) in enumerate(values)
    )
    flow.end()

    assert [place[0] for place in places] == list(range(len(values)))
    assert all(top >= FRAME.top and end <= FRAME.bottom + 0.1 for _n, _p, top, end in places)
    for (_n, page, _top, end), (_m, next_page, top, _end) in itertools.pairwise(places):
        assert next_page >= page
        assert next_page > page or top >= end - 0.001


def test_a_heading_goes_to_the_page_of_what_follows() -> None:
    document = a_document()
    flow, places = a_flow(document), []
    filler = Recorded(250, name=0, places=places)
    heading = Recorded(20, glued=True, name=1, places=places)
    text = Recorded(14, name=2, places=places)
    flow.add([filler, heading, text])
    assert [(name, page) for name, page, *_rest in places] == [(0, 0), (1, 1), (2, 1)]


def test_two_lines_of_a_paragraph_stay_together_at_either_end_of_a_page() -> None:
    words = "woord " * 200
    for filled in range(0, 280, 7):
        document = a_document()
        flow = a_flow(document)
        node = document.root.add(Role.PARAGRAPH)
        flow.add([Recorded(filled)])
        flow.add(paragraph(node, [Span(words, BODY)], FRAME.width))
        flow.end()
        pages = reader(write(document)).pages
        lines = [sum(i.text is not None for i in ink(page)) for page in pages]
        assert all(count != 1 for count in lines)


def test_a_panel_goes_on_on_every_page_of_its_text() -> None:
    document = a_document()
    flow = a_flow(document)
    pieces = paragraph(document.root.add(Role.PARAGRAPH), [Span("woord " * 400, BODY)], 200)
    panel = Panel(260, 8, GREY)
    for piece in pieces:
        piece.panel = panel
    flow.add(pieces)
    flow.end()
    pages = reader(write(document)).pages
    assert len(pages) > 2
    for page in pages:
        first, *rest = ink(page)
        assert (first.tag, first.text) == ("/Artifact", None)
        assert all(i.tag == "/P" for i in rest)


def test_a_panel_goes_to_the_page_of_what_it_is_glued_to() -> None:
    for filled in range(100, 280):
        document = a_document()
        flow, places = a_flow(document), []
        panel, other = Panel(260, 8, GREY), Panel(260, 6, GREY)
        flow.add(
            [
                Recorded(filled),
                Recorded(20, 4, True, panel, name=1, places=places),
                Recorded(20, 4, True, other, name=2, places=places),
                Recorded(14, 4, name=3, places=places),
            ]
        )
        flow.end()
        assert len({page for _name, page, *_rest in places}) == 1, filled


def a_row(node: Callable[[], Node], *texts: str) -> Row:
    width = FRAME.width / len(texts)
    return Row.of(
        [
            RowCell(i * width, width, tuple(paragraph(node(), [Span(t, BODY)], width - 8)))
            for i, t in enumerate(texts)
        ],
        5,
        5,
    )


def test_a_tall_row_goes_on_over_pages_and_keeps_every_word() -> None:
    document = a_document()
    flow = a_flow(document)
    long, short = "".join(f"w{i} " for i in range(600)), "kort"
    flow.add([Recorded(150), a_row(lambda: document.root.add(Role.CELL), long, short)])
    flow.end()
    text = typed_text(write(document))
    assert text.replace("kort", "") == long.replace(" ", "")
    assert len(document.pages) > 4


def test_a_chain_longer_than_a_page_is_parted_where_it_must() -> None:
    document = a_document()
    flow = a_flow(document)
    heading = document.root.add(Role.H1)
    flow.add(paragraph(heading, [Span("kop " * 400, KOP)], FRAME.width, together=True, keep=True))
    flow.end()
    assert typed_text(write(document)) == "kop" * 400
    assert len(document.pages) > 3


def test_columns_beside_one_another_go_on_under_their_names() -> None:
    document = a_document()
    flow = a_flow(document)
    row = a_row(lambda: document.root.add(Role.CELL), "links " * 300, "rechts")
    row.space = 10
    row.header = (a_row(lambda: document.root.add(Role.CELL), "Kop links", "Kop rechts"),)
    flow.add([Recorded(100), row])
    flow.end()
    first, *others = reader(write(document)).pages
    assert "Kop links" not in [i.text for i in ink(first)]
    assert len(others) > 2
    for page in others:
        assert [(i.tag, i.text) for i in ink(page)][:2] == [
            ("/Artifact", "Kop links"),
            ("/Artifact", "Kop rechts"),
        ]


def named_row(document: Document, text: str) -> Row:
    """A row that has a title above it at the top of a page, and a name where it goes on."""

    def part(said: str) -> Row:
        return a_row(lambda: document.root.add(Role.CELL), said)

    row = part(text)
    row.header, row.going_on = (part("Titel"),), (part("Kop"),)
    row.start, row.end = 60.0, 80.0
    return row


def drawn_again(document: Document) -> list[list[str | None]]:
    pages = reader(write(document)).pages
    return [[i.text for i in ink(page) if i.tag == "/Artifact"] for page in pages]


def test_a_name_stands_again_only_where_its_row_goes_on() -> None:
    document = a_document()
    flow = a_flow(document)
    flow.add([Recorded(250), named_row(document, "links " * 250)])
    flow.end()
    first, fresh, *others = drawn_again(document)
    assert (first, fresh) == ([], ["Titel"])
    assert others and all(names == ["Titel", "Kop"] for names in others)


def test_a_row_that_is_split_leaves_no_few_lines_for_its_last_page() -> None:
    for filled in range(0, 150, 9):
        document = a_document()
        flow = a_flow(document)
        flow.add([Recorded(filled), named_row(document, "links " * 90)])
        flow.end()
        pages = reader(write(document)).pages
        lines = [sum(i.tag == "/TD" for i in ink(page)) for page in pages]
        heights = [14 * count + 10 for count in lines if count]
        assert len(heights) == 1 or (heights[0] >= 60 and heights[-1] >= 66)
