"""Of two versions the newest stays, and nothing disappears."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from hypothesis import given

from tests.support import build, strategies
from tests.support.build import MOMENT
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.merging import Verdict, merge, same, strayed
from welvaartcanvas.domain.model import Entity

EARLIER, LATER = MOMENT - timedelta(days=1), MOMENT + timedelta(days=1)


def verdict(ours: list[Entity], theirs: Entity) -> Verdict:
    return merge(ours, [theirs])[0].verdict


def test_what_we_do_not_have_is_added() -> None:
    assert verdict([], build.contribution(1, "opgave", "overheid")) is Verdict.ADDED


def test_what_says_the_same_is_unchanged_whenever_it_was_touched() -> None:
    ours = build.contribution(1, "opgave", "overheid", revision=7)
    theirs = build.contribution(1, "opgave", "overheid", changed_at=LATER)

    assert verdict([ours], theirs) is Verdict.UNCHANGED


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [(EARLIER, Verdict.KEPT), (MOMENT, Verdict.KEPT), (LATER, Verdict.UPDATED)],
    ids=["theirs is older", "both at once", "theirs is newer"],
)
def test_of_two_versions_the_newest_stays(moment: object, outcome: Verdict) -> None:
    ours = build.contribution(1, "opgave", "overheid", "Wat wij weten")
    theirs = build.contribution(1, "opgave", "overheid", "Wat zij weten", changed_at=moment)

    assert verdict([ours], theirs) is outcome


def test_moments_are_compared_as_moments_in_whatever_zone_they_are_written() -> None:
    ours = build.contribution(1, "opgave", "overheid", "Wat wij weten")
    an_hour_before = (MOMENT - timedelta(hours=1)).astimezone(timezone(timedelta(hours=5)))
    theirs = build.contribution(1, "opgave", "overheid", "Anders", changed_at=an_hour_before)

    assert verdict([ours], theirs) is Verdict.KEPT


def test_a_cell_has_one_rating_so_two_ratings_of_a_cell_are_two_versions_of_it() -> None:
    ours = build.rating(1, "opgave", "overheid", 2)
    theirs = build.rating(2, "opgave", "overheid", 4, changed_at=LATER)

    assert verdict([ours], theirs) is Verdict.UPDATED
    assert verdict([theirs], ours) is Verdict.KEPT
    assert verdict([ours], build.rating(2, "opgave", "onderwijs", 4)) is Verdict.ADDED


def test_only_what_is_added_or_updated_is_written() -> None:
    assert [v for v in Verdict if v.taken] == [Verdict.ADDED, Verdict.UPDATED]


def test_a_rating_that_moved_to_another_cell_has_strayed() -> None:
    ours = [build.rating(1, "opgave", "overheid", 2)]

    assert [
        str(problem) for problem in strayed(ours, [build.rating(1, "aanpak", "overheid", 2)])
    ] == [f"rating {build.uid(1, 1)} is of another cell here"]
    assert not list(strayed(ours, [build.rating(1, "opgave", "overheid", 5)]))
    assert not list(strayed(ours, [build.rating(2, "opgave", "overheid", 5)]))


def things(canvas: Canvas) -> list[Entity]:
    return [canvas.region, canvas.head, *(thing for _, thing in canvas.things())]


@given(strategies.canvases())
def test_merging_a_canvas_with_itself_changes_nothing(canvas: Canvas) -> None:
    ours = things(canvas)

    assert {m.verdict for m in merge(ours, ours)} == {Verdict.UNCHANGED}
    assert not list(strayed(ours, ours))


@given(strategies.canvases(), strategies.canvases())
def test_a_merge_says_something_of_everything_that_comes_in_its_order(
    ours: Canvas, theirs: Canvas
) -> None:
    merged = merge(things(ours), things(theirs))

    assert [m.thing for m in merged] == things(theirs)
    assert all(
        m.verdict is Verdict.UNCHANGED
        for m in merged
        if any(o.id == m.thing.id and same(o, m.thing) for o in things(ours))
    )
