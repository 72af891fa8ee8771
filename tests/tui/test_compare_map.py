"""The map screen: a figure of each area, found with arrows and mouse, told in words beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, keep, least_contrast, screen_text
from welvaartcanvas import registry
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.choose_figure import ChooseFigure
from welvaartcanvas.tui.screens.compare_map import CompareMapScreen
from welvaartcanvas.tui.themes import THEMES
from welvaartcanvas.tui.widgets.area_map import AreaMap, shade, sign
from welvaartcanvas.tui.widgets.area_raster import raster
from welvaartcanvas.tui.widgets.marks import TEXT_CONTRAST
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
Compare = Callable[..., bool]
BOTH_SIZES = pytest.mark.parametrize("size", SIZES, ids=["small", "large"])


def of_area(number: int, code: str, score: int, name: str = "") -> Canvas:
    """A canvas of a region of a whole COROP area in which every side rated the challenge so."""
    area = registry.corop(code)
    region = build.region(number, name or area.name, municipalities=area.municipalities)
    sides = ("ondernemers", "onderwijs", "overheid")
    scores = {("opgave", side): score for side in sides}
    return build.canvas(number, region=region, scores=scores)


@pytest.fixture
def country(workspace: Workspace) -> Workspace:
    """Regions of every class; Zuid-Limburg beside Utrecht, which has most municipalities."""
    given = [("CR01", 0), ("CR12", 1), ("CR13", 2), ("CR14", 3), ("CR15", 3), ("CR39", 4)]
    given += [("CR17", 5), ("CR28", 5), ("CR16", 5), ("CR04", 1), ("CR05", 1), ("CR06", 2)]
    for number, (code, score) in enumerate(given, start=1):
        keep(workspace, of_area(number, code, score))
    return workspace


async def opened(pilot: Pilot[None], workspace: Workspace) -> CompareMapScreen:
    screen = CompareMapScreen(workspace.comparing.compare(Selection()))
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


def showing(workspace: Workspace, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot, workspace)
        await pilot.press(*keys)
        await pilot.pause()

    return before


@BOTH_SIZES
@pytest.mark.parametrize("theme", ["welvaart-dark", "welvaart-light"])
def test_map(
    app: AppMaker, country: Workspace, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    assert snap_compare(app(theme=theme), terminal_size=size, run_before=showing(country))


@BOTH_SIZES
async def test_the_screen_says_what_is_shown_where_and_whose_map_it_is(
    app: AppMaker, country: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await opened(pilot, country)
        text = screen_text(pilot.app)
    for said in (
        "Compare regions › Map",
        "Mean rating",
        "1 :::: 0 to under 1  1 area",
        "5 ████ 4 to 5        4 areas",
        "– ···· no figure     28 areas",
        "Utrecht · Utrecht",
        "5.00  5 ██ 4 to 5",
        "26 of 26 municipalities have a figure",
        "Boundaries of the COROP areas 2025: CBS/Kadaster, CC BY 4.0",
    ):
        assert said in text


async def test_arrows_go_from_area_to_area_and_the_chosen_one_bears_its_class(
    app: AppMaker, country: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, country)
        area_map = screen.query_one(AreaMap)
        assert area_map.chosen == "CR17"
        assert "55555" in screen_text(pilot.app)

        await pilot.press("right")
        await pilot.pause()
        assert area_map.chosen == "CR15"
        text = screen_text(pilot.app)
        assert "Arnhem/Nijmegen · Gelderland" in text and "3.00  4 ▓▓ 3 to under 4" in text
        assert "444" in text and "555" not in text

        area_map.choose("CR40")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "–  – ·· no figure" in text
        assert "0 of 6 municipalities have a figure" in text
        assert "No compared region lies here." in text


async def test_a_click_chooses_an_area_and_one_at_sea_does_nothing(
    app: AppMaker, country: Workspace
) -> None:
    async with app().run_test(size=(200, 60)) as pilot:
        screen = await opened(pilot, country)
        area_map = screen.query_one(AreaMap)
        grid, across, down = area_map._placed()
        cells = {
            code: (column + across, row + down)
            for row, codes in enumerate(grid.rows)
            for column, code in enumerate(codes)
        }
        for code in ("CR39", "CR01", "CR31"):
            await pilot.click(AreaMap, offset=cells[code])
            await pilot.pause()
            assert area_map.chosen == code
            assert registry.corop(code).name in screen_text(pilot.app)
        await pilot.click(AreaMap, offset=cells[None])
        await pilot.click(AreaMap, offset=(0, 0))
        assert area_map.chosen == "CR31"


async def test_another_figure_is_chosen_from_a_list(app: AppMaker, country: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, country)
        await pilot.press("f")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, ChooseFigure)
        assert dialog.query_one(OptionList).option_count == 5 + 2 * 2  # the template has 2 blocks
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Number of strengths" in text
        assert "1  2 ██ 1 to 2" in text  # Utrecht rated one block, and that is a strength

        await pilot.press("f", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert "Number of strengths" in screen_text(pilot.app)


async def test_a_figure_of_one_block_names_it_and_what_is_not_rated_has_none(
    app: AppMaker, country: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, country)
        screen._shown = MapFigure(MapMeasure.SPREAD, "aanpak")
        screen.show()
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Spread: 2 Approach" in text
        assert "– ···· no figure     40 areas" in text


async def test_the_regions_of_an_area_stand_there_with_their_figures(
    app: AppMaker, country: Workspace
) -> None:
    keep(country, of_area(60, "CR17", 2, "Heuvelrug"))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, country)
        lines = [line[36:].split() for line in screen_text(pilot.app).splitlines()]
        assert ["Heuvelrug", "2.00"] in lines and ["Utrecht", "5.00"] in lines
        assert "3.50  4 ▓▓ 3 to under 4" in screen_text(pilot.app)  # (5 + 2) / 2


async def test_another_language_leaves_the_cursor_where_it_is(
    app: AppMaker, country: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, country)
        await pilot.press("right")
        settings = screen.welvaart.settings.model_copy(update={"language": "nl"})
        await screen.welvaart.use_settings(settings)
        await pilot.pause()
        assert screen.query_one(AreaMap).chosen == "CR15"
        text = screen_text(pilot.app)
        assert "Gemiddelde waardering" in text and "3,00  4 ▓▓ 3 tot 4" in text


async def test_what_another_program_rates_is_on_the_map(app: AppMaker, country: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, country)
        screen.query_one(AreaMap).choose("CR39")
        keep(country, of_area(70, "CR39", 0, "Mergelland"))
        screen.reload()
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "2.00  3 ▒▒ 2 to under 3" in text and "Mergelland" in text


async def test_more_regions_than_fit_are_reached_with_tab_and_the_arrows(
    app: AppMaker, country: Workspace
) -> None:
    for number in range(80, 110):
        keep(country, of_area(number, "CR17", 3, f"Regio {number:03}"))
    async with app().run_test(size=(80, 24)) as pilot:
        await opened(pilot, country)
        assert "Regio 109" not in screen_text(pilot.app)
        await pilot.press("tab", "end")
        await pilot.pause(0.5)
        assert "Regio 109" in screen_text(pilot.app)


async def test_hostile_names_of_regions_stand_there_as_they_are(
    app: AppMaker, workspace: Workspace
) -> None:
    names = [name for name in HOSTILE_NAMES[:20] if len(name) < 40]
    for number, name in enumerate(names, start=1):
        keep(workspace, of_area(number, "CR17", 3, name))
    async with app().run_test(size=(200, 60)) as pilot:
        await opened(pilot, workspace)
        text = screen_text(pilot.app)
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_everything_can_be_read_in_every_theme(
    app: AppMaker, country: Workspace, theme: str
) -> None:
    async with app(theme=theme).run_test(size=(80, 24)) as pilot:
        await opened(pilot, country)
        assert least_contrast(pilot.app) >= TEXT_CONTRAST


def test_classes_differ_without_colour() -> None:
    signs = [shade(kind, 5)[0] for kind in (None, *range(5))]
    assert len({*signs}) == 6
    assert [sign(kind) for kind in (None, 0, 4)] == ["–", "1", "5"]
    assert {shade(kind, 2)[0] for kind in range(2)} == {":", "█"}


def test_between_neighbours_of_one_class_runs_a_line() -> None:
    area_map = AreaMap()
    area_map.show(dict.fromkeys((area.code for area in registry.corop_areas()), 4), 5)
    grid = raster(90, 55)
    drawn = "\n".join(area_map._line(grid, row).plain for row in range(len(grid.rows)))
    assert "▉" in drawn and "▇" in drawn
    area_map.show(dict.fromkeys((area.code for area in registry.corop_areas()), 1), 5)
    lines = [area_map._line(grid, row) for row in range(len(grid.rows))]
    assert any("▕" in line.plain for line in lines)
    assert any("underline" in str(span.style) for line in lines for span in line.spans)
