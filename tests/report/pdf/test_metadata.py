"""What the file says about itself, twice and alike: to viewers, and to archives (XMP)."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.pdf import violations
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.text import Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.pdf.writer import write

DAY = date(2026, 1, 31)


def written(metadata: Metadata) -> bytes:
    document = Document(metadata)
    page = document.page(300, 200)
    line = wrap([Span("tekst", Look(10, 14))], 280)[0]
    page.text(document.root.add(Role.PARAGRAPH), 10, 20, line)
    return write(document)


def told(pdf: bytes) -> dict[str, tuple[str, str]]:
    """Each thing that the file says of itself: as viewers read it, and as archives do."""
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as xmp:
        info = file.docinfo
        return {
            "title": (str(info["/Title"]), xmp["dc:title"]),
            "author": (str(info["/Author"]), xmp["dc:creator"][0]),
            "subject": (str(info["/Subject"]), xmp["dc:description"]),
            "creator": (str(info["/Creator"]), xmp["xmp:CreatorTool"]),
            "producer": (str(info["/Producer"]), xmp["pdf:Producer"]),
        }


def test_viewers_and_archives_are_told_the_same() -> None:
    metadata = Metadata('<Titel> & "meer" ☃', "Regio", "Canvas", "Test 1.0", "nl", DAY)
    said = told(written(metadata))
    assert said["title"] == (metadata.title, metadata.title)
    assert said["author"] == ("Regio", "Regio")
    assert all(viewers == archives for viewers, archives in said.values())


def test_the_packet_names_the_standards_the_language_and_the_day() -> None:
    pdf = written(Metadata("T", "A", "S", "C", "en", DAY))
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:language"] == {"en"}
        assert xmp["xmp:CreateDate"] == "2026-01-31T00:00:00Z"
        assert str(file.docinfo["/CreationDate"]) == "D:20260131000000Z"


@given(st.text(min_size=1, max_size=20))
@example("þÿ staat aan het begin")
@example("ï»¿ ook")
@example("\x18\x1f")
def test_any_title_gives_a_packet_that_can_be_read(title: str) -> None:
    said = told(written(Metadata(title, "A", "S", "C", "nl", DAY)))
    assert said["title"][0].split() == said["title"][1].split()


@pytest.mark.parametrize("title", ["\ufffe", "a\uffffb", "x\x0by"])
def test_what_xml_can_not_hold_is_shown_as_replaced(title: str) -> None:
    pdf = written(Metadata(title, "A", "S", "C", "nl", DAY))
    assert "\ufffd" in told(pdf)["title"][1]
    assert violations(pdf) == []
