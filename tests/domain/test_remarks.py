"""Remarks of a PDF become comments: once, in their place, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import build, strategies
from welvaartcanvas.domain.answers import Answers, Remark, Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.remarks import Received, Sent, thing_of, told_otherwise
from welvaartcanvas.domain.review import Comment, Mark, Round
from welvaartcanvas.domain.versions import versions_of

JAN = build.partner(1, "Jan de Vries", email="jan@example.org")
CANVAS = build.canvas(
    partners=(JAN, build.partner(2, "Piet")), notes={("opgave", "overheid"): ["Een", "Twee"]}
)
NOTE = CANVAS.contributions[0]
A_REMARK = Remark("k1", Mark.NOTE, "Kan scherper", page=3, target=Target(thing_id=NOTE.id))


def came(
    answers: Answers, here: Canvas = CANVAS, source: str = "a.pdf", partner_id: str | None = None
) -> Received:
    return Sent(answers, CANVAS, here, source, build.MOMENT, partner_id).comments(here.comments)


def kept(here: Canvas, found: Received) -> Canvas:
    return here.model_copy(update={"comments": here.comments + found.added})


def only(found: Received) -> Comment:
    (comment,) = found.added
    return comment


def test_a_remark_stands_with_what_it_was_put_on_and_what_that_said() -> None:
    comment = only(came(Answers("export", remarks=(A_REMARK,))))

    assert (comment.thing_id, comment.block, comment.perspective) == (
        NOTE.id,
        "opgave",
        "overheid",
    )
    assert (comment.text, comment.told, comment.page) == ("Kan scherper", "Een", 3)
    assert thing_of(CANVAS, comment) == NOTE


def test_what_can_not_be_placed_goes_to_the_canvas() -> None:
    unknown = Target(thing_id=build.uid(999, 9))
    nowhere = replace(A_REMARK, target=unknown, quoted="gemarkeerd")

    found = came(Answers("export", remarks=(nowhere,)))

    assert found.unplaced == 1
    assert (only(found).block, only(found).thing_id) == (None, None)
    assert (only(found).quoted, only(found).page) == ("gemarkeerd", 3)


def test_a_cell_or_block_that_the_template_does_not_have_is_no_place() -> None:
    strange = replace(A_REMARK, target=Target(block="weg", perspective="overheid"))

    assert only(came(Answers("export", remarks=(strange,)))).block is None


@pytest.mark.parametrize("author", ["Jan de Vries", " jan de  vries", "JAN@example.org"])
def test_who_wrote_it_is_the_partner_of_that_name(author: str) -> None:
    remark = replace(A_REMARK, author=author)

    assert only(came(Answers("export", remarks=(remark,)))).partner_id == JAN.id


def test_who_the_export_was_made_for_or_who_is_said_to_have_sent_it_goes_before_the_name() -> None:
    remark = replace(A_REMARK, author="Iemand anders")
    piet = CANVAS.partners[1].id

    theirs = came(Answers("export", partner_id=JAN.id, remarks=(remark,)))
    said = came(Answers("export", partner_id=JAN.id, remarks=(remark,)), partner_id=piet)

    assert only(theirs).partner_id == JAN.id
    assert only(said).partner_id == piet
    assert only(theirs).author == "Iemand anders"


def test_who_has_a_namesake_is_not_guessed() -> None:
    twice = CANVAS.model_copy(update={"partners": (JAN, build.partner(3, "Jan de Vries"))})
    remark = replace(A_REMARK, author="Jan de Vries")

    assert only(came(Answers("export", remarks=(remark,)), twice)).partner_id is None


def test_a_changed_remark_stands_beside_what_it_was() -> None:
    first = came(Answers("export", remarks=(A_REMARK,)))
    here = kept(CANVAS, first)

    again = came(Answers("export", remarks=(replace(A_REMARK, text="Veel scherper"),)), here)

    assert {c.text for c in versions_of(kept(here, again), only(again))} == {
        "Kan scherper",
        "Veel scherper",
    }


def test_the_same_remark_in_another_export_is_another() -> None:
    here = kept(CANVAS, came(Answers("eerste", remarks=(A_REMARK,))))

    assert len(came(Answers("tweede", remarks=(A_REMARK,)), here).added) == 1


def test_a_reply_names_what_it_answers_also_when_that_was_known() -> None:
    first = came(Answers("export", remarks=(A_REMARK,)))
    reply = Remark("k2", Mark.REPLY, "Eens", reply_to="k1")

    found = came(Answers("export", remarks=(A_REMARK, reply)), kept(CANVAS, first))

    assert found.known == 1
    assert only(found).reply_to == only(first).id


def test_it_says_where_the_text_was_changed_since_the_export_or_is_gone() -> None:
    changed = CANVAS.model_copy(
        update={
            "contributions": (
                NOTE.model_copy(update={"text": "Heel anders"}),
                *CANVAS.contributions[1:],
            )
        }
    )
    gone = CANVAS.model_copy(update={"contributions": CANVAS.contributions[1:]})
    answers = Answers("export", remarks=(A_REMARK,))

    assert came(answers).elsewhere == 0
    assert came(answers, changed).elsewhere == came(answers, gone).elsewhere == 1
    assert told_otherwise(gone, only(came(answers, gone)))


def test_it_is_of_the_round_of_its_export_or_else_of_the_open_one() -> None:
    rounds = tuple(
        Round(
            id=build.uid(50 + n, 1),
            **build.stamps(),
            canvas_id=CANVAS.id,
            name=f"Ronde {n}",
            closed_at=closed,
        )
        for n, closed in ((1, build.MOMENT), (2, None))
    )
    here = CANVAS.model_copy(update={"rounds": rounds})

    of_first = only(came(Answers("export", round_id=rounds[0].id, remarks=(A_REMARK,)), here))
    of_none = only(came(Answers("export", remarks=(A_REMARK,)), here))

    closed = tuple(each.model_copy(update={"closed_at": build.MOMENT}) for each in rounds)
    late = CANVAS.model_copy(update={"rounds": closed})
    of_last = only(came(Answers("export", remarks=(A_REMARK,)), late))

    assert (of_first.round_id, of_none.round_id) == (rounds[0].id, rounds[1].id)
    assert of_last.round_id == rounds[1].id


def answered(key: str, rating: int, **values: object) -> Remark:
    target = Target(block="opgave", perspective="overheid")
    return Remark(key, Mark.FIELD, rating=rating, target=target, **values)  # type: ignore[arg-type]


def test_two_partners_who_answer_alike_in_files_of_one_name_have_both_answered() -> None:
    form = Answers("export", remarks=(answered("r.opgave.overheid.rating", 4),))
    jan, piet = (partner.id for partner in CANVAS.partners)

    first = came(form, partner_id=jan)
    second = came(form, kept(CANVAS, first), partner_id=piet)
    both = kept(kept(CANVAS, first), second)

    assert {c.partner_id for c in both.comments} == {jan, piet}
    for partner_id in (jan, piet):
        assert came(form, both, partner_id=partner_id).added == ()


def test_of_two_who_name_nobody_what_one_left_open_shows_that_it_is_another() -> None:
    one, other = answered("eerste", 4), answered("tweede", 2)
    hers = Answers("export", remarks=(one, other))
    his = Answers("export", remarks=(one,))
    here = kept(CANVAS, came(hers))

    his_came = came(his, here)

    assert [c.rating for c in his_came.added] == [4]
    here = kept(here, his_came)
    assert came(his, here).added == came(hers, here).added == ()


def test_a_newer_version_of_a_form_brings_only_what_is_new_also_when_a_name_came_with_it() -> None:
    first = Answers("export", remarks=(answered("eerste", 4),))
    here = kept(CANVAS, came(first))
    named = Answers("export", name="Kees", remarks=(answered("eerste", 4), answered("tweede", 2)))

    assert [c.rating for c in came(named, here).added] == [2]


def test_going_back_to_what_one_said_before_is_new_and_an_older_file_is_not() -> None:
    def said(text: str, days: int) -> Answers:
        at = build.MOMENT + timedelta(days=days)
        return Answers("export", remarks=(replace(A_REMARK, text=text, said_at=at),))

    here = kept(CANVAS, came(said("Goed", 1)))
    here = kept(here, came(said("Slecht", 2), here))

    assert came(said("Goed", 1), here).added == ()
    again = came(said("Goed", 3), here)
    assert [c.text for c in versions_of(kept(here, again), only(again))] == [
        "Goed",
        "Slecht",
        "Goed",
    ]


def test_a_field_and_an_annotation_of_one_key_are_two() -> None:
    note = replace(A_REMARK, key="r.opgave.overheid.rating")

    found = came(Answers("export", remarks=(note, answered("r.opgave.overheid.rating", 4))))

    assert len({c.id for c in found.added}) == len({c.key for c in found.added}) == 2


def test_who_names_another_partner_is_that_partner_in_whosever_file_it_stands() -> None:
    remark = replace(A_REMARK, author="Piet")

    comment = only(came(Answers("export", partner_id=JAN.id, remarks=(remark,))))

    assert comment.partner_id == CANVAS.partners[1].id


REMARKS = st.lists(
    st.builds(
        Remark,
        key=st.text("abc", min_size=1, max_size=2),
        mark=st.sampled_from(Mark),
        text=strategies.notes(max_size=9),
        quoted=strategies.notes(max_size=9),
        author=st.sampled_from(["", "Jan de Vries", "Iemand"]),
        page=st.none() | st.integers(1, 40),
        target=st.sampled_from(
            [Target(), Target(thing_id=NOTE.id), Target(block="aanpak", perspective="onderwijs")]
        ),
        rating=st.none() | st.integers(0, 5),
    ),
    max_size=6,
    unique_by=lambda remark: remark.key,
)


@given(remarks=REMARKS, later=REMARKS)
def test_nothing_is_dropped_and_nothing_comes_twice(
    remarks: list[Remark], later: list[Remark]
) -> None:
    first = came(Answers("export", remarks=tuple(remarks)))
    here = kept(CANVAS, first)
    again = came(Answers("export", remarks=tuple(remarks)), here)
    newer = came(Answers("export", remarks=(*remarks, *_others(later, remarks))), here)

    assert [(c.mark, c.text, c.quoted) for c in first.added] == [
        (r.mark, r.text, r.quoted) for r in remarks
    ]
    assert (again.added, again.known) == ((), len(remarks))
    assert newer.known == len(remarks)
    assert len(newer.added) == len(_others(later, remarks))


def _others(later: list[Remark], remarks: list[Remark]) -> list[Remark]:
    known = {remark.key for remark in remarks}
    return [remark for remark in later if remark.key not in known]
