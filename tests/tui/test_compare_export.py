"""Exporting a comparison from the screens."""

from __future__ import annotations

import csv
import json
import threading
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from textual.widgets import Input, Select

from tests.support import build
from tests.support.comparing import WERK, scored
from tests.support.tui import SIZES, eventually, keep, screen_text
from tests.tui.conftest import AppMaker
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.tui import comparison_jobs
from welvaartcanvas.tui.comparison_jobs import CHOICES
from welvaartcanvas.tui.screens import making
from welvaartcanvas.tui.screens.compare_export import CompareExportDialog
from welvaartcanvas.workspace import Workspace

NAME = "comparison-2-regions-2026-01-31"


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for documents of this test alone."""
    folder = tmp_path / "documenten"
    folder.mkdir()
    monkeypatch.setattr(making, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def two(workspace: Workspace) -> Workspace:
    """Aa asks about challenge, in which Bb is strong."""
    keep(workspace, scored(1, build.region(1, "Aa", cluster=WERK), (1, 1, 1)))
    keep(workspace, scored(2, build.region(2, "Bb", cluster=WERK), (5, 5, 5)))
    return workspace


def dialog(workspace: Workspace) -> CompareExportDialog:
    return CompareExportDialog(workspace.comparing.compare(Selection()))


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_is_made_where_it_is_proposed(
    app: AppMaker, two: Workspace, documents: Path, size: tuple[int, int]
) -> None:
    async with app().run_test(size=size) as pilot:
        await pilot.app.push_screen(dialog(two))
        await pilot.pause()
        assert "Export  Comparison of regions: 2 regions" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
        assert "Open the folder" in screen_text(pilot.app)
    [file] = documents.iterdir()
    assert file.name == f"{NAME}.pdf"
    assert file.read_bytes().startswith(b"%PDF-")


async def test_the_workspace_itself_is_not_offered_to_be_replaced(
    app: AppMaker, two: Workspace
) -> None:
    async with app().run_test() as pilot:
        await pilot.app.push_screen(dialog(two))
        await pilot.pause()
        pilot.app.screen.query_one("#path", Input).value = str(two.file)
        await pilot.press("ctrl+s")
        await eventually(
            pilot, lambda: "is the workspace itself" in " ".join(screen_text(pilot.app).split())
        )
        assert isinstance(pilot.app.screen, CompareExportDialog)
    assert len(two.comparing.compare(Selection()).canvases) == 2


@pytest.mark.parametrize("choice", [choice.key for choice in CHOICES if choice.key != "pdf"])
async def test_each_format_and_each_table_is_made(
    app: AppMaker, two: Workspace, documents: Path, choice: str
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(dialog(two))
        await pilot.pause()
        pilot.app.screen.query_one("#format", Select).value = choice
        await pilot.pause()
        day = pilot.app.screen.query_one("#since", Input)
        assert day.display == (not choice.startswith("csv") or choice == "csv:changes")
        day.value = "1-12-2025"
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    [file] = documents.iterdir()
    assert file.name.startswith(NAME)
    match file.suffix:
        case ".json":
            assert "Aa" in json.dumps(json.loads(file.read_bytes()))
        case ".xlsx":
            workbook = openpyxl.load_workbook(BytesIO(file.read_bytes()))
            cells = (cell.value for sheet in workbook for row in sheet for cell in row)
            assert "Aa" in cells
        case ".csv":
            head, *rows = csv.reader(StringIO(file.read_text("utf-8-sig")))
            assert len(head) > 1
            assert all(len(row) == len(head) for row in rows)


async def test_a_table_of_changes_needs_a_day(
    app: AppMaker, two: Workspace, documents: Path
) -> None:
    async with app().run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(dialog(two))
        await pilot.pause()
        pilot.app.screen.query_one("#format", Select).value = "csv:changes"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(
            pilot, lambda: "type the day that changes count from" in screen_text(pilot.app)
        )
        pilot.app.screen.query_one("#since", Input).value = "ooit"
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "ooit is not a day" in screen_text(pilot.app))
        pilot.app.screen.query_one("#since", Input).value = "1-1-2030"
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "is still to come" in screen_text(pilot.app))
    assert list(documents.iterdir()) == []


async def test_the_file_is_in_the_language_that_is_chosen(
    app: AppMaker, two: Workspace, documents: Path
) -> None:
    async with app(language="en").run_test(size=(120, 40)) as pilot:
        await pilot.app.push_screen(dialog(two))
        await pilot.pause()
        pilot.app.screen.query_one("#format", Select).value = "csv:matches"
        pilot.app.screen.query_one("#language", Select).value = "nl"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await eventually(pilot, lambda: "Done." in screen_text(pilot.app))
    [file] = documents.iterdir()
    assert file.name == "vergelijking-2-regios-2026-01-31.wie-van-wie-kan-leren.csv"
    assert "aandachtspunt" in file.read_text("utf-8-sig")


async def test_leaving_while_a_file_is_made_leaves_none(
    app: AppMaker, two: Workspace, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = comparison_jobs.write_comparison

    def slow(*arguments: object, progress: object, **others: object) -> Path:
        progress(1, 2)  # type: ignore[operator]
        begun.set()
        go_on.wait(5)
        return real(*arguments, progress=progress, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(comparison_jobs, "write_comparison", slow)
    async with app().run_test() as pilot:
        below = pilot.app.screen
        await pilot.app.push_screen(dialog(two))
        await pilot.press("ctrl+s")
        await eventually(pilot, begun.is_set)
        await eventually(pilot, lambda: "55%" in screen_text(pilot.app))
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is below
        go_on.set()
        await pilot.app.workers.wait_for_complete()
    assert list(documents.iterdir()) == []
