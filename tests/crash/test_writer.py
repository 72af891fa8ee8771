"""A program that is killed while it writes on and on, beside others in the same workspace."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from time import sleep

import pytest

from tests.crash.plug import Plug
from tests.crash.soundness import faults
from tests.crash.undoing import undone_and_redone
from tests.crash.writer import SHARED, digest_of
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
            counted += sum("counted" in line for line in lines)
            check_canvas(plug.workspace, name, lines)
        # A writer that was killed may have counted once more than it could say.
        [(note,)] = rows(plug.workspace, "SELECT note FROM regions")
        assert 0 <= int(note or 0) - counted <= many
        counted = int(note or 0)


def start(workspace: Path, name: str, seed: float) -> subprocess.Popen[str]:
    """A writer on its own, who begins at once and goes on until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.writer", str(workspace), name, str(seed)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],  # where the tests are found
    )


def said_by(writer: subprocess.Popen[str]) -> list[dict[str, object]]:
    """What ``writer`` could say until it was killed; a line that was cut short is not said."""
    assert writer.stdout is not None
    out = writer.stdout.read()
    writer.wait()
    return [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")]


def check_canvas(workspace: Path, name: str, lines: list[dict[str, object]]) -> None:
    """Hold the canvas of the writer ``name`` against what it said after every change."""
    if not lines:
        return  # killed before it made a canvas, or before it could say so
    assert not any("refused" in line for line in lines), lines
    canvas_id, *_ = (str(line["canvas"]) for line in lines if "canvas" in line)
    # To move something to where it is changes nothing, and leaves no step.
    kept = [
        state for state, _ in groupby(str(line["digest"]) for line in lines if "digest" in line)
    ]
    steps = rows(workspace, "SELECT kind FROM steps WHERE canvas_id = ? ORDER BY id", canvas_id)
    assert len(steps) - len(kept) in (0, 1)  # one was perhaps kept and not yet said

    states = [digest_of(state) for state in undone_and_redone(workspace, canvas_id, name)]
    if len(steps) == len(kept):
        assert not kept or states[0] == kept[-1]
    elif steps[-1] == ("do",) and kept:
        assert states[1] == kept[-1]  # undone, it is what the last said that it was
    # Whatever was done, undone and redone: on the way back nothing is but what once was said.
    assert set(states[1:-1]) <= set(kept)
