"""Versions of one annotation: which belong together, which is the newest, and what counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.build import MOMENT
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import (
    Progress,
    Wanted,
    in_order,
    progress,
    rated_cell,
    threads,
    voices,
)
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.domain.versions import earlier_alike, newest_only, versions_of

JAN, ROOS = build.partner(5, "Jan"), build.partner(6, "Roos")


def said(number: int, text: str = "", key: str = "k", **values: Any) -> Comment:
    """Version ``number`` of the annotation ``key``, made an hour after the one before."""
    at = MOMENT + timedelta(hours=number)
    given = {"export": "e", "key": key, "said_at": at, **values}
    return build.comment(number, text or f"Versie {number}", **given)


def canvas(*comments: Comment) -> Canvas:
    return build.canvas(partners=(JAN, ROOS), comments=comments)


def test_what_was_changed_in_the_pdf_is_one_annotation_of_which_the_last_said_is_the_newest() -> (
    None
):
    first, second, third = said(41), said(42), said(43)
    other = said(44, key="ander")
    here = canvas(third, other, first, second)

    for each in (first, second, third):
        assert versions_of(here, each) == (first, second, third)
    assert newest_only(here.comments) == (third, other)
    assert progress(here.comments) == Progress(0, 2)


def test_what_two_people_made_is_never_one_annotation_though_their_programs_count_alike() -> None:
    by_jan, by_roos = said(41, author="Jan"), said(42, author="Roos")
    here = canvas(by_jan, by_roos)
    assert versions_of(here, by_jan) == (by_jan,)

    of_jan, of_roos = (
        said(n, author="Gebruiker", partner_id=p.id) for n, p in ((41, JAN), (42, ROOS))
    )
    unknown = said(43, author="gebruiker")
    here = canvas(of_jan, of_roos, unknown)
    assert versions_of(here, of_jan) == (of_jan,)
    assert versions_of(here, unknown) == (unknown,)
    assert versions_of(canvas(of_jan, unknown), unknown) == (of_jan, unknown)


def test_what_was_typed_is_no_version_of_anything() -> None:
    one, two = build.comment(41), build.comment(42)

    assert newest_only([one, two]) == (one, two)


def test_earlier_versions_stand_below_the_newest_and_before_the_replies_to_either() -> None:
    first, second, third = said(41), said(42), said(43)
    reply = said(44, key="antwoord", reply_to=first.id)
    reply_changed = said(45, key="antwoord", reply_to=first.id)
    here = canvas(first, second, third, reply, reply_changed)

    (told,) = threads(here, here.comments)

    assert told.comment == third
    assert told.below == ((1, second), (1, first), (1, reply_changed), (2, reply))


def test_an_earlier_version_is_shown_where_the_newest_is() -> None:
    first = said(41, state=CommentState.REJECTED, block="opgave")
    newest = said(42, block="aanpak")
    here = canvas(first, newest)

    assert Wanted(states=frozenset({CommentState.OPEN})).of(here) == (newest, first)
    assert Wanted(states=frozenset({CommentState.REJECTED})).of(here) == ()
    assert Wanted(block="aanpak").of(here) == (newest, first)


def test_a_voice_says_it_once_as_it_says_now() -> None:
    first, newest = said(41, author="Jan"), said(42, author="Jan", partner_id=JAN.id)

    (voice,) = voices(canvas(first, newest), [first, newest])

    assert (voice.partner, voice.comments) == (JAN, (newest,))


def test_what_waits_or_was_handled_at_once_goes_with_the_newest_alone() -> None:
    done = {"state": CommentState.ANSWERED, "answer": "Ja", "handled_at": MOMENT}
    waits, later = said(41), said(42, state=CommentState.POSTPONED)
    apart, at_once = said(43, state=CommentState.REJECTED, answer="Nee"), said(44, **done)
    newest = said(45, **done)
    here = canvas(waits, later, apart, at_once, newest)

    assert earlier_alike(here, newest) == (waits, later, at_once)
    assert earlier_alike(here, at_once) == ()


def test_a_rating_is_offered_for_one_cell_alone() -> None:
    cell = {"block": "opgave", "perspective": "overheid"}
    here = canvas()

    assert rated_cell(here, said(41, rating=0, **cell)) == ("opgave", "overheid")
    assert rated_cell(here, said(41, **cell)) is None
    assert rated_cell(here, said(41, rating=3, block="opgave")) is None


@given(
    st.lists(
        st.builds(
            dict,
            key=st.sampled_from(["", "a", "b"]),
            author=st.sampled_from(["", "Jan", "jan", "Roos"]),
            partner_id=st.sampled_from([None, JAN.id, ROOS.id]),
            state=st.sampled_from(CommentState),
        ),
        max_size=8,
    )
)
def test_every_comment_is_of_one_annotation_and_read_once(drawn: list[dict[str, Any]]) -> None:
    here = canvas(*(said(100 + n, **values) for n, values in enumerate(drawn)))
    groups = {versions_of(here, comment) for comment in here.comments}

    assert sorted(c.id for group in groups for c in group) == sorted(c.id for c in here.comments)
    assert {group[-1].id for group in groups} == {c.id for c in newest_only(here.comments)}
    assert sorted(c.id for c in in_order(here, here.comments)) == [c.id for c in here.comments]
    assert progress(here.comments).total == len(groups)
