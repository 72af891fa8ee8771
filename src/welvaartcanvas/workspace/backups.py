"""The backups of a workspace: taking them, listing them, putting one back.

Nothing here needs the workspace to be open, for one puts a backup back when that can't be.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from welvaartcanvas.errors import Fault, Problem
from welvaartcanvas.files import write_whole
from welvaartcanvas.locations import state_folder
from welvaartcanvas.settings import BackupPlan
from welvaartcanvas.store import backups as store
from welvaartcanvas.store import restoring
from welvaartcanvas.store.backups import MANUAL, Backup
from welvaartcanvas.store.restoring import Holding, Restored
from welvaartcanvas.workspace.session import utc_now

__all__ = ["Backup", "Backups", "Failure", "Holding", "Restored"]

#: How long commands wait after a try that failed: each of them would take as long in vain.
_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Failure:
    """The last try that failed: when, and why."""

    at: datetime
    problem: Problem


class Backups:
    """The backups of the workspace in ``file``; ``plan`` says where they go and how many stay."""

    def __init__(
        self, file: Path, plan: BackupPlan, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.file = file
        self.plan = plan
        self._clock = clock

    @property
    def folder(self) -> Path:
        """Where they stand."""
        return store.backups_folder(self.file, self.plan.place)

    def all(self) -> list[Backup]:
        """Every backup, the newest first."""
        return store.backups(self.file, self.folder)

    def take(self) -> Backup:
        """Take one now, which stays until somebody throws it away; errors: see the store."""
        return store.take(self.file, self.folder, MANUAL, self._clock())

    def take_daily(self, *, eager: bool = False) -> Fault | None:
        """Take that of today if it is due; what went wrong, the first time on a day.

        Whatever goes wrong keeps nobody from working. It is tried again at the next start;
        without ``eager`` after a while.
        """
        if not self.plan.days:
            return None
        now, before = self._clock(), self.failure()
        if before and not eager and timedelta() <= now - before.at < _PAUSE:
            return None
        plan = self.plan
        try:
            store.take_daily(self.file, self.folder, now, days=plan.days, weeks=plan.weeks)
        except Fault as fault:
            self._remember(now, fault)
            today = now.astimezone().date()
            return None if before and before.at.astimezone().date() == today else fault
        if before:
            with suppress(OSError):
                self._note.unlink()
        return None

    @property
    def _note(self) -> Path:
        mark = hashlib.sha256(os.fsencode(os.path.realpath(self.file))).hexdigest()[:16]
        return state_folder() / f"backup-{mark}.json"

    def _remember(self, now: datetime, fault: Fault) -> None:
        # By their texts: what is shown of a value is one too.
        values = {
            name: {"message": value.message} if isinstance(value, Problem) else str(value)
            for name, value in fault.values.items()
        }
        said = {"at": now.astimezone(UTC).isoformat(), "message": fault.message, "values": values}
        with suppress(Fault):  # then it is told again
            write_whole(self._note, json.dumps(said).encode(), force=True)

    def failure(self) -> Failure | None:
        """The last try, if it failed."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            said = json.loads(self._note.read_bytes())
            values = {
                name: _problem(**value) if isinstance(value, dict) else value
                for name, value in said["values"].items()
            }
            problem = _problem(str(said["message"]), **values)
            return Failure(datetime.fromisoformat(said["at"]), problem)
        return None

    def newest_good(self) -> Backup | None:
        """The newest in which nothing is damaged; this reads them from the newest on."""
        return next((each for each in self.all() if restoring.is_good(each.file)), None)

    def look_into(self, file: Path) -> Holding:
        """What a backup holds; errors: see :func:`welvaartcanvas.store.restoring.look_into`."""
        return restoring.look_into(file)

    def check_source(self, file: Path) -> Holding:
        """What :meth:`restore` would put back; errors are those of it."""
        return restoring.check_source(file)

    def restore(self, source: Path) -> Restored:
        """Put ``source`` in the place of the workspace, after a backup of what that holds.

        See :func:`welvaartcanvas.store.restoring.restore`. Programs that have the workspace
        open see the change.
        """
        return restoring.restore(source, self.file, self.folder, self._clock())


def _problem(message: str, **values: object) -> Problem:
    """A problem of which the text is read from a file, and so not to be collected here."""
    return Problem("", message, values)
