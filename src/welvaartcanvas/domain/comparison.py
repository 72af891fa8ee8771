"""Regions beside one another: what each gives for each block, by the rules of one canvas.

A region may have several canvases. Each side of a block then counts with the mean of the
ratings that it gave there, and everything else follows from those means as the profile of one
canvas follows from its ratings (:mod:`welvaartcanvas.domain.analysis`). A region with one canvas
shows here exactly what that canvas shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import fsum
from typing import Literal, NamedTuple

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.localized import Localized
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.template import Block, Perspective, Template
from welvaartcanvas.errors import RequestError, UnknownThing


class CanvasRef(NamedTuple):
    """A canvas that counts in a comparison: its ids, its title and its template's digest."""

    id: str
    region_id: str
    title: str
    template_digest: str


class Side(NamedTuple):
    """One cell of a region over its canvases.

    ``contributions`` and ``ratings`` count them; ``total`` is the sum of the scores.
    """

    contributions: int = 0
    ratings: int = 0
    total: int = 0

    @property
    def mean(self) -> float | None:
        """The mean of the ratings (0 to 5), ``None`` without any."""
        return self.total / self.ratings if self.ratings else None


#: The sides of all regions, by the key of region, block and perspective.
Tallies = Mapping[tuple[str, str, str], Side]
_NOTHING = Side()


class Figures(NamedTuple):
    """What one region shows in one block.

    ``sides`` stand in the order of the comparison's perspectives. ``mean`` is the mean of the
    sides' means, ``spread`` the highest of these minus the lowest (0 to 5 each, ``None`` when
    nothing was rated). Strength: every side rated, each at least 4. Attention: a side at most
    2. Difference: a spread of at least 2. Unknown: a side that gave no rating.
    """

    sides: tuple[Side, ...]
    mean: float | None
    spread: float | None
    strength: bool
    attention: bool
    difference: bool
    unknown: bool

    @classmethod
    def of(cls, sides: tuple[Side, ...], others: Sequence[Side] = ()) -> Figures:
        """The figures that follow from ``sides``, exactly: nothing is rounded before it counts.

        ``others`` are sides of the region that are not compared. A strength is one for them too:
        what one side calls weak is no strength because another region lacks that side.
        """
        given = [side for side in sides if side.ratings]
        unknown = len(given) < len(sides)
        if not given:
            return cls(sides, None, None, False, False, False, unknown)
        over, under = 0, 1
        for side in given:
            over, under = over * side.ratings + side.total * under, under * side.ratings
        low = min(given, key=_ratio)
        high = max(given, key=_ratio)
        gap = high.total * low.ratings - low.total * high.ratings
        scale = low.ratings * high.ratings
        return cls(
            sides,
            mean=over / (under * len(given)),
            spread=gap / scale,
            strength=not unknown
            and all(
                side.ratings and side.total >= STRONG * side.ratings for side in (low, *others)
            ),
            attention=low.total <= WEAK * low.ratings,
            difference=gap >= APART * scale,
            unknown=unknown,
        )

    # Lists, for of a few sides they are twice as quick as generators, and a country has 3,000.

    @property
    def contributions(self) -> int:
        """How many contributions all sides gave."""
        return sum([side.contributions for side in self.sides])

    @property
    def filled(self) -> int:
        """How many sides gave a contribution."""
        return sum([side.contributions > 0 for side in self.sides])

    @property
    def rated(self) -> int:
        """How many sides gave a rating."""
        return sum([side.ratings > 0 for side in self.sides])


# Two different means of a few hundred whole scores differ by far more than a float's error, so
# floats put them in the right order; what is held against a limit is counted in whole numbers.
def _ratio(side: Side) -> float:
    return side.total / side.ratings


class Standing(NamedTuple):
    """One region in a comparison: its canvases that count, and its figures for each block.

    ``mean`` is the mean of the blocks' means; ``filled`` and ``rated`` count cells with a
    contribution and with a rating; the last three count blocks.
    """

    region: Region
    canvases: tuple[CanvasRef, ...]
    blocks: tuple[Figures, ...]
    mean: float | None
    filled: int
    rated: int
    strengths: int
    attentions: int
    differences: int

    @classmethod
    def of(
        cls, region: Region, canvases: tuple[CanvasRef, ...], blocks: tuple[Figures, ...]
    ) -> Standing:
        """The standing that follows from the figures of the blocks."""
        means = [figures.mean for figures in blocks if figures.mean is not None]
        return cls(
            region,
            canvases,
            blocks,
            # Rounded where floats part means that are equal: equals stand by name.
            mean=round(fsum(means) / len(means), 9) if means else None,
            filled=sum(figures.filled for figures in blocks),
            rated=sum(figures.rated for figures in blocks),
            strengths=sum(figures.strength for figures in blocks),
            attentions=sum(figures.attention for figures in blocks),
            differences=sum(figures.difference for figures in blocks),
        )

    @property
    def spread(self) -> float | None:
        """The largest spread of its blocks, ``None`` when nothing was rated."""
        return max((f.spread for f in self.blocks if f.spread is not None), default=None)

    @property
    def name_order(self) -> tuple[str, str]:
        """What puts regions in order of their names."""
        return fold(self.region.name), self.region.id


Part = Literal["block", "perspective"]


class LeftOut(NamedTuple):
    """A block or perspective that not every canvas has, and so is not compared.

    ``templates`` are the slugs of the templates that have it, and ``versions`` which versions of
    those of which others in use have it not.
    """

    what: Part
    key: str
    name: Localized
    templates: tuple[str, ...]
    versions: tuple[tuple[str, tuple[int, ...]], ...] = ()


class NothingInCommon(RequestError):
    """The canvases can't be compared, for their templates share no block or no perspective."""


class Comparison(NamedTuple):
    """Regions beside one another in the blocks and perspectives that all their canvases have.

    ``template`` is the one that most canvases were made with; the texts are its own.
    """

    template: Template
    blocks: tuple[Block, ...]
    perspectives: tuple[Perspective, ...]
    standings: tuple[Standing, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def cells(self) -> int:
        """How many cells a region has: blocks × perspectives."""
        return len(self.blocks) * len(self.perspectives)

    @property
    def rated(self) -> bool:
        """Whether any region rated anything."""
        return any(standing.rated for standing in self.standings)

    def standing(self, region_id: str) -> Standing:
        """The standing of one region; :class:`UnknownThing` when it is not compared."""
        for standing in self.standings:
            if standing.region.id == region_id:
                return standing
        raise UnknownThing("region {value} is not in this comparison", value=region_id)

    def place(self, block: str) -> int:
        """Where the block with that key stands; :class:`UnknownThing` names those there are."""
        keys = tuple(each.key for each in self.blocks)
        if block not in keys:
            raise UnknownThing(
                "block {value} is not in this comparison; choose from {allowed}",
                value=block,
                allowed=keys,
            )
        return keys.index(block)


def compare(
    regions: Iterable[Region],
    canvases: Iterable[CanvasRef],
    templates: Mapping[str, Template],
    tallies: Tallies,
) -> Comparison:
    """The regions beside one another, by name; ``canvases`` are those that count.

    ``templates`` has the template of each canvas by its digest. Raises :class:`RequestError`
    when there is no canvas, and :class:`NothingInCommon` when none of the blocks or perspectives
    is in all of them.
    """
    of_region: dict[str, list[CanvasRef]] = {}
    uses: Counter[str] = Counter()
    for canvas in sorted(canvases, key=lambda c: (fold(c.title), c.id)):
        of_region.setdefault(canvas.region_id, []).append(canvas)
        uses[canvas.template_digest] += 1
    if not uses:
        raise RequestError("no canvas was chosen, so there is nothing to compare")
    used = [templates[digest] for digest in uses]
    used.sort(key=lambda t: (-uses[t.digest], t.slug, -t.version, t.digest))
    usual = used[0]
    blocks = tuple(b for b in usual.reading_order if all(_has(t.blocks, b.key) for t in used))
    perspectives = tuple(
        p for p in usual.perspectives if all(_has(t.perspectives, p.key) for t in used)
    )
    if not blocks or not perspectives:
        raise NothingInCommon(
            "the canvases were made with templates that have nothing in common ({templates}); "
            "choose one template",
            templates=tuple(dict.fromkeys(template.slug for template in used)),
        )
    shared = [side.key for side in perspectives]
    standings = []
    for region in regions:
        own = tuple(of_region.get(region.id, ()))
        of_it = [templates[digest] for digest in {canvas.template_digest for canvas in own}]
        others = {side.key for template in of_it for side in template.perspectives} - {*shared}

        def sides(keys: Iterable[str], block: str, of: str = region.id) -> tuple[Side, ...]:
            return tuple(tallies.get((of, block, key), _NOTHING) for key in keys)

        figures = tuple(Figures.of(sides(shared, b.key), sides(others, b.key)) for b in blocks)
        standings.append(Standing.of(region, own, figures))
    standings.sort(key=lambda standing: standing.name_order)
    return Comparison(usual, blocks, perspectives, tuple(standings), _left_out(used))


def _has(items: Iterable[Block] | Iterable[Perspective], key: str) -> bool:
    return any(item.key == key for item in items)


def _left_out(used: Sequence[Template]) -> tuple[LeftOut, ...]:
    """What some of the templates have and others lack: blocks by number, then perspectives."""
    names: dict[tuple[Part, str], Localized] = {}
    holders: dict[tuple[Part, str], list[Template]] = {}
    for template in used:
        parts: list[tuple[Part, str, Localized]] = [
            *(("block", block.key, block.title) for block in template.reading_order),
            *(("perspective", side.key, side.name) for side in template.perspectives),
        ]
        for what, key, name in parts:
            names.setdefault((what, key), name)
            holders.setdefault((what, key), []).append(template)
    in_use = Counter(template.slug for template in used)
    found = []
    for (what, key), having in holders.items():
        if len(having) == len(used):
            continue
        versions: dict[str, list[int]] = {}
        for template in having:
            versions.setdefault(template.slug, []).append(template.version)
        some = tuple((s, tuple(sorted(v))) for s, v in versions.items() if len(v) < in_use[s])
        found.append(LeftOut(what, key, names[what, key], tuple(versions), some))
    return tuple(sorted(found, key=lambda each: each.what))


def seen_from(comparison: Comparison, perspectives: Collection[str]) -> Comparison:
    """The same regions seen from those perspectives alone, by the same rules.

    But a strength stays what it is: one of all sides. That one of them gives 4 makes none.
    :class:`UnknownThing` for a key that is not compared.
    """
    keys = tuple(side.key for side in comparison.perspectives)
    for key in perspectives:
        if key not in keys:
            raise UnknownThing(
                "perspective {value} is not in this comparison; choose from {allowed}",
                value=key,
                allowed=keys,
            )
    kept = [place for place, key in enumerate(keys) if key in perspectives]
    if len(kept) == len(keys):
        return comparison
    standings = tuple(
        Standing.of(
            standing.region,
            standing.canvases,
            tuple(
                Figures.of(tuple(figures.sides[place] for place in kept))._replace(
                    strength=figures.strength
                )
                for figures in standing.blocks
            ),
        )
        for standing in comparison.standings
    )
    return comparison._replace(
        perspectives=tuple(comparison.perspectives[place] for place in kept), standings=standings
    )
