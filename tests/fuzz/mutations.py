"""Real files made hostile: a few changes each, all of them chosen by one :class:`Random`."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

#: What a reader may trip over: numbers without measure, brackets, marks of PDF, ZIP, SQLite and
#: TOML, half characters, control characters, paths.
TOKENS: tuple[bytes, ...] = (
    b"99999999999999999999", b"-1", b"0", b"1e999", b"NaN", b"-Infinity", b"null", b"true", b"0x7f",
    b"[" * 200, b"{" * 200, b"]]]", b"}", b'"', b"\\", b"\\u0000", b"\\ud800", b"\xff\xfe", b"\x00",
    b"\x1b[31m", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"'; DROP TABLE canvases; --",
    b"../../../../tmp/elders", b"/etc/passwd", b"C:\\con", b"{0.__class__}", b"%s%n", b"[bold]",
    b"<<", b">>", b" 0 R", b"1 0 R", b"obj", b"endobj", b"stream\n", b"endstream",
    b"xref\n", b"trailer", b"/Kids [1 0 R 1 0 R]", b"/Length 2147483647", b"/Filter /FlateDecode",
    b"/Filter [/FlateDecode /LZWDecode]", b"/Type /ObjStm /N 99999 /First 9", b"/Prev 0",
    b"/Encrypt 1 0 R", b"/DecodeParms << /Predictor 15 /Columns 99999999 >>",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"SQLite format 3\x00",
    b"= ", b"[[blocks]]", b'"""', b"'''", b"2026-13-45T99:99:99Z", b"\r", b"\n\n", b"#",
)  # fmt: skip

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_WORDS: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "x", "\x00", "\ud800", "\u2028", "a" * 300, [], {}, [[]],
    [None] * 30, {"": {}}, "../..", "GM9999", "2026-01-31", "9999-12-31T23:59:59+14:00",
)  # fmt: skip


def mutated(data: bytes, chance: Random, other: bytes = b"") -> bytes:
    """``data`` with one to eight changes; ``other`` is a file to take a part of."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(_CHANGES)(data, chance, other or data)
    return data


def _part(data: bytes, chance: Random, most: int = 4096) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, start + min(most, int(chance.expovariate(1 / 64))))


def _flip(data: bytes, chance: Random, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 32)) if data else 0):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: Random, other: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] if chance.random() < 0.8 else data[place:]


def _take(data: bytes, chance: Random, other: bytes) -> bytes:
    part = _part(data, chance)
    return data[: part.start] + data[part.stop :]


def _repeat(data: bytes, chance: Random, other: bytes) -> bytes:
    part = _part(data, chance)
    times = chance.choice((2, 3, 50, 5000))
    return (
        data[: part.start]
        + data[part] * min(times, 1 + 200_000 // (len(data[part]) + 1))
        + data[part.stop :]
    )


def _splice(data: bytes, chance: Random, other: bytes) -> bytes:
    place, part = chance.randrange(len(data) + 1), _part(other, chance)
    return data[:place] + other[part] + data[place + chance.choice((0, len(other[part]))) :]


def _cross(data: bytes, chance: Random, other: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _insert(data: bytes, chance: Random, other: bytes) -> bytes:
    place, token = chance.randrange(len(data) + 1), chance.choice(TOKENS)
    return data[:place] + token + data[place + chance.choice((0, len(token))) :]


def _number(data: bytes, chance: Random, other: bytes) -> bytes:
    """One of the numbers in the text is another: a length, a place, a count."""
    numbers = [found.span() for found in re.finditer(rb"[0-9]+", data[:200_000])]
    if not numbers:
        return data
    start, end = chance.choice(numbers)
    choices = (b"0", b"1", b"-1", b"2147483648", b"4294967295", b"9" * 20, data[start:end][::-1])
    return data[:start] + chance.choice(choices) + data[end:]


def _swap(data: bytes, chance: Random, other: bytes) -> bytes:
    """Bytes that may be a length or a place in a binary file are another."""
    if len(data) < 8:
        return data
    place, size = chance.randrange(len(data) - 7), chance.choice((2, 4, 8))
    value = chance.choice(
        (0, 1, 2 ** (8 * size) - 1, 2 ** (8 * size - 1), chance.getrandbits(8 * size))
    )
    return (
        data[:place] + value.to_bytes(size, chance.choice(("little", "big"))) + data[place + size :]
    )


_CHANGES: tuple[Callable[[bytes, Random, bytes], bytes], ...] = (
    _flip, _flip, _cut, _take, _repeat, _splice, _cross, _insert, _insert, _number, _swap,
)  # fmt: skip


def repacked(pdf: bytes, chance: Random) -> bytes:
    """``pdf`` with what is in one of its streams unpacked, changed and packed again."""
    streams = [found.span(1) for found in _STREAM.finditer(pdf)]
    if not streams:
        return pdf
    start, end = chance.choice(streams)
    try:
        content = zlib.decompress(pdf[start:end])
    except zlib.error:
        return mutated(pdf, chance)
    packed = zlib.compress(mutated(content, chance), chance.choice((1, 9)))
    return pdf[:start] + packed.ljust(end - start, b"\n") + pdf[end:]


def grown(value: Any, chance: Random) -> Any:
    """``value``, parsed JSON or TOML, with one to three changes to its tree."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        value = _changed_tree(value, chance)
    return value


def _changed_tree(value: Any, chance: Random) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        match chance.randrange(12):
            case 0:
                return {k: v for k, v in value.items() if k != key}
            case 1:
                return {**value, chance.choice(("x", "id", "", "\x1b[2J", "a" * 500)): value[key]}
            case 2:
                return {**value, key: value[chance.choice(list(value))]}
        return {**value, key: _changed_tree(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        match chance.randrange(12):
            case 0:
                return value[:place] + value[place + 1 :]
            case 1:
                return value + [value[place]] * chance.choice((1, 2, 300))
            case 2:
                return value[::-1]
        return [*value[:place], _changed_tree(value[place], chance), *value[place + 1 :]]
    if isinstance(value, str) and chance.random() < 0.5:
        return mutated(value.encode("utf-8", "surrogatepass"), chance)[:30_000].decode(
            "utf-8", "replace"
        )
    return chance.choice(_WORDS)
