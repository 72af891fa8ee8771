"""Fields that are filled in: what they are, and their place among the pieces of a page.

A field is drawn empty or with a first value; what a reader's reader (a program) makes of it is
in :mod:`.widgets`. A label that is seen is content of its own, which the caller sets beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.layout import Piece
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role


class FieldStyle(NamedTuple):
    """How fields look: what is typed, and their edge, ground and the air within (points).

    ``line`` tells where a field is: its contrast with the ground is :data:`.MARK_CONTRAST` or
    more. ``thickness`` is whole, for PDFium cuts off what is not. What others fill in is drawn
    in the regular face, whatever that of ``look``.
    """

    look: Look
    line: Colour
    ground: Colour
    thickness: int = 1
    padding: float = 4.0


class TextField(NamedTuple):
    """A field for text, of many lines if ``multiline``.

    ``name`` is its full name, of parts with dots between (12.7.3.2), and once in a document.
    ``label`` says in full what is asked, for who can't see what stands around it (ISO 14289-1,
    7.18.4). ``longest`` is how many characters go in at most, or 0 for any number.
    """

    name: str
    label: str
    value: str = ""
    multiline: bool = False
    longest: int = 0


class Option(NamedTuple):
    """What can be chosen: the ``value`` that is kept, and the words that are ``shown`` for it."""

    value: str
    shown: str


class ChoiceField(NamedTuple):
    """A field in which one of ``options`` is chosen; ``value`` is that of one of them.

    ``name`` and ``label`` are as those of :class:`TextField`.
    """

    name: str
    label: str
    options: Sequence[Option]
    value: str = ""


class FieldArea(NamedTuple):
    """A field in its place."""

    box: Box
    field: TextField | ChoiceField
    style: FieldStyle


@dataclass(slots=True)
class FieldPiece(Piece):
    """A field of ``width`` points, ``x`` points from the left; ``owner`` is its form node."""

    asked: TextField | ChoiceField = field(kw_only=True)
    owner: Node = field(kw_only=True)
    style: FieldStyle = field(kw_only=True)
    width: float = field(kw_only=True)
    x: float = 0.0

    def draw(self, page: Page, x: float, y: float) -> None:
        """Put it on the page, over an edge of the page's own.

        That one shows where to write if fields are not printed, or when a program has filled
        them in that draws no edges. It is further in, so that no field looks thick.
        """
        area = Area(x + self.x, y, self.width, self.height)
        edge, line = area.inset(self.style.thickness * 1.5), self.style.line
        page.rectangle(Artifact.LAYOUT, edge, line=line, thickness=self.style.thickness)
        page.field(self.owner, FieldArea(Box(page.number, area), self.asked, self.style))


def field_piece(
    parent: Node,
    asked: TextField | ChoiceField,
    style: FieldStyle,
    width: float,
    *,
    lines: int = 1,
    x: float = 0.0,
    space: float = 0.0,
    glued: bool = False,
) -> FieldPiece:
    """A field with room for ``lines`` lines, the next thing to be read in ``parent``."""
    height = lines * style.look.leading + 2 * style.padding
    owner = parent.add(Role.FORM)
    return FieldPiece(height, space, glued, asked=asked, owner=owner, style=style, width=width, x=x)
