"""Ctrl+Z and Ctrl+Y go from what is being typed over into what was done, and back again."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.support import build
from tests.support.tui import keep, messages, type_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.round import RoundScreen
from welvaartcanvas.tui.widgets.editor import Editor
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
CELL = ("opgave", "overheid")

#: What the line holds and what the canvas holds.
State = tuple[str, list[str]]


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys``, each once what the one before it did is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def in_block(pilot: Pilot[None], canvas: Canvas) -> BlockScreen:
    """The first block on the screen, ready to type for the government."""
    screen = BlockScreen(canvas.id, "opgave", perspective="overheid")
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


async def test_redo_takes_the_way_of_undo_back(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await in_block(pilot, canvas)

        def state() -> State:
            notes = workspace.canvases.get(canvas.id).cell(*CELL)
            return screen.quick.editor.text, [note.text for note in notes]

        for text in ("Een", "Twee"):
            await type_text(pilot, text)
            await pressed(pilot, "enter")
        await type_text(pilot, "Half")
        way = [state()]
        for _step in range(3):
            await pressed(pilot, "ctrl+z")
            way.append(state())
        first = "Jongeren blijven voor de techniek"
        assert way == [
            ("Half", [first, "Een", "Twee"]),
            ("", [first, "Een", "Twee"]),
            ("", [first, "Een"]),
            ("", [first]),
        ]
        for before in way[-2::-1]:
            await pressed(pilot, "ctrl+y")
            assert state() == before
        await pressed(pilot, "ctrl+y")
        assert state() == way[0]
        for after in way[1:]:
            await pressed(pilot, "ctrl+z")
            assert state() == after


async def test_where_nothing_was_left_to_undo_redo_needs_no_more_keys(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await in_block(pilot, canvas)
        await type_text(pilot, "Een")
        await pressed(pilot, "enter")
        await type_text(pilot, "Half")
        await pressed(pilot, *["ctrl+z"] * 6)
        assert messages(pilot.app) == ["there is nothing to undo"]
        await pressed(pilot, "ctrl+y")
        assert len(workspace.canvases.get(canvas.id).contributions) == 1
        await pressed(pilot, "ctrl+y")
        assert screen.quick.editor.text == "Half"
        await pressed(pilot, "ctrl+y")
        assert messages(pilot.app) == ["there is nothing to redo"]


async def test_what_was_typed_after_undoing_is_what_is_redone_first(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await in_block(pilot, canvas)
        await type_text(pilot, "Een")
        await pressed(pilot, "enter", "ctrl+z")  # the contribution
        await type_text(pilot, "Nieuw")
        await pressed(pilot, "ctrl+z", "ctrl+y")
        assert screen.quick.editor.text == "Nieuw"
        assert len(workspace.canvases.get(canvas.id).cell(*CELL)) == 1
        await pressed(pilot, "ctrl+y")  # and what was undone before that is not lost
        assert len(workspace.canvases.get(canvas.id).cell(*CELL)) == 2


async def test_the_reason_of_a_rating_comes_back_after_the_rating(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        screen = RoundScreen(canvas.id)
        await pilot.app.push_screen(screen)
        await pilot.pause()
        cell = (screen.block_key, screen.side_key)
        reason = screen.query_one("#reason", Editor)
        await pressed(pilot, "tab", "3")
        await type_text(pilot, "Omdat")
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert workspace.canvases.get(canvas.id).rating(*cell) is None
        assert reason.text == ""
        await pressed(pilot, "ctrl+y")
        assert workspace.canvases.get(canvas.id).rating(*cell) is not None
        await pressed(pilot, "ctrl+y")
        assert reason.text == "Omdat"
