"""Choosing between two readings of a field: what may be chosen, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import ValidationError

from welvaartcanvas.domain.canvas import Action, Canvas, CanvasHead, Contribution, LearningQuestion
from welvaartcanvas.domain.faults import problems_of
from welvaartcanvas.domain.fields import PLACE, fields_of, is_quiet, with_fields
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.errors import N_, Fault, Problem, RequestError


class Choice(StrEnum):
    """What becomes of two readings: this one stays, the other takes its place, or both stay."""

    KEEP = "keep"
    TAKE = "take"
    BOTH = "both"


class Origin(NamedTuple):
    """Who wrote a reading: somebody ``who`` here, or whoever sent the file ``source``.

    ``at`` is when it was written, by the clock of its writer; ``before`` is what stood in the
    field until then, ``None`` where that is not known.
    """

    who: str
    source: str
    at: datetime
    before: object = None


class Origins(NamedTuple):
    """Where the reading that stands in a thing and the other one come from."""

    here: Origin | None
    other: Origin | None


def thing_of(canvas: Canvas, variant: Variant) -> Entity:
    """What ``variant`` is another reading of."""
    return next(thing for thing in canvas.everything() if thing.id == variant.thing_id)


def block_of(canvas: Canvas, variant: Variant) -> str | None:
    """The key of the block in which it stands; ``None`` for what is of the whole canvas."""
    return getattr(thing_of(canvas, variant), "block", None)


def open_in(canvas: Canvas, block: str) -> int:
    """How many readings of what stands in ``block`` wait for a choice."""
    return sum(block_of(canvas, variant) == block for variant in canvas.to_choose)


def choices(canvas: Canvas, variant: Variant) -> tuple[Choice, ...]:
    """What makes sense for ``variant``: both stay where both are a text of their own."""
    thing = thing_of(canvas, variant)
    listed = isinstance(thing, Contribution | LearningQuestion | Action)
    if listed and variant.field == "text":
        return tuple(Choice)
    return (Choice.KEEP, Choice.TAKE)


def taken(canvas: Canvas, variant: Variant) -> Entity | None:
    """The thing with the other reading in place; ``None`` where that is that it was deleted.

    Raises :class:`RequestError` where it can't be taken: what it names is gone, or it came from
    a file that says what no program of ours does.
    """
    thing = thing_of(canvas, variant)
    if variant.field == DELETED:
        if isinstance(thing, Region | CanvasHead):
            raise _refused(Problem("", N_("a canvas is deleted in the list of canvases")))
        return None
    fields, reading = fields_of(thing), variant.reading
    known = variant.field in fields and not is_quiet(variant.field)
    if variant.field == PLACE and known:
        known = isinstance(reading, dict) and reading.keys() == fields[PLACE].keys()
    if not known:
        raise _refused(Problem("", N_("what it has another reading of does not exist")))
    try:
        found = with_fields(thing, {variant.field: reading})
        _hold(canvas, found)
    except ValidationError as error:
        raise _refused(problems_of(error)[0]) from None
    except Fault as fault:
        raise _refused(Problem("", fault.message, fault.values)) from None
    return found


def second(canvas: Canvas, variant: Variant) -> dict[str, object]:
    """The fields of the thing that has the other text, beside the one that stays.

    Raises :class:`RequestError` as :func:`taken` does, and where both make no sense.
    """
    if Choice.BOTH not in choices(canvas, variant):
        raise RequestError(
            "of these two readings both can't stay; choose from {allowed}",
            allowed=tuple(choice.value for choice in choices(canvas, variant)),
        )
    thing = taken(canvas, variant)
    assert isinstance(thing, InCanvas)  # noqa: S101 (choices says so)
    return {n: v for n, v in thing if n not in ("id", "revision", "created_at", "changed_at")}


def _hold(canvas: Canvas, thing: Entity) -> None:
    """What ``thing`` names must be in the canvas or its template; :class:`Fault` otherwise."""
    template = canvas.template
    for name, known in (
        ("block", {block.key for block in template.blocks}),
        ("perspective", {side.key for side in template.perspectives}),
        ("kind", {kind.key for kind in template.kinds}),
        ("partner_id", {partner.id for partner in canvas.partners}),
    ):
        value = getattr(thing, name, None)
        if value is not None and value not in known:
            raise RequestError("{value} does not exist", value=value)


def _refused(problem: Problem) -> RequestError:
    return RequestError(
        "the other reading can't be put here ({problem}); keep what stands here instead",
        problem=problem,
    )
