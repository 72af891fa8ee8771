"""Help on each screen, the key bar and the palette."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.tui import SIZES, eventually, keep, messages, paste, screen_text, small_canvas
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.keys import own_keys
from welvaartcanvas.tui.screens.base import Page
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.help import HelpScreen
from welvaartcanvas.tui.screens.palette import Palette
from welvaartcanvas.tui.screens.region import RegionScreen
from welvaartcanvas.tui.screens.search import SearchScreen
from welvaartcanvas.tui.screens.settings import SettingsScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.workspace import Workspace

PAGES: list[Callable[[], Page]] = [
    WorkspaceScreen,
    lambda: RegionScreen(None),
    SearchScreen,
    SettingsScreen,
]


@pytest.mark.parametrize("size", SIZES)
async def test_help_says_what_the_screen_is_for_and_its_keys(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "All your regions and their canvases" in text
        assert "New region" in text
        await pilot.press("end")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "conversation agenda" in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)


@pytest.mark.parametrize("page", PAGES)
async def test_each_screen_has_a_help_of_its_own(
    app: AppMaker, canvas: Canvas, page: Callable[[], Page]
) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        screen = page()
        await pilot.app.push_screen(screen)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert screen.HELP[:60] in screen_text(pilot.app)
        await pilot.press("f1")
        assert len([s for s in pilot.app.screen_stack if isinstance(s, HelpScreen)]) == 1


async def test_a_dialog_has_help_too(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("n", "f1")
        await pilot.pause()
        assert "about one challenge in one region" in screen_text(pilot.app)


async def test_the_help_names_the_signs_and_the_sides(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        text = screen_text(pilot.app)
        for part in ("◆", "●", "■", "Strength", "Attention point", "Difference of view"):
            assert part in text


async def test_the_help_is_dutch_for_who_speaks_dutch(app: AppMaker, canvas: Canvas) -> None:
    async with app(language="nl").run_test(size=(200, 60)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Aandachtspunt" in text
        assert "All your regions" not in text


async def test_a_name_in_the_title_line_is_no_markup(app: AppMaker, workspace: Workspace) -> None:
    keep(workspace, small_canvas(title="[bold]weg[/bold]"))
    async with app().run_test() as pilot:
        await pilot.press("enter", "f1")
        await pilot.pause()
        assert "[bold]weg[/bold] › Help" in screen_text(pilot.app).splitlines()[0]


async def test_the_palette_finds_every_action_that_the_program_has_here(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(120, 60)) as pilot:
        names = {active.binding.description for active in own_keys(pilot.app.screen)} - {"More"}
        await pilot.press("ctrl+p")
        await eventually(pilot, lambda: "Import" in screen_text(pilot.app))
        text = screen_text(pilot.app)
        assert {"New canvas", "Undo", "Redo", "Settings", "Quit"} <= names
        assert all(name in text for name in names)
        await paste(pilot, "region")
        await pilot.press("enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, RegionScreen))


async def test_the_palette_speaks_dutch_and_says_when_nothing_is_called_so(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app(language="nl").run_test() as pilot:
        await pilot.press("ctrl+p")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Palette))
        assert "Search for" not in screen_text(pilot.app)
        await paste(pilot, "qqqq")
        await pilot.pause(0.1)
        assert "No matches" not in screen_text(pilot.app)
        await pilot.press("escape")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))


async def test_figures_that_do_the_same_are_named_together(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave", perspective="overheid"))
        await pilot.press("up", "f1")
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        assert re.search(r"1–9 +To block", screen_text(pilot.app))


@pytest.mark.parametrize("key", ["ctrl+f", "f2"])
@pytest.mark.parametrize("over", [[], ["f1"]], ids=["question", "help on the question"])
async def test_a_question_is_answered_before_one_goes_elsewhere(
    app: AppMaker, canvas: Canvas, key: str, over: list[str]
) -> None:
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d", *over)
        await pilot.pause()
        before = pilot.app.screen
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is before
        assert messages(pilot.app) == ["First finish what is open here; Esc closes it."]
        await pilot.press(*["escape" for _ in over], "escape", key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen | SettingsScreen)


async def test_a_window_that_asks_nothing_is_closed_and_not_cancelled(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(BlockScreen(canvas.id, "opgave"))
        await pilot.press("f3")
        await pilot.pause()
        assert "Close" in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("escape", "f5")
        await pilot.pause()
        assert "Cancel" not in screen_text(pilot.app)  # what was typed is kept


async def test_enter_is_called_what_it_does(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(RegionScreen(None))
        await pilot.press("tab", "e", "p", "e", "tab")
        await pilot.pause()
        bottom = screen_text(pilot.app).splitlines()[-1]
        assert "Add" in bottom
        assert "Open" not in bottom
