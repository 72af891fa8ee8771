"""What changed in regions between two moments: the same comparison then and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from welvaartcanvas.domain.comparison import Comparison, Figures


class Development(NamedTuple):
    """One block of one region then and now; ``added`` counts the contributions written since."""

    region_id: str
    block: str
    then: Figures
    now: Figures
    added: int

    @property
    def difference(self) -> float | None:
        """How far the mean rose or fell, in points; ``None`` when one of both was not there."""
        if self.then.mean is None or self.now.mean is None:
            return None
        return round(self.now.mean - self.then.mean, 9)


def developments(
    then: Comparison, now: Comparison, added: Mapping[tuple[str, str, str], int]
) -> tuple[Development, ...]:
    """Every block of every region in which something changed, in the order of ``now``.

    Both comparisons are of the same regions, blocks and perspectives; ``added`` counts
    contributions by region, block and perspective.
    """
    earlier = {standing.region.id: standing for standing in then.standings}
    places = [then.place(block.key) for block in now.blocks]  # they may be in another order
    found = []
    for standing in now.standings:
        before = earlier[standing.region.id].blocks
        for block, place, figures in zip(now.blocks, places, standing.blocks, strict=True):
            new = sum(
                added.get((standing.region.id, block.key, side.key), 0) for side in now.perspectives
            )
            if before[place] != figures or new:
                found.append(
                    Development(standing.region.id, block.key, before[place], figures, new)
                )
    return tuple(found)


def largest_first(found: Iterable[Development]) -> tuple[Development, ...]:
    """Those in which the mean moved most first; of equals by findings, then by what was added."""

    def size(each: Development) -> tuple[float, int, int]:
        findings = sum(
            (
                each.then.strength != each.now.strength,
                each.then.attention != each.now.attention,
                each.then.difference != each.now.difference,
                each.then.unknown != each.now.unknown,
            )
        )
        return -abs(each.difference or 0.0), -findings, -each.added

    return tuple(sorted(found, key=size))
