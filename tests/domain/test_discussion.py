"""Comments as they are read: where they belong, in what order, and behind what they answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.build import MOMENT, comment, uid
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import (
    Progress,
    Wanted,
    in_order,
    place_of,
    progress,
    threads,
    voices,
)
from welvaartcanvas.domain.review import HANDLED, Comment, CommentState

NOTE = build.contribution(1, "aanpak", "overheid", "Meer techniek")
OTHER = build.contribution(2, "aanpak", "overheid", "Een tweede loket")
GRADE = build.rating(3, "aanpak", "overheid", 4)
QUESTION = build.learning_question(4, "aanpak")
JAN, ROOS = build.partner(5, "Jan"), build.partner(6, "Roos")


def canvas(*comments: Comment, **things: Any) -> Canvas:
    return build.canvas(
        **{
            "partners": (JAN, ROOS),
            "contributions": (NOTE, OTHER),
            "ratings": (GRADE,),
            "learning_questions": (QUESTION,),
            "comments": tuple(sorted(comments, key=lambda c: c.id)),
            **things,
        }
    )


def test_comments_stand_as_what_they_are_about_does() -> None:
    as_read = [
        comment(90, "Over alles"),
        comment(80, "Over de bouwsteen", block="opgave"),
        comment(70, "Over de ondernemers", block="aanpak", perspective="ondernemers"),
        comment(60, "Over de cel", block="aanpak", perspective="overheid"),
        comment(51, "Over de eerste bijdrage", thing=NOTE),
        comment(50, "Over de tweede bijdrage", thing=OTHER),
        comment(40, "Over het cijfer", thing=GRADE),
        comment(30, "Over wat weg is", thing=NOTE).model_copy(update={"thing_id": uid(99)}),
        comment(20, "Over de leervraag", thing=QUESTION),
    ]
    here = canvas(*as_read)

    assert list(in_order(here, here.comments)) == as_read


def test_about_one_thing_the_first_page_and_the_first_word_stand_first() -> None:
    late = comment(31, thing=NOTE, page=2, said_at=MOMENT + timedelta(hours=1))
    early = comment(32, thing=NOTE, page=2, said_at=MOMENT)
    before = comment(33, thing=NOTE, page=1, said_at=MOMENT + timedelta(hours=2))

    assert in_order(canvas(), [late, early, before]) == (before, early, late)


def test_a_comment_goes_with_what_it_is_about() -> None:
    here = comment(31, thing=NOTE)
    moved = NOTE.model_copy(update={"block": "opgave", "perspective": "onderwijs"})

    assert place_of(canvas(), here) == ("aanpak", "overheid")
    assert place_of(canvas(contributions=(moved, OTHER)), here) == ("opgave", "onderwijs")
    assert place_of(canvas(contributions=(OTHER,)), here) == ("aanpak", "overheid")
    assert place_of(canvas(), comment(32)) == (None, None)
    assert Wanted(block="opgave").of(canvas(here, contributions=(moved, OTHER))) == (here,)


def test_a_reply_stands_behind_what_it_answers_however_deep() -> None:
    first, second = comment(31, thing=NOTE), comment(32, thing=OTHER)
    reply = comment(33, thing=NOTE, reply_to=first.id)
    deeper = comment(34, reply_to=reply.id)
    later = comment(35, reply_to=first.id, said_at=MOMENT + timedelta(days=1))

    told = threads(canvas(), [later, deeper, second, reply, first])

    assert [thread.comment for thread in told] == [first, second]
    assert told[0].below == ((1, reply), (2, deeper), (1, later))
    assert told[0].comments == (first, reply, deeper, later)


def test_a_reply_to_what_is_not_shown_stands_by_itself() -> None:
    reply = comment(33, thing=NOTE, reply_to=uid(31, 1))

    assert [thread.comment for thread in threads(canvas(), [reply])] == [reply]


def test_replies_that_answer_each_other_are_still_read() -> None:
    one, two = comment(31, reply_to=uid(32, 1)), comment(32, reply_to=uid(31, 1))
    itself = comment(33, reply_to=uid(33, 1))

    assert in_order(canvas(), [two, itself, one]) == (one, two, itself)


def test_a_thousand_replies_to_replies_are_read() -> None:
    chain = [comment(1000, thing=NOTE)]
    for n in range(1, 1500):
        chain.append(comment(1000 + n, reply_to=chain[-1].id))

    assert list(in_order(canvas(), reversed(chain))) == chain


_BLOCKS = st.sampled_from([None, "opgave", "aanpak"])
_THINGS = st.sampled_from([None, NOTE, OTHER, GRADE, QUESTION])


@st.composite
def discussions(draw: st.DrawFn) -> list[Comment]:
    """Comments on anything, that answer anything, in any order."""
    numbers = draw(st.lists(st.integers(100, 120), unique=True, max_size=8))
    answered = st.none() | st.integers(100, 122).map(lambda n: uid(n, 1))
    return [
        comment(
            number,
            thing=draw(_THINGS),
            block=draw(_BLOCKS),
            page=draw(st.none() | st.integers(1, 3)),
            said_at=draw(st.none() | st.just(MOMENT + timedelta(minutes=number % 3))),
            reply_to=draw(answered),
            partner_id=draw(st.sampled_from([None, JAN.id, ROOS.id])),
            author=draw(st.sampled_from(["", "Jan", "Piet", "piet"])),
            state=draw(st.sampled_from(CommentState)),
        )
        for number in numbers
    ]


@given(discussions(), st.randoms())
def test_every_comment_is_read_once_and_always_in_the_same_order(
    drawn: list[Comment], random: Any
) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)

    read = in_order(canvas(), drawn)

    assert sorted(c.id for c in read) == sorted(c.id for c in drawn)
    assert in_order(canvas(), shuffled) == read


@given(discussions())
def test_what_is_behind_a_comment_answers_one_before_it(drawn: list[Comment]) -> None:
    for thread in threads(canvas(), drawn):
        above = {0: thread.comment.id}
        for depth, reply in thread.below:
            assert reply.reply_to == above[depth - 1]
            above[depth] = reply.id


@given(discussions())
def test_every_comment_is_of_one_voice(drawn: list[Comment]) -> None:
    found = voices(canvas(), drawn)

    assert sorted(c.id for v in found for c in v.comments) == sorted(c.id for c in drawn)
    assert len({(v.partner, v.name.lower()) for v in found}) == len(found)
    for voice in found:
        if voice.partner:
            assert {c.partner_id for c in voice.comments} == {voice.partner.id}


@given(discussions())
def test_handled_and_left_are_all(drawn: list[Comment]) -> None:
    far = progress(drawn)

    assert far.handled == sum(c.state in HANDLED for c in drawn)
    assert far.handled + far.left == far.total == len(drawn)
    assert far.done == all(c.is_handled for c in drawn)


@given(
    discussions(),
    st.builds(
        Wanted,
        partner_id=st.sampled_from([None, "", JAN.id]),
        states=st.frozensets(st.sampled_from(CommentState), max_size=3),
        block=st.sampled_from([None, "", "aanpak"]),
    ),
)
def test_what_is_shown_is_all_that_was_asked_for_and_nothing_else(
    drawn: list[Comment], wanted: Wanted
) -> None:
    here = canvas(*drawn)
    shown = set(wanted.of(here))

    for each in here.comments:
        fits = (
            wanted.partner_id in (None, each.partner_id or "")
            and (not wanted.states or each.state in wanted.states)
            and wanted.block in (None, place_of(here, each)[0] or "")
        )
        assert (each in shown) == fits


def test_voices_are_partners_then_names_then_nobody() -> None:
    of_jan = comment(31, partner_id=JAN.id, author="J. Jansen")
    of_roos = comment(32, partner_id=ROOS.id)
    of_piet, again = comment(33, author="Piet"), comment(34, author="piet")
    of_nobody = comment(35)

    told = voices(canvas(), [of_nobody, again, of_piet, of_roos, of_jan])

    assert [(v.name, v.partner, v.comments) for v in told] == [
        ("Jan", JAN, (of_jan,)),
        ("Roos", ROOS, (of_roos,)),
        ("Piet", None, (of_piet, again)),
        ("", None, (of_nobody,)),
    ]


def test_a_round_without_comments_is_done() -> None:
    assert progress([]) == Progress(0, 0)
    assert progress([]).done
    assert not progress([comment(31)]).done


def test_those_of_one_round_are_asked_for_by_it() -> None:
    asked = comment(31, round_id=uid(9, 1))

    assert Wanted(round_id=uid(9, 1)).of(canvas(asked, comment(32))) == (asked,)
