"""Language, look and name: seen and kept at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.tui import SIZES, eventually, least_contrast, messages, paste, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import language
from welvaartcanvas.tui.screens.settings import SettingsScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.themes import CONTRAST, DARK, LIGHT, THEMES
from welvaartcanvas.workspace import Workspace


def kept(tmp_path: Path) -> dict[str, str]:
    """The settings as they are kept in the file."""
    found: dict[str, str] = json.loads((tmp_path / "settings.json").read_text())
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_in_view(app: AppMaker, size: tuple[int, int]) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("s")
        await pilot.pause()
        text = screen_text(pilot.app)
        for part in ("Nederlands", "English", "High contrast", "Anna", "◆", "Attention point"):
            assert part in text


async def test_another_language_is_spoken_at_once_also_by_the_screens_below(
    app: AppMaker, canvas: Canvas, tmp_path: Path
) -> None:
    async with app(language="en").run_test() as pilot:
        await pilot.press("s", "up")
        await eventually(pilot, lambda: language() == "nl")
        await pilot.pause()
        assert kept(tmp_path)["language"] == "nl"
        await pilot.press("escape")
        await pilot.pause()
        assert "2 gemeenten" in screen_text(pilot.app)
        assert canvas.title in screen_text(pilot.app)


async def test_undo_goes_back_to_the_settings_before(app: AppMaker, tmp_path: Path) -> None:
    async with app(language="en").run_test() as pilot:
        await pilot.press("s", "up")
        await eventually(pilot, lambda: language() == "nl")
        await pilot.press("ctrl+z")
        await eventually(pilot, lambda: language() == "en")
        assert kept(tmp_path)["language"] == "en"
        await pilot.press("ctrl+z")
        assert isinstance(pilot.app.screen, SettingsScreen)


async def test_a_look_is_worn_at_the_cursor_and_kept(app: AppMaker, tmp_path: Path) -> None:
    async with app(theme=LIGHT.name).run_test() as pilot:
        await pilot.press("s", "tab", "down")
        await eventually(pilot, lambda: pilot.app.theme == DARK.name)
        await pilot.press("down")
        await eventually(pilot, lambda: pilot.app.theme == CONTRAST.name)
        assert kept(tmp_path)["theme"] == CONTRAST.name


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_first_screen_can_be_read_in_each_look(
    app: AppMaker, canvas: Canvas, theme: str
) -> None:
    """What stands there has the contrast that WCAG 2.1 asks of text (1.4.3)."""
    async with app(theme=theme).run_test() as pilot:
        await pilot.pause()
        assert least_contrast(pilot.app) >= 4.5


async def test_the_name_is_that_of_the_next_change(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("s", "tab", "tab", "ctrl+u")
        await paste(pilot, "Özlem")
        await pilot.press("escape")
        await eventually(pilot, lambda: workspace.session.who == "Özlem")
        assert kept(tmp_path)["name"] == "Özlem"


async def test_a_name_that_cannot_be_is_refused_and_stays_in_the_field(app: AppMaker) -> None:
    async with app().run_test() as pilot:
        await pilot.press("s")
        pilot.app.screen.query_one("#name", Input).value = "x" * 201
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert "200" in messages(pilot.app)[-1]
        assert len(pilot.app.screen.query_one("#name", Input).value) == 201


async def test_settings_that_cannot_be_kept_take_effect_and_it_is_said(
    app: AppMaker, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").mkdir()
    async with app(theme=LIGHT.name).run_test() as pilot:
        await pilot.press("s", "tab", "down")
        await eventually(pilot, lambda: pilot.app.theme == DARK.name)
        assert "is a folder" in messages(pilot.app)[-1]


async def test_a_look_that_is_unknown_becomes_the_usual_one(app: AppMaker) -> None:
    async with app(theme="zwart").run_test() as pilot:
        assert pilot.app.theme == DARK.name
        assert isinstance(pilot.app.screen, WorkspaceScreen)
