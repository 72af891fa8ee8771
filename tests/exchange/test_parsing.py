"""Foreign bytes become plain data, or a refusal that says where to look; never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.effort import at_most
from welvaartcanvas.errors import InvalidDocument
from welvaartcanvas.exchange.parsing import (
    DEPTH_LIMIT,
    PROBLEMS_SHOWN,
    SIZE_LIMIT,
    VALUES_LIMIT,
    parse_json,
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def refused(data: bytes) -> list[str]:
    with pytest.raises(InvalidDocument) as caught:
        parse_json(data, "canvas.json")
    assert caught.value.source == "canvas.json"
    return [str(problem) for problem in caught.value.problems]


@given(json_values, st.booleans())
def test_any_json_is_read_as_what_it_says(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert parse_json(text.encode(), "canvas.json") == value


def test_a_byte_order_mark_is_tolerated() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 1}', "canvas.json") == {"a": 1}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b'{"a": "\xff"}', "is not text in UTF-8 (at byte 8); save it as UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "is not text in UTF-8 (at byte 1); save it as UTF-8"),
        (b'{\n  "a": 1,\n}', "is not JSON: look at line 3, column 1, near }"),
        (b'{"a": 1} b', "is not JSON: look at line 1, column 10, near b"),
        (
            b'{"a"; 1, "b": 2, "c": 3}',
            'is not JSON: look at line 1, column 5, near ; 1, "b": 2, "c": 3}',
        ),
        (b'{"a": "\x07"}', 'is not JSON: look at line 1, column 8, near \\x07"}'),
        (b"[1] /* why */", "is not JSON: look at line 1, column 5, near /* why */"),
        (b"<html>", "is not JSON: look at line 1, column 1, near <html>"),
        (b"]]]", "is not JSON: look at line 1, column 1, near ]]]"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(data: bytes, said: str) -> None:
    [line] = refused(data)
    assert line.startswith(said)


def test_a_file_that_breaks_off_anywhere_is_said_to_be_incomplete() -> None:
    text = '{"a": [true, null, -12.5e3, "\\u00e9\\ud83d\\ude00\\""],\n "b": {"c": "é 😀"}}'
    whole, data = json.loads(text), text.encode()

    for length in range(1, len(data)):  # in bytes: a disk knows no characters
        [said] = refused(data[:length])
        line = data[:length].rstrip().count(b"\n") + 1
        assert said.startswith(f"breaks off at line {line}: the file is not complete; ")
    assert parse_json(data, "canvas.json") == whole


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": [NaN]}',
            [
                "a: stands more than once in one object",
                "a[0]: NaN is not JSON",
                "b.c: stands more than once in one object",
            ],
        ),
        (b'[[], [0, Infinity, {"x": -Infinity}]]', [
            "[1][1]: Infinity is not JSON",
            "[1][2].x: -Infinity is not JSON",
        ]),
        (b'{"n": 1234567890123456789}', ["n: the number 1234567890123456789 is too large"]),
        (b'{"n": -1e999}', ["n: the number -1e999 is too large"]),
        (b'{"t": ["\\ud83d"]}', ["t[0]: has half a character (a lone surrogate)"]),
        (b'{"\\ude00": 1}', ["\\ude00: has half a character (a lone surrogate)"]),
    ],
)  # fmt: skip
def test_what_json_does_not_have_is_refused_with_its_path(data: bytes, said: list[str]) -> None:
    assert refused(data) == said


def test_a_number_of_any_length_is_refused_and_not_worked_out() -> None:
    assert refused(b"[" + b"9" * 100_000 + b"]")[0].endswith("… is too large")


def test_depth_is_limited_whatever_the_lists_and_objects_are() -> None:
    deepest = b'{"a":' * (DEPTH_LIMIT // 2) + b"[" * (DEPTH_LIMIT - DEPTH_LIMIT // 2)
    closed = b"]" * (DEPTH_LIMIT - DEPTH_LIMIT // 2) + b"}" * (DEPTH_LIMIT // 2)
    parse_json(deepest + closed, "canvas.json")

    said = [f"is nested deeper than {DEPTH_LIMIT} lists and objects"]
    assert refused(deepest + b"[]" + closed) == said
    assert refused(b"[" * 5_000_000) == said
    assert refused(b'{"a":' * 1_000_000) == said


def test_brackets_in_a_text_are_text() -> None:
    value = {"a": "[" * 1000 + '"' + "{\\" * 1000}

    assert parse_json(json.dumps(value).encode(), "canvas.json") == value


def test_the_number_of_values_is_limited() -> None:
    parse_json(b"[" + b"0," * (VALUES_LIMIT - 1) + b"0]", "canvas.json")

    said = [f"holds more than {VALUES_LIMIT} values"]
    assert refused(b"[" + b"0," * VALUES_LIMIT + b"0]") == said
    assert refused(b"[]" * (3 * VALUES_LIMIT)) == said
    assert refused(b'"' * (11 * VALUES_LIMIT)) == said


def test_the_size_is_limited() -> None:
    assert refused(b" " * (SIZE_LIMIT + 1)) == ["has 17 MB; at most 16 MB are read"]
    assert refused(b" " * SIZE_LIMIT) == ["is empty; ask whoever sent it to export it again"]


def test_a_text_full_of_quotes_is_searched_in_one_go() -> None:
    """Half a megabyte of escaped quotes would take hours if each were tried as a beginning."""
    [said] = refused(b'["' + b'\\"' * 250_000)
    assert said.startswith("breaks off at line 1: the file is not complete; ")


@pytest.mark.parametrize("value", [b"NaN", b"9" * 50, b'"\\ud800"', b'{"a":1,"a":2}'])
def test_a_flood_of_faults_takes_no_longer_than_reading(value: bytes) -> None:
    with at_most(1):
        assert len(refused(b"[" + b",".join([value] * 140_000) + b"]")) == PROBLEMS_SHOWN + 1


def test_of_many_faults_the_first_are_named() -> None:
    said = refused(b"[" + b"NaN," * 199 + b"NaN]")

    assert len(said) == PROBLEMS_SHOWN + 1
    assert said[-1] == "and more: only the first 50 are named"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_json(data, "canvas.json")
    except InvalidDocument as fault:
        assert fault.problems


@given(st.text(st.sampled_from('[]{}:,"\\ua019.-eEtrufalsn \n'), max_size=60))
def test_anything_that_looks_like_json_is_read_or_refused(text: str) -> None:
    try:
        parse_json(text.encode(), "canvas.json")
    except InvalidDocument as fault:
        assert fault.problems
