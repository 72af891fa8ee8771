"""Who can learn from whom: what one region asks beside what another is strong in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.comparing import (
    BLOCKS,
    CENTRUM,
    NABIJ,
    SIDES,
    WERK,
    WOON,
    Drawn,
    comparing,
    comparisons,
    drawn,
    question,
    scored,
)
from welvaartcanvas.domain.comparison import Comparison, seen_from
from welvaartcanvas.domain.comparison_order import Measure, ordered_regions
from welvaartcanvas.domain.matching import (
    NAMED,
    Match,
    Need,
    Question,
    Voice,
    cells_of,
    matches,
    needs,
    with_voices,
)
from welvaartcanvas.domain.region import Region

EPE = build.region(1, "Epe", cluster=WERK, position=CENTRUM)
STRONG, WEAK = (4, 4, 4), (2, 3, 3)

asked = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(BLOCKS)), max_size=4, unique=True)
themes_drawn = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(BLOCKS)),
    st.frozensets(st.sampled_from(["mkb", "wonen", "zorg"])),
)


def questions_of(comparison: Comparison, of: list[tuple[int, str]]) -> list[Question]:
    standings = comparison.standings
    return [
        question(standings[place % len(standings)].region, block, number)
        for number, (place, block) in enumerate(of, start=1)
    ]


def themes_of(
    comparison: Comparison, of: dict[tuple[int, str], frozenset[str]]
) -> dict[tuple[str, str], frozenset[str]]:
    standings = comparison.standings
    return {
        (standings[place].region.id, block): tags
        for (place, block), tags in of.items()
        if place < len(standings)
    }


# What a region asks.


def test_a_region_asks_where_it_has_an_attention_point_or_wrote_a_question() -> None:
    seen = comparing(scored(1, EPE, (2, 3, 1), STRONG))
    wrote = question(EPE, "aanpak")

    assert needs(seen, [wrote]) == (
        Need(EPE.id, "opgave", (), low=("ondernemers", "overheid")),
        Need(EPE.id, "aanpak", (wrote,), low=()),  # who is strong may still want to learn
    )


def test_one_need_has_all_questions_of_a_block_and_its_attention_point() -> None:
    first, second = question(EPE, number=1), question(EPE, number=2)
    (need,) = needs(comparing(scored(1, EPE, WEAK)), [first, second])

    assert need.questions == (first, second)
    assert need.attention


def test_a_question_on_what_is_not_compared_asks_nothing() -> None:
    stranger = build.region(9, "Elders")

    asked = needs(comparing(scored(1, EPE)), [question(EPE, "droom"), question(stranger)])
    assert asked == ()


@given(comparisons(), asked)
def test_needs_are_the_attention_points_and_the_questions_each_cell_once(
    comparison: Comparison, of: list[tuple[int, str]]
) -> None:
    questions = questions_of(comparison, of)
    found = needs(comparison, questions)
    cells = [(need.region_id, need.block) for need in found]

    assert cells == [
        (standing.region.id, block)
        for standing in comparison.standings
        for block, figures in zip(BLOCKS, standing.blocks, strict=True)
        if figures.attention
        or any((q.region_id, q.block) == (standing.region.id, block) for q in questions)
    ]
    assert sorted(q.id for need in found for q in need.questions) == [q.id for q in questions]


# Who can help.


def helpers(*regions: Region, tags: dict[int, set[str]] | None = None, most: int = 9) -> list[str]:
    """The names of who can help Epe, all of these being strong in the block, the best first."""
    seen = comparing(
        scored(1, EPE, WEAK), *(scored(n, each, STRONG) for n, each in enumerate(regions, start=2))
    )
    themes = {
        (build.uid(n), "opgave"): frozenset(given)
        for n, given in {1: {"mkb", "wonen"}, **(tags or {})}.items()
    }
    found = matches(seen, needs(seen, []), themes, most)
    return [seen.standing(match.helper_id).region.name for match in found]


def test_the_same_cluster_comes_before_position_and_position_before_themes() -> None:
    found = helpers(
        build.region(2, "Thema", cluster=WOON, position=NABIJ),
        build.region(3, "Plaats", cluster=WOON, position=CENTRUM),
        build.region(4, "Type", cluster=WERK, position=NABIJ),
        build.region(5, "Type en plaats", cluster=WERK, position=CENTRUM),
        build.region(6, "Niets", cluster=WOON, position=NABIJ),
        tags={2: {"mkb"}, 6: {"zorg"}},
    )

    assert found == ["Type en plaats", "Type", "Plaats", "Thema", "Niets"]


def test_more_themes_in_common_come_first_and_equals_by_name() -> None:
    found = helpers(
        *(build.region(n, name) for n, name in enumerate(("Een", "Twee", "Drie", "Aa"), start=2)),
        tags={2: {"mkb"}, 3: {"mkb", "wonen"}},
    )

    assert found == ["Twee", "Een", "Aa", "Drie"]


def test_of_equals_the_highest_mean_comes_first_and_no_more_than_were_asked_for() -> None:
    regions = [build.region(n, name) for n, name in enumerate(("Aa", "Bb", "Cc"), start=2)]
    seen = comparing(
        scored(1, EPE, WEAK),
        *(
            scored(n, each, (4, 4, high))
            for n, (each, high) in enumerate(zip(regions, (4, 5, 4), strict=True), start=2)
        ),
    )
    (first, second) = matches(seen, needs(seen, []), {}, 2)

    assert [first.helper_id, second.helper_id] == [build.uid(3), build.uid(2)]
    assert first.mean == 13 / 3


def test_regions_that_both_have_no_cluster_or_position_are_not_of_one_kind() -> None:
    asking, helping = build.region(1, "Epe"), build.region(2, "Heerde")
    seen = comparing(scored(1, asking, WEAK), scored(2, helping, STRONG))
    (match,) = matches(seen, needs(seen, []), {}, 3)

    assert not match.same_cluster
    assert not match.same_position


def test_a_match_names_the_themes_that_both_have_in_that_block() -> None:
    other = build.region(2, "Heerde")
    seen = comparing(scored(1, EPE, WEAK, WEAK), scored(2, other, STRONG, STRONG))
    themes = {
        (EPE.id, "opgave"): frozenset({"wonen", "mkb", "zorg"}),
        (other.id, "opgave"): frozenset({"zorg", "mkb"}),
        (other.id, "aanpak"): frozenset({"wonen"}),
    }

    found = matches(seen, needs(seen, []), themes, 3)
    assert [match.themes for match in found] == [("mkb", "zorg"), ()]


def test_one_region_has_nobody_to_learn_from() -> None:
    seen = comparing(scored(1, EPE, WEAK, STRONG))

    assert matches(seen, needs(seen, [question(EPE, "aanpak")]), {}, 3) == ()


def test_who_is_strong_and_asks_does_not_help_itself() -> None:
    other = build.region(2, "Heerde")
    seen = comparing(scored(1, EPE, STRONG), scored(2, other, STRONG))
    found = matches(seen, needs(seen, [question(EPE)]), {}, 3)

    assert [match.helper_id for match in found] == [other.id]


def rank(comparison: Comparison, match: Match) -> tuple[object, ...]:
    place = [standing.region.id for standing in comparison.standings].index(match.helper_id)
    return (
        not match.same_cluster,
        not match.same_position,
        -len(match.themes),
        -match.mean,
        place,
    )


@given(comparisons(), asked, themes_drawn, st.integers(1, 3))
def test_every_need_gets_the_best_of_all_others_that_are_strong(
    comparison: Comparison,
    of: list[tuple[int, str]],
    tagged: dict[tuple[int, str], frozenset[str]],
    most: int,
) -> None:
    every = needs(comparison, questions_of(comparison, of))
    themes = themes_of(comparison, tagged)
    found = matches(comparison, every, themes, most)
    all_of_them = matches(comparison, every, themes, 99)

    for need in every:
        strong = {
            standing.region.id
            for standing in comparison.standings
            if standing.blocks[BLOCKS.index(need.block)].strength
        }
        mine = [match for match in all_of_them if match.need == need]
        assert {match.helper_id for match in mine} == strong - {need.region_id}
        assert len(mine) == len({match.helper_id for match in mine})
        best = sorted(mine, key=lambda match: rank(comparison, match))[:most]
        assert [match for match in found if match.need == need] == best


@given(drawn(), asked, themes_drawn)
def test_the_order_of_regions_does_not_matter(
    of: Drawn, wrote: list[tuple[int, str]], tagged: dict[tuple[int, str], frozenset[str]]
) -> None:
    seen = of.comparison()
    other = ordered_regions(seen, Measure.MEAN, falling=True)
    questions, themes = questions_of(seen, wrote), themes_of(seen, tagged)

    def found(comparison: Comparison) -> set[Match]:
        return set(matches(comparison, needs(comparison, questions), themes, 2))

    assert found(other) == found(seen)


def test_seen_from_one_side_nobody_helps_who_is_not_strong_from_all() -> None:
    other, strong = build.region(2, "Heerde"), build.region(3, "Zwolle")
    seen = comparing(
        scored(1, EPE, (1, 4, 4)), scored(2, other, (5, 1, 1)), scored(3, strong, (4, 4, 4))
    )
    of_side = seen_from(seen, ["ondernemers"])

    assert [m.helper_id for m in matches(of_side, needs(of_side, []), {}, 3)] == [strong.id]


def test_of_helpers_that_fit_alike_who_was_named_least_comes_first() -> None:
    """Four ask, by name Aa, Bb, Cc and Dd; Xx gives a higher mean than Yy, and they take turns."""
    asking = [build.region(number, name) for number, name in enumerate(("Aa", "Bb", "Cc", "Dd"), 1)]
    seen = comparing(
        *(scored(number, region, (1, 1, 1)) for number, region in enumerate(asking, 1)),
        scored(8, build.region(8, "Xx"), (5, 5, 5)),
        scored(9, build.region(9, "Yy"), (4, 4, 4)),
    )

    found = matches(seen, reversed(needs(seen, [])), {}, 1)

    assert [(m.need.region_id, m.helper_id) for m in found] == [
        (build.uid(4), build.uid(9)),
        (build.uid(3), build.uid(8)),
        (build.uid(2), build.uid(9)),
        (build.uid(1), build.uid(8)),
    ]


# The contributions that a match rests on.


def voice(number: int, region: Region, side: str, kind: str | None, block: str = "opgave") -> Voice:
    return Voice(build.uid(number, 1), build.uid(0, 1), region.id, block, side, kind, "Tekst")


def test_a_match_names_strengths_of_the_helper_and_challenges_of_the_low_sides() -> None:
    other = build.region(2, "Heerde")
    seen = comparing(scored(1, EPE, (2, 4, 1)), scored(2, other, STRONG))
    found = matches(seen, needs(seen, []), {}, 3)
    ondernemers, onderwijs, overheid = SIDES
    said = [
        voice(1, EPE, ondernemers, "kans"),
        voice(2, EPE, ondernemers, "uitdaging"),
        voice(3, EPE, onderwijs, "uitdaging"),  # this side did not score low
        voice(4, EPE, overheid, None),
        voice(5, other, ondernemers, None),
        voice(6, other, ondernemers, "afspraak"),
        voice(7, other, ondernemers, "kracht"),
        voice(8, other, overheid, "kans"),
        voice(9, other, overheid, "kracht", block="aanpak"),  # this is about something else
    ]
    (match,) = with_voices(found, said)

    def numbers(voices: tuple[Voice, ...]) -> list[int]:
        return [said.index(each) + 1 for each in voices]

    assert numbers(match.need.voices) == [2, 4, 1]  # the sides take turns
    assert numbers(match.voices) == [7, 8, 6]
    assert len(match.voices) == NAMED


def test_a_match_without_contributions_stays_a_match() -> None:
    seen = comparing(scored(1, EPE, WEAK), scored(2, build.region(2, "Heerde"), STRONG))
    found = matches(seen, needs(seen, []), {}, 3)

    assert with_voices(found, []) == found


def test_only_the_cells_that_matches_rest_on_need_be_read() -> None:
    seen = comparing(
        scored(1, EPE, WEAK),
        scored(2, build.region(2, "Heerde"), STRONG, WEAK),
        scored(3, build.region(3, "Zwolle"), WEAK),
    )
    found = matches(seen, needs(seen, []), {}, 3)

    assert sorted(cells_of(found)) == [
        (build.uid(1), "opgave"),
        (build.uid(2), "opgave"),
        (build.uid(3), "opgave"),
    ]
