"""What a round asks, of whom and until when: what a partner reads first."""

from __future__ import annotations

from collections.abc import Iterator

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report.sections.facts import Fact, fact
from welvaartcanvas.report.view import person


def asked_facts(
    canvas: Canvas, round: Round | None, partner: Partner | None = None, *, typed: str = ""
) -> list[Fact]:
    """What ``round`` asks, each with its label; of ``partner`` alone if one is given.

    ``typed`` is the language of the question where it is not the report's.
    """
    facts = list(_of_round(round, typed)) if round else []
    if whom := [person(partner)] if partner else _asked(canvas, round):
        facts.append(fact(_("Asked of"), ", ".join(whom)))
    return facts


def _of_round(round: Round, typed: str) -> Iterator[Fact]:
    yield fact(_("Review round"), round.name)
    if round.question.strip():
        yield fact(_("What is asked"), round.question, typed)
    if round.deadline:
        yield fact(_("Answer by"), date_text(round.deadline))


def _asked(canvas: Canvas, round: Round | None) -> list[str]:
    """Who was asked and is still there, in that order."""
    known = {partner.id: partner for partner in canvas.partners}
    return [person(known[each]) for each in round.partners if each in known] if round else []
