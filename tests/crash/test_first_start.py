"""The very first start, killed: the next one makes the workspace, and it is whole."""

from __future__ import annotations

import json

import pytest

from tests.crash.plug import Plug
from tests.crash.soundness import faults


@pytest.mark.usefixtures("batch")
def test_a_workspace_that_was_being_made_is_made_by_the_next_start(plug: Plug, kills: int) -> None:
    while plug.kills < kills:
        plug.clear()
        first = plug.kill("region", "add", "Eerste", "--gemeente", "GM0153", writes=plug.workspace)
        if plug.chance.random() < 0.5:  # sometimes the next start is the first to look
            assert not faults(plug.workspace)

        added = plug.run("region", "add", "Tweede", "--gemeente", "GM0153")
        assert added.done, added.error
        assert not faults(plug.workspace)
        listed = json.loads(plug.run("region", "list", "--json").out)
        names = {region["name"] for region in listed}
        assert names in ({"Eerste", "Tweede"}, *([{"Tweede"}] * (not first.lines)))
