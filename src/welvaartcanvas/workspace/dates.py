"""The date that a document bears: what was asked for, else that of a build, else today's."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from welvaartcanvas.errors import RequestError
from welvaartcanvas.workspace.exporting import ExportFormat

#: With which builds that must give the same bytes name their moment, in seconds since 1970
#: (https://reproducible-builds.org/specs/source-date-epoch/).
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
#: The first date that it can name, and a last one behind which there are only slips of the pen.
FIRST, LAST = date(1970, 1, 1), date(2199, 12, 31)


def read_date(text: str) -> date:
    """The date that ``text`` is, written as 2026-01-31; :class:`RequestError` for anything else."""
    try:
        # Python reads other spellings too, such as weeks.
        found = re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text)
    except ValueError:  # the 31st of April
        found = None
    if not found:
        raise RequestError("{value} is not a date; write it as 2026-01-31", value=text)
    if not FIRST <= found <= LAST:
        raise RequestError(
            "{value} is not a date that is used here; choose one from {first} to {last}",
            value=text,
            first=FIRST,
            last=LAST,
        )
    return found


def document_date(
    format: ExportFormat,
    clock: Callable[[], datetime],
    environment: Mapping[str, str] = os.environ,
) -> date:
    """The date of a document for which none was asked.

    That is the date in UTC of what ``SOURCE_DATE_EPOCH`` in ``environment`` says, else the local
    date of ``clock``. Raises :class:`RequestError` when the variable holds no such moment. Only a
    PDF bears a date: for another format the environment may say what it likes.
    """
    named = environment.get(EPOCH_VARIABLE)
    if named is None or format is not ExportFormat.PDF:
        return clock().astimezone().date()
    # Twelve figures reach further than the last date, and are no burden to read.
    moment = int(named) if re.fullmatch("[0-9]{1,12}", named) else None
    try:
        found = None if moment is None else datetime.fromtimestamp(moment, UTC).date()
    except (ValueError, OverflowError, OSError):  # beyond the year 9999
        found = None
    if found is None or found > LAST:
        raise RequestError(
            "{variable} is {value}, which is no moment in seconds since 1970; unset it, or set it "
            "to what date +%s prints",
            variable=EPOCH_VARIABLE,
            value=named,
        )
    return found
