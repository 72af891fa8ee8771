"""The guided round, from the first empty cell to the friendly end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.support import build
from tests.support.tui import SIZES, keep, screen_text, type_text
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.drafting import PAUSE
from welvaartcanvas.tui.screens.agenda import AgendaScreen
from welvaartcanvas.tui.screens.rate import RatingForm
from welvaartcanvas.tui.screens.round import RoundScreen
from welvaartcanvas.tui.themes import THEMES
from welvaartcanvas.tui.widgets.scores import Scores
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]


async def started(pilot: Pilot[None], canvas: Canvas) -> RoundScreen:
    """The round on the screen."""
    screen = RoundScreen(canvas.id)
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait for what they do."""
    await pilot.press(*keys)
    await pilot.pause()


def here(screen: RoundScreen) -> tuple[str, str]:
    """The cell the round is at."""
    return (screen.block_key, screen.side_key)


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_canvas_is_filled_by_typing_on(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=size) as pilot:
        screen = await started(pilot, canvas)
        for place, cell in enumerate(canvas.template.cells, start=1):
            assert here(screen) == cell
            assert f"Cell {place} of 6" in screen_text(pilot.app)
            await type_text(pilot, f"Zin {place}")
            await pressed(pilot, "enter", "tab", str(place % 6))
            await type_text(pilot, f"Omdat {place}")
            await pressed(pilot, "enter")
        lines = screen_text(pilot.app)
        assert "All 6 cells have a contribution and a rating." in lines
        saved = workspace.canvases.get(canvas.id)
        for place, cell in enumerate(canvas.template.cells, start=1):
            rating = saved.rating(*cell)
            assert [note.text for note in saved.cell(*cell)] == [f"Zin {place}"]
            assert rating is not None
            assert (rating.score, rating.reason) == (place % 6, f"Omdat {place}")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, AgendaScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_all_that_helps_is_in_view(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    canvas = keep(workspace, build.empty_canvas(build.shipped_template()))
    async with app().run_test(size=size) as pilot:
        screen = await started(pilot, canvas)
        lines = " ".join(screen_text(pilot.app).split())
        block = screen.block
        for text in (
            block.question("en"),
            *block.guidance["ondernemers"].prompts("en"),
            *(anchor.text("en") for anchor in canvas.template.anchors),
            "27 still open",
        ):
            assert text in lines
        if size[1] > 30:
            assert block.guidance["ondernemers"].example("en") in lines
            assert block.why("en") in lines


async def test_the_round_skips_what_is_done_and_goes_back_to_anything(
    app: AppMaker, workspace: Workspace
) -> None:
    done = ("opgave", "onderwijs")
    canvas = keep(workspace, build.canvas(notes={done: ["Iets"]}, scores={done: 3}))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, canvas)
        assert "5 still open" in screen_text(pilot.app)
        await pressed(pilot, "pagedown")
        assert here(screen) == ("opgave", "overheid")
        await pressed(pilot, "pageup")
        assert here(screen) == done
        assert "• Iets" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert here(screen) == ("aanpak", "overheid")
        await pressed(pilot, "ctrl+n")  # round to the first
        assert here(screen) == ("opgave", "ondernemers")


async def test_any_cell_is_two_keys_away(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, canvas)
        await pressed(pilot, "ctrl+g", "2", "down", "enter")
        assert here(screen) == ("aanpak", "onderwijs")
        await type_text(pilot, "Meteen typen")
        await pressed(pilot, "enter")
        saved = workspace.canvases.get(canvas.id)
        assert [note.text for note in saved.cell("aanpak", "onderwijs")] == ["Meteen typen"]


async def test_several_contributions_stay_in_the_cell(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, canvas)
        for text in ("Een", "Twee", "Drie"):
            await type_text(pilot, text)
            await pressed(pilot, "enter")
        assert here(screen) == canvas.template.cells[0]
        assert "3 contributions" in screen_text(pilot.app)
        await pressed(pilot, "up", "d")
        saved = workspace.canvases.get(canvas.id)
        assert [note.text for note in saved.cell(*canvas.template.cells[0])] == ["Een", "Twee"]
        await pressed(pilot, "enter")
        await type_text(pilot, " maal")
        await pressed(pilot, "ctrl+s")
        saved = workspace.canvases.get(canvas.id)
        assert [note.text for note in saved.cell(*canvas.template.cells[0])] == ["Een", "Twee maal"]


async def test_a_score_is_saved_at_once_and_a_reason_is_kept_as_a_draft(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    cell = canvas.template.cells[0]
    async with app().run_test(size=(80, 24)) as pilot:
        await started(pilot, canvas)
        await pressed(pilot, "tab", "4")
        rating = workspace.canvases.get(canvas.id).rating(*cell)
        assert rating is not None
        assert (rating.score, rating.reason) == (4, "")
        await type_text(pilot, "Nog niet af")
        await pilot.pause(PAUSE * 2)
        await pressed(pilot, "pagedown", "pageup")
        assert "Nog niet af" in screen_text(pilot.app)
        await pressed(pilot, "escape")
        await started(pilot, canvas)
        assert "Nog niet af" in screen_text(pilot.app)
        assert "Restored: typed on" in screen_text(pilot.app)


async def test_a_rating_is_taken_back_and_a_reason_asks_for_a_score(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.canvas())
    cell = canvas.template.cells[0]
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, canvas)
        await pressed(pilot, "tab", "4", "up", "delete")
        assert workspace.canvases.get(canvas.id).rating(*cell) is None
        await pressed(pilot, "tab")
        await type_text(pilot, "Daarom")
        await pressed(pilot, "enter")
        assert "! choose a score from 0 to 5 first" in screen_text(pilot.app)
        assert screen.focused is screen.query_one(Scores)
        await pressed(pilot, "2", "enter")
        rating = workspace.canvases.get(canvas.id).rating(*cell)
        assert rating is not None
        assert (rating.score, rating.reason) == (2, "Daarom")


async def test_leaving_keeps_what_was_typed(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        await started(pilot, canvas)
        await type_text(pilot, "Halverwege")
        await pressed(pilot, "escape")
        screen = await started(pilot, canvas)
        assert screen.query_one("#words").text == "Halverwege"  # type: ignore[attr-defined]


async def test_a_full_canvas_ends_at_once_but_can_be_walked(
    app: AppMaker, workspace: Workspace
) -> None:
    canvas = keep(workspace, build.full_canvas(1, template=build.small_template()))
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, canvas)
        assert "All 6 cells" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+g", "enter")
        assert here(screen) == canvas.template.cells[0]
        assert "All 6 cells" not in screen_text(pilot.app)
        await pressed(pilot, "pagedown")
        assert "All 6 cells" in screen_text(pilot.app)


async def test_the_mouse_rates_too(app: AppMaker, workspace: Workspace) -> None:
    canvas = keep(workspace, build.canvas())
    async with app().run_test(size=(80, 24)) as pilot:
        await started(pilot, canvas)
        await pilot.click("#score", offset=(4, 1))
        await pilot.pause()
        rating = workspace.canvases.get(canvas.id).rating(*canvas.template.cells[0])
        assert rating is not None
        assert rating.score == 1


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_chosen_score_stands_out_whole(
    app: AppMaker, workspace: Workspace, theme: str
) -> None:
    canvas = keep(workspace, build.canvas())
    async with app(theme=theme).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(RatingForm(canvas, *canvas.template.cells[0]))
        await pressed(pilot, "3", "shift+tab")
        assert pilot.app.screen.query_one(Scores).has_focus
        rows = pilot.app.screen._compositor.render_strips()
        row = next(row for row in rows if "▸ 3 " in row.text)
        start = cell_len(row.text.partition("▸")[0])
        chosen = row.crop(start, start + cell_len("▸ 3 ━━━── Agreed on paper"))
        looks = {(s.style.color, s.style.bgcolor, s.style.bold) for s in chosen if s.style}
        assert len(looks) == 1
