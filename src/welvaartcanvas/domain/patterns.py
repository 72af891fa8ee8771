"""Patterns across regions: how a block's figures are spread, and what a cluster shares."""

from __future__ import annotations

from statistics import quantiles
from typing import Literal, NamedTuple

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.region import Cluster

#: The lower bounds of the classes in which means are counted; the last has 5 itself too.
CLASSES = (0, 1, 2, 3, 4)
#: Quartiles of fewer regions than these say less than the regions themselves.
LEAST_FOR_QUARTILES = 5
#: A cluster shares what at least so many of its regions have.
LEAST_SHARING = 2

SharedFinding = Literal["attention", "difference"]


class Distribution(NamedTuple):
    """One block over all regions.

    ``rated`` counts the regions with a mean. ``five`` has the lowest of their means, the first
    quartile, the median, the third quartile and the highest, and is empty when none is rated;
    quartiles are interpolated between neighbours, the ends included (Hyndman and Fan, Sample
    quantiles, 1996, definition 7). ``counts`` has the regions in each of :data:`CLASSES`. The
    last four count the regions with that finding.
    """

    block: str
    rated: int
    five: tuple[float, ...]
    counts: tuple[int, ...]
    strengths: int
    attentions: int
    differences: int
    unknowns: int


def distributions(comparison: Comparison) -> tuple[Distribution, ...]:
    """The distribution of each block, in the order of the comparison."""
    return tuple(
        _distribution(comparison, place, block.key) for place, block in enumerate(comparison.blocks)
    )


def _distribution(comparison: Comparison, place: int, block: str) -> Distribution:
    column = [standing.blocks[place] for standing in comparison.standings]
    means = sorted(figures.mean for figures in column if figures.mean is not None)
    counts = [0] * len(CLASSES)
    for mean in means:
        counts[min(int(mean), CLASSES[-1])] += 1
    five: tuple[float, ...] = ()
    if means:
        # ``quantiles`` wants two values; one region is its own median.
        middle = quantiles(means, method="inclusive") if len(means) > 1 else means * 3
        five = (means[0], *middle, means[-1])
    return Distribution(
        block,
        len(means),
        five,
        tuple(counts),
        strengths=sum(figures.strength for figures in column),
        attentions=sum(figures.attention for figures in column),
        differences=sum(figures.difference for figures in column),
        unknowns=sum(figures.unknown for figures in column),
    )


class Shared(NamedTuple):
    """An attention point or difference of view that regions of one cluster have in a block.

    ``regions`` are the ids of those that have it, in the order of the comparison; ``of`` counts
    the regions of the cluster that rated the block.
    """

    cluster: Cluster
    block: str
    finding: SharedFinding
    regions: tuple[str, ...]
    of: int


def shared(comparison: Comparison) -> tuple[Shared, ...]:
    """What each cluster shares: at least two of its regions, and half of those that rated.

    The largest part first, then the most regions, then by cluster and block.
    """
    found: list[Shared] = []
    for cluster in Cluster:
        members = [s for s in comparison.standings if s.region.cluster is cluster]
        for place, block in enumerate(comparison.blocks):
            rated = [s for s in members if s.blocks[place].mean is not None]
            findings: tuple[SharedFinding, ...] = ("attention", "difference")
            for finding in findings:
                having = tuple(s.region.id for s in rated if getattr(s.blocks[place], finding))
                if len(having) >= LEAST_SHARING and 2 * len(having) >= len(rated):
                    found.append(Shared(cluster, block.key, finding, having, len(rated)))
    found.sort(key=lambda s: (-len(s.regions) / s.of, -len(s.regions)))
    return tuple(found)
