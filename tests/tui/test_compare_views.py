"""What the views of a comparison have in common: contrast, languages, help, size, hostile names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.support import build
from tests.support.comparing import CENTRUM, WERK, scored
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import SIZES, eventually, keep, least_contrast, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui.screens.compare import CompareScreen
from welvaartcanvas.tui.screens.compare_circles import CirclesScreen
from welvaartcanvas.tui.screens.compare_export import CompareExportDialog
from welvaartcanvas.tui.screens.compare_learning import LearningScreen
from welvaartcanvas.tui.screens.compare_likeness import LikenessScreen
from welvaartcanvas.tui.screens.compare_match import MatchScreen
from welvaartcanvas.tui.screens.compare_patterns import PatternsScreen
from welvaartcanvas.tui.screens.compare_since import SinceScreen
from welvaartcanvas.tui.screens.on_comparison import ComparisonPage
from welvaartcanvas.tui.themes import THEMES
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.marks import TEXT_CONTRAST
from welvaartcanvas.workspace import Workspace, open_workspace
from welvaartcanvas.workspace.comparing import Compared

Open = Callable[[Workspace, Compared], ComparisonPage]


def _match(workspace: Workspace, compared: Compared) -> ComparisonPage:
    return MatchScreen(compared, workspace.comparing.learning(compared).matches[0])


VIEWS: dict[str, Open] = {
    "patterns": lambda _w, compared: PatternsScreen(compared),
    "likeness": lambda _w, compared: LikenessScreen(compared, build.uid(1)),
    "one region": lambda _w, compared: LearningScreen(compared, build.uid(1)),
    "all regions": lambda _w, compared: LearningScreen(compared, None),
    "match": _match,
    "circles": lambda _w, compared: CirclesScreen(compared),
    "since": lambda _w, compared: SinceScreen(compared),
}
every_view = pytest.mark.parametrize("view", VIEWS)


def fill(workspace: Workspace, *names: str) -> Workspace:
    """Four regions that ask about challenge, one that is strong there; of one type."""
    names = names or ("Eenrum", "Tweede", "Derde", "Vierde", "Vijfhuizen")
    for number, name in enumerate(names, start=1):
        region = build.region(number, name, cluster=WERK, position=CENTRUM)
        scores = (5, 5, 5) if number == len(names) else (1, 3, number % 3)
        asked = (build.learning_question(1, "opgave", canvas=number),)
        keep(workspace, scored(number, region, scores, scores, learning_questions=asked))
    return workspace


async def opened(pilot: Pilot[None], workspace: Workspace, view: str) -> ComparisonPage:
    """The view, when what it shows has been worked out."""
    screen = VIEWS[view](workspace, workspace.comparing.compare(Selection()))
    await pilot.app.push_screen(screen)
    await eventually(pilot, lambda: any(lines.option_count for lines in screen.query(Lines)))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen


@every_view
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_all_can_be_read_in_every_theme(
    app: AppMaker, workspace: Workspace, view: str, theme: object
) -> None:
    fill(workspace)
    program = app(theme=theme.name)  # type: ignore[attr-defined]
    async with program.run_test(size=(120, 60)) as pilot:
        await opened(pilot, workspace, view)
        assert least_contrast(pilot.app, besides="─│╭╮╰╯") >= TEXT_CONTRAST


@every_view
async def test_another_language_takes_effect_where_one_is(
    app: AppMaker, workspace: Workspace, view: str
) -> None:
    fill(workspace)
    program = app(language="en")
    async with program.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, workspace, view)
        chosen = screen.query(Lines).first().chosen
        await program.use_settings(program.settings.model_copy(update={"language": "nl"}))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = screen_text(program)
        assert "Regio's vergelijken" in text
        assert "Compare regions" not in text
        assert screen.query(Lines).first().chosen == chosen


@every_view
async def test_the_help_says_what_the_view_is_for(
    app: AppMaker, workspace: Workspace, view: str
) -> None:
    fill(workspace)
    async with app().run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot, workspace, view)
        await pilot.press("f1")
        await pilot.pause()
        assert screen.HELP[:60] in screen_text(pilot.app)


@every_view
@pytest.mark.parametrize("size", SIZES)
async def test_names_are_shown_as_they_are_and_never_obeyed(
    app: AppMaker, workspace: Workspace, view: str, size: tuple[int, int]
) -> None:
    names = [name for name in HOSTILE_NAMES if name.isprintable()][:8]
    fill(workspace, *names)
    async with app().run_test(size=size) as pilot:
        await opened(pilot, workspace, view)
        for key in ("end", "home", "down", "pagedown"):
            await pilot.press(key)
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        # In patterns the names of regions come with Enter only.
        assert view == "patterns" or any(" ".join(name.split())[:8] in text for name in names)


@every_view
async def test_regions_that_are_gone_are_shown_no_more(
    app: AppMaker, workspace: Workspace, view: str
) -> None:
    fill(workspace)
    async with app().run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, workspace, view)
        for number in (5, 1):
            workspace.canvases.delete(build.uid(0, number))
            workspace.regions.delete(workspace.regions.get(build.uid(number)))
        screen.refresh_all()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Eenrum" not in screen_text(pilot.app)
        assert "Vijfhuizen" not in screen_text(pilot.app)


async def test_what_another_program_changes_is_seen(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace)
    async with app().run_test(size=(120, 40)) as pilot:
        await opened(pilot, workspace, "since")
        later = build.MOMENT + timedelta(hours=1)
        with open_workspace(tmp_path / "werk.db", "Bram", lambda: later) as other:
            other.contents.rate(other.canvases.get(build.uid(0, 1)), "opgave", "overheid", 5)
        await eventually(pilot, lambda: "→ 3.0" in screen_text(pilot.app))


async def test_export_opens_from_the_matrix(app: AppMaker, workspace: Workspace) -> None:
    fill(workspace)
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(CompareScreen(workspace.comparing.compare(Selection())))
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CompareExportDialog)


async def test_the_day_that_was_typed_stays_in_another_language(
    app: AppMaker, workspace: Workspace
) -> None:
    fill(workspace)
    program = app(language="en")
    async with program.run_test(size=(80, 24)) as pilot:
        await opened(pilot, workspace, "since")
        await pilot.press("d", "ctrl+u", "1", "minus", "2", "enter")
        await program.use_settings(program.settings.model_copy(update={"language": "nl"}))
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "01-02-2025"
