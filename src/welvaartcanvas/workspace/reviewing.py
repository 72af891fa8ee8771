"""Reviewing a canvas and adopting it: rounds, adoption, reopening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.fingerprint import fingerprint
from welvaartcanvas.domain.lineage import derived_id
from welvaartcanvas.domain.review import Adoption, Round
from welvaartcanvas.domain.status import Standing, Status, standing
from welvaartcanvas.domain.versions import newest_only
from welvaartcanvas.errors import Conflict, Locked, RequestError, UnknownThing
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store.guarding import all_open_rounds
from welvaartcanvas.store.standings import standings
from welvaartcanvas.workspace.session import Session


class Reviews:
    """The review rounds and adoptions of a workspace. Each method is one step.

    A ``canvas`` argument is the canvas as it was read.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def standing(self, canvas: Canvas) -> Standing:
        """The status of the canvas: concept, in review or adopted."""
        return standing(canvas)

    def standings(self) -> dict[str, Standing]:
        """The status of every canvas of the workspace, by the canvas's id."""
        return standings(self._session.database)

    def intend(self, round_id: str) -> None:
        """From now on what this person changes during that round is meant."""
        self._session.intends.add(round_id)

    def intend_all(self) -> None:
        """From now on what this person changes is meant, whichever rounds are under way now."""
        with self._session.database.transaction() as db:
            self._session.intends |= all_open_rounds(db)

    def round(self, canvas: Canvas, start: str = "") -> Round:
        """The round whose id or name is ``start``, or whose id begins with it.

        Without ``start`` the open round, or else the last one. :class:`UnknownThing` if none.
        """
        if not canvas.rounds:
            raise UnknownThing(
                "{title} has no review round yet; open one first (review open)", title=canvas.title
            )
        if not start:
            return max(canvas.rounds, key=lambda r: (r.is_open, r.created_at, r.id))
        said = start.strip().lower()
        found = [r for r in canvas.rounds if r.name.lower() == said]
        found = found or [r for r in canvas.rounds if r.id.startswith(said)]
        if len(found) == 1:
            return found[0]
        raise UnknownThing(
            "{value} is not one review round; choose from {allowed}",
            value=start,
            allowed=tuple(r.name for r in canvas.rounds),
        )

    def open_round(
        self,
        canvas: Canvas,
        name: str,
        *,
        partners: Iterable[str] = (),
        question: str = "",
        deadline: date | None = None,
    ) -> Round:
        """Begin a round in which the partners with those ids are asked.

        Raises :class:`RequestError` while another round is open, and :class:`Locked` where the
        canvas is adopted: what was decided asks nobody anything.
        """
        now = standing(canvas)
        if now.status is Status.ADOPTED:
            raise Locked(
                "{title} is adopted (version {version}), and so locked; reopen it to begin a round",
                title=canvas.title,
                version=now.version,
            )
        for each in canvas.rounds:
            if each.is_open:
                raise RequestError(
                    "{round} is still open; close that one first (review close)", round=each.name
                )
        made = self._session.new(
            Round,
            canvas_id=canvas.id,
            name=name,
            question=question,
            deadline=deadline,
            partners=self._asked(canvas, partners),
            opened_by=self._session.who,
        )
        with self._session.step(canvas.id) as step:
            return step.put(made)

    def edit_round(self, canvas: Canvas, round: Round, **values: Any) -> Round:
        """Change ``name``, ``question``, ``deadline`` or ``partners`` of a round as it was read."""
        if "partners" in values:
            values["partners"] = self._asked(canvas, values["partners"])
        with self._session.step(canvas.id) as step:
            return step.put(changed(round, **values))

    def close_round(self, canvas: Canvas, round: Round) -> Round:
        """End a round; what comes in later still counts for it."""
        if not round.is_open:
            raise RequestError("{round} is closed already", round=round.name)
        with self._session.step(canvas.id) as step:
            return step.put(self._closed(round))

    def day_decided(self, day: date | None = None) -> date:
        """``day``, or today; :class:`RequestError` for a day that is still to come."""
        today = self._session.clock().astimezone().date()
        if day is not None and day > today:
            raise RequestError(
                "{day} is still to come; name the day on which it was decided", day=day
            )
        return day or today

    def adopt(self, canvas: Canvas, *, decided_on: date, decided_by: str = "") -> Adoption:
        """Adopt the canvas as it is: from now on it is locked. An open round is closed.

        Raises :class:`RequestError` where it is adopted already, or there are two readings of
        something, and :class:`Conflict` when it was changed since it was read.
        """
        now = standing(canvas)
        if canvas.to_choose:
            raise RequestError(
                "{title} has two readings of something ({n}); choose first, then adopt it",
                title=canvas.title,
                n=len(canvas.to_choose),
            )
        if now.status is Status.ADOPTED:
            raise RequestError(
                "{title} is adopted already (version {version})",
                title=canvas.title,
                version=now.version,
            )
        digits = fingerprint(canvas)
        made = self._session.new(
            Adoption,
            # The same version of the same content is one adoption, wherever it was written down.
            id=derived_id(canvas.id, "adoption", canvas.id, str(now.version), digits),
            canvas_id=canvas.id,
            version=now.version,
            fingerprint=digits,
            decided_on=decided_on,
            decided_by=decided_by,
        )
        with self._session.step(canvas.id) as step:
            # What is adopted is what somebody looked at.
            if fingerprint(stored.canvas(self._session.database, canvas.id)) != digits:
                raise Conflict(
                    "{title} was changed meanwhile; look at it again, then adopt it",
                    title=canvas.title,
                )
            for each in canvas.rounds:
                if each.is_open:
                    step.put(self._closed(each))
            return step.put(made)

    def reopen(self, canvas: Canvas, reason: str) -> Adoption:
        """Open an adopted canvas again: what follows is the next version.

        All its adoptions that are in force end with it; answers the one with the last version.
        Raises :class:`RequestError` where it is not adopted, or nothing is said of why.
        """
        now = standing(canvas)
        if now.adoption is None or now.status is not Status.ADOPTED:
            raise RequestError("{title} is not adopted", title=canvas.title)
        if not reason.strip():
            raise RequestError("partners read why it was reopened: give the reason")
        others = [a for a in canvas.adoptions if a.in_force and a.id != now.adoption.id]
        at = self._session.clock()
        with self._session.step(canvas.id) as step:
            *_others, last = [
                step.put(
                    changed(each, reopened_at=at, reopened_by=self._session.who, reason=reason)
                )
                for each in (*others, now.adoption)
            ]
        return last

    def answered(self, canvas: Canvas, round: Round) -> dict[str, int]:
        """How many comments each partner gave in a round, by id: of those asked, then of others."""
        found = {partner.id: 0 for partner in self.asked(canvas, round)}
        for comment in newest_only(canvas.comments):
            if comment.round_id == round.id and comment.partner_id:
                found[comment.partner_id] = found.get(comment.partner_id, 0) + 1
        return found

    def asked(self, canvas: Canvas, round: Round) -> list[Partner]:
        """The partners who were asked in a round and are still there, in that order."""
        known = {partner.id: partner for partner in canvas.partners}
        return [known[each] for each in round.partners if each in known]

    def _closed(self, round: Round) -> Round:
        return changed(round, closed_at=self._session.clock(), closed_by=self._session.who)

    def _asked(self, canvas: Canvas, partners: Iterable[str]) -> tuple[str, ...]:
        known = {partner.id for partner in canvas.partners}
        asked = tuple(dict.fromkeys(partners))
        for each in asked:
            if each not in known:
                raise UnknownThing("partner {value} does not exist in this canvas", value=each)
        return asked
