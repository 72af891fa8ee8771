"""``import``: canvases from interchange documents and the PDFs that carry one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, in_review, option
from welvaartcanvas.cli.door import door, workspace
from welvaartcanvas.cli.output import complain, progress_bar, say, shown, tell
from welvaartcanvas.errors import Fault, visible
from welvaartcanvas.files import is_stream, is_there
from welvaartcanvas.i18n import N_, _, explain

if TYPE_CHECKING:
    from welvaartcanvas.workspace.importing import Imported, Importing
    from welvaartcanvas.workspace.importing_many import Tally


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Import canvases: JSON, PDFs, folders and ZIPs of them.\n\n"
        "A PDF is one that welvaartcanvas exported. It prints what came of each. What one "
        "side changed or deleted is taken over; where both sides changed the same, both readings "
        "are kept, and welvaartcanvas settle chooses. Comments that partners put in the PDF "
        "come with it; see: welvaartcanvas comment list"
    ),
)
@argument("places", nargs=-1, required=True, type=Path, metavar=N_("FILE|FOLDER|ZIP..."))
@option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
@option(
    "--for",
    "canvas",
    metavar="CANVAS",
    help=N_("Only what is of this canvas; what is of another one is refused."),
)
@option(
    "--from",
    "sender",
    metavar=N_("NAME|ID"),
    help=N_("The partner who sent it: the comments in it are theirs."),
)
@in_review
def import_(places: tuple[Path, ...], dry_run: bool, canvas: str | None, sender: str | None) -> int:
    from welvaartcanvas.workspace.importing_many import Tally, all_refused, import_all

    # A file that is refused leaves no new, empty workspace behind.
    refused = [] if is_there(door().file) or _flow(places) else all_refused(places)
    if refused:
        outcomes = _Outcomes(Tally(), None, dry_run=dry_run)
        for fault in refused:
            outcomes.add(fault)
        outcomes.tell()
        return outcomes.code
    here = workspace()
    importing = here.importing
    only = here.canvases.resolve(canvas) if canvas is not None else None
    outcomes = _Outcomes(Tally(), importing, dry_run=dry_run)
    try:
        with (
            importing.trial() if dry_run else nullcontext(importing) as into,
            progress_bar(_("Importing")) as progress,
        ):
            outcomes.into = into
            import_all(
                into,
                places,
                done=outcomes.add,
                progress=progress,
                only=only,
                sender=sender or "",
            )
    finally:  # after Ctrl+C too: what was imported is there
        outcomes.tell()
    return outcomes.code


def _flow(places: tuple[Path, ...]) -> bool:
    """Whether one of ``places`` is a pipe or the like, which can be read only once."""
    return any(is_stream(place) for place in places)


class _Outcomes:
    """What came of each document, to be told when the progress bar is gone."""

    def __init__(self, tally: Tally, into: Importing | None, *, dry_run: bool) -> None:
        self.into = into
        self._tally = tally
        self._dry_run = dry_run
        # Only what will be said: a fault holds on to the file in which it was found.
        self._lines: list[tuple[Callable[[str], None], str]] = []
        self.code = 0

    def add(self, outcome: Imported | Fault) -> None:
        from welvaartcanvas.workspace.importing_many import counts_text

        self._tally.count(outcome)
        if isinstance(outcome, Fault):
            self.code = max(self.code, outcome.exit_code)
            self._lines += [(complain, line) for line in explain(outcome).split("\n")]
            return
        what = f"{visible(outcome.source, None)}: {outcome.canvas_id} {shown(outcome.title)}"
        self._lines.append((say, self._perhaps(f"{what}: {counts_text(outcome)}")))
        if outcome.opened and self.into:
            from welvaartcanvas.cli.settling import conflict_lines

            canvas = self.into.now(outcome)
            lines = conflict_lines(canvas, outcome.opened)
            self._lines += [(tell, f"  {line}") for line in lines]
        if self.into:
            from welvaartcanvas.cli.comment_text import to_look_at

            lines = to_look_at(self.into, outcome)
            self._lines += [(tell, f"  {line}") for line in lines]
        for remark in outcome.remarks:
            self._lines.append((tell, f"{shown(outcome.title)}: {explain(remark)}"))

    def tell(self) -> None:
        for way, line in self._lines:
            way(line)
        if self._tally.total > 1:
            tell(self._perhaps(self._tally.text()))

    def _perhaps(self, line: str) -> str:
        return _("{line} (nothing was imported yet)").format(line=line) if self._dry_run else line
