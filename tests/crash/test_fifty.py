"""Many programs that write in one workspace at once: nothing is lost, and each has its turn."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.soundness import faults
from tests.crash.writer import SHARED
from tests.crash.writers import Line, check_canvas, said_by, start
from tests.support.workspaces import opened, rows

#: How many of a thousand changes may be refused, on a machine that has more to do than it can.
REFUSED = 1


def test_many_writers_lose_nothing_of_each_other_and_each_has_its_turn(
    tmp_path: Path, request: pytest.FixtureRequest, figure: Callable[[str], None]
) -> None:
    many = request.config.getoption("writers", None) or 12
    seconds = request.config.getoption("seconds", None) or 3.0
    file = tmp_path / "workspace.db"
    with opened(file) as workspace:
        workspace.regions.add(SHARED, ["GM0153"])

    told = write_at_once(file, many, seconds)

    assert not faults(file)
    for number, (name, lines) in enumerate(told.items()):
        check_canvas(file, name, lines, back=number < 3)
    lines = [line for said in told.values() for line in said]
    counts = [line["counted"] for line in lines if "counted" in line]
    # Each counted on from what another had written: no number twice, and none left out.
    assert sorted(counts) == list(range(1, len(counts) + 1))
    assert rows(file, "SELECT note FROM regions") == [(str(len(counts) or ""),)]

    refused = [line["refused"] for line in lines if "refused" in line]
    waits = sorted(line["after"] for line in lines if "after" in line)
    figure(
        f"{many} writers, {seconds:g} s: {len(waits) - len(refused)} changes kept, "
        f"{len(refused)} refused; the slowest took {waits[-1]:.1f} s, "
        f"99 of 100 less than {waits[int(len(waits) * 0.99)]:.1f} s"
    )
    in_use = f"{file} is in use by another program; close that one or try again"
    assert set(refused) <= {in_use}
    assert len(refused) * 1000 <= len(waits) * REFUSED
    assert all(any("digest" in line for line in said) for said in told.values())


def write_at_once(file: Path, many: int, seconds: float) -> dict[str, list[Line]]:
    """Let so many programs write in ``file`` for so long; what each of them said."""
    writers = {
        f"Anna {number}": start(file, f"Anna {number}", number, seconds=seconds)
        for number in range(many)
    }
    first = {}
    for name, writer in writers.items():
        assert writer.stdout is not None
        first[name] = writer.stdout.readline()
    for writer in writers.values():
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    # Whoever says much must be heard at once: a full pipe would keep it waiting.
    with ThreadPoolExecutor(many) as ears:
        heard = dict(zip(writers, ears.map(said_by, writers.values()), strict=True))
    assert {writer.returncode for writer in writers.values()} == {0}
    return {name: [json.loads(first[name]), *heard[name]] for name in writers}
