"""Regions: named sets of municipalities, with what makes them comparable."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from welvaartcanvas.domain.model import Entity, Model, Name, Note

#: A municipality code of Statistics Netherlands (CBS), such as ``GM0153``.
MunicipalityCode = Annotated[str, Field(pattern=r"^GM\d{4}$")]


class Cluster(StrEnum):
    """The seven types of mid-size municipality in the M50/Platform31 study."""

    AANTREKKELIJKE_WOONSTAD = "aantrekkelijke-woonstad"
    BLOEIENDE_STREEKSTAD = "bloeiende-streekstad"
    WERKSTAD = "werkstad"
    CENTRUMSTAD_MET_UITDAGINGEN = "centrumstad-met-uitdagingen"
    VOORSTAD = "voorstad"
    STAD_IN_TRANSITIE = "stad-in-transitie"
    LANDELIJKE_STAD = "landelijke-stad"


class Position(StrEnum):
    """Where a region stands among its neighbours (M50/Platform31 study)."""

    NABIJ_GROTE_STAD = "nabij-grote-stad"
    POLYCENTRISCH = "polycentrisch"
    CENTRUM = "centrum"


class Municipality(Model):
    """One entry of the municipality register (CBS), with its COROP area and province."""

    code: MunicipalityCode
    name: str
    corop_code: Annotated[str, Field(pattern=r"^CR\d{2}$")]
    corop: str
    province_code: Annotated[str, Field(pattern=r"^PV\d{2}$")]
    province: str


class Region(Entity):
    """A named set of municipalities; cluster and position are the coordinator's choice.

    ``municipalities`` holds codes, sorted and without repeats. A code need not be in
    today's register: municipalities merge, and a region of last year stays what it was.
    """

    name: Name
    municipalities: tuple[MunicipalityCode, ...] = ()
    cluster: Cluster | None = None
    position: Position | None = None
    note: Note = ""

    @field_validator("municipalities")
    @classmethod
    def _sorted(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(codes)))
