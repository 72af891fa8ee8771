"""``export``: canvases as files, or as text on standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import complain, say, say_bytes, shown
from welvaartcanvas.errors import Fault, OutputError, RequestError, system_reason
from welvaartcanvas.i18n import N_, _, explain

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas
    from welvaartcanvas.workspace.exporting import Progress

#: The steps of the progress bar for one canvas.
_STEPS = 100


@click.command(
    cls=Command,
    help=N_(
        "Write canvases to files; prints where they are.\n\nWithout --out a text format goes "
        "to standard output, and a PDF or XLSX to this folder under a name of its own."
    ),
)
@argument("canvases", nargs=-1, required=True, metavar="CANVAS...")
@option(
    "--format",
    type=click.Choice(["pdf", "json", "md", "csv", "xlsx"]),
    default="pdf",
    show_default=True,
    help=N_("What to make."),
)
@option(
    "--kind",
    type=click.Choice(["report", "poster"]),
    help=N_("Which PDF: the report (A4, the default) or the poster (one A3 page)."),
)
@option(
    "--out",
    metavar=N_("FILE|FOLDER"),
    help=N_(
        "Where to; - is standard output. Several canvases need a folder, which is made when it "
        "is not there."
    ),
)
@option("--force", is_flag=True, help=N_("Replace files that are there."))
def export(
    canvases: tuple[str, ...], format: str, kind: str | None, out: str | None, force: bool
) -> int:
    from welvaartcanvas.workspace.exporting import (
        TEXT_FORMATS,
        ExportFormat,
        ExportKind,
        content,
        write_export,
    )

    if kind is not None and format != "pdf":
        raise RequestError("--kind goes with --format pdf, not with {value}", value=format)
    here = workspace()
    ids = list(dict.fromkeys(here.canvases.resolve(start) for start in canvases))
    as_format, as_kind = ExportFormat(format), ExportKind(kind or "report")
    day = here.session.clock().astimezone().date()
    if out == "-" or (out is None and as_format in TEXT_FORMATS):
        if len(ids) > 1:
            raise RequestError("several canvases need a folder; name one with --out")
        say_bytes(content(here.canvases.get(ids[0]), as_format, kind=as_kind, day=day))
        return 0
    target = _target(out, several=len(ids) > 1)
    failed: list[tuple[Canvas, Fault]] = []
    written: list[Path] = []
    with _bar(len(ids)) as progress_of:
        for number, canvas_id in enumerate(ids):
            canvas = here.canvases.get(canvas_id)
            try:
                written.append(
                    write_export(
                        canvas,
                        as_format,
                        target,
                        kind=as_kind,
                        day=day,
                        force=force,
                        progress=progress_of(number),
                    )
                )
            except Fault as fault:
                if len(ids) == 1:
                    raise
                failed.append((canvas, fault))
    for file in written:
        say(str(file))
    for canvas, reason in failed:
        complain(f"{shown(canvas.title)}: {explain(reason)}")
    return max((reason.exit_code for _canvas, reason in failed), default=0)


def _target(out: str | None, *, several: bool) -> Path:
    """The file or folder to write to; a folder that was clearly meant is made."""
    target = Path(out or ".")
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if several or (out or "").endswith(separators):
        try:
            target.mkdir(parents=True, exist_ok=True)
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


@contextmanager
def _bar(canvases: int) -> Iterator[Callable[[int], Progress]]:
    """A progress bar on standard error when that is a terminal, over all canvases together."""
    hidden = sys.stderr is None or not sys.stderr.isatty()
    with click.progressbar(
        length=canvases * _STEPS, label=_("Exporting"), file=sys.stderr, hidden=hidden
    ) as bar:

        def progress_of(number: int) -> Progress:
            def progress(done: int, total: int) -> None:
                reached = number * _STEPS + (_STEPS * done) // max(total, 1)
                bar.update(max(0, reached - bar.pos))

            return progress

        yield progress_of
