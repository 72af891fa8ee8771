"""Errors as data: one printable line, and what users typed never read as anything else."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS, REFUSED_TEXTS
from welvaartcanvas.errors import (
    Conflict,
    Fault,
    InvalidDocument,
    OutputError,
    Problem,
    RequestError,
    StoreError,
    UnknownThing,
    system_reason,
    visible,
)

NASTY = [*HOSTILE_TEXTS, *(text for text, _ in REFUSED_TEXTS)]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_becomes_one_printable_line(text: str) -> None:
    assert visible(text).isprintable()


def test_that_nothing_was_given_is_seen() -> None:
    assert visible("") == '""'


@given(st.text(min_size=1, max_size=120))
def test_printable_text_is_shown_as_it_is(text: str) -> None:
    if text.isprintable():
        assert visible(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00", "\\x00"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("é 👩", "é 👩"),
        (5, "5"),
        (("een", "t\nwee"), "een, t\\nwee"),
    ],
)
def test_what_can_not_be_seen_is_escaped(value: object, shown: str) -> None:
    assert visible(value) == shown


def test_long_text_is_shortened_with_a_sign_but_paths_and_choices_never() -> None:
    assert visible("x" * 500) == "x" * 119 + "…"
    assert visible("x" * 500, None) == "x" * 500
    assert visible(Path("/" + "x" * 500)) == str(Path("/" + "x" * 500))
    assert visible(("keuze",) * 99) == ", ".join(["keuze"] * 99)


@pytest.mark.parametrize("text", NASTY)
def test_a_value_is_never_read_as_a_format(text: str) -> None:
    fault = RequestError(
        "block {value} does not exist; choose from {allowed}", value=text, allowed="a"
    )

    assert str(fault) == f"block {visible(text)} does not exist; choose from a"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Fault, 1),
        (StoreError, 1),
        (Conflict, 1),
        (OutputError, 1),
        (RequestError, 2),
        (UnknownThing, 2),
    ],
)
def test_each_sort_of_fault_has_its_exit_code(kind: type[Fault], code: int) -> None:
    assert kind("it failed").exit_code == code


def test_a_conflict_carries_what_stands_there_now() -> None:
    assert Conflict("changed by another", current="now").current == "now"
    assert Conflict("deleted by another").current is None


def test_a_document_names_its_source_with_every_fault_in_full() -> None:
    file = "/home/x/" + "lang/" * 40 + "canvas.json"
    fault = InvalidDocument(
        file,
        [
            Problem("canvas.title", "is missing"),
            Problem("", "is {size} bytes", {"size": 3}),
            Problem("k\x1b[31m", "is not a known field"),
        ],
    )

    assert str(fault).splitlines() == [
        f"{file}: canvas.title: is missing",
        f"{file}: is 3 bytes",
        f"{file}: k\\x1b[31m: is not a known field",
    ]
    assert fault.exit_code == 2


def test_why_the_system_refused_is_said_in_our_own_words_where_it_is_common() -> None:
    missing = OutputError("{reason}", reason=system_reason(FileNotFoundError(errno.ENOENT, "?")))
    rare = OutputError("{reason}", reason=system_reason(OSError(errno.EDOM, "out of\nrange")))
    nameless = OutputError("{reason}", reason=system_reason(OSError("no number")))

    assert str(missing) == "there is no such file or folder"
    assert str(rare) == "out of\\nrange"
    assert str(nameless) == "no number"
