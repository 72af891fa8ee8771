"""A PDF file as numbered objects: ReportLab's, written compactly and the same every time.

Thousands of small objects (a structure element for every paragraph) stand compressed in
object streams (ISO 32000-1, 7.5.7), which a quarter of the bytes suffices for, and the table
of where all objects are is a cross-reference stream (7.5.8). The file identifier (14.4) is a
digest of everything in the file, so nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import codecs
import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import format as formatted

_VERSION = (1, 7)
# What somebody has set for ReportLab on this machine must not change the bytes of our files.
rl_config.pdfMultiLine = rl_config.pdfComments = 0
# Four bytes above 127 tell programs that move files that this one is not text (7.5.2).
_HEADER = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % _VERSION
# What a reader must unpack to get at one of the objects: a page needs few of them.
_TOGETHER = 200
# Where an object is (7.5.8.3): nowhere, in the file, in an object stream.
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ROW = struct.Struct(">BIH")


def text_string(text: str) -> PDFString:
    """``text`` as a text string (7.9.2.2).

    What is not plain ASCII goes as UTF-16. ReportLab would write it in PDFDocEncoding where
    that has all of its characters, and then what starts with "þÿ" is read as something else.
    """
    if text.isascii() and text.isprintable():
        return PDFString(text)
    return PDFString(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), enc="raw")


class Entries(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """A dictionary of its own that takes entries also after others refer to it."""

    __RefOnly__ = 1

    def __init__(self, entries: Mapping[str, object] | None = None) -> None:
        self.entries = dict(entries or {})

    def format(self, document: PDFDocument) -> bytes:
        body: bytes = PDFDictionary(self.entries).format(document)
        return body


class Stream(PDFObject):  # type: ignore[misc]
    """Bytes that are an object of their own, described by ``entries``.

    They are packed unless what reads them may not be able to unpack.
    """

    __RefOnly__ = 1

    def __init__(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, packed: bool = True
    ) -> None:
        self._entries = dict(entries or {})
        if packed:
            self._entries["Filter"] = PDFName("FlateDecode")
        self._content = zlib.compress(content) if packed else content

    def format(self, document: PDFDocument) -> bytes:
        entries = PDFDictionary({**self._entries, "Length": len(self._content)})
        # A line ends before the last keyword (ISO 19005-3, 6.1.7.1), and ends in a way that is
        # never taken for a part of the content: that may end in a carriage return.
        body: bytes = b"%s\nstream\n%s\r\nendstream" % (entries.format(document), self._content)
        return body


class File(PDFDocument):  # type: ignore[misc]
    """Objects that refer to each other; :meth:`written` makes the file of them."""

    def __init__(self) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION)
        self._bodies: dict[int, bytes] = {}

    def number(self, thing: PDFObject) -> int:
        """The number of ``thing``, which becomes an object of its own if it was none."""
        name = self.Reference(thing).name
        number, _generation = self.idToObjectNumberAndVersion[name]
        return int(number)

    def reserve(self, count: int) -> int:
        """The first of ``count`` numbers in a row, for objects that come with :meth:`put`."""
        first = int(self.objectcounter) + 1
        self.objectcounter += count
        return first

    def put(self, number: int, body: bytes) -> None:
        """Give the object of a reserved number its content, written as PDF; it is no stream."""
        self._bodies[number] = body

    def written(self, root: PDFObjectReference, info: PDFObjectReference) -> bytes:
        """The file, of which ``root`` is the catalogue and ``info`` tells what it is."""
        out = bytearray(_HEADER)
        places = {0: (_FREE, 0, 0xFFFF)}
        digest = hashlib.md5(usedforsecurity=False)
        small: list[tuple[int, bytes]] = []

        def place(number: int, body: bytes) -> None:
            places[number] = _PLAIN, len(out), 0
            out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

        for number, body, is_stream in self._objects():
            digest.update(body)
            if is_stream:
                place(number, body)
            else:
                small.append((number, body))
        for start in range(0, len(small), _TOGETHER):
            together = small[start : start + _TOGETHER]
            stream = self.reserve(1)
            places |= {n: (_PACKED, stream, i) for i, (n, _body) in enumerate(together)}
            place(stream, _object_stream(together).format(self))
        table, start = self.reserve(1), len(out)
        places[table] = _PLAIN, start, 0
        identifier = f"<{digest.hexdigest()}>"
        described = {
            "Root": root,
            "Info": info,
            "ID": PDFArrayCompact([identifier, identifier]),
        }
        place(table, _table(places, described).format(self))
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)

    def _objects(self) -> Iterator[tuple[int, bytes, bool]]:
        """Every object with its number, whether it is a stream, and how it is written."""
        number = 0
        while number < self.objectcounter:  # writing one may make others
            number += 1
            if number in self._bodies:
                yield number, self._bodies[number], False
            else:
                thing = self.idToObject[self.numberToId[number]]
                yield number, formatted(thing, self, toplevel=1), isinstance(thing, Stream)


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> Stream:
    index, bodies, at = [], [], 0
    for number, body in objects:
        index.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    entries = {"Type": PDFName("ObjStm"), "N": len(objects), "First": len(head)}
    return Stream(head + b"\n".join(bodies), entries)


def _table(places: Mapping[int, tuple[int, int, int]], described: Mapping[str, object]) -> Stream:
    """Where every object is: a row each, as the difference from the one above.

    Rows that resemble each other become small that way (the predictor "up", 7.4.4.4).
    """
    rows = b"".join(_ROW.pack(*places[number]) for number in range(len(places)))
    above = bytes(_ROW.size) + rows
    steps = bytes([(new - old) & 0xFF for new, old in zip(rows, above, strict=False)])
    content = b"".join(b"\x02" + steps[i : i + _ROW.size] for i in range(0, len(steps), _ROW.size))
    entries = {
        "Type": PDFName("XRef"),
        "Size": len(places),
        "W": PDFArrayCompact([1, 4, 2]),
        "DecodeParms": PDFDictionary({"Predictor": 12, "Columns": _ROW.size}),
        **described,
    }
    return Stream(content, entries)
