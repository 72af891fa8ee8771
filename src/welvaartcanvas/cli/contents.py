"""``contribute`` and ``rate``: what is put on a canvas."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from welvaartcanvas.cli.commands import Command, argument, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import say, shown, tell
from welvaartcanvas.errors import Fault, RequestError, StoreError
from welvaartcanvas.i18n import N_, _

#: What the longest text can take in UTF-8; no more than that is read.
_BYTES_LIMIT = 4 * 20_000


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
def contribute(
    *,
    canvas: str, block: str, perspective: str, kind: str | None, partner: str,
    tags: tuple[str, ...], text: str,
) -> None:  # fmt: skip
    typed_here = text == "-" and sys.stdin is not None and sys.stdin.isatty()
    said = _standard_input(ask=typed_here) if text == "-" else text
    with _given_back(said, always=typed_here):
        here = workspace()
        found = here.canvases.get(here.canvases.resolve(canvas))
        made = here.contents.contribute(
            found, block, perspective, said, kind=kind, partner=partner, tags=tags
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
def rate(canvas: str, block: str, perspective: str, score: str, reason: str | None) -> None:
    with _given_back(reason or ""):
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


def _standard_input(*, ask: bool) -> str:
    """The text on standard input, without the newline that ends its last line."""
    if ask:
        tell(_("Type the text; end with Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter)."))
    data = sys.stdin.buffer.read(_BYTES_LIMIT + 1) if sys.stdin else b""
    if len(data) > _BYTES_LIMIT:
        raise RequestError("the text is longer than {limit} characters", limit=_BYTES_LIMIT // 4)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(
            "the text is not UTF-8 (at byte {position}); save it as UTF-8",
            position=error.start + 1,
        ) from None
    return text.removesuffix("\n").removesuffix("\r")


@contextmanager
def _given_back(text: str, *, always: bool = False) -> Iterator[None]:
    """Print ``text`` when the workspace can't take it, or with ``always`` whatever the reason."""
    try:
        yield
    except Fault as fault:
        if text and (always or isinstance(fault, StoreError)):
            tell(_("This was not saved:"))
            tell(shown(text) if sys.stderr.isatty() else text)
        raise
