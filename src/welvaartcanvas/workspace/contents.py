"""What is put on a canvas: contributions, ratings, learning questions, actions, partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from welvaartcanvas.domain.canvas import (
    Action,
    ActionStatus,
    Canvas,
    Contribution,
    InCanvas,
    LearningQuestion,
    Partner,
    Rating,
    WorkForm,
)
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.store.changes import Step
from welvaartcanvas.workspace.session import Session

T = TypeVar("T", bound=InCanvas)
Ordered = TypeVar("Ordered", Contribution, LearningQuestion, Action)
Listed = TypeVar("Listed", LearningQuestion, Action)

#: The room left between two neighbours, so that a move seldom touches more than one thing.
_GAP = 1024


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
            position=_behind(canvas.cell(block, perspective)),
        )
        with self._session.step(canvas.id) as step:
            partner_id = self._partner_id(step, canvas, partner, perspective)
            return step.put(changed(contribution, partner_id=partner_id))

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
            partner_id = self._partner_id(step, canvas, partner, contribution.perspective)
            return step.put(changed(edited, partner_id=partner_id))

    def move(
        self, canvas: Canvas, contribution: Contribution, block: str, perspective: str, index: int
    ) -> Contribution:
        """Move a contribution to ``index`` (0 is first) among the others of a cell."""
        _check(canvas, block=block, perspective=perspective)
        others = [c for c in canvas.cell(block, perspective) if c.id != contribution.id]
        index = max(0, min(index, len(others)))
        moved = changed(contribution, block=block, perspective=perspective)
        with self._session.step(canvas.id) as step:
            position = _between(others, index)
            if position is not None:
                return step.put(changed(moved, position=position))
            return _respaced(step, [*others[:index], moved, *others[index:]], index)

    def move_in_list(self, canvas: Canvas, thing: Listed, index: int) -> Listed:
        """Move a learning question or action to ``index`` among the others of its block."""
        others: list[Any] = [
            other
            for _, other in canvas.things()
            if type(other) is type(thing) and other.block == thing.block and other.id != thing.id
        ]
        index = max(0, min(index, len(others)))
        with self._session.step(canvas.id) as step:
            position = _between(others, index)
            if position is not None:
                return step.put(changed(thing, position=position))
            kept: Listed = _respaced(step, [*others[:index], thing, *others[index:]], index)
            return kept

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
            position=_behind(canvas.learning_questions_of(block)),
        )
        with self._session.step(canvas.id) as step:
            return step.put(question)

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
            position=_behind(canvas.actions_of(block)),
        )
        with self._session.step(canvas.id) as step:
            return step.put(action)

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
        if perspective is not None:
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
        """Change fields of a learning question, action or partner as it was read."""
        _check(canvas, **{n: values[n] for n in ("block", "perspective") if values.get(n)})
        with self._session.step(canvas.id) as step:
            return step.put(changed(thing, **values))

    def delete(self, canvas: Canvas, thing: InCanvas) -> None:
        """Delete a thing; contributions of a deleted partner stay, without a name."""
        with self._session.step(canvas.id) as step:
            if isinstance(thing, Partner):
                for contribution in canvas.contributions:
                    if contribution.partner_id == thing.id:
                        step.put(changed(contribution, partner_id=None))
            step.remove(thing)

    def _partner_id(self, step: Step, canvas: Canvas, name: str, perspective: str) -> str | None:
        if not name.strip():
            return None
        for partner in canvas.partners:
            if fold(partner.name) == fold(name.strip()):
                return partner.id
        partner = self._session.new(
            Partner, canvas_id=canvas.id, name=name, perspective=perspective
        )
        return step.put(partner).id


def _check(
    canvas: Canvas,
    *,
    block: str | None = None,
    perspective: str | None = None,
    kind: str | None = None,
) -> None:
    """Hold keys against the canvas's template; an unknown one raises :class:`UnknownThing`."""
    if block is not None:
        canvas.template.block(block)
    if perspective is not None:
        canvas.template.perspective(perspective)
    if kind is not None:
        canvas.template.kind(kind)


def _behind(others: Sequence[Ordered]) -> int:
    return max((other.position for other in others), default=0) + _GAP


def _between(others: Sequence[Ordered], index: int) -> int | None:
    """A position for ``index``, or ``None`` when its neighbours leave no room."""
    if index == len(others):
        return _behind(others)
    after = others[index].position
    before = others[index - 1].position if index else after - 2 * _GAP
    middle = (before + after) // 2
    return middle if before < middle < after else None


def _respaced(step: Step, things: Sequence[Ordered], index: int) -> Ordered:
    """Lay ``things`` out with room between them; the one at ``index`` as it was kept."""
    kept = [
        step.put(changed(thing, position=place * _GAP))
        for place, thing in enumerate(things, start=1)
    ]
    return kept[index]
