"""A workspace in a folder of its own, with nothing of this computer's user in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import build
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.workspace import Workspace, drafts, templates


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "user_templates_folder", lambda: tmp_path / "templates")
    monkeypatch.setattr(drafts, "state_folder", lambda: tmp_path / "state")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "werk.db"


@pytest.fixture
def anna(file: Path) -> Iterator[Workspace]:
    """The workspace, opened by Anna."""
    with opened(file, "Anna") as workspace:
        yield workspace


@pytest.fixture
def bob(anna: Workspace, file: Path) -> Iterator[Workspace]:
    """The same workspace, opened by Bob in another program."""
    with opened(file, "Bob") as workspace:
        yield workspace


@pytest.fixture
def canvas(anna: Workspace) -> Canvas:
    """A canvas just started, from the small template, in Anna's workspace."""
    return keep(anna, build.empty_canvas())
