"""Marked words are told as the thing has them, where they are the same but for blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.quoting import in_own_words

TEXT = "De  samen\u00adwerking tussen\nmbo-scholen en bedrijven, in Zuid-Oost"
CANVAS = build.canvas(notes={("opgave", "overheid"): [TEXT]})


def own(
    quoted: str, thing_id: str | None = CANVAS.contributions[0].id, canvas: Canvas = CANVAS
) -> str:
    remark = Remark("a", Mark.HIGHLIGHT, quoted=quoted, target=Target(thing_id=thing_id))
    [found] = in_own_words(Answers(remarks=(remark,)), canvas).remarks
    return found.quoted


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("samenwerking tussen mbo", "samen\u00adwerking tussen\nmbo"),
        ("mboscholen en bedrij ven", "mbo-scholen en bedrijven"),
        ("ZuidOost", "Zuid-Oost"),  # a line ended at the hyphen, which is a part of it
        ("Kans · Jan", "Kans · Jan"),
        ("- -", "- -"),
    ],
)
def test_words_are_those_of_the_thing(quoted: str, said: str) -> None:
    assert own(quoted) == said


BUS = build.canvas(notes={("opgave", "overheid"): ["De bus rijdt te weinig"]})


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("De bus rijdt te weinig Bedreiging · Femke Jansen", "De bus rijdt te weinig"),
        ("Bedreiging · Femke Jansen\nDe bus rijdt te wei nig", "De bus rijdt te weinig"),
        ("Kans · Jan De bus rijdt te weinig Femke", "De bus rijdt te weinig"),
        ("te weinig Bedreiging · Femke Jansen", "te weinig"),
        ("Femke Jansen De bus rijdt", "De bus rijdt"),
        # A syllable that both happen to have is no part of the text.
        ("Femke De", "De"),
        ("Femke Deventer", "Femke Deventer"),
        ("igen Bedreiging", "igen Bedreiging"),
        ("Bedreiging · Femke Jansen", "Bedreiging · Femke Jansen"),
    ],
)
def test_a_mark_over_a_whole_item_quotes_its_text_and_no_tags(quoted: str, said: str) -> None:
    assert own(quoted, BUS.contributions[0].id, BUS) == said


@given(st.text("ab -\n", max_size=12), st.text("ab -\n", max_size=24))
def test_what_is_told_is_marked_and_said(text: str, quoted: str) -> None:
    said = build.canvas(notes={("opgave", "overheid"): [f"x{text}x"]})
    found = own(quoted, said.contributions[0].id, said)

    assert found == quoted or found in f"x{text}x"


def test_what_is_about_no_thing_keeps_its_words() -> None:
    assert own("samenwerking tussen", None) == "samenwerking tussen"


@given(st.data())
def test_any_part_of_a_text_is_found_in_it_whatever_its_blanks(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(begin + 1, len(TEXT)))
    part = TEXT[begin:end]

    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum() or c == ",")

    found = own(" ".join(part.split()))
    assert letters(found) == letters(part)
    assert found in TEXT or not letters(part)
