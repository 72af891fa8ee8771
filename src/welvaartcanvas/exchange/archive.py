"""The files in a ZIP that nobody vouches for: read one by one, in memory, within limits.

The form is that of PKWARE's APPNOTE 6.3.10, of which only files that are stored or deflated
are read. Nothing is ever unpacked to a disk, so a name in a ZIP is only what a file is called.
"""

from __future__ import annotations

import io
import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from welvaartcanvas.errors import N_, visible
from welvaartcanvas.exchange.parsing import check_size, refused

#: How many files a ZIP may hold: six for each municipality of the country, and then some.
MEMBERS_LIMIT = 5_000
#: How much all files of a ZIP may hold together, unpacked, in bytes (1 GB).
TOTAL_LIMIT = 1024**3
#: How many times smaller a file may be packed: a canvas shrinks to a tenth, and only what
#: was made to fill a memory to a thousandth. Of small files nobody asks it.
RATIO_LIMIT, RATIO_FROM = 200, 1024**2

# How much is read at once. The list of the files is, and with the longest names that a ZIP of
# so many files is likely to have it fits.
_CHUNK = 64 * 1024
_LIST_LIMIT = 4 * 1024**2
# How much of a name is shown, in characters: as long as file systems have them.
_SHOWN = 255
# Marks of a file that has a password: ordinary, strong, with a hidden list (APPNOTE 4.4.4).
_LOCKED_MARKS = 0x1 | 0x40 | 0x2000
# What OOXML and OpenDocument files have, which are ZIPs too (ECMA-376-2, 7.3.7; ODF 1.3-2, 3.3).
_OFFICE = {"[Content_Types].xml", "mimetype"}
# What leads elsewhere: from the root or a drive, or upwards.
_ASTRAY = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)
# What zipfile raises on foreign bytes.
_FAILURES = (
    BadZipFile,
    EOFError,
    LookupError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)

_DAMAGED = N_("is a damaged ZIP, perhaps a download that broke off; get the file again")
_OTHERWISE_PACKED = N_("is packed in a way that is not read here; make an ordinary ZIP of it")


class _Stream:
    """A file as :class:`ZipFile` reads it, which lets no figure in it decide what is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.tell, self.seekable = stream.tell, stream.seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET and not 0 <= offset < 2**63:
            raise BadZipFile
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(_LIST_LIMIT + 1 if size < 0 else min(size, _LIST_LIMIT + 1))
        if len(data) > _LIST_LIMIT:
            raise _TooLong
        return data


class _TooLong(Exception):
    """The list of the files in a ZIP is too long."""


@dataclass(frozen=True)
class Member:
    """A file in a ZIP; ``source`` is what it is called: the ZIP and its name in there."""

    source: str
    name: str
    _archive: ZipFile
    _info: ZipInfo
    _doubled: bool

    def read(self) -> bytes:
        """What the file holds, at most 16 MB, checked against the checksum in the ZIP.

        To be called while the ZIP is open. Raises :class:`InvalidDocument`, naming
        ``source``, for a file that is damaged, has a password, is packed too well or
        otherwise than usual, or of which the name leads out of the ZIP or stands in it twice.
        """
        self._refuse()
        try:
            with self._archive.open(self._info) as stream:
                data = b"".join(iter(lambda: stream.read(_CHUNK), b""))
        except (*_FAILURES, _TooLong, NotImplementedError):
            data = None
        if data is None or len(data) != self._info.file_size:
            raise refused(self.source, N_("is damaged; get the ZIP again"))
        return data

    def _refuse(self) -> None:
        info = self._info
        if self._doubled:
            raise refused(self.source, N_("stands more than once in the ZIP; leave one of them"))
        if _ASTRAY.match(self.name):
            raise refused(
                self.source,
                N_("has a name that leads out of the ZIP; make the ZIP anew from a folder"),
            )
        if info.flag_bits & _LOCKED_MARKS:
            raise refused(self.source, N_("has a password; make the ZIP without one"))
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refused(self.source, _OTHERWISE_PACKED)
        check_size(info.file_size, self.source)
        if info.file_size > max(RATIO_FROM, RATIO_LIMIT * info.compress_size):
            raise refused(
                self.source,
                N_("unpacks to {ratio} times its size, which no canvas does (at most {limit})"),
                ratio=info.file_size // max(1, info.compress_size),
                limit=RATIO_LIMIT,
            )


def members(stream: BinaryIO, source: str) -> Sequence[Member]:
    """The files in the ZIP ``stream``, by name; hidden ones and folders are none.

    ``stream`` must be one to seek in, and stay open while they are read. Raises
    :class:`InvalidDocument`, naming ``source``, for what is no ZIP or a damaged one, holds
    no file, too many or too much, or is a document of an office program; and ``OSError`` when
    the disk fails.
    """
    try:
        archive = ZipFile(_Stream(stream))
    except _TooLong:
        raise refused(
            source,
            N_("has a list of files of more than {limit} MB; make several ZIPs of it"),
            limit=_LIST_LIMIT // 1024**2,
        ) from None
    except UnicodeDecodeError:
        raise refused(
            source, N_("has a file whose name is not in UTF-8, as it says; make the ZIP anew")
        ) from None
    except NotImplementedError:
        raise refused(source, _OTHERWISE_PACKED) from None
    except _FAILURES:
        raise refused(source, _DAMAGED) from None
    infos = archive.infolist()
    if any(info.filename in _OFFICE for info in infos):
        raise refused(
            source,
            N_("is a document of an office program; ask for the canvas as JSON or PDF"),
        )
    files = [info for info in infos if not _passed_over(info.filename)]
    if not files:
        raise refused(source, N_("is a ZIP without files"))
    if len(files) > MEMBERS_LIMIT:
        raise refused(
            source,
            N_("holds {count} files; at most {limit} are read: make several ZIPs of it"),
            count=len(files),
            limit=MEMBERS_LIMIT,
        )
    total = sum(info.file_size for info in files)
    if total > TOTAL_LIMIT:
        raise refused(
            source,
            N_("unpacks to {size} MB; at most {limit} MB are read: make several ZIPs of it"),
            size=math.ceil(total / 1024**2),
            limit=TOTAL_LIMIT // 1024**2,
        )
    named = {info.filename: info for info in files}
    counts = Counter(info.filename for info in files)
    return [
        Member(f"{source}: {visible(name, _SHOWN)}", name, archive, named[name], counts[name] > 1)
        for name in sorted(named)
    ]


def _passed_over(name: str) -> bool:
    """Whether it is a folder, or a system put it there for itself: ``__MACOSX/._a.pdf``."""
    parts = re.split(r"[/\\]", name)
    folder = len(parts) > 1 and not parts[-1]
    return folder or any(
        p == "__MACOSX" or (p.startswith(".") and p not in (".", "..")) for p in parts
    )
