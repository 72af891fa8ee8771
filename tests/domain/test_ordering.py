"""Things are put in an order by touching as few of them as possible."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support import build
from welvaartcanvas.domain.canvas import Contribution
from welvaartcanvas.domain.model import ORDER_LIMIT
from welvaartcanvas.domain.ordering import GAP, placed


def note(number: int, position: int) -> Contribution:
    return build.contribution(number, "opgave", "overheid", position=position)


def order(things: list[Contribution]) -> list[Contribution]:
    return sorted(things, key=lambda thing: (thing.position, thing.id))


def after(thing: Contribution, others: list[Contribution], index: int) -> list[Contribution]:
    """How the others and ``thing`` stand when ``thing`` was placed."""
    kept = {each.id: each for each in [*others, thing]}
    kept |= {each.id: each for each in placed(thing, others, index)}
    return order(list(kept.values()))


def test_the_first_of_a_cell_stands_at_nought() -> None:
    assert [c.position for c in placed(note(1, 0), [], 0)] == [0]


def test_the_next_stands_a_gap_behind_the_last() -> None:
    assert [c.position for c in placed(note(2, 0), [note(1, 0)], 1)] == [GAP]


def test_between_two_is_half_way_and_touches_nothing_else() -> None:
    others = [note(1, 0), note(2, GAP)]

    assert [(c.id, c.position) for c in placed(note(3, 5 * GAP), others, 1)] == [
        (build.uid(3, 1), GAP // 2)
    ]


def test_before_the_first_is_a_gap_before_it() -> None:
    assert [c.position for c in placed(note(3, 5), [note(1, 0), note(2, 1)], 0)] == [-GAP]


def test_where_no_room_is_left_all_are_laid_out_anew_the_placed_one_first() -> None:
    others = [note(1, 7), note(2, 8)]

    assert [(c.id, c.position) for c in placed(note(3, 20), others, 1)] == [
        (build.uid(3, 1), GAP),
        (build.uid(1, 1), 0),
        (build.uid(2, 1), 2 * GAP),
    ]


def test_what_stands_there_already_stays_as_it_is() -> None:
    thing = note(3, 5)

    assert placed(thing, [note(1, 3), note(2, 9)], 1) == [thing]


@pytest.mark.parametrize(("index", "place"), [(-5, 0), (99, 2)])
def test_outside_the_list_means_its_nearest_end(index: int, place: int) -> None:
    thing = note(3, 1000)

    assert after(thing, [note(1, 3), note(2, 9)], index)[place].id == thing.id


positions = st.integers(-ORDER_LIMIT, ORDER_LIMIT) | st.integers(-3, 3)


@given(st.lists(positions, max_size=6), positions, st.integers(0, 6))
@example([ORDER_LIMIT], 0, 1)
@example([-ORDER_LIMIT], 0, 0)
@example([1, 1, 1], 1, 1)
def test_wherever_it_is_put_there_it_stands_and_the_others_keep_their_order(
    given_positions: list[int], own: int, index: int
) -> None:
    others = order([note(i, position) for i, position in enumerate(given_positions, 1)])
    thing = note(100, own)

    stand = after(thing, others, index)

    wanted = [c.id for c in others]
    wanted.insert(min(index, len(others)), thing.id)
    assert [c.id for c in stand] == wanted
    assert placed(thing, others, index)[0].id == thing.id


def test_a_thousand_moves_to_the_same_place_seldom_touch_more_than_one() -> None:
    others = [note(1, 0), note(2, GAP)]
    touched = 0
    for number in range(3, 103):
        things = placed(note(number, 0), others, 1)
        touched += len(things)
        known = {c.id: c for c in others} | {c.id: c for c in things}
        others = order(list(known.values()))

    assert len(others) == 102
    assert touched < 10 * 100
