"""A start that is killed while it brings an old workspace up to date: the next one does it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.crash.older import first_version, well_used
from tests.crash.plug import Plug
from tests.crash.soundness import faults
from tests.support.workspaces import dump, opened, rows, said
from welvaartcanvas.store.schema import SCHEMA_VERSION


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of version 1 with much in it."""
    folder = tmp_path_factory.mktemp("old")
    well_used(folder / "now.db", canvases=4, changes=300)
    first_version(folder / "now.db", folder / "old.db")
    return folder / "old.db"


@pytest.mark.usefixtures("batch")
def test_a_migration_that_is_cut_short_finishes_at_a_next_start_and_loses_nothing(
    plug: Plug, kills: int, old: Path
) -> None:
    before, content = dump(old), everything(old.with_name("now.db"))
    while plug.kills < kills:
        plug.clear()
        shutil.copy(old, plug.workspace)
        starts = plug.chance.choice([1, 1, 2, 3])
        for _start in range(min(starts, kills - plug.kills)):
            plug.kill("canvas", "list", writes=plug.chance.choice([plug.backups, None]))
            [(version,)] = rows(plug.workspace, "PRAGMA user_version")
            assert version in (1, SCHEMA_VERSION)
            if version == 1:
                assert dump(plug.workspace) == before

        listed = plug.run("canvas", "list")
        assert listed.done, listed.error
        assert not faults(plug.workspace)
        assert everything(plug.workspace) == content
        assert rows(plug.workspace, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
        made = list(plug.backups.glob("workspace.v1-*.db"))
        assert made
        assert all(dump(backup) == before for backup in made)


def everything(file: Path) -> dict[str, object]:
    """What every canvas says, and every step of the history."""
    with opened(file) as workspace:
        canvases = {c.id: said(workspace.canvases.get(c.id)) for c in workspace.canvases.lines()}
    history = rows(file, "SELECT at, who, kind, entity, entity_id FROM history ORDER BY id")
    return {**canvases, "history": history}
