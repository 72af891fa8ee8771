"""Marked words are told as the thing has them, where they are the same but for blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.answers import Answers, Mark, Remark, Target
from welvaartcanvas.domain.quoting import in_own_words

TEXT = "De  samen\u00adwerking tussen\nmbo-scholen en bedrijven, in Zuid-Oost"
CANVAS = build.canvas(notes={("opgave", "overheid"): [TEXT]})


def own(quoted: str, thing_id: str | None = CANVAS.contributions[0].id) -> str:
    remark = Remark("a", Mark.HIGHLIGHT, quoted=quoted, target=Target(thing_id=thing_id))
    [found] = in_own_words(Answers(remarks=(remark,)), CANVAS).remarks
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
