"""What a person chose for this computer: language, theme, their name."""

from __future__ import annotations

import getpass
from contextlib import suppress
from typing import Literal

from pydantic import ValidationError

from welvaartcanvas.domain.model import Label, Model
from welvaartcanvas.locations import settings_file


class Settings(Model):
    """The settings; each has a value that works when nobody chose."""

    language: Literal["nl", "en"] | None = None
    theme: str = ""
    name: Label = ""

    @property
    def who(self) -> str:
        """Who makes the changes: the chosen name, else the name of the computer account."""
        if self.name:
            return self.name
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # an account without a name
            return "-"


def load_settings() -> Settings:
    """The kept settings; the standard ones where there are none or they can't be read."""
    with suppress(OSError, ValidationError):
        return Settings.model_validate_json(settings_file().read_bytes())
    return Settings()


def save_settings(settings: Settings) -> None:
    """Keep ``settings``; raises :class:`OutputError` when the file can't be written."""
    from welvaartcanvas.files import write_whole

    write_whole(settings_file(), settings.model_dump_json(indent=2).encode(), force=True)
