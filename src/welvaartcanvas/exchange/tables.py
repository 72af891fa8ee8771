"""Tables as CSV and as XLSX, for who works in a spreadsheet, and a canvas in them.

Both are for reading and counting; the interchange document is the lossless format. Texts
from people are never a formula: in CSV they are guarded, in XLSX they are written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.exchange.columns import Cell, Column, Row, Sheet, columns
from welvaartcanvas.exchange.sheets import sheets
from welvaartcanvas.i18n import _, language

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What a spreadsheet would take for a formula when a text begins with it (OWASP, "CSV
#: Injection"): the signs in both widths, and the blanks that programs skip before them.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
#: The longest text that a cell of a spreadsheet holds, in UTF-16 units (Excel).
CELL_LIMIT = 32_767
# Before this year a spreadsheet has no dates.
_FIRST_YEAR = 1900

# The columns of the CSV, for every sort of row together.
_CSV_COLUMNS = (
    "type", "region", "canvas", "number", "block", "perspective", "kind", "text", "partner",
    "organisation", "email", "tags", "score", "anchor", "reason", "from_whom", "work_form",
    "who", "due", "status", "other_reading", "created", "changed", "id",
)  # fmt: skip


def separator() -> str:
    """What stands between the fields: what Excel expects where the language in force is spoken.

    A semicolon in Dutch, where the comma is the decimal sign; else a comma (RFC 4180).
    """
    return ";" if language() == "nl" else ","


def write_csv(canvas: Canvas) -> bytes:
    """Contributions, ratings, learning questions, actions and partners in one CSV table.

    The column "type" tells them apart; for the rest see :func:`csv_table`.
    """
    rows = (
        {"type": sheet.thing, **row}
        for sheet in sheets(canvas, {})
        if sheet.thing
        for row in sheet.rows
    )
    return csv_table(columns(*_CSV_COLUMNS), rows)


def csv_table(titles: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """One table as CSV, for a spreadsheet to open.

    RFC 4180 but for :func:`separator`, in UTF-8 with a byte order mark, without which Excel
    misreads é; moments and dates in ISO 8601, moments in local time; numbers with at most four
    decimals and the language's decimal sign. A text that a spreadsheet would take for a formula
    gets an apostrophe before it, as OWASP advises.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator())
    writer.writerow([_csv_text(column.title) for column in titles])
    writer.writerows([_csv_text(row.get(column.key)) for column in titles] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = str(round(value, 4))
        return text.replace(".", ",") if language() == "nl" else text
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return str(value)


def write_xlsx(canvas: Canvas, municipalities: Mapping[str, str] | None = None) -> bytes:
    """Every table of ``canvas`` on a sheet of its own, in the bytes of an XLSX workbook.

    ``municipalities`` gives names by code; a code that it does not have stands as it is. The
    same canvas gives the same bytes; for the rest see :func:`workbook`.
    """
    changed = canvas.changed_at.astimezone(UTC).replace(tzinfo=None)
    return workbook(sheets(canvas, municipalities or {}), canvas.title, changed)


def workbook(pages: Iterable[Sheet], title: str, made: datetime) -> bytes:
    """An XLSX workbook with a page for each of ``pages``, which says that it is of ``made``.

    Numbers are numbers and dates are dates; a text is a text, whatever it looks like. Where
    it is longer than a cell holds (32,767 UTF-16 units: 20,000 emoji are) it ends in a note
    that says so. The same input gives the same bytes.
    """
    import xlsxwriter  # 60 ms, and only this export needs it

    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    ) as book:
        book.set_properties({"title": title, "created": made})
        formats = _Formats(book)
        for sheet in pages:
            _fill(book.add_worksheet(sheet.title), sheet, formats)
    return stream.getvalue()


class _Formats:
    """The formats of one workbook, each made when it is first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.heading = book.add_format(
            {"bold": True, "valign": "top", "bottom": 1, "text_wrap": True}
        )
        self.any = book.add_format({"valign": "top", "text_wrap": True})
        # Formats 14 and 22 are those that follow the reader's own settings.
        self.date = book.add_format({"valign": "top", "num_format": 14})
        self.moment = book.add_format({"valign": "top", "num_format": 22})
        self._numbers: dict[str, Any] = {}

    def number(self, shape: str) -> Any:
        """How a number is shown that need not be whole."""
        if shape not in self._numbers:
            self._numbers[shape] = self._book.add_format({"valign": "top", "num_format": shape})
        return self._numbers[shape]


def _fill(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, _cell_text(column.title), formats.heading)
        if column.key in sheet.shaded and sheet.rows:
            page.conditional_format(1, at, len(sheet.rows), at, _SHADES)
    page.freeze_panes(1, sheet.fixed)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for row, at, column, value in _cells(sheet):
        if isinstance(value, str):
            page.write_string(row, at, _cell_text(value), formats.any)
        elif isinstance(value, date):
            _write_date(page, row, at, value, formats)
        elif isinstance(value, float):
            page.write_number(row, at, value, formats.number(column.number))
        else:
            page.write_number(row, at, value, formats.any)


# From white to a blue on which black is read well (contrast 10 : 1); the number says it too.
_SHADES = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": "#FFFFFF",
    "max_type": "num",
    "max_value": 5,
    "max_color": "#8FB8E0",
}


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Column, str | int | float | date]]:
    """The cells that hold something, each with its row (from 1) and column (from 0)."""
    for row, values in enumerate(sheet.rows, 1):
        for at, column in enumerate(sheet.columns):
            value = values.get(column.key)
            if value is not None and value != "":
                yield row, at, column, value


def _write_date(page: Worksheet, row: int, column: int, value: date, formats: _Formats) -> None:
    if value.year < _FIRST_YEAR:
        page.write_string(row, column, _csv_text(value), formats.any)
    else:
        shape = formats.moment if isinstance(value, datetime) else formats.date
        page.write_datetime(row, column, value, shape)


def _cell_text(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    note = _(" … (cut here: a cell holds no more; the JSON export has all of it)")
    # A character that the cut would halve is left out whole.
    return units[: 2 * (CELL_LIMIT - len(note))].decode("utf-16-le", "ignore") + note
