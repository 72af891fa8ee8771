"""Patterns across regions: how a block's means are spread, and what a cluster shares."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support import build
from tests.support.comparing import BLOCKS, WERK, WOON, comparing, comparisons, scored
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.comparison_order import Measure, ordered_regions
from welvaartcanvas.domain.patterns import CLASSES, Shared, distributions, shared
from welvaartcanvas.domain.region import Cluster


def towns(*scores: tuple[int | None, ...], cluster: Cluster | None = WERK) -> list[Canvas]:
    """A region of that cluster for each of these scores of block ``opgave``."""
    return [
        scored(n, build.region(n, f"Stad {n}", cluster=cluster), given)
        for n, given in enumerate(scores, start=1)
    ]


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(build.uid(number) for number in numbers)


# The distribution of a block.


def test_the_distribution_has_its_ends_and_quartiles_and_counts_by_class() -> None:
    """Means 1, 2, 3, 4, 5: a quarter of the way from 1 to 5 is 2, half is 3."""
    seen = comparing(*towns(*((n, n, n) for n in (3, 1, 5, 2, 4))))
    opgave, aanpak = distributions(seen)

    assert (opgave.block, opgave.rated) == ("opgave", 5)
    assert opgave.five == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert opgave.counts == (0, 1, 1, 1, 2)  # 5 has no class of its own
    assert (opgave.strengths, opgave.attentions, opgave.differences, opgave.unknowns) == (
        *(2, 2, 0),
        0,
    )
    assert (aanpak.rated, aanpak.five, aanpak.unknowns) == (0, (), 5)


def test_quartiles_lie_between_neighbours() -> None:
    """Means 0, 1, 2 and 4: the quartiles stand at 3/4, 3/2 and 9/4 of the way over three gaps."""
    (opgave, _) = distributions(comparing(*towns(*((n, n, n) for n in (0, 1, 2, 4)))))

    assert opgave.five == (0.0, 0.75, 1.5, 2.5, 4.0)


def test_one_region_is_its_own_median() -> None:
    (opgave, _) = distributions(comparing(*towns((3, 4, 5))))

    assert opgave.five == (4.0,) * 5


@given(comparisons())
def test_every_region_with_a_mean_stands_in_one_class_and_within_the_ends(
    comparison: Comparison,
) -> None:
    for place, distribution in enumerate(distributions(comparison)):
        means = [m for s in comparison.standings if (m := s.blocks[place].mean) is not None]
        assert distribution.rated == sum(distribution.counts) == len(means)
        assert len(distribution.counts) == len(CLASSES)
        if means:
            low, *quartiles, high = distribution.five
            assert (low, high) == (min(means), max(means))
            assert [low, *quartiles, high] == sorted([low, *quartiles, high])


@given(comparisons())
def test_the_order_of_regions_does_not_matter(comparison: Comparison) -> None:
    other = ordered_regions(comparison, Measure.MEAN, falling=True)

    assert distributions(other) == distributions(comparison)
    assert [(s.cluster, s.block, s.finding, {*s.regions}, s.of) for s in shared(other)] == [
        (s.cluster, s.block, s.finding, {*s.regions}, s.of) for s in shared(comparison)
    ]


# What a cluster shares.


def test_what_two_of_three_regions_of_a_cluster_have_is_shared() -> None:
    seen = comparing(*towns((2, 3, 3), (4, 4, 4), (1, 4, 4)))

    assert shared(seen) == (Shared(WERK, "opgave", "attention", ids(1, 3), 3),)


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([(2, 3, 3), (2, 3, 3), (3, 3, 3), (3, 3, 3)], True),  # half of them
        ([(2, 3, 3), (2, 3, 3), (3, 3, 3), (3, 3, 3), (3, 3, 3)], False),  # less than half
        ([(2, 3, 3)], False),  # one shares with nobody
        ([(2, 3, 3), (2, 3, 3), (None,), (None,), (None,)], True),  # of those that rated
    ],
)
def test_shared_is_what_at_least_two_have_and_half_of_those_that_rated(
    scores: list[tuple[int | None, ...]], found: bool
) -> None:
    assert bool(shared(comparing(*towns(*scores)))) is found


def test_regions_of_other_clusters_or_of_none_share_nothing() -> None:
    one, other = towns((1, 1, 1), (1, 1, 1))
    werk = one.region.model_copy(update={"cluster": WERK})
    woon = other.region.model_copy(update={"cluster": WOON})

    assert shared(comparing(*towns((1, 1, 1), (1, 1, 1), cluster=None))) == ()
    assert shared(comparing(scored(1, werk, (1, 1, 1)), scored(2, woon, (1, 1, 1)))) == ()


def test_the_largest_part_comes_first_and_then_the_most_regions() -> None:
    """Opgave: two of two differ. Aanpak: three of four ask for attention."""
    towns = [build.region(n, f"Stad {n}", cluster=WERK) for n in (1, 2, 3, 4)]
    seen = comparing(
        scored(1, towns[0], (3, 5, 3), (2, 2, 2)),
        scored(2, towns[1], (5, 3, 5), (2, 2, 2)),
        scored(3, towns[2], (), (1, 1, 1)),
        scored(4, towns[3], (), (4, 4, 4)),
    )

    assert [(s.block, s.finding, len(s.regions), s.of) for s in shared(seen)] == [
        ("opgave", "difference", 2, 2),
        ("aanpak", "attention", 3, 4),
    ]


@given(comparisons())
def test_whoever_is_named_has_it_and_whoever_has_it_is_named(comparison: Comparison) -> None:
    for each in shared(comparison):
        place = BLOCKS.index(each.block)
        members = [s for s in comparison.standings if s.region.cluster is each.cluster]
        having = [s.region.id for s in members if getattr(s.blocks[place], each.finding)]
        assert list(each.regions) == having
        assert 2 <= len(having) <= each.of <= 2 * len(having)
