"""Sentences on two readings of one field: what it is about, what each says, who wrote it."""

from __future__ import annotations

import json

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fields import RATING, fields_of
from welvaartcanvas.domain.history import entity_of
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.domain.settling import Choice, Origin, Origins, block_of, taken, thing_of
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.errors import Fault
from welvaartcanvas.i18n import N_, _, moment_text, ngettext
from welvaartcanvas.wording.differences import place_text, value_text
from welvaartcanvas.wording.fields import NOTHING, field_name
from welvaartcanvas.wording.history import sort_name, thing_text
from welvaartcanvas.wording.review import place_text as comment_place_text

#: What stands for a reading from which nobody has chosen, where there is no room for words.
SIGN = "⇄"

_CHOICES = {
    Choice.KEEP: N_("keep what stands here"),
    Choice.TAKE: N_("take the other reading"),
    Choice.BOTH: N_("keep both texts"),
}


def choice_name(choice: Choice) -> str:
    """What a choice does, in the middle of a sentence."""
    return _(_CHOICES[choice])


def to_choose_text(number: int) -> str:
    """How much there is to choose, as ``2 to choose``."""
    return ngettext("{n} to choose", "{n} to choose", number).format(n=number)


def where_text(canvas: Canvas, variant: Variant) -> str:
    """Where the thing stands: its block and side; or that it is of the whole canvas."""
    thing = thing_of(canvas, variant)
    if isinstance(thing, Comment):
        return comment_place_text(canvas, thing)
    if block_of(canvas, variant) is None:
        return _("the canvas as a whole")
    return place_text(canvas.template, thing)


def field_text(canvas: Canvas, variant: Variant, origins: Origins | None = None) -> str:
    """Which field of which sort of thing has two readings, as ``contribution, text``.

    Of a deletion whose it is, where ``origins`` tell.
    """
    thing = thing_of(canvas, variant)
    sort = sort_name(entity_of(thing))
    if variant.field == DELETED:
        return f"{sort}, {_happened(origins)}"
    return sort if variant.field == RATING else f"{sort}, {_field(thing, variant)}"


def about_text(canvas: Canvas, variant: Variant) -> str:
    """What the thing says, where the readings themselves do not tell; else nothing."""
    thing = thing_of(canvas, variant)
    said = thing_text(thing)
    return "" if said == here_text(canvas, variant) else said


def here_text(canvas: Canvas, variant: Variant) -> str:
    """What stands in the field now; of a thing that one side deleted, the thing."""
    thing = thing_of(canvas, variant)
    if variant.field == DELETED:
        return thing_text(thing)
    return _value(canvas, thing, variant.field)


def other_text(canvas: Canvas, variant: Variant) -> str:
    """What the other reading says."""
    if variant.field == DELETED:
        return _("(deleted)")
    return reading_text(canvas, variant, variant.reading)


def reading_text(canvas: Canvas, variant: Variant, reading: object) -> str:
    """``reading``, a value of the variant's field, as a reader knows it."""
    said = variant.model_copy(update={"value": json.dumps(reading)})
    try:
        thing = taken(canvas, said)
    except Fault:  # what it names is gone
        return NOTHING if reading is None or reading == "" else str(reading)
    assert thing is not None  # noqa: S101 (it was not deleted)
    return _value(canvas, thing, variant.field)


def note_text(canvas: Canvas, variant: Variant) -> str:
    """The other reading in one line, to stand with the thing that it is of."""
    thing = thing_of(canvas, variant)
    if variant.field == DELETED:
        return _("to choose: {what}").format(what=_happened(None))
    if variant.field in ("text", RATING):  # what it says
        return _("to choose; other reading: {text}").format(text=other_text(canvas, variant))
    return _("to choose; other reading of {field}: {text}").format(
        field=_field(thing, variant), text=other_text(canvas, variant)
    )


def origin_text(origin: Origin | None) -> str:
    """Who wrote a reading and when; nothing where that is not known."""
    if origin is None:
        return ""
    when = moment_text(origin.at)
    if origin.source:
        return _("from {file}, written {moment}").format(file=origin.source, moment=when)
    return _("by {who}, {moment}").format(who=origin.who, moment=when)


def _happened(origins: Origins | None) -> str:
    """Who deleted a thing and who changed it meanwhile, as far as is known."""
    if origins is None or origins.here is None or origins.other is None:
        return _("changed by one and deleted by the other")
    gone, changed = origins.other, origins.here
    deleted = _("deleted in {file}") if gone.source else _("deleted by {who}")
    kept = _("changed in {file}") if changed.source else _("changed by {who}")
    return ", ".join(
        [
            deleted.format(file=gone.source, who=gone.who),
            kept.format(file=changed.source, who=changed.who),
        ]
    )


def _field(thing: Entity, variant: Variant) -> str:
    known = variant.field in fields_of(thing)
    return field_name(thing, variant.field) if known else variant.field


def _value(canvas: Canvas, thing: Entity, field: str) -> str:
    known = field in fields_of(thing) and ":" not in field
    return value_text(canvas, thing, field) if known else NOTHING
