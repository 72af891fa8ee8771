"""Colours are told apart as WCAG 2.1 asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.report.pdf.colour import BLACK, MARK_CONTRAST, WHITE, Colour, contrast

colours = st.integers(0, 0xFFFFFF).map(lambda value: Colour.parse(f"#{value:06x}"))


def test_the_contrasts_that_the_standard_names() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)
    # The lightest grey that passes for text on white, as WCAG's own examples have it.
    assert contrast(Colour.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


@given(colours, colours)
def test_contrast_does_not_ask_which_is_the_ground(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)


@given(colours)
def test_any_colour_of_a_template_becomes_a_mark_that_is_seen(colour: Colour) -> None:
    assert contrast(colour.legible(WHITE, MARK_CONTRAST), WHITE) >= MARK_CONTRAST


def test_a_colour_that_is_seen_stays_what_it_is() -> None:
    teal = Colour.parse("#0B5563")
    assert teal.legible(WHITE, MARK_CONTRAST) == teal
