"""A finished document as a PDF file, with ReportLab's objects.

Nothing in the file depends on the clock, the machine or the order of a set: the file
identifier is a digest of the content. The logical tree is marked in the content of the
pages (``BDC`` … ``EMC`` with ids); this module is where it would be written out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArrayCompact,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from welvaartcanvas.report.pdf.document import Bookmark, Document, Metadata
from welvaartcanvas.report.pdf.page import Anchor, LinkArea, Page

_VERSION = (1, 7)


class _Entry(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """A dictionary that takes its entries after others refer to it."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.entries: dict[str, object] = {}

    def format(self, document: PDFDocument) -> bytes:
        formatted: bytes = PDFDictionary(self.entries).format(document)
        return formatted


class _Info(PDFInfo):  # type: ignore[misc]
    """The document information dictionary, without the clock."""

    def __init__(self, metadata: Metadata) -> None:
        super().__init__()
        self._metadata = metadata

    def format(self, document: PDFDocument) -> bytes:
        made = PDFString(f"D:{self._metadata.day:%Y%m%d}000000Z")
        entries = PDFDictionary(
            {
                "Title": PDFString(self._metadata.title),
                "Author": PDFString(self._metadata.author),
                "Subject": PDFString(self._metadata.subject),
                "Creator": PDFString(self._metadata.creator),
                "Producer": PDFString("ReportLab"),
                "CreationDate": made,
                "ModDate": made,
            }
        )
        formatted: bytes = entries.format(document)
        return formatted


def write(document: Document) -> bytes:
    """The bytes of ``document``; the same content and metadata give the same bytes."""
    document.settle()
    file = PDFDocument(
        compression=1, invariant=1, pdfVersion=_VERSION, lang=document.metadata.language
    )
    file.info = _Info(document.metadata)
    digest = hashlib.md5(repr(document.metadata).encode(), usedforsecurity=False)
    fonts = file.idToObject[BasicFonts]  # a dictionary that ReportLab makes, empty
    shared = file.Reference(PDFDictionary({"Font": PDFObjectReference(BasicFonts)}))
    pages = [PDFPage() for _ in document.pages]
    references = [file.Reference(page, f"Page{i + 1}") for i, page in enumerate(pages)]
    for page, made in zip(document.pages, pages, strict=True):
        content = page.finished()
        digest.update(content)
        made.MediaBox = PDFArrayCompact([0, 0, page.width, page.height])
        made.Contents = PDFStream(content=content, filters=[PDFZCompress])
        made.Resources = shared
        made.Annots = [file.Reference(_link(document, link, references)) for link in page.links]
        file.Pages.addPage(made)
    for font in document.fonts:
        fonts[font.resource] = font.objects(file)
    _describe(file.Catalog, document, references, file)
    file.signature = digest
    written: bytes = file.format()
    return written


def _describe(
    catalog: PDFCatalog,
    document: Document,
    pages: Sequence[PDFObjectReference],
    file: PDFDocument,
) -> None:
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalog.Outlines = None
    if document.bookmarks:
        catalog.Outlines = _outline(document, document.bookmarks, pages, file)
        catalog.PageMode = PDFName("UseOutlines")


def _destination(
    document: Document, target: Anchor, pages: Sequence[PDFObjectReference]
) -> PDFArrayCompact:
    page: Page = document.pages[target.page]
    top = round(page.height - target.y, 2)
    return PDFArrayCompact([pages[target.page], PDFName("XYZ"), 0, top, 0])


def _link(document: Document, link: LinkArea, pages: Sequence[PDFObjectReference]) -> PDFDictionary:
    x, y, width, height = link.box.area
    top = document.pages[link.box.page].height - y
    corners = (x, top - height, x + width, top)
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArrayCompact(round(corner, 2) for corner in corners),
            "Border": PDFArrayCompact([0, 0, 0]),
            "F": 4,  # printed, and not hidden
            "Contents": PDFString(link.contents),
            "Dest": _destination(document, link.target, pages),
        }
    )


def _outline(
    document: Document,
    bookmarks: Sequence[Bookmark],
    pages: Sequence[PDFObjectReference],
    file: PDFDocument,
) -> PDFObjectReference:
    root = _Entry()
    root.entries["Type"] = PDFName("Outlines")
    above: list[_Entry] = [root]
    last: dict[_Entry, _Entry] = {}
    for bookmark in bookmarks:
        del above[bookmark.level + 1 :]
        parent, entry = above[-1], _Entry()
        reference = file.Reference(entry)
        entry.entries |= {
            "Title": PDFString(bookmark.title),
            "Parent": file.Reference(parent),
            "Dest": _destination(document, bookmark.target, pages),
        }
        if parent in last:
            last[parent].entries["Next"] = reference
            entry.entries["Prev"] = file.Reference(last[parent])
        else:
            parent.entries["First"] = reference
        parent.entries["Last"] = reference
        # The highest level is open; a negative count is the number of entries folded away.
        parent.entries["Count"] = (abs(int(str(parent.entries.get("Count", 0)))) + 1) * (
            1 if parent is root else -1
        )
        last[parent] = entry
        above.append(entry)
    outline: PDFObjectReference = file.Reference(root)
    return outline
