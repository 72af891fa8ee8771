"""The write-ahead log of a database, read frame by frame, without SQLite.

SQLite reads it up to the first frame whose checksum is wrong. A checksum goes on from the one
before, which every frame bears: so behind a damaged frame one can tell again what is whole.
The format is that of https://sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_HEAD, _FRAME = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683


@dataclass(frozen=True)
class Log:
    """What a log holds, by page: what SQLite reads of it, and everything that is whole.

    ``lost`` is whether there is a finished change that SQLite doesn't read any more.
    """

    read: dict[int, bytes]
    whole: dict[int, bytes]
    lost: bool


NOTHING = Log({}, {}, lost=False)


@dataclass(frozen=True)
class _Frame:
    page: int
    commits: bool
    content: bytes
    follows: bool
    """Whether every frame before it is whole too."""


def read_log(content: bytes, size: int) -> Log:
    """The log in ``content``, of a database whose pages have ``size`` bytes."""
    if len(content) < _HEAD + _FRAME + size:
        return NOTHING
    frames = _frames(content, size)
    read = _until_commit([frame for frame in frames if frame.follows])
    whole = _until_commit(frames)
    return Log(
        {frame.page: frame.content for frame in read},
        {frame.page: frame.content for frame in whole},
        lost=len(whole) > len(read),
    )


def _until_commit(frames: list[_Frame]) -> list[_Frame]:
    """The frames up to the end of the last change that was finished."""
    last = max((place for place, frame in enumerate(frames) if frame.commits), default=-1)
    return frames[: last + 1]


def _frames(content: bytes, size: int) -> list[_Frame]:
    magic, _version, said = struct.unpack_from(">III", content)
    order = "<" if magic == _LITTLE else ">" if magic == _BIG else _order(content)
    head = _checksum(content[:24], (0, 0), order)
    follows = head == struct.unpack_from(">II", content, 24) and said == size
    salt = content[16:24] if follows else content[_HEAD + 8 : _HEAD + 16]
    seed: tuple[int, int] = struct.unpack_from(">II", content, 24)
    found = []
    for at in range(_HEAD, len(content) - _FRAME - size + 1, _FRAME + size):
        page, commits, *_ = struct.unpack_from(">II", content, at)
        stated: tuple[int, int] = struct.unpack_from(">II", content, at + 16)
        whole = content[at + 8 : at + 16] == salt and page > 0
        if whole:
            data = content[at + _FRAME : at + _FRAME + size]
            whole = _checksum(data, _checksum(content[at : at + 8], seed, order), order) == stated
            if whole:
                follows = follows and whole
                found.append(_Frame(page, commits > 0, data, follows))
        follows = follows and whole
        seed = stated
    return found


def _order(content: bytes) -> str:
    """The order of bytes of a log whose head is damaged: the one in which its second frame is."""
    return "<" if content[3] & 1 == 0 else ">"


def _checksum(data: bytes, seed: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = seed
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        one = (one + words[place] + two) & 0xFFFFFFFF
        two = (two + words[place + 1] + one) & 0xFFFFFFFF
    return one, two
