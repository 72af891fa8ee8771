"""Which date a document bears."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaartcanvas.errors import RequestError
from welvaartcanvas.workspace.dates import FIRST, LAST, document_date, read_date
from welvaartcanvas.workspace.exporting import ExportFormat


def now() -> datetime:
    return datetime(2026, 3, 4, 12, tzinfo=UTC)


@given(st.dates(FIRST, LAST))
def test_a_date_is_read_as_it_is_written(day: date) -> None:
    assert read_date(f"{day:%Y-%m-%d}") == day


@pytest.mark.parametrize(
    "text",
    [
        "", "morgen", "31-01-2026", "2026-1-31", "20260131", "2026-W05-6", "2026-04-31",
        "2026-01-31 ", "2026-01-31T10:00", "٢٠٢٦-٠١-٣١", "-2026-01-31", "2026-01-31\n",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="is not a date; write it as 2026-01-31"):
        read_date(text)


@pytest.mark.parametrize("text", ["0202-01-31", "1969-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_must_be_a_slip_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="choose one from 1970-01-01 to 2199-12-31"):
        read_date(text)


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer on the other side of the world, where it is tomorrow already."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone")
@pytest.mark.usefixtures("in_auckland")
def test_without_a_word_it_is_today_where_the_user_is() -> None:
    assert document_date(ExportFormat.PDF, now, {}) == date(2026, 3, 5)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31, 23, 59, 59)))
def test_a_build_names_its_moment_in_utc(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC).timestamp())

    assert (
        document_date(ExportFormat.PDF, now, {"SOURCE_DATE_EPOCH": str(seconds)}) == moment.date()
    )


@pytest.mark.parametrize(
    "value",
    [
        "", "nu", "1.5", "-1", "+1", " 1", "1\n", "1e9", "0x10", "١", "1_000", "7258118400",
        "999999999999", "9" * 5000,
    ],
)  # fmt: skip
def test_a_variable_that_names_no_moment_is_named(value: str) -> None:
    with pytest.raises(RequestError, match=r"SOURCE_DATE_EPOCH is .* no moment in seconds"):
        document_date(ExportFormat.PDF, now, {"SOURCE_DATE_EPOCH": value})


@pytest.mark.parametrize("format", [f for f in ExportFormat if f is not ExportFormat.PDF])
def test_what_bears_no_date_does_not_ask_for_one(format: ExportFormat) -> None:
    assert document_date(format, now, {"SOURCE_DATE_EPOCH": "gisteren"})
