"""One block in the picture of a canvas: its title, its sides with their ratings, its findings."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.report import style
from welvaartcanvas.report.parts import finding_span
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.marks import mark, sign
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Line, Look, Span, measure, widest_word, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import Finding

#: The sizes that the type is tried in, the smallest last.
SIZES = (11.5, 11.0, 10.5, 10.0, 9.5)
_PADDING = 6.0
_TITLE_LINES = 3


class _Form(Enum):
    """How the sides stand in a tile: with their name before or above the discs, or without."""

    BESIDE = auto()
    ABOVE = auto()
    NAMELESS = auto()
    MARKS = auto()


class Tile:
    """A block in a place of ``width`` points, in type of ``size`` points.

    What does not fit is left out: the title becomes its number and a name its mark, and the
    pages of the block tell all of it.
    """

    def __init__(self, view: CanvasView, block: Block, width: float, size: float) -> None:
        self._view, self._block = view, block
        self._width = width - 2 * _PADDING
        self._plain = Look(size, round(size * 1.3, 1), style.SMALL_INK.face, style.INK)
        self._bold = self._plain._replace(face=style.STRONG.face)
        self._indent = size * 1.6
        self._disc = size * 0.53
        self._title = self._titled()
        self._findings = [(finding, self._named(finding)) for finding in view.findings[block.key]]
        self._form, self._named_form = self._fitting_forms()

    @property
    def nameable(self) -> bool:
        """Whether the width has room for the names of sides."""
        return self._named_form in (_Form.BESIDE, _Form.ABOVE)

    def need(self, *, named: bool) -> float:
        """The least height in which everything is shown, also the names of sides if ``named``."""
        return self._height(self._named_form if named else self._form)

    @property
    def whole(self) -> bool:
        """Whether the width leaves nothing out but names of sides."""
        named = all(lines for _finding, lines in self._findings)
        return self._title_fits and named and self._form is not _Form.MARKS

    def draw(self, page: Page, owner: Node, place: Area) -> None:
        """Draw it in ``place``, with the names of the sides by their ratings if they fit."""
        page.rectangle(Artifact.LAYOUT, place, fill=style.GROUND, radius=5)
        x, y, _width, height = place.inset(_PADDING)
        bottom = y + height
        named = self.need(named=True) <= place.height + 0.01
        form = self._named_form if named else self._form
        y = _set(page, owner, x, y, self._title) + self._air
        for side in self._view.template.perspectives:
            if y + self._side_height(form) > bottom + 1:
                return
            self._side(page, owner, side, form, (x, y))
            y += self._side_height(form)
        y += self._air
        for finding, lines in self._findings:
            height = self._plain.leading * max(1, len(lines))
            if y + height > bottom + 1:
                return
            signed = style.FINDINGS[finding]
            centre = (x + self._plain.size / 2, y + self._plain.leading / 2)
            size = self._plain.size * 1.05
            sign(page, owner, signed.sign, centre, size=size, ground=signed.colour)
            _set(page, owner, x + self._sign, y, lines)
            y += height + 1

    @property
    def _air(self) -> float:
        return self._plain.size * 0.5

    @property
    def _sign(self) -> float:
        return self._plain.size * 1.25

    def _titled(self) -> list[Line]:
        """The number with the title, or alone where there is no room for it."""
        number = Span(f"{self._block.number} ", self._bold._replace(colour=style.ACCENT))
        title = Span(self._view.text(self._block.title), self._bold)
        lines = wrap([number, title], self._width)
        self._title_fits = widest_word([title]) <= self._width and len(lines) <= _TITLE_LINES
        return lines if self._title_fits else wrap([number], self._width)

    def _named(self, finding: Finding) -> list[Line]:
        """The name of a finding, or nothing where there is no room for it."""
        name, room = finding_span(finding, self._bold), self._width - self._sign
        return wrap([name], room) if widest_word([name]) <= room else []

    @property
    def _names(self) -> float:
        view = self._view
        return max(measure(view.name(p), self._plain) for p in view.template.perspectives)

    def _fitting_forms(self) -> tuple[_Form, _Form]:
        """The lowest form that fits in the width, and the lowest of those with names."""
        discs = self._discs(style.RING).width
        if self._indent + self._names + self._plain.size * 1.5 + discs <= self._width:
            return _Form.BESIDE, _Form.BESIDE
        if self._indent + discs > self._width:
            return _Form.MARKS, _Form.MARKS
        names = self._indent + self._names <= self._width
        return _Form.NAMELESS, _Form.ABOVE if names else _Form.NAMELESS

    def _side_height(self, form: _Form) -> float:
        if form is _Form.ABOVE:
            return 2 * self._plain.leading + self._air
        return self._plain.leading + 1.5

    def _height(self, form: _Form) -> float:
        findings = sum(
            self._plain.leading * max(1, len(lines)) + 1 for _finding, lines in self._findings
        )
        sides = self._side_height(form) * len(self._view.template.perspectives)
        title = sum(line.leading for line in self._title)
        return 2 * _PADDING + title + 2 * self._air + sides + findings

    def _discs(self, colour: Colour) -> Discs:
        return Discs(HIGHEST, colour, style.RING, self._disc, align=0.0)

    def _side(
        self, page: Page, owner: Node, side: Perspective, form: _Form, at: tuple[float, float]
    ) -> None:
        """The mark, with its name where there is room, and the rating."""
        x, y = at
        look, colour = self._plain, self._view.colour(side)
        centre = (x + self._indent * 0.35, y + look.leading / 2)
        mark(page, owner, side.shape, centre, size=look.size * 0.75, colour=colour)
        if form is _Form.MARKS:
            return
        left = x + self._indent
        if form is not _Form.NAMELESS:
            _set(page, owner, left, y, wrap([Span(self._view.name(side), look)], self._width))
        if form is _Form.ABOVE:
            y += look.leading
        if form is _Form.BESIDE:
            left += self._names + look.size * 1.5
        score = self._view.cell(self._block.key, side.key).score
        self._discs(colour).draw(page, owner, left, y + look.leading / 2, score)


def _set(page: Page, owner: Node, x: float, y: float, lines: Sequence[Line]) -> float:
    """Set ``lines`` from (``x``, ``y``); the answer is where they end."""
    for line in lines:
        page.text(owner, x, y + line.baseline, line)
        y += line.leading
    return y
