"""The steps of a canvas as a screen reads them: page by page, of one person or in one block."""

from __future__ import annotations

from welvaartcanvas.domain.canvas import Canvas, CanvasHead, Partner
from welvaartcanvas.domain.history import Difference, Entry, thing_change
from welvaartcanvas.domain.variant import Snapshot
from welvaartcanvas.tui.moments import Moment
from welvaartcanvas.workspace import Workspace

#: So many steps are read at a time.
PAGE = 100


class PastSteps:
    """What was read of the timeline of the canvas ``canvas_id``, and what of it is shown.

    :attr:`who` and :attr:`block` narrow what is shown to a person or a block; empty, they don't.
    """

    def __init__(self, workspace: Workspace, canvas_id: str) -> None:
        self._history = workspace.history
        self._canvas_id = canvas_id
        self.all: list[Entry] = []
        self.complete = False
        """Whether :attr:`all` goes back to the beginning."""
        self.snapshots: list[tuple[Snapshot, Moment]] = []
        self.who = self.block = ""

    def reload(self) -> None:
        """Read anew, as far back as was read."""
        oldest = self._oldest
        self.snapshots = [
            (snapshot, self._moment(snapshot))
            for snapshot in self._history.snapshots(self._canvas_id)
        ]
        self.all, self.complete = [], False
        self.read_on(oldest)

    def _moment(self, snapshot: Snapshot) -> Moment:
        at = self._history.moment(snapshot.step) or snapshot.created_at
        return Moment(snapshot.step, at, snapshot.name)

    def read_on(self, down_to: int | None = None) -> None:
        """Read until the step ``down_to`` is read and there is half a page more to show."""
        enough = len(self.shown) + PAGE // 2
        while not self.complete:
            page = self._history.timeline(self._canvas_id, limit=PAGE, before_step=self._oldest)
            self.all += page
            self.complete = len(page) < PAGE
            if (down_to is None or self.all[-1].step <= down_to) and len(self.shown) >= enough:
                return

    def read_all(self) -> None:
        """Read to the beginning."""
        while not self.complete:
            self.read_on(0)

    @property
    def _oldest(self) -> int | None:
        return self.all[-1].step if self.all else None

    @property
    def shown(self) -> list[Entry]:
        """The steps that were asked for, the newest first.

        Those that took a snapshot are not among them: the snapshot itself stands in the list.
        """
        standing = {snapshot.id for snapshot, _moment in self.snapshots}
        return [
            entry
            for entry in self.all
            if self.who in ("", entry.who)
            and (not self.block or self.block in _blocks(entry))
            and not all(c.before is None and c.entity_id in standing for c in entry.changes)
        ]

    @property
    def people(self) -> list[str]:
        """Who did something of what was read, by name."""
        return sorted({entry.who for entry in self.all}, key=str.casefold)

    def difference(self, entry: Entry, canvas: Canvas) -> Difference:
        """What a step changed; ``canvas`` is as it is now.

        Its two canvases are for names alone, and know partners who are gone.
        """
        changes = tuple(thing_change(change) for change in entry.changes)
        if any(_moved_away(change.before, change.after) for change in entry.changes):
            around = self._history.difference(self._canvas_id, entry.step - 1, entry.step)
            return Difference(around.before, around.after, changes)
        known = {
            thing.id: thing
            for each in self.all
            for change in each.changes
            for thing in (change.before, change.after)
            if isinstance(thing, Partner)
        }
        known |= {partner.id: partner for partner in canvas.partners}
        around_it = canvas.model_copy(update={"partners": tuple(known.values())})
        return Difference(around_it, around_it, changes)


def _blocks(entry: Entry) -> set[str]:
    """The blocks in which a step changed something, those that things left included."""
    things = (thing for change in entry.changes for thing in (change.before, change.after))
    return {block for thing in things if (block := getattr(thing, "block", None))}


def _moved_away(before: object, after: object) -> bool:
    """Whether the canvas went to another region: then there are two to name."""
    if isinstance(before, CanvasHead) and isinstance(after, CanvasHead):
        return before.region_id != after.region_id
    return False
