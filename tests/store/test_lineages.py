"""What is remembered of versions is what the history tells; an older workspace learns it so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.crash.older import first_version, second_version
from tests.support import build
from tests.support.workspaces import SOURCE, keep, opened, rows
from welvaartcanvas.domain.lineage import version_of
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


@pytest.mark.parametrize("older", [first_version, second_version])
def test_an_older_workspace_learns_since_when_it_knows_what_it_knows(
    tmp_path: Path, older: Callable[[Path, Path], None]
) -> None:
    now, then = tmp_path / "nu.db", tmp_path / "toen.db"
    with opened(now) as workspace:
        notes = [build.contribution(n, "opgave", "overheid") for n in (1, 2)]
        keep(workspace, build.canvas(contributions=tuple(notes)))
        for deed in ("edit", "tag", "delete", "undo", "rate", "delete", "edit"):
            does(workspace, deed, 1)
    older(now, then)

    opened(then).close()

    assert remembered(then) == remembered(now)


def test_what_an_import_had_taught_an_older_workspace_is_known_from_now_on(tmp_path: Path) -> None:
    here, there, old = (tmp_path / name for name in ("hier.db", "daar.db", "oud.db"))
    with opened(here) as anna, opened(there, "Bob") as bob:
        notes = [build.contribution(n, "opgave", "overheid") for n in (1, 2)]
        keep(anna, build.canvas(contributions=tuple(notes)))
        bob.importing.canvas(anna.canvases.to_send(CANVAS), SOURCE)
        for which, text in enumerate(("Een", "Twee")):
            for side, said in ((anna, f"{text} van Anna"), (bob, f"{text} van Bob")):
                canvas = side.canvases.get(CANVAS)
                side.contents.edit(canvas, canvas.contributions[which], text=said)
        bob.contents.delete(bob.canvases.get(CANVAS), bob.canvases.get(CANVAS).contributions[1])
        before = anna.history.now()
        anna.importing.canvas(bob.canvases.to_send(CANVAS), SOURCE)
        known = anna.canvases.to_send(CANVAS)
    second_version(here, old)

    with opened(old) as later:
        now = later.canvases.to_send(CANVAS)
        assert now.contributions == known.contributions
        assert {v.id for v in now.variants} == {v.id for v in known.variants}
        for thing in known.everything():
            assert now.past.of(thing).versions == known.past.of(thing).versions
        # Who gets the canvas as it was before that does not seem to have seen what Bob did.
        then = later.history.to_send(CANVAS, before)
        assert all(
            then.past.of(note).versions == (version_of(note),) for note in then.contributions
        )
        # And at home nothing of it is lost.
        later.importing.canvas(then, SOURCE)
        after = later.canvases.get(CANVAS)
        assert {v.value for v in known.variants} <= {v.value for v in after.variants}
        assert {n.text for n in known.contributions} <= {n.text for n in after.contributions}
