"""All that is derived from one comparison, as a report, a file or a list of it shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from welvaartcanvas.domain.circles import Circles
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.development import Development
from welvaartcanvas.domain.likeness import Likeness
from welvaartcanvas.domain.matching import Match, Need
from welvaartcanvas.domain.patterns import Distribution, Shared
from welvaartcanvas.domain.selection import Selection

if TYPE_CHECKING:  # who shows no map need not load it
    from welvaartcanvas.domain.areas import AreaFigure
    from welvaartcanvas.domain.map_figures import MapFigure


#: Codes of municipalities that the register does not have, by the name of their region.
Lost = tuple[tuple[str, tuple[str, ...]], ...]


class View(StrEnum):
    """A side from which a comparison can be looked at."""

    MATRIX = "matrix"
    PATTERNS = "patterns"
    ALIKE = "alike"
    MATCHES = "matches"
    CIRCLES = "circles"
    MAP = "map"
    CHANGES = "changes"


class Learning(NamedTuple):
    """Who can learn from whom: what is asked, the best helpers, and tables for circles."""

    needs: tuple[Need, ...]
    matches: tuple[Match, ...]
    circles: Circles

    @property
    def unhelped(self) -> tuple[Need, ...]:
        """What is asked and nobody is strong in yet."""
        helped = {(match.need.region_id, match.need.block) for match in self.matches}
        return tuple(need for need in self.needs if (need.region_id, need.block) not in helped)


class Since(NamedTuple):
    """What changed since the start of ``day``."""

    day: date
    developments: tuple[Development, ...]


class Mapped(NamedTuple):
    """A figure of every COROP area, each with the area's name."""

    figure: MapFigure
    areas: tuple[tuple[str, AreaFigure], ...]


class Dossier(NamedTuple):
    """A comparison and what follows from it; what was not asked for is ``None``.

    ``alike`` has the nearest regions of each, by its id. ``lost`` tells of the regions that were
    compared, and of those that may have fallen outside a province for it. ``perspectives`` are
    the keys of those that it was narrowed to, if it was.
    """

    selection: Selection
    comparison: Comparison
    distributions: tuple[Distribution, ...]
    shared: tuple[Shared, ...]
    alike: Mapping[str, tuple[Likeness, ...]] | None = None
    learning: Learning | None = None
    since: Since | None = None
    mapped: Mapped | None = None
    lost: Lost = ()
    perspectives: tuple[str, ...] = ()
