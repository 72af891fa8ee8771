"""Taking over the rating that a partner filled in, and what a partner changed in the PDF."""

from __future__ import annotations

import pytest

from tests.support.commented import remark, took
from tests.support.tui import SIZES, paste
from tests.tui.conftest import AppMaker
from tests.tui.test_comments import (
    at_cursor,
    canvas,
    flat,
    opened,
    page,
    settled,
    stored,
    to,
    workspace,
)
from welvaartcanvas.domain.answers import Target
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.review import CommentState
from welvaartcanvas.tui.screens.comment_forms import AcceptForm, RateForm
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.workspace import Workspace

__all__ = ["canvas", "workspace"]  # fixtures

RATED = ("aanpak", "onderwijs")


@pytest.mark.parametrize("size", SIZES)
async def test_the_rating_that_a_partner_gave_is_chosen_and_taken_over(
    app: AppMaker,
    workspace: Workspace,
    canvas: Canvas,
    size: tuple[int, int],
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, canvas, "Loopt al")
        await settled(pilot, "t")
        form = pilot.app.screen
        assert isinstance(form, RateForm)
        assert form.query_one(Scores).score == 4
        assert "Loopt al" in flat(pilot)  # beside
        await settled(pilot, "3")  # and on to the reason
        await paste(pilot, "Er zijn leerbanen")
        await settled(pilot, "ctrl+s")

        rating = workspace.canvases.get(canvas.id).rating(*RATED)
        assert rating is not None
        assert (rating.score, rating.reason) == (3, "Er zijn leerbanen")
        assert stored(workspace, "Loopt al").state is CommentState.ACCEPTED
        await settled(pilot, "ctrl+z")
        assert workspace.canvases.get(canvas.id).rating(*RATED) is None
        assert at_cursor(pilot) == "Loopt al"


async def test_enter_names_it_and_the_score_of_now_and_its_reason_stand_there(
    app: AppMaker,
    workspace: Workspace,
    canvas: Canvas,
) -> None:
    workspace.reviews.intend(canvas.rounds[0].id)
    workspace.contents.rate(canvas, *RATED, 1, "Nog maar net begonnen")
    async with app().run_test(size=(140, 50)) as pilot:
        await opened(pilot, canvas, "Loopt al")
        await settled(pilot, "enter")
        assert "take the rating over" in flat(pilot)
        await paste(pilot, "rating over")
        await settled(pilot, "enter")
        assert isinstance(pilot.app.screen, RateForm)
        assert "Now: 1" in flat(pilot)
        assert "Nog maar net begonnen" in flat(pilot)
        await settled(pilot, "delete", "ctrl+s")
        assert "choose a score from 0 to 5 first" in flat(pilot)

        await settled(pilot, "4", "ctrl+s")
        rating = workspace.canvases.get(canvas.id).rating(*RATED)
        assert rating is not None
        assert (rating.score, rating.reason) == (4, "Nog maar net begonnen")


async def test_a_rating_on_something_with_a_text_can_be_taken_over_either_way(
    app: AppMaker,
    workspace: Workspace,
    canvas: Canvas,
) -> None:
    target = Target(thing_id=canvas.ratings[0].id)
    took(workspace, canvas, [remark("c1", "Te laag", rating=5, target=target)], export="a" * 32)
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Te laag")
        await settled(pilot, "t")
        assert isinstance(pilot.app.screen, AcceptForm)
        await settled(pilot, "escape", "enter")
        assert "take it over into the text" in flat(pilot)
        await paste(pilot, "rating over")
        await settled(pilot, "enter")
        assert isinstance(pilot.app.screen, RateForm)


async def test_what_was_changed_is_handled_as_one_and_the_next_open_one_comes(
    app: AppMaker,
    workspace: Workspace,
    canvas: Canvas,
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, canvas, "Waar staat dat dan?")
        shown = [comment.text for comment in page(pilot)._shown]
        newest = shown.index("Waar staat dat dan?")
        assert shown[newest + 1] == "Waar staat dat?"

        await settled(pilot, "u")
        for text in ("Waar staat dat dan?", "Waar staat dat?"):
            assert stored(workspace, text).state is CommentState.POSTPONED
        assert "1 postponed" in flat(pilot)
        assert at_cursor(pilot) == ""  # past the earlier version

        await to(pilot, "Waar staat dat?")
        await settled(pilot, "r")
        await paste(pilot, "Zie de nieuwe vraag")
        await settled(pilot, "enter")
        assert stored(workspace, "Waar staat dat?").state is CommentState.REJECTED
        assert stored(workspace, "Waar staat dat dan?").state is CommentState.POSTPONED
