"""What a file from outside is to be read as, by what it holds."""

from __future__ import annotations

from enum import Enum, auto

#: What the interchange document is called where it is a file in another file, and its type
#: (RFC 8259).
FILE_NAME = "canvas.json"
MEDIA_TYPE = "application/json"
#: In how many bytes a PDF begins, and with what (PDF Reference 1.7, appendix H.3, note 13).
PDF_HEAD, PDF_MARK = 1024, b"%PDF-"
#: How a ZIP begins: with a file, or with its end when it is empty (APPNOTE 6.3.10, 4.3).
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


class Kind(Enum):
    """What a file is to be read as; ``OTHER`` is nothing that is read here."""

    JSON = auto()
    PDF = auto()
    ZIP = auto()
    OTHER = auto()


_NAMED = {".json": Kind.JSON, ".pdf": Kind.PDF, ".zip": Kind.ZIP}


def kind_of(data: bytes, name: str) -> Kind:
    """What the file ``name`` is, of which ``data`` are at least the first 1,024 bytes.

    What begins as an object of JSON is that, whatever it says further, and so is what is
    empty. Only for what looks like nothing known, such as a PDF that lost its beginning, the
    name tells what it was meant to be.
    """
    head = data[:PDF_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head or head.startswith(b"{"):
        return Kind.JSON
    if data.startswith(ZIP_MARKS):
        return Kind.ZIP
    if PDF_MARK in head:
        return Kind.PDF
    return next((kind for end, kind in _NAMED.items() if name.lower().endswith(end)), Kind.OTHER)
