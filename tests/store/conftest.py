"""A database file of its own for every test, and one program that has it open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from welvaartcanvas.store.database import Database, open_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "werk.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = open_database(file, MOMENT)
    yield opened
    opened.close()
