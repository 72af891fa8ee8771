"""``contribute`` and ``rate``: what is put on a canvas."""

from __future__ import annotations

import re

import click

from welvaartcanvas.cli.commands import Command, argument, in_review, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say
from welvaartcanvas.cli.said import given_back, said
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_


@click.command(
    cls=Command,
    help=N_(
        "Add a contribution to a canvas; prints its id.\n\nTEXT is what was said; - reads it "
        "from standard input."
    ),
)
@argument("canvas", metavar="CANVAS")
@option("--block", required=True, metavar=N_("KEY"), help=N_("The block, such as opgave."))
@option(
    "--perspective",
    required=True,
    metavar=N_("KEY"),
    help=N_("The side that says it, such as onderwijs."),
)
@option("--kind", metavar=N_("KEY"), help=N_("What kind it is, such as kans."))
@option("--partner", default="", metavar=N_("NAME"), help=N_("Who said it; a new name is added."))
@option(
    "--tag",
    "tags",
    multiple=True,
    metavar=N_("KEY"),
    help=N_("A theme of the template or a word of your own; may be repeated."),
)
@argument("text", metavar=N_("TEXT"))
@in_review
def contribute(
    *,
    canvas: str, block: str, perspective: str, kind: str | None, partner: str,
    tags: tuple[str, ...], text: str,
) -> None:  # fmt: skip
    with said(text) as what:
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        made = here.contents.contribute(
            found, block, perspective, what, kind=kind, partner=partner, tags=tags
        )
    say(made.id)


@click.command(
    cls=Command,
    help=N_("Rate a block from one side, 0 to 5.\n\nA second time changes the rating."),
)
@argument("canvas", metavar="CANVAS")
@option("--block", required=True, metavar=N_("KEY"), help=N_("The block, such as opgave."))
@option(
    "--perspective",
    required=True,
    metavar=N_("KEY"),
    help=N_("The side that rates, such as onderwijs."),
)
@option(
    "--score",
    required=True,
    metavar="0..5",
    help=N_("0 not discussed, 3 agreed on paper, 5 demonstrably works."),
)
@option("--reason", metavar=N_("TEXT"), help=N_("Why; without it the reason given before stays."))
@in_review
def rate(canvas: str, block: str, perspective: str, score: str, reason: str | None) -> None:
    # A reason that is only a dash is that, and no word for standard input.
    with given_back(reason or ""):
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        given = found.rating(block, perspective)
        kept = given.reason if given else ""
        here.contents.rate(
            found, block, perspective, _score(score), kept if reason is None else reason
        )


def _score(text: str) -> int:
    """``text`` as a whole number; which numbers are scores the domain knows."""
    if not re.fullmatch(r"-?[0-9]{1,9}", text.strip()):
        raise RequestError("score {value} does not exist; choose 0 to 5", value=text)
    return int(text)
