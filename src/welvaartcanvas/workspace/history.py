"""The history of a canvas: its timeline, any moment of it, snapshots, and putting back.

A moment is named by its *step*: what the workspace showed when that step was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta

from welvaartcanvas.domain.canvas import Canvas, Contribution, Rating
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.domain.history import Change, Difference, Entry, Since, difference, things
from welvaartcanvas.domain.model import InCanvas
from welvaartcanvas.domain.variant import Snapshot, Variant
from welvaartcanvas.errors import N_, RequestError, UnknownThing
from welvaartcanvas.i18n import moment_text
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import changes
from welvaartcanvas.store import history as steps
from welvaartcanvas.store.changes import Step
from welvaartcanvas.workspace.session import Session

#: So many entries a page of the timeline has.
PAGE = 100
_NOW, _START = ("now", "nu"), ("start", "begin")
_STEP = re.compile("#[0-9]{1,15}")
#: Earlier years are slips of the fingers.
_FIRST_YEAR = 1970
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
_MOMENTS = tuple(f"{day} {hour}" for day in _DATES for hour in ("%H:%M", "%H:%M:%S"))


class History:
    """The history of the canvases of a workspace.

    Steps are numbered through the whole workspace, from 1; any step names a moment of every
    canvas that was there then.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._database = session.database

    def timeline(
        self, canvas_id: str, *, limit: int = PAGE, before_step: int | None = None
    ) -> list[Entry]:
        """What was done in the canvas and to its region, the newest first; at most ``limit``.

        The next page is asked for with the ``step`` of the last entry as ``before_step``.
        """
        return steps.entries(self._database, canvas_id, limit=limit, before_step=before_step)

    def versions(self, canvas_id: str, thing_id: str) -> list[Entry]:
        """The steps that changed one thing of the canvas, the newest first, with its change alone.

        Also of a thing that was deleted since; none of one that never was in the canvas.
        """
        return steps.entries_of(self._database, canvas_id, thing_id)

    def turned(self, canvas_id: str) -> str:
        """The file whose import was undone or done again last in the canvas.

        Empty where the last step in it was anything else.
        """
        last = self.timeline(canvas_id, limit=1)
        return last[0].source if last and last[0].kind != "do" else ""

    def at(self, canvas_id: str, step: int) -> Canvas:
        """The canvas as it was after ``step``, with its region then.

        Raises :class:`UnknownThing` when there was no such canvas then.
        """
        return self._found(canvas_id, step, with_past=False)

    def to_send(self, canvas_id: str, step: int) -> Canvas:
        """As :meth:`at`, with all that was known of its versions then; see ``Canvases.to_send``.

        So who has it can send it back changed; and where it comes home, what was done there
        since is not taken for something that its maker had seen.
        """
        return self._found(canvas_id, step, with_past=True)

    def _found(self, canvas_id: str, step: int, *, with_past: bool) -> Canvas:
        found = steps.canvas_at(self._database, canvas_id, step, with_past=with_past)
        if found is None:
            raise self._not_there(canvas_id, step)
        return found

    def _not_there(self, canvas_id: str, step: int, said: str = "") -> UnknownThing:
        """Why there is no canvas at ``step``, which somebody typed as ``said``."""
        asked = said or f"#{step}"
        first = steps.first_step(self._database, canvas_id)
        if first is None:
            return UnknownThing("canvas {value} does not exist; see: canvas list", value=canvas_id)
        if step < first:
            return UnknownThing(
                "the canvas was not there at {value}; it begins at {first}",
                value=asked,
                first=f"#{first}",
            )
        return UnknownThing("the canvas was deleted at {value}", value=asked)

    def now(self) -> int:
        """The step that names this moment: the last that was done in the workspace."""
        return steps.last_step(self._database)

    def moment(self, step: int) -> datetime | None:
        """When ``step`` was done; ``None`` before the first."""
        return steps.moment_of(self._database, step)

    def step_at(self, canvas_id: str, moment: datetime) -> int:
        """The step that names ``moment`` (with its time zone): before the first one later.

        Raises :class:`UnknownThing` when the canvas was not there then.
        """
        step = steps.step_at(self._database, moment)
        self.at(canvas_id, step)
        return step

    def point(self, canvas_id: str, text: str) -> int:
        """The step that ``text`` names, as people type a moment.

        That is the name of a snapshot (capitals and accents do not count), ``#12`` for a step,
        ``now`` or ``nu``, ``start`` or ``begin`` for what the canvas began with, or a date or
        date with time in local time: ``2026-01-31``, ``31-1-2026 14:30``. A date alone is the
        end of that day. No snapshot takes over a word or date that names a moment. Raises
        :class:`RequestError` for anything else, and
        :class:`UnknownThing` when the canvas was not there then.
        """
        said = " ".join(text.split())
        if fold(said) in _NOW:
            step = self.now()
        elif fold(said) in _START:
            step = steps.first_step(self._database, canvas_id) or 0
        elif _STEP.fullmatch(said):
            step = int(said[1:])
            if step > self.now():
                raise UnknownThing(
                    "there is no step {value} yet; the last is {last}",
                    value=said,
                    last=f"#{self.now()}",
                )
        elif moment := _moment(said):
            step = steps.step_at(self._database, moment)
        else:
            step = self._named(canvas_id, said)
        if steps.canvas_at(self._database, canvas_id, step) is None:
            raise self._not_there(canvas_id, step, said)
        return step

    def _named(self, canvas_id: str, name: str) -> int:
        """The step of the snapshot that is called ``name``."""
        known = self.snapshots(canvas_id)
        named = [snapshot for snapshot in known if fold(snapshot.name) == fold(name)]
        if not named:
            raise RequestError(
                "{value} is no moment; type a date such as 2026-01-31, a date and time such as "
                "2026-01-31 14:30, a step such as #12, now, start, or a snapshot ({allowed})",
                value=name,
                allowed=tuple(snapshot.name for snapshot in known) or ("–",),
            )
        if len({snapshot.step for snapshot in named}) > 1:
            raise RequestError(
                "several snapshots are called {value}; choose one by its number: {allowed}",
                value=name,
                allowed=tuple(f"#{snapshot.step}" for snapshot in named),
            )
        return named[0].step

    def difference(self, canvas_id: str, since: int, until: int | None = None) -> Difference:
        """What differs between two moments of the canvas; ``until`` is now if not given."""
        with self._database.transaction():
            before = self.at(canvas_id, since)
            after = self.at(canvas_id, self.now() if until is None else until)
        return difference(before, after)

    def thing(self, canvas_id: str, start: str, step: int) -> InCanvas:
        """What was on the canvas after ``step`` and has an id that begins with ``start``.

        Raises :class:`UnknownThing` when nothing or several things have.
        """
        there = things(self.at(canvas_id, step))
        found = [t for key, t in there.items() if start and key.startswith(start.lower())]
        if len(found) == 1:
            return found[0]
        raise UnknownThing(
            N_("several things have an id that starts with {value}; type more of it")
            if found
            else N_("{value} was not on the canvas at {step}"),
            value=start,
            step=f"#{step}",
        )

    def since(self, canvas_id: str, since: int, until: int | None = None) -> Since:
        """What a report tells of changes: what differs, and what the moment is called."""
        at = self.moment(since)
        moment = moment_text(at) if at else f"#{since}"
        names = [s.name for s in self.snapshots(canvas_id) if s.step == since]
        called = f"{names[0]} ({moment})" if names else moment
        return Since(called, self.difference(canvas_id, since, until))

    def snapshots(self, canvas_id: str) -> list[Snapshot]:
        """The moments of the canvas that have a name, the earliest first."""
        return stored.snapshots(self._database, canvas_id)

    def snapshot(self, canvas_id: str, text: str) -> Snapshot:
        """The snapshot of that name, or whose step is ``#12``; :class:`UnknownThing` if none."""
        known = self.snapshots(canvas_id)
        said = " ".join(text.split())
        found = [s for s in known if fold(s.name) == fold(said) or f"#{s.step}" == said]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownThing(
                "several snapshots are called {value}; choose one by its number: {allowed}",
                value=text,
                allowed=tuple(f"#{snapshot.step}" for snapshot in found),
            )
        raise UnknownThing(
            "there is no snapshot {value}; choose from {allowed}",
            value=text,
            allowed=tuple(snapshot.name for snapshot in known) or ("–",),
        )

    def take_snapshot(self, canvas_id: str, name: str, step: int | None = None) -> Snapshot:
        """Give a moment of the canvas a name: this one, or that of an earlier ``step``.

        Raises :class:`RequestError` when the name is taken, and as :meth:`at` does.
        """
        with self._database.transaction(write=True):
            step = self.now() if step is None else step
            self.at(canvas_id, step)
            made = self._session.new(Snapshot, canvas_id=canvas_id, name=name, step=step)
            self._check_name(made)
            with self._session.step(canvas_id) as under_way:
                return under_way.put(made)

    def rename_snapshot(self, snapshot: Snapshot, name: str) -> Snapshot:
        """Give a snapshot, as it was read, another name; errors as :meth:`take_snapshot`."""
        renamed = changed(snapshot, name=name)
        with self._database.transaction(write=True):
            self._check_name(renamed)
            with self._session.step(snapshot.canvas_id) as step:
                return step.put(renamed)

    def remove_snapshot(self, snapshot: Snapshot) -> None:
        """Forget the name of a moment; the moment itself stays in the history."""
        with self._session.step(snapshot.canvas_id) as step:
            step.remove(snapshot)

    def _check_name(self, snapshot: Snapshot) -> None:
        if _names_a_moment(snapshot.name):
            raise RequestError(
                "{value} names a moment already, and can't be the name of a snapshot; choose "
                "another name",
                value=snapshot.name,
            )
        others = (s for s in self.snapshots(snapshot.canvas_id) if s.id != snapshot.id)
        if any(fold(other.name) == fold(snapshot.name) for other in others):
            raise RequestError(
                "there is a snapshot called {value} already; choose another name",
                value=snapshot.name,
            )

    def restore(self, canvas_id: str, step: int) -> list[Change]:
        """Make the canvas what it was after ``step``, a step, in one that can be undone.

        That is all that is on it, its title, description and open choices. Its region stays as
        it is, for other canvases may share it. Snapshots stay. Returns what changed: nothing,
        when it is as it was.
        """
        with self._database.transaction(write=True):
            then, here = self.at(canvas_id, step), stored.canvas(self._database, canvas_id)
            with self._putting_back(canvas_id, step) as under_way:
                _put_all_back(under_way, here, then)
                # Behind the things: what is done to a thing may settle what was open about it.
                left = stored.canvas(self._database, canvas_id).variants
                _put_variants_back(under_way, _beside_region(left), _beside_region(then.variants))
                return changes.made(under_way)

    def restore_thing(self, canvas_id: str, thing_id: str, step: int) -> list[Change]:
        """Make one thing of the canvas what it was after ``step``, also when it was deleted.

        A contribution brings its partner back with it when that was deleted. A rating is put
        in the place of the one that its cell has now. Returns what changed. Raises
        :class:`UnknownThing` when it was not on the canvas then.
        """
        with self._database.transaction(write=True):
            then, here = self.at(canvas_id, step), stored.canvas(self._database, canvas_id)
            thing = things(then).get(thing_id)
            if thing is None:
                raise UnknownThing(
                    "{value} was not on the canvas at {step}", value=thing_id, step=f"#{step}"
                )
            with self._putting_back(canvas_id, step) as under_way:
                partner = then.partner(thing) if isinstance(thing, Contribution) else None
                if partner and partner.id not in things(here):
                    under_way.put_back(partner)
                under_way.put_back(_in_its_cell(here, thing))
                return changes.made(under_way)

    def _putting_back(self, canvas_id: str, step: int) -> AbstractContextManager[Step]:
        session = self._session
        return changes.step(
            session.database,
            at=session.clock(),
            who=session.who,
            canvas_id=canvas_id,
            of=step,
            intends=session.intends,
        )


def _moment(text: str) -> datetime | None:
    """The moment that ``text`` is a date, or a date and time, of; ``None`` for anything else."""
    for form in (*_DATES, *_MOMENTS):
        try:
            read = datetime.strptime(text.replace("T", " "), form)
            if form in _DATES:
                read = datetime.combine(read.date(), time.max)
            elif not form.endswith("%S"):
                read += timedelta(minutes=1, microseconds=-1)  # all of that minute
            if read.year >= _FIRST_YEAR:
                return read.astimezone()
        except (ValueError, OverflowError, OSError):  # another form, or beyond all calendars
            continue
    return None


def _names_a_moment(name: str) -> bool:
    """Whether :meth:`History.point` takes ``name`` for a moment, whatever snapshots there are."""
    said = " ".join(name.split())
    fixed = fold(said) in (*_NOW, *_START) or _STEP.fullmatch(said)
    return bool(fixed) or _moment(said) is not None


def _in_its_cell(here: Canvas, thing: InCanvas) -> InCanvas:
    """``thing``; a rating under the id that its cell's has now, for a cell has only one."""
    given = here.rating(thing.block, thing.perspective) if isinstance(thing, Rating) else None
    if given is None or given.id == thing.id:
        return thing
    return thing.model_copy(update={"id": given.id, "created_at": given.created_at})


def _put_all_back(step: Step, here: Canvas, then: Canvas) -> None:
    wanted = {thing.id: thing for _w, old in then.things() for thing in [_in_its_cell(here, old)]}
    for _where, thing in here.things():
        if thing.id not in wanted:
            step.remove(thing)
    for thing in wanted.values():  # partners come first
        step.put_back(thing)
    step.put_back(
        here.head.model_copy(
            update={"title": then.head.title, "description": then.head.description}
        )
    )


def _beside_region(variants: Iterable[Variant]) -> list[Variant]:
    """Without what is open about the region: that stays as it is, as the region itself does."""
    return [variant for variant in variants if variant.entity != "region"]


def _put_variants_back(step: Step, here: Sequence[Variant], then: Sequence[Variant]) -> None:
    for variant in here:
        if not any(variant.asks(other) for other in then):
            step.close(variant)
    for variant in then:
        if not any(variant.asks(other) for other in here):
            step.open_again(variant)
