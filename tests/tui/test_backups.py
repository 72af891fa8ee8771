"""The backups in the screens: listed, taken, put back; and the copy of the day."""

from __future__ import annotations

from tests.support.tui import eventually, messages, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import set_language
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.backups import BackupsScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.workspace import Workspace


async def test_a_backup_is_listed_with_what_it_holds_and_put_back(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.backups.take()
    workspace.regions.add("Twente")
    async with app().run_test(size=(120, 30)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "made by hand" in text
        assert "1 canvas" in text
        assert "Anna" in text

        await pilot.press("enter", "left", "enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))
        await eventually(pilot, lambda: "Put back" in messages(pilot.app)[-1])
        assert "Twente" not in screen_text(pilot.app)
        assert canvas.title in screen_text(pilot.app)
    assert [backup.kind for backup in workspace.backups.all()].count("replaced") == 1


async def test_what_a_backup_is_and_how_it_comes_back_can_be_read_on_80_columns(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.backups.take()
    workspace.backups.restore(workspace.backups.all()[0].file)
    async with app(language="nl").run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "vóór terugzetten" in text and "zelf gemaakt" in text
        assert "Terugzetten" in text.splitlines()[-1]


async def test_one_is_taken_on_request(app: AppMaker, workspace: Workspace, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("b", "n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BackupsScreen)
        assert len(workspace.backups.all()) == 1


async def test_the_copy_of_the_day_is_taken_when_the_first_screen_is_there(
    workspace: Workspace, canvas: Canvas
) -> None:
    set_language("en")
    async with WelvaartApp(workspace, Settings(language="en"), backing_up=True).run_test() as pilot:
        await eventually(pilot, workspace.backups.all)
    assert [backup.kind for backup in workspace.backups.all()] == ["daily"]


async def test_what_goes_wrong_is_said_and_the_program_runs(
    workspace: Workspace, canvas: Canvas
) -> None:
    workspace.backups.folder.touch()
    set_language("en")
    async with WelvaartApp(workspace, Settings(language="en"), backing_up=True).run_test() as pilot:
        await eventually(pilot, lambda: messages(pilot.app))
        assert "can't be written" in messages(pilot.app)[-1]
        assert canvas.title in screen_text(pilot.app)


async def test_where_and_how_many_is_chosen_in_the_settings(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Folder for backups" in screen_text(pilot.app)
        assert "Kept: weeks" in screen_text(pilot.app)
        pilot.app.screen.query_one("#backup_days").focus()
        await pilot.press("end", "backspace", "3", "enter")
        await eventually(pilot, lambda: workspace.backups.plan.days == 3)
        await pilot.press("f3")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, BackupsScreen))
