"""The register of municipalities, COROP areas and provinces: read once, searchable."""

from welvaartcanvas.registry.finding import AreaKind, Match, find
from welvaartcanvas.registry.register import (
    YEAR,
    Area,
    corop,
    corop_areas,
    municipalities,
    municipality,
    province,
    provinces,
    unknown,
    unknown_problem,
)

__all__ = [
    "YEAR",
    "Area",
    "AreaKind",
    "Match",
    "corop",
    "corop_areas",
    "find",
    "municipalities",
    "municipality",
    "province",
    "provinces",
    "unknown",
    "unknown_problem",
]
