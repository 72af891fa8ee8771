"""The logical tree of a document: what everything that is drawn means, in reading order.

The order of the nodes is the order of reading; it need not be the order of drawing.
Roles are the standard structure types of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a node is."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    HEAD_ROWS = "THead"
    BODY_ROWS = "TBody"
    ROW = "TR"
    HEADER = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    LINK = "Link"
    FORM = "Form"


class Scope(StrEnum):
    """What a header cell is the header of."""

    ROW = "Row"
    COLUMN = "Column"


class Artifact(Enum):
    """What is drawn but not read: it has no place in the tree. The values are what begins it."""

    LAYOUT = "/Artifact <</Type /Layout>> BDC"
    PAGINATION = "/Artifact <</Type /Pagination>> BDC"
    #: What stands in a form field: a reader puts what is filled in in its place (12.7.3.3).
    VARIABLE = "/Tx BMC"


class Marked(NamedTuple):
    """A sequence of marked content: its page, counted from 0, and its id on that page."""

    page: int
    id: int


class Annotated(NamedTuple):
    """An annotation that belongs to a node: its page and its place among those of the page."""

    page: int
    place: int


class Area(NamedTuple):
    """A rectangle, in points from the top left corner of a page."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> Area:
        """The rectangle within this one, ``by`` points from its edges."""
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Box(NamedTuple):
    """A rectangle on a page, which is counted from 0."""

    page: int
    area: Area


@dataclass(slots=True, eq=False)
class Node:
    """A node: what it is, and what it holds in reading order.

    ``alternative`` says in words what a figure shows, and ``box`` is where it stands.
    ``language`` (BCP 47) is given where it differs from that of what the node stands in.
    A header or cell takes ``columns`` columns and ``rows`` rows of its table. ``target`` is what
    the application calls that which it tells of: where it stands is kept with its page.
    """

    role: Role
    alternative: str = ""
    scope: Scope | None = None
    box: Box | None = None
    language: str = ""
    columns: int = 1
    rows: int = 1
    target: str = ""
    kids: list[Node | Marked | Annotated] = field(default_factory=list)

    def add(
        self,
        role: Role,
        *,
        alternative: str = "",
        scope: Scope | None = None,
        language: str = "",
        columns: int = 1,
        rows: int = 1,
        target: str = "",
    ) -> Node:
        """A new node at the end of this one."""
        node = Node(role, alternative, scope, None, language, columns, rows, target)
        self.kids.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]
