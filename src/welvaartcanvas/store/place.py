"""Is an open database still the file that its name stands for?"""

from __future__ import annotations

import os
from pathlib import Path

from welvaartcanvas.errors import StoreError


class Place:
    """Where an open database stands; made when it was just opened.

    A file that is deleted, moved or replaced (by a program that keeps folders alike, for one)
    goes on to exist for whoever has it open. SQLite looks whether that happened only where it
    has no write-ahead log, and would keep what is written in a file that nobody finds back.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._absolute = file.absolute()
        self._opened = self._look()

    def check(self) -> None:
        """Raise :class:`StoreError` where the name stands for another file, or for none."""
        if self._look() != self._opened:
            raise StoreError(
                "{file} is not there any more: it was moved, deleted or replaced; put it back, "
                "or make a backup of what is open here and start again",
                file=self._file,
            )

    def _look(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self._absolute)  # noqa: PTH116 (before every change: no detours)
        except OSError:
            return None
        return status.st_dev, status.st_ino
