"""Searching through everything that was typed, and the municipalities of regions."""

from __future__ import annotations

from welvaartcanvas import registry
from welvaartcanvas.registry.register import words
from welvaartcanvas.store import search
from welvaartcanvas.store.search import FOUND_END, FOUND_START, Found
from welvaartcanvas.workspace.session import Session

__all__ = ["FOUND_END", "FOUND_START", "Found", "Searching"]

#: From so many letters on a text may mean a municipality: with fewer, most regions have one.
_LETTERS = 2


class Searching:
    """The search of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """What has every word of ``text``, as starts of words; at most ``limit`` things.

        First what is called so, then the regions with a municipality that is called so,
        then what has the words elsewhere; the newest first.
        """
        names = _municipalities(text) if len(text.strip()) >= _LETTERS else {}
        return search.find(self._session.database, text, limit, names)


def _municipalities(text: str) -> dict[str, str]:
    """The names by code of the municipalities that have every word of ``text``.

    The register also finds what has the text inside a word, as Enschede has Ede: one who
    builds a region wants that, one who searches has asked for the starts of words.
    """
    sought = words(text)
    return {
        match.code: match.name
        for match in registry.find(text)
        if match.kind == "municipality"
        and all(any(word.startswith(part) for word in words(match.name)) for part in sought)
    }
