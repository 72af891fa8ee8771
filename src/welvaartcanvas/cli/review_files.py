"""``review export`` and ``review report``: what goes to partners, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, Decorated, argument, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.exporting import target_of, write_files
from welvaartcanvas.errors import RequestError
from welvaartcanvas.files import is_folder
from welvaartcanvas.i18n import N_, language

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas, Partner
    from welvaartcanvas.domain.review import Round
    from welvaartcanvas.workspace import Workspace
    from welvaartcanvas.workspace.exporting import ExportKind
    from welvaartcanvas.workspace.exporting_many import Making


canvas_argument = argument("canvas", metavar="CANVAS")
round_argument = argument("which", required=False, metavar=N_("[ROUND]"))


def _file_options(command: Decorated) -> Decorated:
    """The options on the files that are made."""
    for decorate in (
        option("--force", is_flag=True, help=N_("Replace files that are there.")),
        option(
            "--date",
            metavar=N_("YYYY-MM-DD"),
            help=N_("The date that a PDF bears, instead of that of SOURCE_DATE_EPOCH or today."),
        ),
        option(
            "--out",
            metavar=N_("FILE|FOLDER"),
            help=N_("Where to, instead of this folder under a name of its own."),
        ),
    ):
        command = decorate(command)
    return command


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write the PDF in which partners answer; prints where it is.\n\nOne for all of them, or "
        "with --per-partner one for each who was asked. They put comments in it with their own "
        "PDF reader or fill in the fields; import takes what comes back."
    ),
)
@canvas_argument
@round_argument
@option("--per-partner", is_flag=True, help=N_("One file for each partner who was asked."))
@option(
    "--partner",
    "partners",
    multiple=True,
    metavar=N_("NAME|ID"),
    help=N_("A file for this partner only; may be repeated."),
)
@_file_options
def export(
    *,
    canvas: str, which: str | None, per_partner: bool, partners: tuple[str, ...],
    out: str | None, date: str | None, force: bool,
) -> int:  # fmt: skip
    from welvaartcanvas.domain.naming import partner_called
    from welvaartcanvas.workspace.exporting import ExportKind

    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    asked = here.reviews.round(found, which or "")
    making = _making(here, ExportKind.REVIEW, date, force=force)
    called = {partner.id: partner for partner in (partner_called(found, p) for p in partners)}
    meant = list(called.values())
    if per_partner:
        meant = meant or here.reviews.asked(found, asked)
        if not meant:
            raise RequestError(
                "nobody was asked in {round}; name partners with: review edit --partner",
                round=asked.name,
            )
    return _write(here, found, asked, meant, making, out=out, several=per_partner or len(meant) > 1)


@click.command(
    "report",
    cls=Command,
    help=N_(
        "Write the report of a round as PDF; prints where it is.\n\nIt has every comment, what "
        "was done with it and why, by partner."
    ),
)
@canvas_argument
@round_argument
@_file_options
def report(canvas: str, which: str | None, out: str | None, date: str | None, force: bool) -> int:
    from welvaartcanvas.workspace.exporting import ExportKind

    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    asked = here.reviews.round(found, which or "")
    making = _making(here, ExportKind.ROUND_REPORT, date, force=force)
    return _write(here, found, asked, [], making, out=out)


def _making(here: Workspace, kind: ExportKind, date: str | None, *, force: bool) -> Making:
    from welvaartcanvas.workspace.dates import document_date, read_date
    from welvaartcanvas.workspace.exporting import ExportFormat
    from welvaartcanvas.workspace.exporting_many import Making

    day = document_date(ExportFormat.PDF, here.session.clock)
    bears = read_date(date) if date is not None else day
    return Making(ExportFormat.PDF, kind, bears, language(), force)


def _write(
    here: Workspace,
    canvas: Canvas,
    round: Round,
    partners: Sequence[Partner],
    making: Making,
    *,
    out: str | None,
    several: bool = False,
) -> int:
    """Write the file, or one for each of ``partners`` where those are given; the exit code.

    Files that are ``several`` go to a folder, also when there is only one of them.
    """
    from welvaartcanvas.workspace.exporting import file_name, partner_file_names
    from welvaartcanvas.workspace.exporting_many import Job

    target = target_of(out, several=several)
    names = (
        partner_file_names(canvas, making.kind, partners, round)
        if partners
        else [file_name(canvas, making.format, making.kind, round=round)]
    )
    targets = [target / name for name in names] if is_folder(target) else [target]
    whose: list[Partner | None] = [*partners] or [None]
    jobs = [
        Job(canvas.id, file, round, partner) for file, partner in zip(targets, whose, strict=True)
    ]
    called = [partner.name for partner in partners] or [canvas.title]
    return write_files(jobs, called, here.canvases.to_send, making)
