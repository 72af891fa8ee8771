"""Folding: the same word however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.domain.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("COÖPERATIE", "cooperatie"),
        ("e\u0301", "e"),
        ("Straße", "strasse"),
        ("ﬁets", "fiets"),
        ("İstanbul", "istanbul"),
        ("日本語", "日本語"),
        ("", ""),
    ],
)
def test_case_and_marks_do_not_count(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_capitals_do_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text) or "ı" in text


def test_no_character_at_all_changes_when_it_is_folded_again() -> None:
    folded = [fold(chr(code)) for code in range(0x110000)]

    assert [text for text in folded if fold(text) != text] == []
