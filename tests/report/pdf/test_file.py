"""Objects in a file: each found where the table says, and the same file every time."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString

from welvaartcanvas.report.pdf.file import Entries, File, Stream


def a_file(count: int, content: bytes = b"q Q") -> bytes:
    """A file of one page with ``count`` small objects that the catalogue lists."""
    file = File()
    pages = Entries()
    page = Entries({"Type": PDFName("Page"), "Parent": pages, "MediaBox": "[0 0 9 9]"})
    page.entries["Resources"] = "<<>>"
    page.entries["Contents"] = Stream(content)
    kids = f"[{file.number(page)} 0 R]"
    pages.entries |= {"Type": PDFName("Pages"), "Kids": kids, "Count": 1}
    first = file.reserve(count)
    for number in range(first, first + count):
        file.put(number, b"<</Own %d>>" % number)
    things = " ".join(f"{number} 0 R" for number in range(first, first + count))
    root = Entries({"Type": PDFName("Catalog"), "Pages": pages, "Things": f"[{things}]"})
    info = PDFDictionary({"Title": PDFString("Titel")})
    return file.written(file.Reference(root), file.Reference(info))


@pytest.mark.parametrize("count", [1, 199, 200, 201, 1000])
def test_every_object_is_found(count: int) -> None:
    with pikepdf.open(io.BytesIO(a_file(count))) as read:
        assert read.check_pdf_syntax() == []
        things = list(read.Root.Things)
        assert [thing.objgen[0] for thing in things] == [int(thing.Own) for thing in things]
        assert len(things) == count
        assert read.docinfo["/Title"] == "Titel"


@pytest.mark.parametrize(
    "content", [b"", b"\r", b"\n", b"q Q\r\n", b"endstream", bytes(range(256))]
)
def test_a_stream_is_read_back_whole(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(a_file(1, content))) as read:
        assert read.check_pdf_syntax() == []
        assert read.pages[0].Contents.read_bytes() == content


def test_the_identifier_is_that_of_the_content() -> None:
    def identifier(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as read:
            first, second = read.trailer.ID
            assert bytes(first) == bytes(second)
            return bytes(first)

    assert a_file(5) == a_file(5)
    assert identifier(a_file(5)) == identifier(a_file(5))
    assert identifier(a_file(5)) != identifier(a_file(6))
    assert identifier(a_file(5)) != identifier(a_file(5, b"Q q"))
