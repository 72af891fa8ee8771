"""Two to four regions side by side in full text."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from tests.support import build
from tests.support.comparing import scored
from tests.support.tui import eventually, keep, screen_text
from tests.support.workspaces import opened
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.side_by_side import SideBySideScreen
from welvaartcanvas.workspace import Workspace

NAMES = ("Aa", "Bb", "Cc", "Dd")


@pytest.fixture
def four(workspace: Workspace) -> Workspace:
    """Four regions; each says in the challenge who it is, and the first says a great deal."""
    for number, name in enumerate(NAMES, start=1):
        said = [f"Wij zijn {name}"]
        if number == 1:
            said += [f"Zin {n}" for n in range(1, 41)]
        notes = {("opgave", "overheid"): said, ("aanpak", "onderwijs"): [f"Zo pakt {name} het aan"]}
        keep(workspace, scored(number, build.region(number, name), (4, 4, number), notes=notes))
    keep(workspace, scored(5, build.region(2, "Bb"), title="Een tweede canvas", notes=notes))
    return workspace


async def beside(pilot: Pilot[None], workspace: Workspace, *names: str) -> SideBySideScreen:
    """Open the regions with those names side by side."""
    compared = workspace.comparing.compare(Selection())
    ids = [build.uid(NAMES.index(name) + 1) for name in names]
    screen = SideBySideScreen(compared, ids, "opgave")
    await pilot.app.push_screen(screen)
    await pilot.pause()
    return screen


def shown(pilot: Pilot[None]) -> list[str]:
    """The regions that are seen, from left to right."""
    return re.findall(r"│ (\w\w)  \d", screen_text(pilot.app))


async def test_every_rating_stands_there_with_its_meaning_and_its_reason(
    app: AppMaker, workspace: Workspace
) -> None:
    for number, name in enumerate(("Aa", "Bb"), start=1):
        given = scored(number, build.region(number, name), (number, None, 4))
        ratings = [r.model_copy(update={"reason": f"Omdat {name}"}) for r in given.ratings[:1]]
        keep(workspace, given.model_copy(update={"ratings": (*ratings, *given.ratings[1:])}))
    async with app().run_test(size=(80, 40)) as pilot:
        await beside(pilot, workspace, "Aa", "Bb")
        text = screen_text(pilot.app)
        first = next(line for line in text.splitlines() if "━" in line)
        assert "1 ━──── " in first and "2 ━━─── " in first
        assert re.search("Omdat Aa .*Omdat Bb", text)


@pytest.mark.parametrize(("width", "seen"), [(80, 2), (120, 3), (200, 4)])
async def test_as_many_regions_stand_side_by_side_as_fit_and_the_rest_is_named(
    app: AppMaker, four: Workspace, width: int, seen: int
) -> None:
    async with app().run_test(size=(width, 24)) as pilot:
        await beside(pilot, four, *NAMES)
        assert shown(pilot) == list(NAMES[:seen])
        assert (f"{4 - seen} ›" in screen_text(pilot.app)) == (seen < 4)
        await pilot.press(*["right"] * 4)
        assert shown(pilot) == list(NAMES[4 - seen :])
        assert (f"‹ {4 - seen}" in screen_text(pilot.app)) == (seen < 4)


async def test_all_columns_scroll_together_to_the_end(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await beside(pilot, four, "Aa", "Bb")
        text = screen_text(pilot.app)
        assert "• Wij zijn Aa" in text
        assert "• Zin 40" not in text
        await pilot.press(*["pagedown"] * 4)
        assert "• Zin 40" in screen_text(pilot.app)
        await pilot.press(*["pageup"] * 4)
        assert "• Wij zijn Aa" in screen_text(pilot.app)


async def test_blocks_are_walked_by_brackets_and_figures_and_begin_at_the_top(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await beside(pilot, four, "Aa", "Bb")
        await pilot.press("pagedown", "right_square_bracket")
        text = screen_text(pilot.app)
        assert "2 Approach" in text
        assert "What are we going to do?" in text
        assert "• Zo pakt Aa het aan" in text
        await pilot.press("1")
        assert "• Wij zijn Aa" in screen_text(pilot.app)
        await pilot.press("left_square_bracket")  # the last block comes before the first
        assert "2 Approach" in screen_text(pilot.app)


async def test_of_several_canvases_it_says_which_says_what(app: AppMaker, four: Workspace) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await beside(pilot, four, "Bb", "Cc")
        text = screen_text(pilot.app)
        assert "Een tweede canvas" in text
        assert text.count("• Wij zijn Dd") == 1  # what the second canvas of Bb holds


async def test_what_another_program_adds_appears_and_a_region_that_is_gone_goes(
    app: AppMaker, four: Workspace
) -> None:
    async with app().run_test(size=(120, 24)) as pilot:
        await beside(pilot, four, "Bb", "Cc", "Dd")
        with opened(four.file, "Bram") as other:
            canvas = other.canvases.get(build.uid(0, 3))
            other.contents.contribute(canvas, "opgave", "ondernemers", "Net gezegd")
        await eventually(pilot, lambda: "• Net gezegd" in screen_text(pilot.app))
        with opened(four.file, "Bram") as other:
            other.canvases.delete(build.uid(0, 4))
            other.regions.delete(other.regions.get(build.uid(4)))
        await eventually(pilot, lambda: shown(pilot) == ["Bb", "Cc"])
