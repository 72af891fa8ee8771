"""How far a canvas is: concept, in review, or adopted; and the version that is worked on.

It follows from its rounds and adoptions, so that two copies can't disagree about it once they
are put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from welvaartcanvas.domain.canvas import Canvas, CanvasHead
from welvaartcanvas.domain.review import Adoption, Round


class Status(StrEnum):
    """How far a canvas is."""

    CONCEPT = "concept"
    IN_REVIEW = "in_review"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class Standing:
    """The status of a canvas, since when, and by whom (empty for who started it).

    ``version`` is that which is adopted, or worked on; ``round`` the open round that was opened
    last, and ``adoption`` the one in force, or else the last that was reopened: the version that
    this one follows.
    """

    status: Status
    version: int
    since: datetime
    who: str
    round: Round | None = None
    adoption: Adoption | None = None


def standing(canvas: Canvas) -> Standing:
    """The status of ``canvas``."""
    return standing_of(canvas.head, canvas.rounds, canvas.adoptions)


def standing_of(
    head: CanvasHead, rounds: Iterable[Round], adoptions: Iterable[Adoption]
) -> Standing:
    """The status of the canvas that has those rounds and adoptions."""
    adoption = max(
        adoptions, key=lambda a: (a.in_force, a.version, a.created_at, a.id), default=None
    )
    if adoption and adoption.in_force:
        since, who = adoption.created_at, adoption.decided_by
        return Standing(Status.ADOPTED, adoption.version, since, who, None, adoption)
    version = adoption.version + 1 if adoption else 1
    for last in sorted(rounds, key=lambda r: (r.created_at, r.id), reverse=True):
        if last.is_open:
            who = last.opened_by
            return Standing(Status.IN_REVIEW, version, last.created_at, who, last, adoption)
    since, who = head.created_at, ""
    if adoption and adoption.reopened_at:
        since, who = adoption.reopened_at, adoption.reopened_by
    return Standing(Status.CONCEPT, version, since, who, None, adoption)
