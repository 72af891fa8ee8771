"""Who can learn from whom: what one region asks beside what another is strong in.

A region asks about a block when it wrote a learning question there, or has an attention point.
Another can help when the block is a strength there. Whoever is of the same cluster comes first
(places of one type share challenges: M50/Platform31), then who has the same position, then who
tagged the block with the same themes; of equals who was named least, and then the highest mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, zip_longest
from typing import NamedTuple

from welvaartcanvas.domain.analysis import WEAK
from welvaartcanvas.domain.canvas import WorkForm
from welvaartcanvas.domain.comparison import Comparison, Figures, Standing
from welvaartcanvas.domain.region import Region

#: How many contributions a need, and a match, name at most; the canvases have the others.
NAMED = 3
#: Kinds (keys of the shipped template) that show best what a region can, and what it lacks.
_STRONG_KINDS = ("kracht", "afspraak")
_WEAK_KINDS = ("uitdaging", "bedreiging", "opgave")


class Question(NamedTuple):
    """A learning question of a region, with the canvas that it stands in."""

    id: str
    canvas_id: str
    region_id: str
    block: str
    text: str
    from_whom: str
    work_form: WorkForm | None


class Voice(NamedTuple):
    """A contribution of a region, with the canvas that it stands in."""

    id: str
    canvas_id: str
    region_id: str
    block: str
    perspective: str
    kind: str | None
    text: str


class Need(NamedTuple):
    """What a region asks about a block.

    ``low`` are the perspectives whose ratings make it an attention point, and is empty when it
    is none; ``voices`` are contributions of these sides, at most :data:`NAMED`.
    """

    region_id: str
    block: str
    questions: tuple[Question, ...]
    low: tuple[str, ...]
    voices: tuple[Voice, ...] = ()

    @property
    def attention(self) -> bool:
        """Whether the block is an attention point of the region."""
        return bool(self.low)


class Match(NamedTuple):
    """A region that can help another, and why.

    ``themes`` are the tags that both gave to contributions in the block, sorted; ``mean`` is
    what the helper gives the block; ``voices`` are contributions of the helper there, at most
    :data:`NAMED`, on which the match rests beside what the need names.
    """

    need: Need
    helper_id: str
    same_cluster: bool
    same_position: bool
    themes: tuple[str, ...]
    mean: float
    voices: tuple[Voice, ...] = ()


#: The tags of the contributions of a region in a block.
Themes = Mapping[tuple[str, str], frozenset[str]]


def needs(comparison: Comparison, questions: Iterable[Question]) -> tuple[Need, ...]:
    """What each region asks, by the order of the regions and then of the blocks."""
    asked: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        asked.setdefault((question.region_id, question.block), []).append(question)
    found = []
    for standing in comparison.standings:
        for block, figures in zip(comparison.blocks, standing.blocks, strict=True):
            own = asked.get((standing.region.id, block.key), ())
            low = _low(comparison, figures) if figures.attention else ()
            if own or low:
                found.append(Need(standing.region.id, block.key, tuple(own), low))
    return tuple(found)


def _low(comparison: Comparison, figures: Figures) -> tuple[str, ...]:
    return tuple(
        perspective.key
        for perspective, side in zip(comparison.perspectives, figures.sides, strict=True)
        if side.ratings and side.total <= WEAK * side.ratings
    )


def matches(
    comparison: Comparison, needs: Iterable[Need], themes: Themes, most: int
) -> tuple[Match, ...]:
    """The best helpers of each need, at most ``most`` of each, the best first.

    No region helps itself. Of helpers that fit alike, who was named least comes first: a few
    regions can't help everybody. So what one region gets hangs on what the others ask, and not
    on their order, which the answer keeps.
    """
    needs = tuple(needs)
    strong = _strong(comparison)
    standings = {standing.region.id: standing for standing in comparison.standings}
    named: Counter[str] = Counter()

    def turn(place: int) -> tuple[tuple[str, str], str]:
        return standings[needs[place].region_id].name_order, needs[place].block

    found: dict[int, list[Match]] = {}
    for place in sorted(range(len(needs)), key=turn):
        need = needs[place]
        offers = _offers(need, standings[need.region_id].region, strong, themes, named)
        found[place] = [offer.match(need) for _fit, offer in nsmallest(most, offers)]
        named.update(match.helper_id for match in found[place])
    return tuple(match for place in range(len(needs)) for match in found[place])


class _Offer(NamedTuple):
    """A region that could help: only the best of many become matches."""

    helper_id: str
    same_cluster: bool
    same_position: bool
    themes: frozenset[str]
    mean: float

    def match(self, need: Need) -> Match:
        themes = tuple(sorted(self.themes))
        return Match(need, self.helper_id, self.same_cluster, self.same_position, themes, self.mean)


def _offers(
    need: Need,
    own: Region,
    strong: Mapping[str, Sequence[tuple[Standing, float]]],
    themes: Themes,
    named: Mapping[str, int],
) -> Iterator[tuple[tuple[float, ...], _Offer]]:
    """Who could help, each with how well it fits: the lowest fits best, and no two are alike."""
    tags = themes.get((need.region_id, need.block), _NONE)
    for place, (standing, mean) in enumerate(strong.get(need.block, ())):
        other = standing.region
        if other.id == need.region_id:
            continue
        cluster = own.cluster is not None and own.cluster is other.cluster
        position = own.position is not None and own.position is other.position
        alike = tags & themes.get((other.id, need.block), _NONE)
        fit = (not cluster, not position, not alike, named[other.id], -len(alike), -mean, place)
        yield fit, _Offer(other.id, cluster, position, alike, mean)


_NONE: frozenset[str] = frozenset()


def _strong(comparison: Comparison) -> dict[str, list[tuple[Standing, float]]]:
    """The regions with a strength in each block and the mean there, by name."""
    by_name = sorted(comparison.standings, key=lambda standing: standing.name_order)
    return {
        block.key: [
            (standing, figures.mean)
            for standing in by_name
            if (figures := standing.blocks[place]).strength and figures.mean is not None
        ]
        for place, block in enumerate(comparison.blocks)
    }


def rank(match: Match) -> tuple[bool, bool, bool, int, float]:
    """What puts matches of several needs in order, the best first.

    Of those that fit alike one with a question in words comes before an attention point alone.
    """
    return (
        not match.same_cluster,
        not match.same_position,
        not match.need.questions,
        -len(match.themes),
        -match.mean,
    )


def cells_of(matches: Iterable[Match]) -> list[tuple[str, str]]:
    """The (region, block) whose contributions these rest on, each once: what to read."""
    found: dict[tuple[str, str], None] = {}
    for match in matches:
        found[match.helper_id, match.need.block] = None
        found[match.need.region_id, match.need.block] = None
    return list(found)


def with_voices(matches: Iterable[Match], voices: Iterable[Voice]) -> tuple[Match, ...]:
    """The matches with the contributions that they rest on, chosen from ``voices``.

    Of what the helper said its strengths and agreements come first, and the sides take turns;
    of what the region that asks said, the challenges of the sides that gave at most 2.
    """
    said: dict[tuple[str, str], list[Voice]] = {}
    for voice in voices:
        said.setdefault((voice.region_id, voice.block), []).append(voice)
    full: dict[tuple[str, str], Need] = {}
    told: dict[tuple[str, str], tuple[Voice, ...]] = {}  # who is strong helps many
    found = []
    for match in matches:
        cell = match.need.region_id, match.need.block
        need = full.get(cell)
        if need is None:
            own = [voice for voice in said.get(cell, ()) if voice.perspective in match.need.low]
            need = full[cell] = match.need._replace(voices=_named(own, _WEAK_KINDS))
        helping = match.helper_id, match.need.block
        if helping not in told:
            told[helping] = _named(said.get(helping, ()), _STRONG_KINDS)
        found.append(match._replace(need=need, voices=told[helping]))
    return tuple(found)


def _named(voices: Sequence[Voice], kinds: Sequence[str]) -> tuple[Voice, ...]:
    """The first of each side in turn, those of ``kinds`` before the others."""
    sides: dict[str, list[Voice]] = {}
    for voice in voices:
        sides.setdefault(voice.perspective, []).append(voice)
    for own in sides.values():
        own.sort(key=lambda voice: kinds.index(voice.kind) if voice.kind in kinds else len(kinds))
    turns = chain.from_iterable(zip_longest(*sides.values()))
    return tuple(voice for voice in turns if voice is not None)[:NAMED]
