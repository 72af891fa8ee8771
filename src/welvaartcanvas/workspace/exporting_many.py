"""Exporting many canvases: one process a core where that pays, and what fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.review import Round
from welvaartcanvas.errors import Fault, OutputError
from welvaartcanvas.files import check_target
from welvaartcanvas.i18n import use_language
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, Progress, write_export

#: The steps of the progress of one file.
STEPS = 100

#: From how many files on processes are started, by format: there two have won back the half
#: second that it takes to start them. Text is made faster than it is handed to another process.
WORTH_PROCESSES = {ExportFormat.PDF: 24, ExportFormat.XLSX: 64}

#: The most processes: each takes 60 MB, and all of the program together at most 300 MB.
MOST_PROCESSES = 4

#: Called with the number of a job and the file that was written, or why none was.
Done = Callable[[int, Path | Exception], None]


@dataclass(frozen=True)
class Making:
    """How files are made: all that decides what is in them, besides their canvas."""

    format: ExportFormat
    kind: ExportKind
    day: date
    language: str
    force: bool = False


@dataclass(frozen=True)
class Job:
    """One file to be made, of the canvas with that id; see :func:`exporting.content`."""

    canvas_id: str
    target: Path
    round: Round | None = None
    partner: Partner | None = None


def refusals(targets: Sequence[Path], *, force: bool) -> dict[int, Fault]:
    """Those of ``targets`` that may not be written, by number, each with the reason."""
    refused: dict[int, Fault] = {}
    for number, target in enumerate(targets):
        try:
            check_target(target, force=force)
        except Fault as fault:
            refused[number] = fault
    return refused


def processes_for(making: Making, files: int) -> int:
    """In how many processes to make so many files; 1 is this one alone."""
    if files < WORTH_PROCESSES.get(making.format, files + 1):
        return 1
    from welvaartcanvas.processes import cores

    return min(cores(), MOST_PROCESSES, files)


def write_all(
    jobs: Sequence[Job],
    read: Callable[[str], Canvas],
    making: Making,
    *,
    done: Done,
    progress: Progress,
    since: Callable[[str], Since | None] | None = None,
    processes: int | None = None,
) -> None:
    """Write the files of ``jobs``, in the language and with the date that ``making`` names.

    ``read`` gives the canvas with an id, and raises a :class:`Fault` when it can't; it is asked
    here and no earlier than needed, so that few canvases are held at once. ``done`` is called
    once for each job, in the order in which they are ready: with the file, or with what
    :func:`write_export` raised. ``progress`` gets the steps done, of :data:`STEPS` a job.
    ``since`` gives what is to be told of changes in the canvas with an id, if anything, and is
    asked as ``read`` is.
    ``processes`` is how many to use, in place of :func:`processes_for`.
    """
    ready = 0

    def end(number: int, outcome: Path | Exception) -> None:
        nonlocal ready
        ready += 1
        done(number, outcome)
        progress(ready * STEPS, len(jobs) * STEPS)

    def within(done: int, total: int) -> None:
        progress(ready * STEPS + STEPS * done // max(total, 1), len(jobs) * STEPS)

    def work() -> Iterator[tuple[int, _Work]]:
        for number, job in enumerate(jobs):
            try:
                canvas = read(job.canvas_id)
                told = since(job.canvas_id) if since else None
            except Fault as fault:
                end(number, fault)
            else:
                yield number, _Work(canvas, job, making, told)

    progress(0, len(jobs) * STEPS)
    if processes is None:
        processes = processes_for(making, len(jobs))
    if processes > 1:
        _in_processes(jobs, work(), processes, end)
        return
    for number, piece in work():
        try:
            file = _write(piece, within)
        except Exception as error:
            end(number, error)
        else:
            end(number, file)


@dataclass(frozen=True)
class _Work:
    """A job with its canvas, as it is handed to whoever does it."""

    canvas: Canvas
    job: Job
    making: Making
    since: Since | None = None


def _write(work: _Work, progress: Progress) -> Path:
    making = work.making
    with use_language(making.language):
        return write_export(
            work.canvas,
            making.format,
            work.job.target,
            kind=making.kind,
            day=making.day,
            force=making.force,
            progress=progress,
            since=work.since,
            round=work.job.round,
            partner=work.job.partner,
        )


def _in_processes(
    jobs: Sequence[Job], work: Iterator[tuple[int, _Work]], processes: int, end: Done
) -> None:
    from welvaartcanvas.processes import spread  # 20 ms that one file need not pay
    from welvaartcanvas.worker import Lost

    def done(number: int, result: Path | Exception) -> None:
        end(number, _lost(jobs[number].target) if isinstance(result, Lost) else result)

    spread(_write, work, processes, done)


def _lost(target: Path) -> OutputError:
    return OutputError(
        "the process that made {file} was ended, perhaps for want of memory; export it again",
        file=target,
    )
