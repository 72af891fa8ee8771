"""The status of a canvas as a document tells it: on every page in a line, at its head in full."""

from __future__ import annotations

from datetime import date, datetime

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fingerprint import shown
from welvaartcanvas.domain.review import Adoption, Round
from welvaartcanvas.domain.status import Standing, Status, standing
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.wording.review import fingerprint_text


def status_line(now: Standing, day: date | None = None) -> str:
    """The status in a line that stands by itself; what tells most comes first.

    On ``day``, if one is given, nobody is invited any more until a date that has passed.

    ``Concept``, ``In review: Review round 1, comments until 1 December 2026``, ``Adopted,
    version 1, 12 December 2026, by the steering group``.
    """
    if now.status is Status.ADOPTED and now.adoption:
        return adopted_line(now.adoption)
    if now.status is Status.IN_REVIEW and now.round:
        return _in_review(now.round, day)
    if now.version == 1:
        return _("Concept")
    return _("Concept, version {version}").format(version=now.version)


def adopted_line(adoption: Adoption) -> str:
    """That a version is or was adopted, when and by whom."""
    values = {"version": adoption.version, "day": date_text(adoption.decided_on)}
    if not adoption.decided_by:
        return _("Adopted, version {version}, {day}").format(**values)
    line = _("Adopted, version {version}, {day}, by {who}")
    return line.format(**values, who=adoption.decided_by)


def _in_review(asked: Round, day: date | None) -> str:
    if not asked.deadline:
        return _("In review: {round}").format(round=asked.name)
    if day is not None and asked.deadline < day:
        line = _("In review: {round}, comments could be given until {day}")
        return line.format(round=asked.name, day=date_text(asked.deadline))
    line = _("In review: {round}, comments until {day}")
    return line.format(round=asked.name, day=date_text(asked.deadline))


def status_facts(canvas: Canvas, day: date | None = None) -> list[tuple[str, str]]:
    """What a document of ``day`` tells of the status of ``canvas``, each with its label.

    The version that is worked on or adopted, its fingerprint if it is adopted, and the version
    that it follows, with who reopened that and why.
    """
    now = standing(canvas)
    facts = [(_("Status"), _status(now, day)), (_("Version"), str(now.version))]
    if now.status is Status.ADOPTED and now.adoption:
        facts.append((_("Fingerprint"), _fingerprint(now.adoption)))
    if before := _before(canvas, now.version):
        facts.append((_("Follows"), _followed(before)))
        facts.append((_("Reopened"), _reopened(before)))
    return facts


def _status(now: Standing, day: date | None) -> str:
    line = status_line(now, day)
    match now.status:
        case Status.CONCEPT:
            return _("{status}. This version has not been adopted; it can still change.").format(
                status=line
            )
        case Status.IN_REVIEW if now.round:
            values = {"status": line, "day": _day(now.round.created_at), "who": now.who}
            if now.who:
                return _("{status}. Opened on {day} by {who}.").format(**values)
            return _("{status}. Opened on {day}.").format(**values)
        case _:
            return line


def _fingerprint(adoption: Adoption) -> str:
    why = _(
        "With it anybody can check that a copy says what was adopted: Welvaartcanvas shows the"
        " same fingerprint of it."
    )
    return f"{shown(adoption.fingerprint)}\n{why}"


def _before(canvas: Canvas, version: int) -> Adoption | None:
    """The last version before that one."""
    earlier = (each for each in canvas.adoptions if each.version < version)
    return max(earlier, key=lambda each: (each.version, each.created_at, each.id), default=None)


def _followed(before: Adoption) -> str:
    return f"{adopted_line(before)}\n{fingerprint_text(before.fingerprint)}"


def _reopened(before: Adoption) -> str:
    day = _day(before.reopened_at) if before.reopened_at else ""
    who = _("{day}, by {who}").format(day=day, who=before.reopened_by)
    said = who if before.reopened_by else day
    return f"{said}: {before.reason}" if before.reason.strip() else said


def _day(moment: datetime) -> str:
    return date_text(moment.astimezone().date())
