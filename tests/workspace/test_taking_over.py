"""A rating that a partner gave is taken over; what was changed in the PDF is handled as one."""

from __future__ import annotations

import pytest

from tests.support import build
from tests.support.commented import CELL, commented
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import progress
from welvaartcanvas.domain.review import Comment, CommentState
from welvaartcanvas.errors import RequestError
from welvaartcanvas.workspace import Workspace

RATED = ("aanpak", "onderwijs")
FIRST, CHANGED = "Waar staat dat?", "Waar staat dat dan?"


@pytest.fixture
def canvas(anna: Workspace) -> Canvas:
    """A canvas in a review round, with a rating and an annotation that was changed."""
    return commented(anna)


def now(workspace: Workspace) -> Canvas:
    return workspace.canvases.get(build.uid(0, build.CANVAS))


def said(workspace: Workspace, text: str) -> Comment:
    return next(c for c in now(workspace).comments if c.text == text)


def test_a_rating_is_taken_over_into_its_cell_in_one_step(anna: Workspace, canvas: Canvas) -> None:
    comment = said(anna, "Loopt al")

    done = anna.comments.rate(canvas, comment, 4, "Er zijn leerbanen", "Dank")

    rating = now(anna).rating(*RATED)
    assert rating is not None
    assert (rating.score, rating.reason) == (4, "Er zijn leerbanen")
    assert (done.state, done.answer, done.result_id) == (
        CommentState.ACCEPTED,
        "Dank",
        rating.id,
    )
    anna.canvases.undo(canvas.id)
    assert now(anna).rating(*RATED) is None
    assert said(anna, "Loopt al").state is CommentState.OPEN


def test_the_rating_that_a_cell_has_is_changed(anna: Workspace, canvas: Canvas) -> None:
    comment = anna.comments.type(canvas, "Eerder een 2", block=CELL[0], perspective=CELL[1])
    before = now(anna).rating(*CELL)
    assert before is not None

    anna.comments.rate(now(anna), comment, 2, "")

    after = now(anna).rating(*CELL)
    assert after is not None
    assert (after.id, after.score) == (before.id, 2)


@pytest.mark.parametrize("place", [{}, {"block": "opgave"}])
def test_without_a_cell_there_is_nothing_to_rate(
    anna: Workspace, canvas: Canvas, place: dict[str, str]
) -> None:
    comment = anna.comments.type(canvas, "Een 2", **place)
    before = now(anna)

    with pytest.raises(RequestError, match="no side of a block"):
        anna.comments.rate(before, comment, 2, "")

    assert now(anna) == before


def test_what_is_done_with_the_newest_version_is_done_with_the_earlier_one_in_one_step(
    anna: Workspace, canvas: Canvas
) -> None:
    before = progress(canvas.comments)

    made = anna.comments.make_action(canvas, said(anna, CHANGED), "opgave", "Bron noemen")

    for text in (FIRST, CHANGED):
        comment = said(anna, text)
        assert (comment.state, comment.result_id) == (CommentState.ACTION, made.id)
    assert progress(now(anna).comments) == type(before)(before.handled + 1, before.total)
    anna.canvases.undo(canvas.id)
    assert {said(anna, text).state for text in (FIRST, CHANGED)} == {CommentState.OPEN}
    assert now(anna).actions == ()


def test_an_earlier_version_that_is_handled_alone_leaves_the_newest_open_and_stays_so(
    anna: Workspace, canvas: Canvas
) -> None:
    anna.comments.reject(canvas, said(anna, FIRST), "Staat er al")
    assert said(anna, CHANGED).state is CommentState.OPEN

    anna.comments.answer(now(anna), said(anna, CHANGED), "Op bladzijde 3")

    assert (said(anna, FIRST).state, said(anna, FIRST).answer) == (
        CommentState.REJECTED,
        "Staat er al",
    )


def test_another_word_about_the_newest_holds_for_what_was_handled_with_it(
    anna: Workspace, canvas: Canvas
) -> None:
    anna.comments.answer(canvas, said(anna, CHANGED), "Op bladzijde 3")
    anna.comments.answer(now(anna), said(anna, CHANGED), "Op bladzijde 4")
    assert said(anna, FIRST).answer == "Op bladzijde 4"

    anna.comments.open_again(now(anna), said(anna, CHANGED))
    assert {said(anna, text).state for text in (FIRST, CHANGED)} == {CommentState.OPEN}


def test_who_said_it_said_all_versions_of_it(anna: Workspace, canvas: Canvas) -> None:
    partner = canvas.partners[1]

    anna.comments.ascribe(canvas, [said(anna, CHANGED)], partner)

    assert {said(anna, text).partner_id for text in (FIRST, CHANGED)} == {partner.id}


def test_a_round_counts_what_was_changed_once(anna: Workspace, canvas: Canvas) -> None:
    partner = canvas.partners[1]
    before = anna.reviews.answered(canvas, canvas.rounds[0])[partner.id]

    anna.comments.ascribe(canvas, [said(anna, CHANGED)], partner)

    assert anna.reviews.answered(now(anna), canvas.rounds[0])[partner.id] == before + 1
