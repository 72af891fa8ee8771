"""The workspaces that the benchmarks measure on: the same on every run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from measuring import ROOT  # before the builders of the tests, which it makes known

from tests.support import build
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.workspace import open_workspace

__all__ = ["LAST_REGION", "PER_CELL", "REGIONS", "ROOT", "made_canvases", "make_workspace"]

SEED = 2026
REGIONS = 40
CANVASES = 5
PER_CELL = 5

_CHALLENGES = (
    "Genoeg vakmensen in techniek, bouw en zorg",
    "Een levende binnenstad",
    "Ruimte voor bedrijven die verduurzamen",
    "Jongeren die blijven",
    "Een sterk en vernieuwend mkb",
)


def _region_name(number: int) -> str:
    return f"Regio {number:02}"


#: The region that stands last in every list of a full workspace.
LAST_REGION = _region_name(REGIONS)


def made_canvases(regions: int, canvases: int) -> Iterator[Canvas]:
    """Full canvases, so many for each of so many regions."""
    chance = Random(SEED)
    codes = sorted(municipality.code for municipality in registry.municipalities())
    for i in range(regions):
        region = build.region(
            i + 1,
            _region_name(i + 1),
            municipalities=tuple(sorted(chance.sample(codes, chance.randint(2, 12)))),
            cluster=chance.choice([None, *Cluster]),
            position=chance.choice([None, *Position]),
        )
        for j in range(canvases):
            yield build.full_canvas(
                PER_CELL,
                number=i * canvases + j + 1,
                title=_CHALLENGES[j % len(_CHALLENGES)],
                region=region,
            )


def make_workspace(file: Path, regions: int = REGIONS, canvases: int = CANVASES) -> list[str]:
    """Fill a new workspace in ``file``; the ids of its canvases.

    Each canvas is full: 27 cells with :data:`PER_CELL` contributions and a rating, and in every
    block a learning question and an action.
    """
    with open_workspace(file, "benchmark") as workspace:
        return [
            workspace.importing.canvas(canvas, file).canvas_id
            for canvas in made_canvases(regions, canvases)
        ]
