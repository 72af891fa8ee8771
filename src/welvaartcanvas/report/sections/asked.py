"""What a round asks, of whom and until when: what a partner reads first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.review import Round
from welvaartcanvas.domain.status import Status, standing
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report.sections.facts import Fact, fact
from welvaartcanvas.report.view import CanvasView, person


def asks(canvas: Canvas, round: Round | None) -> bool:
    """Whether comments are still asked for: not once the round is closed or the canvas adopted."""
    open_still = round is None or round.is_open
    return open_still and standing(canvas).status is not Status.ADOPTED


def is_late(round: Round | None, day: date) -> bool:
    """Whether on ``day`` the last day to answer has passed."""
    return round is not None and round.deadline is not None and round.deadline < day


def asked_facts(
    view: CanvasView, round: Round | None, partner: Partner | None = None
) -> list[Fact]:
    """What ``round`` asks or asked, each with its label; of ``partner`` alone if one is given."""
    facts = list(_of_round(view, round)) if round else []
    if whom := [person(partner)] if partner else _asked(view.canvas, round):
        facts.append(fact(_("Asked of"), ", ".join(whom)))
    return facts


def _of_round(view: CanvasView, round: Round) -> Iterator[Fact]:
    yield fact(_("Review round"), round.name)
    if round.question.strip():
        yield fact(_("What is asked"), round.question, view.typed)
    if round.deadline:
        past = is_late(round, view.day) or not asks(view.canvas, round)
        label = _("Could be answered until") if past else _("Answer by")
        yield fact(label, date_text(round.deadline))


def _asked(canvas: Canvas, round: Round | None) -> list[str]:
    """Who was asked and is still there, in that order."""
    known = {partner.id: partner for partner in canvas.partners}
    return [person(known[each]) for each in round.partners if each in known] if round else []
