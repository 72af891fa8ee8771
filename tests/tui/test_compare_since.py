"""What changed in the regions since an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support import build
from tests.support.comparing import scored
from tests.support.tui import SIZES, eventually, keep, screen_text, type_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.compare_cell import CellScreen
from welvaartcanvas.tui.screens.compare_since import SinceScreen
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace, open_workspace

AA, BB = build.uid(1), build.uid(2)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A year ago two regions were rated; yesterday (30 January 2026) Aa rose by 3, Bb fell by 1.

    Aa's side was at most 2 and all are 4 now: an attention point less, a strength more.
    """
    now = [build.MOMENT - timedelta(days=365)]
    with open_workspace(tmp_path / "werk.db", "Anna", clock=lambda: now[0]) as opened:
        keep(opened, scored(1, build.region(1, "Aa"), (1, 1, 1), (3, 3, 3)))
        keep(opened, scored(2, build.region(2, "Bb"), (3, 3, 3)))
        now[0] = build.MOMENT - timedelta(days=1)
        for side in ("ondernemers", "onderwijs", "overheid"):
            opened.contents.rate(opened.canvases.get(build.uid(0, 1)), "opgave", side, 4)
            opened.contents.rate(opened.canvases.get(build.uid(0, 2)), "opgave", side, 2)
        opened.contents.contribute(opened.canvases.get(build.uid(0, 2)), "opgave", "overheid", "Ja")
        now[0] = build.MOMENT
        yield opened


@pytest.mark.parametrize("size", [*SIZES, (120, 40)])
async def test_the_largest_change_comes_first_with_what_came_and_went(
    app: AppMaker, workspace: Workspace, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = SinceScreen(workspace.comparing.compare(Selection()))
        await pilot.app.push_screen(screen)
        lines = screen.query_one(Lines)
        await eventually(pilot, lambda: lines.option_count)
        await pilot.pause()
        assert screen.query_one(Input).value == "31/10/2025"  # three months before
        assert [option.id for option in lines.options] == [f"{AA} opgave", f"{BB} opgave"]
        text = " ".join(screen_text(pilot.app).split())
        assert "1.0 → 4.0 ▲ 3.0 + !" in text
        assert "3.0 → 2.0 ▼ 1.0 ! +1" in text
        assert "mean 1.0, and now 4.0 · gained: + Strength · lost: ! Attention point" in text


async def test_another_day_is_typed_and_enter_shows_what_the_region_says(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = SinceScreen(workspace.comparing.compare(Selection()))
        await pilot.app.push_screen(screen)
        lines = screen.query_one(Lines)
        await eventually(pilot, lambda: lines.option_count == 2)
        await pilot.press("d", "ctrl+u")
        await type_text(pilot, "31-1")  # the last one, which is today
        await pilot.press("enter")
        await eventually(pilot, lambda: "nothing changed since 31" in screen_text(pilot.app))
        assert screen.query_one(Input).value == "31/01/2026"
        await pilot.press("d", "ctrl+u")
        await type_text(pilot, "1-2")  # of last year: what is to come has not changed
        await pilot.press("enter")
        await eventually(pilot, lambda: lines.option_count == 2)
        assert screen.query_one(Input).value == "01/02/2025"
        assert lines.has_focus
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CellScreen)
        assert "Bb › 1 Challenge" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ooit", "ooit is not a day"),
        ("", "Type a day that has been"),
        ("1-1-2030", "Type a day that has been"),
    ],
)
async def test_what_is_no_earlier_day_is_said(
    app: AppMaker, workspace: Workspace, typed: str, why: str
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(SinceScreen(workspace.comparing.compare(Selection())))
        await pilot.press("d", "ctrl+u")
        await type_text(pilot, typed)
        await pilot.press("enter")
        await pilot.pause()
        assert why in screen_text(pilot.app)


async def test_the_cursor_stays_while_the_changes_are_read_anew(
    app: AppMaker, workspace: Workspace
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        screen = SinceScreen(workspace.comparing.compare(Selection()))
        await pilot.app.push_screen(screen)
        lines = screen.query_one(Lines)
        await eventually(pilot, lambda: lines.option_count == 2)
        await pilot.press("down")
        workspace.contents.rate(workspace.canvases.get(build.uid(0, 1)), "aanpak", "overheid", 0)
        screen.refresh_all()
        await eventually(pilot, lambda: lines.option_count == 3)
        assert lines.chosen == f"{BB} opgave"
