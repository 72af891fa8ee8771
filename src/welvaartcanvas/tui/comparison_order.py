"""In which order the regions and blocks of a matrix stand, as its user asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.comparison_order import Measure, ordered_blocks, ordered_regions

#: What stands for all blocks together where the key of a block does.
OVERALL = ""


class Following(NamedTuple):
    """The region or block (its key) whose figures an order follows, rising or falling."""

    key: str
    falling: bool


@dataclass
class Order:
    """The measure, the block that the regions follow, and the region that the blocks follow.

    Following nothing, regions stand by name and blocks by number.
    """

    measure: Measure = Measure.MEAN
    regions_by: Following | None = None
    blocks_by: Following | None = None

    def next_measure(self) -> None:
        """Mean, spread, coverage, then the findings, and mean again; each from its own end."""
        measures = list(Measure)
        self.measure = measures[(measures.index(self.measure) + 1) % len(measures)]
        for name in ("regions_by", "blocks_by"):
            following = getattr(self, name)
            if following:
                setattr(self, name, Following(following.key, self._falls))

    def regions_follow(self, block: str | None) -> None:
        """The regions by that block: from one end, from the other, and then by name again."""
        self.regions_by = self._next(self.regions_by, block)

    def blocks_follow(self, region_id: str | None) -> None:
        """The blocks by that region, in the same turns."""
        self.blocks_by = self._next(self.blocks_by, region_id)

    @property
    def _falls(self) -> bool:
        """Whether an order begins with the highest: of a mean one seeks the lowest first."""
        return self.measure is not Measure.MEAN

    def _next(self, following: Following | None, key: str | None) -> Following | None:
        if key is None or following == (key, not self._falls):
            return None
        again = following == (key, self._falls)
        return Following(key, self._falls != again)

    def of(self, comparison: Comparison) -> Comparison:
        """The comparison in this order; what follows something that is gone ends."""
        blocks = {OVERALL, *(block.key for block in comparison.blocks)}
        regions = {standing.region.id for standing in comparison.standings}
        if self.regions_by and self.regions_by.key not in blocks:
            self.regions_by = None
        if self.blocks_by and self.blocks_by.key not in regions:
            self.blocks_by = None
        if self.regions_by:
            block = None if self.regions_by.key == OVERALL else self.regions_by.key
            comparison = ordered_regions(
                comparison, self.measure, block, falling=self.regions_by.falling
            )
        if self.blocks_by:
            comparison = ordered_blocks(
                comparison, self.measure, self.blocks_by.key, falling=self.blocks_by.falling
            )
        return comparison


def order_sign(following: Following | None, key: str, *, down: bool) -> str:
    """The sign of an order that follows ``key``, ``down`` the rows or along the columns."""
    if following is None or following.key != key:
        return ""
    return ("▲▼" if down else "▸◂")[following.falling]
