"""How the parts of a comparison are called in its tables, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.exchange.columns import Row
from welvaartcanvas.i18n import language
from welvaartcanvas.wording import cluster_name, position_name


class Names:
    """The regions, blocks and perspectives (``sides``) of ``comparison`` by id and by key."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.regions = {standing.region.id: standing.region for standing in comparison.standings}
        self.blocks = {block.key: block for block in comparison.blocks}
        self.sides = {side.key: side.name(language()) for side in comparison.perspectives}

    def kinds(self, region_id: str) -> Row:
        """The region with its type, position and id, as cells: two may have one name."""
        region = self.regions[region_id]
        return {
            "region": region.name,
            "cluster": cluster_name(region.cluster) if region.cluster else None,
            "position": position_name(region.position) if region.position else None,
            "id": region_id,
        }

    def block(self, key: str) -> Row:
        """The block with its number, as cells."""
        block = self.blocks[key]
        return {"number": block.number, "block": block.title(language())}

    def listed(self, region_ids: Iterable[str]) -> str:
        """The regions' names, one after the other."""
        return ", ".join(self.regions[each].name for each in region_ids)
