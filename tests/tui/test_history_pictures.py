"""How the history of a canvas looks, as pictures: ``--snapshot-update`` takes new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.tui import SIZES, keep, small_canvas
from tests.support.workspaces import Clock
from tests.tui.conftest import AppMaker
from tests.tui.test_canvas_pictures import Compare, showing
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.tui.screens.difference import DifferenceScreen
from welvaartcanvas.tui.screens.history import HistoryScreen
from welvaartcanvas.tui.screens.past_block import PastBlockScreen
from welvaartcanvas.workspace import Workspace, open_workspace

FIRST = "Jongeren blijven voor de techniek in de regio, als er een baan is."
SECOND = "Jongeren gaan weg uit de regio, ook als er een baan in de techniek is."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Anna, in which every look at the clock is a second later."""
    with open_workspace(tmp_path / "werk.db", "Anna", clock=Clock(MOMENT)) as opened:
        yield opened


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A canvas after two meetings, on two days and of two people."""
    canvas = keep(workspace, small_canvas(notes={("opgave", "overheid"): [FIRST]}))
    contents = workspace.contents
    contents.contribute(canvas, "aanpak", "onderwijs", "Docenten lopen stage", partner="De Voorn")
    workspace.history.take_snapshot(canvas.id, "bijeenkomst 1")
    workspace.session.clock = Clock(MOMENT + timedelta(days=1))
    workspace.session.who = "Bob"
    canvas = workspace.canvases.get(canvas.id)
    note = canvas.cell("opgave", "overheid")[0]
    contents.edit(canvas, note, text=SECOND, kind="kans", tags=["mkb"])
    contents.delete(canvas, canvas.cell("aanpak", "onderwijs")[0])
    workspace.session.who = "Anna"
    contents.rate(canvas, "opgave", "overheid", 2, "Er is nog geen plan")
    workspace.canvases.undo(canvas.id)
    return workspace.canvases.get(canvas.id)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
def test_history(
    app: AppMaker, canvas: Canvas, snap_compare: Compare, size: tuple[int, int]
) -> None:
    before = showing(HistoryScreen(canvas.id), "down", "down", "space", "down")
    assert snap_compare(app(), terminal_size=size, run_before=before)


@pytest.mark.parametrize("theme", ["welvaart-light", "welvaart-contrast"])
def test_difference(
    app: AppMaker,
    workspace: Workspace,
    canvas: Canvas,
    snap_compare: Callable[..., bool],
    theme: str,
) -> None:
    snapshot = workspace.history.snapshots(canvas.id)[0]
    screen = DifferenceScreen(canvas.id, Moment(snapshot.step, MOMENT, snapshot.name))
    assert snap_compare(app(theme=theme), terminal_size=(80, 24), run_before=showing(screen))


def test_block_of_the_past(
    app: AppMaker, workspace: Workspace, canvas: Canvas, snap_compare: Compare
) -> None:
    snapshot = workspace.history.snapshots(canvas.id)[0]
    moment = Moment(snapshot.step, MOMENT, snapshot.name)
    screen = PastBlockScreen(canvas.id, moment, "opgave")
    before = showing(screen, "right", "right")
    assert snap_compare(app(), terminal_size=(80, 24), run_before=before)
