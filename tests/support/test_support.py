"""The builders and the corpus keep what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support import build, strategies
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT, REFUSED_TEXTS
from welvaartcanvas.domain.analysis import coverage, profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.model import check_name, check_text
from welvaartcanvas.errors import RequestError


def test_a_full_canvas_has_every_cell_filled_with_texts_of_its_own() -> None:
    canvas = build.full_canvas()

    assert len(canvas.contributions) == 135
    assert len({c.text for c in canvas.contributions}) == 135
    assert {cell.contributions for cell in coverage(canvas).cells} == {5}
    assert coverage(canvas).rated == 27
    assert all(rating.reason for rating in canvas.ratings)
    for block in canvas.template.blocks:
        assert canvas.learning_questions_of(block.key)
        assert canvas.actions_of(block.key)


def test_a_full_canvas_shows_everything_that_can_follow_from_ratings() -> None:
    profiles = profile(build.full_canvas())

    assert any(p.strength for p in profiles)
    assert any(p.attention for p in profiles)
    assert any(p.difference for p in profiles)
    assert any(not (p.strength or p.attention or p.difference) for p in profiles)


def test_a_fuller_canvas_still_repeats_no_text() -> None:
    canvas = build.full_canvas(per_cell=12, template=build.small_template())

    assert len({c.text for c in canvas.contributions}) == 12 * 6


def test_building_twice_gives_the_same() -> None:
    assert build.full_canvas() == build.full_canvas()
    assert build.full_canvas(number=2).id != build.full_canvas(number=1).id


@given(strategies.canvases())
def test_drawn_canvases_are_canvases(canvas: Canvas) -> None:
    assert Canvas.model_validate_json(canvas.model_dump_json()) == canvas


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_are_kept_as_they_are(text: str) -> None:
    assert check_text(text) == text


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_kept_as_they_are(name: str) -> None:
    assert check_name(name) == name


def test_the_longest_text_is_accepted() -> None:
    assert len(check_text(LONGEST_TEXT)) == 20_000


@pytest.mark.parametrize("text", [t for t, _ in REFUSED_TEXTS], ids=[w for _, w in REFUSED_TEXTS])
def test_refused_texts_are_refused(text: str) -> None:
    values = build.contribution(1, "opgave", "overheid").model_dump() | {"text": text}
    with pytest.raises(RequestError):
        made(type(build.contribution(1, "opgave", "overheid")), **values)
