"""Which regions resemble each other, and the numbers that make them alike."""

from __future__ import annotations

import pytest

from tests.support import build
from tests.support.comparing import scored
from tests.support.tui import SIZES, eventually, keep, screen_text, type_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.compare_likeness import LikenessScreen
from welvaartcanvas.tui.screens.side_by_side import SideBySideScreen
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace

AA, BB, CC, DD = (build.uid(number) for number in (1, 2, 3, 4))


@pytest.fixture
def four(workspace: Workspace) -> Workspace:
    """From Aa, Cc is 0 apart and Bb (4+4+0)/3; Dd rated one cell of six, which is too few."""
    given = {"Aa": (1, 1, 4), "Bb": (5, 5, 4), "Cc": (1, 1, 4), "Dd": (1,)}
    for number, (name, scores) in enumerate(given.items(), start=1):
        keep(workspace, scored(number, build.region(number, name), scores))
    return workspace


def likeness(workspace: Workspace, region_id: str = AA) -> LikenessScreen:
    return LikenessScreen(workspace.comparing.compare(Selection()), region_id)


@pytest.mark.parametrize("size", [*SIZES, (120, 40)])
async def test_the_nearest_comes_first_with_the_numbers_that_make_it_so(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = likeness(four)
        await pilot.app.push_screen(screen)
        await pilot.pause()
        assert [o.id for o in screen.query_one(Lines).options] == [f"{AA}:{CC}", f"{AA}:{BB}"]
        text = " ".join(screen_text(pilot.app).split())
        assert "Regions that resemble Aa" in text
        assert "mean difference between the ratings of both" in text
        assert "on average 0.00 points apart, over 3 shared cells of 6" in text
        assert "1 Challenge 2.0 2.0 0.0 3/3 ! ≠" in text
        await pilot.press("down")
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        assert "on average 2.67 points apart, over 3 shared cells of 6" in text
        assert "1 Challenge 2.0 4.7 2.7 3/3" in text
        assert "2 Approach – – – 0/3" in text


async def test_means_are_those_of_the_cells_that_both_rated_and_names_take_the_room(
    app: AppMaker, workspace: Workspace
) -> None:
    names = ("Samenwerking Achterhoek", "Samenwerking Kop van de Veluwe")
    for number, (name, scores) in enumerate(zip(names, ((1, 5, 5), (1, None, 5)), strict=True), 1):
        keep(workspace, scored(number, build.region(number, name), scores))
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(likeness(workspace))
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        # Of three cells both rated two: (1+5)/2 = 3.0 for both, and no point apart.
        assert "1 Challenge 3.0 3.0 0.0 2/3" in text
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(likeness(workspace))
        await pilot.pause()
        head = next(line for line in screen_text(pilot.app).splitlines() if "Apart" in line)
        assert all(name in head for name in names)


async def test_one_looks_from_the_region_at_the_cursor_or_from_any_other(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(likeness(four))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Regions that resemble Bb" in screen_text(pilot.app)
        await pilot.press("r")
        await pilot.pause()
        await type_text(pilot, "dd")
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "Regions that resemble Dd" in text
        assert "No other region rated a third of the cells" in text


async def test_the_closest_pairs_of_all_lead_to_one_of_the_two(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = likeness(four, BB)
        await pilot.app.push_screen(screen)
        await pilot.press("c")
        await eventually(pilot, lambda: "Aa – Cc" in screen_text(pilot.app))
        lines = screen.query_one(Lines)
        assert lines.chosen == f"{AA}:{CC}"
        assert lines.option_count == 3
        await pilot.press("enter")
        await pilot.pause()
        assert "Regions that resemble Aa" in screen_text(pilot.app)
        assert lines.chosen == f"{AA}:{CC}"


async def test_both_are_read_side_by_side(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(likeness(four))
        await pilot.press("down", "v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SideBySideScreen)
        text = screen_text(pilot.app)
        assert "Aa" in text
        assert "Bb" in text


async def test_the_cursor_stays_on_the_region_when_its_place_changes(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = likeness(four)
        await pilot.app.push_screen(screen)
        await pilot.press("down")
        canvas = four.canvases.get(build.uid(0, 3))
        four.contents.rate(canvas, "opgave", "ondernemers", 5)
        four.contents.rate(four.canvases.get(canvas.id), "opgave", "onderwijs", 5)
        four.contents.rate(four.canvases.get(canvas.id), "opgave", "overheid", 0)
        screen.refresh_all()
        await pilot.pause()
        assert [o.id for o in screen.query_one(Lines).options] == [f"{AA}:{BB}", f"{AA}:{CC}"]
        assert screen.query_one(Lines).chosen == f"{AA}:{BB}"


async def test_a_region_that_is_compared_no_more_makes_room(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(likeness(four, build.uid(99)))
        await pilot.pause()
        assert "Regions that resemble Aa" in screen_text(pilot.app)


async def test_names_are_no_markup(app: AppMaker, workspace: Workspace) -> None:
    for number in (1, 2):
        region = build.region(number, f"[bold]{number}[/bold] {{0}}")
        keep(workspace, scored(number, region, (1, 1, 1)))
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(likeness(workspace))
        await pilot.pause()
        assert "[bold]1[/bold] {0} – [bold]2[/bold] {0}" in screen_text(pilot.app)
