"""How far a canvas is, in a few words: the colour only helps to find it."""

from __future__ import annotations

from textual.content import Content

from welvaartcanvas.domain.status import Standing, Status
from welvaartcanvas.i18n import _
from welvaartcanvas.tui.days import short_day
from welvaartcanvas.wording.review import status_name

_STYLES = {
    Status.CONCEPT: "$text-muted",
    Status.IN_REVIEW: "bold $text-warning",
    Status.ADOPTED: "bold $text-success",
}


def standing_content(standing: Standing, *, day: bool = True) -> Content:
    """``concept``, ``in review until 5 Dec``, ``adopted v1``; with ``day`` off without the day."""
    return Content.styled(standing_text(standing, day=day), _STYLES[standing.status])


def standing_text(standing: Standing, *, day: bool = True) -> str:
    """As :func:`standing_content`, without its colour."""
    name = status_name(standing.status)
    deadline = standing.round.deadline if standing.round else None
    if standing.status is Status.IN_REVIEW and deadline and day:
        return _("{status} until {day}").format(status=name, day=short_day(deadline))
    if standing.status is Status.ADOPTED or standing.version > 1:
        return _("{status} v{version}").format(status=name, version=standing.version)
    return name
