"""A review of a canvas: rounds, the comments of partners, and adoption.

A round (*reactieronde*) asks partners what they think of a canvas as it is; their comments
(*reacties*) stand beside the canvas until somebody has said what was done with them. At the end
the canvas is adopted (*vastgesteld*).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, field_validator

from welvaartcanvas.domain.answers import Mark
from welvaartcanvas.domain.model import (
    ORDER_LIMIT,
    TEXT_LIMIT,
    Id,
    InCanvas,
    Key,
    Label,
    Name,
    Note,
)

#: The fingerprint of what a canvas says: SHA-256 in hexadecimal digits, see
#: :mod:`welvaartcanvas.domain.fingerprint`.
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
#: The longest text of a comment: what a partner wrote, and what they marked.
COMMENT_LIMIT = TEXT_LIMIT


class Round(InCanvas):
    """A review round: whom was asked what, and until when. It is open until it is closed.

    ``partners`` are the ids of those who were asked; one of them may be deleted since.
    """

    name: Name
    question: Note = ""
    deadline: date | None = None
    partners: tuple[Id, ...] = ()
    opened_by: Label = ""
    closed_at: AwareDatetime | None = None
    closed_by: Label = ""

    @field_validator("partners")
    @classmethod
    def _once(cls, partners: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(partners))

    @property
    def is_open(self) -> bool:
        """Whether comments are still asked for."""
        return self.closed_at is None


def round_of_what_comes_now(rounds: Iterable[Round]) -> Round | None:
    """For which round a comment counts that says of none: the open one, else the last."""
    return max(rounds, key=lambda each: (each.is_open, each.created_at, each.id), default=None)


class CommentState(StrEnum):
    """What was done with a comment."""

    OPEN = "open"
    POSTPONED = "postponed"
    ACCEPTED = "accepted"
    """Taken over into the text it is about."""
    CONTRIBUTION = "contribution"
    """Made a contribution of its own."""
    ACTION = "action"
    """Made an action."""
    ANSWERED = "answered"
    REJECTED = "rejected"


#: The states of a comment about which nothing has to be done any more.
HANDLED = frozenset(set(CommentState) - {CommentState.OPEN, CommentState.POSTPONED})


class Comment(InCanvas):
    """What a partner remarks on a canvas (*reactie*), and what was done with it.

    It is about a thing (``thing_id``, which may be deleted since), a cell, a block, or with
    neither of those about the whole canvas. ``page`` (from 1) and ``source`` say in which
    file it stood; ``quoted`` are the words that were marked, and ``told`` what the thing said
    in that export. ``export`` and ``key`` say which annotation of which export it is, so that
    it is the same when it comes again. ``rating`` (0 to 5) is one that was filled in.
    ``answer`` is the reason or reply; ``result_id`` the contribution or action made of it.
    """

    round_id: Id | None = None
    partner_id: Id | None = None
    author: Label = ""
    said_at: AwareDatetime | None = None
    mark: Mark = Mark.TYPED
    text: Note = ""
    quoted: Note = ""
    rating: Annotated[int, Field(ge=0, le=5)] | None = None
    block: Key | None = None
    perspective: Key | None = None
    thing_id: Id | None = None
    told: Note = ""
    page: Annotated[int, Field(ge=1, le=ORDER_LIMIT)] | None = None
    source: Label = ""
    export: Label = ""
    key: Label = ""
    reply_to: Id | None = None
    state: CommentState = CommentState.OPEN
    answer: Note = ""
    result_id: Id | None = None
    handled_by: Label = ""
    handled_at: AwareDatetime | None = None

    @property
    def is_handled(self) -> bool:
        """Whether it was said what was done with it."""
        return self.state in HANDLED


class Adoption(InCanvas):
    """A version of the canvas that was adopted (*vastgesteld*); reopened when it is not any more.

    ``version`` counts from 1; ``fingerprint`` is of what the canvas said then. ``decided_on``
    and ``decided_by`` are when and by whom, as the canvas's region has it, such as a steering
    group. What follows a reopened one is the next version.
    """

    version: Annotated[int, Field(ge=1, le=ORDER_LIMIT)]
    fingerprint: Fingerprint
    decided_on: date
    decided_by: Label = ""
    reopened_at: AwareDatetime | None = None
    reopened_by: Label = ""
    reason: Note = ""

    @property
    def in_force(self) -> bool:
        """Whether the canvas is still what was adopted."""
        return self.reopened_at is None
