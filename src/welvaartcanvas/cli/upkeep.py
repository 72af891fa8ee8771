"""``backup`` and ``doctor``: looking after the workspace."""

from __future__ import annotations

from pathlib import Path

import click

from welvaartcanvas.cli.commands import Command, argument, option
from welvaartcanvas.cli.door import door, workspace
from welvaartcanvas.cli.output import say, shown
from welvaartcanvas.errors import Fault, Problem
from welvaartcanvas.files import is_there
from welvaartcanvas.i18n import N_, _, explain


@click.command(cls=Command, help=N_("Copy the workspace to a file; prints where it is."))
@argument("file", type=Path, metavar=N_("FILE"))
@option("--force", is_flag=True, help=N_("Replace the file when it is there."))
def backup(file: Path, force: bool) -> None:
    workspace().upkeep.backup(file, force=force)
    say(str(file))


@click.command(cls=Command, help=N_("Check workspace, disk, terminal and fonts."))
def doctor() -> int:
    from welvaartcanvas.workspace.upkeep import Finding, examine_surroundings

    findings: list[Finding] = []
    if is_there(door().file):
        try:
            findings += workspace().upkeep.examine()
        except Fault as fault:
            findings.append(Finding(False, "{problem}", {"problem": fault}))
    else:
        missing = N_("workspace: {file} is not there yet; it is made at the first use")
        findings.append(Finding(True, missing, {"file": door().file}))
    findings += examine_surroundings()
    for finding in findings:
        mark = _("[well]") if finding.well else _("[WRONG]")
        say(f"{mark} {shown(explain(Problem('', finding.message, finding.values)))}")
    return 0 if all(finding.well for finding in findings) else 1
