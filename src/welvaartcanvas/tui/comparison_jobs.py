"""What can be made of a comparison from the screens, and the making of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from welvaartcanvas.domain.dossier import View
from welvaartcanvas.i18n import N_, _, use_language
from welvaartcanvas.tui.export_jobs import STEPS
from welvaartcanvas.wording.comparing import view_name
from welvaartcanvas.workspace import open_workspace
from welvaartcanvas.workspace.comparing import Compared
from welvaartcanvas.workspace.exporting import slug
from welvaartcanvas.workspace.exporting_comparison import (
    ComparisonFormat,
    file_name,
    wanted,
    write_comparison,
)

_WHOLE = {
    ComparisonFormat.PDF: N_("PDF report (A4, landscape)"),
    ComparisonFormat.XLSX: N_("Excel workbook"),
    ComparisonFormat.JSON: N_("JSON, every figure"),
}


@dataclass(frozen=True)
class Choice:
    """A format, and the one view that a CSV table shows."""

    format: ComparisonFormat
    view: View | None = None

    @classmethod
    def of(cls, key: str) -> Choice:
        """The choice with that :attr:`key`."""
        made_as, _colon, view = key.partition(":")
        return cls(ComparisonFormat(made_as), View(view) if view else None)

    @property
    def key(self) -> str:
        """``pdf``, or ``csv:matches``."""
        return f"{self.format}:{self.view}" if self.view else str(self.format)

    @property
    def name(self) -> str:
        """What it is, in the language in force."""
        if self.view:
            return _("CSV table: {view}").format(view=view_name(self.view))
        return _(_WHOLE[self.format])

    def views(self, since: date | None) -> tuple[View, ...]:
        """What is shown; changes only when a day is given that they count from."""
        if self.view:
            return (self.view,)
        return tuple(view for view in View if since or view is not View.CHANGES)


#: What one can choose.
CHOICES = (
    *(Choice(made_as) for made_as in _WHOLE),
    *(Choice(ComparisonFormat.CSV, view) for view in View),
)


def place_of(compared: Compared, choice: Choice, typed: str, code: str, day: date) -> Path:
    """The file to make where ``typed`` says; in a folder it gets its :func:`own_name`."""
    place = Path(typed).expanduser()
    if typed.endswith(("/", os.sep)) or place.is_dir():
        place /= own_name(compared, choice, code, day)
    return place


def own_name(compared: Compared, choice: Choice, code: str, day: date) -> str:
    """What the file is called in the language ``code``; a table is named too."""
    with use_language(code):
        table = f"{slug(view_name(choice.view))}." if choice.view else ""
        return file_name(compared.comparison, f"{table}{choice.format}", day)


@dataclass(frozen=True)
class ComparisonJob:
    """One file of a comparison; ``day`` is the date that it bears."""

    compared: Compared
    choice: Choice
    since: date | None
    target: Path
    language: str
    day: date

    def make(
        self,
        file: Path,
        who: str,
        clock: Callable[[], datetime],
        *,
        force: bool,
        progress: Callable[[int], None],
    ) -> list[Path]:
        """Make it with a connection of its own to the workspace in ``file``; where it is.

        ``progress`` is called with the steps that are done, of :data:`STEPS`. What it raises
        ends the work, and the file is not there. Errors are those of :func:`write_comparison`.
        """
        progress(0)
        views = self.choice.views(self.since)
        # SQLite's connections are for the thread that opened them.
        with open_workspace(file, who, clock) as workspace:
            dossier = workspace.comparing.dossier(self.compared, wanted(views, since=self.since))
        progress(STEPS // 10)

        def within(done: int, total: int) -> None:
            progress(STEPS // 10 + (STEPS - STEPS // 10) * done // max(total, 1))

        with use_language(self.language):
            made = write_comparison(
                dossier,
                self.choice.format,
                self.target,
                views=views,
                day=self.day,
                force=force,
                progress=within,
            )
        return [made]
