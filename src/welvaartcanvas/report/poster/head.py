"""The head of a block on a poster: its number and title, its question, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.template import Block
from welvaartcanvas.report.parts import finding_lead, finding_span, number_lead
from welvaartcanvas.report.pdf.extent import Extent
from welvaartcanvas.report.pdf.page import Page, Point
from welvaartcanvas.report.pdf.text import Line, Look, Span, measure, shortened, wrap
from welvaartcanvas.report.pdf.tree import Area, Node, Role
from welvaartcanvas.report.poster import looks
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import Finding, finding_name

#: A title takes at most so many lines, and a question so many.
_TITLE_LINES, _QUESTION_LINES = 3, 5
_AIR = 3.0
#: Between findings, and between them and the title.
_APART = 12.0
#: Where the title starts, in times the number before it; no number is smaller than this.
_INDENT = 1.4
_LEAST_NUMBER = 12.0


class Head:
    """The head of ``block``, in any width."""

    def __init__(self, view: CanvasView, block: Block) -> None:
        self._block = block
        self._languages = view.foreign(block.title), view.foreign(block.question)
        self._title = view.text(block.title)
        self._question = view.text(block.question)
        self._findings = view.told[block.key]
        self._title_extent = Extent(self._title, looks.title(1).face)
        self._question_extent = Extent(self._question, looks.question(1).face)

    def height(self, width: float, size: float) -> float:
        """What it takes in ``width`` points, when contributions are ``size`` points."""
        title, question = looks.title(size), looks.question(size)
        room = width - _number(size) * _INDENT
        titles = min(self._title_extent.lines(room / title.size), _TITLE_LINES)
        questions = min(self._question_extent.lines(width / question.size), _QUESTION_LINES)
        height = max(titles * title.leading, _number(size)) + _AIR + questions * question.leading
        rows = self._rows(width, size)
        return height + (_AIR + len(rows) * _row(size) if rows else 0.0)

    def draw(self, page: Page, parent: Node, behind: Behind, area: Area, size: float) -> float:
        """Draw as much of it as ``area`` has room for; the answer is where it ends."""
        x, y, width, height = area
        bottom = y + height
        heading = parent.add(Role.H2, language=self._languages[0])
        look, square = looks.title(size), max(_LEAST_NUMBER, min(_number(size), height))
        lead = number_lead(self._block.number, heading, square)
        lead.draw(page, x, y + square / 2)
        room = width - square * _INDENT
        most = min(_TITLE_LINES, int(height / look.leading)) if room > 3 * look.size else 0
        lines = self._fitting(self._title, look, room, most, behind)
        titles = len(lines) * look.leading
        _lines(page, heading, x + square * _INDENT, y + max(0.0, square - titles) / 2, lines)
        rows = self._rows(width, size)
        middle = y + square / 2
        y += max(titles, square) + _AIR
        look = looks.question(size)
        most = max(0, min(_QUESTION_LINES, int((bottom - y) / look.leading)))
        lines = self._fitting(self._question, look, width, most, behind)
        if lines:
            asked = parent.add(Role.PARAGRAPH, language=self._languages[1])
            y = _lines(page, asked, x, y, lines)
        if not self._findings:
            return y
        listed = parent.add(Role.LIST)
        if not rows:
            left = x + width - self._tags_width(size)
            _tags(page, listed, (left, middle), self._findings, size)
            return y
        y += _AIR
        for row in rows:
            _tags(page, listed, (x, y + _row(size) / 2), row, size)
            y += _row(size)
        return y

    def _fitting(
        self, text: str, look: Look, width: float, count: int, behind: Behind
    ) -> list[Line]:
        """``text`` in at most ``count`` lines; it stands behind the poster if that is too few."""
        lines = wrap([Span(text, look)], width) if width > 0 else []
        if lines and len(lines) <= count:
            return lines
        behind.block(self._block)
        return shortened([Span(text, look)], width, count) if count > 0 else []

    def _tags_width(self, size: float) -> float:
        widths = [_tag_width(finding, size) for finding in self._findings]
        return sum(widths) + _APART * (len(widths) - 1)

    def _rows(self, width: float, size: float) -> list[list[Finding]]:
        """The findings, as many on a line as fit; none if they stand beside the title."""
        title = _number(size) * _INDENT + measure(self._title, looks.title(size))
        if title + _APART + self._tags_width(size) <= width:
            return []
        rows: list[list[Finding]] = []
        left = 0.0
        for finding in self._findings:
            needs = _tag_width(finding, size)
            if not rows or needs > left:
                rows.append([])
                left = width
            rows[-1].append(finding)
            left -= needs + _APART
        return rows


def _tags(page: Page, listed: Node, at: Point, findings: Sequence[Finding], size: float) -> None:
    """Findings with their signs, from ``at`` to the right."""
    (x, middle), look = at, looks.finding(size)
    for finding in findings:
        lead = finding_lead(finding, _sign(size))
        lead.draw(page, x, middle)
        (line,) = wrap([finding_span(finding, look)], float("inf"))
        owner = listed.add(Role.ITEM).add(Role.BODY)
        _lines(page, owner, x + lead.width, middle - line.leading / 2, [line])
        x += _tag_width(finding, size) + _APART


def _lines(page: Page, owner: Node, x: float, y: float, lines: Sequence[Line]) -> float:
    """Draw ``lines`` below one another from ``y``; the answer is where they end."""
    for line in lines:
        page.text(owner, x, y + line.baseline, line)
        y += line.leading
    return y


def _number(size: float) -> float:
    """The side of the square with the number."""
    return looks.title(size).size * 1.5


def _sign(size: float) -> float:
    return looks.finding(size).size * 1.35


def _row(size: float) -> float:
    """The height of a line of findings."""
    return _sign(size) + 3.5


def _tag_width(finding: Finding, size: float) -> float:
    named = measure(finding_name(finding), looks.finding(size))
    return finding_lead(finding, _sign(size)).width + named
