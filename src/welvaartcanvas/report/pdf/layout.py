"""What is stacked on pages: pieces that are drawn whole, and rows that may be split.

A piece knows its height and draws itself when it is told where. It knows nothing of pages
that end; :mod:`welvaartcanvas.report.pdf.flow` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.page import Anchor, Owner, Page
from welvaartcanvas.report.pdf.text import Line, Span, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role


class Panel(NamedTuple):
    """A ground under some pieces, drawn on every page that they come to stand on.

    It reaches ``padding`` points above and below them; ``bar`` colours its left edge.
    """

    width: float
    padding: float
    fill: Colour
    bar: Colour | None = None

    def draw(self, page: Page, x: float, top: float, bottom: float) -> None:
        """Draw it from ``top`` to ``bottom``."""
        ground = Area(x, top, self.width, bottom - top)
        page.rectangle(Artifact.LAYOUT, ground, fill=self.fill)
        if self.bar:
            page.rectangle(Artifact.LAYOUT, ground._replace(width=3), fill=self.bar)


@dataclass(slots=True)
class Piece:
    """Something of a known height (points) that goes to the next page as a whole.

    ``space`` is left above it unless it is the first of its page; ``glued`` keeps it on
    the page of the piece after it.
    """

    height: float
    space: float = 0.0
    glued: bool = False
    panel: Panel | None = None
    #: What stands above this piece again when it is the first of a page.
    header: tuple[Row, ...] = ()

    @property
    def least(self) -> float:
        """The height below which none of it can be placed."""
        return self.height

    def draw(self, page: Page, x: float, y: float) -> None:
        """Draw it with its top left corner at (``x``, ``y``)."""
        raise NotImplementedError

    def split(self, room: float, *, force: bool = False) -> tuple[Piece, Piece] | None:
        """A piece of at most ``room`` points and the rest of it, or ``None`` if that can't be.

        ``force`` parts also what should stay together: a page is not higher than that.
        """
        return None

    def resumed(self) -> Piece:
        """This piece as it stands when it is the first of a page."""
        return self


class Lead(NamedTuple):
    """What stands before the first line of a paragraph, as a bullet does.

    ``draw`` gets the left edge and the middle of the line; ``width`` includes the gap.
    """

    width: float
    draw: Callable[[Page, float, float], None]


class Tail(NamedTuple):
    """What stands behind a line as a figure of its own, which ``words`` are read for.

    ``draw`` gets its owner, the left edge and the middle of the line; ``width`` includes the gap.
    """

    width: float
    words: str
    draw: Callable[[Page, Owner, float, float], None]


class Link(NamedTuple):
    """Where a text leads to, and what is said of that."""

    target: Anchor
    contents: str


@dataclass(slots=True)
class TextPiece(Piece):
    """One line of text, ``x`` points from the left, belonging to ``owner``.

    With a ``link`` the owner is a node that stands for it. It has ``room`` for itself: from so
    many points from the left, and so wide.
    """

    line: Line = field(kw_only=True)
    owner: Owner = field(kw_only=True)
    x: float = 0.0
    lead: Lead | None = None
    anchor: Anchor | None = None
    link: Link | None = None
    tail: Tail | None = None
    room: tuple[float, float] | None = None

    def draw(self, page: Page, x: float, y: float) -> None:
        """Draw the line, what leads it, and what stands behind it."""
        if self.anchor:
            self.anchor.page, self.anchor.y = page.number, y
        if self.lead:
            self.lead.draw(page, x + self.x - self.lead.width, y + self.line.leading / 2)
        room = (x + self.room[0], self.room[1]) if self.room else None
        page.text(self.owner, x + self.x, y + self.line.baseline, self.line, room)
        if self.link and isinstance(self.owner, Node):
            area = Area(x + self.x, y, self.line.width, self.line.leading)
            page.link(self.owner, Box(page.number, area), *self.link)
        if self.tail:
            self._draw_tail(page, x + self.x + self.line.width, y, self.tail)

    def _draw_tail(self, page: Page, x: float, y: float, tail: Tail) -> None:
        owner = self.owner
        if isinstance(owner, Node):
            owner = owner.add(Role.FIGURE, alternative=tail.words)
            owner.box = Box(page.number, Area(x, y, tail.width, self.line.leading))
        tail.draw(page, owner, x, y + self.line.leading / 2)


@dataclass(slots=True)
class Drawing(Piece):
    """Anything drawn, of a known height. ``paint`` gets the page and the top left corner."""

    paint: Callable[[Page, float, float], None] = field(kw_only=True)

    def draw(self, page: Page, x: float, y: float) -> None:
        """Draw it."""
        self.paint(page, x, y)


def paragraph(
    owner: Owner,
    spans: Sequence[Span],
    width: float,
    *,
    x: float = 0.0,
    space: float = 0.0,
    align: float = 0.0,
    lead: Lead | None = None,
    anchor: Anchor | None = None,
    together: bool = False,
    keep: bool = False,
) -> list[Piece]:
    """``spans`` in lines of ``width`` points from ``x``, ready to be stacked.

    At least two lines of it stay together at the top and bottom of a page, or all with
    ``together``; ``keep`` keeps the end with what follows. ``align`` is 0 for left, 0.5
    for the middle, 1 for right. ``lead`` takes its width from that of the lines.
    """
    indent = lead.width if lead else 0.0
    lines = wrap(spans, width - indent)
    last = len(lines) - 1
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        pieces.append(
            TextPiece(
                line.leading,
                space if i == 0 else 0.0,
                keep if i == last else together or i == 0 or i == last - 1,
                line=line,
                owner=owner,
                x=x + indent + align * (width - indent - line.width),
                lead=lead if i == 0 else None,
                anchor=anchor if i == 0 else None,
                room=(x, width),
            )
        )
    return pieces


def stacked(pieces: Iterable[Piece]) -> float:
    """The height of ``pieces`` on one another, without the space above the first."""
    height, first = 0.0, True
    for piece in pieces:
        height += piece.height + (0.0 if first else piece.space)
        first = False
    return height


def together(pieces: list[Piece]) -> list[Piece]:
    """``pieces``, kept on one page as far as one is high enough."""
    for piece in pieces[:-1]:
        piece.glued = True
    return pieces


def draw_stack(page: Page, x: float, y: float, pieces: Sequence[Piece]) -> float:
    """Draw ``pieces`` below one another from ``y``; the answer is where they end."""
    for i, piece in enumerate(pieces):
        y += piece.space if i else 0.0
        piece.draw(page, x, y)
        y += piece.height
    return y


def shares(needs: Sequence[float], room: float, gap: float = 0.0) -> list[float]:
    """``room`` for parts with ``gap`` between them: who needs less leaves the rest to others."""
    left = room - gap * (len(needs) - 1)
    parts = [0.0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda i: needs[i])
    for done, i in enumerate(waiting):
        parts[i] = min(needs[i], left / (len(waiting) - done))
        left -= parts[i]
    return parts


class RowCell(NamedTuple):
    """Pieces at ``x`` points from the left of their row, on a ground of ``width``."""

    x: float
    width: float
    pieces: tuple[Piece, ...]
    fill: Colour | None = None
    bar: Colour | None = None
    padding: float = 0.0

    def repeated(self) -> RowCell:
        """The same cell as it stands again on a next page: drawn, and not read again."""
        pieces = (
            replace(piece, owner=Artifact.PAGINATION, anchor=None, link=None)
            if isinstance(piece, TextPiece)
            else piece
            for piece in self.pieces
        )
        return self._replace(pieces=tuple(pieces))


@dataclass(slots=True)
class Row(Piece):
    """Cells side by side. A row taller than ``whole`` points may be split over pages.

    Such a row starts only where ``start`` points are free, and leaves ``end`` points or more
    for its last page.
    ``rule`` is the colour of the line below it, and ``ruled`` where that starts and ends,
    if not where the cells do. ``again`` are the cells that name what goes on in this row:
    they are drawn again where a page starts with it. ``going_on`` joins its header on the
    pages that a part of it goes on over.
    """

    cells: tuple[RowCell, ...] = field(kw_only=True)
    above: float = 0.0
    below: float = 0.0
    rule: Colour | None = None
    ruled: tuple[float, float] | None = None
    whole: float = 160.0
    start: float = 0.0
    end: float = 0.0
    again: tuple[RowCell, ...] = ()
    going_on: tuple[Row, ...] = ()

    @classmethod
    def of(cls, cells: Sequence[RowCell], above: float, below: float) -> Row:
        """A row as tall as its tallest cell, ``above`` and ``below`` added."""
        height = max((stacked(cell.pieces) for cell in cells), default=0.0)
        return cls(height + above + below, cells=tuple(cells), above=above, below=below)

    @property
    def least(self) -> float:
        """Rows that are not tall are kept whole; of others a few lines must fit."""
        if self.height <= self.whole:
            return self.height
        starts = [stacked(_first_chunk(cell.pieces)) for cell in self.cells if cell.pieces]
        return max(self.start, max(starts) + self.above + self.below)

    def draw(self, page: Page, x: float, y: float) -> None:
        """Draw the grounds, the cells and the rule below."""
        for cell in self.cells:
            ground = Area(x + cell.x, y, cell.width, self.height)
            if cell.fill:
                page.rectangle(Artifact.LAYOUT, ground, fill=cell.fill)
            if cell.bar:
                page.rectangle(Artifact.LAYOUT, ground._replace(height=3), fill=cell.bar)
        for cell in self.cells:
            draw_stack(page, x + cell.x + cell.padding, y + self.above, cell.pieces)
        if self.rule:
            last = self.cells[-1]
            left, right = self.ruled or (self.cells[0].x, last.x + last.width)
            bottom = y + self.height
            page.stroke(Artifact.LAYOUT, [(x + left, bottom), (x + right, bottom)], self.rule)

    def split(self, room: float, *, force: bool = False) -> tuple[Piece, Piece] | None:
        """As many whole lines of each cell as fit, and the rest.

        The rest joins the header that stands above it again, whose bars it goes on under.
        """
        inner = room - self.above - self.below
        cuts = [_fitting(cell.pieces, inner, force) for cell in self.cells]
        if not any(cuts):
            return None
        first = [
            cell._replace(pieces=cell.pieces[:at])
            for cell, at in zip(self.cells, cuts, strict=True)
        ]
        header = (*self.header, *self.going_on)
        rest = [
            cell._replace(pieces=cell.pieces[at:], bar=None if header else cell.bar)
            for cell, at in zip(self.cells, cuts, strict=True)
        ]
        below = replace(self._like(rest, 0.0), header=header, going_on=())
        if below.height < self.end and not force and room - self.end > min(self.start, self.end):
            return self.split(room - self.end) or (self._like(first, self.space), below)
        return self._like(first, self.space), below

    def _like(self, cells: Sequence[RowCell], space: float) -> Row:
        height = max(stacked(cell.pieces) for cell in cells) + self.above + self.below
        return replace(self, height=height, cells=tuple(cells), space=space)

    def resumed(self) -> Row:
        """The row with the names of what goes on in it, which are not read again."""
        shown = {cell.x for cell in self.cells if cell.pieces}
        names = [cell.repeated() for cell in self.again if cell.x not in shown]
        if not names:
            return self
        named = {cell.x for cell in names}
        cells = [*names, *(cell for cell in self.cells if cell.x not in named)]
        return self._like(sorted(cells, key=lambda cell: cell.x), self.space)

    def repeated(self) -> Row:
        """The same row as it stands again on a next page: drawn, and not read again."""
        return replace(self, cells=tuple(cell.repeated() for cell in self.cells))


def _first_chunk(pieces: Sequence[Piece]) -> Sequence[Piece]:
    for i, piece in enumerate(pieces):
        if not piece.glued:
            return pieces[: i + 1]
    return pieces


def _fitting(pieces: Sequence[Piece], room: float, force: bool) -> int:
    """How many of ``pieces`` fit in ``room`` and may be parted from the rest."""
    height, fits, whole = 0.0, 0, True
    for i, piece in enumerate(pieces):
        height += piece.height + (piece.space if i else 0.0)
        if height > room + 0.01:
            whole = False
            break
        if force or not piece.glued:
            fits = i + 1
    return len(pieces) if whole else fits
