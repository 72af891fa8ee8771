"""The sentences above the profile of the ratings: what they say is true of every canvas."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support import build
from tests.support.pdf import source_of, structure
from welvaartcanvas.i18n import use_language
from welvaartcanvas.report import ReportKind, render


def lead(scores: Sequence[Sequence[int | None]]) -> str:
    """What the profile starts with, in Dutch, for the scores of the first blocks; others have 3."""
    template = build.shipped_template()
    every = [*scores, *([(3, 3, 3)] * (len(template.blocks) - len(scores)))]
    given = {
        (block.key, side.key): score
        for block, of_block in zip(template.reading_order, every, strict=True)
        for side, score in zip(template.perspectives, of_block, strict=True)
        if score is not None
    }
    canvas = build.canvas(template=template, scores=given)
    with use_language("nl"):
        pdf = render(
            canvas,
            ReportKind.REPORT,
            day=build.MOMENT.date(),
            municipalities={},
            source=source_of(canvas),
        )
    elements = structure(pdf)
    heading = next(
        i
        for i, e in enumerate(elements)
        if (e.role, e.text) == ("H1", "Profiel van de waarderingen")
    )
    return " ".join(elements[heading + 1].text.split())


def test_the_largest_difference_is_named_with_its_number() -> None:
    said = lead([(1, 3, 3), (1, 3, 4)])
    assert "Over 2 bouwstenen verschillen de inzichten." in said
    assert said.endswith("Het verst uit elkaar: 2 Voor wie (3 punten).")


def test_blocks_that_are_as_far_apart_are_all_named() -> None:
    assert lead([(1, 3, 3), (3, 3, 1)]).endswith(
        "Het verst uit elkaar: 1 Opgave en droom, 2 Voor wie (2 punten)."
    )


def test_no_block_is_named_when_many_are_as_far_apart() -> None:
    said = lead([(1, 3, 3)] * 4)
    assert "Over 4 bouwstenen verschillen de inzichten." in said
    assert "verst uit elkaar" not in said


def test_when_nothing_stands_out_a_sentence_says_so() -> None:
    assert lead([]) == (
        "Geen bouwsteen valt op: er is geen kracht, geen aandachtspunt en geen verschil van"
        " inzicht."
    )


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([(3, None, None)], "Bij 1 bouwsteen is niet elke waardering gegeven."),
        ([(3, 3, None)] * 2, "Bij 2 bouwstenen is niet elke waardering gegeven."),
    ],
)
def test_missing_ratings_are_told_by_block_however_many_a_block_misses(
    scores: Sequence[Sequence[int | None]], said: str
) -> None:
    assert lead(scores) == said
