"""What is put on a canvas: contributions, ratings, learning questions, actions, partners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from welvaartcanvas.domain.canvas import (
    Action,
    ActionStatus,
    Canvas,
    Contribution,
    LearningQuestion,
    Partner,
    Rating,
    WorkForm,
)
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.merging import rating_id
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.ordering import Ordered, placed
from welvaartcanvas.domain.review import Comment
from welvaartcanvas.errors import UnknownThing
from welvaartcanvas.store.changes import Step
from welvaartcanvas.workspace.session import Session

T = TypeVar("T", bound=InCanvas)
Listed = TypeVar("Listed", LearningQuestion, Action)


class Contents:
    """What the canvases of a workspace hold. Each method is one step that can be undone.

    A ``canvas`` argument is the canvas as it was read: what is added is held against its
    template and laid behind what it has.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def contribute(
        self,
        canvas: Canvas,
        block: str,
        perspective: str,
        text: str,
        *,
        kind: str | None = None,
        partner: str = "",
        tags: Iterable[str] = (),
    ) -> Contribution:
        """Add a contribution at the end of a cell.

        ``partner`` is a name: that of a partner of the canvas (case and diacritics do not
        count), else a new partner is made in the same step. Empty means that nobody is named.
        """
        _check(canvas, block=block, perspective=perspective, kind=kind)
        contribution = self._session.new(
            Contribution,
            canvas_id=canvas.id,
            block=block,
            perspective=perspective,
            text=text,
            kind=kind,
            tags=tuple(tags),
        )
        with self._session.step(canvas.id) as step:
            contribution = changed(
                contribution, partner_id=self.partner_id(step, canvas, partner, perspective)
            )
            cell = canvas.cell(block, perspective)
            return _put(step, placed(contribution, cell, len(cell)))

    def edit_contribution(
        self,
        canvas: Canvas,
        contribution: Contribution,
        *,
        text: str,
        kind: str | None,
        partner: str,
        tags: Iterable[str],
    ) -> Contribution:
        """Change what a contribution says and who said it; ``partner`` as in :meth:`contribute`."""
        _check(canvas, kind=kind)
        edited = changed(contribution, text=text, kind=kind, tags=tuple(tags))
        with self._session.step(canvas.id) as step:
            partner_id = self.partner_id(
                step, canvas, partner, contribution.perspective, contribution.partner_id
            )
            return step.put(changed(edited, partner_id=partner_id))

    def move(
        self, canvas: Canvas, contribution: Contribution, block: str, perspective: str, index: int
    ) -> Contribution:
        """Move a contribution to ``index`` (0 is first) among the others of a cell."""
        _check(canvas, block=block, perspective=perspective)
        others = [c for c in canvas.cell(block, perspective) if c.id != contribution.id]
        moved = changed(contribution, block=block, perspective=perspective)
        with self._session.step(canvas.id) as step:
            return _put(step, placed(moved, others, index))

    def move_in_list(self, canvas: Canvas, thing: Listed, index: int) -> Listed:
        """Move a learning question or action to ``index`` among the others of its block."""
        listed: tuple[Any, ...] = (
            canvas.actions_of(thing.block)
            if isinstance(thing, Action)
            else canvas.learning_questions_of(thing.block)
        )
        others: list[Listed] = [other for other in listed if other.id != thing.id]
        with self._session.step(canvas.id) as step:
            return _put(step, placed(thing, others, index))

    def rate(
        self, canvas: Canvas, block: str, perspective: str, score: int, reason: str = ""
    ) -> Rating:
        """Rate a cell 0 to 5, or change the rating that it has."""
        _check(canvas, block=block, perspective=perspective)
        given = canvas.rating(block, perspective)
        rating = (
            changed(given, score=score, reason=reason)
            if given
            else self._session.new(
                Rating,
                id=rating_id(canvas.id, block, perspective),
                canvas_id=canvas.id,
                block=block,
                perspective=perspective,
                score=score,
                reason=reason,
            )
        )
        with self._session.step(canvas.id) as step:
            return step.put(rating)

    def ask(
        self,
        canvas: Canvas,
        block: str,
        text: str,
        *,
        from_whom: str = "",
        work_form: WorkForm | None = None,
    ) -> LearningQuestion:
        """Add a learning question to a block."""
        _check(canvas, block=block)
        question = self._session.new(
            LearningQuestion,
            canvas_id=canvas.id,
            block=block,
            text=text,
            from_whom=from_whom,
            work_form=work_form,
        )
        listed = canvas.learning_questions_of(block)
        with self._session.step(canvas.id) as step:
            return _put(step, placed(question, listed, len(listed)))

    def plan(
        self,
        canvas: Canvas,
        block: str,
        text: str,
        *,
        who: str = "",
        due: date | None = None,
        status: ActionStatus = ActionStatus.OPEN,
    ) -> Action:
        """Add an action to a block."""
        _check(canvas, block=block)
        action = self._session.new(
            Action,
            canvas_id=canvas.id,
            block=block,
            text=text,
            who=who,
            due=due,
            status=status,
        )
        listed = canvas.actions_of(block)
        with self._session.step(canvas.id) as step:
            return _put(step, placed(action, listed, len(listed)))

    def add_partner(
        self,
        canvas: Canvas,
        name: str,
        *,
        perspective: str | None = None,
        organisation: str = "",
        email: str = "",
    ) -> Partner:
        """Add a partner to the canvas."""
        _check(canvas, perspective=perspective)
        partner = self._session.new(
            Partner,
            canvas_id=canvas.id,
            name=name,
            perspective=perspective,
            organisation=organisation,
            email=email,
        )
        with self._session.step(canvas.id) as step:
            return step.put(partner)

    def edit(self, canvas: Canvas, thing: T, **values: Any) -> T:
        """Change fields of a thing as it was read; keys and partner must be the canvas's."""
        _check(canvas, **{name: values[name] for name in _HELD if name in values})
        with self._session.step(canvas.id) as step:
            return step.put(changed(thing, **values))

    def delete(self, canvas: Canvas, thing: InCanvas) -> None:
        """Delete a thing; what a deleted partner said stays, contributions without a name."""
        with self._session.step(canvas.id) as step:
            if isinstance(thing, Partner):
                said: tuple[Contribution | Comment, ...] = canvas.contributions + canvas.comments
                for each in said:
                    if each.partner_id == thing.id:
                        step.put(changed(each, partner_id=None))
            step.remove(thing)

    def partner_id(
        self,
        step: Step,
        canvas: Canvas,
        name: str,
        perspective: str | None = None,
        given: str | None = None,
    ) -> str | None:
        """The id of the partner called ``name``, who is made in ``step`` if there is none.

        Of namesakes it is the one ``given``, else one of that side. ``None`` for an empty name.
        """
        if not name.strip():
            return None
        called = [p for p in canvas.partners if fold(p.name) == fold(name.strip())]
        if called:
            return min(called, key=lambda p: (p.id != given, p.perspective != perspective)).id
        partner = self._session.new(
            Partner, canvas_id=canvas.id, name=name, perspective=perspective
        )
        return step.put(partner).id


#: Fields that name something of the canvas or its template.
_HELD = ("block", "perspective", "kind", "partner_id")


def _check(
    canvas: Canvas,
    *,
    block: str | None = None,
    perspective: str | None = None,
    kind: str | None = None,
    partner_id: str | None = None,
) -> None:
    """Hold keys against the canvas and its template; :class:`UnknownThing` for an unknown one."""
    if block is not None:
        canvas.template.block(block)
    if perspective is not None:
        canvas.template.perspective(perspective)
    if kind is not None:
        canvas.template.kind(kind)
    if partner_id is not None and partner_id not in {partner.id for partner in canvas.partners}:
        raise UnknownThing("partner {value} does not exist in this canvas", value=partner_id)


def _put(step: Step, things: Iterable[Ordered]) -> Ordered:
    """Keep all of ``things``; the first as it was kept."""
    kept, *_ = [step.put(thing) for thing in things]
    return kept
