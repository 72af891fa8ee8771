"""The structure tree as it stands in the file: elements, order, attributes and the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support.pdf import reader, structure, violations
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.text import Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role, Scope
from welvaartcanvas.report.pdf.writer import write

LOOK = Look(10, 14)


def a_document(pages: int = 1) -> Document:
    document = Document(Metadata("Titel", "Regio", "Canvas", "Test 1.0", "nl", date(2026, 1, 31)))
    for _ in range(pages):
        document.page(300, 200)
    return document


def say(document: Document, node: Node, text: str, *, page: int = 0, y: float = 20) -> None:
    line = wrap([Span(text, LOOK)], 280)[0]
    document.pages[page].text(node, 10, y, line)


def parent_tree(pdf: bytes) -> dict[int, Any]:
    """What the parent tree has for each key: the number of an element, or those of a page."""
    nums = reader(pdf).root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return {
        int(nums[i]): [r.idnum for r in nums[i + 1]]
        if isinstance(nums[i + 1], list)
        else nums[i + 1].idnum
        if hasattr(nums[i + 1], "idnum")
        else list.__getitem__(nums, i + 1).idnum
        for i in range(0, len(nums), 2)
    }


def test_elements_are_read_in_the_order_of_the_tree_and_not_of_drawing() -> None:
    document = a_document()
    heading = document.root.add(Role.H1)
    first, second = document.root.add(Role.PARAGRAPH), document.root.add(Role.PARAGRAPH)
    say(document, second, "twee", y=60)
    say(document, first, "een", y=40)
    say(document, heading, "Kop")
    pdf = write(document)
    assert [(e.role, e.text) for e in structure(pdf)] == [
        ("Document", ""),
        ("H1", "Kop"),
        ("P", "een"),
        ("P", "twee"),
    ]
    assert violations(pdf) == []


def test_a_paragraph_that_goes_on_over_a_page_is_one_element() -> None:
    document = a_document(pages=2)
    say(document, document.root.add(Role.H1), "Kop")
    paragraph = document.root.add(Role.PARAGRAPH)
    say(document, paragraph, "begin ", y=180)
    say(document, paragraph, "en einde", page=1)
    element = structure(write(document))[-1]
    assert element.text == "begin en einde"
    assert element.marked == ((0, 1), (1, 0))


def test_every_mark_leads_back_to_its_element() -> None:
    document = a_document(pages=2)
    for page in range(2):
        for word in ("een", "twee"):
            say(document, document.root.add(Role.PARAGRAPH), word, page=page)
    link = document.root.add(Role.PARAGRAPH).add(Role.LINK)
    say(document, link, "zie", y=100)
    box = Box(0, Area(10, 90, 40, 14))
    document.pages[0].link(link, box, Anchor(1, 20), "Naar bladzijde 2")
    pdf = write(document)
    file, tree = reader(pdf), parent_tree(pdf)
    for element in structure(pdf):
        for page, mark in element.marked:
            assert tree[file.pages[page]["/StructParents"]][mark] == element.key
        for annotation in element.annotations:
            key = file.get_object(annotation)["/StructParent"]
            assert tree[key] == element.key
    assert violations(pdf) == []


def test_a_link_says_in_words_where_it_leads() -> None:
    document = a_document(pages=2)
    link = document.root.add(Role.PARAGRAPH).add(Role.LINK)
    say(document, link, "verder")
    box = Box(0, Area(10, 10, 40, 14))
    document.pages[0].link(link, box, Anchor(1, 20), "Naar bladzijde 2")
    file = reader(write(document))
    [annotation] = file.pages[0]["/Annots"]
    assert annotation.get_object()["/Contents"] == "Naar bladzijde 2"
    assert annotation.get_object()["/Dest"][0].get_object() == file.pages[1]
    assert file.pages[0]["/Tabs"] == "/S"


def test_headers_name_their_scope_and_cells_their_spans() -> None:
    document = a_document()
    table = document.root.add(Role.TABLE)
    row = table.add(Role.HEAD_ROWS).add(Role.ROW)
    say(document, row.add(Role.HEADER, scope=Scope.COLUMN), "Blok")
    say(document, row.add(Role.HEADER, scope=Scope.COLUMN, columns=2), "Waardering", y=40)
    row = table.add(Role.BODY_ROWS).add(Role.ROW)
    say(document, row.add(Role.HEADER, scope=Scope.ROW, rows=2), "Opgave", y=60)
    for y in (60, 80):
        say(document, row.add(Role.CELL), "3", y=y)
    row = table.kids[-1].add(Role.ROW)  # type: ignore[union-attr]
    for y in (60, 80):
        say(document, row.add(Role.CELL), "4", y=y + 40)
    pdf = write(document)
    assert violations(pdf) == []
    cells = [(e.text, e.attributes) for e in structure(pdf) if e.role == "TH"]
    table_owner = {"O": "/Table"}
    assert cells == [
        ("Blok", {**table_owner, "Scope": "/Column"}),
        ("Waardering", {**table_owner, "Scope": "/Column", "ColSpan": 2}),
        ("Opgave", {**table_owner, "Scope": "/Row", "RowSpan": 2}),
    ]


def test_a_figure_says_what_it_shows_and_where_it_stands() -> None:
    document = a_document()
    figure = document.root.add(Role.FIGURE, alternative="Onderwijs 4, overheid 2 ☃")
    figure.box = Box(0, Area(10, 20, 30, 40))
    say(document, figure, "4")
    pdf = write(document)
    element = structure(pdf)[-1]
    assert element.alternative == "Onderwijs 4, overheid 2 ☃"
    assert [float(v) for v in element.attributes["BBox"]] == [10, 140, 40, 180]
    assert violations(pdf) == []


def test_a_passage_in_another_language_names_it() -> None:
    document = a_document()
    section = document.root.add(Role.SECTION, language="en")
    say(document, section.add(Role.PARAGRAPH), "Hello")
    say(document, document.root.add(Role.PARAGRAPH), "Hallo", y=40)
    languages = {e.text: e.language for e in structure(write(document)) if e.text}
    assert languages == {"Hello": "en", "Hallo": "nl"}


@given(st.recursive(st.just([]), lambda inner: st.lists(inner, max_size=4), max_leaves=30))
def test_any_tree_is_read_back_as_it_was_built(shape: list[Any]) -> None:
    document = a_document(pages=3)
    said: list[tuple[int, str]] = []

    def build(node: Node, below: list[Any], depth: int) -> None:
        for i, inner in enumerate(below):
            if inner:
                build(node.add(Role.SECTION), inner, depth + 1)
                continue
            text = f"{depth} {i} {len(said)}"
            say(document, node.add(Role.PARAGRAPH), text, page=len(said) % 3)
            said.append((depth + 2, text))

    build(document.root, shape, 0)
    read = [(len(e.roles), e.text) for e in structure(write(document)) if e.role == "P"]
    assert read == said
