"""Regions beside one another: what each gives for each block, and in which order they stand.

The scores of a block are written in the order ondernemers, onderwijs, overheid.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build, strategies
from tests.support.comparing import (
    BLOCKS,
    SIDES,
    Drawn,
    comparing,
    comparisons,
    drawn,
    scored,
)
from welvaartcanvas.domain.analysis import coverage, profile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import (
    Comparison,
    Figures,
    Side,
    Standing,
    compare,
    seen_from,
)
from welvaartcanvas.domain.comparison_order import Measure, ordered_blocks, ordered_regions
from welvaartcanvas.errors import RequestError, UnknownThing

EPE, HEERDE, ZWOLLE = (
    build.region(n, name) for n, name in enumerate(("Epe", "Heerde", "Zwolle"), start=1)
)

sides = st.builds(
    lambda scores, said: Side(said, len(scores), sum(scores)),
    st.lists(st.integers(0, 5), max_size=4),
    st.integers(0, 3),
)


def names(comparison: Comparison) -> list[str]:
    return [standing.region.name for standing in comparison.standings]


# One region with two canvases, worked out by hand.


def test_the_sides_of_a_region_count_with_the_means_of_their_ratings() -> None:
    """Opgave: (4 + 5) / 2 = 4.5, 4 and (5 + 4) / 2 = 4.5. Aanpak: 2, 4 and nothing."""
    seen = comparing(
        scored(1, EPE, (4, 4, 5), (2, None, None)),
        scored(2, EPE, (5, None, 4), (None, 4, None)),
    )
    opgave, aanpak = seen.standings[0].blocks

    assert [side.mean for side in opgave.sides] == [4.5, 4.0, 4.5]
    assert (opgave.mean, opgave.spread) == (13 / 3, 0.5)
    assert opgave.strength
    assert not (opgave.attention or opgave.difference or opgave.unknown)
    assert [side.mean for side in aanpak.sides] == [2.0, 4.0, None]
    assert (aanpak.mean, aanpak.spread) == (3.0, 2.0)
    assert aanpak.attention
    assert aanpak.difference
    assert aanpak.unknown
    assert not aanpak.strength


def test_a_region_counts_its_cells_and_its_blocks() -> None:
    notes = {("opgave", "ondernemers"): ["Eén", "Twee"], ("aanpak", "overheid"): ["Drie"]}
    seen = comparing(scored(1, EPE, (4, 4, 5), (1, 3, None), notes=notes))
    epe = seen.standings[0]

    assert (epe.filled, epe.rated, seen.cells) == (2, 5, 6)
    assert (epe.strengths, epe.attentions, epe.differences) == (1, 1, 1)
    assert epe.mean == pytest.approx((13 / 3 + 2) / 2)
    assert epe.spread == 2
    assert [figures.contributions for figures in epe.blocks] == [2, 1]
    assert [figures.filled for figures in epe.blocks] == [1, 1]


def test_a_mean_of_a_third_is_held_against_the_limits_as_it_is() -> None:
    """4 + 4 + 4 in three canvases is 4, and a strength; 4 + 4 + 3 is not, nor is 2 + 2 + 3 weak."""
    for scores, strength in (((4, 4, 4), True), ((4, 4, 3), False)):
        seen = comparing(*(scored(n, EPE, (s, s, s)) for n, s in enumerate(scores, start=1)))
        assert seen.standings[0].blocks[0].strength is strength
    for scores, attention in (((2, 2, 2), True), ((2, 2, 3), False), ((1, 2, 3), True)):
        seen = comparing(*(scored(n, EPE, (s, 4, 4)) for n, s in enumerate(scores, start=1)))
        assert seen.standings[0].blocks[0].attention is attention


@given(st.lists(sides, min_size=1, max_size=4).map(tuple))
def test_figures_are_what_exact_fractions_say(given_sides: tuple[Side, ...]) -> None:
    figures = Figures.of(given_sides)
    means = [Fraction(side.total, side.ratings) for side in given_sides if side.ratings]

    every = len(means) == len(given_sides)
    assert figures.unknown is not every
    assert figures.strength is (every and min(means) >= 4)
    assert figures.attention is any(mean <= 2 for mean in means)
    if means:
        assert figures.mean == float(sum(means) / len(means))
        assert figures.spread == float(max(means) - min(means))
        assert figures.difference is (max(means) - min(means) >= 2)
    else:
        assert (figures.mean, figures.spread, figures.difference) == (None, None, False)


# What always holds.


@given(strategies.canvases())
def test_a_region_with_one_canvas_shows_exactly_what_that_canvas_shows(canvas: Canvas) -> None:
    (standing,) = comparing(canvas).standings
    covered = coverage(canvas)

    assert (standing.filled, standing.rated) == (covered.filled, covered.rated)
    for figures, own in zip(standing.blocks, profile(canvas), strict=True):
        assert (figures.mean, figures.spread) == (own.mean, own.spread)
        assert [
            figures.strength,
            figures.attention,
            figures.difference,
            figures.unknown,
        ] == [own.strength, own.attention, own.difference, own.unknown]
        for side, (perspective, score) in zip(figures.sides, own.scores, strict=True):
            cell = covered.cell(own.block, perspective)
            assert (side.contributions, side.mean) == (cell.contributions, score)


@given(st.data(), drawn())
def test_the_order_of_regions_and_canvases_does_not_matter(data: st.DataObject, of: Drawn) -> None:
    shuffled = Drawn(
        tuple(data.draw(st.permutations(of.regions))),
        tuple(data.draw(st.permutations(of.canvases))),
        dict(data.draw(st.permutations(list(of.tallies.items())))),
    )

    assert shuffled.comparison() == of.comparison()


@given(st.data(), drawn())
def test_renaming_a_region_changes_nothing_but_the_order(data: st.DataObject, of: Drawn) -> None:
    renamed = of._replace(
        regions=tuple(
            region.model_copy(update={"name": data.draw(st.sampled_from("abcd"))})
            for region in of.regions
        )
    )
    before = {standing.region.id: standing for standing in of.comparison().standings}
    after = {standing.region.id: standing for standing in renamed.comparison().standings}

    assert before.keys() == after.keys()
    for key, standing in after.items():
        assert standing._replace(region=before[key].region) == before[key]


@given(drawn())
def test_a_region_shows_the_same_whatever_stands_beside_it(of: Drawn) -> None:
    for canvas in of.canvases:
        alone = of._replace(
            regions=tuple(r for r in of.regions if r.id == canvas.region_id), canvases=(canvas,)
        ).comparison()
        assert alone.standings[0] == of.comparison().standing(canvas.region_id)


def test_regions_stand_by_name_without_regard_of_capitals_and_marks() -> None:
    regions = [
        build.region(n, name) for n, name in enumerate(("zeist", "Épe", "Ede", "epe"), start=1)
    ]
    seen = comparing(*(scored(n, region) for n, region in enumerate(regions, start=1)))

    assert names(seen) == ["Ede", "Épe", "epe", "zeist"]  # of equals the first id


def test_a_region_without_a_canvas_stands_there_with_nothing() -> None:
    seen = comparing(scored(1, EPE, (3, 3, 3)), silent=[ZWOLLE])
    zwolle = seen.standing(ZWOLLE.id)

    assert names(seen) == ["Epe", "Zwolle"]
    assert zwolle.canvases == ()
    assert (zwolle.mean, zwolle.spread, zwolle.filled, zwolle.rated) == (None, None, 0, 0)
    assert all(figures.unknown for figures in zwolle.blocks)


def test_canvases_in_which_nothing_was_rated_are_compared_by_what_they_hold() -> None:
    seen = comparing(scored(1, EPE, notes={("opgave", "overheid"): ["Begin"]}), scored(2, HEERDE))

    assert not seen.rated
    assert [standing.filled for standing in seen.standings] == [1, 0]


def test_without_a_canvas_there_is_nothing_to_compare() -> None:
    with pytest.raises(RequestError, match="no canvas"):
        compare([EPE], [], {}, {})


# From some perspectives.


@given(comparisons())
def test_seen_from_all_perspectives_it_is_the_same_comparison(comparison: Comparison) -> None:
    assert seen_from(comparison, SIDES) == comparison


@given(comparisons(), st.sets(st.sampled_from(SIDES), min_size=1), st.sampled_from(SIDES))
def test_what_was_narrowed_can_be_narrowed_further(
    comparison: Comparison, some: set[str], one: str
) -> None:
    assert seen_from(seen_from(comparison, {*some, one}), [one]) == seen_from(comparison, [one])


def test_one_perspective_has_no_difference_and_makes_no_strength_that_the_others_deny() -> None:
    seen = comparing(scored(1, EPE, (5, 1, 3), (4, 5, 4)))
    opgave, aanpak = seen_from(seen, ["ondernemers"]).standings[0].blocks

    assert (opgave.mean, opgave.spread) == (5.0, 0.0)
    assert not (opgave.strength or opgave.attention or opgave.difference or opgave.unknown)
    assert aanpak.strength  # all three gave at least 4


def test_an_unknown_perspective_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownThing, match=r"provincie.*ondernemers"):
        seen_from(comparing(scored(1, EPE)), ["provincie"])


# In order.

measures = st.sampled_from(Measure)


def value(figures: Any, measure: Measure) -> float | None:
    """What regions and blocks are put in order by."""
    of = {Measure.MEAN: "mean", Measure.SPREAD: "spread", Measure.COVERAGE: "filled"}
    if measure not in of:  # a number of blocks; of one block whether it has that
        many = isinstance(figures, Standing)
        return float(getattr(figures, measure if many else measure.removesuffix("s")))
    found: float | None = getattr(figures, of[measure])
    return found


def in_order(values: list[float | None], *, falling: bool) -> bool:
    """Whether those there are rise or fall, with those that are not behind them."""
    known = [v for v in values if v is not None]
    return [*sorted(known, reverse=falling), *[None] * (len(values) - len(known))] == values


@given(comparisons(), measures, st.none() | st.sampled_from(BLOCKS), st.booleans())
def test_regions_in_order_are_the_same_regions_and_none_comes_last(
    comparison: Comparison, measure: Measure, block: str | None, falling: bool
) -> None:
    ordered = ordered_regions(comparison, measure, block, falling=falling)
    shown = [
        value(standing if block is None else standing.blocks[BLOCKS.index(block)], measure)
        for standing in ordered.standings
    ]

    assert in_order(shown, falling=falling)
    assert {s.region.id: s for s in ordered.standings} == {
        s.region.id: s for s in comparison.standings
    }
    # Of equals the order by name stays, also when it was put in another order before.
    twice = ordered_regions(ordered, Measure.COVERAGE, falling=not falling)
    assert ordered_regions(twice, measure, block, falling=falling) == ordered


@given(comparisons(), measures, st.booleans())
def test_blocks_in_order_keep_every_figure_with_its_block(
    comparison: Comparison, measure: Measure, falling: bool
) -> None:
    for standing in comparison.standings:
        ordered = ordered_blocks(comparison, measure, standing.region.id, falling=falling)
        own = ordered.standing(standing.region.id)

        assert in_order([value(f, measure) for f in own.blocks], falling=falling)
        for block, column in zip(ordered.blocks, zip(*_rows(ordered), strict=True), strict=True):
            place = comparison.place(block.key)
            assert list(column) == [s.blocks[place] for s in comparison.standings]


def _rows(comparison: Comparison) -> list[tuple[Figures, ...]]:
    return [standing.blocks for standing in comparison.standings]


def test_equals_stand_by_name_and_by_number_whichever_way() -> None:
    seen = comparing(*(scored(n, r, (3,), (3,)) for n, r in enumerate((EPE, HEERDE, ZWOLLE), 1)))

    for falling in (False, True):
        assert ordered_regions(seen, Measure.MEAN, "opgave", falling=falling) == seen
        assert ordered_blocks(seen, Measure.MEAN, EPE.id, falling=falling) == seen


def test_a_block_or_region_that_is_not_compared_is_refused() -> None:
    seen = comparing(scored(1, EPE))

    with pytest.raises(UnknownThing, match=r"droom.*opgave"):
        ordered_regions(seen, Measure.MEAN, "droom")
    with pytest.raises(UnknownThing, match=ZWOLLE.id):
        ordered_blocks(seen, Measure.MEAN, ZWOLLE.id)
