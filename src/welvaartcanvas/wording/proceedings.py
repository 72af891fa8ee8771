"""Sentences on what happened to rounds, comments and adoptions: opened, rejected, adopted."""

from __future__ import annotations

from welvaartcanvas.domain.history import ChangeKind, ThingChange
from welvaartcanvas.domain.review import Adoption, Comment, CommentState, Round
from welvaartcanvas.i18n import N_

#: What happened, as it is told with a block and without one.
Sentences = tuple[str, str]

_OPENED = (N_("{things} opened"),) * 2
_CLOSED = (N_("{things} closed"),) * 2
_ROUND_REOPENED = (N_("{things} opened again"),) * 2
_ADOPTED = (N_("{things} adopted"),) * 2
_REOPENED = (N_("{things} reopened"),) * 2
_NOT_ADOPTED = (N_("{things} not adopted any more"),) * 2

_HANDLED: dict[CommentState, Sentences] = {
    CommentState.OPEN: (
        N_("{things} on block {block} put back to open"),
        N_("{things} put back to open"),
    ),
    CommentState.POSTPONED: (
        N_("{things} on block {block} postponed"),
        N_("{things} postponed"),
    ),
    CommentState.ACCEPTED: (N_("{things} on block {block} accepted"), N_("{things} accepted")),
    CommentState.CONTRIBUTION: (
        N_("{things} on block {block}: made a contribution"),
        N_("{things}: made a contribution"),
    ),
    CommentState.ACTION: (
        N_("{things} on block {block}: made an action"),
        N_("{things}: made an action"),
    ),
    CommentState.ANSWERED: (N_("{things} on block {block} answered"), N_("{things} answered")),
    CommentState.REJECTED: (N_("{things} on block {block} rejected"), N_("{things} rejected")),
}


def happening(change: ThingChange) -> Sentences | None:
    """What happened to a round, comment or adoption, if that has words of its own.

    Both sentences have ``{things}``, and the first may have ``{block}``.
    """
    said = None
    match change.before, change.after:
        case (None, Round()):
            said = _OPENED
        case (Round() as before, Round() as after) if before.is_open != after.is_open:
            said = _ROUND_REOPENED if after.is_open else _CLOSED
        case (None, Adoption()):
            said = _ADOPTED
        case (Adoption(), None):
            said = _NOT_ADOPTED
        case (Adoption() as before, Adoption() as after) if before.in_force != after.in_force:
            said = _REOPENED if before.in_force else _ADOPTED
        case (Comment() as before, Comment() as after) if before.state != after.state:
            said = _HANDLED[after.state]
    return said


def is_decided(change: ThingChange) -> bool:
    """Whether it is a round or version about which something was decided."""
    return isinstance(change.thing, Round | Adoption) and happening(change) is not None


def came_in(change: ThingChange) -> bool:
    """Whether it is a comment that came in."""
    return isinstance(change.thing, Comment) and change.kind is ChangeKind.ADDED
