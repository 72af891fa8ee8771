"""What changed in regions between two moments: the same comparison then and now."""

from __future__ import annotations

from hypothesis import given

from tests.support import build
from tests.support.comparing import comparing, comparisons, scored
from welvaartcanvas.domain.comparison import (
    Comparison,
    seen_from,
)
from welvaartcanvas.domain.comparison_order import Measure, ordered_blocks, ordered_regions
from welvaartcanvas.domain.development import Development, developments, largest_first

EPE, HEERDE = build.region(1, "Epe"), build.region(2, "Heerde")


def test_a_block_that_rose_stands_with_both_and_the_points_between() -> None:
    then = comparing(scored(1, EPE, (1, 2, 3), (4, 4, 4)), scored(2, HEERDE, (3, 3, 3)))
    now = comparing(scored(1, EPE, (3, 3, 3), (4, 4, 4)), scored(2, HEERDE, (3, 3, 3)))

    (found,) = developments(then, now, {})
    assert (found.region_id, found.block) == (EPE.id, "opgave")
    assert (found.then.mean, found.now.mean, found.difference) == (2.0, 3.0, 1.0)
    assert found.then.attention
    assert not found.now.attention


def test_a_block_that_was_not_rated_then_has_no_points_between() -> None:
    (found,) = developments(
        comparing(scored(1, EPE)), comparing(scored(1, EPE, (3, None, None))), {}
    )

    assert (found.then.mean, found.now.mean, found.difference) == (None, 3.0, None)


def test_sides_that_moved_against_each_other_are_a_change_though_the_mean_stays() -> None:
    (found,) = developments(
        comparing(scored(1, EPE, (1, 3, 5))), comparing(scored(1, EPE, (3, 3, 3))), {}
    )

    assert found.difference == 0
    assert (found.then.difference, found.now.difference) == (True, False)


def test_contributions_that_were_added_are_a_change_also_when_as_many_went() -> None:
    seen = comparing(scored(1, EPE, notes={("opgave", "overheid"): ["Begin"]}))
    (opgave, _) = seen.standings[0].blocks

    assert developments(seen, seen, {(EPE.id, "opgave", "overheid"): 2}) == (
        Development(EPE.id, "opgave", opgave, opgave, 2),
    )


def test_what_other_perspectives_added_is_no_change_for_those_that_are_compared() -> None:
    seen = seen_from(comparing(scored(1, EPE, (3, 3, 3))), ["onderwijs"])

    assert developments(seen, seen, {(EPE.id, "opgave", "overheid"): 2}) == ()


@given(comparisons())
def test_nothing_changed_between_a_state_and_itself(comparison: Comparison) -> None:
    assert developments(comparison, comparison, {}) == ()


@given(comparisons())
def test_the_order_of_either_is_no_change(comparison: Comparison) -> None:
    region = comparison.standings[-1].region.id
    other = ordered_blocks(comparison, Measure.SPREAD, region, falling=True)

    assert developments(comparison, ordered_regions(other, Measure.MEAN), {}) == ()


def test_what_moved_most_comes_first_whichever_way_it_went() -> None:
    before = comparing(
        scored(1, EPE, (3, 3, 3), (3, 3, 3)), scored(2, HEERDE, (4, 4, 4), (1, 3, 5))
    )
    after = comparing(scored(1, EPE, (4, 4, 4), (3, 3, 3)), scored(2, HEERDE, (1, 1, 1), (3, 3, 3)))
    added = {(EPE.id, "aanpak", "overheid"): 2}

    found = largest_first(developments(before, after, added))
    assert [(each.region_id, each.block) for each in found] == [
        (HEERDE.id, "opgave"),  # 3 points down
        (EPE.id, "opgave"),  # 1 point up
        (HEERDE.id, "aanpak"),  # the mean stayed, the difference of view went
        (EPE.id, "aanpak"),  # contributions alone
    ]
