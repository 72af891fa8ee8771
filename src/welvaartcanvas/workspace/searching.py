"""Searching through everything that was typed, and the municipalities of regions."""

from __future__ import annotations

from welvaartcanvas.store import search
from welvaartcanvas.store.search import FOUND_END, FOUND_START, Found
from welvaartcanvas.workspace.session import Session

__all__ = ["FOUND_END", "FOUND_START", "Found", "Searching"]


class Searching:
    """The search of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """What has every word of ``text``, as starts of words: names first, newest first."""
        return search.find(self._session.database, text, limit)
