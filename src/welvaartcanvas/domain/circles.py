"""Tables for a learning circle (*leerkring*): regions that ask about the same block.

The nine blocks are nine questions, so who asks about one block shares a question. A table has
at most eight seats: seven for regions that ask, and one for a region that is strong in it and
tells how. Regions of one cluster sit together, then those of one position, then the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from welvaartcanvas.domain.comparison import Comparison, Standing
from welvaartcanvas.domain.matching import Need
from welvaartcanvas.domain.region import Cluster, Position

#: The most regions at one table.
SEATS = 8
#: The fewest: two have a conversation, not a circle.
LEAST = 3
#: At so many tables a region tells before another of those that are strong is asked.
_HOSTING = 2


class Table(NamedTuple):
    """One table: the block, who asks (by name), and who is strong in it and can tell, if any.

    ``kind`` is the cluster or position that the regions that ask have in common, ``None`` when
    they have neither.
    """

    block: str
    kind: Cluster | Position | None
    needs: tuple[Need, ...]
    host_id: str | None

    @property
    def region_ids(self) -> tuple[str, ...]:
        """Everyone at the table: those who ask, and then the host."""
        asking = tuple(need.region_id for need in self.needs)
        return asking if self.host_id is None else (*asking, self.host_id)


class Circles(NamedTuple):
    """The tables by block, and the needs that found no table: too few regions share them."""

    tables: tuple[Table, ...]
    waiting: tuple[Need, ...]


def circles(comparison: Comparison, needs: Iterable[Need]) -> Circles:
    """The tables for all ``needs`` of ``comparison``; each need sits at one table at most."""
    standings = {standing.region.id: standing for standing in comparison.standings}
    of_block: dict[str, list[Need]] = {block.key: [] for block in comparison.blocks}
    for need in needs:
        of_block[need.block].append(need)
    tables: list[Table] = []
    waiting: list[Need] = []
    hosted: Counter[str] = Counter()
    for place, block in enumerate(comparison.blocks):
        strong = [s for s in comparison.standings if s.blocks[place].strength]
        for group in _groups(of_block[block.key], standings):
            for seated in _split(group):
                host = _host(seated, standings, strong, place, hosted)
                if len(seated) + (host is not None) < LEAST:
                    waiting += seated
                    continue
                hosted[host or ""] += 1
                tables.append(Table(block.key, _kind(seated, standings), tuple(seated), host))
    return Circles(tuple(tables), tuple(waiting))


def _groups(asking: Iterable[Need], standings: Mapping[str, Standing]) -> list[list[Need]]:
    """Who sits together: by cluster, the others by position, and the rest as one group.

    A rest that is no table by itself joins the largest group. Each group is in order of name.
    """
    groups: list[list[Need]] = []
    rest = list(asking)
    for attribute in ("cluster", "position"):
        together: dict[Cluster | Position | None, list[Need]] = {}
        for need in rest:
            kind = getattr(standings[need.region_id].region, attribute)
            together.setdefault(kind, []).append(need)
        rest = together.pop(None, [])
        for kind in (*Cluster, *Position):
            members = together.get(kind, [])
            if len(members) < LEAST:
                rest += members
            else:
                groups.append(members)
    if groups and len(rest) < LEAST:
        max(groups, key=len).extend(rest)
    elif rest:
        groups.append(rest)
    return [
        sorted(group, key=lambda need: standings[need.region_id].name_order) for group in groups
    ]


def _split(group: Sequence[Need]) -> list[Sequence[Need]]:
    """The group over as few tables as have a seat for each and one for a host, evenly."""
    count = -(-len(group) // (SEATS - 1))
    ends = [round(len(group) * number / count) for number in range(count + 1)]
    return [group[start:end] for start, end in pairwise(ends)]


def _kind(seated: Sequence[Need], standings: Mapping[str, Standing]) -> Cluster | Position | None:
    regions = [standings[need.region_id].region for need in seated]
    for kinds in ({r.cluster for r in regions}, {r.position for r in regions}):
        if len(kinds) == 1:
            kind = kinds.pop()
            if kind is not None:
                return kind
    return None


def _host(
    seated: Sequence[Need],
    standings: Mapping[str, Standing],
    strong: Sequence[Standing],
    place: int,
    hosted: Counter[str],
) -> str | None:
    """Who can tell: not at too many tables yet, of the clusters and positions at this one.

    Of equals who was asked least, and then the highest mean.
    """
    asking = {need.region_id for need in seated}
    regions = [standings[each].region for each in asking]
    clusters = Counter(region.cluster for region in regions if region.cluster)
    positions = Counter(region.position for region in regions if region.position)

    def rank(standing: Standing) -> tuple[bool, int, int, int, float, tuple[str, str]]:
        region = standing.region
        return (
            hosted[region.id] >= _HOSTING,
            -(clusters[region.cluster] if region.cluster else 0),
            -(positions[region.position] if region.position else 0),
            hosted[region.id],
            -(standing.blocks[place].mean or 0.0),
            standing.name_order,
        )

    able = [standing for standing in strong if standing.region.id not in asking]
    return min(able, key=rank).region.id if able else None
