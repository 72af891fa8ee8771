"""``export``: canvases as files, or as text on standard output."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, at_point, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import complain, progress_bar, say, say_bytes, shown
from welvaartcanvas.errors import Fault, OutputError, RequestError, system_reason, visible
from welvaartcanvas.files import is_folder, make_folder
from welvaartcanvas.i18n import N_, _, explain, language

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas
    from welvaartcanvas.domain.history import Since
    from welvaartcanvas.workspace import CanvasHeading, Workspace
    from welvaartcanvas.workspace.exporting_many import Job, Making
    from welvaartcanvas.workspace.moments import Moments


@click.command(
    cls=Command,
    help=N_(
        "Write canvases to files; prints where they are.\n\nWithout --out a text format goes "
        "to standard output, and a PDF or XLSX to this folder under a name of its own."
    ),
)
@argument("canvases", nargs=-1, metavar="CANVAS...|--all")
@option("--all", "everything", is_flag=True, help=N_("Every canvas, by region and title."))
@option(
    "--format",
    type=click.Choice(["pdf", "json", "md", "csv", "xlsx"]),
    default="pdf",
    show_default=True,
    help=N_("What to make."),
)
@option(
    "--kind",
    type=click.Choice(["report", "poster", "review", "reactienota"]),
    help=N_("Which PDF: the report (A4, the default) or the poster (one A3 page)."),
)
@option(
    "--date",
    metavar=N_("YYYY-MM-DD"),
    help=N_("The date that a PDF bears, instead of that of SOURCE_DATE_EPOCH or today."),
)
@option(
    "--out",
    metavar=N_("FILE|FOLDER"),
    help=N_(
        "Where to; - is standard output. Several canvases need a folder, which is made when it "
        "is not there."
    ),
)
@option(
    "--without-names",
    is_flag=True,
    help=N_("Leave out names, organisations and e-mail addresses of partners: for publishing."),
)
@at_point
@option(
    "--since",
    metavar=N_("POINT"),
    help=N_("Tell in a report or Markdown what has changed since then; see: history"),
)
@option("--force", is_flag=True, help=N_("Replace files that are there."))
def export(
    *,
    canvases: tuple[str, ...],
    everything: bool,
    format: str,
    kind: str | None,
    date: str | None,
    out: str | None,
    without_names: bool,
    at: str | None,
    since: str | None,
    force: bool,
) -> int:
    from welvaartcanvas.workspace.dates import document_date, read_date
    from welvaartcanvas.workspace.exporting import TEXT_FORMATS, ExportFormat, ExportKind, content
    from welvaartcanvas.workspace.exporting_many import Making
    from welvaartcanvas.workspace.moments import Moments

    for name, value in (("--kind", kind), ("--date", date)):
        if value is not None and format != "pdf":
            raise RequestError(
                "{name} goes with --format pdf, not with {value}", name=name, value=format
            )
    if since is not None and (format not in ("pdf", "md") or kind == "poster"):
        raise RequestError("--since goes with a report, or with --format md")
    here = workspace()
    as_format, as_kind = ExportFormat(format), ExportKind(kind or "report")
    day = document_date(as_format, here.session.clock)
    making = Making(
        as_format, as_kind, read_date(date) if date is not None else day, language(), force
    )
    named = _named(here, canvases, everything=everything)
    moments = Moments(here, at, since, without_names=without_names)
    several = everything or len(named) > 1
    if out == "-" or (out is None and making.format in TEXT_FORMATS):
        if several:
            raise RequestError("several canvases need a folder; name one with --out")
        canvas_id = named[0].head.id
        canvas, told = moments.canvas(canvas_id), moments.since(canvas_id)
        say_bytes(content(canvas, making.format, kind=making.kind, day=making.day, since=told))
        return 0
    return _write(named, moments, target_of(out, several=several), making)


def _named(here: Workspace, starts: Sequence[str], *, everything: bool) -> list[CanvasHeading]:
    """What the canvases that were asked for are called, each once and in that order."""
    if everything and starts:
        raise RequestError("name canvases or --all, not both")
    if not everything and not starts:
        raise RequestError("name a CANVAS, or all of them with --all; see: canvas list")
    if not everything:
        ids = dict.fromkeys(here.canvases.resolve(start) for start in starts)
        return [here.canvases.heading(canvas_id) for canvas_id in ids]
    if all_of_them := here.canvases.headings():
        return all_of_them
    raise RequestError("there is no canvas in {file} yet; see: canvas new", file=here.file)


def _write(canvases: Sequence[CanvasHeading], moments: Moments, out: Path, making: Making) -> int:
    """Write each canvas to the one file or folder; the exit code."""
    from welvaartcanvas.workspace.exporting import file_names
    from welvaartcanvas.workspace.exporting_many import Job

    targets = [out]
    if len(canvases) > 1 or is_folder(out):
        targets = [out / name for name in file_names(canvases, making.format, making.kind)]
    jobs = [Job(named.head.id, target) for named, target in zip(canvases, targets, strict=True)]
    titles = [named.head.title for named in canvases]
    return write_files(jobs, titles, moments.canvas, making, since=moments.since)


def write_files(
    jobs: Sequence[Job],
    names: Sequence[str],
    read: Callable[[str], Canvas],
    making: Making,
    *,
    since: Callable[[str], Since | None] | None = None,
) -> int:
    """Make every file, print where each is, and say of the others why not; the exit code.

    ``names`` are what each is called where it fails; of one job alone the fault itself is raised.
    """
    from welvaartcanvas.workspace.exporting_many import refusals, write_all

    outcomes: dict[int, Path | Exception] = {
        **refusals([job.target for job in jobs], force=making.force)
    }
    # What can't be done is known before a bar promises something.
    possible = [number for number in range(len(jobs)) if number not in outcomes]

    def done(job: int, outcome: Path | Exception) -> None:
        outcomes[possible[job]] = outcome

    try:
        if possible:
            with progress_bar(_("Exporting")) as progress:
                write_all(
                    [jobs[number] for number in possible],
                    read,
                    making,
                    done=done,
                    progress=progress,
                    since=since,
                )
    finally:  # after Ctrl+C too: these files are there
        for _number, outcome in sorted(outcomes.items()):
            if isinstance(outcome, Path):
                say(str(outcome))
    failed = [(n, outcome) for n, outcome in outcomes.items() if isinstance(outcome, Exception)]
    for number, error in sorted(failed):
        if len(jobs) == 1:
            raise error
        complain(f"{shown(names[number])}: {_reason(error)}")
    for _number, error in failed:
        if not isinstance(error, Fault):
            raise error  # it is kept for the makers of the program
    return max(
        (error.exit_code for _number, error in failed if isinstance(error, Fault)), default=0
    )


def _reason(error: Exception) -> str:
    if isinstance(error, Fault):
        return explain(error)
    return _("a fault in the program ({what})").format(
        what=visible(f"{type(error).__name__}: {error}")
    )


def target_of(out: str | None, *, several: bool) -> Path:
    """The file or folder to write to; a folder that was clearly meant is made."""
    target = Path(out or ".")
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if several or (out or "").endswith(separators):
        try:
            make_folder(target)
        except OSError as error:
            if several and isinstance(error, FileExistsError):
                raise RequestError(
                    "{file} is a file; several canvases need a folder", file=target
                ) from error
            raise OutputError(
                "{file} can't be made ({reason}); name another place",
                file=target,
                reason=system_reason(error),
            ) from error
    return target
