"""How tables and texts are laid out for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS, REFUSED_TEXTS
from welvaartcanvas.cli.output import cells, cut, shown, wrapped


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("\u200b", 0), ("👩", 2)],
)
def test_a_text_is_as_wide_as_its_signs(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_fits_and_says_so(text: str, width: int) -> None:
    short = cut(text, width)

    assert cells(short) <= width
    assert short == text or short.endswith("…")


@given(st.text(), st.integers(10, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, "  ", width)

    assert all(cells(line) <= max(width, 12) for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown(text).split())


def test_in_a_pipe_lines_stay_whole() -> None:
    assert wrapped("een lange regel " * 20 + "\ntweede", "  ") == [
        "  " + ("een lange regel " * 20).rstrip(), "  tweede",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, *(t for t, _ in REFUSED_TEXTS)])
def test_nothing_shown_is_an_instruction_to_a_terminal(text: str) -> None:
    for character in shown(text):
        assert character == "\n" or ord(character) >= 0x20
        assert not 0x7F <= ord(character) < 0xA0
        assert not 0x202A <= ord(character) <= 0x202E
    shown(text).encode()  # what can't be encoded could not be printed either
