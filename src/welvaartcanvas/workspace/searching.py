"""Searching through everything that was typed, and the municipalities of regions."""

from __future__ import annotations

from welvaartcanvas import registry
from welvaartcanvas.domain.template import Template
from welvaartcanvas.registry.register import words
from welvaartcanvas.store import search
from welvaartcanvas.store.search import FOUND_END, FOUND_START, Found
from welvaartcanvas.workspace.session import Session

__all__ = ["FOUND_END", "FOUND_START", "Found", "Searching", "with_tag_names"]

#: From so many letters on a text may mean a municipality: with fewer, most regions have one.
_LETTERS = 2


class Searching:
    """The search of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """What has every word of ``text``, as starts of words; at most ``limit`` things.

        First what is called so, then the regions with a municipality that is called so,
        then what has the words elsewhere; whole words before starts of words, and then the
        newest first.
        """
        names = _municipalities(text) if len(text.strip()) >= _LETTERS else {}
        return search.find(self._session.database, text, limit, names)


def with_tag_names(found: Found, template: Template, language: str) -> str:
    """The excerpt of ``found`` with themes by their names, and found words marked still.

    What is searched has the tags of a contribution as lines below its text, themes by their key.
    """
    if found.entity != "contribution":
        return found.excerpt
    first, *others = found.excerpt.split("\n")
    return "\n".join([first, *(_tag_named(line, template, language) for line in others)])


def _tag_named(line: str, template: Template, language: str) -> str:
    tag = line.replace(FOUND_START, "").replace(FOUND_END, "")
    name = template.tag_name(tag, language)
    if name == tag:
        return line
    return f"{FOUND_START}{name}{FOUND_END}" if FOUND_START in line else name


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
