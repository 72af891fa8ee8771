"""How the comments look, as pictures: ``--snapshot-update`` takes new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.commented import commented
from tests.support.tui import SIZES, least_contrast
from tests.support.workspaces import Clock
from tests.tui.conftest import AppMaker
from tests.tui.test_canvas_pictures import Compare, showing
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens.comments import CommentsScreen
from welvaartcanvas.tui.widgets.marks import TEXT_CONTRAST
from welvaartcanvas.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Anna, in which every look at the clock is a second later."""
    with open_workspace(tmp_path / "werk.db", "Anna", clock=Clock(MOMENT)) as opened:
        yield opened


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A canvas in a review round, of whose comments two were handled."""
    canvas = commented(workspace)
    by_text = {comment.text: comment for comment in canvas.comments}
    workspace.comments.reject(canvas, by_text["Mooi stuk"], "Dank, maar geen verzoek")
    workspace.comments.postpone(canvas, by_text["Loopt al"])
    return workspace.canvases.get(canvas.id)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
def test_comments(
    app: AppMaker, canvas: Canvas, snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=showing(CommentsScreen(canvas.id)))


@pytest.mark.parametrize("key", ["t", "c"], ids=["accept", "contribution"])
def test_handling(app: AppMaker, canvas: Canvas, snap_compare: Compare, key: str) -> None:
    before = showing(CommentsScreen(canvas.id), key)
    assert snap_compare(app(), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("theme", ["welvaart-dark", "welvaart-light", "welvaart-contrast"])
async def test_all_of_it_can_be_read_in_every_theme(
    app: AppMaker, canvas: Canvas, theme: str
) -> None:
    async with app(theme=theme).run_test(size=(200, 60)) as pilot:
        await pilot.app.push_screen(CommentsScreen(canvas.id))
        for _comment in canvas.comments:
            await pilot.press("down")
            await pilot.pause()
            assert least_contrast(pilot.app, "│─╭╮╰╯┃━┏┓┗┛·▁▂▃▄▅▆▇█▔▕") >= TEXT_CONTRAST
