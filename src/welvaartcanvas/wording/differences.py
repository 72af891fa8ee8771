"""Sentences on what differs between two moments of a canvas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from welvaartcanvas.domain.canvas import ActionStatus, Canvas, WorkForm
from welvaartcanvas.domain.fields import HANDLING, PLACE, RATING
from welvaartcanvas.domain.history import POSITION, ChangeKind, Difference, ThingChange
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Cluster, Position, Region
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.domain.template import Template
from welvaartcanvas.i18n import _, date_text, language, moment_text
from welvaartcanvas.wording import (
    action_status_name,
    cluster_name,
    mark_name,
    position_name,
    state_name,
    work_form_name,
)
from welvaartcanvas.wording.fields import NOTHING, field_name, handling_text, piece, rating_text
from welvaartcanvas.wording.history import counts, kind_name, sort_name, thing_text
from welvaartcanvas.wording.review import target_text


class FieldText(NamedTuple):
    """A field that differs, with what it was and is; ``long`` is whether it is running text."""

    name: str
    before: str
    after: str
    long: bool


#: Fields in which people write sentences, to be compared word by word.
_LONG = {"text", "reason", "description", "note"}


def field_texts(
    difference: Difference, change: ThingChange, *, on_paper: bool = False
) -> list[FieldText]:
    """The fields of a thing that differ, texts first; of tags all in one.

    None for what came or went. E-mail addresses are nobody's business ``on_paper``.
    """
    before, after = change.before, change.after
    if before is None or after is None:
        return []
    found: dict[str, FieldText] = {}
    for field in sorted(change.fields, key=lambda field: (field not in _LONG, field)):
        name = field.partition(":")[0]
        if name == POSITION and not isinstance(after, Region):
            continue  # it says that it stands elsewhere, and no number says where
        if on_paper and name == "email":
            continue
        if name in _LONG:  # an empty text is no text, and no dash either
            was, now = getattr(before, name), getattr(after, name)
        else:
            was = value_text(difference.before, before, name)
            now = value_text(difference.after, after, name)
        found[name] = FieldText(field_name(after, field), was, now, name in _LONG)
    return list(found.values())


def change_text(difference: Difference, change: ThingChange) -> str:
    """What became of a thing, as ``contribution changed (text, partner)``."""
    if change.entity == "variant" and change.kind is ChangeKind.REMOVED:
        return _("no longer to choose: other reading")
    said = _("{sort} {happened}").format(
        sort=sort_name(change.entity), happened=kind_name(change.kind)
    )
    if change.kind is not ChangeKind.CHANGED:
        return said
    names = dict.fromkeys(field_name(change.thing, field) for field in change.fields)
    return f"{said} ({', '.join(names)})"


def difference_text(difference: Difference) -> str:
    """How many things differ, as ``3 added, 1 changed``; that nothing does."""
    counted = ((kind, difference.count(kind)) for kind in ChangeKind)
    return counts((number, kind_name(kind)) for kind, number in counted) or _("nothing changed")


def place_text(template: Template, thing: Entity) -> str:
    """Where on the canvas a thing stands: block and side."""
    block = template.block(getattr(thing, "block"))  # noqa: B009 (only some have it)
    said = f"{block.number} {block.title(language())}"
    side = getattr(thing, "perspective", None)
    return f"{said}, {template.perspective(side).name(language())}" if side else said


def value_text(canvas: Canvas, thing: Entity, name: str) -> str:
    """A field of ``thing`` as a reader knows it."""
    if name == PLACE:
        if isinstance(thing, Comment):
            return target_text(canvas, thing)
        return place_text(canvas.template, thing)
    if name in _TOLD_TOGETHER and not hasattr(thing, name):
        return _TOLD_TOGETHER[name](thing)
    value = getattr(thing, name)
    if not value and value != 0:
        return NOTHING
    return _VALUES[name](canvas, value) if name in _VALUES else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return date_text(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


#: What stands in several fields, as one.
_TOLD_TOGETHER: dict[str, Callable[[Any], str]] = {
    HANDLING: lambda comment: handling_text(comment.state, comment.answer),
    RATING: lambda rating: rating_text(rating.score, rating.reason),
}


def _partner(canvas: Canvas, id: str) -> str:
    return next((p.name for p in canvas.partners if p.id == id), NOTHING)


def _partners(canvas: Canvas, ids: tuple[str, ...]) -> str:
    return ", ".join(_partner(canvas, each) for each in ids)


def _named(canvas: Canvas, id: str) -> str:
    """The beginning of what a thing or comment says."""
    found = (thing for thing in canvas.everything() if thing.id == id)
    return next((piece(thing_text(thing)) for thing in found), NOTHING)


def _work_form(_canvas: Canvas, form: WorkForm) -> str:
    return work_form_name(form)


def _status(_canvas: Canvas, status: ActionStatus) -> str:
    return action_status_name(status)


def _cluster(_canvas: Canvas, cluster: Cluster) -> str:
    return cluster_name(cluster)


def _position(_canvas: Canvas, position: Position) -> str:
    return position_name(position)


_VALUES: dict[str, Callable[..., str]] = {
    "partner_id": _partner,
    "partners": _partners,
    "round_id": _named,
    "reply_to": _named,
    "result_id": _named,
    "mark": lambda _canvas, mark: mark_name(mark),
    "state": lambda _canvas, state: state_name(state),
    "kind": lambda canvas, key: canvas.template.kind(key).name(language()),
    "perspective": lambda canvas, key: canvas.template.perspective(key).name(language()),
    "tags": lambda canvas, tags: ", ".join(
        canvas.template.tag_name(tag, language()) for tag in tags
    ),
    "region_id": lambda canvas, _id: canvas.region.name,
    "work_form": _work_form,
    "status": _status,
    "cluster": _cluster,
    "position": _position,
}
