"""A ZIP gives its files one by one, exactly, or says of each or of all why it can't."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.effort import at_most
from tests.support.often import often
from tests.support.zipping import locked, misnamed, zipped
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.exchange import archive
from welvaartcanvas.exchange.archive import MEMBERS_LIMIT, TOTAL_LIMIT, members
from welvaartcanvas.exchange.parsing import SIZE_LIMIT

TEXT = b'{"format": "welvaartcanvas"}' * 20
NOISE = random.Random(4).randbytes(600)
DAMAGED = "is a damaged ZIP, perhaps a download that broke off; get the file again"


def read(data: bytes) -> list[tuple[str, bytes]]:
    """The name and content of every file in a ZIP."""
    return [(member.name, member.read()) for member in members(io.BytesIO(data), "a.zip")]


def refused(data: bytes) -> str:
    """What is said of a ZIP that is refused as a whole: one line."""
    with pytest.raises(InvalidDocument) as caught:
        members(io.BytesIO(data), "a.zip")
    [line] = str(caught.value).splitlines()
    assert line.startswith("a.zip: ")
    return line.removeprefix("a.zip: ")


def faults(data: bytes) -> list[str]:
    """What is said of the files in a ZIP that can't be read, one line each."""
    lines = []
    for member in members(io.BytesIO(data), "a.zip"):
        try:
            member.read()
        except InvalidDocument as fault:
            lines += str(fault).splitlines()
    return [line.removeprefix("a.zip: ") for line in lines]


# What is read


@pytest.mark.parametrize("packing", [8, ZIP_STORED])
def test_the_files_come_by_name_and_as_they_were(packing: int) -> None:
    data = zipped(("b.json", TEXT), ("map/a.pdf", NOISE), ("a.json", b""), packing=packing)

    assert read(data) == [("a.json", b""), ("b.json", TEXT), ("map/a.pdf", NOISE)]


@settings(max_examples=often(50))
@given(st.dictionaries(st.from_regex(r"[a-zé☃]{1,8}", fullmatch=True), st.binary(), min_size=1))
def test_so_it_is_with_any_files(files: dict[str, bytes]) -> None:
    assert read(zipped(*files.items())) == sorted(files.items())


def test_folders_and_what_a_system_put_there_for_itself_are_no_files() -> None:
    data = zipped(
        ("map/", b""), ("map/a.json", TEXT), ("__MACOSX/map/._a.json", NOISE),
        (".DS_Store", NOISE), (".git/config.json", TEXT), ("map\\.verborgen\\b.json", TEXT),
        ("./c.json", TEXT),
    )  # fmt: skip

    assert [name for name, _ in read(data)] == ["./c.json", "map/a.json"]


def test_a_zip_with_something_before_it_is_read_as_the_unpackers_do() -> None:
    assert read(b"vooraf" + zipped(("a.json", TEXT))) == [("a.json", TEXT)]


# What is refused as a whole


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", DAMAGED),
        (zipped(("a.json", TEXT), ("b.json", NOISE))[:500], DAMAGED),
        (zipped(), "is a ZIP without files"),
        (zipped(("map/", b""), (".DS_Store", NOISE)), "is a ZIP without files"),
        (
            zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"")),
            "is a document of an office program; ask for the canvas as JSON or PDF",
        ),
        (
            misnamed(zipped(("naam.json", TEXT)), b"naam.json", b"na\xffm.json"),
            "has a file whose name is not in UTF-8, as it says; make the ZIP anew",
        ),
    ],
    ids=["head", "truncated", "empty", "nothing", "office", "not UTF-8"],
)
def test_a_zip_that_is_none_or_holds_nothing_is_one_line(data: bytes, said: str) -> None:
    assert refused(data) == said


def test_a_zip_of_thousands_of_files_is_refused_before_any_is_read() -> None:
    data = zipped(*((f"{n}.json", b"{}") for n in range(MEMBERS_LIMIT + 1)))

    assert refused(data) == "holds 5001 files; at most 5000 are read: make several ZIPs of it"
    assert len(members(io.BytesIO(zipped(*((f"{n}", b"") for n in range(99)))), "a.zip")) == 99


def end(entries: int, size: int, offset: int) -> bytes:
    """The end of a ZIP (APPNOTE 4.3.16)."""
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, size, offset, 0)


def entry(name: bytes, size: int, packed: int, packing: int = 8, version: int = 20) -> bytes:
    """What the list of a ZIP says of a file (APPNOTE 4.3.12), whatever is true of it."""
    return struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, version, 0, 0, packing, 0, 33, 0, packed, size,
        len(name), 0, 0, 0, 0, 0, 0,
    ) + name  # fmt: skip


def listed(*entries: bytes) -> bytes:
    """A ZIP that is nothing but a list."""
    whole = b"".join(entries)
    return whole + end(min(len(entries), 0xFFFF), len(whole), 0)


def test_a_list_without_end_is_not_read_whole() -> None:
    data = listed(*[entry(b"a" * 1000, 1, 1)] * 45_000)
    assert len(data) > 10 * archive._LIST_LIMIT

    tracemalloc.start()
    try:
        assert "has a list of files of more than 4 MB" in refused(data)
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    finally:
        tracemalloc.stop()


def test_all_files_together_have_a_limit() -> None:
    count = TOTAL_LIMIT // SIZE_LIMIT + 1
    data = listed(*(entry(b"%d.json" % n, SIZE_LIMIT, SIZE_LIMIT) for n in range(count)))

    assert refused(data) == (
        "unpacks to 1040 MB; at most 1024 MB are read: make several ZIPs of it"
    )


# What is refused of a file


@pytest.mark.parametrize(
    "name",
    ["../../weg.json", "map/../../weg.json", "/etc/weg.json", "..", "C:\\weg.json", "..\\weg.json",
     "\\\\server\\weg.json", "c:weg.json"],
)  # fmt: skip
def test_a_name_that_leads_out_of_the_zip_is_refused_and_the_others_are_read(name: str) -> None:
    data = zipped(("goed..json", TEXT), (name, TEXT))

    assert faults(data) == [
        f"{name}: has a name that leads out of the ZIP; make the ZIP anew from a folder"
    ]


def test_a_name_that_stands_there_twice_is_refused_once() -> None:
    data = zipped(("a.json", TEXT), ("b.json", TEXT), ("a.json", NOISE))

    assert faults(data) == ["a.json: stands more than once in the ZIP; leave one of them"]


def test_a_name_is_shown_and_never_an_instruction_to_the_terminal() -> None:
    data = zipped(("\x1b[2J\n\u202e.json", TEXT), ("x" * 60_000, TEXT))
    shown = [member.source for member in members(io.BytesIO(data), "a.zip")]

    assert shown[0] == "a.zip: \\x1b[2J\\n\\u202e.json"
    assert len(shown[1]) < 300


def test_a_file_with_a_password_says_so() -> None:
    assert faults(locked(zipped(("a.json", TEXT)))) == [
        "a.json: has a password; make the ZIP without one"
    ]


@pytest.mark.parametrize("packing", [ZIP_BZIP2, ZIP_LZMA])
def test_what_is_packed_otherwise_is_not_unpacked(packing: int) -> None:
    said = "is packed in a way that is not read here; make an ordinary ZIP of it"

    assert faults(zipped(("a.json", TEXT), packing=packing)) == [f"a.json: {said}"]
    assert refused(listed(entry(b"a.json", 1, 1, version=99))) == said


def test_a_bomb_is_not_unpacked() -> None:
    data = zipped(("bom.json", bytes(SIZE_LIMIT)), ("groot.json", bytes(SIZE_LIMIT + 1)))
    assert len(data) < 100_000

    tracemalloc.start()
    try:
        assert faults(data) == [
            "bom.json: unpacks to 1028 times its size, which no canvas does (at most 200)",
            "groot.json: has 17 MB; at most 16 MB are read",
        ]
        assert tracemalloc.get_traced_memory()[1] < 1024**2
    finally:
        tracemalloc.stop()


def test_a_bomb_that_says_to_be_small_is_unpacked_no_further_than_it_says() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(100 * 1024**2)) + packer.flush()
    name, checksum = b"bom.json", zlib.crc32(bytes(100 * 1024**2))
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, checksum, len(packed), 1000, len(name), 0
    )
    body = local + name + packed
    lying = entry(name, 1000, len(packed))
    data = body + lying + end(1, len(lying), len(body))

    tracemalloc.start()
    try:
        assert faults(data) == ["bom.json: is damaged; get the ZIP again"]
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_what_canvases_shrink_to_is_not_taken_for_a_bomb() -> None:
    text = b"".join(b'{"id": "%032x", "text": "Genoeg vakmensen"},\n' % n for n in range(40_000))
    assert len(text) > archive.RATIO_FROM

    assert read(zipped(("a.json", text), ("klein.json", bytes(100_000)))) == [
        ("a.json", text), ("klein.json", bytes(100_000))
    ]  # fmt: skip


@pytest.mark.parametrize("at", [0, 20, 60], ids=["header", "header", "content"])
def test_a_file_that_is_damaged_leaves_the_others(at: int) -> None:
    data = bytearray(zipped(("a.json", NOISE), ("b.json", TEXT)))
    data[at] ^= 0x55
    if at == 20:  # what the file says of itself there is not what is asked
        assert read(bytes(data)) == [("a.json", NOISE), ("b.json", TEXT)]
        return

    assert faults(bytes(data)) == ["a.json: is damaged; get the ZIP again"]


# Damage of any kind

FILES = [("a.json", TEXT), ("b.pdf", NOISE), ("map/c.json", TEXT * 9)]
SOUND = zipped(*FILES)


@settings(max_examples=often(500))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["flip", "insert", "take", "cut"]),
            st.floats(0, 1, exclude_max=True),
            st.binary(min_size=1, max_size=8) | st.sampled_from([b"\xff" * 8, bytes(8), b"PK"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_whatever_befalls_a_zip_its_files_are_as_they_were_or_refused(
    changes: list[tuple[str, float, bytes]], in_the_list: bool
) -> None:
    data = bytearray(SOUND)
    for what, place, new in changes:
        start = data.find(b"PK\x01\x02") if in_the_list else 0
        at = int(max(start, 0) + place * (len(data) - max(start, 0)))
        match what:
            case "flip":
                data[at : at + len(new)] = new
            case "insert":
                data[at:at] = new
            case "take":
                del data[at : at + len(new)]
            case "cut" if at > len(data) // 2:
                del data[at:]
    whole = {content for _, content in FILES}
    with at_most(1):
        try:
            found = members(io.BytesIO(bytes(data)), "a.zip")
        except InvalidDocument as fault:
            assert len(str(fault).splitlines()) == 1
            found = ()
        for member in found:
            try:
                content = member.read()
            except InvalidDocument as fault:
                assert len(str(fault).splitlines()) == 1
            else:
                assert content in whole or not content
