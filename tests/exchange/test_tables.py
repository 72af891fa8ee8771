"""The tables hold everything, each value as what it is, and no text is ever a formula."""

from __future__ import annotations

import csv
import io
import os
import time
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook

from tests.support import build, strategies
from tests.support.hostile import HOSTILE_NAMES, HOSTILE_TEXTS, LONGEST_TEXT
from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.domain.region import Cluster
from welvaartcanvas.exchange.tables import CELL_LIMIT, FORMULA_STARTS, write_csv, write_xlsx
from welvaartcanvas.i18n import LANGUAGES, use_language


@pytest.fixture(autouse=True)
def in_english_on_the_veluwe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, and the time zone of the coordinators: an hour past UTC in winter."""
    if not hasattr(time, "tzset"):
        with use_language("en"):
            yield
        return
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    with use_language("en"):
        yield
    monkeypatch.undo()
    time.tzset()


needs_time_zone = pytest.mark.skipif(os.name == "nt", reason="the zone can't be chosen there")


def csv_rows(canvas: Canvas, delimiter: str = ",") -> list[dict[str, str]]:
    text = write_csv(canvas).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def book_of(canvas: Canvas, **names: Any) -> Workbook:
    return load_workbook(io.BytesIO(write_xlsx(canvas, **names)))


def sheet_rows(canvas: Canvas, title: str) -> list[dict[str, Any]]:
    head, *rows = book_of(canvas)[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def one_of_everything() -> Canvas:
    return build.canvas(
        title="Genoeg vakmensen",
        region=build.region(cluster=Cluster.WERKSTAD, note="Samen sinds 2015"),
        description="Waarom we dit doen",
        partners=(
            build.partner(1, "Fatima", perspective="onderwijs", organisation="Mbo", email="f@m.nl"),
        ),
        contributions=(
            build.contribution(
                2,
                "aanpak",
                "onderwijs",
                "Stages\nin de buurt",
                kind="kans",
                partner_id=build.uid(1, 1),
                tags=("mkb", "jongeren"),
            ),
            build.contribution(3, "opgave", "overheid", "Geen files"),
        ),
        ratings=(
            build.rating(4, "opgave", "onderwijs", 5, reason="Het werkt"),
            build.rating(5, "opgave", "overheid", 0),
        ),
        learning_questions=(
            build.learning_question(
                6, "opgave", "Hoe dan?", from_whom="Twente", work_form=WorkForm.LEERKRING
            ),
        ),
        actions=(
            build.action(
                7,
                "opgave",
                "Bellen",
                who="Fatima",
                due=date(2026, 3, 1),
                status=ActionStatus.BEZIG,
            ),
        ),
    )


@needs_time_zone
def test_one_csv_has_a_row_for_everything() -> None:
    rows = [{k: v for k, v in row.items() if v} for row in csv_rows(one_of_everything())]

    common = {"Region": "Kop van de Veluwe", "Canvas": "Genoeg vakmensen"}
    stamps = {"Created": "2026-01-31 14:45:00", "Changed": "2026-01-31 14:45:00"}
    opgave = {**common, **stamps, "No.": "1", "Block": "Challenge"}
    assert rows == [
        {**opgave, "Type": "contribution", "Perspective": "Government", "Text": "Geen files",
         "Id": build.uid(3, 1)},
        {**opgave, "Type": "contribution", "No.": "2", "Block": "Approach",
         "Perspective": "Education", "Kind": "Opportunity", "Text": "Stages\nin de buurt",
         "Partner": "Fatima", "Tags": "Small business, jongeren", "Id": build.uid(2, 1)},
        {**opgave, "Type": "rating", "Perspective": "Education", "Score": "5",
         "Meaning of the score": "Demonstrably works", "Reason": "Het werkt",
         "Id": build.uid(4, 1)},
        {**opgave, "Type": "rating", "Perspective": "Government", "Score": "0",
         "Meaning of the score": "Not discussed", "Id": build.uid(5, 1)},
        {**opgave, "Type": "learning question", "Text": "Hoe dan?", "From whom": "Twente",
         "Work form": "learning circle", "Id": build.uid(6, 1)},
        {**opgave, "Type": "action", "Text": "Bellen", "Who": "Fatima", "Due": "2026-03-01",
         "Status": "in progress", "Id": build.uid(7, 1)},
        {**common, **stamps, "Type": "partner", "Perspective": "Education", "Partner": "Fatima",
         "Organisation": "Mbo", "E-mail": "f@m.nl", "Id": build.uid(1, 1)},
    ]  # fmt: skip


def test_a_csv_opens_as_it_should_in_excel() -> None:
    """A byte order mark for é, Windows line ends, and the separator of the country."""
    canvas = build.canvas(notes={("opgave", "overheid"): ["a;b,c"]})

    data = write_csv(canvas)
    assert data.startswith(b"\xef\xbb\xbfType,Region,")
    assert b'"a;b,c"' in data
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    with use_language("nl"):
        assert write_csv(canvas).count(b";") > 2 * 22 - 1
        assert len(csv_rows(canvas, ";")) == 1


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, LONGEST_TEXT], ids=lambda t: ascii(t)[1:30])
def test_a_csv_cell_is_the_text_and_never_a_formula(text: str) -> None:
    for language, delimiter in (("nl", ";"), ("en", ",")):
        with use_language(language):
            [row] = csv_rows(build.canvas(notes={("opgave", "overheid"): [text]}), delimiter)
            [cell] = [
                value for value in row.values() if value.removeprefix("'") == text or value == text
            ]
        assert not cell.startswith(FORMULA_STARTS)
        assert cell in (text, f"'{text}")
        assert (cell == text) != text.startswith(FORMULA_STARTS)


@pytest.mark.parametrize("sign", [*FORMULA_STARTS[:8], "\t", "\n"])
def test_each_beginning_of_a_formula_is_guarded_in_every_column(sign: str) -> None:
    text, name = f"{sign}1+1", f"{sign.strip() or '='}1+1"
    canvas = build.canvas(
        title=name,
        region=build.region(name=name),
        partners=(build.partner(1, name, organisation=name, email=f"{name}@x"),),
        contributions=(
            build.contribution(
                2, "opgave", "overheid", text, tags=(name,), partner_id=build.uid(1, 1)
            ),
        ),
        ratings=(build.rating(3, "opgave", "overheid", 2, reason=text),),
        learning_questions=(build.learning_question(4, "opgave", text, from_whom=name),),
        actions=(build.action(5, "opgave", text, who=name),),
    )

    cells = [cell for row in csv_rows(canvas) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    assert sum(cell in (f"'{text}", f"'{name}") for cell in cells) == 5 * 2 + 4 + 2 + 4


@needs_time_zone
def test_a_workbook_has_a_sheet_for_each_sort_with_values_as_what_they_are() -> None:
    canvas = one_of_everything()

    common = {"Region": "Kop van de Veluwe", "Canvas": "Genoeg vakmensen"}
    moment = datetime(2026, 1, 31, 14, 45)
    stamps = {"Other reading": None, "Created": moment, "Changed": moment}
    opgave = {**common, "No.": 1, "Block": "Challenge"}
    assert sheet_rows(canvas, "Contributions") == [
        {**opgave, "Perspective": "Government", "Kind": None, "Text": "Geen files",
         "Partner": None, "Tags": None, **stamps, "Id": build.uid(3, 1)},
        {**common, "No.": 2, "Block": "Approach", "Perspective": "Education",
         "Kind": "Opportunity", "Text": "Stages\nin de buurt", "Partner": "Fatima",
         "Tags": "Small business, jongeren", **stamps, "Id": build.uid(2, 1)},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Ratings") == [
        {**opgave, "Perspective": "Education", "Score": 5,
         "Meaning of the score": "Demonstrably works", "Reason": "Het werkt", **stamps,
         "Id": build.uid(4, 1)},
        {**opgave, "Perspective": "Government", "Score": 0,
         "Meaning of the score": "Not discussed", "Reason": None, **stamps,
         "Id": build.uid(5, 1)},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Learning questions") == [
        {**opgave, "Text": "Hoe dan?", "From whom": "Twente", "Work form": "learning circle",
         **stamps, "Id": build.uid(6, 1)},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Actions") == [
        {**opgave, "Text": "Bellen", "Who": "Fatima", "Due": datetime(2026, 3, 1),
         "Status": "in progress", **stamps, "Id": build.uid(7, 1)},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Partners") == [
        {**common, "Perspective": "Education", "Partner": "Fatima", "Organisation": "Mbo",
         "E-mail": "f@m.nl", **stamps, "Id": build.uid(1, 1)},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Profile") == [
        {**opgave, "Entrepreneurs": None, "Education": 5, "Government": 0, "Mean": 2.5,
         "Spread": 5, "What stands out": "Attention point, Difference of view, Unknown"},
        {**common, "No.": 2, "Block": "Approach", "Entrepreneurs": None, "Education": None,
         "Government": None, "Mean": None, "Spread": None, "What stands out": "Unknown"},
    ]  # fmt: skip
    assert sheet_rows(canvas, "Canvas") == [
        {**common, "Status": "Concept", "Fingerprint": None,
         "Description": "Waarom we dit doen", "Type of municipality": "city of work",
         "Position": None, "Municipalities": "GM0232, GM0244",
         "Note on the region": "Samen sinds 2015", "Template": "Small template", **stamps,
         "Id": build.uid(0, 1)},
    ]  # fmt: skip


def test_municipalities_have_their_names_where_they_are_known() -> None:
    book = book_of(build.canvas(), municipalities={"GM0232": "Epe"})

    assert "Epe, GM0244" in [cell.value for cell in book["Canvas"][2]]


def test_a_sheet_is_ready_to_read_and_filter() -> None:
    for page in book_of(build.full_canvas(per_cell=1)):
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert all(cell.font.bold for cell in page[1])
        for letter, column in zip("ABCDE", page.columns, strict=False):
            assert 10 <= page.column_dimensions[letter].width <= 80
            assert all(cell.alignment.wrap_text for cell in column[1:] if cell.data_type == "s")


def test_an_empty_canvas_has_its_sheets_too() -> None:
    book = book_of(build.empty_canvas())

    assert [page.max_row for page in book] == [1, 1, 1, 1, 1, 3, 2]
    assert csv_rows(build.empty_canvas()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_sheets_follow_the_language_and_the_rules_of_excel(language: str) -> None:
    with use_language(language):
        titles = book_of(build.empty_canvas()).sheetnames

    assert len({title.lower() for title in titles}) == 7
    assert all(len(title) <= 31 for title in titles)


def test_names_and_texts_are_texts_in_the_workbook_whatever_they_look_like() -> None:
    canvas = build.canvas(
        title="=1+1",
        region=build.region(name="@SUM(1)"),
        partners=tuple(
            build.partner(n, name, organisation=name) for n, name in enumerate(HOSTILE_NAMES, 1)
        ),
        notes={("opgave", "overheid"): [*HOSTILE_TEXTS, LONGEST_TEXT]},
    )
    book = book_of(canvas)

    texts = [row[6] for row in book["Contributions"].iter_rows(min_row=2)]
    names = [row[3] for row in book["Partners"].iter_rows(min_row=2)]
    assert [cell.value for cell in texts] == [*HOSTILE_TEXTS, LONGEST_TEXT]
    assert [cell.value for cell in names] == list(HOSTILE_NAMES)
    assert {cell.data_type for cell in texts + names} == {"s"}
    assert all(cell.hyperlink is None for page in book for row in page for cell in row)
    with zipfile.ZipFile(io.BytesIO(write_xlsx(canvas))) as archive:
        pages = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert all(b"<f>" not in page and b"hyperlink" not in page for page in pages)


def test_a_text_that_no_cell_can_hold_says_that_it_is_cut() -> None:
    """20,000 emoji are 40,000 UTF-16 units; Excel repairs a file with more than 32,767 away."""
    [row] = sheet_rows(
        build.canvas(notes={("opgave", "overheid"): ["😀" * 20_000]}), "Contributions"
    )

    text = row["Text"]
    assert text.endswith("… (cut here: a cell holds no more; the JSON export has all of it)")
    assert text.startswith("😀" * 16_000)
    assert CELL_LIMIT - 1 <= len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_a_date_that_spreadsheets_do_not_know_is_still_there(day: date) -> None:
    canvas = build.canvas(actions=(build.action(1, "opgave", due=day),))
    [row] = sheet_rows(canvas, "Actions")

    assert row["Due"] in (day.isoformat(), datetime(day.year, day.month, day.day))
    assert csv_rows(canvas)[0]["Due"] == day.isoformat()


@given(strategies.canvases())
def test_everything_that_was_typed_is_in_both(canvas: Canvas) -> None:
    with use_language("en"):
        in_csv = {cell for row in csv_rows(canvas) for cell in row.values()}
        in_xlsx = {
            c for page in book_of(canvas) for row in page.iter_rows(values_only=True) for c in row
        }

    typed = [c.text for c in canvas.contributions] + [r.reason for r in canvas.ratings]
    typed += [q.text for q in canvas.learning_questions] + [a.text for a in canvas.actions]
    typed += [q.from_whom for q in canvas.learning_questions] + [a.who for a in canvas.actions]
    typed += [v for p in canvas.partners for v in (p.name, p.organisation, p.email)]
    assert [text for text in typed if text and not {text, f"'{text}"} & in_csv] == []
    typed += [canvas.title, canvas.region.name, canvas.region.note, canvas.head.description]
    assert [text for text in typed if text and text not in in_xlsx] == []


def test_the_same_canvas_gives_the_same_bytes() -> None:
    canvas = build.full_canvas(per_cell=1)

    assert write_xlsx(canvas) == write_xlsx(canvas)
    assert write_csv(canvas) == write_csv(canvas)


def test_what_else_was_written_stands_in_a_column_while_nobody_has_chosen() -> None:
    note = build.contribution(2, "opgave", "overheid", "Meer bussen")
    other = build.variant(9, note, "text", "Meer treinen")
    canvas = build.canvas(contributions=(note,), variants=(other,))

    assert [row["Other reading"] for row in csv_rows(canvas) if row["Text"] == "Meer bussen"] == [
        "contribution, text: Meer treinen"
    ]
    assert [row["Other reading"] for row in sheet_rows(canvas, "Contributions")] == [
        "contribution, text: Meer treinen"
    ]
