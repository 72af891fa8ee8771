"""What a step that chose between two readings did, in the words of the readings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.history import ChangeKind, ThingChange
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.i18n import _
from welvaartcanvas.wording.fields import has_words, piece, reading_text


def choices_told(changes: Sequence[ThingChange]) -> tuple[list[str], list[ThingChange]]:
    """What was chosen in a step, as ``chosen: “…” instead of “…”``; and the changes besides.

    ``changes`` are those of the step. A reading that went with its thing was not chosen from.
    """
    settled = [c for c in changes if c.kind is ChangeKind.REMOVED and isinstance(c.before, Variant)]
    rest = [change for change in changes if change not in settled]
    by_thing = {change.thing.id: change for change in rest}
    said = []
    for each in settled:
        variant = each.before
        assert isinstance(variant, Variant)  # noqa: S101 (those were sought)
        change = by_thing.get(variant.thing_id)
        if change is None or not _in(change, variant.field):
            beside = _beside(rest, variant)
            said.append(_kept(variant, both=beside is not None))
            rest = [other for other in rest if other is not beside]
        elif change.after is not None:
            said.append(_chosen(change, variant))
            if _alone(change, variant.field):
                rest = [other for other in rest if other is not change]
        elif variant.field == DELETED:
            said.append(_("chosen that it goes"))
    return said, rest


def _in(change: ThingChange, field: str) -> bool:
    """Whether ``change`` is one of ``field``, or of the whole thing."""
    return change.before is None or change.after is None or _differs(change, field)


def _differs(change: ThingChange, field: str) -> bool:
    return _field(change.before, field) != _field(change.after, field)


def _alone(change: ThingChange, field: str) -> bool:
    """Whether nothing but ``field`` was changed."""
    was, now = (fields_of(thing) if thing else {} for thing in (change.before, change.after))
    return all(was.get(name) == now.get(name) for name in (was.keys() | now.keys()) - {field})


def _field(thing: Entity | None, field: str) -> object:
    return fields_of(thing).get(field) if thing else None


def _beside(rest: Sequence[ThingChange], variant: Variant) -> ThingChange | None:
    """What came with the other text, beside what stays."""
    if variant.field != "text":
        return None
    came = (change for change in rest if change.kind is ChangeKind.ADDED)
    return next((c for c in came if getattr(c.after, "text", None) == variant.reading), None)


def _kept(variant: Variant, *, both: bool) -> str:
    if variant.field == DELETED:
        return _("kept, and not deleted")
    if not has_words(variant.field):
        return _of(variant)
    words = piece(reading_text(variant))
    return (_("both kept, also “{other}”") if both else _("kept, not “{other}”")).format(
        other=words
    )


def _chosen(change: ThingChange, variant: Variant) -> str:
    """What took the place of what: the other reading, or a text in the place of both."""
    if not has_words(variant.field):
        return _of(variant)
    before, after = _field(change.before, variant.field), _field(change.after, variant.field)
    values: Mapping[str, str] = {
        "new": piece(_words(variant, after)),
        "old": piece(_words(variant, before)),
        "other": piece(reading_text(variant)),
    }
    if after == variant.reading:
        return _("chosen: “{new}” instead of “{old}”").format(**values)
    return _("chosen: “{new}” instead of “{old}” and “{other}”").format(**values)


def _of(variant: Variant) -> str:
    return _("chosen between two readings of {field}").format(field=reading_text(variant))


def _words(variant: Variant, value: object) -> str:
    return reading_text(variant.model_copy(update={"value": json.dumps(value)}))
