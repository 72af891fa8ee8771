"""Exporting from the screens: what is made, where, and what happens meanwhile."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pypdf
import pytest
from textual.widgets import Input, Select

from tests.support.tui import SIZES, eventually, keep, messages, screen_text, small_canvas
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.errors import OutputError
from welvaartcanvas.tui import export_jobs
from welvaartcanvas.tui.screens import making
from welvaartcanvas.tui.screens.confirm import Confirm
from welvaartcanvas.tui.screens.export import ExportDialog
from welvaartcanvas.tui.screens.workspace import WorkspaceScreen
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.gathering import canvas_in


def read(file: Path) -> Canvas:
    """The canvas in a file that was made."""
    return canvas_in(file.read_bytes(), str(file), file.name)


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for documents of this test alone."""
    folder = tmp_path / "documenten"
    folder.mkdir()
    monkeypatch.setattr(making, "documents_folder", lambda: folder)
    return folder


def choose(app: object, **values: str) -> None:
    """Choose in the dialog: ``format`` and ``language``, and type the ``path``."""
    screen = app.screen  # type: ignore[attr-defined]
    for name, value in values.items():
        if name == "path":
            screen.query_one("#path", Input).value = value
        else:
            screen.query_one(f"#{name}", Select).value = value


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_is_made_where_it_is_proposed(
    app: AppMaker, canvas: Canvas, documents: Path, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert canvas.title in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
        [file] = documents.iterdir()
        assert file.read_bytes().startswith(b"%PDF-")
        assert "report" in file.name
        assert "Open the folder" in screen_text(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)


@pytest.mark.parametrize(
    ("format", "endings"),
    [
        ("both", [".pdf", ".pdf"]),
        ("json", [".json"]),
        ("md", [".md"]),
        ("csv", [".csv"]),
        ("xlsx", [".xlsx"]),
    ],
)
async def test_each_format_is_made(
    app: AppMaker, canvas: Canvas, documents: Path, format: str, endings: list[str]
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        choose(pilot.app, format=format)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    assert [file.suffix for file in documents.iterdir()] == endings


async def test_the_language_of_the_file_is_chosen_apart_from_that_of_the_program(
    app: AppMaker, canvas: Canvas, documents: Path
) -> None:
    async with app(language="en").run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        choose(pilot.app, format="md", language="nl")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    [file] = documents.iterdir()
    assert "Welke opgave kiezen we?" in file.read_text("utf-8")


async def test_all_canvases_of_a_region_go_into_a_folder(
    app: AppMaker, workspace: Workspace, canvas: Canvas, documents: Path
) -> None:
    keep(workspace, small_canvas(number=2, title="Een andere opgave"))
    async with app().run_test() as pilot:
        await pilot.press("home", "x")
        await pilot.pause()
        assert "2 canvases" in screen_text(pilot.app)
        choose(pilot.app, format="json", path=str(documents / "nieuw"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done. 2 files" in screen_text(pilot.app))
    titles = {read(file).title for file in (documents / "nieuw").iterdir()}
    assert titles == {canvas.title, "Een andere opgave"}


async def test_the_date_of_a_pdf_is_that_of_a_build(
    app: AppMaker, canvas: Canvas, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "SOURCE_DATE_EPOCH is gisteren" in screen_text(pilot.app))
        assert list(documents.iterdir()) == []

        monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782399")
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    [file] = documents.iterdir()
    assert str(pypdf.PdfReader(file).metadata["/CreationDate"]).startswith("D:20000228")  # type: ignore[index]


async def test_canvases_whose_names_would_be_the_same_get_files_of_their_own(
    app: AppMaker, workspace: Workspace, canvas: Canvas, documents: Path
) -> None:
    twin = small_canvas(number=2, title=canvas.title)
    assert twin.id[-6:] == canvas.id[-6:]
    keep(workspace, twin)
    async with app().run_test() as pilot:
        await pilot.press("home", "x")
        await pilot.pause()
        choose(pilot.app, format="json")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done. 2 files" in screen_text(pilot.app))
    assert {read(file).id for file in documents.iterdir()} == {canvas.id, twin.id}


async def test_a_file_that_is_there_is_replaced_only_when_asked(
    app: AppMaker, canvas: Canvas, documents: Path
) -> None:
    target = documents / "canvas.json"
    target.write_text("van iemand anders")
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        choose(pilot.app, format="json", path=str(target))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("enter")  # the careful answer has the focus: another name
        await eventually(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        assert pilot.app.screen.query_one("#path", Input).value == str(documents / "canvas-2.json")
        assert target.read_text() == "van iemand anders"
        choose(pilot.app, path=str(target))
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("left", "enter")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    assert read(target).title == canvas.title


async def test_a_place_that_cannot_be_written_is_said_and_can_be_mended(
    app: AppMaker, canvas: Canvas, documents: Path
) -> None:
    (documents / "bestand").write_text("")
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        choose(pilot.app, format="json", path=str(documents / "bestand" / "canvas.json"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(
            pilot, lambda: "can't be written" in " ".join(screen_text(pilot.app).split())
        )
        choose(pilot.app, path=str(documents / "goed.json"))
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    assert (documents / "goed.json").is_file()


async def test_the_workspace_itself_is_not_offered_to_be_replaced(
    app: AppMaker, canvas: Canvas, workspace: Workspace
) -> None:
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        choose(pilot.app, format="json", path=str(workspace.file))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(
            pilot, lambda: "is the workspace itself" in " ".join(screen_text(pilot.app).split())
        )
        assert isinstance(pilot.app.screen, ExportDialog)
    assert workspace.canvases.get(canvas.id).title == canvas.title


async def test_keys_are_answered_while_a_file_is_made_and_leaving_makes_no_half_file(
    app: AppMaker, canvas: Canvas, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = export_jobs.write_export

    def slow(*arguments: object, progress: object, **others: object) -> Path:
        progress(1, 4)  # type: ignore[operator]
        begun.set()
        go_on.wait(5)
        return real(*arguments, progress=progress, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(export_jobs, "write_export", slow)
    async with app().run_test() as pilot:
        await pilot.press("x", "ctrl+s")
        await eventually(pilot, begun.is_set)
        await eventually(pilot, lambda: "25%" in screen_text(pilot.app))
        assert "Export" not in screen_text(pilot.app).splitlines()[-1], "one at a time"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkspaceScreen)
        go_on.set()
        await pilot.app.workers.wait_for_complete()
    assert list(documents.iterdir()) == []


async def test_opening_is_the_desktops_and_where_there_is_none_it_is_said(
    app: AppMaker, canvas: Canvas, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(making, "open_on_desktop", opened.append)
    async with app().run_test() as pilot:
        await pilot.press("x", "ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
        [file] = documents.iterdir()
        button = pilot.app.screen.query_one("#open-file")
        await eventually(pilot, lambda: button.has_focus)
        await pilot.press("enter")
        await eventually(pilot, lambda: opened == [file])
        await pilot.press("tab", "enter")
        await eventually(pilot, lambda: opened == [file, documents])

        def refuse(path: Path) -> None:
            raise OutputError("there is no desktop here to open {file} on; it is there", file=path)

        monkeypatch.setattr(making, "open_on_desktop", refuse)
        # For a moment a button that was pressed looks so, and takes no second press.
        await eventually(pilot, lambda: not button.has_class("-active"))
        await pilot.press("shift+tab", "enter")
        await eventually(pilot, lambda: messages(pilot.app))
        assert str(file) in messages(pilot.app)[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_after_the_report_the_poster_is_made_in_the_same_window(
    app: AppMaker, canvas: Canvas, documents: Path, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.press("x", "ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
        button = pilot.app.screen.query_one("#open-file")
        await eventually(pilot, lambda: button.has_focus)
        assert re.search(
            "Open the file +Open the folder +Make another +Close", screen_text(pilot.app)
        )
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#format").has_focus
        assert "Done." not in screen_text(pilot.app)
        choose(pilot.app, format="poster")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
        choose(pilot.app, format="md")  # also without the button
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    assert sorted(file.suffix for file in documents.iterdir()) == [".md", ".pdf", ".pdf"]


async def test_a_place_that_is_longer_than_its_field_stands_there_whole(
    app: AppMaker, canvas: Canvas, documents: Path
) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        place = documents / "/".join(f"een-map-{n}" for n in range(14)) / "canvas.json"
        choose(pilot.app, format="json", path=str(place))
        await pilot.pause()
        shown = pilot.app.screen.query_one("#whole-path")
        assert shown.display
        lines = screen_text(pilot.app).splitlines()[shown.region.y : shown.region.bottom]
        assert "".join(line.strip(" │") for line in lines) == str(place)
        choose(pilot.app, path="canvas.json")
        await pilot.pause()
        assert not shown.display


async def test_a_title_with_markup_stands_there_as_typed(
    app: AppMaker, workspace: Workspace
) -> None:
    keep(workspace, small_canvas(title="[bold]weg[/bold] [@click=app.quit]x[/]"))
    async with app().run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "[bold]weg[/bold] [@click=app.quit]x[/]" in screen_text(pilot.app)
