"""A comparison leaves in four formats, whole or not at all."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from tests.support import build
from tests.support.comparing import WERK, scored
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.errors import RequestError
from welvaartcanvas.exchange import comparison
from welvaartcanvas.files import TargetExists
from welvaartcanvas.i18n import use_language
from welvaartcanvas.workspace.comparing import Wanted
from welvaartcanvas.workspace.exporting_comparison import (
    ComparisonFormat,
    content,
    file_name,
    wanted,
    write_comparison,
)

DAY = date(2026, 2, 2)
ALL = tuple(view for view in View if view is not View.CHANGES)


@pytest.fixture
def found(tmp_path: Path) -> Dossier:
    """Two regions, of which one asks what the other is strong in."""
    with opened(tmp_path / "work.db") as here:
        for number, name, scores in ((1, "Ede", (1, 2, 3)), (2, "Zeist", (5, 5, 5))):
            region = build.region(number, name, municipalities=("GM0228",), cluster=WERK)
            keep(here, scored(number, region, scores))
        return here.comparing.dossier(here.comparing.compare(Selection()), wanted(ALL))


def test_each_view_wants_what_it_shows() -> None:
    figure = MapFigure(MapMeasure.SPREAD, "opgave")

    assert wanted([View.MATRIX, View.PATTERNS]) == Wanted()
    assert wanted([View.ALIKE]) == Wanted(alike=True)
    assert wanted([View.MATCHES]) == wanted([View.CIRCLES]) == Wanted(learning=True)
    assert wanted([View.MAP]).figure == MapFigure(MapMeasure.MEAN)
    assert wanted([View.MAP], figure=figure) == Wanted(figure=figure)
    assert wanted([View.CHANGES], since=DAY) == Wanted(since=DAY)
    assert wanted([View.MATRIX], since=DAY, figure=figure) == Wanted()


def test_changes_are_counted_from_a_day() -> None:
    with pytest.raises(RequestError, match="--since"):
        wanted([View.CHANGES])


def test_json_is_the_comparison_document(found: Dossier) -> None:
    made = content(found, ComparisonFormat.JSON, views=ALL, day=DAY)

    assert made == comparison.write(found).encode()


def test_csv_is_the_table_of_the_one_view(found: Dossier) -> None:
    made = content(found, ComparisonFormat.CSV, views=[View.ALIKE], day=DAY)

    assert made.decode("utf-8-sig").splitlines()[1].split(";")[0] == "Ede"
    with pytest.raises(RequestError, match="one table"):
        content(found, ComparisonFormat.CSV, views=[View.ALIKE, View.MATRIX], day=DAY)


def test_a_workbook_knows_the_names_of_the_register(found: Dossier) -> None:
    made = content(found, ComparisonFormat.XLSX, views=ALL, day=DAY)

    with use_language("nl"):
        pages = load_workbook(io.BytesIO(made))
    assert (
        "Ede" in [cell.value for row in pages["Regio's"].iter_rows(min_row=2) for cell in row][10:]
    )


def test_a_pdf_carries_the_figures_that_it_was_made_from(found: Dossier) -> None:
    steps: list[tuple[int, int]] = []
    made = content(
        found,
        ComparisonFormat.PDF,
        views=ALL,
        day=DAY,
        progress=lambda done, total: steps.append((done, total)),
    )

    with pikepdf.open(io.BytesIO(made)) as pdf:
        held = pdf.attachments[comparison.FILE_NAME].get_file().read_bytes()
    assert json.loads(held) == json.loads(comparison.write(found))
    assert steps and steps[-1][0] == steps[-1][1]
    assert made == content(found, ComparisonFormat.PDF, views=ALL, day=DAY)


def test_a_file_is_called_after_how_many_regions_and_when(found: Dossier) -> None:
    assert file_name(found.comparison, "pdf", DAY) == "vergelijking-2-regios-2026-02-02.pdf"
    with use_language("en"):
        one = found.comparison._replace(standings=found.comparison.standings[:1])
        assert file_name(one, "csv", DAY) == "comparison-1-region-2026-02-02.csv"


def test_a_file_is_written_whole_and_replaces_none_unasked(found: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "vergelijking.json"

    def write(*, force: bool = False) -> Path:
        return write_comparison(
            found, ComparisonFormat.JSON, target, views=ALL, day=DAY, force=force
        )

    assert write() == target
    written = target.read_bytes()
    assert json.loads(written)["format"] == comparison.FORMAT
    target.write_text("van iemand anders")
    with pytest.raises(TargetExists):
        write()
    assert target.read_text() == "van iemand anders"
    write(force=True)
    assert target.read_bytes() == written


def test_what_fails_leaves_nothing_behind(
    found: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_dossier: Dossier) -> str:
        raise MemoryError

    monkeypatch.setattr(comparison, "write", fails)
    folder = tmp_path / "uit"
    folder.mkdir()

    with pytest.raises(MemoryError):
        write_comparison(found, ComparisonFormat.JSON, folder / "a.json", views=ALL, day=DAY)
    assert [*folder.iterdir()] == []
