"""Starting a canvas."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Select, TextArea

from tests.support.tui import SIZES, messages, paste, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.conflict import ConflictDialog
from welvaartcanvas.tui.screens.new_canvas import EditCanvasDialog, NewCanvasDialog
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.workspace import Workspace


@pytest.mark.parametrize("size", SIZES)
async def test_a_canvas_is_started_in_the_region_at_the_cursor_and_opens(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    workspace.regions.add("Aalsmeer en omgeving")
    region = workspace.regions.add("Zeeland")
    async with app().run_test(size=size) as pilot:
        await pilot.press("end", "n")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Zeeland" in text
        assert "Welvaart Model" in text
        await paste(pilot, "Genoeg vakmensen")
        await pilot.press("enter")
        await paste(pilot, "Waarom nu")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CanvasScreen)
        [line] = workspace.canvases.lines()
        canvas = workspace.canvases.get(line.id)
        assert (canvas.title, canvas.head.description) == ("Genoeg vakmensen", "Waarom nu")
        assert canvas.region.id == region.id
        assert canvas.template.slug == "welvaart-model"
        await pilot.press("escape")
        await pilot.pause()
        assert "Genoeg vakmensen" in screen_text(pilot.app)


async def test_a_blank_title_is_refused_and_the_rest_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("n", "tab")
        await paste(pilot, "Toch al iets")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "empty" in messages(pilot.app)[-1]
        assert pilot.app.screen.query_one(TextArea).text == "Toch al iets"
    assert len(workspace.canvases.lines()) == 1


async def test_a_title_of_too_many_characters_stays_in_the_field(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("n")
        await paste(pilot, "x" * 25_000)
        await pilot.pause()
        assert "25000 of at most 200 characters" in screen_text(pilot.app)  # before one saves
        await pilot.press("ctrl+s")
        await pilot.pause()
        said = "title of the canvas: the text has 25000 characters; at most 200 are allowed"
        assert messages(pilot.app)[-1] == said
        field = pilot.app.screen.query_one("#title", Input)
        assert len(field.value) == 25_000
        field.value = "Vakmensen"
        await pilot.pause()
        assert "200 characters" not in screen_text(pilot.app)


async def test_leaving_asks_only_when_something_was_typed(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("n", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        await pilot.press("n", "a", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NewCanvasDialog)


async def test_the_buttons_work_with_the_mouse(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("n", "a")
        await pilot.pause()
        await pilot.click("#save")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CanvasScreen)
    assert len(workspace.canvases.lines()) == 2


async def test_a_template_of_ones_own_can_be_chosen_and_a_faulty_one_is_named(
    app: AppMaker, canvas: Canvas, tmp_path: Path
) -> None:
    from welvaartcanvas.locations import canvases_folder

    folder = tmp_path / "templates"
    folder.mkdir()
    text = (canvases_folder() / "welvaart-model.toml").read_text("utf-8")
    own = text.replace('slug = "welvaart-model"', 'slug = "eigen"', 1)
    (folder / "eigen.toml").write_text(own, "utf-8")
    (folder / "kapot[bold].toml").write_text("slug = ", "utf-8")
    async with app().run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        select = pilot.app.screen.query_one("#template", Select)
        select.value = "eigen"
        assert "Not usable: kapot[bold].toml" in screen_text(pilot.app)


async def test_a_title_with_markup_is_shown_as_typed_in_the_lists_of_choices(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.regions.add("[bold]Regio[/bold]")
    async with app().run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "[bold]Regio[/bold]" in screen_text(pilot.app)
        pilot.app.screen.query_one("#region").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert screen_text(pilot.app).count("[bold]Regio[/bold]") >= 2


@pytest.mark.parametrize("size", SIZES)
async def test_of_a_title_that_two_changed_both_are_shown_before_one_is_kept(
    app: AppMaker, workspace: Workspace, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(EditCanvasDialog(canvas.head))
        workspace.canvases.edit(canvas.head, title="Van een ander", description="Waarom nu")
        pilot.app.screen.query_one("#title", Input).value = "Van mij"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConflictDialog)
        assert "Van mij" in screen_text(pilot.app)
        assert "Van een ander" in screen_text(pilot.app)
        await pilot.click("#mine")
        await pilot.pause()
        assert workspace.canvases.get(canvas.id).title == "Van een ander"
        await pilot.press("ctrl+s")
        await pilot.pause()
    head = workspace.canvases.get(canvas.id).head
    assert (head.title, head.description) == ("Van mij", "Waarom nu")


async def test_a_title_and_a_description_that_two_changed_combine_without_a_question(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.app.push_screen(EditCanvasDialog(canvas.head))
        workspace.canvases.edit(canvas.head, description="Waarom nu")
        pilot.app.screen.query_one("#title", Input).value = "Van mij"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
    head = workspace.canvases.get(canvas.id).head
    assert (head.title, head.description) == ("Van mij", "Waarom nu")


async def test_a_canvas_that_somebody_deleted_meanwhile_is_said_and_the_text_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.app.push_screen(EditCanvasDialog(canvas.head))
        workspace.canvases.delete(canvas.id)
        pilot.app.screen.query_one("#title", Input).value = "Van mij"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "deleted by somebody else" in messages(pilot.app)[-1]
        assert "Van mij" in screen_text(pilot.app)
