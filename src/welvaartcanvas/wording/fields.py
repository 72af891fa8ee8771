"""What fields are called, and what stands in them in few words."""

from __future__ import annotations

from welvaartcanvas.domain.fields import HANDLING, PLACE, RATING
from welvaartcanvas.domain.history import POSITION
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.review import CommentState
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.i18n import N_, _
from welvaartcanvas.wording import state_name

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
    "question": N_("question"),
    "deadline": N_("deadline"),
    "partners": N_("partner who is asked"),
    "opened_by": N_("opened by"),
    "closed_at": N_("closed at"),
    "closed_by": N_("closed by"),
    "round_id": N_("review round"),
    "author": N_("author"),
    "said_at": N_("said at"),
    "mark": N_("mark"),
    "quoted": N_("marked words"),
    "told": N_("text in the PDF"),
    "page": N_("page"),
    "source": N_("file"),
    "export": N_("export"),
    "key": N_("mark in the export"),
    "reply_to": N_("reply to"),
    "state": N_("what was done"),
    "answer": N_("answer"),
    "result_id": N_("what came of it"),
    "handled_by": N_("handled by"),
    "handled_at": N_("handled at"),
    "version": N_("version"),
    "fingerprint": N_("fingerprint"),
    "decided_on": N_("decided on"),
    "decided_by": N_("decided by"),
    "reopened_at": N_("reopened at"),
    "reopened_by": N_("reopened by"),
    PLACE: N_("place"),
    RATING: N_("rating"),
    HANDLING: N_("what was done"),
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
    "question",
    "opened_by",
    "closed_by",
    "author",
    "quoted",
    "told",
    "source",
    "answer",
    "handled_by",
    "decided_by",
    "reopened_by",
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


def handling_text(state: object, answer: object) -> str:
    """What was done with a comment and why, as ``rejected: there is no money``."""
    said = state_name(CommentState(str(state)))
    return _("{what}: {answer}").format(what=said, answer=answer) if answer else said


def has_words(field: str) -> bool:
    """Whether what people wrote themselves stands in ``field``."""
    return field in _WRITTEN or field in (RATING, HANDLING)


def reading_text(variant: Variant) -> str:
    """What another reading says; which field it is of, where only the canvas can tell."""
    if variant.field == DELETED:
        return _("(deleted)")
    reading = variant.reading
    if variant.field == RATING:  # that of a comment is a number alone
        whole = reading if isinstance(reading, dict) else {"score": reading}
        return rating_text(whole.get("score"), whole.get("reason")) or NOTHING
    if variant.field == HANDLING and isinstance(reading, dict):
        return handling_text(reading.get("state"), reading.get("answer"))
    if has_words(variant.field) and isinstance(reading, str):
        return reading or NOTHING
    return _(_FIELDS[variant.field]) if variant.field in _FIELDS else variant.field


def piece(text: str) -> str:
    """``text`` on one line, and no more of it than a list has room for."""
    text = " ".join(text[: 10 * _PIECE].split())
    return text if len(text) <= _PIECE else text[: _PIECE - 1].rstrip() + "…"
