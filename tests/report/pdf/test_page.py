"""A page takes ink from an owner only."""

from __future__ import annotations

from datetime import date

import pytest
from pypdf import PdfReader

from tests.support.pdf import ink, reader
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.marks import SHAPES, SIGNS, mark, sign
from welvaartcanvas.report.pdf.text import Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Marked, Role
from welvaartcanvas.report.pdf.writer import write

BODY = Look(10, 14)
TEAL = Colour.parse("#0B5563")


@pytest.fixture
def document() -> Document:
    return Document(Metadata("Titel", "Regio", "Canvas", "Test", "nl", date(2026, 1, 31)))


def finished(document: Document) -> PdfReader:
    return reader(write(document))


def test_what_is_drawn_for_a_node_is_marked_with_an_id_that_the_node_knows(
    document: Document,
) -> None:
    page = document.page(200, 200)
    heading, paragraph = document.root.add(Role.H1), document.root.add(Role.PARAGRAPH)
    for y, node, text in ((20, heading, "Kop"), (40, paragraph, "een"), (60, paragraph, "twee")):
        page.text(node, 10, y, wrap([Span(text, BODY)], 100)[0])
    page.rectangle(Artifact.LAYOUT, Area(0, 0, 10, 10), fill=TEAL)
    page.text(heading, 10, 80, wrap([Span("nog eens", BODY)], 100)[0])

    drawn = [(i.tag, i.id, i.text) for i in ink(finished(document).pages[0])]
    assert drawn == [
        ("/H1", 0, "Kop"),
        ("/P", 1, "een"),
        ("/P", 1, "twee"),
        ("/Artifact", None, None),
        ("/H1", 2, "nog eens"),
    ]
    assert heading.kids == [Marked(0, 0), Marked(0, 2)]
    assert paragraph.kids == [Marked(0, 1)]


def test_ids_start_again_on_every_page(document: Document) -> None:
    node = document.root.add(Role.PARAGRAPH)
    for _page in range(2):
        page = document.page(200, 200)
        page.text(node, 10, 20, wrap([Span("tekst", BODY)], 100)[0])
    assert node.kids == [Marked(0, 0), Marked(1, 0)]


def test_a_reserved_place_lies_below_what_was_drawn_after_it(document: Document) -> None:
    page = document.page(200, 200)
    node = document.root.add(Role.PARAGRAPH)
    fill = page.reserve()
    page.text(node, 10, 20, wrap([Span("boven", BODY)], 100)[0])
    fill(lambda: page.rectangle(Artifact.LAYOUT, Area(0, 0, 200, 40), fill=TEAL))
    page.text(node, 10, 40, wrap([Span("later", BODY)], 100)[0])

    drawn = [(i.tag, i.text) for i in ink(finished(document).pages[0])]
    assert drawn == [("/Artifact", None), ("/P", "boven"), ("/P", "later")]


@pytest.mark.parametrize("text", ["(haakjes) \\ ( ", "\\", "Ω(ģ)", "čà\u010d\u0a0d"])
def test_any_text_is_a_string_that_reads_back(document: Document, text: str) -> None:
    page = document.page(400, 200)
    page.text(document.root.add(Role.PARAGRAPH), 10, 20, wrap([Span(text, BODY)], 300)[0])
    shown = "".join(i.text or "" for i in ink(finished(document).pages[0]))
    assert shown == text


def test_places_are_counted_from_the_top(document: Document) -> None:
    page = document.page(200, 300)
    page.text(document.root.add(Role.PARAGRAPH), 10, 20, wrap([Span("x", BODY)], 100)[0])
    places = []
    finished(document).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, *_rest: places.append((tm[4], tm[5]))
    )
    assert (10.0, 280.0) in places


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mark_has_the_same_weight_whatever_its_shape(document: Document, shape: str) -> None:
    page = document.page(100, 100)
    mark(page, Artifact.LAYOUT, shape, (50, 50), size=10, colour=TEAL)
    content = finished(document).pages[0].get_contents()
    assert content is not None
    assert content.get_data().count(b" f") == 1


def test_signs_differ(document: Document) -> None:
    page = document.page(100, 100)
    drawn = []
    for name in SIGNS:
        before = len(page._operators)
        sign(page, Artifact.LAYOUT, name, (50, 50), size=12, ground=TEAL)
        drawn.append("\n".join(page._operators[before:]))
    assert len(set(drawn)) == len(SIGNS)


def test_a_link_belongs_to_the_node_that_is_read_there(document: Document) -> None:
    from welvaartcanvas.report.pdf.page import Anchor
    from welvaartcanvas.report.pdf.tree import Annotated, Box

    page = document.page(200, 200)
    link = document.root.add(Role.LINK)
    page.text(link, 10, 20, wrap([Span("verder", BODY)], 100)[0])
    page.link(link, Box(0, Area(10, 10, 50, 14)), Anchor(0, 100), "Verder")
    (annotation,) = (a.get_object() for a in finished(document).pages[0]["/Annots"])
    assert annotation["/Contents"] == "Verder"
    assert [float(v) for v in annotation["/Rect"]] == [10, 176, 60, 190]
    assert link.kids == [Marked(0, 0), Annotated(0, 0)]
