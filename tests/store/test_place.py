"""A file that is moved or deleted while the program is open: nothing is written into the void."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.build import MOMENT
from tests.support.workspaces import filled, put_region
from welvaartcanvas.errors import StoreError
from welvaartcanvas.store.canvases import regions
from welvaartcanvas.store.database import open_database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files where they are")


def folder_away(file: Path) -> None:
    shutil.rmtree(file.parent)


def another_in_its_place(file: Path) -> None:
    other = file.with_name("other.db")
    shutil.copy(file, other)
    other.replace(file)


@pytest.mark.parametrize("happens", [Path.unlink, folder_away, another_in_its_place])
def test_what_would_be_written_into_the_void_is_refused_and_what_is_open_can_be_saved(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    file = tmp_path / "map" / "werk.db"
    file.parent.mkdir()
    filled(file)
    with closing(open_database(file, MOMENT)) as database:
        put_region(database, 2, "Zuid-Limburg")
        happens(file)

        with pytest.raises(StoreError, match="is not there any more: it was moved"):
            put_region(database, 3, "Zeeland")
        assert len(regions(database)) == 2
        database.copy_to(tmp_path / "gered.db")

    with closing(open_database(tmp_path / "gered.db", MOMENT)) as saved:
        assert len(regions(saved)) == 2


def test_a_folder_that_comes_back_can_be_written_again(tmp_path: Path) -> None:
    file = tmp_path / "map" / "werk.db"
    file.parent.mkdir()
    filled(file)
    with closing(open_database(file, MOMENT)) as database:
        file.parent.rename(tmp_path / "weg")
        with pytest.raises(StoreError):
            put_region(database, 2, "Zuid-Limburg")
        (tmp_path / "weg").rename(file.parent)

        put_region(database, 2, "Zuid-Limburg")
        assert len(regions(database)) == 2


def test_a_workspace_is_known_by_its_place_when_the_current_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_database(Path("werk.db"), MOMENT)) as database:
        monkeypatch.chdir("/")
        put_region(database)
        assert len(regions(database)) == 1
