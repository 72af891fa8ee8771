"""The texts of click that a user of our commands can meet, for our catalogue.

click asks ``gettext`` for its texts, in the language of the system and from a catalogue
that nobody ships. Here its modules get our ``_`` and ``ngettext`` in their place, so that
they follow ``--lang`` and our catalogue. A test holds this list against what click asks
for, so that an update of click can't bring English back unnoticed.
"""

from __future__ import annotations

import gettext
import sys

import click

from welvaartcanvas import i18n
from welvaartcanvas.i18n import N_, ngettext

TEXTS = (
    N_("Commands"),
    N_("COMMAND [ARGS]..."),
    N_("[COMMAND] [ARGS]..."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing argument"),
    N_("Missing command."),
    N_("Missing option"),
    N_("Choose from:\n\t{choices}"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Options"),
    N_("[OPTIONS]"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Usage:"),
    N_("default: {default}"),
    N_("required"),
    N_("{value} is not in the range {range}."),
)


def counted(count: int) -> tuple[str, ...]:
    """click's texts that follow a number, as they are for ``count``."""
    return (
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
    )


def translate() -> None:
    """Let click's texts go through our catalogue from now on."""
    for name, module in list(sys.modules.items()):
        if name == click.__name__ or name.startswith(f"{click.__name__}."):
            for theirs, ours in ((gettext.gettext, i18n._), (gettext.ngettext, ngettext)):
                for attribute, value in list(vars(module).items()):
                    if value is theirs:
                        setattr(module, attribute, ours)
