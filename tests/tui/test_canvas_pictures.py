"""How the screens of a canvas look, as pictures: ``--snapshot-update`` takes new ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.support import build
from tests.support.templates import four_sided
from tests.support.tui import SIZES, keep
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens.agenda import AgendaScreen
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.canvas import CanvasScreen
from welvaartcanvas.tui.screens.partners import PartnersScreen
from welvaartcanvas.tui.screens.round import RoundScreen
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
Compare = Callable[..., bool]
CANVAS = build.uid(0, build.CANVAS)
BOTH_SIZES = pytest.mark.parametrize("size", SIZES, ids=["small", "large"])


def showing(screen: Screen[None], *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Open ``screen`` and press ``keys``."""

    async def before(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(screen)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        # A cursor that blinks would make two pictures of one screen.
        for editor in pilot.app.screen.query("TextArea, Input"):
            editor.cursor_blink = False  # type: ignore[attr-defined]
        await pilot.pause()

    return before


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    """A canvas after a good afternoon."""
    keep(workspace, build.full_canvas(3))
    return workspace


@BOTH_SIZES
@pytest.mark.parametrize("theme", ["welvaart-dark", "welvaart-light"])
def test_canvas(
    app: AppMaker, full: Workspace, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    screen = CanvasScreen(CANVAS)
    assert snap_compare(app(theme=theme), terminal_size=size, run_before=showing(screen))


@BOTH_SIZES
def test_block(
    app: AppMaker, full: Workspace, snap_compare: Compare, size: tuple[int, int]
) -> None:
    screen = BlockScreen(CANVAS, "samenspel")
    assert snap_compare(app(), terminal_size=size, run_before=showing(screen, "up"))


def test_block_with_four_sides(app: AppMaker, workspace: Workspace, snap_compare: Compare) -> None:
    keep(workspace, build.full_canvas(2, template=four_sided()))
    screen = BlockScreen(CANVAS, "b1")
    assert snap_compare(app(), terminal_size=(80, 24), run_before=showing(screen))


@BOTH_SIZES
def test_round(
    app: AppMaker, workspace: Workspace, snap_compare: Compare, size: tuple[int, int]
) -> None:
    cell = ("opgave", "ondernemers")
    keep(
        workspace,
        build.canvas(
            template=build.shipped_template(), notes={cell: ["Wij lieten twee orders lopen."]}
        ),
    )
    screen = RoundScreen(CANVAS)
    assert snap_compare(app(), terminal_size=size, run_before=showing(screen, "tab", "3"))


@BOTH_SIZES
def test_agenda(
    app: AppMaker, full: Workspace, snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=showing(AgendaScreen(CANVAS)))


@pytest.mark.parametrize(
    "keys",
    [["f4"], ["up", "enter"], ["f5"], ["f8"], ["up", "m"], ["f3"]],
    ids=["rating", "contribution", "question", "action", "move", "prompts"],
)
def test_dialog(app: AppMaker, full: Workspace, snap_compare: Compare, keys: list[str]) -> None:
    screen = BlockScreen(CANVAS, "samenspel")
    assert snap_compare(app(), terminal_size=(80, 24), run_before=showing(screen, *keys))


def test_partners(app: AppMaker, full: Workspace, snap_compare: Compare) -> None:
    screen = PartnersScreen(CANVAS)
    assert snap_compare(app(), terminal_size=(80, 24), run_before=showing(screen))
