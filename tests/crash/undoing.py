"""Undoing everything, and doing it again: what a history must still be able to after a crash."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.crash.soundness import faults
from tests.support.workspaces import said
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.errors import RequestError
from welvaartcanvas.workspace import open_workspace


def undone_and_redone(file: Path, canvas_id: str, who: str) -> list[dict[str, object]]:
    """Undo all that ``who`` did in a canvas, and redo it; what it said on the way back.

    It is done in a copy beside ``file``. The first of what is returned is how the canvas is
    now, the last how it was before that person began. Each redo must give back exactly what
    its undo took.
    """
    copy = file.with_name(f"{file.stem}-copy.db")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    with open_workspace(copy, who) as workspace:

        def now() -> Canvas:
            return workspace.canvases.get(canvas_id)

        states = [said(now())]
        try:
            while True:
                workspace.canvases.undo(canvas_id)
                states.append(said(now()))
        except RequestError:
            pass
        for state in states[-2::-1]:
            workspace.canvases.redo(canvas_id)
            assert said(now()) == state
    assert not faults(copy)
    copy.unlink()
    return states
