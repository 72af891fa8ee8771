"""A workspace of the whole country: a region around each municipality, with canvases that differ.

    python benchmarks/country.py FILE [--regions 342]

The same on every run. What regions give is made as the study of mid-size municipalities has it:
regions of one type tend alike, each has its own weight and its own sides, and canvases of one
region differ a little. So strengths, attention points and differences of view all occur, regions
resemble each other more or less, and there is something to learn from others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from measuring import ROOT  # before the builders of the tests, which it makes known

from tests.support import build, dutch
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import WorkForm
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.workspace import Workspace, open_workspace

__all__ = ["CANVASES", "CONTRIBUTIONS", "REGIONS", "ROOT", "make_country"]

SEED = 2026
REGIONS = len(registry.municipalities())
CANVASES = 3
PER_CELL = 5
CONTRIBUTIONS = len(build.shipped_template().cells) * PER_CELL

#: Of so many regions one has no canvas yet, and of so many canvases one was only just started.
NO_CANVAS = 60
JUST_STARTED = 90
#: The share of regions of which one side did not rate.
ONE_SIDE_ABSENT = 0.06

_CHALLENGES = (
    "Genoeg vakmensen in techniek, bouw en zorg",
    "Een levende binnenstad",
    "Ruimte voor bedrijven die verduurzamen",
)
#: What is said from a cell that scores low, in the middle, and high.
_KINDS = (
    ("uitdaging", "bedreiging", "opgave"),
    ("kans", "opgave", "uitdaging"),
    ("kracht", "afspraak", "kans"),
)
_SIDES = tuple(side.key for side in build.shipped_template().perspectives)
_FIRST_DAY = datetime(2025, 1, 13, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Tendency:
    """What regions of one type tend to: the level of each block, and the themes they work on."""

    levels: dict[str, float]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Nature:
    """What one region tends to: the level of each of its cells, and who never rates."""

    levels: dict[tuple[str, str], float]
    themes: tuple[str, ...]
    absent: str | None


def make_country(file: Path, regions: int = REGIONS) -> None:
    """Fill a new workspace in ``file`` with the first so many regions of the country.

    Every region has its municipality and perhaps neighbours, and :data:`CANVASES` canvases of
    :data:`CONTRIBUTIONS` contributions, with ratings in nearly every cell; some were rated
    anew on a later day.
    """
    now = [_FIRST_DAY]
    with (
        open_workspace(file, "benchmark", lambda: now[0]) as workspace,
        # One transaction for all: waiting for the disk after every canvas would take minutes.
        workspace.session.database.transaction(write=True),
    ):
        stored.keep_template(workspace.session.database, build.shipped_template())
        for step in _steps(regions):
            now[0] = step.at
            _take(workspace, step)


@dataclass(frozen=True)
class Step:
    """What was done at one moment: in a canvas, or the start of it (with its region)."""

    at: datetime
    canvas_id: str | None
    things: Sequence[Entity]


def _take(workspace: Workspace, step: Step) -> None:
    with workspace.session.step(step.canvas_id) as under_way:
        for thing in step.things:
            under_way.adopt(thing)


def _steps(regions: int) -> Iterator[Step]:
    numbers = count(1)
    for region in _regions(regions):
        yield Step(region.created_at, None, [region])
        nature = _nature(region)
        for title, number in zip(_CHALLENGES, numbers, strict=False):
            if int(region.id[-6:], 16) % NO_CANVAS:
                yield from _canvas(region, number, title, nature)


def _regions(regions: int) -> Iterator[Region]:
    municipalities = sorted(registry.municipalities(), key=lambda each: each.code)
    areas = {area.code: area.municipalities for area in registry.corop_areas()}
    chance = Random(SEED)
    for number, own in enumerate(municipalities[:regions], start=1):
        near = [code for code in areas[own.corop_code] if code != own.code]
        others = chance.sample(near, min(len(near), chance.choice((0, 0, 1, 2, 3))))
        yield build.region(
            number,
            own.name,
            municipalities=(own.code, *others),
            cluster=chance.choice([None, *Cluster]),
            position=chance.choice([None, *Position]),
            created_at=_FIRST_DAY,
            changed_at=_FIRST_DAY,
        )


@cache
def _tendency(cluster: Cluster | None) -> Tendency:
    chance = Random(f"{SEED} {cluster}")
    template = build.shipped_template()
    levels = {block.key: chance.gauss(3.3, 0.75) for block in template.blocks}
    themes = [theme.key for group in template.theme_groups for theme in group.themes]
    return Tendency(levels, tuple(chance.sample(themes, 6)))


def _nature(region: Region) -> Nature:
    of_type, chance = _tendency(region.cluster), Random(f"{SEED} {region.id}")
    lift = chance.gauss(0, 0.25)
    levels = {
        (block, side): of_type.levels[block] + lift + chance.gauss(0, 0.7)
        for block, side in build.shipped_template().cells
    }
    absent = chance.choice(_SIDES) if chance.random() < ONE_SIDE_ABSENT else None
    return Nature(levels, of_type.themes, absent)


@cache
def _sentences() -> dict[tuple[str, str], list[str]]:
    cells = build.shipped_template().cells
    return {cell: dutch.contributions_for(place, 3 * PER_CELL) for place, cell in enumerate(cells)}


def _canvas(region: Region, number: int, title: str, nature: Nature) -> Iterator[Step]:
    template = build.shipped_template()
    chance = Random(f"{SEED} {number}")
    at = _FIRST_DAY + timedelta(minutes=chance.randrange(600 * 24 * 60))
    stamps = {"created_at": at, "changed_at": at}
    head = build.head(number, title, template=template, region=region, **stamps)
    if not number % JUST_STARTED:
        yield Step(at, None, [head])
        return
    numbers = count(1)
    partners = [
        build.partner(next(numbers), name, number, perspective=side.key, organisation=of, **stamps)
        for side, (name, of, _email) in zip(
            template.perspectives, (each[0] for each in dutch.PARTNERS), strict=True
        )
    ]
    speaker = {each.perspective: each.id for each in partners}
    things: list[Entity] = [head, *partners]
    again: list[Entity] = []
    later = at + timedelta(days=chance.randrange(1, 60))
    unfinished = chance.random() < 0.2
    for block, side in template.cells:
        score = min(5, max(0, round(nature.levels[block, side] + chance.gauss(0, 0.4))))
        for place, text in enumerate(chance.sample(_sentences()[block, side], PER_CELL)):
            things.append(
                build.contribution(
                    next(numbers),
                    block,
                    side,
                    text,
                    number,
                    position=place,
                    kind=chance.choice(_KINDS[(score > 2) + (score > 3)]),
                    partner_id=speaker[side] if chance.random() < 0.4 else None,
                    tags=tuple(chance.sample(nature.themes, chance.choice((0, 0, 1, 1, 2)))),
                    **stamps,
                )
            )
        if side == nature.absent or (unfinished and chance.random() < 0.3):
            continue  # it said things, and gave no rating
        reason = chance.choice(dutch.REASONS[score])
        rating = build.rating(next(numbers), block, side, score, number, reason=reason, **stamps)
        things.append(rating)
        if chance.random() < 0.06:
            better = min(5, score + 1)
            again.append(rating.model_copy(update={"score": better, "changed_at": later}))
    things += [
        build.learning_question(
            next(numbers),
            block.key,
            chance.choice(dutch.LEARNING_QUESTIONS),
            number,
            work_form=chance.choice([None, *WorkForm]),
            **stamps,
        )
        for block in template.reading_order
        if chance.random() < 0.12
    ]
    yield Step(at, None, things)
    if again:
        yield Step(later, head.id, again)


def main(arguments: list[str] | None = None) -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--regions", type=int, default=REGIONS)
    asked = parser.parse_args(arguments)
    make_country(asked.file, asked.regions)


if __name__ == "__main__":
    main()
