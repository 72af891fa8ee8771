"""How comparing looks, as pictures: ``--snapshot-update`` takes new ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.support import build
from tests.support.comparing import CENTRUM, WERK, WOON
from tests.support.tui import SIZES, keep
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.workspace import Workspace

AppMaker = Callable[..., WelvaartApp]
Compare = Callable[..., bool]
BOTH_SIZES = pytest.mark.parametrize("size", SIZES, ids=["small", "large"])


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press ``keys``, each when the one before it was answered."""

    async def before(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        for field in pilot.app.screen.query("Input"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await pilot.pause()

    return before


@pytest.fixture
def regions(workspace: Workspace) -> Workspace:
    """Four regions: one after a good afternoon, one that differs, one hardly begun, one silent."""
    template = build.shipped_template()
    full = build.region(1, "Achterhoek [Oost]", cluster=WERK, position=CENTRUM)
    keep(workspace, build.full_canvas(2, number=1, region=full))
    differing = build.region(2, "Kop van de Veluwe", cluster=WOON)
    scores = {cell: (n * 7 + n % 4) % 6 for n, cell in enumerate(template.cells)}
    keep(workspace, build.canvas(2, region=differing, template=template, scores=scores))
    begun = build.region(3, "Samenwerkingsverband Midden- en Noord-Limburg", cluster=WERK)
    scores = {("opgave", "overheid"): 2}
    keep(workspace, build.canvas(3, region=begun, template=template, scores=scores))
    workspace.regions.add("Zeeland", ["GM0687"])
    return workspace


@BOTH_SIZES
@pytest.mark.parametrize("theme", ["welvaart-dark", "welvaart-light", "welvaart-contrast"])
def test_matrix(
    app: AppMaker, regions: Workspace, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    shown = pressing("c", "right", "down", "s", "space")
    assert snap_compare(app(theme=theme), terminal_size=size, run_before=shown)


@BOTH_SIZES
def test_turned(
    app: AppMaker, regions: Workspace, snap_compare: Compare, size: tuple[int, int]
) -> None:
    shown = pressing("c", "right", "t", "o", "s")
    assert snap_compare(app(language="nl"), terminal_size=size, run_before=shown)


@pytest.mark.parametrize(
    "keys",
    [
        ("c", "f", "down", "enter", "enter"),
        ("c", "p"),
        ("c", "right", "enter"),
        ("c", "right", "space", "down", "space", "down", "space", "v"),
    ],
    ids=["choose", "perspectives", "cell", "side-by-side"],
)
def test_others(
    app: AppMaker, regions: Workspace, snap_compare: Compare, keys: tuple[str, ...]
) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), run_before=pressing(*keys))
