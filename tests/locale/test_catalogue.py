"""The Dutch catalogue: every text of the program, and in each the same values as in English."""

from __future__ import annotations

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS
from tools.messages import CATALOGUE, SOURCE, collected
from welvaartcanvas import i18n

#: Texts with fields that are no sentence, or that are never shown.
NOT_TRANSLATED = {"{source} is not accepted", "SQLite {version}"}

with CATALOGUE.open("rb") as stream:
    DUTCH = read_po(stream, locale="nl", abort_invalid=True)
MESSAGES = [message for message in DUTCH if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Singular and plural, or the one form that there is."""
    return (text,) if isinstance(text, str) else tuple(text)


class Pair(NamedTuple):
    """A source text and what stands for it in Dutch."""

    english: str
    dutch: str


PAIRS = [
    Pair(english, dutch)
    for message in MESSAGES
    for english, dutch in zip(forms(message.id), forms(message.string), strict=True)
]


def test_every_text_of_the_source_is_there_and_no_other() -> None:
    """Else run ``python tools/messages.py``, which names what is to be translated."""
    assert {forms(m.id) for m in MESSAGES} == {forms(m.id) for m in collected() if m.id}


def test_a_text_with_fields_is_marked_for_translation() -> None:
    """What a user is told goes through ``_``, ``N_`` or a fault, or nobody can translate it."""
    marked = {pair.english for pair in PAIRS}
    loose = {
        text
        for file in SOURCE.rglob("*.py")
        for text in texts_in(ast.parse(file.read_text("utf-8")))
        if re.search(r"\{[a-z_]+\}", text) and text not in marked
    }

    assert loose == NOT_TRANSLATED


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Every text in the code, but for docstrings and the pieces of f-strings."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.JoinedStr() | ast.Expr(value=ast.Constant()):
                continue
            case ast.Constant(value=str() as text):
                yield text
            case _:
                yield from texts_in(node)


def test_each_is_translated_and_none_is_a_guess_or_a_remnant() -> None:
    assert [pair.english for pair in PAIRS if not pair.dutch] == []
    assert [message.id for message in DUTCH if message.fuzzy] == []
    assert list(DUTCH.obsolete) == []


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, DUTCH)

    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_dutch_tells_one_from_all_other_numbers() -> None:
    assert (DUTCH.num_plurals, DUTCH.plural_expr) == (2, "(n != 1)")


def fields(text: str) -> Counter[tuple[str, str | None, str | None]]:
    """How often each field stands in a text, with its conversion and format."""
    return Counter(
        (name, conversion, spec)
        for _before, name, spec, conversion in Formatter().parse(text)
        if name is not None
    )


def test_a_translation_has_the_fields_of_its_source() -> None:
    assert [pair for pair in PAIRS if fields(pair.dutch) != fields(pair.english)] == []


def test_a_translation_has_the_edges_and_paragraphs_of_its_source() -> None:
    def blanks(text: str) -> tuple[str, str, int]:
        first, last = re.match(r"\s*", text), re.search(r"\s*\Z", text)
        assert first and last
        return first[0], last[0], text.count("\n\n")

    assert [pair for pair in PAIRS if blanks(pair.dutch) != blanks(pair.english)] == []


def test_what_is_typed_is_typed_the_same_in_both_languages() -> None:
    """Options, keys, codes and variables of the system."""
    typed = re.compile(r"--[a-z]+|Ctrl[+-]\w|\bF\d\b|\b(?:GM|CR|PV)\d+|[A-Z]+_[A-Z]+")

    assert [p for p in PAIRS if typed.findall(p.english) != typed.findall(p.dutch)] == []


def said(message: Message) -> tuple[str, ...]:
    """The text as the program says it in the language in force: of one, none and two."""
    if isinstance(message.id, str):
        return (i18n._(message.id),)
    return tuple(i18n.ngettext(*message.id, count) for count in (1, 0, 2))


def test_the_program_speaks_the_catalogue_and_english_as_it_is_written() -> None:
    def of_counts(text: str | tuple[str, ...]) -> tuple[str, ...]:
        one, *more = forms(text)
        return (one, *more, *more)

    with i18n.use_language("nl"):
        assert [said(m) for m in MESSAGES] == [of_counts(m.string) for m in MESSAGES]
    with i18n.use_language("en"):
        assert [said(m) for m in MESSAGES] == [of_counts(m.id) for m in MESSAGES]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@given(value=st.one_of(st.text(), st.integers(), st.sampled_from(HOSTILE_TEXTS)))
def test_every_text_takes_any_value_and_shows_it(language: str, value: str | int) -> None:
    with i18n.use_language(language):
        for text in (text for message in MESSAGES for text in said(message)):
            named = fields(text)
            filled = text.format_map({name: value for name, _conversion, _spec in named})
            for _name, conversion, _spec in named:
                assert (repr(value) if conversion == "r" else str(value)) in filled


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_of_nothing_nothing_is_said(language: str) -> None:
    with i18n.use_language(language):
        assert i18n._("") == ""
