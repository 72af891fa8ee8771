"""The desktop around the program: where documents go, and opening what was made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from welvaartcanvas.errors import OutputError, system_reason

#: How long the desktop may take to say that it can't open something, in seconds.
_PATIENCE = 10


def documents_folder() -> Path:
    """The user's folder for documents where there is one, else the current folder."""
    from platformdirs import user_documents_path

    home = Path.home()
    for folder in (user_documents_path(), home / "Documenten", home / "Documents"):
        if folder.is_dir():
            return folder
    return Path.cwd()


def has_desktop(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a screen to open a file on: over ssh there seldom is."""
    if platform == "win32":
        return True
    if platform == "darwin":
        return "SSH_CONNECTION" not in environment
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_on_desktop(path: Path) -> None:
    """Open a file or folder with the program that the desktop has for it.

    It may take seconds, so a face calls it from a thread. Raises :class:`OutputError`,
    naming ``path``, when nothing can open it.
    """
    if not has_desktop():
        raise OutputError("there is no desktop here to open {file} on; it is there", file=path)
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 (the user asks for it, and the file is our own)
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        done = subprocess.run(  # noqa: S603
            [opener, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return  # some openers stay as long as the program that they started
    except OSError as error:
        raise OutputError(
            "{file} can't be opened ({reason}); it is there", file=path, reason=system_reason(error)
        ) from error
    if done.returncode:
        raise OutputError(
            "{file} can't be opened: no program for it was found; it is there", file=path
        )
