"""The files of a review round: PDFs to answer in, and the report of what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.review import Round
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, use_language
from welvaartcanvas.tui.export_jobs import Job, goes_into_folder, make
from welvaartcanvas.tui.screens.making import MakeDialog, Plan
from welvaartcanvas.workspace.dates import document_date
from welvaartcanvas.workspace.exporting import (
    ExportFormat,
    ExportKind,
    file_name,
    partner_file_names,
)

#: What one can choose: a PDF for all, one for each partner, the report of the round.
_ALL, _EACH, _REPORT = "all", "each", "report"


class ReviewExport(MakeDialog):
    """Makes the files of the round with ``round_id`` of a canvas."""

    HELP = N_(
        "A PDF to answer in has the whole canvas with fields to fill in at every block; partners "
        "can also put comments in it with whatever reads PDFs. Made for each partner by name, it "
        "says by itself whose answers come back. The report of the round has every comment with "
        "what was done with it and why."
    )

    def __init__(self, canvas_id: str, round_id: str) -> None:
        super().__init__()
        self._canvas_id, self._round_id = canvas_id, round_id
        self._canvas: Canvas
        self._round: Round
        self._asked: list[Partner] = []

    def prepare(self) -> bool:
        """Read the canvas."""
        canvas = self.welvaart.attempt(lambda: self.workspace.canvases.to_send(self._canvas_id))
        found = [r for r in canvas.rounds if r.id == self._round_id] if canvas else []
        if canvas and found:
            self._canvas, self._round = canvas, found[0]
            self._asked = self.workspace.reviews.asked(canvas, self._round)
        return bool(found)

    def heading(self) -> str:
        """The round and the canvas."""
        return f"{self._round.name}  {self._canvas.title}"

    def choices(self) -> Sequence[tuple[str, str]]:
        """The PDFs, and the report."""
        return [
            (_("PDF to answer in, for all"), _ALL),
            (_("PDF to answer in, for each"), _EACH),
            (_("Report of the round"), _REPORT),
        ]

    @property
    def _kind(self) -> ExportKind:
        return ExportKind.ROUND_REPORT if self.choice == _REPORT else ExportKind.REVIEW

    def single(self) -> bool:
        """Only for each partner there is more than one."""
        return self.choice != _EACH

    def own_name(self) -> str:
        """Named after the canvas."""
        with use_language(self.language):
            return file_name(self._canvas, ExportFormat.PDF, self._kind, round=self._round)

    def plan(self, typed: str) -> Plan:
        """One file, or one for each partner who was asked."""
        partners: list[Partner | None] = [None]
        with use_language(self.language):
            names = [self.own_name()]
            if not self.single():
                if not self._asked:
                    raise RequestError(
                        "nobody is asked in {round}; tick partners in it first, or make one PDF "
                        "for all",
                        round=self._round.name,
                    )
                partners = list(self._asked)
                names = partner_file_names(self._canvas, self._kind, self._asked, self._round)
        place = Path(typed).expanduser()
        folder = goes_into_folder(typed, single=self.single())
        jobs = [
            Job(
                self._canvas,
                ExportFormat.PDF,
                self._kind,
                place / name if folder else place,
                self._round,
                whom,
            )
            for whom, name in zip(partners, names, strict=True)
        ]
        day = document_date(ExportFormat.PDF, self.workspace.session.clock)
        return Plan([job.target for job in jobs], partial(make, jobs, self.language, day))
