"""Tables for a learning circle: regions that ask about the same block, and who can tell."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.comparing import CENTRUM, NABIJ, WERK, WOON, comparing, question, scored
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.circles import LEAST, SEATS, Circles, Table, circles
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.matching import Need, needs
from welvaartcanvas.domain.region import Cluster, Position

STRONG, WEAK, MIDDLE = (4, 4, 4), (2, 3, 3), (3, 3, 3)


def region_canvas(
    number: int,
    scores: tuple[int, ...],
    cluster: Cluster | None = None,
    position: Position | None = None,
    name: str = "",
) -> Canvas:
    """The canvas of a region of that type and position."""
    region = build.region(number, name or f"Stad {number:02}", cluster=cluster, position=position)
    return scored(number, region, scores)


def seated(*canvases: Canvas) -> Circles:
    seen = comparing(*canvases)
    return circles(seen, needs(seen, []))


def asking(table: Table) -> list[int]:
    """The numbers of the regions that ask at a table."""
    return [int(need.region_id[-6:], 16) for need in table.needs]


def host(table: Table) -> int | None:
    return int(table.host_id[-6:], 16) if table.host_id else None


# Worked out by hand.


def test_three_regions_that_ask_the_same_sit_together_with_who_can_tell() -> None:
    found = seated(*(region_canvas(n, WEAK) for n in (1, 2, 3)), region_canvas(4, STRONG))
    (table,) = found.tables

    assert (table.block, table.kind) == ("opgave", None)
    assert (asking(table), host(table)) == ([1, 2, 3], 4)
    assert table.region_ids == tuple(build.uid(n) for n in (1, 2, 3, 4))
    assert found.waiting == ()


def test_two_that_ask_and_one_that_tells_are_a_circle_two_alone_are_not() -> None:
    two = [region_canvas(n, WEAK) for n in (1, 2)]

    (table,) = seated(*two, region_canvas(3, STRONG)).tables
    assert (asking(table), host(table)) == ([1, 2], 3)
    alone = seated(*two, region_canvas(3, MIDDLE))
    assert alone.tables == ()
    assert [need.region_id for need in alone.waiting] == [build.uid(1), build.uid(2)]


def test_one_that_asks_waits_also_when_somebody_can_tell() -> None:
    found = seated(region_canvas(1, WEAK), *(region_canvas(n, STRONG) for n in (2, 3, 4)))

    assert found.tables == ()
    assert len(found.waiting) == 1


def test_regions_of_one_cluster_sit_together_then_those_of_one_position_then_the_rest() -> None:
    found = seated(
        *(region_canvas(n, WEAK, WERK) for n in (1, 4, 7)),
        *(region_canvas(n, WEAK, position=CENTRUM) for n in (2, 5, 8)),
        *(region_canvas(n, WEAK, WOON) for n in (3, 6, 9)),
        *(region_canvas(n, WEAK) for n in (10, 11, 12)),
    )

    assert [(table.kind, asking(table)) for table in found.tables] == [
        (WOON, [3, 6, 9]),
        (WERK, [1, 4, 7]),
        (CENTRUM, [2, 5, 8]),
        (None, [10, 11, 12]),
    ]


def test_who_is_of_a_cluster_with_too_few_sits_by_position() -> None:
    found = seated(
        region_canvas(1, WEAK, WERK, CENTRUM),
        region_canvas(2, WEAK, WOON, CENTRUM),
        region_canvas(3, WEAK, None, CENTRUM),
    )

    assert [(table.kind, asking(table)) for table in found.tables] == [(CENTRUM, [1, 2, 3])]


def test_one_or_two_that_are_left_join_the_largest_table_rather_than_wait() -> None:
    found = seated(
        *(region_canvas(n, WEAK, WERK) for n in (1, 2, 3, 4)),
        *(region_canvas(n, WEAK, WOON) for n in (5, 6, 7)),
        region_canvas(8, WEAK),
    )

    assert [(table.kind, asking(table)) for table in found.tables] == [
        (WOON, [5, 6, 7]),
        (None, [1, 2, 3, 4, 8]),  # no longer of one type
    ]
    assert found.waiting == ()


def test_a_group_that_is_too_large_is_divided_evenly_in_order_of_name() -> None:
    found = seated(*(region_canvas(n, WEAK, WERK) for n in range(1, 9)))

    assert [asking(table) for table in found.tables] == [[1, 2, 3, 4], [5, 6, 7, 8]]


def test_seven_that_ask_and_one_that_tells_fill_a_table() -> None:
    found = seated(*(region_canvas(n, WEAK) for n in range(1, 8)), region_canvas(8, STRONG))
    (table,) = found.tables

    assert len(table.region_ids) == SEATS


def test_who_tells_is_of_the_type_at_the_table_and_not_always_the_same() -> None:
    weak = [region_canvas(n, WEAK, WERK) for n in range(1, 9)]
    of_type = [region_canvas(n, STRONG, WERK) for n in (9, 10)]
    better = region_canvas(11, (5, 5, 5), WOON)

    assert [host(table) for table in seated(*weak, *of_type, better).tables] == [9, 10]
    assert [host(table) for table in seated(*weak, better).tables] == [11, 11]


def test_of_those_that_can_tell_as_well_the_highest_mean_is_asked() -> None:
    weak = [region_canvas(n, WEAK) for n in (1, 2, 3)]
    (table,) = seated(*weak, region_canvas(4, STRONG), region_canvas(5, (5, 4, 4))).tables

    assert host(table) == 5


def test_who_asks_at_a_table_does_not_tell_there_though_it_be_strong() -> None:
    canvases = [region_canvas(n, STRONG) for n in (1, 2, 3)]
    seen = comparing(*canvases)
    found = circles(seen, needs(seen, [question(each.region) for each in canvases]))
    (table,) = found.tables

    assert (asking(table), host(table)) == ([1, 2, 3], None)


# What always holds.


class Town(NamedTuple):
    """A region that asks by a question, by an attention point, or can tell; all may be."""

    scores: tuple[int, ...]
    wrote: bool
    cluster: Cluster | None
    position: Position | None


towns = st.lists(
    st.builds(
        Town,
        st.sampled_from([STRONG, WEAK, WEAK, MIDDLE, (5, 5, 5)]),
        st.sampled_from([False, False, True]),
        st.sampled_from([None, WERK, WERK, WOON]),
        st.sampled_from([None, CENTRUM, NABIJ]),
    ),
    min_size=1,
    max_size=24,
)


def comparison_of(country: list[Town]) -> tuple[Comparison, tuple[Need, ...]]:
    canvases = [
        region_canvas(n, town.scores, town.cluster, town.position)
        for n, town in enumerate(country, start=1)
    ]
    seen = comparing(*canvases)
    wrote = [
        question(canvas.region)
        for canvas, town in zip(canvases, country, strict=True)
        if town.wrote
    ]
    return seen, needs(seen, wrote)


@given(towns)
def test_every_need_sits_at_one_table_or_waits(country: list[Town]) -> None:
    seen, asked = comparison_of(country)
    found = circles(seen, asked)

    placed = [need for table in found.tables for need in table.needs]
    assert Counter([*placed, *found.waiting]) == Counter(asked)
    assert max(Counter(asked).values(), default=1) == 1


@given(towns)
def test_a_table_has_three_to_eight_regions_each_once_and_one_question(
    country: list[Town],
) -> None:
    seen, asked = comparison_of(country)

    for table in circles(seen, asked).tables:
        assert LEAST <= len(table.region_ids) <= SEATS
        assert len({*table.region_ids}) == len(table.region_ids)
        assert {need.block for need in table.needs} == {table.block}
        if table.host_id:
            assert seen.standing(table.host_id).blocks[seen.place(table.block)].strength
        regions = [seen.standing(need.region_id).region for need in table.needs]
        if isinstance(table.kind, Cluster):
            assert {region.cluster for region in regions} == {table.kind}
        elif isinstance(table.kind, Position):
            assert {region.position for region in regions} == {table.kind}


@given(towns)
def test_nobody_waits_who_could_sit_with_others(country: list[Town]) -> None:
    seen, asked = comparison_of(country)
    found = circles(seen, asked)

    for block in {need.block for need in found.waiting}:
        left = [need for need in found.waiting if need.block == block]
        assert len(left) < LEAST
        assert not [table for table in found.tables if table.block == block]


@given(st.data(), towns)
def test_the_order_of_the_needs_does_not_matter(data: st.DataObject, country: list[Town]) -> None:
    seen, asked = comparison_of(country)

    assert circles(seen, data.draw(st.permutations(asked))).tables == circles(seen, asked).tables
