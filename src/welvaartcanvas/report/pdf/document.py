"""A document: pages, one logical tree, bookmarks and links. :mod:`.writer` makes a file of it.

The parts of the layer, from what is set to what is written:

- :mod:`.fonts`, :mod:`.text`: which face draws which character; text broken into lines
- :mod:`.tree`: what everything means, in reading order
- :mod:`.page`: ink on a page, always owned by a node of the tree or marked as artifact
- :mod:`.layout`, :mod:`.tables`, :mod:`.flow`: pieces, tables, and how they fill pages
- :mod:`.marks`, :mod:`.hatching`, :mod:`.charts`, :mod:`.areas`: vector marks, charts and maps
- :mod:`.forms`: fields that are filled in
- :mod:`.embedding`, :mod:`.widgets`, :mod:`.pieces`, :mod:`.writer`: the objects of the file
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from welvaartcanvas.report.pdf.embedding import EmbeddedFont
from welvaartcanvas.report.pdf.fonts import Font
from welvaartcanvas.report.pdf.page import Anchor, Page
from welvaartcanvas.report.pdf.tree import Node, Role


class Metadata(NamedTuple):
    """What the file says about itself. ``language`` is a BCP 47 tag, ``day`` its date."""

    title: str
    author: str
    subject: str
    creator: str
    language: str
    day: date


class Bookmark(NamedTuple):
    """An entry of the outline: ``level`` 0 is the highest, and none is skipped."""

    title: str
    level: int
    target: Anchor


class Attachment(NamedTuple):
    """A file within the file: what the document was made from."""

    name: str
    media_type: str
    content: bytes
    description: str


class Private(NamedTuple):
    """What an application keeps in the file for itself, under its name (ISO 32000-1, 14.5)."""

    application: str
    entries: Mapping[str, str | int]


class Document:
    """Pages that are filled in any order, and the tree that says what is on them."""

    def __init__(self, metadata: Metadata) -> None:
        self.metadata = metadata
        self.root = Node(Role.DOCUMENT)
        self.pages: list[Page] = []
        self.bookmarks: list[Bookmark] = []
        self.attachments: list[Attachment] = []
        #: With it every page tells where nodes with a target stand.
        self.private: Private | None = None
        self._fonts: dict[str, EmbeddedFont] = {}
        self._later: list[Callable[[], None]] = []

    def page(self, width: float, height: float) -> Page:
        """A new last page of that size (points)."""
        page = Page(len(self.pages), width, height, self._font)
        self.pages.append(page)
        return page

    def drawing(self, width: float, height: float) -> Page:
        """Ink of that size that stands on no page by itself, such as how a field looks."""
        return Page(-1, width, height, self._font)

    def _font(self, font: Font) -> EmbeddedFont:
        embedded = self._fonts.get(font.name)
        if embedded is None:
            embedded = EmbeddedFont(font, f"F{len(self._fonts) + 1}")
            self._fonts[font.name] = embedded
        return embedded

    @property
    def fonts(self) -> tuple[EmbeddedFont, ...]:
        """The fonts that were drawn with, in the order of their first use."""
        return tuple(self._fonts.values())

    def bookmark(self, title: str, level: int, target: Anchor) -> None:
        """Add an entry to the outline."""
        self.bookmarks.append(Bookmark(title, level, target))

    def attach(self, attachment: Attachment) -> None:
        """Let the file carry ``attachment`` as its source."""
        self.attachments.append(attachment)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw what depends on pages that are not made yet, such as a page number."""
        self._later.append(draw)

    def settle(self) -> None:
        """Draw what waited for all pages; :func:`.writer.write` asks for it."""
        for draw in self._later:
            draw()
        self._later.clear()
