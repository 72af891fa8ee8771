"""Where the document stands in a PDF: what is done in the process that reads PDFs.

qpdf (through pikepdf) reads the structure of the file; the document itself is unpacked here.
Before qpdf sees a file, this bounds the marks at which qpdf halts when it mends a file, the lists
of places of objects, and the object streams (ISO 32000-1, 7.5.7): how many, and how much they are
unpacked together, of which 1 MB takes qpdf some 60 MB. So most of what is made to cost much is
refused by name, and the limits of the process are for the rest.

Importing this module takes some 80 ms, so it is left to that process.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import re
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from pikepdf.settings import set_qpdf_limits

from welvaartcanvas.errors import N_, InvalidDocument
from welvaartcanvas.exchange.answers import answers_in
from welvaartcanvas.exchange.kinds import FILE_NAME, MEDIA_TYPE
from welvaartcanvas.exchange.overwriting import Overwriting, restoring
from welvaartcanvas.exchange.parsing import SIZE_LIMIT, refused
from welvaartcanvas.exchange.pdf import Carried
from welvaartcanvas.exchange.pdf_objects import entry, listed
from welvaartcanvas.worker import Progress

#: How many places a PDF may have for attachments, branches of their tree included.
PLACES_LIMIT = 10
# What qpdf may unpack of one stream of objects, or of the places of objects.
_UNPACKED_LIMIT = 1536 * 1024
# How many streams of objects a file may have, and their bytes together when unpacked. The
# report of 2,000 contributions has 70, and 1.4 MB; that of 19,000 things 613, and 13 MB.
_OBJECT_STREAMS_LIMIT, _OBJECTS_LIMIT = 700, 16 * 1024**2
# How many entries may be looked at for that; tables of contents have such entries too.
_FIRSTS_LIMIT = 10_000
# How often the places of objects may be listed: each program that appends adds a list.
_LISTS_LIMIT = 20
# How long the dictionary of a stream of objects is on either side of any entry, at most.
_DICTIONARY_LIMIT = 1024
# How much is unpacked at once to see how much there is: damage may hide what came before it.
_PART = 4 * 1024
# How often a file may have what qpdf looks for when it mends a file: it halts at each.
_MARKS = {b"obj": 100_000, b"stream": 10_000, b"xref": 1_000}


def _name(text: bytes) -> bytes:
    """A pattern for the name ``text``, of which any sign may be a number (ISO 32000-1, 7.3.5)."""
    hexadecimal = (
        b"".join(b"[%c%c]" % (d, d ^ 32) if d > 57 else b"%c" % d for d in b"%02x" % c)
        for c in text
    )
    return b"/" + b"".join(b"(?:%c|#%s)" % pair for pair in zip(text, hexadecimal, strict=True))


_BLANK = rb"[\0\t\n\f\r ]*+"
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_END = b"(?!" + _REGULAR + b")"
_PLAIN_NAME = _BLANK + b"/" + _REGULAR + b"*+"
_PLAIN_NAMES = _BLANK + rb"\[(?:" + _PLAIN_NAME + b")*+" + _BLANK + rb"\]"
# What qpdf would unpack without a limit: the one packing for which it has none, and what is
# named elsewhere, where the name may be packed itself.
_UNBOUNDED = re.compile(
    _name(b"LZW") + b"(?:" + _name(b"Decode")[1:] + b")?+" + _END
    + b"|(?:" + _name(b"Filter") + b"|" + _name(b"Type") + b")" + _END
    + b"(?!" + _PLAIN_NAME + b"|" + _PLAIN_NAMES + b")"
)  # fmt: skip
_LIST = re.compile(_name(b"XRef") + _END)
# A stream of objects is one by this entry. Its dictionary, as every writer makes it, holds no
# other, no text and no comment, so that where it begins and ends is beyond doubt.
_FIRST = re.compile(_name(b"First") + _END)
_PLAIN_DICTIONARY = re.compile(rb"<<[^<>()%#{}]*+>>")
_FILTER = re.compile(b"/Filter" + _END)
_FLATE = re.compile(
    b"/Filter(?:" + _BLANK + b"/FlateDecode|" + _BLANK + rb"\[" + _BLANK + b"/FlateDecode" + _BLANK
    + rb"\])" + _END
)  # fmt: skip
_LENGTH = re.compile(b"/Length" + _BLANK + b"([0-9]{1,9})" + _BLANK + b"(?=[/>])")
_BODY = re.compile(_BLANK + rb"stream[\0\t\v\f ]*+(?:\r\n?|\n)?")
# For the whole process, in which nothing else reads PDFs.
set_qpdf_limits(
    flate_max_memory=_UNPACKED_LIMIT,
    png_max_memory=_UNPACKED_LIMIT,
    tiff_max_memory=_UNPACKED_LIMIT,
    run_length_max_memory=_UNPACKED_LIMIT,
    dct_max_memory=_UNPACKED_LIMIT,
    parser_max_container_size=100_000,
    doc_max_warnings=1_000,
)

# What qpdf notices is asked of the file; without this some of it is printed too.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())
# What pikepdf raises on foreign bytes: its own, and what the C++ below it turns into.
_FAILURES = (
    pikepdf.PikepdfError,
    LookupError,
    OverflowError,
    RuntimeError,
    ValueError,
)

_DAMAGED = N_("is a damaged PDF, perhaps a download that broke off; get the file again")
_LOCKED = N_("is a PDF with a password; ask for the file without one")
_OTHERWISE_PACKED = N_(
    "is packed in a way that is not read here; ask for the PDF as it was exported"
)

# A name in a file says what it likes; of a longer one the beginning is enough to know it by.
_NAME_LIMIT = 60


#: How long a document is said to be, in bytes, and its MD5; ``None`` for what is not said.
_Claim = tuple[int | None, bytes | None]


def read(task: tuple[bytes, str], progress: Progress) -> Carried:
    """What :func:`welvaartcanvas.exchange.pdf.carried_document` gives for ``(data, source)``."""
    data, source = task
    overwriting = Overwriting(data)
    bounded = _bounded(data, source, overwriting)
    try:
        with (
            restoring(overwriting),
            pikepdf.open(io.BytesIO(bounded), inherit_page_attributes=False) as pdf,
        ):
            claim, stream, name = _only(pdf, source)
            raw = stream.read_raw_bytes()
            place = bounded.find(raw)
            if place >= 0:  # not in a file with a lock, where it is another than in the file
                raw = data[place : place + len(raw)]
            content = _unpacked(raw, stream, source, name)
            _check_claim(claim, content, source, name)
            answers = answers_in(pdf, bounded, content, source)
    except InvalidDocument:  # a ValueError too
        raise
    except pikepdf.PasswordError:
        raise refused(source, _LOCKED) from None
    except _FAILURES as error:
        # A file that is encrypted for some certificate is none that qpdf knows to open.
        raise refused(source, _LOCKED if "encrypt" in str(error) else _DAMAGED) from None
    return Carried(name, content, answers)


def _bounded(data: bytes, source: str, overwriting: Overwriting) -> bytes:
    """``data`` as it may be given to qpdf, with everything at the place where it was.

    What would unpack without a limit is overwritten and not refused, for it may be what people
    typed, such as a title that has ``/LZW``.
    """
    for mark, limit in _MARKS.items():
        _check_count(data.count(mark), limit, mark.decode(), source)
    bounded = bytearray(_UNBOUNDED.sub(overwriting, data))
    _check_count(sum(1 for _ in _LIST.finditer(bounded)), _LISTS_LIMIT, "XRef", source)
    streams = total = 0
    for count, first in enumerate(_FIRST.finditer(bytes(bounded)), 1):
        _check_count(count, _FIRSTS_LIMIT, "First", source)
        size = _objects_size(bounded, first)
        if size is None:  # of another kind, such as a table of contents
            bounded[first.start() : first.end()] = overwriting(first)
            continue
        streams, total = streams + 1, total + size
        _check_count(streams, _OBJECT_STREAMS_LIMIT, "ObjStm", source)
        if total > _OBJECTS_LIMIT:
            raise refused(
                source,
                N_("has objects of more than {limit} MB; ask for the PDF as it was exported"),
                limit=_OBJECTS_LIMIT // 1024**2,
            )
    return bytes(bounded)


def _check_count(count: int, limit: int, what: str, source: str) -> None:
    if count > limit:
        raise refused(
            source,
            N_(
                "has {count} parts called {what}; at most {limit} are read: ask for the PDF as it "
                "was exported"
            ),
            count=count,
            what=what,
            limit=limit,
        )


def _objects_size(data: bytearray, first: re.Match[bytes]) -> int | None:
    """How many bytes of objects are in the stream that has the entry ``first``, at most.

    ``None`` if that is no stream of objects as a writer makes it. In a file with a lock it is 0.
    """
    near = max(0, first.start() - _DICTIONARY_LIMIT)
    found = _PLAIN_DICTIONARY.match(
        data, max(data.rfind(b"<<", near, first.start()), 0), first.end() + _DICTIONARY_LIMIT
    )
    if found is None or found.end() < first.end():
        return None
    body, packings = _BODY.match(data, found.end()), len(_FILTER.findall(found[0]))
    if body is None or packings > 1:
        return None
    if packings:
        return _size_unpacked(data, body.end()) if _FLATE.search(found[0]) else None
    length = _LENGTH.search(found[0])
    end = data.find(b"endstream", body.end())  # what qpdf takes when the length is wrong
    size = max(int(length[1]) if length else 0, (end if end >= 0 else len(data)) - body.end())
    return size if size <= _UNPACKED_LIMIT else None  # qpdf limits only what it unpacks


def _size_unpacked(data: bytearray, begin: int) -> int:
    """How many bytes come out of ``data`` from ``begin`` before it ends, is damaged or too much."""
    unpacker, size = zlib.decompressobj(), 0
    with contextlib.suppress(zlib.error):
        for place in range(begin, len(data), _PART):
            part = bytes(data[place : place + _PART])
            while not unpacker.eof and size <= _UNPACKED_LIMIT:
                made = len(unpacker.decompress(part, _PART))
                size += made
                part = unpacker.unconsumed_tail
                if made < _PART:
                    break
            if unpacker.eof or size > _UNPACKED_LIMIT:
                break
    return size


def _only(pdf: pikepdf.Pdf, source: str) -> tuple[_Claim, Stream, str]:
    """What the PDF carries; the same canvas may be in it more than once, as in a merged file."""
    found: dict[_Claim, tuple[Stream, str]] = {}
    for places in (listed(entry(pdf.Root, "/AF")), _in_tree(entry(pdf.Root, "/Names"))):
        for count, place in enumerate(places):
            stream = _document(place)
            if stream is not None:
                found.setdefault(_claim(stream), (stream, _name_of(place)))
            if len(found) > 1:
                raise refused(
                    source,
                    N_("is a PDF with more than one canvas; ask for each canvas as a file"),
                )
            if count >= PLACES_LIMIT:
                raise refused(
                    source,
                    N_("has more than {limit} attachments; ask for the PDF as it was exported"),
                    limit=PLACES_LIMIT,
                )
        if found:
            claim, (stream, name) = found.popitem()
            return claim, stream, name
    if pdf.get_warnings():  # what was lost may have been the canvas
        raise refused(source, _DAMAGED)
    raise refused(
        source,
        N_(
            "is a PDF without a canvas: only what welvaartcanvas exported carries one, and "
            "printing it to a new PDF loses it; ask for the PDF as it was exported"
        ),
    )


def _in_tree(names: object) -> Iterator[object]:
    """Everything in the name tree of embedded files, its branches too (ISO 32000-1, 7.9.6)."""
    todo = [entry(names, "/EmbeddedFiles")]
    seen: set[tuple[int, int]] = set()
    while todo:
        node = todo.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        yield node
        yield from listed(node.get("/Names"))
        todo.extend(listed(node.get("/Kids")))


def _document(place: object) -> Stream | None:
    """The document that ``place`` specifies, if it is the source of the PDF and of our type."""
    if entry(place, "/AFRelationship") != Name.Source:
        return None
    files = entry(place, "/EF")
    for name in ("/UF", "/F"):
        stream = entry(files, name)
        if isinstance(stream, Stream) and stream.get("/Subtype") == Name(f"/{MEDIA_TYPE}"):
            return stream
    return None


def _name_of(place: object) -> str:
    """What the document is called (ISO 32000-1, 7.11.2); as ours are where that says nothing."""
    for key in ("/UF", "/F"):
        name = entry(place, key)
        if isinstance(name, String) and str(name).strip():
            return str(name).strip()[:_NAME_LIMIT]
    return FILE_NAME


def _claim(stream: Stream) -> _Claim:
    parameters = entry(stream, "/Params")
    size, checksum = entry(parameters, "/Size"), entry(parameters, "/CheckSum")
    return (
        size if isinstance(size, int) else None,
        bytes(checksum) if isinstance(checksum, String) else None,
    )


def _check_claim(claim: _Claim, content: bytes, source: str, name: str) -> None:
    if claim != (len(content), hashlib.md5(content, usedforsecurity=False).digest()):
        raise refused(
            source,
            N_(
                "was changed after the export (its length or checksum is another); ask for the "
                "PDF as it was exported"
            ),
            name,
        )


def _unpacked(raw: bytes, stream: Stream, source: str, name: str) -> bytes:
    packing = stream.get("/Filter")
    if isinstance(packing, Array) and len(packing) <= 1:
        packing = packing[0] if len(packing) else None
    if packing is None:
        content, whole = raw[: SIZE_LIMIT + 1], True
    elif packing == Name.FlateDecode and stream.get("/DecodeParms") is None:
        unpacker = zlib.decompressobj()
        try:
            content, whole = unpacker.decompress(raw, SIZE_LIMIT + 1), unpacker.eof
        except zlib.error:
            content, whole = b"", False
    else:
        raise refused(source, _OTHERWISE_PACKED, name)
    if len(content) > SIZE_LIMIT:
        raise refused(
            source,
            N_("has more than {limit} MB; more is not read"),
            name,
            limit=SIZE_LIMIT // 1024**2,
        )
    if not whole:
        raise refused(source, N_("is damaged; get the PDF again"), name)
    return content
