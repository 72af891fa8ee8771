"""A folder or ZIP is imported in one go, and what came of each file is a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support import build
from tests.support.hostile import HOSTILE_NAMES
from tests.support.tui import eventually, messages, screen_text
from tests.support.workspaces import opened
from tests.support.zipping import zipped
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.errors import Fault
from welvaartcanvas.exchange import interchange
from welvaartcanvas.tui.screens import import_many
from welvaartcanvas.tui.screens.import_many import ImportDialog
from welvaartcanvas.tui.screens.settle import SettleScreen
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.gathering import Sent
from welvaartcanvas.workspace.importing import Imported, Importing

SIZES = [(80, 24), (200, 60)]


def document(number: int, title: str) -> bytes:
    return interchange.write(build.canvas(number=number, title=title)).encode()


@pytest.mark.parametrize("files", [1, 2])
async def test_municipalities_that_the_register_lost_are_told(
    app: AppMaker, workspace: Workspace, tmp_path: Path, files: int
) -> None:
    region = build.region(municipalities=("GM0001", "GM0153"))
    for number in range(files):
        canvas = build.canvas(number=number + 1, region=region)
        (tmp_path / f"{number}.json").write_text(interchange.write(canvas), "utf-8")
    place = tmp_path if files > 1 else tmp_path / "0.json"
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(place)
        await pilot.press("enter")
        await eventually(
            pilot,
            lambda: "GM0001; replace" in " ".join([screen_text(pilot.app), *messages(pilot.app)]),
        )
    assert workspace.regions.all()[0].municipalities == ("GM0001", "GM0153")


@pytest.mark.parametrize("size", SIZES)
async def test_a_folder_is_imported_and_each_file_says_what_came_of_it(
    app: AppMaker, workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "a.zip").write_bytes(
        zipped(("1.json", document(1, "Binnenstad")), ("2.json", document(2, "Techniek")))
    )
    (folder / "b.json").write_bytes(document(1, "Binnenstad"))
    (folder / "fout.json").write_bytes(b"{")
    async with app().run_test(size=size) as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(folder)
        await pilot.press("enter")
        await eventually(pilot, lambda: "4 in all" in screen_text(pilot.app))
        shown = screen_text(pilot.app)

        assert "4 in all: 2 new canvases, 1 unchanged, 1 not imported" in shown
        assert "✓ a.zip: 1.json: Binnenstad: new canvas: 2 new" in shown
        assert "✓ b.json: Binnenstad: 2 unchanged" in shown
        assert shown.count("✗") == 1
        assert sorted(c.title for c in workspace.canvases.lines()) == ["Binnenstad", "Techniek"]

        await pilot.press("down", "enter")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))
        [chosen] = [c for c in workspace.canvases.lines() if c.title == "Techniek"]
        assert pilot.app.screen.query_one(Lines).chosen == f"canvas:{chosen.id}"


async def test_escape_closes_the_list_and_what_came_in_stays(
    app: AppMaker, workspace: Workspace, canvas: Canvas, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(
        zipped(*((f"{n}", document(n, name)) for n, name in enumerate(HOSTILE_NAMES, 100)))
    )
    async with app().run_test(size=(200, 60)) as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "x.zip")
        await pilot.press("enter")
        await eventually(pilot, lambda: f"{len(HOSTILE_NAMES)} in all" in screen_text(pilot.app))
        assert f": {HOSTILE_NAMES[0]}: new canvas" in screen_text(pilot.app)
        await pilot.press("escape")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))
        assert len(workspace.canvases.lines()) == len(HOSTILE_NAMES) + 1


async def test_who_leaves_before_the_end_stops_it(
    app: AppMaker, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.zip").write_bytes(
        zipped(*((f"{n:02}", document(n, f"Canvas {n}")) for n in range(1, 41)))
    )
    taken = import_many.taken

    def left_after_ten(
        importing: Importing, sent: Sent, source: str, **_who: object
    ) -> Imported | Fault:
        if sent.canvas.title == "Canvas 10":
            running.screen.action_cancel()
        return taken(importing, sent, source)

    monkeypatch.setattr(import_many, "taken", left_after_ten)
    running = app()
    async with running.run_test() as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "x.zip")
        await pilot.press("enter")
        await eventually(pilot, lambda: len(workspace.canvases.lines()) >= 10)
        await eventually(pilot, lambda: isinstance(pilot.app.screen, WorkspaceScreen))
        await pilot.pause(0.3)
        assert 10 <= len(workspace.canvases.lines()) <= 11
        assert "Canvas 10" in screen_text(pilot.app)


async def test_a_zip_that_is_refused_can_be_named_anew(
    app: AppMaker, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    async with app().run_test() as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "x.zip")
        await pilot.press("enter")
        await eventually(pilot, lambda: "is a damaged ZIP" in screen_text(pilot.app))
        assert messages(pilot.app) == []
        assert not isinstance(pilot.app.screen, ImportDialog)
        assert pilot.app.screen.query_one(Input).value == str(tmp_path / "x.zip")
        await pilot.press("end", "x")
        await pilot.pause()
        assert "is a damaged ZIP" not in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_to_be_chosen_after_a_folder_has_a_key(
    app: AppMaker, workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    before = workspace.importing.canvas(build.canvas(number=1, title="Binnenstad"), "a.json")
    sent = workspace.canvases.to_send(before.canvas_id)
    folder = tmp_path / "post"
    folder.mkdir()
    with opened(tmp_path / "theirs.db", "Bob") as theirs:
        theirs.importing.canvas(sent, "a.json")
        theirs.canvases.edit(theirs.canvases.get(sent.id).head, title="Centrum")
        (folder / "1.json").write_text(
            interchange.write(theirs.canvases.to_send(sent.id)), encoding="utf-8"
        )
    (folder / "2.json").write_bytes(document(2, "Techniek"))
    workspace.canvases.edit(workspace.canvases.get(sent.id).head, title="Stad")
    async with app().run_test(size=size) as pilot:
        await pilot.press("i")
        pilot.app.screen.query_one(Input).value = str(folder)
        await pilot.press("enter")
        await eventually(pilot, lambda: "2 in all" in screen_text(pilot.app))
        assert "c: choose between the two readings" in screen_text(pilot.app)
        await pilot.press("end", "c")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, SettleScreen))
