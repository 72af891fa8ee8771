"""The program itself: its options, the screens when no command is given, and ``demo``."""

from __future__ import annotations

from pathlib import Path

import click

from welvaartcanvas.cli import (
    canvas,
    contents,
    exporting,
    importing,
    region,
    searching,
    template,
    upkeep,
)
from welvaartcanvas.cli.commands import Group, option
from welvaartcanvas.cli.door import Door, door, require_terminal, workspace
from welvaartcanvas.i18n import LANGUAGES, N_


@click.group(
    cls=Group,
    invoke_without_command=True,
    help=N_(
        "Nine questions about a region's economy, answered by entrepreneurs, education and "
        "government.\n\nWithout a command the screens open on your workspace."
    ),
)
@option(
    "--db",
    "file",
    type=Path,
    metavar=N_("FILE"),
    help=N_("The workspace to work in, instead of WELVAARTCANVAS_DB or your own."),
)
@option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help=N_("The language, instead of that of your settings or system."),
)
@option("--version", is_flag=True, help=N_("Show the version and exit."))
@click.pass_context
def root(context: click.Context, file: Path | None, lang: str | None, version: bool) -> None:
    here = context.find_object(Door)
    assert here is not None  # noqa: S101 (running.py puts it there)
    here.named = file
    if context.invoked_subcommand is None:
        require_terminal()
        from welvaartcanvas.tui.app import run  # Textual, which no other command needs

        run(workspace(), here.settings)


@root.command(help=N_("Look around: the screens on a throw-away workspace with examples."))
@option(
    "--keep",
    "file",
    type=Path,
    metavar=N_("FILE"),
    help=N_("Keep the workspace in this file; an existing one is opened as it is."),
)
def demo(file: Path | None) -> None:
    require_terminal()
    from welvaartcanvas.tui.app import run
    from welvaartcanvas.workspace.demo import demo_workspace

    here = door()
    with demo_workspace(file, here.settings.who) as opened:
        run(opened, here.settings)


for _command in (
    region.region,
    canvas.canvas,
    contents.contribute,
    contents.rate,
    searching.search,
    exporting.export,
    importing.import_,
    template.template,
    upkeep.backup,
    upkeep.doctor,
):
    root.add_command(_command)
