"""The register of municipalities, COROP areas and provinces: read once, searchable."""

from welvaartcanvas.registry.finding import AreaKind, Match, find
from welvaartcanvas.registry.register import (
    Area,
    corop,
    corop_areas,
    municipalities,
    municipality,
    province,
    provinces,
)

__all__ = [
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
]
