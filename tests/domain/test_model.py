"""What a text, a name, a key and an id may be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.support import strategies
from tests.support.build import contribution, region, uid
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT, REFUSED_TEXTS
from welvaartcanvas.domain.canvas import Contribution
from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.model import (
    Model,
    check_label,
    check_name,
    check_note,
    check_text,
)
from welvaartcanvas.domain.region import Region
from welvaartcanvas.errors import RequestError

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_text_is_kept_as_typed(text: str) -> None:
    assert contribution(1, "opgave", "overheid", text).text == text


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_kept_as_typed(name: str) -> None:
    assert region(name=name).name == name


@pytest.mark.parametrize("text", [t for t, _ in REFUSED_TEXTS], ids=[w for _, w in REFUSED_TEXTS])
def test_a_refused_text_is_refused_in_one_printable_line(text: str) -> None:
    values = contribution(1, "opgave", "overheid").model_dump() | {"text": text}

    with pytest.raises(RequestError) as refused:
        made(Contribution, **values)

    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n ", "the text is empty; write at least one character"),
        ("\u200b", "the text is empty; write at least one character"),
        ("x" * 20_001, "the text has 20001 characters; at most 20000 are allowed"),
        ("nul\x00", "the text has a control character (U+0000) at position 4; remove it"),
        ("\x1b[31m", "the text has a control character (U+001B) at position 1; remove it"),
        ("a\ud800", "the text has a control character (U+D800) at position 2; remove it"),
    ],
)
def test_a_refusal_says_what_where_and_how_to_mend_it(text: str, said: str) -> None:
    with pytest.raises(RequestError) as refused:
        check_text(text)

    assert str(refused.value) == said


def test_windows_line_ends_become_plain_before_the_text_is_measured() -> None:
    assert check_text("een\r\ntwee") == "een\ntwee"
    assert len(check_text("a\r\n" * 10_000)) == 20_000


def test_the_longest_text_fits_and_one_more_character_does_not() -> None:
    assert check_text(LONGEST_TEXT) == LONGEST_TEXT
    with pytest.raises(RequestError):
        check_text(LONGEST_TEXT + "!")


def test_a_note_and_a_label_may_be_empty() -> None:
    assert check_note("") == check_label("") == check_label("  ") == ""


@pytest.mark.parametrize("name", ["twee\nregels", "met\ttab", "x" * 201, "", "  ", "\u2060"])
def test_a_name_is_one_line_of_at_most_200_characters(name: str) -> None:
    with pytest.raises(RequestError):
        check_name(name)


def test_a_name_loses_the_blanks_at_its_ends_before_it_is_measured() -> None:
    assert check_name("  Twente\n") == "Twente"
    assert check_name(" " + "x" * 200 + " ") == "x" * 200


@given(st.text())
def test_a_text_is_refused_or_kept_and_never_holds_a_control(text: str) -> None:
    try:
        kept = check_text(text)
    except RequestError:
        return
    assert kept == text.replace("\r\n", "\n")
    assert not CONTROL.search(kept)
    kept.encode("utf-8")
    assert check_text(kept) == kept


@given(strategies.names())
def test_a_name_that_was_accepted_is_accepted_again_unchanged(name: str) -> None:
    assert check_name(check_name(name)) == name


@pytest.mark.parametrize(
    "key", ["", "Opgave", "op gave", "opgave\n", "-opgave", "é", "x" * 65, "a.b", "a/b", "[a]"]
)
def test_a_key_is_lower_case_letters_digits_hyphens(key: str) -> None:
    with pytest.raises(ValidationError):
        contribution(1, key, "overheid")


@pytest.mark.parametrize("key", ["opgave", "later-en-elders", "x" * 64, "7_a"])
def test_a_key_is_taken_as_it_is(key: str) -> None:
    assert contribution(1, key, "overheid").block == key


@pytest.mark.parametrize(
    "id",
    [
        "",
        "1",
        uid(1).upper(),
        uid(1) + "\n",
        uid(1).replace("-", ""),
        uid(1).replace("-7000-", "-4000-"),  # version 4
        uid(1).replace("-8000-", "-0000-"),  # another variant
    ],
)
def test_an_id_is_a_canonical_uuid_of_version_7(id: str) -> None:
    with pytest.raises(ValidationError):
        region(id=id)


def test_a_moment_has_a_time_zone() -> None:
    with pytest.raises(RequestError) as refused:
        made(Region, **region().model_dump() | {"created_at": "2026-01-31T13:45:00"})

    assert str(refused.value) == (
        "created_at: must be a moment with its time zone, not 2026-01-31T13:45:00"
    )


@pytest.mark.parametrize("position", [2**53, -(2**53), 10**30])
def test_an_order_stays_within_what_every_reader_and_the_database_hold(position: int) -> None:
    with pytest.raises(ValidationError):
        contribution(1, "opgave", "overheid", position=position)


def test_models_are_frozen_and_know_their_fields_only() -> None:
    class Thing(Model):
        name: str

    with pytest.raises(ValidationError):
        Thing(name="a").name = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Thing.model_validate({"name": "a", "colour": "b"})
