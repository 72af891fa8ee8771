"""Changing things: every change in one transaction with its row in ``changes``.

A *step* is what a person did at one moment: one or more changes that belong together. Undo and
redo are steps too, see :mod:`welvaartcanvas.store.undoing`, so that history only ever grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Connection
from typing import TypeVar

from pydantic import TypeAdapter

from welvaartcanvas.domain.fields import fields_of
from welvaartcanvas.domain.history import Change, StepKind
from welvaartcanvas.domain.lineage import affirmed
from welvaartcanvas.domain.model import Entity, Id, Model
from welvaartcanvas.domain.person import canvas_of
from welvaartcanvas.domain.readings import reopened, same
from welvaartcanvas.domain.variant import DELETED, Variant, says_another
from welvaartcanvas.errors import Conflict
from welvaartcanvas.store import lineages, records, search
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.guarding import refuse_if_adopted, refuse_if_reviewed
from welvaartcanvas.store.lineages import Known

E = TypeVar("E", bound=Entity)


class Lesson(Model):
    """What a step made known of the versions of a thing that it did not change."""

    thing_id: Id
    canvas_id: Id | None
    before: Known
    now: Known


#: What the column ``learnt`` of a step holds.
LESSONS = TypeAdapter(list[Lesson])


@dataclass
class Step:
    """A step under way; made by :func:`step`.

    ``canvas_id`` is ``None`` for what concerns the workspace; ``of`` is the step that this
    one undoes, the undo that it redoes, or the last before the moment that it puts back, and
    ``source`` the file that it imports. ``intends`` are the review rounds during which whoever
    does it said that they mean to change what is reviewed.

    Whatever is changed of an adopted canvas is refused with :class:`Locked`, and of one that is
    reviewed with :class:`InReview`.
    """

    db: Connection
    at: datetime
    who: str
    canvas_id: str | None
    kind: StepKind = "do"
    of: int | None = None
    source: str = ""
    intends: frozenset[str] = frozenset()
    id: int | None = None
    learnt: list[Lesson] = field(default_factory=list)

    def put(self, entity: E) -> E:
        """Keep ``entity`` and return it as it was kept, with its new revision and moment.

        Its ``revision`` must be the one that is stored (0 for a new thing), else somebody
        was first and :class:`Conflict` is raised. Nothing is written when nothing differs.
        """
        stored = records.get(self.db, type(entity), entity.id)
        if (stored.revision if stored else 0) != entity.revision:
            raise _conflict(stored)
        if stored and same(stored, entity):
            return stored
        other = records.rival(self.db, entity)
        if other:
            raise _conflict(other)
        after = self._write(stored, entity, entity.revision + 1)
        if stored:
            self._forget_agreed(stored, after)
        return after

    def put_back(self, entity: E) -> E:
        """Keep ``entity`` as it once was, over what is there now; as it was kept.

        Its revision is one that it never had, so that nobody who read another can take this
        for it. Nothing is written when nothing differs.
        """
        stored = records.get(self.db, type(entity), entity.id)
        if stored and same(stored, entity):
            return stored
        return self._write(stored, entity, _last_revision(self.db, entity.id) + 1)

    def remove(self, entity: Entity) -> None:
        """Delete ``entity``; :class:`Conflict` when it was changed or deleted meanwhile."""
        stored = records.get(self.db, type(entity), entity.id)
        if stored is None or stored.revision != entity.revision:
            raise _conflict(stored)
        self._remove(stored)

    def affirm(self, thing: Entity, field: str) -> None:
        """Remember that what ``thing`` has in ``field`` was chosen; it stays as it is.

        Of the field ``deleted``: that it stays. :class:`Conflict` when it was changed meanwhile.
        """
        stored = records.get(self.db, type(thing), thing.id)
        if stored is None or stored.revision != thing.revision:
            raise _conflict(stored)
        self._affirm(stored, field)

    def close(self, variant: Variant) -> None:
        """Choose what stands in the thing that ``variant`` is another reading of."""
        thing = self._thing_of(variant)
        if thing:
            self._affirm(thing, variant.field)
        self._remove(variant)

    def adopt(self, before: Entity | None, after: Entity | None, known: Known) -> None:
        """Put what a merge made of a thing in its place, with its moments and its lineage.

        ``before`` is the thing as it is stored. Undoing this forgets that it ever came.
        """
        self._exchange(before, after, known)

    def bring_back(self, change: Change, known: Known | None) -> None:
        """Turn ``change`` around; :class:`Conflict` when the thing was changed since.

        ``known`` is what was remembered of the thing's versions before, where the change
        replaced that too.
        """
        stored = records.get(self.db, records.record_called(change.entity).model, change.entity_id)
        if stored is None and isinstance(change.after, Variant):
            stored = self._waiting_like(change.after)
        if not _alike(stored, change.after):
            if change.entity == "region" and self.canvas_id is not None:
                return  # it came with an import, and was changed where regions are: that stays
            raise Conflict(
                "this was changed by somebody else since; it stays as it is", current=stored
            )
        if known is not None:
            self._exchange(stored, change.before, known)
        elif isinstance(change.before, Variant) and stored is None:
            self.open_again(change.before)
        elif change.before is not None:
            newest = _last_revision(self.db, change.entity_id)
            self._write(stored, change.before, newest + 1)
        elif isinstance(stored, Variant):
            self.close(stored)
        elif stored is not None:
            self._remove(stored)

    def open_again(self, variant: Variant) -> None:
        """Let ``variant``, which was settled, wait for a choice again, if its thing is there.

        It does so under another id: whoever has heard of the choice must hear of this too.
        """
        thing = self._thing_of(variant)
        if thing:
            now, again = reopened(
                lineages.known(self.db, thing.id).lineage, thing, variant, self.at
            )
            self._remember(thing, Known(lineage=now))
            again = again.model_copy(update={"revision": 1})
            self._keep(again)
            self._record(None, again)

    def _waiting_like(self, variant: Variant) -> Variant | None:
        """What waits in the place of ``variant``, which was settled and opened again."""
        waiting = records.select(self.db, Variant, "thing_id = ?", [variant.thing_id])
        return next((other for other in waiting if other.asks(variant)), None)

    def _thing_of(self, variant: Variant) -> Entity | None:
        model = records.record_called(variant.entity).model
        return records.get(self.db, model, variant.thing_id)

    def _affirm(self, thing: Entity, field: str) -> None:
        known = lineages.known(self.db, thing.id).lineage
        fields = fields_of(thing) if field == DELETED else [field]
        self._remember(thing, Known(lineage=affirmed(known, thing, fields, self.at)))

    def _guard(self, thing: Entity) -> None:
        """Refuse what would change ``thing``; asked while everything is still as it was."""
        refuse_if_adopted(self.db, thing)
        refuse_if_reviewed(self.db, thing, self.intends)

    def _write(self, stored: Entity | None, entity: E, revision: int) -> E:
        self._guard(entity)
        known = lineages.known(self.db, entity.id)
        changed_at = lineages.later(known, self.at, *([stored.changed_at] if stored else []))
        after = entity.model_copy(update={"revision": revision, "changed_at": changed_at})
        self._keep(after)
        if records.record_of(type(after)).said:
            now = lineages.after_edit(known, stored, after)
            if now != known:
                self._remember(after, now)
        self._record(stored, after)
        return after

    def _forget_agreed(self, before: Entity, after: Entity) -> None:
        """Who changes a field has seen what stood there, also where others had made the same."""
        variants = records.select(self.db, Variant, "thing_id = ?", [after.id])
        if variants:
            was, now = fields_of(before), fields_of(after)
            for variant in variants:
                name = variant.field
                if was.get(name) != now.get(name) and not says_another(variant, was):
                    self._remove(variant)

    def _remove(self, stored: Entity) -> None:
        self._guard(stored)
        for variant in records.select(self.db, Variant, "thing_id = ?", [stored.id]):
            self._remove(variant)
        if records.record_of(type(stored)).said:
            known = lineages.known(self.db, stored.id)
            now = lineages.after_deletion(known, stored, self.at)
            self._remember(stored, now)
        self._erase(stored)
        self._record(stored, None)

    def _exchange(self, before: Entity | None, after: Entity | None, now: Known) -> None:
        """Put ``after`` in the place of ``before`` as it is, with what is known of its versions."""
        thing = after or before
        assert thing is not None  # noqa: S101 (a change has one side at least)
        self._guard(thing)
        known = lineages.known(self.db, thing.id)
        if after is None:
            self._erase(thing)
        else:
            # One that it never had, so that nobody who read another can take this for it.
            ever = max(_last_revision(self.db, after.id), after.revision)
            after = after.model_copy(update={"revision": ever + 1})
            self._keep(after)
        self._remember(thing, now)
        self._record(before, after, known)

    def learn(self, thing_id: str, now: Known, canvas_id: str | None) -> None:
        """Remember more of the versions of a thing, which itself stays as it is."""
        before = lineages.known(self.db, thing_id)
        if before != now:
            lineages.remember(self.db, thing_id, now, canvas_id, self._number)
            lesson = Lesson(thing_id=thing_id, canvas_id=canvas_id, before=before, now=now)
            self.learnt.append(lesson)

    def unlearn(self, lesson: Lesson) -> None:
        """Undo :meth:`learn`, unless something else was learnt or changed since."""
        if lineages.known(self.db, lesson.thing_id) == lesson.now:
            self.learn(lesson.thing_id, lesson.before, lesson.canvas_id)

    def note_down(self) -> None:
        """Keep what was learnt with the step; a step that changed nothing leaves no trace."""
        if self.id is not None and self.learnt:
            self.db.execute(
                "UPDATE steps SET learnt = ? WHERE id = ?",
                [LESSONS.dump_json(self.learnt).decode(), self.id],
            )

    @property
    def _number(self) -> int:
        """The number that the step has, or gets with its first change."""
        return self.id if self.id is not None else lineages.last_step(self.db) + 1

    def _remember(self, thing: Entity, now: Known) -> None:
        canvas_id = getattr(thing, "canvas_id", None)
        lineages.remember(self.db, thing.id, now, canvas_id, self._number)

    def _keep(self, after: Entity) -> None:
        records.write(self.db, after)
        search.index(self.db, after)

    def _erase(self, stored: Entity) -> None:
        records.erase(self.db, stored)
        search.forget(self.db, stored.id)

    def _record(
        self, before: Entity | None, after: Entity | None, known: Known | None = None
    ) -> None:
        thing = after or before
        assert thing is not None  # noqa: S101 (a change has one side at least)
        if self.id is None:  # only now: a step that changes nothing leaves no trace
            cursor = self.db.execute(
                "INSERT INTO steps (at, who, canvas_id, kind, of, source) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [
                    records.moment(self.at),
                    self.who,
                    self.canvas_id,
                    self.kind,
                    self.of,
                    self.source,
                ],
            )
            self.id = cursor.lastrowid
        self.db.execute(
            "INSERT INTO changes (step_id, entity, entity_id, canvas_id, before, after, lineage) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                self.id,
                records.record_of(type(thing)).entity,
                thing.id,
                canvas_of(thing),
                before.model_dump_json() if before else None,
                after.model_dump_json() if after else None,
                known.model_dump_json() if known else None,
            ],
        )


def _conflict(stored: Entity | None) -> Conflict:
    if stored is None:
        return Conflict("this was deleted by somebody else; your text is still in the editor")
    return Conflict(
        "this was changed by somebody else; look at it again and then save", current=stored
    )


def _alike(a: Entity | None, b: Entity | None) -> bool:
    if a is None or b is None:
        return a is b
    if isinstance(a, Variant) and isinstance(b, Variant):
        return a.asks(b)
    return same(a, b)


@contextmanager
def step(
    database: Database,
    *,
    at: datetime,
    who: str,
    canvas_id: str | None,
    kind: StepKind = "do",
    of: int | None = None,
    source: str = "",
    intends: Iterable[str] = (),
) -> Iterator[Step]:
    """A transaction whose changes belong together; it has the write lock from its start."""
    with database.transaction(write=True) as db:
        under_way = Step(db, at, who, canvas_id, kind, of, source, frozenset(intends))
        yield under_way
        under_way.note_down()


def made(under_way: Step) -> list[Change]:
    """What a step changed until now, in that order."""
    if under_way.id is None:
        return []
    return [change for change, _known in recorded(under_way.db, under_way.id)]


def recorded(db: Connection, step_id: int) -> list[tuple[Change, Known | None]]:
    """The changes of a step, each with what :meth:`Step.bring_back` must know to turn it around."""
    rows = db.execute(
        "SELECT entity, entity_id, before, after, lineage FROM changes WHERE step_id = ? "
        "ORDER BY id",
        [step_id],
    )
    return [
        (
            read_change(entity, entity_id, before, after),
            Known.model_validate_json(known) if known else None,
        )
        for entity, entity_id, before, after, known in rows.fetchall()
    ]


def read_change(entity: str, entity_id: str, before: str | None, after: str | None) -> Change:
    """One row of ``changes``, read back."""
    model = records.record_called(entity).model
    return Change(
        entity,
        entity_id,
        model.model_validate_json(before) if before else None,
        model.model_validate_json(after) if after else None,
    )


def _last_revision(db: Connection, thing_id: str) -> int:
    """The newest revision that the thing with that id ever had; 0 when it never was."""
    row = db.execute(
        "SELECT json_extract(coalesce(after, before), '$.revision') FROM changes "
        "WHERE entity_id = ? ORDER BY id DESC LIMIT 1",
        [thing_id],
    ).fetchone()
    return int(row[0]) if row else 0
