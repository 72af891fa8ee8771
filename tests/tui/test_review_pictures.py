"""How reviewing a canvas looks, as pictures: ``--snapshot-update`` takes new ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from tests.support.tui import SIZES, keep, small_canvas
from tests.tui.conftest import AppMaker
from tests.tui.test_canvas_pictures import Compare, showing
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.tui.screens import making
from welvaartcanvas.tui.screens.block import BlockScreen
from welvaartcanvas.tui.screens.review import ReviewScreen
from welvaartcanvas.workspace import Workspace

ANNA = build.partner(1, "Anna Visser", organisation="Regio")
BOB = build.partner(2, "Bob de Boer", organisation="mbo-college")


@pytest.fixture
def reviewed(workspace: Workspace) -> Canvas:
    """A canvas in review, to which one of two partners answered."""
    canvas = keep(workspace, small_canvas(partners=(ANNA, BOB)))
    workspace.reviews.open_round(
        canvas,
        "Reactieronde 1",
        partners=[ANNA.id, BOB.id],
        question="Herkent u dit? Wat ontbreekt er?",
        deadline=date(2026, 2, 14),
    )
    workspace.comments.type(workspace.canvases.get(canvas.id), "Mooi", partner=BOB)
    return workspace.canvases.get(canvas.id)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
def test_review(
    app: AppMaker, reviewed: Canvas, snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=showing(ReviewScreen(reviewed.id)))


@pytest.mark.parametrize("key", ["e", "x", "v"], ids=["round", "files", "adopt"])
def test_dialog(
    app: AppMaker,
    reviewed: Canvas,
    snap_compare: Compare,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making, "documents_folder", lambda: Path("documenten"))
    before = showing(ReviewScreen(reviewed.id), key)
    assert snap_compare(app(language="nl"), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("theme", ["welvaart-light", "welvaart-contrast"])
def test_the_question_whether_a_change_is_meant(
    app: AppMaker, reviewed: Canvas, snap_compare: Compare, theme: str
) -> None:
    before = showing(BlockScreen(reviewed.id, "opgave"), *"nieuw", "enter")
    assert snap_compare(app(theme=theme), terminal_size=(80, 24), run_before=before)


def test_an_adopted_block(
    app: AppMaker, workspace: Workspace, reviewed: Canvas, snap_compare: Compare
) -> None:
    workspace.reviews.adopt(reviewed, decided_on=date(2026, 2, 20), decided_by="Stuurgroep")
    before = showing(BlockScreen(reviewed.id, "opgave"))
    assert snap_compare(app(language="nl"), terminal_size=(80, 24), run_before=before)
