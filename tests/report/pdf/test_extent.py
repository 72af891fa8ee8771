"""A text measured once takes as many lines as setting it does, at any width and size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.strategies import texts
from welvaartcanvas.report.pdf.extent import Extent
from welvaartcanvas.report.pdf.fonts import Face
from welvaartcanvas.report.pdf.text import Look, Span, measure, unbroken, widest_word, wrap

faces = st.sampled_from(Face)
sizes = st.sampled_from([1.0, 7.0, 7.5, 13.0])
# No text is exactly so wide: an extent takes that for too wide, as the last test says.
widths = st.floats(1, 60).map(lambda width: width + 0.000_123_4)


def set_lines(text: str, look: Look, width: float) -> float:
    """The lines that setting ``text`` takes, an empty line counted as half."""
    return sum(line.leading for line in wrap([Span(text, look)], width)) / look.leading


@given(texts(200), faces, sizes, widths)
def test_lines_are_those_of_setting_the_text(text: str, face: Face, size: float, em: float) -> None:
    look = Look(size, size * 1.25, face)
    assert Extent(text, face).lines(em) == pytest.approx(set_lines(text, look, em * size))


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, LONGEST_TEXT])
@pytest.mark.parametrize("em", [4.0, 17.5])
def test_no_text_is_measured_short(text: str, em: float) -> None:
    look = Look(9, 12)
    assert Extent(text, look.face).lines(em) == pytest.approx(set_lines(text, look, em * 9))


def test_a_line_that_is_exactly_as_wide_as_its_place_is_never_taken_for_shorter() -> None:
    text = "Vakmensen voor de regio"
    for size in (7.0, 8.5, 13.0):
        look = Look(size, size)
        width = measure(text, look)
        assert Extent(text, look.face).lines(width / size) >= set_lines(text, look, width)


def test_the_widest_part_is_what_must_not_be_broken() -> None:
    text = "een onderwijs-arbeidsmarktprogramma is lang"
    look = Look(1, 1)
    assert Extent(text, look.face).widest == pytest.approx(measure("arbeidsmarktprogramma", look))
    short = "kort woord"
    assert Extent(short, look.face).widest == pytest.approx(widest_word([Span(short, look)]))


@given(texts(200).filter(lambda text: "\n" not in text))
def test_parts_together_are_the_text(text: str) -> None:
    assert "".join(unbroken(text)) == text
