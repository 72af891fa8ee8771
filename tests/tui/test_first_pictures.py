"""How the first screens look, as pictures: ``--snapshot-update`` takes new ones to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.support import build
from tests.support.tui import SIZES, eventually, keep, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.tui.screens import making
from welvaartcanvas.tui.themes import CONTRAST, LIGHT
from welvaartcanvas.workspace import Workspace

Compare = Callable[..., bool]


@pytest.fixture
def regions(workspace: Workspace) -> None:
    """Two regions with a full, a begun and an empty canvas."""
    first = build.full_region(1, name="Achterhoek")
    keep(workspace, build.full_canvas(1, number=1, region=first))
    keep(
        workspace,
        build.canvas(
            2,
            "Een vitale binnenstad [bold]",
            region=first,
            notes={
                ("opgave", "overheid"): ["Minder leegstand"],
                ("aanpak", "onderwijs"): ["Stage"],
            },
        ),
    )
    keep(workspace, build.canvas(3, region=first))
    workspace.drafts.keep(build.uid(0, 2), "contribution", "opgave", {"text": "Half getypt"})


@pytest.mark.parametrize("size", SIZES)
def test_workspace(
    app: AppMaker, regions: None, snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size)


@pytest.mark.parametrize("theme", [LIGHT.name, CONTRAST.name])
def test_workspace_in_another_look(
    app: AppMaker, regions: None, snap_compare: Compare, theme: str
) -> None:
    assert snap_compare(app(theme=theme))


def test_region(app: AppMaker, regions: None, snap_compare: Compare) -> None:
    async def fill(pilot: Pilot[object]) -> None:
        await pilot.press("r", *"Twente", "tab", *"twen", "enter", *"berg")
        await pilot.pause()

    assert snap_compare(app(), run_before=fill)


def test_search(app: AppMaker, regions: None, snap_compare: Compare) -> None:
    async def seek(pilot: Pilot[object]) -> None:
        await pilot.press("slash", *"binnen")
        await eventually(pilot, lambda: "result" in screen_text(pilot.app))

    assert snap_compare(app(), run_before=seek)


@pytest.mark.parametrize(
    ("name", "keys"), [("new_canvas", "n"), ("export", "x"), ("settings", "s"), ("help", "f1")]
)
def test_others(
    app: AppMaker,
    regions: None,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    keys: str,
) -> None:
    monkeypatch.setattr(making, "documents_folder", lambda: Path("documenten"))
    assert snap_compare(app(), press=[keys])


def test_palette(app: AppMaker, regions: None, snap_compare: Compare) -> None:
    async def open_palette(pilot: Pilot[object]) -> None:
        await pilot.press("ctrl+p")
        await eventually(pilot, lambda: "Import" in screen_text(pilot.app))

    assert snap_compare(app(), run_before=open_palette)
