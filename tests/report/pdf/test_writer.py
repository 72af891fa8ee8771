"""The file: what it says about itself, where it leads, and that it is the same every time."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.pdf import fonts, reader
from welvaartcanvas.report.pdf.document import Document, Metadata
from welvaartcanvas.report.pdf.fonts import Face
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.text import Look, Span, wrap
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.pdf.writer import write

BODY = Look(10, 14)
METADATA = Metadata("Techniek ☃ “twee”", "Regio", "Canvas", "Test 1.0", "nl", date(2026, 1, 31))


def a_document(*texts: str, metadata: Metadata = METADATA, face: Face = Face.REGULAR) -> Document:
    document = Document(metadata)
    for text in texts or ("tekst",):
        page = document.page(300, 200)
        line = wrap([Span(text, Look(10, 14, face))], 280)[0]
        page.text(document.root.add(Role.PARAGRAPH), 10, 20, line)
    return document


def test_the_file_says_what_it_is_in_which_language_and_of_which_day() -> None:
    file = reader(write(a_document()))
    assert file.metadata is not None
    assert file.metadata.title == METADATA.title
    assert file.metadata.author == "Regio"
    assert file.metadata["/CreationDate"] == "D:20260131000000Z"
    catalog = file.root_object
    assert catalog["/Lang"] == "nl"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_bookmarks_follow_their_levels_and_lead_to_their_places() -> None:
    document = a_document("een", "twee", "drie")
    for title, level, page in (("A", 0, 0), ("A1", 1, 1), ("A2", 1, 1), ("B", 0, 2)):
        document.bookmark(title, level, Anchor(page, 50))
    file = reader(write(document))
    first, below, second = file.outline
    assert [first["/Title"], second["/Title"]] == ["A", "B"]
    assert [entry["/Title"] for entry in below] == ["A1", "A2"]
    assert [file.get_destination_page_number(e) for e in (first, *below, second)] == [0, 1, 1, 2]
    assert first["/Top"] == 150


def test_what_is_drawn_later_knows_all_pages() -> None:
    document = a_document("een")

    def count() -> None:
        line = wrap([Span(f"{len(document.pages)} bladzijden", BODY)], 200)[0]
        document.pages[0].text(document.root, 10, 40, line)

    document.later(count)
    document.page(300, 200)
    assert "2 bladzijden" in reader(write(document)).pages[0].extract_text()


@pytest.mark.parametrize("face", Face)
def test_only_embedded_subsets_of_fonts_are_in_the_file(face: Face) -> None:
    pdf = write(a_document("één Привет 😀", face=face))
    for font in fonts(pdf):
        assert font["/Subtype"] == "/Type0"
        assert font["/BaseFont"][7:8] == "+"
        assert "/ToUnicode" in font
        (descendant,) = (d.get_object() for d in font["/DescendantFonts"])
        descriptor = descendant["/FontDescriptor"]
        assert len(descriptor["/FontFile2"].get_data()) < 30_000
        assert descriptor["/FontName"] == descendant["/BaseFont"] == font["/BaseFont"]


def test_no_code_that_is_drawn_leads_to_the_missing_glyph() -> None:
    pdf = write(a_document("één ﬁets \u00a0 Привет 😀 \u202e"))
    for font in fonts(pdf):
        (descendant,) = (d.get_object() for d in font["/DescendantFonts"])
        glyphs = descendant["/CIDToGIDMap"].get_data()
        widths = descendant["/W"]
        codes = [
            first + i
            for first, run in zip(widths[::2], widths[1::2], strict=True)
            for i in range(len(run))
        ]
        assert codes
        for code in codes:
            assert int.from_bytes(glyphs[2 * code : 2 * code + 2], "big") > 0


def test_a_reader_of_its_own_gets_the_characters_back() -> None:
    text = "één ﬁets ½ Привет λόγος"
    assert reader(write(a_document(text))).pages[0].extract_text() == text


def test_characters_beyond_the_first_plane_have_a_code_and_a_way_back() -> None:
    from welvaartcanvas.report.pdf.fonts import letters

    beyond = [c for c in letters().widths if c > "\uffff"][:3]
    assert beyond
    text = "".join(beyond)
    assert reader(write(a_document(text))).pages[0].extract_text() == text


def test_the_same_document_gives_the_same_bytes_and_another_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf = write(a_document("een", "twee"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert write(a_document("een", "twee")) == pdf
    other = write(a_document("een", "drie"))
    assert reader(other).trailer["/ID"] != reader(pdf).trailer["/ID"]
