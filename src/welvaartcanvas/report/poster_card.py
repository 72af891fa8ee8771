"""One block on a poster: its title, question and findings, and what each perspective says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Contribution
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.layout import (
    Lead,
    Piece,
    TextPiece,
    draw_stack,
    paragraph,
    shares,
    stacked,
)
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Line, Look, Span, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.sheet import findings_piece, number_lead, perspective_lead
from welvaartcanvas.report.view import HIGHEST, CanvasView
from welvaartcanvas.wording import findings_of

PADDING = 9.0
#: The sizes that contributions are tried in, the smallest last.
SIZES = (13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
#: A block has its perspectives beside one another if each has this width: a name fits in it.
_COLUMN = 136.0
_BELOW_HEAD = 6.0
_BETWEEN = 6.0
_BESIDE = 16.0

_TITLE = Look(13, 16, style.STRONG.face, style.INK)
_QUESTION = Look(9, 11.5, style.BODY.face, style.SOFT)
_FINDING = Look(8.5, 12, style.STRONG.face)


class Card:
    """A block in a place of ``width`` points, of any height."""

    def __init__(self, view: CanvasView, block: Block, width: float) -> None:
        self._view, self._block = view, block
        self._width = width - 2 * PADDING
        sides = view.template.perspectives
        self._column = (self._width - _BESIDE * (len(sides) - 1)) / len(sides)
        self._beside = self._column >= _COLUMN
        if not self._beside:
            self._column = self._width
        self._parts = [_Part(view, block, side, self._column) for side in sides]
        self._needs: dict[float, float] = {}
        self._head_height = stacked(self._head(Node(Role.SECTION)))

    def need(self, size: float) -> float:
        """The height in which everything fits in type of ``size`` points."""
        if size not in self._needs:
            self._needs[size] = self._need(size)
        return self._needs[size]

    def _need(self, size: float) -> float:
        heights = [part.height(size) for part in self._parts]
        together = max(heights) if self._beside else sum(heights) + _BETWEEN * (len(heights) - 1)
        return 2 * PADDING + self._head_height + _BELOW_HEAD + together

    def fitting(self, height: float, largest: float) -> float:
        """The largest size in which everything fits in ``height``, or the smallest of all."""
        if self.need(SIZES[-1]) > height + 0.01:
            return SIZES[-1]
        sizes = (size for size in SIZES if size <= largest)
        return next(size for size in sizes if self.need(size) <= height + 0.01)

    def draw(self, page: Page, root: Node, place: Area, size: float) -> None:
        """Draw it on ``page`` as a section at the end of ``root``."""
        node = root.add(Role.SECTION)
        page.rectangle(Artifact.LAYOUT, place, fill=style.GROUND, radius=6)
        x, y, _width, height = place.inset(PADDING)
        top = draw_stack(page, x, y, self._head(node)) + _BELOW_HEAD
        bottom = y + height
        room = bottom - top
        if room < sum(part.least for part in self._parts) and not self._beside:
            count = sum(part.contributions for part in self._parts)
            draw_stack(page, x, top, _more(node, count, SIZES[-1], self._width))
            return
        heights = [part.height(size) for part in self._parts]
        for i, part in enumerate(self._parts):
            if self._beside:
                draw_stack(page, x, top, part.pieces(node, size, room))
                x += self._column + _BESIDE
                continue
            # What one leaves of its share, those after it divide.
            share = shares(heights[i:], bottom - top, _BETWEEN)[0]
            top = draw_stack(page, x, top, part.pieces(node, size, share)) + _BETWEEN

    def _head(self, parent: Node) -> list[Piece]:
        """The number and title, the question, of a few lines each at most, and the findings."""
        heading = parent.add(Role.H2)
        lead = number_lead(self._block.number, heading, 20)
        title = Span(self._view.text(self._block.title), _TITLE)
        question = Span(self._view.text(self._block.question), _QUESTION)
        pieces = _lines(heading, shortened([title], self._width - lead.width, 2), lead)
        asked = parent.add(Role.PARAGRAPH)
        pieces += _lines(asked, shortened([question], self._width, 3), space=6)
        found = findings_of(self._view.profiles[self._block.key])
        return pieces + findings_piece(parent, found, self._width, space=4, look=_FINDING)


class _Part(NamedTuple):
    """What one perspective says about one block, in a column of ``width`` points."""

    view: CanvasView
    block: Block
    side: Perspective
    width: float

    @property
    def _said(self) -> tuple[Contribution, ...]:
        return self.view.canvas.cell(self.block.key, self.side.key)

    @property
    def contributions(self) -> int:
        """The number of contributions."""
        return len(self._said)

    def height(self, size: float) -> float:
        """What all of it takes in type of ``size`` points."""
        look, room = _contribution(size), self.width - self._lead(size).width
        texts = sum(
            sum(line.leading for line in wrap([Span(c.text, look)], room)) + _air(size)
            for c in self._said
        )
        return _head_leading(size) + (texts if self._said else look.leading)

    @property
    def least(self) -> float:
        """The height below which nothing of it can be shown, not even how much there is."""
        return _head_leading(SIZES[-1]) + _contribution(SIZES[-1]).leading + _BETWEEN

    def pieces(self, parent: Node, size: float, room: float) -> list[Piece]:
        """As much of it as fits in ``room``; what does not is counted in a last line."""
        look = _contribution(size)
        pieces = self._head(parent, size)
        if not self._said:
            quiet = style.QUIET._replace(size=size, leading=look.leading)
            none = [Span(_("No contribution yet"), quiet)]
            return [*pieces, *paragraph(parent.add(Role.PARAGRAPH), none, self.width)]
        listed: Node | None = None
        lead = self._lead(size)
        width = self.width - lead.width
        left = room - stacked(pieces) + 0.01
        for i, contribution in enumerate(self._said):
            after = len(self._said) - i - 1
            spans = [Span(contribution.text, look)]
            lines = wrap(spans, width)
            height = sum(line.leading for line in lines) + _air(size)
            # Unless it is the last, a line must stay free for the count of what follows.
            whole = height <= left - (look.leading if after else 0)
            if not whole:
                count = int((left - look.leading - _air(size)) / look.leading)
                lines = shortened(spans, width, count) if count >= (2 if i else 1) else []
            if lines:
                listed = listed or parent.add(Role.LIST)
                owner = listed.add(Role.ITEM).add(Role.BODY)
                pieces += _lines(owner, lines, lead, space=_air(size))
            if not whole:
                return pieces + _more(parent, after + 1, size, self.width)
            left -= height
        return pieces

    def _lead(self, size: float) -> Lead:
        return perspective_lead(self.view, self.side, size=size * 0.5, width=size * 1.1)

    def _head(self, parent: Node, size: float) -> list[Piece]:
        """The mark and name of the perspective, and its rating at the right."""
        look = Look(max(8.5, min(size, 11.0)), _head_leading(size), style.STRONG.face, style.INK)
        discs = Discs(HIGHEST, self.view.colour(self.side), style.RING, 5)
        mark = max(7.0, size * 0.7)
        lead = perspective_lead(self.view, self.side, size=mark, width=mark * 2)
        rating = self.view.canvas.rating(self.block.key, self.side.key)
        score = rating.score if rating else None
        heading = parent.add(Role.H3)
        rated = parent.add(Role.FIGURE, alternative=self._rating_in_words(score))

        def draw(page: Page, x: float, middle: float) -> None:
            lead.draw(page, x, middle)
            left, radius = x + self.width - discs.width, discs.size / 2
            rated.box = Box(page.number, Area(left, middle - radius, discs.width, discs.size))
            discs.draw(page, rated, left, middle, score)

        name = [Span(self.view.name(self.side), look)]
        room = self.width - lead.width - discs.width - 8
        return _lines(heading, shortened(name, room, 1), Lead(lead.width, draw))

    def _rating_in_words(self, score: int | None) -> str:
        if score is None:
            return _("No rating yet")
        return _("rating {n}").format(n=score) + f": {self.view.anchor(score)}"


def _more(parent: Node, count: int, size: float, width: float) -> list[Piece]:
    """How many contributions are left out, and where they are."""
    look = _contribution(size)._replace(face=style.STRONG.face, colour=style.ACCENT)
    more = ngettext("+ {n} more, see the report", "+ {n} more, see the report", count)
    return _lines(
        parent.add(Role.PARAGRAPH), shortened([Span(more.format(n=count), look)], width, 1)
    )


def _contribution(size: float) -> Look:
    return Look(size, size * 1.25, style.BODY.face, style.INK)


def _air(size: float) -> float:
    """The space above a contribution."""
    return size * 0.3


def _head_leading(size: float) -> float:
    return max(13.0, size * 1.5)


def _lines(
    owner: Node, lines: Sequence[Line], lead: Lead | None = None, *, space: float = 0.0
) -> list[Piece]:
    return [
        TextPiece(
            line.leading,
            space if i == 0 else 0.0,
            line=line,
            owner=owner,
            x=lead.width if lead else 0.0,
            lead=lead if i == 0 else None,
        )
        for i, line in enumerate(lines)
    ]
