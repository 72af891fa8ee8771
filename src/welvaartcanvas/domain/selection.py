"""Which regions and canvases are compared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from welvaartcanvas.domain.model import Id, Key, Model, Name
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.errors import RequestError


class CanvasStatus(StrEnum):
    """How far a canvas is: nothing in it yet, under way, or every cell filled and rated."""

    LEEG = "leeg"
    BEZIG = "bezig"
    COMPLEET = "compleet"

    @classmethod
    def of(cls, cells: int, filled: int, rated: int) -> CanvasStatus:
        """The status of a canvas of ``cells`` cells, so many of them filled and rated."""
        if not filled and not rated:
            return cls.LEEG
        return cls.COMPLEET if filled == rated == cells else cls.BEZIG


class Selection(Model):
    """What is chosen to be compared; nothing named means all.

    Of one field any value will do; of several fields all must hold. ``regions``, ``clusters``,
    ``positions`` and ``provinces`` (codes) choose regions, the others canvases: ``themes`` are
    tags of which a contribution has one, ``changed_from`` and ``changed_to`` (inclusive) the
    days between which it was last changed, ``template`` the slug of what it was made with.
    A region of which no canvas is chosen takes part only when canvases are not chosen at all.
    """

    regions: tuple[Id, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    positions: tuple[Position, ...] = ()
    provinces: tuple[Annotated[str, Field(pattern=r"^PV\d{2}$")], ...] = ()
    themes: tuple[Name, ...] = ()
    statuses: tuple[CanvasStatus, ...] = ()
    changed_from: date | None = None
    changed_to: date | None = None
    template: Key | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.changed_from and self.changed_to and self.changed_from > self.changed_to:
            raise RequestError(
                "the period ends ({to}) before it starts ({start}); turn the two around",
                to=self.changed_to.isoformat(),
                start=self.changed_from.isoformat(),
            )
        return self

    @property
    def of_canvases(self) -> bool:
        """Whether canvases are chosen, and not only regions."""
        return bool(
            self.themes or self.statuses or self.changed_from or self.changed_to or self.template
        )

    def takes(self, region: Region, in_provinces: Collection[str]) -> bool:
        """Whether the region is chosen; ``in_provinces`` has the municipalities' codes of those."""
        return (
            (not self.regions or region.id in self.regions)
            and (not self.clusters or region.cluster in self.clusters)
            and (not self.positions or region.position in self.positions)
            and (not self.provinces or any(code in in_provinces for code in region.municipalities))
        )
