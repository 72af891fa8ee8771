"""Every text and every mark of a report keeps its contrast, and no text is small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.report import poster_card, style
from welvaartcanvas.report.pdf.colour import MARK_CONTRAST, TEXT_CONTRAST, Colour, contrast
from welvaartcanvas.report.pdf.marks import SHAPES, SIGNS
from welvaartcanvas.report.pdf.text import Look
from welvaartcanvas.wording import Finding

LOOKS = {name: value for name, value in vars(style).items() if isinstance(value, Look)}
PAIRS = [(ink, ground) for ink, grounds in style.TEXT_ON for ground in grounds]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_read_on_every_ground_that_it_stands_on(ink: Colour, ground: Colour) -> None:
    assert contrast(ink, ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_has_a_colour_whose_grounds_are_known(name: str) -> None:
    assert LOOKS[name].colour in [ink for ink, _grounds in style.TEXT_ON]


@pytest.mark.parametrize("name", LOOKS)
def test_text_in_the_report_is_at_least_nine_and_a_half_points(name: str) -> None:
    assert LOOKS[name].size >= 9.5
    assert LOOKS[name].leading >= 1.15 * LOOKS[name].size


def test_the_poster_has_nothing_below_seven_points() -> None:
    assert min(poster_card.SIZES) == 7.0
    assert list(poster_card.SIZES) == sorted(poster_card.SIZES, reverse=True)


@pytest.mark.parametrize("finding", Finding)
def test_a_finding_is_read_on_paper_and_ground_and_its_sign_within_it(finding: Finding) -> None:
    colour = style.FINDINGS[finding].colour
    for other in (style.PAPER, style.GROUND):
        assert contrast(colour, other) >= TEXT_CONTRAST


def test_no_two_findings_share_a_sign() -> None:
    assert sorted(look.sign for look in style.FINDINGS.values()) == sorted(SIGNS)


def test_rings_that_carry_meaning_are_seen() -> None:
    for ground in (style.PAPER, style.GROUND):
        assert contrast(style.RING, ground) >= MARK_CONTRAST


@given(st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True))
def test_a_mark_of_any_template_is_seen(hexadecimal: str) -> None:
    for ground in (style.PAPER, style.GROUND):
        assert contrast(style.mark_colour(hexadecimal), ground) >= MARK_CONTRAST


def test_every_shape_that_a_template_may_name_is_drawn() -> None:
    from welvaartcanvas.domain.template import MARKS

    assert set(SHAPES) == set(MARKS)
