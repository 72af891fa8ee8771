"""Where things are: one function a place. Nothing here makes a folder or reads a file."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The user's own data: the workspace and their templates."""
    from platformdirs import user_data_path  # kept off `--version`

    return user_data_path("welvaartcanvas", appauthor=False)


def database_file() -> Path:
    """The workspace: ``WELVAARTCANVAS_DB``, else a file in the user's data folder."""
    named = os.environ.get("WELVAARTCANVAS_DB")
    return Path(named) if named else data_folder() / "welvaartcanvas.db"


def backups_place() -> Path | None:
    """Where backups go when ``WELVAARTCANVAS_BACKUPS`` says so."""
    named = os.environ.get("WELVAARTCANVAS_BACKUPS")
    return Path(named) if named else None


def settings_file() -> Path:
    """The user's settings: language, theme, name."""
    from platformdirs import user_config_path

    return user_config_path("welvaartcanvas", appauthor=False) / "settings.json"


def state_folder() -> Path:
    """What the program keeps for itself: drafts where the workspace's folder refuses them."""
    from platformdirs import user_state_path

    return user_state_path("welvaartcanvas", appauthor=False)


def user_templates_folder() -> Path:
    """The user's own templates, beside the shipped ones."""
    return data_folder() / "templates"


def canvases_folder() -> Path:
    """The shipped templates (TOML) and, in ``voorbeelden``, the example canvases (JSON)."""
    installed = _PACKAGE / "canvases"  # where the wheel puts them
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "canvases"


def examples_folder() -> Path:
    """The shipped example canvases."""
    return canvases_folder() / "voorbeelden"


def locale_folder() -> Path:
    """The compiled message catalogues."""
    return _PACKAGE / "locale"


def registry_folder() -> Path:
    """The municipality register and the COROP map (CBS/Kadaster, CC BY 4.0)."""
    return _PACKAGE / "registry" / "data"
