"""A workspace in a folder of its own, a clock that stands still, and the program on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.settling import no_naps  # noqa: F401 (a fixture for every test here)
from tests.support.styles import styles_read_once  # noqa: F401 (and so is this)
from tests.support.tui import keep, small_canvas
from welvaartcanvas import settings as settings_module
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.i18n import set_language
from welvaartcanvas.settings import Settings
from welvaartcanvas.tui.app import WelvaartApp
from welvaartcanvas.tui.screens import making
from welvaartcanvas.workspace import Workspace, drafts, open_workspace, templates

AppMaker = Callable[..., WelvaartApp]


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, templates, drafts and documents of this test alone; the language is set back."""
    monkeypatch.setattr(settings_module, "settings_file", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(templates, "user_templates_folder", lambda: tmp_path / "templates")
    monkeypatch.setattr(drafts, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(making, "documents_folder", lambda: tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    set_language("nl")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of Anna, at the moment at which everything in the tests was made."""
    with open_workspace(tmp_path / "werk.db", "Anna", clock=lambda: MOMENT) as opened:
        yield opened


@pytest.fixture
def canvas(workspace: Workspace) -> Canvas:
    """A small canvas in the workspace, in the region Kop van de Veluwe."""
    return keep(workspace, small_canvas())


@pytest.fixture
def app(workspace: Workspace) -> AppMaker:
    """Makes the program on the workspace: ``app()``, ``app(language="nl")``, ``app(theme=…)``."""

    def make(**settings: object) -> WelvaartApp:
        chosen = Settings.model_validate({"language": "en", "name": "Anna", **settings})
        set_language(chosen.language or "en")
        return WelvaartApp(workspace, chosen)

    return make
