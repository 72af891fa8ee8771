"""The language of what people wrote follows from its commonest words, or stays undecided."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.written_language import ENOUGH, WORDS, written_language, written_texts
from welvaartcanvas.exchange import interchange
from welvaartcanvas.locations import canvases_folder

DUTCH = "Wij willen dat het mbo en de bedrijven samen werken aan een opleiding voor de techniek"
ENGLISH = "We want that the schools and the firms work on a course for the engineers and our staff"
FRENCH = "La région a besoin de techniciens et de soignants, mais les jeunes en partent tôt. "


def test_dutch_and_english_are_told_apart() -> None:
    assert written_language([DUTCH]) == "nl"
    assert written_language([ENGLISH]) == "en"


def test_a_canvas_is_in_the_language_of_by_far_the_most_of_it() -> None:
    assert written_language([DUTCH] * 9 + [ENGLISH]) == "nl"
    assert written_language([ENGLISH] * 9 + [DUTCH]) == "en"


def test_half_of_each_is_not_decided() -> None:
    assert written_language([DUTCH, ENGLISH]) is None


@pytest.mark.parametrize(
    "text", ["", "Human capital", "de en het", "هذا نص عربي " * 30, "0 1 2 " * 30, FRENCH * 9]
)
def test_too_little_text_and_other_languages_are_not_decided(text: str) -> None:
    assert written_language([text]) is None


def test_no_word_belongs_to_both_languages() -> None:
    assert not WORDS["nl"] & WORDS["en"]


@given(st.lists(st.sampled_from([DUTCH, ENGLISH, "", "kort", "short"])))
def test_the_order_of_the_texts_does_not_matter(texts: list[str]) -> None:
    assert written_language(texts) == written_language(sorted(texts))


@given(st.lists(st.sampled_from(sorted(WORDS["nl"])), max_size=ENOUGH - 1))
def test_a_few_words_decide_nothing(words: list[str]) -> None:
    assert written_language(words) is None


def test_a_canvas_of_dutch_people_is_dutch() -> None:
    assert written_language(written_texts(build.full_canvas())) == "nl"
    assert written_language(written_texts(build.empty_canvas())) is None


@pytest.mark.parametrize("file", sorted(canvases_folder().glob("voorbeelden/*.json")), ids=str)
def test_the_examples_are_dutch(file: Path) -> None:
    canvas = interchange.read(file.read_bytes(), file.name)
    assert written_language(written_texts(canvas)) == "nl"


def test_names_are_no_text() -> None:
    canvas = build.canvas(
        title="Vakmensen", partners=(build.partner(1, "Van de en het " * 3),), region=build.region()
    )
    assert list(filter(None, written_texts(canvas))) == ["Vakmensen"]
