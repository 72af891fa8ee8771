"""What of a thing can be changed by itself: the fields by which two versions are put together.

They are the fields of the model, with these exceptions. Block and side of a contribution are its
*place*: moved here to one cell and there to another, it belongs in one of the two and not in a
third. Score and reason are one *rating*: a reason is that of its score. What was done with a
comment is one *handling*: an answer is that of who handled it so. And each tag, municipality of a
region or partner of a round is a field of its own, such as ``tags:werk``.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from welvaartcanvas.domain.model import Entity

E = TypeVar("E", bound=Entity)

#: The field that says where on the canvas a thing stands.
PLACE = "place"
#: The field that holds what a rating says.
RATING = "rating"
#: The field that holds what was done with a comment.
HANDLING = "handling"
_PLACE = ("block", "perspective", "thing_id")
#: Fields that are one when things are put together, and are told apart.
_TOGETHER = {
    RATING: ("score", "reason"),
    HANDLING: ("state", "answer", "result_id", "handled_by", "handled_at"),
}
#: What is never changed: it says which thing it is.
_IDENTITY = {"id", "revision", "created_at", "changed_at", "canvas_id", "template_digest"}
#: Fields of several values, each of which comes and goes by itself.
_SEVERAL = ("tags", "municipalities", "partners")
#: Fields about which nobody needs to be asked: the newest counts, and no word is lost by it. Of a
#: comment that came with a PDF they are what the file says, or where it lay; of an adoption what
#: two people wrote down of one decision.
_QUIET = {
    *("position", "region_id"),
    *("round_id", "author", "said_at", "mark", "quoted", "told", "page"),
    *("source", "export", "key", "reply_to"),
    *("decided_on", "decided_by", "reopened_at", "reopened_by", "reason"),
}


def is_quiet(field: str) -> bool:
    """Whether of two values the newest simply counts: an order, a tag that came or went."""
    return field in _QUIET or ":" in field or field in _SEVERAL


def fields_of_several(thing: Entity) -> list[str]:
    """The names of the fields of several values, such as ``tags``.

    In a lineage such a name stands for each of its values that is not named.
    """
    return [name for name in _SEVERAL if name in type(thing).model_fields]


def is_field(thing: Entity, field: str) -> bool:
    """Whether ``thing`` has that field, or could have that tag or municipality."""
    name, several, _ = field.partition(":")
    if several or name in _SEVERAL:
        return name in fields_of_several(thing)
    return field in fields_of(thing)


def fits(thing: Entity, field: str, value: object) -> bool:
    """Whether ``value`` can be that of a field about which somebody might be asked."""
    if is_quiet(field) or not is_field(thing, field):
        return False
    given = fields_of(thing)[field]
    if isinstance(given, dict) and (not isinstance(value, dict) or value.keys() != given.keys()):
        return False
    try:
        with_fields(thing, {field: value})
    except ValidationError:
        return False
    return True


def fields_of(thing: Entity) -> dict[str, Any]:
    """The fields of ``thing`` with their values, as JSON has them."""
    found = details_of(thing)
    for field, names in _TOGETHER.items():
        if found.keys() >= set(names):
            found[field] = {name: found.pop(name) for name in names}
    return found


def details_of(thing: Entity) -> dict[str, Any]:
    """As :func:`fields_of`, with score and reason apart: what is told of a change."""
    found: dict[str, Any] = {}
    names = type(thing).model_fields.keys() - _IDENTITY
    if "block" in names:
        if "score" not in names:  # a rating is that of its cell, and never moves
            found[PLACE] = {name: getattr(thing, name) for name in _PLACE if name in names}
        names -= set(_PLACE)
    for name in names:
        value = getattr(thing, name)
        if name in _SEVERAL:
            found.update((f"{name}:{item}", True) for item in value)
        else:
            found[name] = to_jsonable_python(value)
    return found


def with_fields(thing: E, values: dict[str, Any]) -> E:
    """``thing`` with the fields ``values``, as :func:`fields_of` gives them; validated.

    Of a field of several values, those of ``thing`` keep their order and others come behind.
    """
    updates: dict[str, Any] = {}
    several: dict[str, list[str]] = {}
    for field, value in sorted(values.items()):
        name, colon, item = field.partition(":")
        if colon:
            items = several.setdefault(name, list(getattr(thing, name)))
            if value and item not in items:
                items.append(item)
            elif not value and item in items:
                items.remove(item)
        elif field == PLACE or (field in _TOGETHER and isinstance(value, dict)):
            updates.update(value)
        else:
            updates[field] = value
    content = thing.model_dump() | updates | {n: tuple(items) for n, items in several.items()}
    return type(thing).model_validate(content)
