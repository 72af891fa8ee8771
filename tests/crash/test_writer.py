"""A program that is killed while it writes on and on, beside others in the same workspace."""

from __future__ import annotations

import json
from time import sleep

import pytest

from tests.crash.plug import Plug
from tests.crash.soundness import faults
from tests.crash.writer import SHARED
from tests.crash.writers import check_canvas, said_by, start
from tests.support.workspaces import opened, rows


@pytest.mark.usefixtures("batch")
def test_nothing_that_was_kept_is_lost_and_the_last_thing_is_whole_or_was_never_begun(
    plug: Plug, kills: int
) -> None:
    with opened(plug.workspace) as workspace:
        workspace.regions.add(SHARED, ["GM0153"])
    counted = 0
    while plug.kills < kills:
        many = min(plug.chance.choice([1, 2, 3]), kills - plug.kills)
        names = [f"Anna {plug.kills + number}" for number in range(many)]
        writers = [start(plug.workspace, name, plug.chance.random()) for name in names]
        # Some are killed while they start, the others after none or hundreds of changes.
        first = writers[0].stdout
        assert first is not None
        begun = first.readline() if plug.chance.random() < 0.8 else ""
        sleep(plug.chance.random())
        for writer in writers:
            writer.kill()
        told = dict(zip(names, map(said_by, writers), strict=True))
        if begun:
            told[names[0]].insert(0, json.loads(begun))
        plug.kills += many

        assert not faults(plug.workspace)
        for name, lines in told.items():
            assert not any("refused" in line for line in lines), lines
            counted += sum("counted" in line for line in lines)
            check_canvas(plug.workspace, name, lines)
        # A writer that was killed may have counted once more than it could say.
        [(note,)] = rows(plug.workspace, "SELECT note FROM regions")
        assert 0 <= int(note or 0) - counted <= many
        counted = int(note or 0)
