"""The first screen: what a coordinator sees there, and what the keys do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support import build
from tests.support.carrying import Attached, carrying
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import (
    SIZES,
    eventually,
    keep,
    messages,
    paste,
    screen_text,
    small_canvas,
)
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange import interchange
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.region import RegionScreen
from welvaartcanvas.tui.screens.search import SearchScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace, open_workspace


@pytest.mark.parametrize("size", SIZES)
async def test_each_canvas_shows_how_far_it_is_and_who_changed_it(
    app: AppMaker, canvas: Canvas, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        line = next(line for line in lines if canvas.title in line)
        assert "1/6" in line
        assert line.count("1/6") == 2, "filled and rated"
        assert "13:45" in line
        assert "concept" in line
        # Where there is little room, how far a canvas is comes before who was there last.
        assert ("Anna" in line) == (size[0] > 80)
        assert any("Kop van de Veluwe" in line and "2 municipalities" in line for line in lines)


async def test_an_empty_workspace_says_what_to_do_first(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test() as pilot:
        await pilot.pause()
        assert "Press r to make your first region" in " ".join(screen_text(pilot.app).split())
        assert f"Newworkspace:{workspace.file}" in "".join(screen_text(pilot.app).split())
        assert "Open" not in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("r")
        assert isinstance(pilot.app.screen, RegionScreen)


async def test_it_speaks_dutch_when_asked(app: AppMaker, canvas: Canvas) -> None:
    async with app(language="nl").run_test() as pilot:
        await pilot.pause()
        assert "2 gemeenten" in screen_text(pilot.app)


async def test_the_cursor_begins_at_the_canvas_that_was_changed_last(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    later = build.MOMENT + timedelta(hours=1)
    workspace.session.clock = lambda: later
    other = keep(workspace, small_canvas(number=2, title="Later"))
    async with app().run_test() as pilot:
        await pilot.pause()
        assert pilot.app.screen.query_one(Lines).chosen == f"canvas:{other.id}"


async def test_enter_opens_the_canvas_or_the_region_at_the_cursor(
    app: AppMaker, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CanvasScreen)
        await pilot.press("escape", "up", "enter")
        assert isinstance(pilot.app.screen, RegionScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, WorkspaceScreen)


async def test_the_mouse_opens_too(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.pause()
        await pilot.click(Lines, offset=(8, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CanvasScreen)


async def test_a_deleted_canvas_is_asked_about_first_and_comes_back_whole(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("d")
        assert canvas.title in screen_text(pilot.app)
        await pilot.press("escape")
        assert len(workspace.canvases.lines()) == 1
        await pilot.press("d", "enter")
        await pilot.pause()
        assert workspace.canvases.lines() == []
        assert canvas.title not in screen_text(pilot.app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert workspace.canvases.get(canvas.id).contributions
        assert canvas.title in screen_text(pilot.app)
        await pilot.press("ctrl+y")
        assert workspace.canvases.lines() == []


async def test_a_region_with_canvases_is_not_deleted(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("up", "d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        assert "delete those first" in messages(pilot.app)[-1]
        assert len(workspace.regions.all()) == 1


async def test_an_empty_region_is_deleted_and_comes_back(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.regions.add("Nieuwe regio", ["GM0153"])
    async with app().run_test() as pilot:
        await pilot.press("d", "enter")
        await pilot.pause()
        assert workspace.regions.all() == []
        await pilot.press("ctrl+z")
        assert [region.name for region in workspace.regions.all()] == ["Nieuwe regio"]


async def test_nothing_to_undo_is_said(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test() as pilot:
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "nothing to redo" in messages(pilot.app)[-1]


async def test_a_canvas_gets_another_title(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("e", "end")
        await paste(pilot, " 2030")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert workspace.canvases.lines()[0].title == f"{canvas.title} 2030"
        assert f"{canvas.title} 2030" in screen_text(pilot.app)


async def test_unsaved_text_of_before_is_offered_and_opens_where_it_was_typed(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    workspace.drafts.keep(
        canvas.id, "contribution", "aanpak", {"text": "Half getypt"}, perspective="overheid"
    )
    async with app().run_test() as pilot:
        await pilot.pause()
        assert "1 text was typed and not saved. Press o to open it." in screen_text(pilot.app)
        await pilot.press("o")
        await pilot.pause()
        assert "Approach" in screen_text(pilot.app)


async def test_a_draft_of_a_canvas_that_is_gone_is_not_offered(
    app: AppMaker, workspace: Workspace
) -> None:
    workspace.drafts.keep(build.uid(0, 9), "contribution", "aanpak", {"text": "x"})
    async with app().run_test() as pilot:
        await pilot.pause()
        assert "not saved" not in screen_text(pilot.app)


async def test_what_another_program_changes_appears_within_a_second(
    app: AppMaker, workspace: Workspace, canvas: Canvas
) -> None:
    async with app().run_test() as pilot:
        await pilot.pause()
        with open_workspace(workspace.file, "Bram", clock=lambda: build.MOMENT) as other:
            other.canvases.new("Van een ander", canvas.region.id)
        await eventually(pilot, lambda: "Van een ander" in screen_text(pilot.app))
        assert pilot.app.screen.query_one(Lines).chosen == f"canvas:{canvas.id}", "stays put"


async def test_a_file_is_imported_and_a_wrong_path_can_be_mended(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "c.json").write_text(interchange.write(small_canvas()))
    async with app().run_test() as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "x.json")
        await pilot.press("enter")
        await eventually(pilot, lambda: "can't be read" in screen_text(pilot.app))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "c.json")
        await pilot.press("enter")
        await eventually(pilot, lambda: small_canvas().title in screen_text(pilot.app))
        assert [line.title for line in workspace.canvases.lines()] == [small_canvas().title]


async def test_a_pdf_brings_its_canvas_too_and_one_without_says_so(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "leeg.pdf").write_bytes(carrying())
    document = interchange.write(small_canvas()).encode()
    (tmp_path / "bericht.pdf").write_bytes(carrying(Attached(document)))
    async with app().run_test() as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "leeg.pdf")
        await pilot.press("enter")
        await eventually(pilot, lambda: "is a PDF without a canvas" in screen_text(pilot.app))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "bericht.pdf")
        await pilot.press("enter")
        await eventually(pilot, lambda: small_canvas().title in screen_text(pilot.app))
        assert [line.title for line in workspace.canvases.lines()] == [small_canvas().title]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_stand_there_as_they_were_typed(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    for number, name in enumerate(HOSTILE_NAMES, start=1):
        region = build.region(number, name)
        keep(workspace, build.canvas(number, name, region=region))
    async with app().run_test(size=size) as pilot:
        seen = set[str]()
        await pilot.press("home")
        for _page in range(len(HOSTILE_NAMES) * 2 // (size[1] - 5) + 2):
            await pilot.pause()
            seen.update(screen_text(pilot.app).splitlines())
            await pilot.press("pagedown")
    for name in HOSTILE_NAMES:
        start = name[:20]
        assert any(start in line for line in seen), name


@pytest.mark.parametrize("name", ["[bold]weg[/bold]", "[/]", "[@click=app.quit]stop[/]", "{0} %s"])
async def test_hostile_names_in_questions_and_messages(
    app: AppMaker, workspace: Workspace, name: str
) -> None:
    keep(workspace, small_canvas(title=name, region=build.region(1, name)))
    async with app().run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert f"Delete canvas {name} with" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await eventually(pilot, lambda: f"Undone: {name}" in screen_text(pilot.app))
        await pilot.press("up", "d")
        await eventually(pilot, lambda: f"{name} has canvases" in screen_text(pilot.app))


async def test_a_long_title_is_cut_with_a_sign_and_shown_whole_where_there_is_room(
    app: AppMaker, workspace: Workspace
) -> None:
    title = "Genoeg vakmensen in techniek, bouw, zorg en alles wat daarmee samenhangt"
    keep(workspace, small_canvas(title=title))
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = next(x for x in screen_text(pilot.app).splitlines() if "Genoeg" in x)
        assert "…" in line
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert title in screen_text(pilot.app)


async def test_the_keys_that_do_not_fit_are_behind_a_sign(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = screen_text(pilot.app).splitlines()[-1]
        assert " … " in bar
        assert "f1 Help" in bar
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        bar = screen_text(pilot.app).splitlines()[-1]
        assert "…" not in bar
        assert "i Import" in bar


async def test_a_click_on_a_key_is_that_key(app: AppMaker, canvas: Canvas) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        bar = screen_text(pilot.app).splitlines()[-1]
        await pilot.click(offset=(bar.index("/ Search"), 59))
        await pilot.pause()
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_a_damaged_workspace_is_said_and_not_a_traceback(
    app: AppMaker, workspace: Workspace, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    from welvaartcanvas.errors import StoreError
    from welvaartcanvas.store.faults import DAMAGED

    def broken() -> int:
        raise StoreError(DAMAGED, file=workspace.file)

    async with app().run_test() as pilot:
        await pilot.pause()
        monkeypatch.setattr(workspace.canvases, "lines", broken)
        pilot.app.screen.refresh_all()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "is damaged" in messages(pilot.app)[-1]
