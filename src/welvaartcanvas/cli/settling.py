"""``settle``: what a merge left to be chosen, and the choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, argument, as_json, in_review, option
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.output import (
    cut,
    emphasis,
    say,
    say_json,
    short_ids,
    shown,
    tell,
    terminal_width,
    wrapped,
)
from welvaartcanvas.errors import RequestError
from welvaartcanvas.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from welvaartcanvas.domain.canvas import Canvas
    from welvaartcanvas.domain.settling import Choice, Origin
    from welvaartcanvas.domain.variant import Variant
    from welvaartcanvas.workspace import Workspace
    from welvaartcanvas.workspace.settling import Settling

#: So much of a text stands in the one line on a reading, in cells.
_PIECE = 40


@click.command(
    cls=Command,
    help=N_(
        "Choose between two readings of what was changed on two sides.\n\nWithout a choice it "
        "lists what there is to choose. VARIANT is the id of the other reading, as the list "
        "and the import print it. A choice can be undone in the screens."
    ),
)
@argument("canvas", metavar="CANVAS")
@argument("variant", required=False, metavar=N_("[VARIANT]"))
@option("--keep", "choice", flag_value="keep", help=N_("What stands here stays."))
@option("--take", "choice", flag_value="take", help=N_("The other reading comes in its place."))
@option("--both", "choice", flag_value="both", help=N_("Both texts stay, one behind the other."))
@option("--all", "every", is_flag=True, help=N_("Choose so for all that is open."))
@as_json
@in_review
def settle(
    *, canvas: str, variant: str | None, choice: str | None, every: bool, json: bool
) -> int | None:
    from welvaartcanvas.domain.settling import Choice

    here = workspace()
    found = here.canvases.get(here.canvases.resolve(canvas))
    if choice is None:
        if variant is not None or every:
            raise RequestError("name the choice: --keep, --take or --both")
        _list(here, found, json=json)
        return None
    if every == (variant is not None):
        raise RequestError("name the other reading that the choice is about, or --all")
    if variant is not None:
        here.settling.settle(found, here.settling.resolve(found, variant), Choice(choice))
        tell(_("Chosen: {choice}.").format(choice=_choice_name(Choice(choice))))
        return None
    return _settle_all(here.settling, found, Choice(choice))


def _choice_name(choice: Choice) -> str:
    from welvaartcanvas.wording.settling import choice_name

    return choice_name(choice)


def _settle_all(settling: Settling, canvas: Canvas, choice: Choice) -> int | None:
    done = settling.settle_all(canvas, choice)
    said = ngettext("{n} chosen: {choice}.", "{n} chosen: {choice}.", done.settled)
    tell(said.format(n=done.settled, choice=_choice_name(choice)))
    if not done.left:
        return None
    said = ngettext(
        "{n} must be chosen by itself:", "{n} must be chosen one by one:", len(done.left)
    )
    tell(said.format(n=len(done.left)))
    for line in conflict_lines(canvas, done.left):
        tell(line)
    return 1


def conflict_lines(canvas: Canvas, variants: tuple[Variant, ...]) -> Iterator[str]:
    """A line for each of ``variants``: where, of what, both readings, and how to choose."""
    from welvaartcanvas.domain.settling import choices
    from welvaartcanvas.wording import settling

    ids = short_ids([variant.id for variant in canvas.to_choose])
    for variant in variants:
        ways = "|".join(f"--{choice}" for choice in choices(canvas, variant))
        yield _("{where}: {what}: here “{here}”, other reading “{other}” ({command})").format(
            where=shown(settling.where_text(canvas, variant)),
            what=shown(settling.field_text(canvas, variant)),
            here=_piece(settling.here_text(canvas, variant)),
            other=_piece(settling.other_text(canvas, variant)),
            command=f"settle {canvas.id} {ids[variant.id]} {ways}",
        )


def _piece(text: str) -> str:
    return cut(" ".join(shown(text).split()), _PIECE)


def _list(here: Workspace, canvas: Canvas, *, json: bool) -> None:
    if json:
        say_json([_as_data(here, canvas, variant) for variant in canvas.to_choose])
        return
    if not canvas.to_choose:
        tell(_("There is nothing to choose in this canvas."))
    ids = short_ids([variant.id for variant in canvas.to_choose])
    for place, variant in enumerate(canvas.to_choose):
        if place:
            say()
        for line in _lines(here, canvas, variant, ids[variant.id]):
            say(line)


def _lines(here: Workspace, canvas: Canvas, variant: Variant, id: str) -> Iterator[str]:
    from welvaartcanvas.domain.settling import choices
    from welvaartcanvas.wording import settling

    origins = here.settling.origins(canvas, variant)
    what = settling.field_text(canvas, variant, origins)
    title = f"{settling.where_text(canvas, variant)} · {what}"
    yield emphasis(shown(title)) if terminal_width() else shown(title)
    about = settling.about_text(canvas, variant)
    if about:
        yield from wrapped(about, "  ", terminal_width())
    yield from _reading(_("Here now"), settling.here_text(canvas, variant), origins.here)
    yield from _reading(_("Other reading"), settling.other_text(canvas, variant), origins.other)
    before = [o.before for o in origins if o and o.before is not None]
    if before:
        yield from _reading(_("Before"), settling.reading_text(canvas, variant, before[0]), None)
    ways = "|".join(f"--{choice}" for choice in choices(canvas, variant))
    yield f"  welvaartcanvas settle {canvas.id} {id} {ways}"


def _reading(name: str, text: str, origin: Origin | None) -> Iterator[str]:
    from welvaartcanvas.wording.settling import origin_text

    whose = origin_text(origin)
    yield shown(f"  {name} ({whose}):" if whose else f"  {name}:")
    yield from wrapped(text, "    ", terminal_width())


def _as_data(here: Workspace, canvas: Canvas, variant: Variant) -> dict[str, object]:
    from welvaartcanvas.domain.fields import fields_of
    from welvaartcanvas.domain.settling import choices, thing_of
    from welvaartcanvas.domain.variant import DELETED

    thing = thing_of(canvas, variant)
    origins = here.settling.origins(canvas, variant)
    return {
        "id": variant.id,
        "entity": variant.entity,
        "thing_id": variant.thing_id,
        "block": getattr(thing, "block", None),
        "perspective": getattr(thing, "perspective", None),
        "field": variant.field,
        "deleted": variant.field == DELETED,
        "here": fields_of(thing).get(variant.field),
        "other": variant.reading,
        "here_from": _origin_data(origins.here),
        "other_from": _origin_data(origins.other),
        "before": next((o.before for o in origins if o and o.before is not None), None),
        "choices": [choice.value for choice in choices(canvas, variant)],
    }


def _origin_data(origin: Origin | None) -> dict[str, str] | None:
    if origin is None:
        return None
    whose = {"file": origin.source} if origin.source else {"who": origin.who}
    return {**whose, "at": origin.at.isoformat()}
