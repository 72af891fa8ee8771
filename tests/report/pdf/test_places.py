"""What an application calls its things is written with where they stand, whatever it calls them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.pdf import reader, violations
from welvaartcanvas.report.pdf.document import Document, Metadata, Private
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.layout import paragraph
from welvaartcanvas.report.pdf.tables import Cell, Table, TableStyle
from welvaartcanvas.report.pdf.text import Look, Span
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.style import RULE

BODY = Look(10, 14)
FRAME = Frame(x=40, top=40, width=200, bottom=180)


def document() -> tuple[Document, Flow]:
    made = Document(Metadata("Titel", "Regio", "Sjabloon", "Test", "nl", date(2026, 1, 31)))
    made.private = Private("Tester", {"Version": 3, "Name": "één (1)"})
    return made, Flow(FRAME, lambda: made.page(280, 220))


def told(pdf: bytes) -> list[list[Any]]:
    """The places on each page."""
    rows = []
    for page in reader(pdf).pages:
        kept = page["/PieceInfo"]["/Tester"]["/Private"]
        rows.append([(*map(float, corners), str(name)) for *corners, name in kept["/Places"]])
    return rows


@pytest.mark.parametrize("name", ["a", "a(b", "a)b\\", "é € \U0001f33b", "\r\n", "(FEFF0041)"])
def test_a_target_is_any_text(name: str) -> None:
    made, flow = document()
    flow.add(paragraph(made.root.add(Role.PARAGRAPH, target=name), [Span("Ja", BODY)], 200))
    flow.end()
    pdf = write(made)

    assert told(pdf) == [[(40.0, 166.0, 240.0, 180.0, name)]]
    assert violations(pdf) == []


def test_what_goes_on_has_a_place_on_each_page_as_wide_as_its_column() -> None:
    made, flow = document()
    outer = made.root.add(Role.SECTION, target="outer")
    for name in ("first", "second"):
        owner = outer.add(Role.PARAGRAPH, target=name)
        flow.add(paragraph(owner, [Span("\n".join("abcdefg"), BODY)], 120, x=30))
    flow.end()

    # Ten lines of fourteen points go on a page: seven, and three of the second.
    assert told(write(made)) == [
        [
            (70.0, 40.0, 190.0, 180.0, "outer"),
            (70.0, 82.0, 190.0, 180.0, "first"),
            (70.0, 40.0, 190.0, 82.0, "second"),
        ],
        [(70.0, 124.0, 190.0, 180.0, "outer"), (70.0, 124.0, 190.0, 180.0, "second")],
    ]


def test_in_a_table_each_cell_has_its_place() -> None:
    made, flow = document()

    def cell(text: str) -> Cell:
        return Cell.of(Span(text, BODY))._replace(target=text)

    table = Table([[cell("x"), cell("y")]], [[cell("1"), cell("2")]], TableStyle(RULE, RULE))
    flow.add(table.pieces(made.root, 200))
    flow.end()
    (rows,) = told(write(made))
    by_name = {name: corners for *corners, name in rows}

    assert [*by_name] == ["x", "y", "1", "2"]
    assert by_name["x"][0] == by_name["1"][0] < by_name["y"][0] == by_name["2"][0]
    assert by_name["1"][3] < by_name["x"][1]


def test_who_keeps_nothing_leaves_no_trace() -> None:
    made, flow = document()
    made.private = None
    flow.add(paragraph(made.root.add(Role.PARAGRAPH, target="a"), [Span("Ja", BODY)], 200))
    flow.end()
    pdf = write(made)

    assert "/PieceInfo" not in reader(pdf).trailer["/Root"]
    assert "/PieceInfo" not in reader(pdf).pages[0]


def test_what_the_file_is_stands_in_its_catalogue() -> None:
    made, _flow = document()
    made.page(100, 100)
    kept: Any = reader(write(made)).trailer["/Root"]["/PieceInfo"]["/Tester"]

    assert kept["/Private"] == {"/Version": 3, "/Name": "één (1)"}
    assert kept["/LastModified"].startswith("D:20260131")
