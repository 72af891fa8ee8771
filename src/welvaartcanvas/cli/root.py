"""The program itself: its options, its commands, and the screens when none is given."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from welvaartcanvas.cli.commands import Group, option
from welvaartcanvas.cli.door import Door, require_terminal, workspace
from welvaartcanvas.i18n import LANGUAGES, N_

#: The commands in the order of the help: the module and the name in it of each.
COMMANDS = {
    "demo": ("demo", "demo"),
    "region": ("region", "region"),
    "canvas": ("canvas", "canvas"),
    "contribute": ("contents", "contribute"),
    "rate": ("contents", "rate"),
    "undo": ("history", "undo"),
    "redo": ("history", "redo"),
    "history": ("history", "history"),
    "diff": ("history", "diff"),
    "snapshot": ("snapshot", "snapshot"),
    "search": ("searching", "search"),
    "export": ("exporting", "export"),
    "import": ("importing", "import_"),
    "settle": ("settling", "settle"),
    "review": ("review", "review"),
    "comment": ("comment", "comment"),
    "compare": ("comparing", "compare"),
    "template": ("template", "template"),
    "person": ("person", "person"),
    "backup": ("upkeep", "backup"),
    "restore": ("upkeep", "restore"),
    "doctor": ("upkeep", "doctor"),
}


class Root(Group):
    """The group of all commands, which loads only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called ``cmd_name``."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(import_module(f"welvaartcanvas.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 (a test looks them all up)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the names that it proposes for a mistyped one."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None


@click.group(
    cls=Root,
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
        from welvaartcanvas.tui.starting import run

        run(workspace, here.settings, backing_up=True)
