"""``demo``: a workspace with the examples, thrown away unless it is to be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from welvaartcanvas.locations import examples_folder
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui import starting
from welvaartcanvas.workspace import Workspace

EXAMPLES = len(list(examples_folder().glob("*.json")))


class Screens:
    """Stands in for the screens: notes what it was opened on, and leaves a region there."""

    def __init__(self) -> None:
        self.file = Path()
        self.canvases = 0
        self.regions: list[str] = []

    def __call__(
        self, opened: Callable[[], Workspace], settings: Settings, **_more: object
    ) -> None:
        workspace = opened()
        self.file = workspace.file
        self.canvases = len(workspace.canvases.lines())
        self.regions = [region.name for region in workspace.regions.all()]
        workspace.regions.add("Door mij gemaakt")


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    made = Screens()
    monkeypatch.setattr(starting, "run", made)
    return made


def test_a_demo_shows_the_examples_and_leaves_nothing(cli: Cli, screens: Screens) -> None:
    cli.ok("demo", terminal=True)

    assert screens.canvases == EXAMPLES > 2
    assert not screens.file.parent.exists()
    assert not cli.db.exists()


def test_a_demo_that_is_kept_is_as_it_was_left(cli: Cli, screens: Screens, home: Path) -> None:
    kept = home / "demo.db"
    cli.ok("demo", "--keep", str(kept), terminal=True)
    assert (screens.file, screens.canvases) == (kept, EXAMPLES)
    assert "Door mij gemaakt" not in screens.regions

    cli.ok("demo", "--keep", str(kept), terminal=True)
    assert screens.canvases == EXAMPLES
    assert "Door mij gemaakt" in screens.regions


def test_without_a_command_the_screens_open_on_the_workspace(cli: Cli, screens: Screens) -> None:
    cli.region("Oost")

    cli.ok(terminal=True)

    assert (screens.file, screens.regions) == (cli.db, ["Oost"])
