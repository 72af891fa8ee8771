"""Exporting a comparison: as a report, a workbook, a table or data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Select

from welvaartcanvas.domain.dossier import View
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, ngettext
from welvaartcanvas.tui.comparison_jobs import (
    CHOICES,
    Choice,
    ComparisonJob,
    own_name,
    place_of,
)
from welvaartcanvas.tui.days import read_day
from welvaartcanvas.tui.screens.making import MakeDialog, Plan
from welvaartcanvas.tui.widgets.titled import titled
from welvaartcanvas.workspace.comparing import Compared
from welvaartcanvas.workspace.dates import document_date
from welvaartcanvas.workspace.exporting import ExportFormat


class CompareExportDialog(MakeDialog):
    """Makes a file of the regions in ``compared``."""

    HELP = N_(
        "Makes a file of the regions that are compared. The report is for a board: a summary, "
        "the matrix, a map, profiles, who can learn from whom, and a page for each region. The "
        "workbook has a sheet for each table, a CSV file has one table, and JSON has every "
        "figure for other programs. What changed since a day is in it when you type that day."
    )

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._compared = compared

    def heading(self) -> str:
        """How many regions."""
        count = len(self._compared.comparison.standings)
        regions = ngettext("{n} region", "{n} regions", count).format(n=count)
        return f"{_('Export')}  {_('Comparison of regions')}: {regions}"

    def choices(self) -> Sequence[tuple[str, str]]:
        """Every format, and each table as CSV."""
        return [(choice.name, choice.key) for choice in CHOICES]

    def questions(self) -> Iterable[Widget]:
        """From which day changes count."""
        placeholder = _("day-month-year, or nothing")
        yield titled(Input(placeholder=placeholder, id="since"), _("With what changed since"))

    @on(Select.Changed, "#format")
    def format_chosen(self) -> None:
        """The day is asked for what may show changes."""
        self.query_one("#since").display = self._chosen_now.view in (None, View.CHANGES)

    @on(Input.Changed, "#since")
    def day_typed(self) -> None:
        """Another day is another file to make."""
        self.begin_anew()

    @property
    def _chosen_now(self) -> Choice:
        return Choice.of(self.choice)

    @property
    def _today(self) -> date:
        return self.workspace.session.clock().astimezone().date()

    @property
    def _day(self) -> date:
        """The date that the file bears."""
        made_as = ExportFormat(self._chosen_now.format.value)
        return document_date(made_as, self.workspace.session.clock)

    def own_name(self) -> str:
        """Named after how many regions there are, and the day."""
        return own_name(self._compared, self._chosen_now, self.language, self._today)

    def plan(self, typed: str) -> Plan:
        """The one file."""
        choice, session = self._chosen_now, self.workspace.session
        target = place_of(self._compared, choice, typed, self.language, self._today)
        job = ComparisonJob(
            self._compared, choice, self._since(choice), target, self.language, self._day
        )
        return Plan([target], partial(job.make, self.workspace.file, session.who, session.clock))

    def _since(self, choice: Choice) -> date | None:
        """The day that was typed, where it counts."""
        if choice.view not in (None, View.CHANGES):
            return None
        day = read_day(self.query_one("#since", Input).value, self._today, past=True)
        if day is None and choice.view is View.CHANGES:
            raise RequestError("type the day that changes count from")
        return day
