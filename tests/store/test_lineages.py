"""What is remembered of versions is what the history tells; an older workspace learns it so."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.support import build
from tests.support.workspaces import keep, opened, rows
from welvaartcanvas.errors import RequestError
from welvaartcanvas.store.replaying import replay
from welvaartcanvas.workspace import Workspace

CANVAS = build.uid(0, 1)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["say", "edit", "tag", "move", "rate", "delete", "leave", "undo", "redo"]),
        st.integers(0, 5),
    ),
    max_size=15,
)
TABLES = ("versions", "setters", "deletions")


def remembered(file: Path) -> list[list[tuple[object, ...]]]:
    return [rows(file, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]


def does(workspace: Workspace, deed: str, which: int) -> None:
    canvas, contents = workspace.canvases.get(CANVAS), workspace.contents
    note = canvas.contributions[which % len(canvas.contributions)] if canvas.contributions else None
    block = ("opgave", "aanpak")[which % 2]
    match deed:
        case "say":
            contents.contribute(canvas, block, "overheid", f"Zin {which}", partner="Jan")
        case "edit" if note:
            contents.edit(canvas, note, text=f"Anders {which}")
        case "tag" if note:
            contents.edit(canvas, note, tags=(f"tag-{which}",))
        case "move" if note:
            contents.move(canvas, note, block, "onderwijs", 0)
        case "rate":
            contents.rate(canvas, block, "overheid", which)
        case "delete" if note:
            contents.delete(canvas, note)
        case "leave" if canvas.partners:
            contents.delete(canvas, canvas.partners[0])
        case "undo" | "redo":
            with suppress(RequestError):
                getattr(workspace.canvases, deed)(CANVAS)


@given(deeds=DEEDS)
def test_what_is_remembered_is_what_the_history_tells(deeds: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "werk.db"
        with opened(file) as workspace:
            keep(
                workspace,
                build.canvas(contributions=(build.contribution(1, "opgave", "overheid"),)),
            )
            for deed, which in deeds:
                does(workspace, deed, which)
        before = remembered(file)

        with closing(sqlite3.connect(file)) as db:
            for table in TABLES:
                db.execute(f"DELETE FROM {table}")
            replay(db)
            db.commit()

        assert remembered(file) == before


def test_what_never_changed_takes_no_room(tmp_path: Path) -> None:
    with opened(tmp_path / "werk.db") as workspace:
        keep(workspace, build.full_canvas())

    assert remembered(tmp_path / "werk.db") == [[], [], []]
