"""What every use case needs: the open database, who is working, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from welvaartcanvas.domain.faults import made
from welvaartcanvas.domain.history import Change
from welvaartcanvas.domain.model import Entity
from welvaartcanvas.errors import N_, UnknownThing
from welvaartcanvas.identifiers import new_id
from welvaartcanvas.store import canvases as stored
from welvaartcanvas.store import changes, undoing
from welvaartcanvas.store.database import Database
from welvaartcanvas.store.guarding import open_rounds

E = TypeVar("E", bound=Entity)


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@dataclass
class Session:
    """One person at work in one workspace."""

    database: Database
    who: str
    clock: Callable[[], datetime] = utc_now
    #: The review rounds during which this person said that they mean to change what is reviewed.
    intends: set[str] = field(default_factory=set)
    _open: changes.Step | None = field(default=None, init=False, repr=False)

    def step(self, canvas_id: str | None, source: str = "") -> AbstractContextManager[changes.Step]:
        """A step of this person; ``canvas_id`` is ``None`` for what concerns the workspace.

        ``source`` is the file that it imports, if it does.
        """
        if self._open is not None:
            return nullcontext(self._open)
        return changes.step(
            self.database,
            at=self.clock(),
            who=self.who,
            canvas_id=canvas_id,
            source=source,
            intends=self.intends,
        )

    @contextmanager
    def together(self, canvas_id: str | None, source: str = "") -> Iterator[changes.Step]:
        """A step of this person, to which all belongs that is done while it is open."""
        with self.step(canvas_id, source) as step:
            self._open = step
            try:
                yield step
            finally:
                self._open = None

    @contextmanager
    def meant(self, canvas_id: str) -> Iterator[changes.Step]:
        """As :meth:`together`, for what is meant to change a canvas that is being reviewed."""
        with self.together(canvas_id) as step:
            step.intends |= open_rounds(step.db, canvas_id)
            yield step

    def undo(self, canvas_id: str | None) -> list[Change]:
        """Undo this person's last step there; what that step had changed.

        Raises :class:`RequestError` when there is none, :class:`Conflict` when somebody else
        changed the same thing since.
        """
        return undoing.undo(
            self.database,
            at=self.clock(),
            who=self.who,
            canvas_id=canvas_id,
            intends=self.intends,
        )

    def redo(self, canvas_id: str | None) -> list[Change]:
        """Redo what :meth:`undo` undid last; what that step had changed. Errors as there."""
        return undoing.redo(
            self.database,
            at=self.clock(),
            who=self.who,
            canvas_id=canvas_id,
            intends=self.intends,
        )

    def new(self, model: type[E], **values: Any) -> E:
        """A new entity, with a new id if ``values`` has none; bad values: :class:`RequestError`."""
        now = self.clock()
        return made(model, **{"id": new_id(), "created_at": now, "changed_at": now, **values})

    def resolve(self, kind: str, start: str) -> str:
        """The one id of a ``kind`` (``"region"``, ``"canvas"``) that starts with ``start``.

        Raises :class:`UnknownThing` when none does or several do.
        """
        found = stored.ids_starting_with(self.database, kind, start)
        if len(found) > 1:
            raise UnknownThing(_SEVERAL[kind], value=start)
        if not found:
            raise UnknownThing(_NONE[kind], value=start)
        return found[0]


_NONE = {
    "region": N_("region {value} does not exist; see: region list"),
    "canvas": N_("canvas {value} does not exist; see: canvas list"),
}
_SEVERAL = {
    "region": N_("several regions have an id that starts with {value}; type more of it"),
    "canvas": N_("several canvases have an id that starts with {value}; type more of it"),
}
