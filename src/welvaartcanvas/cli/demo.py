"""``demo``: the screens on a workspace with examples."""

from __future__ import annotations

from pathlib import Path

import click

from welvaartcanvas.cli.commands import Command, option
from welvaartcanvas.cli.door import door, require_terminal
from welvaartcanvas.i18n import N_


@click.command(cls=Command, help=N_("Look around on a throw-away workspace with examples."))
@option(
    "--keep",
    "file",
    type=Path,
    metavar=N_("FILE"),
    help=N_("Keep the workspace in this file; an existing one is opened as it is."),
)
def demo(file: Path | None) -> None:
    require_terminal()
    from welvaartcanvas.tui.starting import run
    from welvaartcanvas.workspace.demo import demo_workspace

    here = door()
    with demo_workspace(file, here.settings.who) as opened:
        run(lambda: opened, here.settings)
