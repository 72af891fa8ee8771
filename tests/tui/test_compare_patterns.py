"""Patterns across regions: the spread of each block, and what a type shares."""

from __future__ import annotations

import re

import pytest

from tests.support import build
from tests.support.comparing import WERK, scored
from tests.support.tui import SIZES, keep, screen_text, type_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.choose import Choose
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.compare_patterns import PatternsScreen
from welvaartcanvas.tui.widgets.distribution import box_plot, dots, histogram
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace


@pytest.fixture
def four(workspace: Workspace) -> Workspace:
    """Challenge: means 1, 2, 3 and 5; the first two cities of work. Approach: Aa alone, 1."""
    for number, (name, scores, aanpak) in enumerate(
        [
            ("Aa", (1, 1, 1), (1,)),
            ("Bb", (1, 2, 3), ()),
            ("Cc", (3, 3, 3), ()),
            ("Dd", (5, 5, 5), ()),
        ],
        start=1,
    ):
        region = build.region(number, name, cluster=WERK if number < 3 else None)
        keep(workspace, scored(number, region, scores, aanpak))
    return workspace


def test_a_strip_is_drawn_from_five_numbers() -> None:
    assert box_plot((1, 2, 3, 4, 5), 2).plain == "··├─━━╋━━─┤"
    assert box_plot((0, 0, 0, 0, 0), 1).plain == "╋·····"
    assert box_plot((), 1).plain == "······"
    assert dots((1, 1.1, 3), 2).plain == "··2···•····"
    assert histogram((0, 1, 8, 4, 0)).plain == "·▁█▄·"
    assert histogram(()).plain == ""


@pytest.mark.parametrize("size", SIZES)
async def test_each_block_says_how_its_means_are_spread(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(PatternsScreen(four.comparing.compare(Selection())))
        await pilot.pause()
        text = screen_text(pilot.app)
        # Of 1, 2, 3, 5 the median is 2.5; quartiles of four regions say less than the four.
        assert "2.5" in text and "(1.8" not in text
        assert re.search(r"·•·+•·+•·+•  \S{5}  4 +2\.5", text)
        challenge = next(line for line in text.splitlines() if "1 Challenge" in line)
        assert "+1  !2  ≠1   –" in challenge
        approach = next(line for line in text.splitlines() if "2 Approach" in line)
        assert "–  !1   –  ?4" in approach


@pytest.mark.parametrize("size", SIZES)
async def test_five_regions_have_quartiles(
    app: AppMaker, four: Workspace, size: tuple[int, int]
) -> None:
    keep(four, scored(5, build.region(5, "Ee"), (4, 4, 4)))
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(PatternsScreen(four.comparing.compare(Selection())))
        await pilot.pause()
        # By hand: of 1, 2, 3, 4, 5 the quartiles are 2, 3 and 4.
        assert re.search(r"├.*╋.*┤  \S{5}  5 +3\.0 \(2\.0 – 4\.0\)", screen_text(pilot.app))


async def test_what_a_type_shares_leads_to_the_regions_and_on_into_what_is_behind(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        patterns = PatternsScreen(four.comparing.compare(Selection()))
        await pilot.app.push_screen(patterns)
        await pilot.pause()
        assert (
            "! 2 of 2 regions of type city of work have an attention point in 1 Challenge"
            in screen_text(pilot.app)
        )
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        lines = pilot.app.screen.query_one(Lines)
        assert [option.id for option in lines.options] == [build.uid(1), build.uid(2)]
        assert "2.0" in screen_text(pilot.app)
        await type_text(pilot, "bb")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)
        assert "Bb › 1 Challenge" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is patterns


async def test_a_block_leads_to_all_its_regions_the_lowest_mean_first(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(PatternsScreen(four.comparing.compare(Selection())))
        await pilot.press("down", "enter")
        await pilot.pause()
        text = screen_text(pilot.app)
        assert text.index("Aa ") < text.index("Bb ") < text.index("Dd ")
        assert [option.id for option in pilot.app.screen.query_one(Lines).options] == [
            build.uid(number) for number in (1, 2, 3, 4)
        ]


async def test_the_cursor_stays_when_the_figures_change(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        patterns = PatternsScreen(four.comparing.compare(Selection()))
        await pilot.app.push_screen(patterns)
        await pilot.press("down")
        four.contents.rate(four.canvases.get(build.uid(0, 4)), "aanpak", "overheid", 5)
        patterns.refresh_all()
        await pilot.pause()
        assert patterns.query_one(Lines).chosen == "aanpak"
        assert re.search(r"  2 +3\.0", screen_text(pilot.app))  # of 1 and 5


async def test_without_types_it_is_said_why_nothing_is_shared(
    app: AppMaker, workspace: Workspace
) -> None:
    keep(workspace, scored(1, build.region(), (1,)))
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(PatternsScreen(workspace.comparing.compare(Selection())))
        await pilot.pause()
        assert "No region has a type yet" in screen_text(pilot.app)


async def test_names_are_no_markup(app: AppMaker, workspace: Workspace) -> None:
    name = "[bold]weg[/bold] {0}"
    keep(workspace, scored(1, build.region(name=name), (1,)))
    async with app().run_test(size=(120, 24)) as pilot:
        await pilot.app.push_screen(PatternsScreen(workspace.comparing.compare(Selection())))
        await pilot.press("enter")
        await pilot.pause()
        assert name in screen_text(pilot.app)
