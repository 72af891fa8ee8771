"""What one perspective says about one block, in a column on a poster."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.parts import perspective_lead
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.extent import Extent
from welvaartcanvas.report.pdf.layout import Lead, Piece, TextPiece, stacked
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Line, Span, measure, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
from welvaartcanvas.report.poster import looks
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.poster.links import more, more_height
from welvaartcanvas.report.poster.looks import SMALLEST
from welvaartcanvas.report.poster.share import ALL, WEIGHED, Share
from welvaartcanvas.report.targets import cell_target, thing_target
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView

#: A contribution that does not fit is begun only if so many lines of it can be shown.
_WORTH = 4
#: Between the name of a perspective and its rating.
_APART = 6.0
#: Where the name of a perspective starts, in times the mark before it.
_TO_NAME = 1.8
#: A name takes at most so many lines.
_NAME_LINES = 2


class Side:
    """A perspective with its contributions to a block."""

    def __init__(self, view: CanvasView, block: Block, perspective: Perspective) -> None:
        self._view, self._block, self._perspective = view, block, perspective
        self._said = view.canvas.cell(block.key, perspective.key)
        self._heights: dict[tuple[float, float], list[float]] = {}
        self._name = Extent(view.name(perspective), looks.name(1).face)

    @property
    def contributions(self) -> int:
        """The number of contributions."""
        return len(self._said)

    @cached_property
    def _extents(self) -> list[Extent]:
        return [Extent(c.text, style.BODY.face) for c in self._said[:WEIGHED]]

    @cached_property
    def widest(self) -> float:
        """The widest word of the contributions, in em."""
        return max((extent.widest for extent in self._extents), default=0.0)

    def head_width(self, size: float) -> float:
        """The least width for the name with its mark and rating, or that there is nothing."""
        head = self._beside_name(size) + self._name_room * looks.name(size).size
        if self._said:
            return head
        return max(head, measure(_("No contribution yet"), looks.nothing_said(size)))

    @cached_property
    def _name_room(self) -> float:
        """The width in which the name takes no more lines than it may, in em."""
        room = self._name.widest
        while self._name.lines(room) > _NAME_LINES:
            room *= 1.05
        return room * 1.001

    def _beside_name(self, size: float) -> float:
        """What the mark before the name and the rating behind it take."""
        return _mark(size) * _TO_NAME + _APART + self._discs(size).width

    def _name_lines(self, width: float, size: float) -> int:
        """The lines of the name; one of them in a width in which it is not whole."""
        room = (width - self._beside_name(size)) / looks.name(size).size
        return int(self._name.lines(room)) if room >= self._name_room else 1

    def text_width(self, size: float) -> float:
        """The width of a column in which no word of a contribution is broken."""
        return _indent(size) + self.widest * size

    def height(self, width: float, size: float, share: Share = ALL) -> float:
        """What it takes in a column of ``width`` points in type of ``size`` points.

        That is what everything takes, or as much as its ``share`` lets it show.
        """
        head = looks.name(size).leading * self._name_lines(width, size)
        if not self._said:
            return head + looks.said(size).leading
        heights = self._texts(width, size)
        whole = heights[-1]
        if share.number < len(heights):
            shown = heights[share.number - 1] if share.number else 0.0
            whole = min(whole, shown + more_height(len(self._said), width))
        return head + min(whole, share.area / width)

    def _texts(self, width: float, size: float) -> list[float]:
        """The height of the first contribution, of the first two, and so on."""
        key = (width, size)
        if key not in self._heights:
            room = (width - _indent(size)) / size
            leading, air = looks.said(size).leading, _air(size)
            heights = (extent.lines(room) * leading + air for extent in self._extents)
            self._heights[key] = list(accumulate(heights))
        return self._heights[key]

    def put(self, behind: Behind) -> None:
        """Let all of it stand behind the poster."""
        behind.side(self._block, self._perspective)

    def least(self, width: float, size: float) -> float:
        """The height below which nothing of it can be shown, not even where it stands."""
        name = looks.name(size).leading * self._name_lines(width, size)
        return name + 2 * looks.pointer(size).leading

    def pieces(
        self, parent: Node, behind: Behind, *, width: float, size: float, room: float
    ) -> list[Piece]:
        """As much of it as fits in ``room``; a last line leads to where all of it stands."""
        look = looks.said(size)
        target = cell_target(self._block.key, self._perspective.key)
        parent = parent.add(Role.SECTION, target=target)
        pieces = self._head(parent, behind, width, size)
        if not self._said:
            nothing = [Span(_("No contribution yet"), looks.nothing_said(size))]
            return pieces + line_pieces(
                parent.add(Role.PARAGRAPH), shortened(nothing, width, 1), width
            )
        lead = perspective_lead(self._view, self._perspective, size=size * 0.5, width=_indent(size))
        listed: Node | None = None
        left = room - stacked(pieces) + 0.01
        total = len(self._said)
        below = more_height(total, width)
        for i, contribution in enumerate(self._said):
            spans = [Span(contribution.text, look)]
            lines = wrap(spans, width - lead.width)
            height = sum(line.leading for line in lines) + _air(size)
            # Unless it is the last, room must stay for the line that leads to the others.
            whole = height <= left - (below if i < total - 1 else 0.0)
            if not whole:
                count = int((left - below - _air(size)) / look.leading)
                begun = count >= (_WORTH if i else 1)
                lines = shortened(spans, width - lead.width, count) if begun else []
            if lines:
                listed = listed or parent.add(Role.LIST, language=self._view.typed)
                item = listed.add(Role.ITEM, target=thing_target(contribution))
                pieces += line_pieces(item.add(Role.BODY), lines, width, lead, space=_air(size))
            if not whole:
                rest = behind.side(self._block, self._perspective)
                after = total - i - (1 if lines else 0)
                return [*pieces, more(behind.document, parent, rest, after, width)]
            left -= height
        return pieces

    def _head(self, parent: Node, behind: Behind, width: float, size: float) -> list[Piece]:
        """The mark and name of the perspective, and its rating at the right."""
        leading, count = looks.name(size).leading, self._name_lines(width, size)
        if self.head_width(size) > width:
            size = SMALLEST
        look, discs = looks.name(size)._replace(leading=leading), self._discs(size)
        mark = _mark(size)
        lead = perspective_lead(self._view, self._perspective, size=mark, width=mark * _TO_NAME)
        rating = self._view.canvas.rating(self._block.key, self._perspective.key)
        score = rating.score if rating else None
        foreign = self._view.foreign(self._perspective.name)
        heading = parent.add(Role.H3, language=foreign)
        rated = parent.add(
            Role.FIGURE,
            alternative=self._rating_in_words(score),
            target=thing_target(rating) if rating else "",
        )

        def draw(page: Page, x: float, middle: float) -> None:
            lead.draw(page, x, middle)
            left, radius = x + width - discs.width, discs.size / 2
            rated.box = Box(page.number, Area(left, middle - radius, discs.width, discs.size))
            discs.draw(page, rated, left, middle, score)

        name = self._view.name(self._perspective)
        room = width - lead.width - discs.width - _APART
        lines = shortened([Span(name, look)], room, count)
        if len(wrap([Span(name, look)], room)) > count:
            behind.names()
        return line_pieces(heading, lines, width, Lead(lead.width, draw))

    def _discs(self, size: float) -> Discs:
        return Discs(HIGHEST, self._view.colour(self._perspective), style.RING, 2 + size * 0.28)

    def _rating_in_words(self, score: int | None) -> str:
        if score is None:
            return _("No rating yet")
        return _("rating {n}").format(n=score) + f": {self._view.anchor(score)}"


def line_pieces(
    owner: Node,
    lines: Sequence[Line],
    width: float,
    lead: Lead | None = None,
    *,
    space: float = 0.0,
) -> list[Piece]:
    """``lines`` as pieces, the first with ``lead`` before it and ``space`` above it.

    They have a column of ``width`` points for themselves.
    """
    return [
        TextPiece(
            line.leading,
            space if i == 0 else 0.0,
            line=line,
            owner=owner,
            x=lead.width if lead else 0.0,
            lead=lead if i == 0 else None,
            room=(0.0, width),
        )
        for i, line in enumerate(lines)
    ]


def _mark(size: float) -> float:
    """The size of the mark before the name of a perspective."""
    return max(6.5, size * 0.72)


def _indent(size: float) -> float:
    """The room for the mark before a contribution."""
    return size * 1.1


def _air(size: float) -> float:
    """The space above a contribution."""
    return size * 0.25
