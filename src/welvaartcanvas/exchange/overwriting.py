"""What is written over in a PDF before it is read, and put back in the texts that come of it.

Whatever would cost a reader too much may as well be what somebody typed, such as a comment that
has ``/LZW``. So a stand-in takes its place that is as long and stands nowhere else in the file.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import product

# Two of these tell one stand-in from another; what has to be written over has four or more.
_CODES = string.digits + string.ascii_letters


class Overwriting:
    """The stand-ins in one file: called with what was found, it gives what comes there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._codes = product(_CODES, repeat=2)
        self._stands_in: dict[bytes, bytes] = {}
        self._originals: dict[str, str] = {}

    def __call__(self, found: re.Match[bytes]) -> bytes:
        original = found[0]
        if original not in self._stands_in:
            self._stands_in[original] = self._new(original)
        return self._stands_in[original]

    def _new(self, original: bytes) -> bytes:
        for code in self._codes:
            begin = f"/_{''.join(code)}".encode()
            if begin not in self._data:
                stand_in = begin.ljust(len(original), b"_")
                self._originals[stand_in.decode()] = original.decode("latin-1")
                return stand_in
        return b"/".ljust(len(original), b"_")  # of more kinds than that none is put back

    def restored(self, text: str) -> str:
        """``text`` with what was there."""
        for stand_in, original in self._originals.items():
            text = text.replace(stand_in, original)
        return text


_here: ContextVar[Overwriting | None] = ContextVar("overwriting", default=None)


@contextmanager
def restoring(overwriting: Overwriting) -> Iterator[None]:
    """Texts that are read until the block ends have what was written over."""
    token = _here.set(overwriting)
    try:
        yield
    finally:
        _here.reset(token)


def restored(text: str) -> str:
    """``text`` as it is in the file that is being read."""
    overwriting = _here.get()
    return overwriting.restored(text) if overwriting else text
