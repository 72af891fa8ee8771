"""Overlap: regions that have municipalities in common, which is allowed and often meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from welvaartcanvas.domain.model import Model
from welvaartcanvas.domain.region import MunicipalityCode, Region


class Overlap(Model):
    """Another region, and the codes of the municipalities that it shares, sorted."""

    region: Region
    municipalities: tuple[MunicipalityCode, ...]


def holders(regions: Iterable[Region]) -> dict[str, list[Region]]:
    """The regions that hold each municipality, by its code, in the order of ``regions``."""
    held: dict[str, list[Region]] = {}
    for region in regions:
        for code in region.municipalities:
            held.setdefault(code, []).append(region)
    return held


def overlaps(
    codes: Collection[str], held: Mapping[str, Sequence[Region]], *, but: str | None
) -> tuple[Overlap, ...]:
    """The regions that share some of ``codes``: most shared first, then by name and id.

    ``held`` is what :func:`holders` made of all regions, once for any number of questions;
    ``but`` is the id of the region that ``codes`` are of, or ``None`` when it is no region yet.
    """
    others: dict[str, Region] = {}
    shared: dict[str, list[str]] = {}
    for code in sorted(codes):
        for region in held.get(code, ()):
            if region.id != but:
                others[region.id] = region
                shared.setdefault(region.id, []).append(code)
    found = [
        # Made of sound regions, so that nothing is left to validate for hundreds of them.
        Overlap.model_construct(region=others[key], municipalities=tuple(common))
        for key, common in shared.items()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.municipalities), o.region.name, o.region.id)))
