"""JSON from outside as plain Python data, within limits that keep time and memory bounded.

The checks that a hostile file could turn against the parser itself (size, depth, number of
values) run before it. The syntax is that of RFC 8259, read strictly: no repeated keys, no
``NaN`` or ``Infinity``, no half characters; a byte order mark is tolerated.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from welvaartcanvas.errors import N_, InvalidDocument, Problem

#: The largest file that is read, in bytes (16 MB).
SIZE_LIMIT = 16 * 1024 * 1024
#: How deeply lists and objects may stand in each other.
DEPTH_LIMIT = 100
#: How many values a document may hold: ample for 20,000 things with all their fields.
VALUES_LIMIT = 300_000
#: How many digits a whole number may have: what fits it in 64 bits.
DIGITS_LIMIT = 18
#: How many faults are named; nobody mends more of them one by one.
PROBLEMS_SHOWN = 50

# What gives a document its shape. A string may be one that the end of the file cuts off, and
# is possessive, so that no text can make the search walk back.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[][{},]', re.DOTALL)
_OPENING, _CLOSING, _COMMA = b"[{", b"]}", b","
# At most a key, a string, a comma and two brackets.
_TOKENS_A_VALUE = 5
# An error this close to the end of a file that leaves brackets open is the cut itself: the
# longest thing that a cut can leave half is an escaped pair, \ud83d\ude00.
_HALF_TOKEN = 12
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class _Refused:
    """Stands in the parsed data where something stood that JSON does not have."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values


class _Doubled(dict[str, Any]):
    """An object in which ``keys_twice`` stood more than once."""

    keys_twice: Sequence[str] = ()


def refusal(source: str, problems: Sequence[Problem]) -> InvalidDocument:
    """The error for a document with ``problems``: the first 50, and whether there are more."""
    shown = list(problems[:PROBLEMS_SHOWN])
    if len(problems) > PROBLEMS_SHOWN:
        more = N_("and more: only the first {limit} are named")
        shown.append(Problem("", more, {"limit": PROBLEMS_SHOWN}))
    return InvalidDocument(source, shown)


def refused(source: str, message: str, path: str = "", **values: object) -> InvalidDocument:
    """The error for a document with one problem, of the whole of it or at ``path``."""
    return refusal(source, [Problem(path, message, values)])


def check_size(size: int, source: str, limit: int = SIZE_LIMIT) -> None:
    """Whether ``size`` is at most ``limit`` bytes; else :class:`InvalidDocument` is raised."""
    if size > limit:
        raise refused(
            source,
            N_("has {size} MB; at most {limit} MB are read"),
            size=math.ceil(size / 1024**2),
            limit=limit // 1024**2,
        )


def parse_json(data: bytes, source: str) -> Any:
    """The value that the JSON text ``data`` (UTF-8, at most 16 MB) stands for.

    Raises :class:`InvalidDocument`, naming ``source``: for a text that is no JSON with the
    line and column (from 1) where it goes wrong, for the rest with the path of each fault.
    """
    check_size(len(data), source)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the cut went through a character
            raise _cut_off(data[: error.start].decode("utf-8-sig"), source) from None
        raise refused(
            source,
            N_("is not text in UTF-8 (at byte {position}); save it as UTF-8"),
            position=error.start + 1,
        ) from None
    if not text.strip():
        raise refused(source, N_("is empty; ask whoever sent it to export it again"))
    unclosed = _unclosed(data, source)
    suspect: list[object] = []
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, suspect),
            parse_int=lambda digits: _whole(digits, suspect),
            parse_float=lambda digits: _fraction(digits, suspect),
            parse_constant=lambda name: _noted(suspect, N_("{value} is not JSON"), value=name),
        )
    except json.JSONDecodeError as error:
        raise _broken(error, source, unclosed) from None
    if suspect or "\\u" in text:  # only then a walk through everything can find something
        problems = list(islice(_walk(value), PROBLEMS_SHOWN + 1))
        if problems:
            raise refusal(source, problems)
    return value


def _unclosed(data: bytes, source: str) -> bool:
    """Whether the text ends inside a list or object; refuses what is too deep or too much."""
    depth = commas = 0
    for tokens, token in enumerate(_TOKEN.finditer(data), 1):
        first = data[token.start()]
        if first in _OPENING:
            depth += 1
            if depth > DEPTH_LIMIT:
                raise refused(
                    source, N_("is nested deeper than {limit} lists and objects"), limit=DEPTH_LIMIT
                )
        elif first in _CLOSING:
            depth -= 1
        elif first in _COMMA:
            commas += 1
        if commas >= VALUES_LIMIT or tokens > _TOKENS_A_VALUE * VALUES_LIMIT:
            raise refused(source, N_("holds more than {limit} values"), limit=VALUES_LIMIT)
    return depth > 0


def _broken(error: json.JSONDecodeError, source: str, unclosed: bool) -> InvalidDocument:
    text = error.doc
    at_the_end = len(text.rstrip()) - error.pos <= _HALF_TOKEN
    if unclosed and (at_the_end or error.msg.startswith("Unterminated string")):
        return _cut_off(text, source)
    return refused(
        source,
        N_(
            "is not JSON: look at line {line}, column {column}, near {excerpt}, or ask whoever "
            "sent it to export it again"
        ),
        line=error.lineno,
        column=error.colno,
        excerpt=text[error.pos : error.pos + 20],
    )


def _cut_off(text: str, source: str) -> InvalidDocument:
    return refused(
        source,
        N_(
            "breaks off at line {line}: the file is not complete; get it again, or ask whoever "
            "sent it to export it again"
        ),
        line=text.rstrip().count("\n") + 1,
    )


def _noted(suspect: list[object], message: str, **values: object) -> _Refused | None:
    if len(suspect) > PROBLEMS_SHOWN:  # more are not shown, and each takes memory
        return None
    refused = _Refused(message, **values)
    suspect.append(refused)
    return refused


def _object(pairs: list[tuple[str, Any]], suspect: list[object]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs) or len(suspect) > PROBLEMS_SHOWN:
        return made
    seen: set[str] = set()
    doubled = _Doubled(made)
    doubled.keys_twice = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    suspect.append(doubled)
    return doubled


def _whole(digits: str, suspect: list[object]) -> int | _Refused | None:
    if len(digits.lstrip("-")) > DIGITS_LIMIT:
        return _noted(suspect, N_("the number {value} is too large"), value=digits)
    return int(digits)


def _fraction(digits: str, suspect: list[object]) -> float | _Refused | None:
    value = float(digits)
    if math.isinf(value):
        return _noted(suspect, N_("the number {value} is too large"), value=digits)
    return value


def _walk(value: object) -> Iterator[Problem]:
    """What JSON does not have, each with its path, in the order of the document."""
    todo: list[tuple[str, object]] = [("", value)]
    while todo:
        path, item = todo.pop()
        if isinstance(item, _Refused):
            yield Problem(path, item.message, item.values)
        elif isinstance(item, str):
            if _HALF_CHARACTER.search(item):
                yield Problem(path, "has half a character (a lone surrogate)")
        elif isinstance(item, list):
            todo.extend((f"{path}[{i}]", item[i]) for i in reversed(range(len(item))))
        elif isinstance(item, dict):
            for key in dict.fromkeys(item.keys_twice if isinstance(item, _Doubled) else ()):
                yield Problem(_below(path, key), "stands more than once in one object")
            for key in item:
                if _HALF_CHARACTER.search(key):
                    yield Problem(_below(path, key), "has half a character (a lone surrogate)")
            todo.extend((_below(path, key), item[key]) for key in reversed(item))


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
