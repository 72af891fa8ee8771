"""A workspace: one file with regions and canvases, and everything one can do in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from welvaartcanvas.settings import BackupPlan
from welvaartcanvas.store.database import open_database
from welvaartcanvas.workspace.backups import Backups
from welvaartcanvas.workspace.canvases import Canvases
from welvaartcanvas.workspace.commenting import Comments
from welvaartcanvas.workspace.comparing import Comparing
from welvaartcanvas.workspace.contents import Contents
from welvaartcanvas.workspace.drafts import Drafts
from welvaartcanvas.workspace.history import History
from welvaartcanvas.workspace.importing import Importing
from welvaartcanvas.workspace.persons import Persons
from welvaartcanvas.workspace.regions import Regions
from welvaartcanvas.workspace.reviewing import Reviews
from welvaartcanvas.workspace.searching import Searching
from welvaartcanvas.workspace.session import Session, utc_now
from welvaartcanvas.workspace.settling import Settling
from welvaartcanvas.workspace.templates import Templates
from welvaartcanvas.workspace.upkeep import Upkeep

_PLAN = BackupPlan()


class Workspace:
    """An open workspace. Use it from one thread; what it returns is immutable and may travel.

    Every method raises a :class:`welvaartcanvas.errors.Fault` for what can go wrong, and
    then nothing has changed.
    """

    def __init__(self, session: Session, plan: BackupPlan = _PLAN) -> None:
        self.session = session
        self.file = session.database.file
        self.new = session.database.new
        """Whether the file was made when it was opened: there was none."""
        self.templates = Templates()
        self.regions = Regions(session)
        self.canvases = Canvases(session, self.templates)
        self.contents = Contents(session)
        self.comments = Comments(session, self.contents)
        self.reviews = Reviews(session)
        self.history = History(session)
        self.searching = Searching(session)
        self.comparing = Comparing(session)
        self.importing = Importing(session, self.comments)
        self.settling = Settling(session, self.contents)
        self.upkeep = Upkeep(session)
        self.backups = Backups(self.file, plan, session.clock)
        self.drafts = Drafts(session)
        self.persons = Persons(session, self.drafts, self.backups)

    def version_seen(self) -> int:
        """A number that changes when another program has changed the workspace."""
        return self.session.database.version_seen()

    @property
    def changed(self) -> bool:
        """Whether something was written here since it was opened."""
        return self.session.database.sqlite.total_changes > 0

    def close(self) -> None:
        """Close the file."""
        self.session.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_workspace(
    file: Path,
    who: str,
    clock: Callable[[], datetime] = utc_now,
    plan: BackupPlan = _PLAN,
) -> Workspace:
    """Open the workspace in ``file`` (made when there is none) for the person ``who``.

    ``plan`` is where backups go, such as that before a migration. Raises :class:`StoreError`
    when the file is newer, damaged, locked or no workspace.
    """
    database = open_database(file, clock(), place=plan.place)
    return Workspace(Session(database, who, clock), plan)
