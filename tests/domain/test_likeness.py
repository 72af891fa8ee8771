"""Which regions resemble each other: by how far apart their ratings are, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.comparing import (
    BLOCKS,
    SIDES,
    WERK,
    WOON,
    Drawn,
    comparing,
    comparisons,
    drawn,
    ref,
    scored,
)
from welvaartcanvas.domain.comparison import Comparison, Side, Standing
from welvaartcanvas.domain.likeness import (
    Gap,
    Likeness,
    alike,
    all_alike,
    closest,
    gaps,
    likeness,
    usual_distance,
)
from welvaartcanvas.errors import UnknownThing

EPE, HEERDE, ZWOLLE, RHEDEN = (
    build.region(n, name) for n, name in enumerate(("Epe", "Heerde", "Zwolle", "Rheden"), start=1)
)


def exact(one: Standing, other: Standing) -> tuple[Fraction, int] | None:
    """The distance as it is defined, in fractions."""
    pairs = [
        (Fraction(a.total, a.ratings), Fraction(b.total, b.ratings))
        for mine, theirs in zip(one.blocks, other.blocks, strict=True)
        for a, b in zip(mine.sides, theirs.sides, strict=True)
        if a.ratings and b.ratings
    ]
    cells = sum(len(figures.sides) for figures in one.blocks)
    if not pairs or 3 * len(pairs) < cells:
        return None
    return sum((abs(a - b) for a, b in pairs), Fraction()) / len(pairs), len(pairs)


# Worked out by hand.


def test_the_distance_is_the_mean_difference_over_the_cells_that_both_rated() -> None:
    """|4 - 2| = 2, |3 - 3| = 0 and |1 - 2| = 1, so 3 points over 3 cells; the rest one rated.

    What makes them alike is told over the same cells: none of them is in the second block.
    """
    seen = comparing(scored(1, EPE, (4, 3, 1), (5,)), scored(2, HEERDE, (2, 3, 2), (None, 5)))

    assert alike(seen, EPE.id) == (Likeness(EPE.id, HEERDE.id, 1.0, 3),)
    assert gaps(seen, EPE.id, HEERDE.id) == (
        Gap("opgave", 8 / 3, 7 / 3, 1.0, 3),
        Gap("aanpak", None, None, None, 0),
    )


def test_who_shares_less_than_a_third_of_the_cells_is_not_alike() -> None:
    """A third of the six cells is two."""
    one = scored(1, EPE, (4, 4, 4), (4, 4, 4))

    assert alike(comparing(one, scored(2, HEERDE, (4,))), EPE.id) == ()
    assert alike(comparing(one, scored(2, HEERDE, (4, 4))), EPE.id) != ()


def test_the_nearest_comes_first_of_equals_the_one_with_more_cells_and_then_by_name() -> None:
    seen = comparing(
        scored(1, EPE, (3, 3, 3), (3, 3, 3)),
        scored(2, HEERDE, (4, 4, 4)),
        scored(3, ZWOLLE, (4, 4, 4), (4, 4, 4)),
        scored(4, RHEDEN, (2, 2, 2), (2, 2, 2)),
    )

    assert [each.other for each in alike(seen, EPE.id)] == [RHEDEN.id, ZWOLLE.id, HEERDE.id]
    assert [each.other for each in alike(seen, EPE.id, most=1)] == [RHEDEN.id]


def test_equals_are_equal_also_when_their_thirds_are_of_other_ratings() -> None:
    """11/3 - 10/3, 7/3 - 2 and 1/3 - 0 are all a third; in floats they are three numbers."""
    others = [build.region(n, name) for n, name in enumerate("ABC", start=2)]
    given = [(EPE, SIDES[place], Side(0, 3, total)) for place, total in enumerate((11, 7, 1))] + [
        (region, side, Side(0, 3, total))
        for region, side, total in zip(others, SIDES, (10, 6, 0), strict=True)
    ]
    canvases = [scored(n, region) for n, region in enumerate([EPE, *others], start=1)]
    tallies = {(r.id, block, side): of for r, side, of in given for block in BLOCKS}
    found = alike(Drawn((EPE, *others), tuple(map(ref, canvases)), tallies).comparison(), EPE.id)

    assert [each.other for each in found] == [region.id for region in others]
    assert {each.distance for each in found} == {round(1 / 3, 9)}


def test_cluster_and_position_do_not_count() -> None:
    apart = EPE.model_copy(update={"cluster": WERK}), HEERDE.model_copy(update={"cluster": WOON})
    seen = comparing(scored(1, apart[0], (4, 3, 1)), scored(2, apart[1], (4, 3, 1)))

    assert alike(seen, EPE.id)[0].distance == 0


def test_one_region_is_like_no_other_and_an_unknown_one_is_refused() -> None:
    seen = comparing(scored(1, EPE, (4, 3, 1)))

    assert alike(seen, EPE.id) == ()
    assert closest(seen, 5) == ()
    with pytest.raises(UnknownThing, match=ZWOLLE.id):
        alike(seen, ZWOLLE.id)


def test_regions_that_rated_nothing_are_like_none() -> None:
    seen = comparing(scored(1, EPE), scored(2, HEERDE))

    assert all_alike(seen, 5) == {EPE.id: (), HEERDE.id: ()}


# What always holds.


@given(comparisons())
def test_a_region_is_alike_to_itself(comparison: Comparison) -> None:
    for standing in comparison.standings:
        own = likeness(standing, standing)
        assert own is None or (own.distance, own.cells) == (0, standing.rated)
        assert (own is None) is (3 * standing.rated < comparison.cells)


@given(comparisons())
def test_likeness_is_mutual_and_what_it_is_defined_to_be(comparison: Comparison) -> None:
    for one in comparison.standings:
        for other in comparison.standings:
            there, back = likeness(one, other), likeness(other, one)
            wanted = exact(one, other)
            if there is None or back is None or wanted is None:
                assert (there, back, wanted) == (None, None, None)
            else:
                assert (there.distance, there.cells) == (back.distance, back.cells)
                assert there.distance == pytest.approx(float(wanted[0]), abs=1e-8)
                assert there.cells == wanted[1]


@given(comparisons(), st.integers(1, 4))
def test_all_at_once_are_the_same_as_one_by_one_in_the_order_that_is_exact(
    comparison: Comparison, most: int
) -> None:
    together = all_alike(comparison, most)
    place = {standing.region.id: n for n, standing in enumerate(comparison.standings)}

    for one in comparison.standings:
        assert together[one.region.id] == alike(comparison, one.region.id, most)
        wanted = [
            (found[0], -found[1], place[other.region.id])
            for other in comparison.standings
            if other is not one and (found := exact(one, other))
        ]
        assert [place[each.other] for each in together[one.region.id]] == [
            other for *_, other in sorted(wanted)[:most]
        ]


@given(comparisons(), st.integers(1, 4))
def test_the_closest_pairs_are_the_nearest_of_all_each_once(
    comparison: Comparison, most: int
) -> None:
    pairs = closest(comparison, most)
    every = [
        each.distance
        for one in comparison.standings
        for each in alike(comparison, one.region.id)
        if one.region.id == each.region
    ]

    assert len({frozenset((each.region, each.other)) for each in pairs}) == len(pairs)
    assert [each.distance for each in pairs] == sorted(every)[::2][:most]


@given(drawn())
def test_renaming_a_region_changes_no_likeness(of: Drawn) -> None:
    renamed = of._replace(
        regions=tuple(region.model_copy(update={"name": "Anders"}) for region in of.regions)
    )
    before, after = all_alike(of.comparison(), 9), all_alike(renamed.comparison(), 9)

    assert {key: {*each} for key, each in before.items()} == {
        key: {*each} for key, each in after.items()
    }


@given(comparisons())
def test_the_numbers_by_block_add_up_to_the_likeness(comparison: Comparison) -> None:
    """The cells of the blocks together, and the distances by their cells."""
    for one in comparison.standings:
        for each in alike(comparison, one.region.id):
            found = gaps(comparison, one.region.id, each.other)
            assert sum(gap.cells for gap in found) == each.cells
            points = sum((gap.distance or 0) * gap.cells for gap in found)
            assert points / each.cells == pytest.approx(each.distance, abs=1e-8)


def test_the_usual_distance_is_the_mean_over_all_pairs() -> None:
    """By hand, one cell: 1, 2 and 4 are 1, 3 and 2 apart."""
    regions = [build.region(n, str(n)) for n in (1, 2, 3)]
    canvases = [
        scored(n, region, (score,) * 3, (score,) * 3)
        for n, (region, score) in enumerate(zip(regions, (1, 2, 4), strict=True), 1)
    ]
    assert usual_distance(comparing(*canvases)) == 2
    assert usual_distance(comparing(*canvases[:2])) is None
