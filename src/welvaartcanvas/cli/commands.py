"""click's commands and options, in the language of the user.

Texts are given in English, marked with ``N_``, and translated when they are shown: click
asks for them where the commands are defined, before the language is known. click's own
texts go through our catalogue too; they stand in :mod:`welvaartcanvas.cli.click_texts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from welvaartcanvas.cli import click_texts
from welvaartcanvas.cli.door import Door
from welvaartcanvas.i18n import N_, _

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

click_texts.translate()


class _Translated:
    """``help`` and ``metavar`` are set in English and read in the language in force."""

    _help: str | None = None
    _metavar: str | None = None

    @property
    def help(self) -> str | None:
        return _(self._help) if self._help else None

    @help.setter  # noqa: A003 (the name is click's)
    def help(self, text: str | None) -> None:
        self._help = text

    @property
    def metavar(self) -> str | None:
        return _(self._metavar) if self._metavar else None

    @metavar.setter
    def metavar(self, text: str | None) -> None:
        self._metavar = text


class Option(_Translated, click.Option):
    """An option whose help and value are named in the user's language."""


class Argument(_Translated, click.Argument):
    """An argument whose help and name are in the user's language."""


class Command(_Translated, click.Command):
    """A command whose help is in the user's language."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands on the usage line behind the command."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, which click words only once."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Group(Command, click.Group):
    """A group of commands; it needs one, unless it says otherwise."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are used, which is not the alphabet's."""
        return list(self.commands)


def option(*names: str, **values: Any) -> Callable[[Decorated], Decorated]:
    """``click.option`` in the user's language."""
    return click.option(*names, cls=Option, **values)


def argument(name: str, **values: Any) -> Callable[[Decorated], Decorated]:
    """``click.argument`` in the user's language."""
    return click.argument(name, cls=Argument, **values)


def as_json(command: Decorated) -> Decorated:
    """The option ``--json`` of ``list`` and ``show``."""
    return option("--json", "json", is_flag=True, help=N_("Print JSON."))(command)


def at_point(command: Decorated) -> Decorated:
    """The option ``--at`` of what shows a canvas as it was."""
    return option(
        "--at",
        metavar=N_("POINT"),
        help=N_("As it was then: a date, a snapshot, a step such as #12 or start; see: history"),
    )(command)


def in_review(command: Decorated) -> Decorated:
    """The option ``--in-review`` of what changes a canvas; :func:`door.workspace` heeds it."""
    return option(
        "--in-review",
        is_flag=True,
        expose_value=False,
        callback=_meant,
        help=N_("Change the canvas also while partners review it."),
    )(command)


def _meant(context: click.Context, _option: click.Parameter, given: bool) -> None:
    door = context.find_object(Door)
    if door is not None:  # there is none where only the help is made
        door.in_review = given
