"""Tables: their tree, the widths of their columns, and what stands again on a next page."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.report.pdf.test_flow import BODY, FRAME, GREY, Recorded, a_document, a_flow
from tests.support.pdf import ink, reader, typed_text
from welvaartcanvas.report.pdf.layout import Link, Row, Tail, TextPiece
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.tables import Cell, Table, TableStyle
from welvaartcanvas.report.pdf.text import Span, measure
from welvaartcanvas.report.pdf.tree import Node, Role, Scope
from welvaartcanvas.report.pdf.writer import write

STYLE = TableStyle(rule=GREY, header_rule=GREY)


def cell(text: str) -> Cell:
    return Cell.of(Span(text, BODY))


def nodes(parent: Node) -> list[Node]:
    return [kid for kid in parent.kids if isinstance(kid, Node)]


def a_table(rows: int, text: str = "tekst") -> Table:
    return Table(
        [[cell("Vraag"), cell("Wie")]],
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
    (table,) = nodes(document.root)
    head, body = nodes(table)
    assert (head.role, body.role) == (Role.HEAD_ROWS, Role.BODY_ROWS)
    assert [[(c.role, c.scope) for c in nodes(row)] for row in nodes(head)] == [
        [(Role.HEADER, Scope.COLUMN)] * 2
    ]
    assert [[(c.role, c.scope) for c in nodes(row)] for row in nodes(body)] == [
        [(Role.HEADER, Scope.ROW), (Role.CELL, None)]
    ] * 2


def test_a_table_without_rows_has_headers_alone() -> None:
    root = Node(Role.DOCUMENT)
    pieces = a_table(0).pieces(root, FRAME.width)
    (table,) = nodes(root)
    assert [part.role for part in nodes(table)] == [Role.HEAD_ROWS]
    assert len(pieces) == 1


def test_paragraphs_of_a_cell_are_paragraphs_in_the_tree() -> None:
    root = Node(Role.DOCUMENT)
    several = Cell([[Span("Aandachtspunt", BODY)], [Span("Verschil van inzicht", BODY)]])
    Table([[cell("Kop")]], [[several]], STYLE).pieces(root, FRAME.width)
    (header,) = [node for node in root.walk() if node.scope is Scope.ROW]
    assert [kid.role for kid in nodes(header)] == [Role.PARAGRAPH] * 2


def grouped(sizes: Sequence[int]) -> Table:
    """Groups of so many rows each; the name of a group takes all its rows."""
    rows = []
    for number, size in enumerate(sizes):
        for i in range(size):
            name = [Cell.of(Span(f"groep {number}", BODY), rows=size)] if i == 0 else []
            rows.append([*name, cell(f"r{number}.{i}"), cell("iemand")])
    head = [
        [Cell.of(Span("Groep", BODY), rows=2), Cell.of(Span("Gezegd", BODY), columns=2)],
        [cell("Wat"), cell("Wie")],
    ]
    return Table(head, rows, STYLE)


def test_cells_that_take_more_rows_or_columns_say_so_in_the_tree() -> None:
    root = Node(Role.DOCUMENT)
    grouped([1, 3]).pieces(root, FRAME.width)
    spans = [
        [(c.columns, c.rows) for c in nodes(row)] for row in root.walk() if row.role is Role.ROW
    ]
    assert spans == [
        [(1, 2), (2, 1)],
        [(1, 1), (1, 1)],
        [(1, 1)] * 3,
        [(1, 3), (1, 1), (1, 1)],
        [(1, 1)] * 2,
        [(1, 1)] * 2,
    ]


def test_what_takes_more_columns_or_rows_stands_over_or_before_them() -> None:
    first, second, *rows = grouped([1, 3]).pieces(Node(Role.DOCUMENT), FRAME.width)
    assert isinstance(first, Row) and isinstance(second, Row)
    (over,) = first.cells
    name, what, who = second.cells
    assert (name.x, what.x) == (0.0, over.x)
    assert abs(over.x + over.width - who.x - who.width) < 0.01
    for row in rows:
        assert isinstance(row, Row)
        assert [cell.x for cell in row.cells[-2:]] == [what.x, who.x]
    # The line below a row leaves out the name that goes on, and is whole below the last.
    assert [row.ruled and row.ruled[0] for row in rows if isinstance(row, Row)] == [
        0.0, what.x, what.x, 0.0
    ]  # fmt: skip


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(0, 270))
def test_a_name_stands_again_where_its_rows_go_on_and_is_read_once(
    sizes: list[int], filled: int
) -> None:
    document = a_document()
    flow = a_flow(document)
    flow.add([Recorded(filled), *grouped(sizes).pieces(document.root, FRAME.width)])
    flow.end()
    read = []
    for page in reader(write(document)).pages:
        group = ""
        for i in ink(page):
            if i.text is None:
                continue
            if i.text.startswith("groep"):
                group = i.text
                if i.tag == "/TH":
                    read.append(group)
            if i.text.startswith("r"):
                assert group == f"groep {i.text[1:].split('.')[0]}"
    assert read == [f"groep {number}" for number in range(len(sizes))]


def test_the_name_of_a_row_that_goes_on_stands_on_every_page_of_it() -> None:
    document = a_document()
    flow = a_flow(document)
    table = Table([[cell("Vraag"), cell("Antwoord")]], [[cell("r1"), cell("woord " * 600)]], STYLE)
    flow.add(table.pieces(document.root, FRAME.width))
    flow.end()
    pages = [list(ink(page)) for page in reader(write(document)).pages]
    assert len(pages) > 2
    tags = [[i.tag for i in page if i.text == "r1"] for page in pages]
    assert tags == [["/TH"], *([["/Artifact"]] * (len(pages) - 1))]
    assert typed_text(write(document)).count("woord") == 601  # with that of "Antwoord"


@given(
    st.lists(st.lists(st.text("abc dé-", max_size=60), min_size=3, max_size=3), max_size=5),
    st.floats(150, 500),
)
def test_the_columns_of_a_table_fill_its_width(rows: list[list[str]], width: float) -> None:
    cells = [[Cell.of(Span(t, BODY)) for t in row] for row in [["Wat", "Wie", "Wanneer"], *rows]]
    pieces = Table(cells[:1], cells[1:], STYLE).pieces(Node(Role.DOCUMENT), width)
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
    head = [Cell.of(Span(text, BODY)) for text in ("Wat", "Wie", "E-mail")]
    table = Table([head], [row], STYLE)
    for width in range(300, 600, 20):
        assert lines_of(table, 2, width) == [1, 1]


def test_the_longest_texts_get_most_of_the_width() -> None:
    head = ["Bouwsteen", "Wat", "Wie", "Wanneer", "Status"]
    text = "Een lange zin die over meer regels gaat. " * 2
    row = ["9  Opbrengst voor welvaart", text, "Anouk Verhoeven", "14 november 2026", "bezig"]
    cells = [[Cell.of(Span(said, BODY)) for said in line] for line in (head, row)]
    first, _row = Table(cells[:1], cells[1:], STYLE).pieces(Node(Role.DOCUMENT), 483)
    assert isinstance(first, Row)
    widths = [cell.width for cell in first.cells]
    assert widths[1] == max(widths)
    assert widths[1] > 1.5 * widths[0]


def test_a_row_keeps_its_texts_where_they_are_aligned() -> None:
    table = Table(
        [[Cell.of(Span("Kop", BODY)), Cell.of(Span("5", BODY))]], [], STYLE, align=[0.0, 1.0]
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


def test_the_lines_of_a_title_hang_beside_its_number_which_is_read_first() -> None:
    title, number = Span("Samenspel en leiderschap", BODY), Span("5  ", BODY)
    root = Node(Role.DOCUMENT)
    numbered = Table([[cell("Blok")]], [[Cell.of(title, number=number)]], STYLE)
    _head, row = numbered.pieces(root, 90)
    assert isinstance(row, Row)
    first, *lines = (piece for piece in row.cells[0].pieces if isinstance(piece, TextPiece))
    assert first.line.text.strip() == "5" and len(lines) > 1
    assert {line.x for line in lines} == {measure(number.text, BODY)}
    assert {line.owner for line in (first, *lines)} == {first.owner}
    # The number and the first line stand on one line, so it takes no height of its own.
    assert first.height == lines[0].space == 0.0
    assert row.height == sum(line.height for line in lines) + STYLE.above + STYLE.below


def test_a_link_of_a_cell_is_read_where_the_text_stands_and_goes_along_to_no_next_page() -> None:
    document = a_document()
    target = Anchor()
    linked = Cell.of(Span("woord " * 60, BODY), link=Link(target, "Naar de regio"))
    rows = [[linked, cell("\n".join(["regel"] * 40))]]
    flow = a_flow(document)
    flow.add(
        Table([[cell("Wie"), cell("Wat")]], rows, STYLE, shares=(60, 200)).pieces(
            document.root, FRAME.width
        )
    )
    flow.end()
    (link,) = [node for node in document.root.walk() if node.role is Role.LINK]
    areas = [area for page in document.pages for area in page.annotations]
    assert areas
    assert all(area.target is target and area.contents == "Naar de regio" for area in areas)
    (header,) = [node for node in document.root.walk() if node.scope is Scope.ROW]
    assert link in header.kids


def test_a_tail_is_a_figure_behind_the_last_line_with_words_for_it() -> None:
    document = a_document()
    drawn: list[tuple[float, float]] = []
    tail = Tail(30, "Kracht", lambda _page, _owner, x, middle: drawn.append((x, middle)))
    rows = [[cell("Regio"), Cell([[Span("3,2", BODY)], [Span("3/3", BODY)]], tail=tail)]]
    flow = a_flow(document)
    flow.add(
        Table([[cell("Wie"), cell("Wat")]], rows, STYLE, shares=(1, 1)).pieces(
            document.root, FRAME.width
        )
    )
    flow.end()
    (figure,) = [node for node in document.root.walk() if node.role is Role.FIGURE]
    assert figure.alternative == "Kracht"
    assert figure.box is not None
    assert drawn == [(FRAME.x + FRAME.width / 2 + measure("3/3", BODY), figure.box.area.y + 7)]
    assert figure.box.area.width == 30


def test_columns_with_shares_divide_the_width_whatever_stands_in_them() -> None:
    def lefts(text: str) -> list[float]:
        table = Table([[cell("a"), cell("b"), cell("c")]], [], STYLE, shares=(2, 1, 1))
        table = table._replace(rows=[[cell(text), cell(text), cell("")]])
        rows = [p for p in table.pieces(Node(Role.DOCUMENT), 200) if isinstance(p, Row)]
        assert len({tuple(one.x for one in row.cells) for row in rows}) == 1
        return [one.x for one in rows[0].cells]

    assert lefts("kort") == lefts("een lange tekst van veel woorden") == [0, 100, 150]


def test_a_cell_with_a_ground_fills_its_column() -> None:
    filled = cell("3,2")._replace(fill=GREY)
    style = STYLE._replace(inset=3)
    table = Table([[cell("a"), cell("b")]], [[cell("r"), filled]], style, shares=(1, 1))
    _head, row = table.pieces(Node(Role.DOCUMENT), 200)
    assert isinstance(row, Row)
    assert [(one.x, one.width, one.fill, one.padding) for one in row.cells] == [
        (0, 100, None, 3),
        (100, 100, GREY, 3),
    ]
