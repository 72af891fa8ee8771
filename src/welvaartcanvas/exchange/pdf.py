"""The interchange document that a PDF of ours carries, out of bytes that nobody vouches for.

It is an associated file of the PDF, its source: ISO 19005-3 6.8 and ISO 32000-2 14.13 say
where, ISO 32000-1 7.11.4 how it is embedded. Programs that save a PDF anew or append to it
keep it there, or at least in the name tree of embedded files, the second place to look.

qpdf (through pikepdf) reads the structure of the file and unpacks no more than the limits
below; the document itself is unpacked here. Importing this module takes some 80 ms, so that
is to be done when there is a PDF to read.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zlib
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from pikepdf.settings import set_qpdf_limits

from welvaartcanvas.errors import N_, InvalidDocument, Problem
from welvaartcanvas.exchange.interchange import FILE_NAME, MEDIA_TYPE
from welvaartcanvas.exchange.kinds import PDF_HEAD, PDF_MARK
from welvaartcanvas.exchange.parsing import SIZE_LIMIT, check_size, refusal

#: How many places a PDF may have for attachments, branches of their tree included.
PLACES_LIMIT = 100

# What qpdf may unpack of one stream of objects, or of the places of objects: half a million.
_UNPACKED_LIMIT = 4 * 1024**2
# The one packing for which qpdf has no limit, however its name is written. PDF/A forbids it.
_LZW = re.compile(rb"/(?:L|#4[Cc])(?:Z|#5[Aa])(?:W|#57)(?:D|#44|[\s\]/>])")
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
    MemoryError,
    OverflowError,
    RuntimeError,
    ValueError,
)

_DAMAGED = N_("is a damaged PDF, perhaps a download that broke off; get the file again")
_LOCKED = N_("is a PDF with a password; ask for the file without one")
_OTHERWISE_PACKED = N_(
    "is packed in a way that is not read here; ask for the PDF as it was exported"
)

#: How long a document is said to be, in bytes, and its MD5; ``None`` for what is not said.
_Claim = tuple[int | None, bytes | None]


def carried_document(data: bytes, source: str) -> bytes:
    """The interchange document that the PDF ``data`` (at most 32 MB) carries, not yet read.

    It has the length and the checksum that the PDF says, and is at most 32 MB. Raises
    :class:`InvalidDocument`, naming ``source``, for what is no PDF, is damaged or has a
    password, and for a PDF that carries none, several, or one that was changed.
    """
    check_size(data, source)
    if PDF_MARK not in data[:PDF_HEAD]:
        raise _refused(source, N_("is not a PDF, whatever its name says; get the file again"))
    if _LZW.search(data):
        raise _refused(source, _OTHERWISE_PACKED)
    try:
        with pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
            claim, stream = _only(pdf, source)
            content = _unpacked(stream, source)
    except InvalidDocument:  # a ValueError too
        raise
    except pikepdf.PasswordError:
        raise _refused(source, _LOCKED) from None
    except _FAILURES as error:
        # A file that is encrypted for some certificate is none that qpdf knows to open.
        raise _refused(source, _LOCKED if "encrypt" in str(error) else _DAMAGED) from None
    if claim != (len(content), hashlib.md5(content, usedforsecurity=False).digest()):
        raise _refused(
            source,
            N_(
                "was changed after the export (its length or checksum is another); ask for the "
                "PDF as it was exported"
            ),
            FILE_NAME,
        )
    return content


def _refused(source: str, message: str, path: str = "", **values: object) -> InvalidDocument:
    return refusal(source, [Problem(path, message, values)])


def _only(pdf: pikepdf.Pdf, source: str) -> tuple[_Claim, Stream]:
    """What the PDF carries; the same canvas may be in it more than once, as in a merged file."""
    found: dict[_Claim, Stream] = {}
    for places in (_listed(_entry(pdf.Root, "/AF")), _in_tree(_entry(pdf.Root, "/Names"))):
        for count, place in enumerate(places):
            stream = _document(place)
            if stream is not None:
                found.setdefault(_claim(stream), stream)
            if len(found) > 1:
                raise _refused(
                    source,
                    N_("is a PDF with more than one canvas; ask for each canvas as a file"),
                )
            if count >= PLACES_LIMIT:
                raise _refused(
                    source,
                    N_("has more than {limit} attachments; ask for the PDF as it was exported"),
                    limit=PLACES_LIMIT,
                )
        if found:
            return found.popitem()
    if pdf.get_warnings():  # what was lost may have been the canvas
        raise _refused(source, _DAMAGED)
    raise _refused(
        source,
        N_(
            "is a PDF without a canvas: only what welvaartcanvas exported carries one, and "
            "printing it to a new PDF loses it; ask for the PDF as it was exported"
        ),
    )


def _entry(thing: object, name: str) -> object:
    return thing.get(name) if isinstance(thing, Dictionary | Stream) else None


def _listed(thing: object) -> Iterable[object]:
    return iter(thing) if isinstance(thing, Array) else ()


def _in_tree(names: object) -> Iterator[object]:
    """Everything in the name tree of embedded files, its branches too (ISO 32000-1, 7.9.6)."""
    todo = [_entry(names, "/EmbeddedFiles")]
    seen: set[tuple[int, int]] = set()
    while todo:
        node = todo.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        yield node
        yield from _listed(node.get("/Names"))
        todo.extend(_listed(node.get("/Kids")))


def _document(place: object) -> Stream | None:
    """The document that ``place`` specifies, if it is the source of the PDF and of our type."""
    if _entry(place, "/AFRelationship") != Name.Source:
        return None
    files = _entry(place, "/EF")
    for name in ("/UF", "/F"):
        stream = _entry(files, name)
        if isinstance(stream, Stream) and stream.get("/Subtype") == Name(f"/{MEDIA_TYPE}"):
            return stream
    return None


def _claim(stream: Stream) -> _Claim:
    parameters = _entry(stream, "/Params")
    size, checksum = _entry(parameters, "/Size"), _entry(parameters, "/CheckSum")
    return (
        size if isinstance(size, int) else None,
        bytes(checksum) if isinstance(checksum, String) else None,
    )


def _unpacked(stream: Stream, source: str) -> bytes:
    packing = stream.get("/Filter")
    if isinstance(packing, Array) and len(packing) <= 1:
        packing = packing[0] if len(packing) else None
    raw = stream.read_raw_bytes()
    if packing is None:
        content, whole = raw[: SIZE_LIMIT + 1], True
    elif packing == Name.FlateDecode and stream.get("/DecodeParms") is None:
        unpacker = zlib.decompressobj()
        try:
            content, whole = unpacker.decompress(raw, SIZE_LIMIT + 1), unpacker.eof
        except zlib.error:
            content, whole = b"", False
    else:
        raise _refused(source, _OTHERWISE_PACKED, FILE_NAME)
    if len(content) > SIZE_LIMIT:
        raise _refused(
            source,
            N_("has more than {limit} MB; more is not read"),
            FILE_NAME,
            limit=SIZE_LIMIT // 1024**2,
        )
    if not whole:
        raise _refused(source, N_("is damaged; get the PDF again"), FILE_NAME)
    return content
