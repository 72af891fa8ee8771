"""Which matches a programme hears of first: the best of all regions, and not all of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.matching import Match, rank


def best_of(matches: Sequence[Match], most: int) -> list[Match]:
    """The best of ``matches``: of each need the first, and as many different helpers as can be."""
    firsts: dict[tuple[str, str], Match] = {}
    for match in matches:
        firsts.setdefault((match.need.region_id, match.need.block), match)
    ranked = sorted(firsts.values(), key=rank)
    told: list[Match] = []
    helpers: set[str] = set()
    for match in ranked:
        if len(told) < most and match.helper_id not in helpers:
            helpers.add(match.helper_id)
            told.append(match)
    told += [match for match in ranked if match not in told][: most - len(told)]
    return sorted(told, key=rank)


def varied(matches: Sequence[Match], most: int) -> list[Match]:
    """The best of ``matches`` that share no block and no region, as far as there are any."""
    told: list[Match] = []
    seen: set[str] = set()
    for match in best_of(matches, len(matches)):
        of = {match.need.block, match.need.region_id, match.helper_id}
        if len(told) < most and not of & seen:
            seen |= of
            told.append(match)
    return told
