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
    TextPiece,
    paragraph,
)
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Cell, Table, TableStyle
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Node, Role, Scope
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


STYLE = TableStyle(rule=GREY, header_rule=GREY)


def a_table(rows: int, text: str = "tekst") -> Table:
    def cell(said: str) -> Cell:
        return Cell.of(Span(said, BODY))

    return Table(
        [cell("Vraag"), cell("Wie")],
        [[cell(f"r{i} {text}"), cell("iemand")] for i in range(rows)],
        STYLE,
    )


def test_the_header_of_a_table_stands_on_every_page_and_is_read_once() -> None:
    document = a_document()
    flow = a_flow(document)
    flow.add(a_table(40).pieces(document.root, FRAME.width))
    flow.end()
    pages = [list(ink(page)) for page in reader(write(document)).pages]
    assert len(pages) > 3
    for i, page in enumerate(pages):
        heads = [piece.tag for piece in page if piece.text == "Vraag"]
        assert heads == ["/TH" if i == 0 else "/Artifact"]


def test_a_table_is_a_tree_of_rows_with_headers_for_columns_and_rows() -> None:
    document = a_document()
    a_table(2).pieces(document.root, FRAME.width)
    (table,) = document.root.kids
    assert isinstance(table, Node)
    rows = [[(c.role, c.scope) for c in row.kids] for row in table.kids]
    first, *others = rows
    assert first == [(Role.HEADER, Scope.COLUMN)] * 2
    assert others == [[(Role.HEADER, Scope.ROW), (Role.CELL, None)]] * 2


@given(
    st.lists(st.lists(st.text("abc dé-", max_size=60), min_size=3, max_size=3), max_size=5),
    st.floats(150, 500),
)
def test_the_columns_of_a_table_fill_its_width(rows: list[list[str]], width: float) -> None:
    cells = [[Cell.of(Span(t, BODY)) for t in row] for row in [["Wat", "Wie", "Wanneer"], *rows]]
    pieces = Table(cells[0], cells[1:], STYLE).pieces(Node(Role.DOCUMENT), width)
    for row in pieces:
        assert isinstance(row, Row)
        last = row.cells[-1]
        assert abs(last.x + last.width - width) < 0.01


def test_a_column_of_short_values_is_not_broken_for_a_long_one() -> None:
    text = "Een lange zin die over meer regels gaat en toch de andere kolom met rust laat. " * 3
    pieces = a_table(3, text).pieces(Node(Role.DOCUMENT), 400)
    for row in pieces:
        assert isinstance(row, Row)
        assert len(row.cells[1].pieces) == 1


def lines_of(table: Table, column: int, width: float) -> list[int]:
    """How many lines each row of a column has."""
    pieces = table.pieces(Node(Role.DOCUMENT), width)
    return [len(row.cells[column].pieces) for row in pieces if isinstance(row, Row)]


def test_a_word_is_not_broken_while_other_columns_can_be_narrower() -> None:
    mail = "m.vandenboom@schakel.example.org"
    row = [Cell.of(Span(text, BODY)) for text in ("Een zin die lang is. " * 9, "Iemand", mail)]
    table = Table([Cell.of(Span(text, BODY)) for text in ("Wat", "Wie", "E-mail")], [row], STYLE)
    for width in range(300, 600, 20):
        assert lines_of(table, 2, width) == [1, 1]


def test_the_longest_texts_get_most_of_the_width() -> None:
    head = ["Bouwsteen", "Wat", "Wie", "Wanneer", "Status"]
    text = "Een lange zin die over meer regels gaat. " * 2
    row = ["9  Opbrengst voor welvaart", text, "Anouk Verhoeven", "14 november 2026", "bezig"]
    cells = [[Cell.of(Span(said, BODY)) for said in line] for line in (head, row)]
    first, _row = Table(cells[0], cells[1:], STYLE).pieces(Node(Role.DOCUMENT), 483)
    assert isinstance(first, Row)
    widths = [cell.width for cell in first.cells]
    assert widths[1] == max(widths)
    assert widths[1] > 1.5 * widths[0]


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


def test_a_row_keeps_its_texts_where_they_are_aligned() -> None:
    table = Table(
        [Cell.of(Span("Kop", BODY)), Cell.of(Span("5", BODY))], [], STYLE, align=[0.0, 1.0]
    )
    (row,) = table.pieces(Node(Role.DOCUMENT), 300)
    assert isinstance(row, Row)
    last = row.cells[1].pieces[0]
    assert isinstance(last, TextPiece)
    assert abs(last.x + last.line.width - (row.cells[1].width - STYLE.across)) < 0.01


def test_no_page_has_the_last_row_of_a_table_alone() -> None:
    for filled in range(0, 280, 9):
        document = a_document()
        flow = a_flow(document)
        flow.add([Recorded(filled)])
        flow.add(a_table(14).pieces(document.root, FRAME.width))
        flow.end()
        last = [i.text for i in ink(reader(write(document)).pages[-1])]
        assert "r13 tekst" in last
        assert "r12 tekst" in last
