"""Settling what a merge left open: of two readings of a field one is chosen, or both stay.

Each choice is one step that can be undone. It travels: who gets the canvas back has the choice,
and two people who choose differently are asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.lineage import derived_id
from welvaartcanvas.domain.model import Entity, InCanvas
from welvaartcanvas.domain.ordering import placed
from welvaartcanvas.domain.settling import Choice, Origins, second, taken, thing_of
from welvaartcanvas.domain.variant import DELETED, Variant
from welvaartcanvas.errors import N_, Conflict, RequestError, UnknownThing
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import readings
from welvaartcanvas.store.changes import Step
from welvaartcanvas.workspace.contents import Contents
from welvaartcanvas.workspace.session import Session

T = TypeVar("T")


class SettledAll(NamedTuple):
    """What settling all that was open came to: how many were, and what must be chosen by hand."""

    settled: int
    left: tuple[Variant, ...]


class Settling:
    """The choices of a workspace.

    A ``canvas`` argument is the canvas as it was read. Where another program settled or changed
    it since, :class:`Conflict` is raised and nothing is changed.
    """

    def __init__(self, session: Session, contents: Contents) -> None:
        self._session = session
        self._contents = contents

    def resolve(self, canvas: Canvas, start: str) -> Variant:
        """The open reading whose id begins with ``start``; :class:`UnknownThing` otherwise."""
        found = [v for v in canvas.to_choose if start and v.id.startswith(start.lower())]
        if len(found) == 1:
            return found[0]
        raise UnknownThing(_SEVERAL if found else _NONE, value=start, canvas=canvas.id)

    def origins(self, canvas: Canvas, variant: Variant) -> Origins:
        """Who wrote the two readings, when, and what stood there before; as far as is known."""
        return readings.origins(self._session.database, thing_of(canvas, variant), variant)

    def settle(self, canvas: Canvas, variant: Variant, choice: Choice) -> Variant:
        """Choose, and return ``variant``, which is no longer open.

        Raises :class:`RequestError` where the other reading can't be put in place.
        """
        with self._session.together(canvas.id) as step:
            self._check_open(canvas, variant)
            self._settle(step, canvas, variant, choice)
        return variant

    def settle_all(self, canvas: Canvas, choice: Choice) -> SettledAll:
        """Choose alike for all that is open, in one step.

        Where the other reading is to be taken and there are several of a thing, or it can't be
        put in place, it is left.
        """
        doubted = {v.thing_id for v in canvas.to_choose if v.field == DELETED}
        beside: dict[tuple[str, str], list[Variant]] = {}
        for variant in canvas.to_choose:
            thing_id, field = _about(variant)
            beside.setdefault((thing_id, "" if thing_id in doubted else field), []).append(variant)
        settled, left, now = 0, [], canvas
        touched: set[str] = set()
        alone = True
        with self._session.together(canvas.id) as step:
            for those in beside.values():
                if choice is not Choice.KEEP and len({(v.field, v.value) for v in those}) > 1:
                    left += those
                    continue
                for variant in those:
                    # Only where what was done before may have changed it: reading takes its time.
                    if choice is not Choice.KEEP and (variant.thing_id in touched or not alone):
                        now = stored.canvas(self._session.database, canvas.id)
                        touched.clear()
                    try:
                        if variant in now.variants:  # it goes with a thing that is deleted
                            self._settle(step, now, variant, choice)
                        settled += 1
                    except RequestError:
                        left.append(variant)
                    touched.add(variant.thing_id)
                    alone = choice is Choice.TAKE and variant.field != DELETED
        return SettledAll(settled, tuple(left))

    def instead(self, canvas: Canvas, variant: Variant, save: Callable[[], T]) -> T:
        """Settle by what ``save`` changes, in one step with it; what it returns.

        ``save`` puts another text in the place of both readings.
        """
        with self._session.together(canvas.id) as step:
            self._check_open(canvas, variant)
            field = variant.field
            before = fields_of(thing_of(canvas, variant)).get(field)
            saved = save()
            now = stored.canvas(self._session.database, canvas.id)
            if variant in now.variants:  # it goes with a thing that is deleted
                thing = thing_of(now, variant)
                if fields_of(thing).get(field) == before:
                    step.affirm(thing, field)
                self._drop(step, now, variant)
            return saved

    def _settle(self, step: Step, canvas: Canvas, variant: Variant, choice: Choice) -> None:
        thing = thing_of(canvas, variant)
        put = taken(canvas, variant) if choice is Choice.TAKE else thing
        more = self._second(canvas, variant) if choice is Choice.BOTH else []
        self._drop(step, canvas, variant)
        if put is None:
            assert isinstance(thing, InCanvas)  # noqa: S101 (taken says so)
            self._contents.delete(canvas, thing)
        elif put is thing:
            step.affirm(thing, variant.field)
        else:
            step.put(put)
        for each in more:
            step.put(each)

    def _second(self, canvas: Canvas, variant: Variant) -> list[Any]:
        """The other text as a second thing directly behind the one that stays; all it moves."""
        beside = thing_of(canvas, variant)
        listed: list[Any] = [
            thing
            for thing in (*canvas.contributions, *canvas.learning_questions, *canvas.actions)
            if type(thing) is type(beside) and _cell(thing) == _cell(beside)
        ]
        # Whoever else keeps both of the same two makes the same thing.
        given = derived_id(beside.id, canvas.id, "both", variant.version)
        one: Any = self._session.new(type(beside), **{"id": given, **second(canvas, variant)})
        listed.sort(key=lambda thing: (thing.position, thing.id))
        place = [thing.id for thing in listed].index(beside.id) + 1
        return placed(one, listed, place)

    def _drop(self, step: Step, canvas: Canvas, variant: Variant) -> None:
        if variant.id in {other.id for other in canvas.variants}:
            step.remove(variant)

    def _check_open(self, canvas: Canvas, variant: Variant) -> None:
        now = stored.canvas(self._session.database, canvas.id)
        if variant.id not in {other.id for other in now.variants}:
            raise Conflict("somebody else chose here meanwhile; what was chosen stands there now")


def _about(variant: Variant) -> tuple[str, str]:
    return (variant.thing_id, variant.field)


def _cell(thing: Entity) -> tuple[object, object]:
    return (getattr(thing, "block", None), getattr(thing, "perspective", None))


_NONE = N_("other reading {value} is not open in this canvas; see: welvaartcanvas settle {canvas}")
_SEVERAL = N_("several other readings have an id that starts with {value}; type more of it")
