"""What fields are called, and what stands in them in few words."""

from __future__ import annotations

from welvaartcanvas.domain.fields import PLACE, RATING
from welvaartcanvas.domain.history import POSITION
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.i18n import N_, _

#: What stands where a field has no value.
NOTHING = "–"
#: So much of what was said stands in a line, in characters.
_PIECE = 60

_FIELDS = {
    "text": N_("text"),
    "kind": N_("kind"),
    "partner_id": N_("partner"),
    "tags": N_("tag"),
    "score": N_("score"),
    "reason": N_("reason"),
    "from_whom": N_("from whom"),
    "work_form": N_("work form"),
    "who": N_("who"),
    "due": N_("when"),
    "status": N_("status"),
    "name": N_("name"),
    "perspective": N_("side"),
    "organisation": N_("organisation"),
    "email": N_("e-mail"),
    "title": N_("title"),
    "description": N_("description"),
    "region_id": N_("region"),
    "municipalities": N_("municipality"),
    "cluster": N_("type"),
    "note": N_("note"),
    PLACE: N_("place"),
    RATING: N_("rating"),
}
#: Fields that hold what people wrote themselves.
_WRITTEN = {
    "text",
    "reason",
    "from_whom",
    "who",
    "name",
    "organisation",
    "email",
    "title",
    "description",
    "note",
}


def field_name(thing: Entity, field: str) -> str:
    """What a field of ``thing`` is called, in the middle of a sentence."""
    name = field.partition(":")[0]
    if name == POSITION:
        return _("position of the region") if isinstance(thing, Region) else _("order")
    return _(_FIELDS[name])


def rating_text(score: object, reason: object) -> str:
    """A score and its reason in one line, as ``4 · it works``."""
    return " · ".join(str(part) for part in (score, reason) if part not in (None, ""))


def has_words(field: str) -> bool:
    """Whether what people wrote themselves stands in ``field``."""
    return field in _WRITTEN or field == RATING


def reading_text(variant: Variant) -> str:
    """What another reading says; which field it is of, where only the canvas can tell."""
    if variant.field == DELETED:
        return _("(deleted)")
    reading = variant.reading
    if variant.field == RATING and isinstance(reading, dict):
        return rating_text(reading.get("score"), reading.get("reason"))
    if has_words(variant.field) and isinstance(reading, str):
        return reading or NOTHING
    return _(_FIELDS[variant.field]) if variant.field in _FIELDS else variant.field


def piece(text: str) -> str:
    """``text`` on one line, and no more of it than a list has room for."""
    text = " ".join(text[: 10 * _PIECE].split())
    return text if len(text) <= _PIECE else text[: _PIECE - 1].rstrip() + "…"
