"""A PDF gives back exactly the document that it was exported with, or says why it can't."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name
from pypdf.annotations import Text

from tests.support import build
from tests.support.carrying import Attached, blank, carrying, saved
from tests.support.effort import at_most
from tests.support.often import often
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.exchange import interchange
from welvaartcanvas.exchange.pdf import LIMITS, PDF_LIMIT, carried_document
from welvaartcanvas.exchange.pdf_reading import PLACES_LIMIT
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, content

DOCUMENT = interchange.write(build.empty_canvas()).encode()
OTHER = interchange.write(build.empty_canvas(number=7)).encode()
SOUND = Attached(DOCUMENT)

DAMAGED = "is a damaged PDF, perhaps a download that broke off; get the file again"
LOCKED = "is a PDF with a password; ask for the file without one"
PACKED = "is packed in a way that is not read here; ask for the PDF as it was exported"
TOO_LARGE = "has objects of more than 16 MB; ask for the PDF as it was exported"
NO_CANVAS = (
    "is a PDF without a canvas: only what welvaartcanvas exported carries one, and printing it "
    "to a new PDF loses it; ask for the PDF as it was exported"
)
SEVERAL = "is a PDF with more than one canvas; ask for each canvas as a file"
CHANGED = (
    "canvas.json: was changed after the export (its length or checksum is another); ask for the "
    "PDF as it was exported"
)
CUT = "canvas.json: is damaged; get the PDF again"


def too_many(count: int, what: str, limit: int) -> str:
    return (
        f"has {count} parts called {what}; at most {limit} are read: ask for the PDF as it was "
        "exported"
    )


def refused(pdf: bytes) -> str:
    """What is said of ``pdf``: one line."""
    with pytest.raises(InvalidDocument) as caught:
        carried_document(pdf, "bericht.pdf")
    assert caught.value.exit_code == 2
    [line] = str(caught.value).splitlines()
    assert line.startswith("bericht.pdf: ")
    return line.removeprefix("bericht.pdf: ")


@cache
def exported(kind: ExportKind = ExportKind.REPORT) -> bytes:
    """A PDF that the program made."""
    day = build.MOMENT.date()
    return content(build.empty_canvas(), ExportFormat.PDF, kind=kind, day=day)


def again(pdf: bytes, **how: Any) -> bytes:
    """``pdf`` as qpdf saves it anew."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(stream, **how)
    return stream.getvalue()


@cache
def unpacked() -> bytes:
    """The report with nothing in it packed but the document, so that damage meets its structure."""
    return again(
        exported(),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


# What is read


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_pdf_of_ours_carries_the_document_that_its_canvas_is(kind: ExportKind) -> None:
    assert carried_document(exported(kind), "bericht.pdf").content == DOCUMENT


def commented(pdf: bytes) -> bytes:
    """``pdf`` with a comment behind its end: nothing that was there is touched."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    writer.add_annotation(0, Text(rect=(50, 550, 200, 650), text="Mee eens!"))
    stream = io.BytesIO()
    writer.write(stream)
    assert stream.getvalue().startswith(pdf) and stream.getvalue() != pdf
    return stream.getvalue()


def bare(pdf: bytes) -> bytes:
    """``pdf`` with nothing in it packed, the document neither."""
    return again(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)


def saved_by_pypdf(pdf: bytes) -> bytes:
    stream = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(pdf)).write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        commented,
        lambda pdf: commented(commented(pdf)),
        saved_by_pypdf,
        again,
        lambda pdf: again(pdf, linearize=True),
        lambda pdf: again(pdf, recompress_flate=True, compress_streams=True),
        bare,
        lambda pdf: again(pdf, encryption=Encryption(owner="geheim", user="")),
        lambda pdf: b"\r\nContent-Type: application/pdf\r\n\r\n" + pdf,
        lambda pdf: pdf + b"\r\n\r\n",
        lambda pdf: unpacked()[: len(unpacked()) // 2],
    ],
    ids=[
        "comment", "two comments", "pypdf", "qpdf", "for the web", "packed anew", "unpacked",
        "guarded against printing", "a header of mail", "blank lines", "second half lost",
    ],
)  # fmt: skip
def test_what_partners_and_their_programs_do_to_a_pdf_leaves_the_canvas_as_it_is(
    change: Callable[[bytes], bytes],
) -> None:
    assert carried_document(change(exported()), "bericht.pdf").content == DOCUMENT


@pytest.mark.parametrize(
    "pdf",
    [
        carrying(SOUND),
        carrying(SOUND, named=False),
        carrying(SOUND, associated=False),
        carrying(replace(SOUND, packing=None)),
        carrying(replace(SOUND, packing=Array([Name.FlateDecode]))),
        carrying(replace(SOUND, packing=Array([]), raw=DOCUMENT)),
        carrying(replace(SOUND, name="../../etc/passwd")),
        carrying(replace(SOUND, under=("/F",))),
        carrying(replace(SOUND, under=("/UF",))),
        carrying(SOUND, Attached(b"{}", "cijfers.json", relationship=Name.Data)),
        carrying(Attached(b"a;b", "cijfers.csv", media_type=Name("/text/csv")), SOUND),
        carrying(SOUND, replace(SOUND, name="canvas (1).json")),
    ],
    ids=[
        "both places", "associated", "in the tree", "not packed", "list of one packing",
        "list of no packing", "hostile name", "under F", "under UF", "with data",
        "with a table", "the same twice",
    ],
)  # fmt: skip
def test_it_is_found_by_what_it_is_and_not_by_its_name(pdf: bytes) -> None:
    assert carried_document(pdf, "bericht.pdf").content == DOCUMENT


def test_it_is_found_in_every_branch_of_the_tree_and_a_ring_in_it_is_gone_round_once() -> None:
    pdf = blank()
    leaf = pdf.make_indirect(Dictionary(Names=Array(["canvas.json", SOUND.put_into(pdf)])))
    middle = pdf.make_indirect(Dictionary(Kids=Array([leaf])))
    root = pdf.make_indirect(Dictionary(Kids=Array([Dictionary(Names=Array([])), middle])))
    middle.Kids.append(root)
    pdf.Root.Names = Dictionary(EmbeddedFiles=root)

    assert carried_document(saved(pdf), "bericht.pdf").content == DOCUMENT

    leaf.Names = Array([])
    assert refused(saved(pdf)) == NO_CANVAS


# What is refused, each in its own words


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>Log in</html>", b"x" * 1024 + exported(), DOCUMENT, b"\x00" * 5000],
    ids=["empty", "web page", "far too late", "JSON", "zeros"],
)
def test_what_is_no_pdf_is_called_so(data: bytes) -> None:
    assert refused(data) == "is not a PDF, whatever its name says; get the file again"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-",
        b"%PDF-1.7\n" + bytes(9999),
        exported()[:5000],
        exported()[:-1000],
        unpacked()[:1000],
        carrying(SOUND).rpartition(b"startxref")[0] + b"startxref\n99999999999999999999\n%%EOF\n",
    ],
    ids=[
        "mark",
        "zeros",
        "beginning",
        "without its end",
        "beginning that can be read",
        "a number without measure",
    ],
)
def test_a_download_that_broke_off_is_to_be_got_again(data: bytes) -> None:
    assert refused(data) == DAMAGED


@pytest.mark.parametrize(
    "encryption",
    [
        Encryption(user="geheim", owner="geheim"),
        Encryption(user="geheim", owner="", R=4),
        Encryption(user="geheim", owner="geheim", R=2, aes=False, metadata=False),
    ],
    ids=["AES 256", "AES 128", "RC4"],
)
def test_a_pdf_with_a_password_is_asked_for_without(encryption: Encryption) -> None:
    assert refused(carrying(SOUND, encryption=encryption)) == LOCKED


def test_a_pdf_for_the_holder_of_a_certificate_is_locked_too() -> None:
    pdf = carrying(SOUND, encryption=Encryption(user="geheim", owner="geheim"))

    assert refused(pdf.replace(b"/Filter /Standard", b"/Filter /PubSec  ")) == LOCKED


@pytest.mark.parametrize(
    "pdf",
    [
        carrying(),
        carrying(Attached(DOCUMENT, relationship=Name.Data)),
        carrying(Attached(DOCUMENT, relationship=None)),
        carrying(Attached(DOCUMENT, media_type=Name("/text/plain"))),
        carrying(Attached(DOCUMENT, media_type=None)),
        carrying(Attached(DOCUMENT, under=())),
        saved(blank()),
    ],
    ids=["empty places", "data", "no relationship", "text", "no type", "no file", "no places"],
)
def test_a_pdf_that_is_not_ours_says_where_canvases_come_from(pdf: bytes) -> None:
    assert refused(pdf) == NO_CANVAS


@pytest.mark.parametrize("places", [{}, {"associated": False}, {"named": False}])
def test_of_two_canvases_none_is_taken(places: dict[str, bool]) -> None:
    pdf = carrying(SOUND, Attached(OTHER, "canvas-2.json"), **places)

    assert refused(pdf) == SEVERAL


@pytest.mark.parametrize("places", [{}, {"associated": False}])
def test_a_flood_of_attachments_is_not_looked_through(places: dict[str, bool]) -> None:
    flood = [Attached(b"x", f"{n}.txt", relationship=None) for n in range(PLACES_LIMIT + 1)]

    assert refused(carrying(*flood, SOUND, **places)).startswith("has more than 10 attachments;")


@pytest.mark.parametrize(
    "wrong",
    [
        {"checksum": pikepdf.String(hashlib.md5(OTHER).digest())},
        {"checksum": pikepdf.String(b"")},
        {"checksum": hashlib.md5(DOCUMENT).hexdigest()},
        {"checksum": 1},
        {"checksum": None},
        {"size": len(DOCUMENT) - 1},
        {"size": -1},
        {"size": "veel"},
        {"size": None},
        {"raw": zlib.compress(DOCUMENT.replace(b"Kop van", b"Dal van"))},
        {"raw": zlib.compress(DOCUMENT + b" ")},
        {"raw": zlib.compress(b"")},
        {"raw": DOCUMENT + b" ", "packing": None},
        {"raw": b"", "packing": None},
    ],
)
def test_a_document_that_was_changed_is_not_believed(wrong: dict[str, Any]) -> None:
    assert refused(carrying(replace(SOUND, **wrong))) == CHANGED


@pytest.mark.parametrize(
    "raw",
    [
        b"geen zlib", zlib.compress(DOCUMENT)[:-1], zlib.compress(DOCUMENT)[:100],
        zlib.compress(DOCUMENT)[:-4] + b"0000",
    ],
    ids=["no zlib", "cut by one", "cut", "other checksum of zlib"],
)  # fmt: skip
def test_a_document_that_can_not_be_unpacked_is_damaged(raw: bytes) -> None:
    assert refused(carrying(replace(SOUND, raw=raw))) == CUT


@pytest.mark.parametrize(
    ("packing", "details"),
    [
        (Name.ASCIIHexDecode, None),
        (Name.Onbekend, None),
        (Array([Name.FlateDecode, Name.FlateDecode]), None),
        (Array([Name.ASCII85Decode, Name.FlateDecode]), None),
        (Name.FlateDecode, Dictionary(Predictor=12, Columns=5)),
    ],
    ids=["hexadecimal", "unknown", "two", "chain", "predictor"],
)
def test_only_the_packing_that_we_use_is_read(packing: Any, details: Any) -> None:
    pdf = carrying(replace(SOUND, packing=packing, packing_details=details))

    assert refused(pdf) == f"canvas.json: {PACKED}"


TYPED = [
    "Pakken met /LZW en zo", "/LZW", "/LZWDecode", "/Filter /LZWDecode", "/L#5aW", "/Filter 11 0 R",
    "/Type 3 0 R /First", "1 0 obj << /Type /ObjStm /First 4 /Filter /LZWDecode >> stream", "/XRef",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("change", [bytes, again, saved_by_pypdf, bare, commented])
def test_whatever_people_type_the_pdf_is_read_again(
    text: str, change: Callable[[bytes], bytes]
) -> None:
    canvas = build.canvas(title=text, description=text, notes={("opgave", "overheid"): [text]})
    pdf = content(canvas, ExportFormat.PDF, kind=ExportKind.REPORT, day=build.MOMENT.date())

    assert carried_document(change(pdf), "x.pdf").content == interchange.write(canvas).encode()


# What would cost the reader its memory or its time


def bomb(megabytes: int) -> bytes:
    """Blanks, packed by a thousand to one."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1024**2) for _ in range(megabytes)) + packer.flush()


def test_a_document_that_grows_beyond_the_limit_is_left_alone() -> None:
    pdf = carrying(replace(SOUND, raw=bomb(500)))

    assert refused(pdf) == "canvas.json: has more than 16 MB; more is not read"


def test_a_large_pdf_is_not_opened() -> None:
    assert refused(exported() + bytes(PDF_LIMIT)) == "has 17 MB; at most 16 MB are read"


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects from number 1, of which the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, rows, size, len(out))
    )


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /AF 3 0 R /Names << /EmbeddedFiles 3 0 R >> >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [<< /Type /Page /MediaBox [0 0 9 9] >>] >>"
SPECIFIED = b"<< /AFRelationship /Source /EF << /F %s >> >>"
STREAM = b"<< /Subtype /application#2Fjson %s >>\nstream\nx\nendstream"


@pytest.mark.parametrize(
    "objects",
    [
        (b"[3 0 R]",),
        (b"3 0 R",),
        (b"[" * 5000,),
        (b"<< /Kids [3 0 R 3 0 R] /Names [3 0 R] >>",),
        (b"<< /Kids [4 0 R 4 0 R] >>", b"<< /Kids [3 0 R 3 0 R] >>"),
        (b"[" + SPECIFIED % b"4 0 R" + b"]", STREAM % b"/Length 4 0 R"),
        (b"[" + SPECIFIED % b"4 0 R" + b"]", STREAM % b"/Length 1 /Filter 4 0 R"),
        (b"[" + SPECIFIED % b"4 0 R" + b"]", STREAM % b"/Length 1 /Params 4 0 R"),
        (b"[" + SPECIFIED % b"4 0 R" + b"]", STREAM % b"/Length 99999999999999999999"),
        (b"[1 -1 1.5 null true (x) /x <> [] << >> 99999999999999999999 9 0 R]",),
        (b"<< /Kids /Kids /Names << >> >>",),
        (b"<< /Kids 1 /Names (x) >>",),
    ],
)
def test_rings_depths_and_wrong_kinds_end_in_a_refusal(objects: tuple[bytes, ...]) -> None:
    with at_most(1):
        assert refused(raw_pdf(CATALOGUE, PAGES, *objects)) in (
            NO_CANVAS, DAMAGED, CHANGED, CUT, f"canvas.json: {PACKED}",
        )  # fmt: skip


def with_objects(*streams: tuple[bytes, bytes]) -> bytes:
    """A PDF with one associated file in each of ``streams``, given as entries and bytes."""
    numbers = range(100, 100 + len(streams))
    places = b" ".join(b"%d 0 R" % number for number in numbers)
    out = b"%PDF-1.7\n"
    rows = {number: b"\2" + (10 + n).to_bytes(4) + b"\0" for n, number in enumerate(numbers)}
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /AF [" + places + b"] >>"
    bodies = [
        b"<< /Type /ObjStm /N 1 %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(raw), raw)
        for entries, raw in streams
    ]
    for number, body in {1: catalogue, 2: PAGES, **dict(enumerate(bodies, 10))}.items():
        rows[number] = b"\1" + len(out).to_bytes(4) + b"\0"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = 100 + len(streams)
    table = b"".join(rows.get(number, bytes(6)) for number in range(size))
    return out + (
        b"5 0 obj\n<< /Type /XRef /Size %d /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (size, len(table), table, len(out))
    )


def listing(number: int, kilobytes: int) -> bytes:
    """What a stream of objects holds: object ``number``, many empty lists."""
    some = b"[" + b"[]" * 40_000 + b"]"
    return (b"%d 0 " % number).ljust(9) + b"[" + some * (kilobytes * 1024 // len(some)) + b"]"


FLATE = b"/First 9 /Filter /FlateDecode"


@pytest.mark.parametrize(
    ("streams", "reason"),
    [
        ([(FLATE, zlib.compress(listing(100, 2000), 9))], DAMAGED),
        ([(FLATE, zlib.compress(listing(100 + n, 450), 9)) for n in range(44)], TOO_LARGE),
        ([(FLATE, zlib.compress(listing(100 + n, 450), 9)[:-1]) for n in range(44)], TOO_LARGE),
        ([(b"/First 9", listing(100, 5000))], DAMAGED),
        ([(FLATE, b"x")] * 701, too_many(701, "ObjStm", 700)),
        ([(b"/First 9 /Filter /LZW\0", b"x")], DAMAGED),
        ([(b"/First 9 /Filter%c\n/LZW", b"x")], DAMAGED),
        ([(b"/First 9 /Filter /#4c#5aWDecode", b"x")], DAMAGED),
        ([(b"/First 9 /Filter 11 0 R", b"x"), (FLATE, zlib.compress(b"101 0    /LZW"))], DAMAGED),
        ([(FLATE + b" /X (>> stream)", zlib.compress(listing(100, 450), 9))] * 9, DAMAGED),
        ([(FLATE + b" /X << >>", zlib.compress(listing(100, 450), 9))] * 9, DAMAGED),
        ([(b"/#46irst 9 /Filter /FlateDecode", zlib.compress(listing(100, 450), 9))], DAMAGED),
        ([(b"/First 9 /Filter [/FlateDecode /FlateDecode]", b"x")], DAMAGED),
    ],
    ids=[
        "one too large", "together too much", "each cut", "not packed", "too many", "NUL",
        "comment", "number in a name", "named elsewhere", "text", "dictionary", "hidden entry",
        "chain",
    ],
)  # fmt: skip
def test_objects_that_would_grow_beyond_measure_are_not_unpacked(
    streams: list[tuple[bytes, bytes]], reason: str
) -> None:
    """All that qpdf may unpack, and it unpacks all when a page of the file is no object."""
    pdf = with_objects(*streams)
    code = (
        "import resource, sys\n"
        "from welvaartcanvas.errors import InvalidDocument\n"
        "from welvaartcanvas.exchange.pdf_reading import read\n"
        "pdf = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: read((pdf, 'bericht.pdf'), print)\n"
        "except InvalidDocument as fault: print(fault)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )

    done = subprocess.run([sys.executable, "-c", code], input=pdf, capture_output=True, check=True)

    message, megabytes = done.stdout.decode().splitlines()
    assert message == f"bericht.pdf: {reason}"
    assert int(megabytes) < 50


@pytest.mark.parametrize(
    "part",
    [b"%d 0 obj<</Length 9>>stream\n", b"%d 0 obj\n<<>>\nendobj\n", b"startxref\n%d\n"],
    ids=["streams", "objects", "places"],
)
def test_a_file_full_of_what_is_looked_for_to_mend_it_is_not_mended(part: bytes) -> None:
    flood = b"".join(part % number for number in range(1, PDF_LIMIT // 40))

    with at_most(1):
        assert " parts called " in refused(b"%PDF-1.7\n" + flood)


def test_a_file_that_lists_its_objects_over_and_over_is_not_read() -> None:
    assert refused(exported() + b"<< /Type /XRe#66 >>" * 20) == too_many(21, "XRef", 20)


def overlapping(size: int) -> bytes:
    """A PDF of which the first object asks for thousands, each with the rest of the file in it.

    That rest is a comment, for which there is no limit in qpdf.
    """
    out, numbers = b"%PDF-1.7\n", range(3, 9000)
    rows = {1: len(out)}
    out += b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AF ["
    out += b" ".join(b"[%d 0 R]" % number for number in numbers) + b"] >>\nendobj\n"
    rows[2] = len(out)
    out += b"2 0 obj\n" + PAGES + b"\nendobj\n"
    for number in numbers:
        rows[number] = len(out)
        out += b"%d 0 obj %%" % number
    out += b"-" * size + b"\n[]\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in rows.values())
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(rows) + 1, table, len(rows) + 1, len(out))
    )


def test_what_would_take_minutes_is_given_up_after_some_seconds() -> None:
    pdf = overlapping(PDF_LIMIT - 512 * 1024)

    assert refused(pdf) == (
        f"takes more than {LIMITS.seconds} s to read, which no PDF of welvaartcanvas does; ask "
        "for the PDF as it was exported"
    )
    assert carried_document(exported(), "bericht.pdf").content == DOCUMENT


def test_what_would_take_all_memory_is_given_up() -> None:
    """Some 30 MB for each of the objects in it; qpdf goes on with the next until it is ended."""
    lists = [b"[" + b"[]" * 90_000 + b"]"] * 80
    asked = b"[" + b" ".join(b"%d 0 R" % number for number in range(4, 84)) + b"]"

    assert refused(raw_pdf(CATALOGUE, PAGES, asked, *lists)).startswith("takes more than ")
    assert carried_document(exported(), "bericht.pdf").content == DOCUMENT


# Damage of any kind

damage = st.lists(
    st.tuples(
        st.sampled_from(["flip", "insert", "take", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from([b" 99999999999999999999 ", b" null ", b" [ ", b" << ", b" 1 0 R "]),
    ),
    min_size=1,
    max_size=8,
)


def damaged(pdf: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for what, place, new in changes:
        at = int(place * len(pdf))
        match what:
            case "flip":
                pdf = pdf[:at] + new[:1] + pdf[at + 1 :]
            case "insert":
                pdf = pdf[:at] + new + pdf[at:]
            case "take":
                pdf = pdf[:at] + pdf[at + len(new) :]
            case "cut" if at > len(pdf) // 2:
                pdf = pdf[:at]
    return pdf


def holds(pdf: bytes) -> None:
    """``pdf`` gives the canvas as it was exported, or a refusal, without much work."""
    with at_most(1):
        try:
            assert carried_document(pdf, "bericht.pdf").content == DOCUMENT
        except InvalidDocument as fault:
            assert len(str(fault).splitlines()) == 1


@settings(max_examples=often(300))
@given(changes=damage, structure=st.booleans())
def test_whatever_befalls_a_pdf_the_canvas_is_the_exported_one_or_refused(
    changes: list[tuple[str, float, bytes]], structure: bool
) -> None:
    holds(damaged(unpacked() if structure else exported(), changes))


TOUCHY = [
    b"/AF", b"/EF", b"/Names", b"/Params", b"/CheckSum", b"/Size", b"/Filter", b"/Length",
    b"/Subtype", b"/Root", b"/Pages", b"/AFRelationship", b"xref\n", b"trailer", b"startxref",
]  # fmt: skip


@settings(max_examples=often(300))
@given(
    mark=st.sampled_from(TOUCHY), of=st.integers(0, 9), aside=st.integers(-8, 40), new=st.binary()
)
def test_damage_where_the_document_is_looked_for_is_no_different(
    mark: bytes, of: int, aside: int, new: bytes
) -> None:
    pdf = unpacked()
    parts = pdf.split(mark)
    at = len(mark.join(parts[: 1 + of % (len(parts) - 1)])) + aside

    holds(pdf[:at] + new + pdf[at + len(new) :])
    holds(pdf[:at] + new + pdf[at:])


def test_qpdf_says_nothing_on_the_terminal_of_what_it_finds() -> None:
    """In a program of its own: where tests run, logging has other handlers than a user's."""
    pdf = b"%PDF-1.7\n1 0 obj<</Pages 2 0 R /Type/Catalog>>\n2 0 obj<</Kids[R]>>3 0"
    code = (
        "from welvaartcanvas.exchange.pdf import carried_document\n"
        "from welvaartcanvas.errors import InvalidDocument\n"
        f"try: carried_document({pdf!r}, 'bericht.pdf')\n"
        "except InvalidDocument as fault: print(fault)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == (f"bericht.pdf: {DAMAGED}\n", "")


def test_a_document_is_called_as_it_is_called_in_the_pdf() -> None:
    other = replace(SOUND, name="comparison.json")
    assert carried_document(carrying(other), "bericht.pdf").name == "comparison.json"
    assert refused(carrying(replace(other, size=1))) == CHANGED.replace("canvas", "comparison", 1)
    for name in ("", " ", "x" * 100):
        told = carried_document(carrying(replace(SOUND, name=name)), "bericht.pdf").name
        assert told == (name[:60] if name.strip() else "canvas.json")
