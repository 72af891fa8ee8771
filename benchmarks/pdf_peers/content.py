"""What a report says, and roughly how it looks: what every peer is given to set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import fontpkg_atkinson_hyperlegible


class Heading(NamedTuple):
    """A heading below that of the section; ``level`` is 2 or 3."""

    level: int
    text: str


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Bullets(NamedTuple):
    """A list; each item has a text and a line of details below it, which may be empty."""

    items: tuple[tuple[str, str], ...]


class Facts(NamedTuple):
    """A list of labels with what they name."""

    items: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A table with one header row; the first cell of each row is its header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Columns(NamedTuple):
    """Parts beside one another."""

    columns: tuple[tuple[Heading | Text | Bullets, ...], ...]


class Chart(NamedTuple):
    """The ratings as dots on a scale from 0 to 5, a row a block; the words say the same.

    Each picture of our report is drawn so by the peers, which is less than what ours draws.
    """

    words: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


Part = Heading | Text | Bullets | Facts | Table | Columns | Chart


class Section(NamedTuple):
    """A section that the contents name; the number, if it has one, is part of the title."""

    title: str
    parts: tuple[Part, ...]


class Content(NamedTuple):
    """A document: a title page, the contents, which each peer makes itself, and sections.

    ``running`` stands above every page but the first: at its left and at its right.
    ``day`` stands below, with the number of the page and of all pages.
    """

    title: str
    language: str
    author: str
    running: tuple[str, str]
    day: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    contents: str
    sections: tuple[Section, ...]


#: The folder of the fonts that all use.
FONTS = Path(fontpkg_atkinson_hyperlegible.ROOT) / "files"
#: Edges of the page in points, as our report has them.
MARGIN, TOP, BOTTOM = 56.0, 80.0, 72.0
#: The colours of the perspectives, of text that is less important, and of rules.
COLOURS, SOFT, RULE = ("#B45309", "#1D4ED8", "#047857"), "#4A5A63", "#CBD5D8"


def said(content: Content) -> str:
    """Every text of ``content``, the words of charts excepted, which nobody prints."""
    return "\n".join(_texts(content._replace(running=("", ""), day="", language="")))


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple) and not isinstance(thing, Chart):
        for part in thing:
            yield from _texts(part)
