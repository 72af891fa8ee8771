"""Text that runs from right to left stands that way, and is read in the order it was typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.strategies import notes
from welvaartcanvas.report.pdf.bidi import rightward
from welvaartcanvas.report.pdf.text import Line, Look, Span, wrap

LOOK = Look(10, 14)
WIDE = 5000.0


def as_seen(line: Line) -> str:
    """What stands on a line from left to right, blanks that are doubled or at the ends left out."""
    seen = sorted(line.placed, key=lambda placed: placed.x)
    return " ".join("".join(p.run.actual or p.run.text for p in seen).split())


def one_line(text: str) -> Line:
    [line] = wrap([Span(text, LOOK)], WIDE)
    return line


# Hebrew is written here as escapes, since an editor turns it around: alef, bet, gimel, dalet.
A, B, C, D = "\u05d0", "\u05d1", "\u05d2", "\u05d3"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("abc", "abc"),
        (f"{A}{B}{C}", f"{C}{B}{A}"),
        (f"{A}{B} {C}{D}", f"{D}{C} {B}{A}"),
        # within text that runs to the right, and the other way round
        (f"abc {A}{B} {C}{D} xyz", f"abc {D}{C} {B}{A} xyz"),
        (f"{A}{B} abc {C}{D}", f"{D}{C} abc {B}{A}"),
        # numbers keep their digits in order, and stand with the words around them
        (f"abc {A} 123 {B}", f"abc {B} 123 {A}"),
        (f"{A} 1.250,50", f"1.250,50 {A}"),
        ("12 abc", "12 abc"),
        # punctuation at the end goes with the paragraph
        (f"{A}{B}!", f"!{B}{A}"),
        (f"abc {A}{B}!", f"abc {B}{A}!"),
        # a mark stays with its letter
        (f"{A}\u05b8{B}", f"{B}\u05b8{A}"),
    ],
)
def test_a_line_is_seen_as_its_readers_write_it(typed: str, seen: str) -> None:
    assert as_seen(one_line(typed)) == seen


@pytest.mark.parametrize("typed", [f"abc {A}{B}, 12 xyz", f"{A} (b) {C}", f"a\t{A}{B}\tb"])
def test_it_is_read_in_the_order_it_was_typed(typed: str) -> None:
    assert one_line(typed).text == typed.replace("\t", " ")


def test_each_tab_stop_has_its_own_order() -> None:
    assert as_seen(one_line(f"{A}{B}\t{C}{D}")) == f"{B}{A} {D}{C}"


def test_the_first_letter_decides_the_direction_of_a_paragraph() -> None:
    assert rightward("12 abc") is True
    assert rightward(f"12 {A}") is False
    assert rightward("12!") is None


hebrew_and_latin = st.text(alphabet=f"{A}{B}{C}ab 12.,()\t-", max_size=60)


@given(hebrew_and_latin | notes(), st.floats(40, 400))
@example("\U00012cae\t0", 55.0)
def test_turning_a_text_moves_its_runs_and_loses_none(text: str, width: float) -> None:
    for line in wrap([Span(text, LOOK)], width):
        spans = sorted((p.x, p.x + p.run.width * LOOK.size) for p in line.placed)
        for (_, end), (start, _) in pairwise(spans):
            assert start >= end - 0.01  # nothing stands on something else
    typed = "".join(line.text for line in wrap([Span(text, LOOK)], width))
    assert "".join(typed.split()) == "".join(text.split())
