"""Starting writers, and holding a workspace against what they said (``writer.py``)."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.crash.undoing import undone_and_redone
from tests.crash.writer import digest_of
from tests.support.workspaces import opened, rows, said

#: A line that a writer printed.
Line = dict[str, Any]


def start(
    workspace: Path, name: str, seed: object, *, seconds: float | None = None
) -> subprocess.Popen[str]:
    """A writer on its own, who begins at once and goes on until it is killed.

    With ``seconds`` it begins when a line comes on its standard input, and ends after these.
    """
    given = [str(workspace), name, str(seed), *([str(seconds)] if seconds else [])]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.writer", *given],
        stdin=subprocess.PIPE if seconds else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],  # where the tests are found
    )


def said_by(writer: subprocess.Popen[str]) -> list[Line]:
    """What ``writer`` could say until it was killed; a line that was cut short is not said."""
    assert writer.stdout is not None
    out = writer.stdout.read()
    writer.wait()
    return [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")]


def check_canvas(workspace: Path, name: str, lines: list[Line], *, back: bool = True) -> None:
    """Hold the canvas of the writer ``name`` against what it said after every change.

    With ``back`` it is undone to its beginning as well, and redone.
    """
    if not lines:
        return  # killed before it made a canvas, or before it could say so
    [canvas_id] = [line["canvas"] for line in lines if "canvas" in line]
    # To move something to where it is changes nothing, and leaves no step.
    kept = [state for state, _ in groupby(line["digest"] for line in lines if "digest" in line)]
    steps = rows(workspace, "SELECT kind FROM steps WHERE canvas_id = ? ORDER BY id", canvas_id)
    assert len(steps) - len(kept) in (0, 1)  # one was perhaps kept and not yet said

    if len(steps) == len(kept) and kept:
        with opened(workspace) as now:
            assert digest_of(said(now.canvases.get(canvas_id))) == kept[-1]
    if back:
        states = [digest_of(state) for state in undone_and_redone(workspace, canvas_id, name)]
        if len(steps) > len(kept) and steps[-1] == ("do",) and kept:
            assert states[1] == kept[-1]  # undone, it is what the last said that it was
        # Whatever was done, undone and redone: on the way back nothing is but what was once said.
        assert set(states[1:-1]) <= set(kept)
