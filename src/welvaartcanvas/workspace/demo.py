"""A workspace with the example canvases, to look around in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welvaartcanvas.files import is_there
from welvaartcanvas.locations import examples_folder
from welvaartcanvas.workspace.gathering import canvas_in
from welvaartcanvas.workspace.workspace import Workspace, open_workspace


@contextmanager
def demo_workspace(file: Path | None, who: str) -> Iterator[Workspace]:
    """A workspace with the examples, in ``file``, or in a folder that is gone afterwards.

    A ``file`` that is there already is opened as it is: what was tried in it stays.
    """
    if file is not None:
        fresh = not is_there(file)
        with open_workspace(file, who) as workspace:
            if fresh:
                fill_with_examples(workspace)
            yield workspace
        return
    # Windows may still hold the file for a moment; the system then clears it some day.
    with (
        tempfile.TemporaryDirectory(prefix="welvaartcanvas-", ignore_cleanup_errors=True) as made,
        open_workspace(Path(made) / "demo.db", who) as workspace,
    ):
        fill_with_examples(workspace)
        yield workspace


def fill_with_examples(workspace: Workspace) -> int:
    """Import every shipped example; how many there are."""
    files = sorted(examples_folder().glob("*.json"))
    for file in files:
        workspace.importing.canvas(canvas_in(file.read_bytes(), str(file), file.name), file)
    return len(files)
