"""Of which moment canvases are exported, and since which moment changes are told."""

from __future__ import annotations

from dataclasses import dataclass

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.pseudonyms import pseudonymised
from welvaartcanvas.errors import RequestError
from welvaartcanvas.workspace.workspace import Workspace


@dataclass(frozen=True)
class Moments:
    """The moments that were asked for, as people type them; ``at`` is now if it is not given.

    ``without_names`` leaves out who the partners are. Then no changes can be told: what was said
    before may name who is no partner any more. :class:`RequestError` says so.
    """

    here: Workspace
    at: str | None = None
    told_since: str | None = None
    without_names: bool = False

    def __post_init__(self) -> None:
        if self.without_names and self.told_since is not None:
            raise RequestError(
                "--since and --without-names don't go together: what was said before may name "
                "somebody who is no partner any more"
            )

    def canvas(self, canvas_id: str) -> Canvas:
        """The canvas to be exported; errors as :meth:`History.point`."""
        step = self._step(canvas_id, self.at)
        canvases, history = self.here.canvases, self.here.history
        found = canvases.to_send(canvas_id) if step is None else history.to_send(canvas_id, step)
        return pseudonymised(found) if self.without_names else found

    def since(self, canvas_id: str) -> Since | None:
        """What is to be told of changes in it, if anything; errors as :meth:`History.point`."""
        step = self._step(canvas_id, self.told_since)
        if step is None:
            return None
        until = self._step(canvas_id, self.at)
        if until is not None and until < step:
            raise RequestError(
                "{until} is before {since}; name the earlier moment first",
                until=self.at,
                since=self.told_since,
            )
        return self.here.history.since(canvas_id, step, until)

    def _step(self, canvas_id: str, point: str | None) -> int | None:
        return None if point is None else self.here.history.point(canvas_id, point)
