"""What a person chose for this computer: language, theme, their name, where backups go."""

from __future__ import annotations

import getpass
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from welvaartcanvas.domain.model import NAME_LIMIT, Label, Model
from welvaartcanvas.errors import visible
from welvaartcanvas.locations import backups_place, settings_file

#: How many daily and weekly copies one may keep: ten years of weeks.
COPIES_LIMIT = 520
Copies = Annotated[int, Field(ge=0, le=COPIES_LIMIT)]


@dataclass(frozen=True)
class BackupPlan:
    """Where backups go and how many daily copies stay; without days none are taken.

    ``place`` is ``None`` for a folder beside the workspace.
    """

    place: Path | None = None
    days: int = 7
    weeks: int = 4


class Settings(Model):
    """The settings; each has a value that works when nobody chose."""

    language: Literal["nl", "en"] | None = None
    theme: str = ""
    name: Label = ""
    backup_folder: Label = ""
    backup_days: Copies = BackupPlan.days
    backup_weeks: Copies = BackupPlan.weeks

    @property
    def backups(self) -> BackupPlan:
        """Where backups go and how many stay; the environment goes before the settings."""
        chosen = Path(self.backup_folder) if self.backup_folder else None
        return BackupPlan(backups_place() or chosen, self.backup_days, self.backup_weeks)

    @property
    def who(self) -> str:
        """Who makes the changes: the chosen name, else the name of the computer account."""
        if self.name:
            return self.name
        try:
            # The environment may hold any bytes, and history is shown and searched.
            return visible(getpass.getuser(), NAME_LIMIT)
        except (OSError, KeyError, ImportError):  # an account without a name
            return "-"


def load_settings() -> Settings:
    """The kept settings; the standard value for each that is not there or can't be read."""
    kept = Settings()
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(settings_file().read_bytes())
        for name in Settings.model_fields.keys() & (found if isinstance(found, dict) else {}):
            with suppress(ValidationError):
                kept = Settings.model_validate({**dict(kept), name: found[name]})
    return kept


def save_settings(settings: Settings) -> None:
    """Keep ``settings``; raises :class:`OutputError` when the file can't be written."""
    from welvaartcanvas.files import write_whole

    write_whole(settings_file(), settings.model_dump_json(indent=2).encode(), force=True)
