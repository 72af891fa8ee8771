"""What can be exported from the screens, and the files that a choice comes down to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import N_, use_language
from welvaartcanvas.workspace.exporting import (
    ExportFormat,
    ExportKind,
    file_name,
    file_names,
    write_export,
)

#: What one can choose: a name, and the files that are then made of each canvas.
CHOICES: dict[str, tuple[str, tuple[tuple[ExportFormat, ExportKind], ...]]] = {
    "report": (N_("PDF report (A4)"), ((ExportFormat.PDF, ExportKind.REPORT),)),
    "poster": (N_("PDF poster (A3)"), ((ExportFormat.PDF, ExportKind.POSTER),)),
    "both": (
        N_("PDF report and poster"),
        ((ExportFormat.PDF, ExportKind.REPORT), (ExportFormat.PDF, ExportKind.POSTER)),
    ),
    "json": (N_("JSON, to import elsewhere"), ((ExportFormat.JSON, ExportKind.REPORT),)),
    "md": (N_("Markdown text"), ((ExportFormat.MD, ExportKind.REPORT),)),
    "csv": (N_("CSV table"), ((ExportFormat.CSV, ExportKind.REPORT),)),
    "xlsx": (N_("Excel workbook"), ((ExportFormat.XLSX, ExportKind.REPORT),)),
}
#: The steps of the progress of one file.
STEPS = 100


@dataclass(frozen=True)
class Job:
    """One file to be made."""

    canvas: Canvas
    format: ExportFormat
    kind: ExportKind
    target: Path
    round: Round | None = None
    partner: Partner | None = None


def is_single(canvases: Sequence[Canvas], choice: str) -> bool:
    """Whether one file is made; several go into a folder under names of their own."""
    return len(canvases) * len(CHOICES[choice][1]) == 1


def own_name(canvas: Canvas, choice: str, language: str) -> str:
    """The name that the first file of ``choice`` gets in ``language``."""
    with use_language(language):
        return file_name(canvas, *CHOICES[choice][1][0])


def goes_into_folder(typed: str, *, single: bool) -> bool:
    """Whether ``typed`` names a folder for the files, and not the one file itself."""
    return not single or typed.endswith(("/", os.sep)) or Path(typed).expanduser().is_dir()


def jobs_of(canvases: Sequence[Canvas], choice: str, typed: str, language: str) -> list[Job]:
    """The files to make where ``typed`` says; a folder gets them under their own names."""
    place = Path(typed).expanduser()
    folder = goes_into_folder(typed, single=is_single(canvases, choice))
    with use_language(language):
        names = {what: file_names(canvases, *what) for what in CHOICES[choice][1]}
        return [
            Job(canvas, *what, place / names[what][number] if folder else place)
            for number, canvas in enumerate(canvases)
            for what in CHOICES[choice][1]
        ]


def make(
    jobs: Sequence[Job], language: str, day: date, *, force: bool, progress: Callable[[int], None]
) -> list[Path]:
    """Make the files in ``language`` with ``day`` as their date; where they are.

    ``progress`` is called with the steps that are done, of :data:`STEPS` a file. What it
    raises ends the work, and the file that was being made is not there. Errors are those of
    :func:`write_export`.
    """
    made: list[Path] = []

    def within(done: int, total: int) -> None:
        progress(len(made) * STEPS + STEPS * done // max(total, 1))

    with use_language(language):
        for job in jobs:
            within(0, 1)
            made.append(
                write_export(
                    job.canvas,
                    job.format,
                    job.target,
                    kind=job.kind,
                    day=day,
                    force=force,
                    progress=within,
                    round=job.round,
                    partner=job.partner,
                )
            )
    return made
