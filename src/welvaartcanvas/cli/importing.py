"""``import``: canvases from interchange documents and the PDFs that carry one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, shown
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from welvaartcanvas.workspace.importing import Imported


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Import canvases from JSON files and our own PDFs.\n\n"
        "It prints what came of each. Nothing is deleted, and of what both have the version that "
        "was changed last stays."
    ),
)
@argument("files", nargs=-1, required=True, type=Path, metavar=N_("FILE..."))
@option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
def import_(files: tuple[Path, ...], dry_run: bool) -> int:
    from welvaartcanvas.cli.running import report

    here = workspace()
    code = 0
    for file in files:
        try:
            say(_outcome(here.importing.file(file, dry_run=dry_run), dry_run=dry_run))
        except Fault as fault:
            code = max(code, report(fault))
    return code


def _outcome(done: Imported, *, dry_run: bool) -> str:
    """One line: the file, the id and title of its canvas, and how many of its things were what."""
    counts = (
        (done.added, ngettext("{n} new", "{n} new", done.added)),
        (done.updated, ngettext("{n} updated", "{n} updated", done.updated)),
        (
            done.kept,
            ngettext("{n} kept in a newer version", "{n} kept in newer versions", done.kept),
        ),
        (done.unchanged, ngettext("{n} unchanged", "{n} unchanged", done.unchanged)),
    )
    said = ", ".join(text.format(n=count) for count, text in counts if count)
    line = f"{shown(str(done.file))}: {done.canvas_id} {shown(done.title)}: {said}"
    return _("{line} (nothing was imported yet)").format(line=line) if dry_run else line
