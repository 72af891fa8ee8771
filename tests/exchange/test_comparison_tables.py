"""A comparison in a spreadsheet: one table as CSV, all of them as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.support import build
from tests.support.comparing import WERK, scored
from tests.support.hostile import HOSTILE_NAMES
from tests.support.workspaces import keep, opened
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import seen_from
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure
from welvaartcanvas.domain.selection import Selection
from welvaartcanvas.exchange.comparison_tables import write_csv, write_xlsx
from welvaartcanvas.exchange.tables import FORMULA_STARTS
from welvaartcanvas.i18n import use_language
from welvaartcanvas.workspace.comparing import Wanted

DAY = date(2026, 2, 2)
EVERYTHING = Wanted(True, True, date(2026, 1, 1), MapFigure(MapMeasure.COVERAGE))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with use_language("en"):
        yield


def dossier(folder: Path, canvases: Iterable[Canvas], wanted: Wanted = EVERYTHING) -> Dossier:
    """What a workspace with those canvases derives from them."""
    with opened(folder / "work.db") as here:
        for each in canvases:
            keep(here, each)
        return here.comparing.dossier(here.comparing.compare(Selection()), wanted)


@pytest.fixture
def found(tmp_path: Path) -> Dossier:
    """Ede asks what Epe and Zeist are strong in; Ede and Epe are of one type."""
    regions = [
        build.region(n, name, municipalities=("GM0153",), cluster=cluster)
        for n, name, cluster in ((1, "Ede", WERK), (2, "Epe", WERK), (3, "Zeist", None))
    ]
    return dossier(
        tmp_path,
        [
            scored(1, regions[0], (2, 3, 5), notes={("opgave", "ondernemers"): ["=1+1"]}),
            scored(2, regions[1], (5, 4, 5), (1, 1)),
            scored(3, regions[2], (4, 4, 4), (2, 2, 2)),
        ],
    )


def table(found: Dossier, view: View) -> list[dict[str, str]]:
    text = write_csv(found, view).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def book(found: Dossier, views: Iterable[View] = tuple(View)) -> Workbook:
    return load_workbook(io.BytesIO(workbook(found, views)))


def workbook(found: Dossier, views: Iterable[View] = tuple(View)) -> bytes:
    return write_xlsx(
        found,
        tuple(views),
        day=DAY,
        municipalities={"GM0153": "Enschede"},
        provinces={"PV23": "Overijssel"},
    )


def rows(page: Any) -> list[list[Any]]:
    return [list(row) for row in page.iter_rows(values_only=True)]


def test_the_matrix_is_a_row_for_each_block_of_each_region(found: Dossier) -> None:
    cells = table(found, View.MATRIX)

    assert [(row["Region"], row["Block"]) for row in cells[:3]] == [
        ("Ede", "Challenge"), ("Ede", "Approach"), ("Epe", "Challenge")
    ]  # fmt: skip
    ede, bare, epe, _ = cells[:4]
    assert (ede["Mean"], ede["Spread"], ede["What stands out"]) == (
        "3.3333", "3.0", "Attention point, Difference of view"
    )  # fmt: skip
    assert (ede["Entrepreneurs"], ede["Education"], ede["Government"]) == ("2.0", "3.0", "5.0")
    assert (ede["Type of municipality"], ede["Contributions"]) == ("city of work", "1")
    assert (bare["Mean"], bare["Spread"], bare["What stands out"]) == ("", "", "Unknown")
    assert (epe["Mean"], epe["What stands out"]) == ("4.6667", "Strength")


def test_in_dutch_a_decimal_has_the_sign_that_its_spreadsheet_expects(found: Dossier) -> None:
    with use_language("nl"):
        text = write_csv(found, View.MATRIX).decode("utf-8-sig")

    assert ";3,3333;3,0;2,0;3,0;5,0;" in text


def test_patterns_say_how_the_means_lie_and_what_a_type_shares(found: Dossier) -> None:
    opgave, aanpak = table(found, View.PATTERNS)

    assert (opgave["Lowest mean"], opgave["Median"], opgave["Highest mean"]) == (
        "3.3333", "4.0", "4.6667"
    )  # fmt: skip
    classes = ("0 to under 1", "1 to under 2", "2 to under 3", "3 to under 4", "4 to 5")
    assert [opgave[each] for each in classes] == ["0", "0", "0", "1", "2"]
    assert (aanpak["Regions that rated"], aanpak["Attention points"]) == ("2", "2")


def test_who_can_learn_from_whom_has_its_reason_and_what_it_rests_on(found: Dossier) -> None:
    first, second, *others = table(found, View.MATCHES)

    assert (first["Region"], first["Can learn from"], first["Mean"]) == ("Ede", "Epe", "4.6667")
    assert first["What is asked"] == "attention point (Entrepreneurs at most 2)"
    assert first["Why"].startswith("Ede has an attention point in 1 Challenge; Epe is strong there")
    assert first["Said by who asks"] == "Entrepreneurs: =1+1"
    assert (second["Region"], second["Can learn from"]) == ("Ede", "Zeist")
    assert (first["Id"], first["Id of who can help"]) == (build.region(1).id, build.region(2).id)
    # Nobody is strong in the approach.
    assert [(o["Region"], o["Block"], o["Can learn from"], o["Mean"]) for o in others] == [
        ("Epe", "Approach", "nobody yet", ""),
        ("Zeist", "Approach", "nobody yet", ""),
    ]


def test_a_table_of_a_circle_has_a_row_for_each_seat(tmp_path: Path) -> None:
    asking = [scored(n, build.region(n, f"Vraag {n}"), (1, 1, 1)) for n in range(1, 4)]
    lonely = scored(8, build.region(8, "Alleen"), (), (1,))
    strong = scored(9, build.region(9, "Sterk"), (5, 5, 5))
    seats = table(dossier(tmp_path, [*asking, lonely, strong]), View.CIRCLES)

    assert [(s["Table"], s["Region"], s["At the table"]) for s in seats] == [
        ("1.1", "Vraag 1", "asks"),
        ("1.1", "Vraag 2", "asks"),
        ("1.1", "Vraag 3", "asks"),
        ("1.1", "Sterk", "tells how"),
        ("", "Alleen", "waits for a table"),
    ]


def test_likeness_is_told_in_points_and_cells(found: Dossier) -> None:
    first = table(found, View.ALIKE)[0]

    # |2-5| + |3-4| + |5-5| over three of six cells; Zeist is as far away, and comes by name.
    assert (first["Region"], first["Resembles"]) == ("Ede", "Epe")
    assert (first["Points apart"], first["Cells that both rated"], first["Of"]) == (
        "1.3333", "3", "6"
    )  # fmt: skip


def test_the_map_and_the_changes_are_tables_too(found: Dossier) -> None:
    areas = {row["COROP area"]: row for row in table(found, View.MAP)}
    changes = table(found, View.CHANGES)

    assert len(areas) == 40
    assert (areas["Twente"]["Coverage"], areas["Veluwe"]["Coverage"]) == ("0.0556", "")
    assert changes[0]["Mean then"] == ""
    assert (changes[0]["Mean now"], changes[0]["New contributions"]) == ("3.3333", "1")
    assert (changes[0]["Contributions then"], changes[0]["Contributions now"]) == ("0", "1")


def test_regions_of_one_name_are_told_apart(tmp_path: Path) -> None:
    canvases = [
        scored(n, build.region(n, "Bergen"), (5, 5, 5) if n > 2 else (1, 1, 1)) for n in range(1, 6)
    ]
    found = dossier(tmp_path, canvases)
    ids = {canvas.region.id for canvas in canvases}
    for view in (View.MATRIX, View.ALIKE, View.MATCHES, View.CIRCLES, View.CHANGES):
        assert {row["Id"] for row in table(found, view)} <= ids
        assert len({row["Id"] for row in table(found, view)}) > 1
    assert {row["Id of what it resembles"] for row in table(found, View.ALIKE)} == ids


def test_a_workbook_has_a_sheet_for_each_table(found: Dossier) -> None:
    assert book(found).sheetnames == [
        "About this file", "Figures", "Mean", "Spread", "Coverage", "What stands out", "Patterns",
        "Shared by type", "Alike", "Matches", "Learning circles", "Map", "Changes", "Regions",
    ]  # fmt: skip
    with use_language("nl"):
        assert len(book(found).sheetnames) == 14


def test_a_workbook_has_no_more_than_was_asked_for(found: Dossier) -> None:
    assert book(found, [View.ALIKE]).sheetnames == ["About this file", "Alike", "Regions"]


def test_what_the_dossier_has_not_has_no_sheet(tmp_path: Path) -> None:
    bare = dossier(tmp_path, [scored(1, build.region(1, "Ede"))], Wanted())

    assert book(bare).sheetnames == [
        "About this file", "Figures", "Mean", "Spread", "Coverage", "What stands out", "Patterns",
        "Shared by type", "Regions",
    ]  # fmt: skip


def test_a_matrix_has_regions_below_and_blocks_beside_one_another(found: Dossier) -> None:
    page = book(found)["Mean"]

    ede, epe = pytest.approx(10 / 3), pytest.approx(14 / 3)
    assert rows(page) == [
        ["Region", "1 Challenge", "2 Approach", "All blocks"],
        ["Ede", ede, None, ede],
        ["Epe", epe, 1, pytest.approx((14 / 3 + 1) / 2)],
        ["Zeist", 4, 2, 3],
    ]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:D4"
    assert {page[cell].number_format for cell in ("B2", "D3", "C4")} == {"0.0"}
    assert page.conditional_formatting  # the number says what the shade says


def test_coverage_counts_and_findings_are_words(found: Dossier) -> None:
    pages = book(found)

    assert rows(pages["Coverage"])[1] == ["Ede", 1, 0, 1]
    assert rows(pages["What stands out"])[1] == [
        "Ede", "Attention point, Difference of view", "Unknown"
    ]  # fmt: skip
    assert not pages["Coverage"].conditional_formatting


def test_numbers_are_shown_as_what_they_are(found: Dossier) -> None:
    pages = book(found)

    assert pages["Alike"]["E2"].number_format == "0.00"
    assert pages["Map"]["C2"].number_format == "General"  # no figure
    twente = next(row for row in pages["Map"].iter_rows() if row[0].value == "Twente")
    assert twente[2].number_format == "0%"
    assert pages["Patterns"].freeze_panes == "C2"


def test_the_workbook_says_what_was_chosen_and_how_each_figure_is_made(found: Dossier) -> None:
    chosen = found._replace(
        selection=Selection(provinces=("PV23",), clusters=(WERK,)),
    )
    about = dict(rows(book(chosen)["About this file"])[1:])

    assert about["Date"] == "2 February 2026"
    assert about["Choice"] == "type: city of work; province: Overijssel"
    assert about["Difference of view"] == "The spread is 2 or more."
    assert "Not in the municipal register" not in about
    assert dict(rows(book(found)["About this file"])[1:])["Choice"] == "all regions"
    assert rows(book(found)["Regions"])[1][-3:-1] == ["Enschede", None]


def test_the_workbook_begins_with_its_figures_and_says_what_each_sheet_is(found: Dossier) -> None:
    pages = book(found)
    about = dict(rows(pages["About this file"])[1:])

    assert (about["Regions"], about["Canvases"]) == ("3", "3")
    assert about["Mean of the regions"].startswith("3.1 (of the 3 regions with a rating)")
    assert about["Cells"] == "1 of 18 cells filled, 14 rated"
    assert "Which sides count" not in about
    for title in pages.sheetnames[1:]:
        assert about[f"Sheet: {title}"].endswith(".")
    seen = seen_from(found.comparison, ["onderwijs"])
    narrow = found._replace(comparison=seen, learning=None)
    about = dict(rows(book(narrow)["About this file"])[1:])
    assert about["Which sides count"] == "Only Education counts in these figures."


def test_what_is_counted_says_out_of_how_many_and_spreads_of_all_which_it_is(
    found: Dossier,
) -> None:
    pages = book(found)

    assert rows(pages["Coverage"])[0][-1] == "Filled (of 6)"
    assert {"Filled (of 3)", "Rated (of 3)"} <= {*rows(pages["Figures"])[0]}
    assert rows(pages["Spread"])[0][-1] == "Largest spread"
    assert {"Largest spread", "Filled (of 6)", "Rated (of 6)"} <= {*rows(pages["Regions"])[0]}


def test_the_workbook_says_which_municipalities_the_register_lost(found: Dossier) -> None:
    lost = found._replace(lost=(("Ede", ("GM0007", "GM0009")), ("Epe", ("GM0007",))))
    about = dict(rows(book(lost)["About this file"])[1:])

    assert about["Not in the municipal register"] == "Ede: GM0007, GM0009; Epe: GM0007"


def test_the_same_comparison_gives_the_same_bytes(found: Dossier) -> None:
    assert workbook(found) == workbook(found)
    assert write_csv(found, View.MATRIX) == write_csv(found, View.MATRIX)


def test_no_text_is_ever_a_formula(tmp_path: Path) -> None:
    canvases = [
        scored(n, build.region(n, name), (5, 5, 5), (1,), notes={("opgave", "overheid"): [name]})
        for n, name in enumerate(HOSTILE_NAMES, 1)
    ]
    found = dossier(tmp_path, canvases)

    for view in View:
        for row in csv.reader(io.StringIO(write_csv(found, view).decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(FORMULA_STARTS) and not is_number(cell) for cell in row)
    pages = book(found)
    assert {row[0] for row in rows(pages["Mean"])[1:]} == set(HOSTILE_NAMES)
    for page in pages:
        for cells in page.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in cells)
            assert all(cell.hyperlink is None for cell in cells)


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
