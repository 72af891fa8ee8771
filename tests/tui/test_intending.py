"""While partners review, a change is asked about once; what is adopted does not change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, TextArea

from tests.support import build
from tests.support.tui import eventually, keep, messages, screen_text, type_text
from tests.support.workspaces import Clock, opened, said
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.review import Round
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.exchange import interchange
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.form import Form
from welvaartcanvas.workspace import Workspace

CELL = ("opgave", "ondernemers")
DAY = date(2026, 2, 14)
#: From the screen of the canvas into the list of its first cell: the last contribution there.
LIST = ("1", "enter", "up")

#: Every way in which the keys change what a canvas says: from the screen of the canvas.
CHANGES: dict[str, tuple[str, ...]] = {
    "the quick line": ("1", "enter", *"nieuw", "enter"),
    "the full editor": ("1", "enter", "ctrl+e", *"nieuw", "ctrl+s"),
    "changing a contribution": (*LIST, "enter", *"anders", "ctrl+s"),
    "its tags": (*LIST, "enter", "tab", "tab", "tab", *"eigen", "enter", "ctrl+s"),
    "moving it in its list": (*LIST, "shift+up"),
    "moving it to another side": (*LIST, "shift+right"),
    "moving it to another block": (*LIST, "m", "2", "enter"),
    "deleting it": (*LIST, "d"),
    "a rating": (*LIST, "s", "5", "ctrl+s"),
    "a rating in the guided round": ("g", "f4", "5"),
    "taking a rating back": ("1", "enter", "up", "s", "delete", "ctrl+s"),
    "a learning question": (*LIST, "l", *"hoe", "ctrl+s"),
    "changing a learning question": ("1", "enter", "down", "enter", *"hoe", "ctrl+s"),
    "deleting a learning question": ("1", "enter", "down", "d"),
    "an action": (*LIST, "a", *"doen", "ctrl+s"),
    "moving an action": ("1", "enter", "down", "down", "down", "shift+up"),
    "the title": ("e", "end", "exclamation_mark", "ctrl+s"),
    "a partner who said something": ("p", "d"),
    "undoing": ("ctrl+z",),
    "putting the whole canvas back": ("h", "end", "r", "tab", "enter"),
    "deleting the canvas": ("escape", "d", "enter"),
}


@pytest.fixture
def full(workspace: Workspace) -> Canvas:
    """A small canvas with something of every sort, to which Anna did something."""
    workspace.session.clock = Clock(build.MOMENT)
    anna = build.partner(1, "Anna Visser")
    canvas = keep(
        workspace,
        build.canvas(
            partners=(anna,),
            contributions=(build.contribution(2, *CELL, "Eén", partner_id=anna.id),),
            notes={CELL: ["Twee"]},
            scores={CELL: 3},
            learning_questions=(build.learning_question(3, "opgave"),),
            actions=(build.action(4, "opgave"), build.action(5, "opgave", "Nog iets")),
        ),
    )
    workspace.contents.contribute(canvas, *CELL, "Drie")
    return workspace.canvases.get(canvas.id)


@pytest.fixture
def asked(workspace: Workspace, full: Canvas) -> Round:
    """A round of the canvas that is open; within it Anna changed something that she meant."""
    found = workspace.reviews.open_round(
        full, "Reactieronde [b]1", partners=[full.partners[0].id], deadline=DAY
    )
    workspace.reviews.intend(found.id)
    workspace.contents.contribute(workspace.canvases.get(full.id), *CELL, "Vier")
    workspace.session.intends.clear()  # another day
    return found


def now(workspace: Workspace, canvas: Canvas) -> dict[str, object]:
    """What the canvas says; nothing when it is gone."""
    try:
        return said(workspace.canvases.get(canvas.id))
    except UnknownThing:
        return {}


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("keys", CHANGES.values(), ids=CHANGES)
async def test_in_review_a_change_is_asked_about_and_then_done(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round, keys: tuple[str, ...]
) -> None:
    before = now(workspace, full)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter", *keys)

        assert isinstance(pilot.app.screen, Confirm)
        text = screen_text(pilot.app)
        assert "Reactieronde [b]1 is under way, until 14 February 2026." in text
        assert "Asked: Anna Visser" in text
        assert now(workspace, full) == before

        pilot.app.screen.query_one("#yes", Button).press()
        await eventually(pilot, lambda: now(workspace, full) != before)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Confirm)


@pytest.mark.parametrize("keys", CHANGES.values(), ids=CHANGES)
async def test_an_adopted_canvas_stays_as_it_is(
    app: AppMaker, workspace: Workspace, full: Canvas, keys: tuple[str, ...]
) -> None:
    workspace.reviews.adopt(full, decided_on=DAY, decided_by="Stuurgroep")
    before = now(workspace, full)
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "enter", *keys)

        assert now(workspace, full) == before
        told = [*messages(pilot.app), *screen_text(pilot.app).split("│")]
        assert "reopen" in " ".join(" ".join(told).split())


async def test_redoing_is_asked_about_too(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round
) -> None:
    workspace.reviews.intend(asked.id)
    workspace.canvases.undo(full.id)
    workspace.session.intends.clear()
    before = now(workspace, full)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter", "ctrl+y", "tab", "enter")
        await eventually(pilot, lambda: now(workspace, full) != before)


async def test_who_said_yes_is_not_asked_again_in_that_round(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter", "1", "enter", *"nog", "enter", "tab", "enter")
        await pressed(pilot, *"meer", "enter")

        assert isinstance(pilot.app.screen, BlockScreen)
        texts = [note.text for note in workspace.canvases.get(full.id).cell(*CELL)]
        assert texts[-2:] == ["nog", "meer"]


async def test_who_says_no_keeps_what_was_typed(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "enter", "1", "enter", *"nieuw", "enter", "escape")

        assert pilot.app.screen.query_one("#words", TextArea).text == "nieuw"
        text = screen_text(pilot.app)
        assert "Not saved: Reactieronde [b]1 is under way." in text
        assert messages(pilot.app) == ["Nothing was changed: Reactieronde [b]1 is under way."]


async def test_a_form_whose_change_was_not_meant_stays_open_with_what_was_typed(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter", *LIST, "a", *"doen", "ctrl+s", "escape")

        assert isinstance(pilot.app.screen, Form)
        assert pilot.app.screen.query_one("#text", TextArea).text == "doen"


async def test_an_editor_of_an_adopted_canvas_shows_and_takes_nothing(
    app: AppMaker, workspace: Workspace, full: Canvas
) -> None:
    workspace.reviews.adopt(full, decided_on=DAY)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter", *LIST, "enter")

        assert isinstance(pilot.app.screen, Form)
        words = pilot.app.screen.query_one("#text", TextArea)
        before = words.text
        await pressed(pilot, *"abc")
        assert words.text == before
        assert "Version 1 is adopted: nothing of it changes" in screen_text(pilot.app)
        assert "r and then o reopens it" in " ".join(screen_text(pilot.app).split())


@pytest.fixture
def sent(full: Canvas, tmp_path: Path) -> Iterator[Path]:
    """A file of the canvas as somebody else changed it."""
    with opened(tmp_path / "bob.db", "Bob", clock=Clock(build.MOMENT.replace(year=2027))) as his:
        keep(his, full)
        there = his.canvases.get(full.id)
        his.contents.contribute(there, *CELL, "Van Bob")
        file = tmp_path / "bob.json"
        file.write_text(interchange.write(his.canvases.to_send(full.id)), "utf-8")
        yield file


async def test_an_import_that_changes_what_is_reviewed_is_asked_about(
    app: AppMaker, workspace: Workspace, full: Canvas, asked: Round, sent: Path
) -> None:
    before = now(workspace, full)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "i")
        pilot.app.screen.query_one(Input).value = str(sent)
        await pressed(pilot, "enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        assert now(workspace, full) == before

        pilot.app.screen.query_one("#yes", Button).press()
        await eventually(pilot, lambda: now(workspace, full) != before)


async def test_an_import_into_an_adopted_canvas_says_how_it_is_reopened(
    app: AppMaker, workspace: Workspace, full: Canvas, sent: Path
) -> None:
    workspace.reviews.adopt(full, decided_on=DAY)
    before = now(workspace, full)
    async with app().run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "i")
        pilot.app.screen.query_one(Input).value = str(sent)
        await pressed(pilot, "enter")
        await eventually(pilot, lambda: "reopens it" in screen_text(pilot.app))
        assert now(workspace, full) == before


async def test_a_canvas_that_is_adopted_elsewhere_locks_the_line_that_is_typed_in(
    app: AppMaker, workspace: Workspace, full: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = BlockScreen(full.id, "opgave")
        await pilot.app.push_screen(CanvasScreen(full.id))
        await pilot.app.push_screen(screen)
        await type_text(pilot, "half")
        workspace.reviews.adopt(full, decided_on=DAY)
        screen.reload()
        await pilot.pause()

        assert screen.query_one("#words", TextArea).read_only
        workspace.reviews.reopen(workspace.canvases.get(full.id), "Nieuwe cijfers")
        screen.reload()
        await pilot.pause()
        assert not screen.query_one("#words", TextArea).read_only
        assert screen.query_one("#words", TextArea).text == "half"
