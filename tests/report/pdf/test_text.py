"""Text is broken into lines that fit, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import HOSTILE_TEXTS, LONGEST_TEXT
from tests.support.pdf import squeezed
from tests.support.strategies import texts
from welvaartcanvas.report.pdf.fonts import Face
from welvaartcanvas.report.pdf.text import (
    Line,
    Look,
    Span,
    cut,
    measure,
    shortened,
    wrap,
)

BODY = Look(10, 14)
STRONG = Look(10, 14, Face.BOLD)


def lines_of(text: str, width: float = 200.0) -> list[str]:
    return [line.text.rstrip() for line in wrap([Span(text, BODY)], width)]


def said(lines: list[Line]) -> str:
    return squeezed("".join(line.text for line in lines))


def right_end(line: Line) -> float:
    """Where the last ink of a line ends; blanks may hang over the edge."""
    ends = [0.0]
    for placed in line.placed:
        inked = placed.run.text.rstrip(" ")
        if inked:
            width = sum(placed.run.font.widths[c] for c in inked)
            ends.append(placed.x + width * placed.look.size)
    return max(ends)


def test_lines_break_at_blanks() -> None:
    assert lines_of("Meer jongeren kiezen voor de techniek en blijven in de regio", 105) == [
        "Meer jongeren kiezen",
        "voor de techniek en",
        "blijven in de regio",
    ]


def test_lines_break_where_the_text_says_so() -> None:
    assert lines_of("eerste\ntweede") == ["eerste", "tweede"]


def test_several_empty_lines_become_one_and_those_at_the_ends_go() -> None:
    assert lines_of("\n\nboven\n\n \n\nonder\n\n") == ["boven", "", "onder"]


def test_an_empty_line_is_half_as_high() -> None:
    assert [line.leading for line in wrap([Span("a\n\nb", BODY)], 100)] == [14, 7, 14]


def test_an_indent_is_kept() -> None:
    _first, second = wrap([Span("- punt\n  - dieper", BODY)], 200)
    assert second.text == "  - dieper"


def test_a_tab_goes_to_the_next_stop() -> None:
    one, other = (wrap([Span(t, BODY)], 400)[0] for t in ("a\tx", "bb\tx"))
    assert one.placed[-1].x == other.placed[-1].x == 24.0
    assert one.text == "a x"


def test_a_word_with_a_hyphen_may_break_after_it() -> None:
    assert lines_of("het onderwijs-arbeidsmarktbeleid", 100) == [
        "het onderwijs-",
        "arbeidsmarktbeleid",
    ]


def test_a_word_is_broken_only_when_it_is_wider_than_a_line() -> None:
    assert lines_of("een tentoonstelling", 80) == ["een", "tentoonstelling"]
    broken = lines_of("x" * 300, 100)
    assert "".join(broken) == "x" * 300
    assert len({len(line) for line in broken[:-1]}) == 1


def test_a_stand_in_is_not_broken() -> None:
    for line in wrap([Span("😀" * 30, BODY)], 120):
        assert all(p.run.text == "[U+1F600]" for p in line.placed)
        assert line.width == pytest.approx(right_end(line))


def test_spans_of_different_looks_stand_on_one_line() -> None:
    (line,) = wrap([Span("Kans ", STRONG), Span("van de regio", BODY)], 300)
    assert [p.look for p in line.placed] == [STRONG, BODY]
    assert line.placed[1].x == pytest.approx(measure("Kans ", STRONG))
    assert line.width == pytest.approx(line.placed[1].x + measure("van de regio", BODY))


@given(texts(300), st.floats(60, 500))
def test_everything_that_was_typed_is_set_and_fits(text: str, width: float) -> None:
    lines = wrap([Span(text, BODY)], width)
    assert said(lines) == squeezed(text)
    for line in lines:
        assert right_end(line) <= width + 0.01
        assert line.width == pytest.approx(right_end(line), abs=0.01) or line.text.endswith(" ")


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, LONGEST_TEXT])
def test_hostile_texts_are_set_whole(text: str) -> None:
    assert said(wrap([Span(text, BODY)], 140)) == squeezed(text)


def test_a_text_that_is_too_long_ends_with_an_ellipsis() -> None:
    spans = [Span("Meer jongeren kiezen voor de techniek en blijven in de regio", BODY)]
    lines = shortened(spans, 105, 2)
    assert [line.text.rstrip() for line in lines] == [
        "Meer jongeren kiezen",
        "voor de techniek en…",
    ]
    assert all(line.width <= 105 for line in lines)


def test_a_text_that_fits_has_no_ellipsis() -> None:
    spans = [Span("Meer jongeren kiezen voor de techniek", BODY)]
    assert shortened(spans, 105, 2) == wrap(spans, 105)


@given(texts(80), st.floats(20, 300))
def test_a_running_header_fits(text: str, width: float) -> None:
    shown = cut(text, BODY, width)
    assert shown.endswith("…") or shown == " ".join(text.split())
    assert measure(shown, BODY) <= max(width, measure("…", BODY)) + 0.01


def test_a_last_word_gets_the_word_before_it_for_company() -> None:
    text = "Zonder werkplaats leert niemand een vak echt goed"
    width = measure("Zonder werkplaats leert niemand een vak echt", BODY) + 1
    assert lines_of(text, width) == ["Zonder werkplaats leert niemand een vak", "echt goed"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kort", ["Kort"]),
        # no line is left with a single word, and no word is parted for it
        ("Onderwijs arbeidsmarktregio", ["Onderwijs", "arbeidsmarktregio"]),
        ("regionale arbeidsmarktregio", ["regionale", "arbeidsmarktregio"]),
        # what was typed on a line of its own stays there
        ("een en\ntwee", ["een en", "twee"]),
    ],
)
def test_a_last_word_that_can_not_be_helped_stays_alone(text: str, lines: list[str]) -> None:
    assert lines_of(text, measure("arbeidsmarktregio", BODY) + 1) == lines


def test_lines_that_were_typed_are_apart_for_who_listens() -> None:
    lines = wrap([Span("een:\n- twee\n\ndrie", Look(10, 14))], 200)
    assert "".join(line.text for line in lines) == "een: - twee drie"


@given(
    st.lists(st.text(alphabet="abcdefgh-/ijé", min_size=1, max_size=14), max_size=25),
    st.floats(20, 300),
)
def test_words_of_one_font_are_set_as_any_others_are(words: list[str], width: float) -> None:
    text = " ".join(words)
    # A row of blanks at the end sends the same words another way: one by one.
    lines, one_by_one = (wrap([Span(t, BODY)], width) for t in (text, text + "  "))
    assert [line.text.strip() for line in lines] == [line.text.strip() for line in one_by_one]
    assert [line.width for line in lines] == [pytest.approx(line.width) for line in one_by_one]
