"""Review rounds and adoption: what is locked, what is meant, and what nobody can undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import SOURCE, Clock, keep, opened, said
from welvaartcanvas.domain.canvas import Canvas, Contribution
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.review import Adoption, Comment, CommentState
from welvaartcanvas.domain.settling import Choice
from welvaartcanvas.domain.status import Status
from welvaartcanvas.errors import (
    Conflict,
    Fault,
    InReview,
    InvalidDocument,
    Locked,
    RequestError,
    UnknownThing,
)
from welvaartcanvas.workspace import Workspace

DAY = date(2026, 2, 14)
LATER = build.MOMENT.replace(year=2027)


@pytest.fixture
def full(anna: Workspace) -> Canvas:
    """A canvas with something of every sort."""
    return keep(anna, build.full_canvas())


def now(workspace: Workspace, canvas: Canvas) -> Canvas:
    return workspace.canvases.get(canvas.id)


def adopted(workspace: Workspace, canvas: Canvas) -> Canvas:
    workspace.reviews.adopt(now(workspace, canvas), decided_on=DAY, decided_by="Stuurgroep")
    return now(workspace, canvas)


#: Every way in which people change a canvas: what it is called, and how it is done.
DOORS: dict[str, Callable[[Workspace, Canvas], object]] = {
    "contribute": lambda w, c: w.contents.contribute(c, "opgave", "overheid", "Nog een"),
    "contribute for somebody new": lambda w, c: w.contents.contribute(
        c, "opgave", "overheid", "Nog een", partner="Iemand die er niet was"
    ),
    "edit": lambda w, c: w.contents.edit(c, c.contributions[0], text="Anders"),
    "edit a contribution": lambda w, c: w.contents.edit_contribution(
        c, c.contributions[0], text="Anders", kind=None, partner="", tags=[]
    ),
    "move": lambda w, c: w.contents.move(c, c.contributions[0], "aanpak", "onderwijs", 0),
    "delete": lambda w, c: w.contents.delete(c, c.contributions[0]),
    "rate": lambda w, c: w.contents.rate(c, "opgave", "onderwijs", 5, "Nieuw"),
    "ask": lambda w, c: w.contents.ask(c, "opgave", "Hoe?"),
    "plan": lambda w, c: w.contents.plan(c, "opgave", "Doen"),
    "title": lambda w, c: w.canvases.edit(c.head, title="Anders"),
    "put back": lambda w, c: w.history.restore(c.id, 1),
    "put a thing back": lambda w, c: w.history.restore_thing(c.id, c.contributions[0].id, 1),
    "undo": lambda w, c: w.canvases.undo(c.id),
}
#: What an adopted canvas refuses besides.
LOCKED_DOORS = DOORS | {
    "add a partner": lambda w, c: w.contents.add_partner(c, "Nieuw"),
    "delete a partner": lambda w, c: w.contents.delete(c, c.partners[0]),
    "delete the canvas": lambda w, c: w.canvases.delete(c.id),
    "change its region": lambda w, c: w.regions.edit(c.region, name="Anders"),
    "open a round": lambda w, c: w.reviews.open_round(c, "Ronde"),
    "accept a comment": lambda w, c: w.comments.accept(c, _said(c), "Anders"),
    "make a contribution of one": lambda w, c: w.comments.make_contribution(
        c, _said(c), "opgave", "overheid", "Nieuw"
    ),
    "make an action of one": lambda w, c: w.comments.make_action(c, _said(c), "opgave", "Nieuw"),
}


def _first(canvas: Canvas) -> Contribution:
    return canvas.contributions[0]


def _said(canvas: Canvas) -> Comment:
    """A comment on the first contribution."""
    return next(c for c in canvas.comments if c.thing_id == _first(canvas).id)


def prepared(workspace: Workspace, canvas: Canvas) -> Canvas:
    """The canvas with a step behind it that undo and putting back would change."""
    workspace.comments.type(canvas, "Kan beter", thing=canvas.contributions[0])
    workspace.contents.edit(canvas, canvas.contributions[0], text="Gewijzigd")
    return now(workspace, canvas)


@pytest.mark.parametrize("door", LOCKED_DOORS)
def test_an_adopted_canvas_is_locked_for_every_door(
    anna: Workspace, full: Canvas, door: str
) -> None:
    there = adopted(anna, prepared(anna, full))

    with pytest.raises(RequestError, match="adopted"):
        LOCKED_DOORS[door](anna, there)

    assert now(anna, full) == there


@pytest.mark.parametrize("door", DOORS)
def test_in_review_it_changes_only_when_that_is_meant(
    anna: Workspace, bob: Workspace, full: Canvas, door: str
) -> None:
    canvas = prepared(anna, full)
    begun = bob.reviews.open_round(canvas, "Ronde 1", deadline=DAY)
    there = now(anna, canvas)

    with pytest.raises(InReview) as refused:
        DOORS[door](anna, there)

    assert (refused.value.round_id, refused.value.deadline) == (begun.id, DAY)
    assert now(anna, full) == there
    anna.reviews.intend(begun.id)
    DOORS[door](anna, there)
    assert said(now(anna, full)) != said(there)


def test_what_one_person_means_is_not_meant_by_another(
    anna: Workspace, bob: Workspace, full: Canvas
) -> None:
    begun = anna.reviews.open_round(full, "Ronde 1")
    anna.reviews.intend(begun.id)

    with pytest.raises(InReview):
        bob.contents.contribute(now(bob, full), "opgave", "overheid", "Van Bob")


def test_a_closed_round_stops_nobody(anna: Workspace, full: Canvas) -> None:
    begun = anna.reviews.open_round(full, "Ronde 1")
    anna.reviews.close_round(now(anna, full), begun)

    anna.contents.contribute(now(anna, full), "opgave", "overheid", "Daarna")

    with pytest.raises(RequestError, match="closed already"):
        anna.reviews.close_round(now(anna, full), anna.reviews.round(now(anna, full)))


def test_one_round_at_a_time_of_partners_who_are_there(anna: Workspace, full: Canvas) -> None:
    asked = [partner.id for partner in full.partners]
    with pytest.raises(UnknownThing, match="partner"):
        anna.reviews.open_round(full, "Ronde 1", partners=[build.uid(77, 7)])
    begun = anna.reviews.open_round(full, "Ronde 1", partners=[*asked, asked[0]])
    there = now(anna, full)

    assert begun.partners == tuple(asked)
    with pytest.raises(RequestError, match="Ronde 1 is still open"):
        anna.reviews.open_round(there, "Ronde 2")
    assert anna.reviews.round(there, "ronde 1") == anna.reviews.round(there, begun.id[-40:])
    assert anna.reviews.asked(there, begun) == list(full.partners)


def test_who_has_answered_is_counted(anna: Workspace, full: Canvas) -> None:
    first, second = full.partners[:2]
    begun = anna.reviews.open_round(full, "Ronde 1", partners=[first.id])
    there = now(anna, full)
    for partner in (second, second):
        anna.comments.type(there, "Kan beter", partner=partner, block="opgave")

    assert anna.reviews.answered(now(anna, full), begun) == {first.id: 0, second.id: 2}


def test_adopting_names_what_was_adopted_and_closes_the_round(
    anna: Workspace, full: Canvas
) -> None:
    anna.reviews.open_round(full, "Ronde 1")

    there = adopted(anna, full)

    standing = anna.reviews.standing(there)
    assert (standing.status, standing.version, standing.who) == (Status.ADOPTED, 1, "Stuurgroep")
    assert standing.adoption is not None
    assert standing.adoption.fingerprint == fingerprint(there)
    assert [each.is_open for each in there.rounds] == [False]
    with pytest.raises(RequestError, match="adopted already"):
        anna.reviews.adopt(there, decided_on=DAY)


def test_what_is_adopted_is_what_was_looked_at(
    anna: Workspace, bob: Workspace, full: Canvas
) -> None:
    bob.contents.contribute(full, "opgave", "overheid", "Nog gauw")

    with pytest.raises(Conflict, match="changed meanwhile"):
        anna.reviews.adopt(full, decided_on=DAY)


def test_two_readings_are_settled_before_it_is_adopted(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        theirs = now(away, full)
        away.contents.edit(theirs, theirs.contributions[0], text="Zo")
        anna.contents.edit(full, full.contributions[0], text="Of zo")
        anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)

    with pytest.raises(RequestError, match="choose first"):
        anna.reviews.adopt(now(anna, full), decided_on=DAY)
    anna.settling.settle_all(now(anna, full), Choice.KEEP)
    assert adopted(anna, full).adoptions


def test_an_empty_canvas_that_is_adopted_is_not_deleted_either(
    anna: Workspace, canvas: Canvas
) -> None:
    there = adopted(anna, canvas)

    with pytest.raises(Locked) as refused:
        anna.canvases.delete(canvas.id)
    with pytest.raises(Locked) as again:
        anna.canvases.edit(there.head, title="Hoe het dan zou heten")

    assert refused.value.values["title"] == again.value.values["title"] == canvas.title
    assert now(anna, canvas) == there


def test_reopening_begins_the_next_version_and_is_not_undone(anna: Workspace, full: Canvas) -> None:
    with pytest.raises(RequestError, match="not adopted"):
        anna.reviews.reopen(full, "Daarom")
    there = adopted(anna, full)
    anna.reviews.reopen(there, "Er stond een fout in")

    with pytest.raises(RequestError, match="not undone"):
        anna.canvases.undo(full.id)
    anna.contents.contribute(now(anna, full), "opgave", "overheid", "Mag weer")
    again = adopted(anna, full)

    assert [(a.version, a.in_force) for a in sorted(again.adoptions, key=lambda a: a.version)] == [
        (1, False),
        (2, True),
    ]


def test_an_adopted_canvas_goes_to_others_and_is_locked_there(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    adopted(anna, full)
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)

        with pytest.raises(Locked):
            away.contents.contribute(now(away, full), "opgave", "overheid", "Toch")
        assert not away.importing.canvas(anna.canvases.to_send(full.id), SOURCE).changed


def test_what_was_reopened_elsewhere_stays_adopted_here_until_it_is_reopened_here(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    adopted(anna, full)
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        anna.reviews.reopen(now(anna, full), "Nog iets")
        anna.contents.contribute(now(anna, full), "opgave", "overheid", "Mag weer")
        there = now(away, full)

        with pytest.raises(Locked) as refused:
            away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        assert str(refused.value) == (
            f"{full.title} was reopened elsewhere (Anna, Nog iets), and is adopted here "
            "(version 1); reopen it here first, then import this again"
        )
        assert now(away, full) == there

        away.reviews.reopen(there, "Anna gaat verder")
        done = away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        assert (done.added, done.to_choose) == (1, 0)
        assert away.reviews.standing(now(away, full)).version == 2


def test_two_that_adopt_different_things_are_not_put_together(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        adopted(anna, full)
        away.contents.contribute(now(away, full), "opgave", "overheid", "Alleen hier")
        there = adopted(away, full)

        with pytest.raises(Locked):
            away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        with pytest.raises(Locked):
            anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)

        assert now(away, full) == there


def test_reopening_ends_every_adoption_that_is_in_force(anna: Workspace, full: Canvas) -> None:
    there = adopted(anna, full)
    with anna.session.step(full.id) as step:  # as an earlier program could leave it
        step.put(
            anna.session.new(
                Adoption,
                canvas_id=full.id,
                version=1,
                fingerprint="0" * 64,
                decided_on=DAY,
                decided_by="Een ander",
            )
        )

    anna.reviews.reopen(now(anna, there), "Opnieuw")

    assert {a.reason for a in now(anna, full).adoptions} == {"Opnieuw"}
    assert anna.reviews.standing(now(anna, full)).status is Status.CONCEPT


def test_an_adopted_canvas_is_not_put_on_a_region_that_says_something_else(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        away.canvases.delete(full.id)
        region = away.regions.get(full.region.id)
        away.regions.edit(region, name="Hier heet het anders")
        adopted(anna, full)

        with pytest.raises(Locked, match="Hier heet het anders differs here"):
            away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        assert away.canvases.lines() == []

        away.regions.edit(away.regions.get(region.id), name=full.region.name)
        assert away.importing.canvas(anna.canvases.to_send(full.id), SOURCE).new


def test_a_region_that_an_adopted_canvas_locks_stays_and_the_rest_of_a_file_comes_in(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    other = anna.canvases.get(anna.canvases.new("Een tweede canvas", full.region.id).id)
    with opened(tmp_path / "elders.db", "Carla", clock=Clock(LATER)) as away:
        away.importing.canvas(anna.canvases.to_send(other.id), SOURCE)
        away.regions.edit(away.regions.get(full.region.id), name="Elders heet het anders")
        away.contents.contribute(now(away, other), "opgave", "overheid", "Van elders")
        there = adopted(anna, full)

        done = anna.importing.canvas(away.canvases.to_send(other.id), SOURCE)

        assert [str(remark) for remark in done.remarks] == [
            f"its region differs, and stays as it is here: that of {full.title}, adopted"
        ]
        assert (done.added, now(anna, full)) == (1, there)
        assert now(anna, other).region == full.region

        anna.reviews.reopen(there, "De regio krijgt een andere naam")
        anna.importing.canvas(away.canvases.to_send(other.id), SOURCE)
        assert now(anna, full).region.name == "Elders heet het anders"


def test_comments_and_rounds_go_on_when_a_canvas_is_adopted(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    begun = anna.reviews.open_round(full, "Ronde 1")
    comment = anna.comments.type(full, "Kan beter", block="opgave")
    there = adopted(anna, full)
    digits = fingerprint(there)
    late = anna.comments.type(there, "Te laat", thing=full.contributions[0])

    anna.comments.reject(now(anna, full), late, "Het is al besloten")
    anna.comments.postpone(now(anna, full), comment)
    (ended,) = now(anna, full).rounds
    anna.reviews.edit_round(now(anna, full), ended, name="De eerste ronde")

    after = now(anna, full)
    assert {c.state for c in after.comments} == {CommentState.REJECTED, CommentState.POSTPONED}
    assert [(r.id, r.name) for r in after.rounds] == [(begun.id, "De eerste ronde")]
    assert fingerprint(after) == digits
    anna.canvases.undo(full.id)
    assert now(anna, full).rounds[0].name == "Ronde 1"
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        assert away.reviews.standing(now(away, full)).status is Status.ADOPTED


def test_what_was_said_of_a_comment_apart_is_chosen_when_the_canvas_is_adopted(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    comment = anna.comments.type(full, "Kan beter", block="opgave")
    adopted(anna, full)
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        theirs = now(away, full)
        away.comments.reject(theirs, theirs.comments[0], "Nee")
        anna.comments.answer(now(anna, full), comment, "Ja")

        assert anna.importing.canvas(away.canvases.to_send(full.id), SOURCE).to_choose == 1

    anna.settling.settle_all(now(anna, full), Choice.KEEP)
    assert not now(anna, full).to_choose


def test_undoing_an_import_that_brought_comments_and_changes_is_asked_about(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    begun = anna.reviews.open_round(full, "Ronde 1")
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        away.reviews.intend(begun.id)
        away.comments.type(now(away, full), "Kan beter", block="opgave")
        away.contents.contribute(now(away, full), "opgave", "overheid", "Van elders")
        anna.reviews.intend(begun.id)
        anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)
    there = now(anna, full)
    anna.session.intends.clear()  # another day

    with pytest.raises(InReview):
        anna.canvases.undo(full.id)
    assert now(anna, full) == there

    anna.comments.accept(there, anna.comments.type(there, "Zo", thing=_first(there)), "Scherper")
    anna.canvases.undo(full.id)  # what was done with a comment was meant, and so is this
    assert _first(now(anna, full)).text == _first(there).text


def test_a_region_is_reviewed_with_its_canvases(anna: Workspace, full: Canvas) -> None:
    begun = anna.reviews.open_round(full, "Ronde 1")

    with pytest.raises(InReview) as refused:
        anna.regions.edit(full.region, name="Anders")
    assert (refused.value.canvas_id, refused.value.round_id) == (full.id, begun.id)
    assert now(anna, full).region == full.region

    anna.reviews.intend(begun.id)
    anna.regions.edit(full.region, name="Anders")
    assert now(anna, full).region.name == "Anders"


def test_a_copy_of_an_adopted_canvas_goes_again_when_its_import_is_undone(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    adopted(anna, full)
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        away.regions.undo()
        assert away.canvases.lines() == []
        away.regions.redo()
        assert away.reviews.standing(now(away, full)).status is Status.ADOPTED


def test_a_file_that_was_changed_after_it_was_adopted_is_refused(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    adopted(anna, full)
    sent = anna.canvases.to_send(full.id)
    changed = sent.model_copy(
        update={"head": sent.head.model_copy(update={"title": "Stiekem anders"})}
    )
    with opened(tmp_path / "elders.db", "Carla") as away:
        with pytest.raises(InvalidDocument) as refused:
            away.importing.canvas(changed, SOURCE)
        assert "changed after it was adopted" in str(refused.value.problems[0])
        assert away.canvases.lines() == []


def test_what_differs_from_what_was_adopted_elsewhere_is_not_locked_by_it(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        away.contents.contribute(now(away, full), "opgave", "overheid", "Alleen hier")
        adopted(anna, full)

        with pytest.raises(Locked, match="adopted elsewhere"):
            away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        with pytest.raises(Fault):
            anna.importing.canvas(away.canvases.to_send(full.id), SOURCE)
        assert away.reviews.standing(now(away, full)).status is Status.CONCEPT


def test_the_same_adopted_twice_apart_is_one_adoption(
    anna: Workspace, full: Canvas, tmp_path: Path
) -> None:
    with opened(tmp_path / "elders.db", "Carla") as away:
        away.importing.canvas(anna.canvases.to_send(full.id), SOURCE)
        theirs, ours = adopted(away, full), adopted(anna, full)

        assert [a.id for a in theirs.adoptions] == [a.id for a in ours.adoptions]
