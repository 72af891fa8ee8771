"""ZIPs to import, with anything about them as wrong as a test wants it."""

from __future__ import annotations

import io
import warnings
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(*files: tuple[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    """A ZIP of ``files``, each a name and what it holds; names may stand in it twice."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), ZipFile(stream, "w", packing) as archive:
        warnings.simplefilter("ignore")  # of names that stand in it twice
        for name, data in files:
            archive.writestr(ZipInfo(name), data, packing)
    return stream.getvalue()


def locked(archive: bytes) -> bytes:
    """``archive`` with every file in it marked as having a password."""
    return _marked(_marked(archive, b"PK\x03\x04", 6, 0x01), b"PK\x01\x02", 8, 0x01)


def misnamed(archive: bytes, name: bytes, wrong: bytes) -> bytes:
    """``archive`` with ``wrong``, of the same length, as a name that is said to be in UTF-8."""
    said = _marked(_marked(archive, b"PK\x03\x04", 7, 0x08), b"PK\x01\x02", 9, 0x08)
    return said.replace(name, wrong)


def _marked(archive: bytes, mark: bytes, at: int, bits: int) -> bytes:
    """``archive`` with ``bits`` set in the byte ``at`` behind every ``mark``."""
    changed = bytearray(archive)
    place = archive.find(mark)
    while place >= 0:
        changed[place + at] |= bits
        place = archive.find(mark, place + 1)
    return bytes(changed)
