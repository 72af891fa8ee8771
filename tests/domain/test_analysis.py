"""What a canvas shows, exactly as it is defined: examples to check by hand, rules that always hold.

The small template has blocks ``opgave`` (1) and ``aanpak`` (2) and three perspectives. In
the examples the scores of a block are written in the order ondernemers, onderwijs, overheid.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support import strategies
from tests.support.build import canvas, contribution, full_canvas, rating, shipped_template
from welvaartcanvas.domain.analysis import BlockProfile, agenda, coverage, profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.faults import changed

SIDES = ("ondernemers", "onderwijs", "overheid")
Scores = tuple[int | None, ...]

scores = st.tuples(*[st.none() | st.integers(0, 5)] * 3)


def rated(opgave: Scores = (), aanpak: Scores = (), **values: Any) -> Canvas:
    """A canvas with these scores; ``None`` is unrated."""
    return canvas(
        scores={
            (block, side): score
            for block, given in (("opgave", opgave), ("aanpak", aanpak))
            for side, score in zip(SIDES, given, strict=False)
            if score is not None
        },
        **values,
    )


def of(opgave: Scores) -> BlockProfile:
    """The profile of block ``opgave`` with these scores."""
    return profile(rated(opgave))[0]


def test_coverage_counts_cells_with_a_contribution_and_cells_with_a_rating() -> None:
    shown = coverage(
        canvas(
            notes={
                ("opgave", "ondernemers"): ["Te weinig vakmensen", "En te weinig stages"],
                ("aanpak", "overheid"): ["Begin in het dorpshuis"],
            },
            scores={("opgave", "ondernemers"): 3, ("opgave", "overheid"): 0},
        )
    )

    assert (shown.total, shown.filled, shown.rated) == (6, 2, 2)
    assert [(c.block, c.perspective, c.contributions, c.score) for c in shown.cells] == [
        ("opgave", "ondernemers", 2, 3),
        ("opgave", "onderwijs", 0, None),
        ("opgave", "overheid", 0, 0),
        ("aanpak", "ondernemers", 0, None),
        ("aanpak", "onderwijs", 0, None),
        ("aanpak", "overheid", 1, None),
    ]


def test_a_rating_of_0_is_a_rating() -> None:
    cell = coverage(rated((0,))).cell("opgave", "ondernemers")

    assert (cell.filled, cell.rated) == (False, True)


def test_the_welvaart_model_has_27_cells() -> None:
    assert coverage(canvas(template=shipped_template())).total == 27
    full = coverage(full_canvas())
    assert (full.filled, full.rated) == (27, 27)


@pytest.mark.parametrize(
    ("given_scores", "mean", "spread"),
    [
        ((4, 5, 4), 13 / 3, 1),
        ((2, 4, 3), 3.0, 2),
        ((0, 5, None), 2.5, 5),
        ((None, 3, None), 3.0, 0),
        ((0, 0, 0), 0.0, 0),
        ((None, None, None), None, None),
    ],
)
def test_mean_and_spread_are_of_the_scores_that_were_given(
    given_scores: Scores, mean: float | None, spread: int | None
) -> None:
    shown = of(given_scores)

    assert shown.scores == tuple(zip(SIDES, given_scores, strict=True))
    assert shown.given == tuple(score for score in given_scores if score is not None)
    assert (shown.mean, shown.spread) == (mean, spread)


@pytest.mark.parametrize(
    ("given_scores", "follows"),
    [
        ((4, 4, 4), {"strength"}),
        ((5, 5, 4), {"strength"}),
        ((3, 4, 4), set()),
        ((3, 3, 3), set()),
        ((3, 4, 5), {"difference"}),
        ((5, 4, None), {"unknown"}),
        ((2, 3, 3), {"attention"}),
        ((2, 3, 4), {"attention", "difference"}),
        ((0, 5, None), {"attention", "difference", "unknown"}),
        ((1, None, None), {"attention", "unknown"}),
        ((0, 0, 0), {"attention"}),
        ((None, None, None), {"unknown"}),
    ],
)
def test_what_follows_from_the_ratings_of_a_block(given_scores: Scores, follows: set[str]) -> None:
    shown = of(given_scores)

    assert {
        name for name in ("strength", "attention", "difference", "unknown") if getattr(shown, name)
    } == follows


@given(scores)
def test_the_definitions_hold_word_for_word(given_scores: Scores) -> None:
    shown = of(given_scores)
    there = [score for score in given_scores if score is not None]

    assert shown.strength == (len(there) == 3 and all(score >= 4 for score in there))
    assert shown.attention == any(score <= 2 for score in there)
    assert shown.difference == (bool(there) and max(there) - min(there) >= 2)
    assert shown.unknown == (len(there) < 3)


@given(scores)
def test_a_strength_is_no_attention_point_no_difference_and_not_unknown(
    given_scores: Scores,
) -> None:
    shown = of(given_scores)

    if shown.strength:
        assert not (shown.attention or shown.difference or shown.unknown)


@given(scores)
def test_the_mean_lies_between_the_lowest_and_the_highest(given_scores: Scores) -> None:
    shown = of(given_scores)

    if shown.mean is None:
        assert shown.spread is None
    else:
        assert 0 <= min(shown.given) <= shown.mean <= max(shown.given) <= 5


@given(scores, st.permutations([0, 1, 2]))
def test_it_does_not_matter_which_side_gave_which_score(
    given_scores: Scores, order: list[int]
) -> None:
    shown, other = of(given_scores), of(tuple(given_scores[i] for i in order))

    assert (shown.mean, shown.spread) == (other.mean, other.spread)
    assert (shown.strength, shown.attention) == (other.strength, other.attention)
    assert (shown.difference, shown.unknown) == (other.difference, other.unknown)


def blocks(held: Canvas) -> list[str]:
    return [item.profile.block for item in agenda(held)]


@pytest.mark.parametrize(
    ("opgave", "aanpak", "order"),
    [
        ((3, 3, 4), (3, 3, 5), ["aanpak", "opgave"]),  # spread 2 before 1
        ((3, 4, 5), (1, 2, 3), ["aanpak", "opgave"]),  # both 2: mean 2 before 4
        ((3, 4, 5), (3, 5, 4), ["opgave", "aanpak"]),  # alike: by number
        ((4, 4, 4), (1, 1, 1), ["aanpak", "opgave"]),  # no spread: mean 1 before 4
        ((0, None, None), (), ["opgave"]),  # a block that nobody rated is not on it
        ((), (), []),
    ],
)
def test_the_largest_spread_comes_first_then_the_lowest_mean_then_the_number(
    opgave: Scores, aanpak: Scores, order: list[str]
) -> None:
    assert blocks(rated(opgave, aanpak)) == order


def test_the_sides_of_a_difference_stand_from_low_to_high_with_what_they_said() -> None:
    low = contribution(1, "opgave", "overheid", "Wij zien nog geen plan")
    high = contribution(2, "opgave", "ondernemers", "De eerste klas draait")
    reason = rating(3, "opgave", "overheid", 1, reason="Niets op papier")
    (item,) = agenda(
        canvas(
            contributions=(high, low),
            ratings=(reason,),
            scores={("opgave", "ondernemers"): 5},
        )
    )

    assert [(side.perspective, side.rating.score) for side in item.sides] == [
        ("overheid", 1),
        ("ondernemers", 5),
    ]
    assert item.sides[0].rating.reason == "Niets op papier"
    assert [side.contributions for side in item.sides] == [(low,), (high,)]


def test_sides_that_agree_with_each_other_stand_in_the_order_of_the_perspectives() -> None:
    (item,) = agenda(rated((4, 1, 1)))

    assert [side.perspective for side in item.sides] == ["onderwijs", "overheid", "ondernemers"]


def test_where_all_agree_there_is_no_difference_to_show() -> None:
    assert [item.sides for item in agenda(rated((2, 2, 2), (5, None, None)))] == [(), ()]


@given(strategies.canvases(template=shipped_template()))
def test_the_agenda_is_sorted_and_holds_exactly_the_rated_blocks(drawn: Canvas) -> None:
    items = agenda(drawn)
    number = {block.key: block.number for block in drawn.template.blocks}
    keys = [(-(i.profile.spread or 0), i.profile.mean or 0, number[i.profile.block]) for i in items]

    assert keys == sorted(keys)
    assert {item.profile.block for item in items} == {given.block for given in drawn.ratings}
    for item in items:
        assert bool(item.sides) == bool(item.profile.spread)
        if item.sides:
            assert [side.rating.score for side in item.sides] == sorted(item.profile.given)


@given(strategies.canvases())
def test_coverage_adds_up(drawn: Canvas) -> None:
    shown = coverage(drawn)

    assert shown.total == len(drawn.template.blocks) * len(drawn.template.perspectives)
    assert sum(cell.contributions for cell in shown.cells) == len(drawn.contributions)
    assert shown.rated == len(drawn.ratings)
    assert 0 <= shown.filled <= min(shown.total, len(drawn.contributions))
    for block, side in drawn.template.cells:
        assert shown.cell(block, side).contributions == len(drawn.cell(block, side))


@given(strategies.canvases(), st.data())
def test_one_more_contribution_never_lowers_coverage_and_leaves_the_ratings_alone(
    drawn: Canvas, data: st.DataObject
) -> None:
    block, side = data.draw(st.sampled_from(drawn.template.cells))
    more = changed(drawn, contributions=(*drawn.contributions, contribution(9_999, block, side)))

    before, after = coverage(drawn), coverage(more)
    assert after.filled - before.filled == (not before.cell(block, side).filled)
    assert after.rated == before.rated
    assert profile(more) == profile(drawn)


@given(strategies.canvases(), st.data())
def test_one_more_rating_fills_one_more_cell_and_concerns_its_block_only(
    drawn: Canvas, data: st.DataObject
) -> None:
    free = [cell for cell in drawn.template.cells if drawn.rating(*cell) is None]
    assume(free)
    block, side = data.draw(st.sampled_from(free))
    more = changed(
        drawn, ratings=(*drawn.ratings, rating(9_999, block, side, data.draw(st.integers(0, 5))))
    )

    assert coverage(more).rated == coverage(drawn).rated + 1
    for before, after in zip(profile(drawn), profile(more), strict=True):
        if after.block != block:
            assert after == before
        else:
            assert (after.spread or 0) >= (before.spread or 0)
            assert after.attention >= before.attention


@given(strategies.canvases(), st.randoms())
def test_the_order_of_contributions_and_ratings_does_not_matter(drawn: Canvas, chance: Any) -> None:
    contributions, ratings = list(drawn.contributions), list(drawn.ratings)
    chance.shuffle(contributions)
    chance.shuffle(ratings)
    other = changed(drawn, contributions=tuple(contributions), ratings=tuple(ratings))

    assert coverage(other) == coverage(drawn)
    assert profile(other) == profile(drawn)
    assert agenda(other) == agenda(drawn)


@given(strategies.canvases())
def test_nothing_depends_on_what_the_texts_say(drawn: Canvas) -> None:
    blank = changed(
        drawn, contributions=tuple(changed(said, text="x") for said in drawn.contributions)
    )

    assert (coverage(blank), profile(blank)) == (coverage(drawn), profile(drawn))
    assert blocks(blank) == blocks(drawn)
