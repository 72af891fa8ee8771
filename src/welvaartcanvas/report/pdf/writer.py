"""A finished document as a PDF file that is PDF/UA-1 and PDF/A-3a at the same time.

The parts of the file that are a subject of their own are made next door: :mod:`.structure`
(the logical tree), :mod:`.metadata`, :mod:`.srgb` (what the colours mean), :mod:`.embedding`
(fonts). The same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
)

from welvaartcanvas.report.pdf.document import Attachment, Bookmark, Document
from welvaartcanvas.report.pdf.file import Entries, File, Stream, text_string
from welvaartcanvas.report.pdf.metadata import date_string, information, packet
from welvaartcanvas.report.pdf.page import Anchor, LinkArea
from welvaartcanvas.report.pdf.pieces import catalogue_piece, page_piece
from welvaartcanvas.report.pdf.places import places
from welvaartcanvas.report.pdf.srgb import output_intent
from welvaartcanvas.report.pdf.structure import PlacedPage, annotation_key, structure
from welvaartcanvas.report.pdf.widgets import Form


def write(document: Document) -> bytes:
    """The bytes of ``document``; the same content and metadata give the same bytes."""
    document.settle()
    file = File()
    parent, fonts = Entries(), Entries()
    made = [Entries() for _ in document.pages]
    annotations = [[Entries() for _ in page.annotations] for page in document.pages]
    pages = [
        PlacedPage(page, file.number(entries), [file.number(each) for each in of_page])
        for page, entries, of_page in zip(document.pages, made, annotations, strict=True)
    ]
    references = [file.Reference(entries) for entries in made]
    resources = file.Reference(PDFDictionary({"Font": fonts}))
    form = Form(document, file, fonts)
    placed = places(document.root, document.pages)
    for number, (page, entries, of_page) in enumerate(
        zip(document.pages, made, annotations, strict=True)
    ):
        content = page.finished()
        entries.entries |= {
            "Type": PDFName("Page"),
            "Parent": parent,
            "MediaBox": PDFArrayCompact([0, 0, page.width, page.height]),
            "Contents": Stream(content),
            "Resources": resources,
            "StructParents": number,
            "Tabs": PDFName("S"),  # from one to the next in the order of reading
            **page_piece(document, page, content, placed[number]),
        }
        if of_page:
            entries.entries["Annots"] = PDFArrayCompact(map(file.Reference, of_page))
        for place, (area, each) in enumerate(zip(page.annotations, of_page, strict=True)):
            if isinstance(area, LinkArea):
                each.entries |= _link(document, area, references)
            else:
                form.fill(each, area, references[number])
            each.entries["StructParent"] = annotation_key(pages, number, place)
    for font in document.fonts:
        fonts.entries[font.resource] = font.objects(file)
    parent.entries |= {
        "Type": PDFName("Pages"),
        "Kids": PDFArrayCompact(references),
        "Count": len(references),
    }
    catalogue = {
        "Type": PDFName("Catalog"),
        "Pages": parent,
        "Lang": text_string(document.metadata.language),
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "StructTreeRoot": structure(document.root, file, pages),
        "Metadata": packet(file, document.metadata),
        "OutputIntents": PDFArrayCompact([output_intent(file)]),
        "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
        # The number that is printed on a page is the one that a viewer shows.
        "PageLabels": PDFDictionary({"Nums": "[0 <</S /D>>]"}),
        **_attachments(document, file),
        **_bookmarks(document, references, file),
        **form.catalogue(),
        **catalogue_piece(document),
    }
    return file.written(file.Reference(Entries(catalogue)), information(file, document.metadata))


def _attachments(document: Document, file: File) -> dict[str, object]:
    """The files that the document carries as its source (ISO 19005-3, 6.8)."""
    if not document.attachments:
        return {}
    named = {
        attachment.name: file.Reference(_attachment(attachment, document, file))
        for attachment in document.attachments
    }
    names = [entry for name in sorted(named) for entry in (text_string(name), named[name])]
    tree = PDFDictionary({"Names": PDFArrayCompact(names)})
    return {
        "AF": PDFArrayCompact(named.values()),
        "Names": PDFDictionary({"EmbeddedFiles": tree}),
    }


def _attachment(attachment: Attachment, document: Document, file: File) -> PDFDictionary:
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()
    parameters = {
        "ModDate": text_string(date_string(document.metadata)),
        "Size": len(attachment.content),
        "CheckSum": f"<{checksum}>",
    }
    described = {
        "Type": PDFName("EmbeddedFile"),
        # A slash would begin another name (ISO 32000-1, 7.3.5); ReportLab does not mind it.
        "Subtype": f"/{attachment.media_type.replace('/', '#2F')}",
        "Params": PDFDictionary(parameters),
    }
    stream = file.Reference(Stream(attachment.content, described))
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": text_string(attachment.name),
            "UF": text_string(attachment.name),
            "Desc": text_string(attachment.description),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )


def _destination(
    document: Document, target: Anchor, pages: Sequence[PDFObjectReference]
) -> PDFArrayCompact:
    page = document.pages[target.page]
    top = round(page.height - target.y, 2)
    return PDFArrayCompact([pages[target.page], PDFName("XYZ"), 0, top, 0])


def _link(
    document: Document, link: LinkArea, pages: Sequence[PDFObjectReference]
) -> dict[str, object]:
    x, y, width, height = link.box.area
    top = document.pages[link.box.page].height - y
    corners = (x, top - height, x + width, top)
    return {
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Link"),
        "Rect": PDFArrayCompact(round(corner, 2) for corner in corners),
        "Border": PDFArrayCompact([0, 0, 0]),
        "F": 4,  # printed, and not hidden
        "Contents": text_string(link.contents),
        "Dest": _destination(document, link.target, pages),
    }


def _bookmarks(
    document: Document, pages: Sequence[PDFObjectReference], file: File
) -> dict[str, object]:
    if not document.bookmarks:
        return {}
    return {
        "Outlines": _outline(document, document.bookmarks, pages, file),
        "PageMode": PDFName("UseOutlines"),
    }


def _outline(
    document: Document,
    bookmarks: Sequence[Bookmark],
    pages: Sequence[PDFObjectReference],
    file: File,
) -> PDFObjectReference:
    root = Entries()
    root.entries["Type"] = PDFName("Outlines")
    above: list[Entries] = [root]
    last: dict[Entries, Entries] = {}
    for bookmark in bookmarks:
        del above[bookmark.level + 1 :]
        parent, entry = above[-1], Entries()
        reference = file.Reference(entry)
        entry.entries |= {
            "Title": text_string(bookmark.title),
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
