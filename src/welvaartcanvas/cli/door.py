"""What every command needs: the settings, and the workspace that it works in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.output import tell
from welvaartcanvas.errors import RequestError, visible
from welvaartcanvas.locations import database_file
from welvaartcanvas.settings import Settings

if TYPE_CHECKING:
    from welvaartcanvas.workspace import Workspace


@dataclass
class Door:
    """What the options say that go for every command."""

    settings: Settings
    named: Path | None = None
    in_review: bool = False
    """Whether a change is meant also while partners review the canvas."""

    @property
    def file(self) -> Path:
        """The workspace's file: the one that was named, else that of this computer account."""
        return self.named or database_file()


def door() -> Door:
    """The door of the command that is running."""
    found = click.get_current_context().find_object(Door)
    assert found is not None  # noqa: S101 (running.py puts it there)
    return found


def workspace() -> Workspace:
    """The workspace of the running command, open until the command ends.

    A file that was named and is not there is made, and that is said: it may be a slip of the
    fingers, and an empty workspace would look as if everything were gone.
    """
    from welvaartcanvas.i18n import _
    from welvaartcanvas.workspace import open_workspace  # not every command needs the store

    here = door()
    context = click.get_current_context()
    opened = context.with_resource(
        open_workspace(here.file, here.settings.who, plan=here.settings.backups)
    )
    if here.in_review:
        opened.reviews.intend_all()
    if here.named and opened.new:
        tell(_("New workspace: {file}").format(file=visible(here.named)))
    # When all has been said: nobody waits for the copy of the day to read an answer.
    context.with_resource(_backed_up(opened))
    return opened


@contextmanager
def _backed_up(opened: Workspace) -> Iterator[None]:
    """Take the copy of today after a change, if it is due; say once a day that it can't be.

    A command that was refused changed nothing, and its reason is the last thing it says.
    """
    from welvaartcanvas.i18n import _, explain

    yield
    fault = opened.backups.take_daily() if opened.changed else None
    if fault:
        tell(_("No backup was made today: {problem}").format(problem=explain(fault)))


def require_terminal() -> None:
    """Raise :class:`RequestError` where there is no terminal to draw the screens on."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise RequestError("the screens need a terminal; for commands see: welvaartcanvas --help")


def confirm(question: str, *, yes: bool) -> bool:
    """Whether to go on: ``yes`` when that was given, else what is answered on the terminal.

    Raises :class:`RequestError` where nobody can be asked.
    """
    from welvaartcanvas.domain.folding import fold
    from welvaartcanvas.i18n import _

    if yes:
        return True
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise RequestError("nobody can be asked here; add --yes to delete")
    hint = _("type yes to do it")
    answer = click.prompt(
        f"{question} ({hint})", default="", show_default=False, err=True, prompt_suffix=" "
    )
    return bool(answer.strip()) and fold(answer.strip()) in (_("yes"), _("yes")[0])
