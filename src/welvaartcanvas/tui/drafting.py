"""Typing is never lost: what stands in an editor is kept as a draft at every pause."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from textual.message_pump import MessagePump
from textual.timer import Timer

from welvaartcanvas.errors import Fault
from welvaartcanvas.workspace import Workspace
from welvaartcanvas.workspace.drafts import Draft, Edited

#: A pause in typing that is long enough to keep what stands there, in seconds.
PAUSE = 0.3
#: The longest that somebody who never pauses goes without, in seconds.
LONGEST = 1.0


class DraftKey(NamedTuple):
    """Which editor a draft belongs to; ``entity_id`` is empty for something new.

    A region or the head of a canvas needs no more than ``entity`` and ``entity_id``.
    """

    canvas_id: str
    entity: Edited
    block: str
    perspective: str = ""
    entity_id: str = ""


class DraftKeeper:
    """Keeps the fields of one editor, of which ``read`` gives the text now.

    Fields that say what is already saved (``saved``) need no draft, and lose theirs.
    ``refused`` hears of a draft that could not be kept.
    """

    def __init__(
        self,
        workspace: Workspace,
        timers: MessagePump,
        key: DraftKey,
        *,
        read: Callable[[], dict[str, str]],
        refused: Callable[[Fault], None],
        saved: dict[str, str] | None = None,
    ) -> None:
        self._drafts = workspace.drafts
        self._timers = timers
        self._key = key
        self._read = read
        self._refused = refused
        self.saved = saved or {}
        self._timer: Timer | None = None
        self._unkept_since = 0.0
        self._draft: Draft | None = None
        self._told = False

    def find(self) -> Draft | None:
        """What was kept of this editor before, if anything."""
        canvas_id, entity, block, perspective, entity_id = self._key
        self._draft = self._drafts.find(
            canvas_id, entity, block, perspective=perspective, entity_id=entity_id
        )
        return self._draft

    @property
    def unsaved(self) -> bool:
        """Whether the fields say something else than what is saved."""
        return any(
            text.strip() != self.saved.get(name, "").strip() for name, text in self._read().items()
        )

    def touched(self) -> None:
        """Something was typed: keep it at the next pause."""
        now = monotonic()
        if self._timer is None:
            self._unkept_since = now
        else:
            self._timer.stop()
        left = self._unkept_since + LONGEST - now
        if left > 0:
            self._timer = self._timers.set_timer(min(PAUSE, left), self.keep)
        else:  # the machine was busy; and a timer of no time at all never comes
            self.keep()

    def keep(self) -> None:
        """Keep what stands there now; nothing when that is what is saved."""
        self._stop()
        if not self.unsaved:
            self.drop()
            return
        fields = self._read()
        if self._draft is not None and self._draft.fields == fields:
            return
        canvas_id, entity, block, perspective, entity_id = self._key
        try:
            self._draft = self._drafts.keep(
                canvas_id, entity, block, fields, perspective=perspective, entity_id=entity_id
            )
        except Fault as fault:
            if not self._told:  # once: it would come back at every pause
                self._told = True
                self._refused(fault)

    def keep_if_touched(self) -> None:
        """Keep what was typed since the last time, if anything was."""
        if self._timer is not None:
            self.keep()

    def drop(self, *, saved: dict[str, str] | None = None) -> None:
        """The text was saved, or is not wanted: forget it. ``saved`` is what is saved now."""
        self._stop()
        if saved is not None:
            self.saved = saved
        if self._draft is not None:
            self._drafts.drop(self._draft)
            self._draft = None

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
