"""Comments: they come home, are typed for somebody, and something is done with each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.answers import Answers, Remark, Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.review import Comment, CommentState, Mark
from welvaartcanvas.errors import InvalidDocument, Locked, RequestError, UnknownThing
from welvaartcanvas.workspace import Workspace

SOURCE = "/post/antwoord-van-jan.pdf"


@pytest.fixture
def full(anna: Workspace) -> Canvas:
    """A canvas with something of every sort, in a review round."""
    canvas = keep(anna, build.full_canvas())
    anna.reviews.open_round(canvas, "Ronde 1", partners=[canvas.partners[0].id])
    return now(anna, canvas)


@pytest.fixture
def comment(anna: Workspace, full: Canvas) -> Comment:
    """A comment on the first contribution."""
    return anna.comments.type(
        full, "Kan scherper", partner=full.partners[0], thing=full.contributions[0]
    )


def now(workspace: Workspace, canvas: Canvas) -> Canvas:
    return workspace.canvases.get(canvas.id)


def answers(canvas: Canvas, *texts: str) -> Answers:
    target = Target(thing_id=canvas.contributions[0].id)
    return Answers(
        "export",
        remarks=tuple(Remark(f"k{n}", Mark.NOTE, t, target=target) for n, t in enumerate(texts)),
    )


def test_comments_come_with_the_pdf_in_one_step_that_can_be_undone(
    anna: Workspace, full: Canvas
) -> None:
    sent = anna.canvases.to_send(full.id)
    done = anna.importing.canvas(sent, SOURCE, answers(full, "Eén", "Twee"))

    assert (len(done.comments.added), done.changed) == (2, True)
    assert {c.text for c in now(anna, full).comments} == {"Eén", "Twee"}
    assert {c.source for c in now(anna, full).comments} == {"antwoord-van-jan.pdf"}
    assert anna.history.timeline(full.id)[0].source == "antwoord-van-jan.pdf"
    assert {c.round_id for c in now(anna, full).comments} == {full.rounds[0].id}

    again = anna.importing.canvas(sent, SOURCE, answers(full, "Eén", "Twee"))
    assert (again.comments.added, again.comments.known, again.changed) == ((), 2, False)

    anna.canvases.undo(full.id)
    assert now(anna, full).comments == ()
    anna.importing.canvas(sent, SOURCE, answers(full, "Eén", "Twee"))
    assert len(now(anna, full).comments) == 2


def test_comments_on_a_canvas_that_is_not_here_bring_it(anna: Workspace, full: Canvas) -> None:
    other = build.canvas(5, notes={("opgave", "overheid"): ["Elders"]})
    anna.reviews.intend(full.rounds[0].id)  # its region is called otherwise in that file

    done = anna.importing.canvas(other, SOURCE, answers(other, "Goed"))

    assert done.new
    assert [c.text for c in now(anna, other).comments] == ["Goed"]
    anna.regions.undo()
    assert other.id not in {line.id for line in anna.canvases.lines()}


def test_a_file_of_another_canvas_is_refused_where_one_was_asked_for(
    anna: Workspace, full: Canvas
) -> None:
    other = build.canvas(5, "Iets anders")

    with pytest.raises(InvalidDocument) as refused:
        anna.importing.canvas(other, SOURCE, answers(full, "Eén"), only=full.id)

    assert str(refused.value.problems[0]) == "is of another canvas: Iets anders"
    assert now(anna, full) == full


def test_comments_come_home_to_an_adopted_canvas(anna: Workspace, full: Canvas) -> None:
    sent = anna.canvases.to_send(full.id)
    anna.reviews.adopt(full, decided_on=date(2026, 3, 1))

    done = anna.importing.canvas(sent, SOURCE, answers(full, "Te laat"))

    (late,) = now(anna, full).comments
    assert ([c.id for c in done.comments.added], late.text) == ([late.id], "Te laat")
    with pytest.raises(Locked):
        anna.comments.accept(now(anna, full), late, "Alsnog")
    assert now(anna, full).comments == (late,)
    assert anna.comments.reject(now(anna, full), late, "Na het besluit").is_handled


def test_what_is_typed_for_somebody_is_a_comment_as_any(
    anna: Workspace, full: Canvas, comment: Comment
) -> None:
    assert (comment.mark, comment.author) == (Mark.TYPED, full.partners[0].name)
    assert (comment.block, comment.told) == (
        full.contributions[0].block,
        full.contributions[0].text,
    )
    assert comment.round_id == full.rounds[0].id
    with pytest.raises(RequestError, match="empty"):
        anna.comments.type(full, " \n")
    with pytest.raises(UnknownThing):
        anna.comments.type(full, "Waar?", block="weg")


def test_accepting_changes_the_text_and_is_one_step(
    anna: Workspace, full: Canvas, comment: Comment
) -> None:
    before = full.contributions[0]

    accepted = anna.comments.accept(now(anna, full), comment, "Zo is het scherper", "Dank")

    assert now(anna, full).contribution(before.id).text == "Zo is het scherper"
    assert (accepted.state, accepted.answer, accepted.result_id, accepted.handled_by) == (
        CommentState.ACCEPTED,
        "Dank",
        before.id,
        "Anna",
    )
    anna.canvases.undo(full.id)
    assert now(anna, full).contribution(before.id).text == before.text
    assert not now(anna, full).comments[0].is_handled


def test_what_is_about_no_text_can_not_be_accepted(anna: Workspace, full: Canvas) -> None:
    comment = anna.comments.type(full, "Ontbreekt hier iets?", block="opgave")

    with pytest.raises(RequestError, match="about nothing that has a text"):
        anna.comments.accept(now(anna, full), comment, "Nee")

    assert not now(anna, full).comments[0].is_handled


def test_it_becomes_a_contribution_of_its_partner_or_an_action(
    anna: Workspace, full: Canvas, comment: Comment
) -> None:
    made = anna.comments.make_contribution(
        now(anna, full), comment, "aanpak", "overheid", "Een nieuwe"
    )
    there = now(anna, full)
    assert there.contribution(made.id).partner_id == full.partners[0].id
    assert there.comments[0].state is CommentState.CONTRIBUTION

    other = anna.comments.type(there, "Bel de school", block="opgave")
    planned = anna.comments.make_action(
        now(anna, full), other, "opgave", "De school bellen", who="Jan", due=date(2026, 5, 1)
    )
    handled = {c.result_id: c.state for c in now(anna, full).comments}
    assert handled == {made.id: CommentState.CONTRIBUTION, planned.id: CommentState.ACTION}


def test_who_is_answered_or_rejected_reads_why(
    anna: Workspace, full: Canvas, comment: Comment
) -> None:
    for handle in (anna.comments.answer, anna.comments.reject):
        with pytest.raises(RequestError, match="a partner will read this"):
            handle(now(anna, full), comment, "  ")

    rejected = anna.comments.reject(now(anna, full), comment, "Dat is al besloten")

    assert (rejected.state, rejected.answer) == (CommentState.REJECTED, "Dat is al besloten")
    again = anna.comments.open_again(now(anna, full), rejected)
    assert (again.state, again.answer, again.handled_at) == (CommentState.OPEN, "", None)
    later = anna.comments.postpone(now(anna, full), again)
    assert not later.is_handled


def test_what_a_deleted_partner_said_stays(anna: Workspace, full: Canvas, comment: Comment) -> None:
    anna.reviews.intend(full.rounds[0].id)
    anna.contents.delete(now(anna, full), full.partners[0])

    (left,) = now(anna, full).comments
    assert (left.partner_id, left.author) == (None, full.partners[0].name)


def test_a_comment_that_was_handled_apart_is_asked_about(
    anna: Workspace, full: Canvas, comment: Comment, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        theirs = now(away, full)
        away.comments.reject(theirs, theirs.comments[0], "Nee")
        anna.comments.answer(now(anna, full), comment, "Ja")

        done = anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)

    assert [variant.field for variant in done.opened] == ["handling"]


def test_a_partner_may_be_named_and_a_new_name_makes_a_partner(
    anna: Workspace, full: Canvas
) -> None:
    known = full.partners[0]
    typed = anna.comments.type(full, "Goed", partner=f" {known.name.upper()} ", block="aanpak")
    assert (typed.partner_id, typed.author) == (known.id, known.name)

    other = anna.comments.type(full, "Beter", partner="Nieuwe Stichting")
    (made,) = [p for p in now(anna, full).partners if p.name == "Nieuwe Stichting"]
    assert (other.partner_id, other.author) == (made.id, "Nieuwe Stichting")

    anna.canvases.undo(full.id)  # with the comment goes the partner that came with it
    assert "Nieuwe Stichting" not in {p.name for p in now(anna, full).partners}
    assert anna.comments.type(full, "Van ons").author == "Anna"


def test_comments_are_ascribed_together_and_taken_back_together(
    anna: Workspace, full: Canvas
) -> None:
    anna.comments.take(full, answers(full, "Eén", "Twee"), "x.pdf")
    both = now(anna, full).comments

    anna.comments.ascribe(full, both, full.partners[1])
    assert {c.partner_id for c in now(anna, full).comments} == {full.partners[1].id}
    anna.comments.ascribe(full, now(anna, full).comments, None)
    assert {c.partner_id for c in now(anna, full).comments} == {None}
    anna.canvases.undo(full.id)
    anna.canvases.undo(full.id)
    assert {c.partner_id for c in now(anna, full).comments} == {None}


def test_a_contribution_that_is_made_of_a_comment_may_be_of_another(
    anna: Workspace, full: Canvas, comment: Comment
) -> None:
    canvas = now(anna, full)
    other = canvas.partners[1]
    made = anna.comments.make_contribution(
        canvas, comment, "aanpak", "overheid", "Scherper", partner=other.name
    )
    assert made.partner_id == other.id


def test_one_file_that_came_in_at_two_desks_is_one_comment_and_asks_nothing(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    sent = anna.canvases.to_send(full.id)
    partner = full.partners[1]
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(sent, "/map/antwoord (1).pdf", answers(full, "Eén"))
        theirs = now(away, full)
        away.comments.reject(theirs, theirs.comments[0], "Nee")
        anna.importing.canvas(sent, SOURCE, answers(full, "Eén"), partner=partner)

        done = anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)
        back = away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)

        (ours,), (again,) = now(anna, full).comments, now(away, full).comments
    assert done.opened == back.opened == ()
    assert (ours.state, ours.answer, ours.partner_id) == (
        CommentState.REJECTED,
        "Nee",
        partner.id,
    )
    assert ours.model_dump(exclude={"revision"}) == again.model_dump(exclude={"revision"})


def test_who_was_erased_does_not_come_back_with_a_newer_version_of_their_file(
    anna: Workspace, full: Canvas
) -> None:
    sent = anna.canvases.to_send(full.id)
    partner = full.partners[0]
    said = replace(answers(full, "Eén"), partner_id=partner.id, name=partner.name)
    anna.importing.canvas(sent, SOURCE, said)
    anna.persons.erase(anna.persons.one(partner.name))
    newer = replace(answers(full, "Eén", "Twee"), partner_id=partner.id, name=partner.name)

    anna.importing.canvas(sent, "/post/antwoord-2.pdf", newer)

    assert sorted(c.text for c in now(anna, full).comments) == ["Eén", "Twee"]
    assert {(c.author, c.partner_id, c.source) for c in now(anna, full).comments} == {
        ("", None, "")
    }
