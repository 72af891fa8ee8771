"""Which regions resemble each other: by how far apart their ratings are, and nothing else.

The distance of two regions is the mean, over the cells that both rated, of the difference
between their ratings there, in points from 0 (the same everywhere) to 5. It counts only when
both rated at least a third of the cells: two regions that share one rating are not alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import fsum
from typing import NamedTuple

from welvaartcanvas.domain.comparison import Comparison, Standing


class Likeness(NamedTuple):
    """How far two regions (by id) are apart: in points, over so many cells that both rated."""

    region: str
    other: str
    distance: float
    cells: int


class Gap(NamedTuple):
    """What makes two regions alike or not in one block, over the cells that both rated there.

    The means of both, and the mean difference between them, a cell at a time; ``None`` without
    any such cell.
    """

    block: str
    mean: float | None
    other_mean: float | None
    distance: float | None
    cells: int


# 11/3 - 10/3 and 7/3 - 2 are the same third, and in floats they are not: without this, chance
# would tell which of two equals comes first.
_DIGITS = 9

_Means = Sequence[float | None]


def _means(standing: Standing) -> _Means:
    return [side.mean for figures in standing.blocks for side in figures.sides]


def _apart(one: _Means, other: _Means) -> tuple[float | None, int]:
    differences = [
        a - b if a > b else b - a
        for a, b in zip(one, other, strict=True)
        if a is not None and b is not None
    ]
    count = len(differences)
    return (round(fsum(differences) / count, _DIGITS) if count else None), count


def _likeness(one: Standing, other: Standing, means: _Means, others: _Means) -> Likeness | None:
    distance, cells = _apart(means, others)
    if distance is None or 3 * cells < len(means):
        return None
    return Likeness(one.region.id, other.region.id, distance, cells)


def likeness(one: Standing, other: Standing) -> Likeness | None:
    """How alike two regions of one comparison are; ``None`` when they share too few ratings."""
    return _likeness(one, other, _means(one), _means(other))


def alike(comparison: Comparison, region_id: str, most: int | None = None) -> tuple[Likeness, ...]:
    """The regions that resemble that one, the nearest first; of equals by cells, then by name."""
    own = comparison.standing(region_id)
    means = _means(own)
    others = [s for s in _by_name(comparison) if s.region.id != region_id]
    found = [each for s in others if (each := _likeness(own, s, means, _means(s)))]
    return tuple(sorted(found, key=_nearest)[:most])


def all_alike(comparison: Comparison, most: int) -> dict[str, tuple[Likeness, ...]]:
    """What :func:`alike` says of every region, by its id."""
    found: dict[str, list[Likeness]] = {s.region.id: [] for s in comparison.standings}
    for each in _pairs(comparison):
        found[each.region].append(each)
        found[each.other].append(each._replace(region=each.other, other=each.region))
    # A region meets the others by name, and sorting keeps that order among equals.
    return {key: tuple(nsmallest(most, each, key=_nearest)) for key, each in found.items()}


def usual_distance(comparison: Comparison) -> float | None:
    """How far two regions are apart on average, over all pairs; ``None`` without two pairs."""
    distances = [each.distance for each in _pairs(comparison)]
    return fsum(distances) / len(distances) if len(distances) > 1 else None


def _pairs(comparison: Comparison) -> Iterator[Likeness]:
    """Every pair of regions that share enough ratings, in order of name."""
    standings = _by_name(comparison)
    means = [_means(standing) for standing in standings]
    for place, one in enumerate(standings):
        for later in range(place + 1, len(standings)):
            each = _likeness(one, standings[later], means[place], means[later])
            if each:
                yield each


def closest(comparison: Comparison, most: int) -> tuple[Likeness, ...]:
    """The pairs of regions that resemble each other most, each pair once, in order of name."""
    # A pair among the first ``most`` is among the first ``most`` of both its regions.
    found = all_alike(comparison, most)
    order = {standing.region.id: n for n, standing in enumerate(_by_name(comparison))}
    pairs = [
        each
        for standing in _by_name(comparison)
        for each in found[standing.region.id]
        if order[each.region] < order[each.other]
    ]
    return tuple(nsmallest(most, pairs, key=_nearest))


def _nearest(each: Likeness) -> tuple[float, int]:
    return each.distance, -each.cells


def _by_name(comparison: Comparison) -> list[Standing]:
    return sorted(comparison.standings, key=lambda standing: standing.name_order)


def gaps(comparison: Comparison, one_id: str, other_id: str) -> tuple[Gap, ...]:
    """Block by block what makes two regions alike, in the order of the comparison."""
    one, other = comparison.standing(one_id), comparison.standing(other_id)
    found = []
    for block, own, theirs in zip(comparison.blocks, one.blocks, other.blocks, strict=True):
        both = [
            (mine.mean, yours.mean)
            for mine, yours in zip(own.sides, theirs.sides, strict=True)
            if mine.mean is not None and yours.mean is not None
        ]
        means, others = [mean for mean, _other in both], [other for _mean, other in both]
        distance, cells = _apart(means, others)
        found.append(Gap(block.key, _mean(means), _mean(others), distance, cells))
    return tuple(found)


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None
