"""The program as the pages of the documentation have it: in Dutch, on a computer of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.settling import no_naps  # noqa: F401 (a fixture for every test here)
from welvaartcanvas import settings
from welvaartcanvas.i18n import set_language
from welvaartcanvas.workspace import drafts, templates


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is read from or written to the account that runs the tests."""
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(templates, "user_templates_folder", lambda: tmp_path / "templates")
    monkeypatch.setattr(drafts, "state_folder", lambda: tmp_path / "state")
    set_language("nl")
    yield
    set_language("nl")
