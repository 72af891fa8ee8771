"""Pages with a running header and footer, filled section by section, of every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.parts import number_lead
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.layout import paragraph, stacked, together
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.tables import Table
from welvaartcanvas.report.pdf.text import Line, Look, Span, cut, wrap
from welvaartcanvas.report.pdf.tree import Artifact, Node, Role

_HEADINGS = {Role.H1: style.H1, Role.H2: style.H3, Role.H3: style.STRONG}
#: The status below a page, and the room for the number of the page beside it.
_STATUS = style.RUNNING._replace(face=style.STRONG.face)
_PAGES = 90.0
_LEVELS = {Role.H1: 0, Role.H2: 1, Role.H3: 2}


class Paper(NamedTuple):
    """A size of paper with the frame that text stands in, in points.

    ``head`` and ``foot`` are the tops of the lines above and below it, ``rule`` is where the
    rule under the upper one stands, and ``beside`` is the room for what stands at its right.
    """

    width: float
    height: float
    frame: Frame
    head: float
    rule: float
    foot: float
    beside: float


def _paper(width: float, height: float, margin: float, top: float, beside: float) -> Paper:
    frame = Frame(x=margin, top=top, width=width - 2 * margin, bottom=height - top + 8)
    return Paper(width, height, frame, top - 40, top - 23, height - top + 28, beside)


PORTRAIT = _paper(595.28, 841.89, 56.0, 80.0, 180.0)
LANDSCAPE = _paper(841.89, 595.28, 48.0, 64.0, 280.0)


@dataclass(slots=True)
class Section:
    """A section that the contents name before it is made.

    ``language`` is that of its title where it is not the report's, ``target`` what it is about.
    """

    title: str
    number: int | None = None
    anchor: Anchor = field(default_factory=Anchor)
    language: str = ""
    target: str = ""


class Running(NamedTuple):
    """What stands on every page but the first: above the text left and right, and the day.

    A ``status`` stands below the text, before the day.
    """

    title: str
    beside: str
    day: date
    status: str = ""


class Sheet:
    """The flow of a report over pages of ``paper``."""

    def __init__(self, document: Document, paper: Paper, running: Running) -> None:
        self.document = document
        self.paper = paper
        self.frame = paper.frame
        self.flow = Flow(paper.frame, lambda: document.page(paper.width, paper.height))
        self._again = running
        document.later(self._running)

    def start(
        self,
        section: Section,
        *,
        least: float | None = None,
        role: Role = Role.H1,
        level: int | None = None,
        look: Look = style.H1,
    ) -> Node:
        """A new section with its heading and bookmark; the answer is its node.

        It starts on a new page, or with ``least`` only if less than that is left (points).
        With ``role`` H2 or H3 it is part of what stands before it, in the bookmarks too, where
        ``level`` (0 the highest) is that of the role if it is not given.
        """
        self.flow.break_page(least)
        node = self.document.root.add(Role.SECTION, target=section.target)
        number = section.number
        title = section.title if number is None else f"{number}  {section.title}"
        heading = node.add(role, language=section.language)
        lead = number_lead(number, heading) if number is not None else None
        self.flow.add(
            paragraph(
                heading,
                [Span(section.title, look)],
                self.frame.width,
                space=5 * style.UNIT,
                lead=lead,
                anchor=section.anchor,
                together=True,
                keep=True,
            )
        )
        self.document.bookmark(title, _LEVELS[role] if level is None else level, section.anchor)
        return node

    def heading(
        self, parent: Node, role: Role, text: str, *, space: float = 24, language: str = ""
    ) -> None:
        """A heading that stays with what follows it."""
        spans = [Span(text, _HEADINGS[role])]
        self.flow.add(
            paragraph(
                parent.add(role, language=language),
                spans,
                self.frame.width,
                space=space,
                together=True,
                keep=True,
            )
        )

    def text(
        self,
        parent: Node,
        text: str,
        look: Look = style.BODY,
        *,
        space: float = 8.0,
        keep: bool = False,
        language: str = "",
    ) -> None:
        """A paragraph."""
        owner = parent.add(Role.PARAGRAPH, language=language)
        spans = [Span(text, look)]
        self.flow.add(paragraph(owner, spans, self.frame.width, space=space, keep=keep))

    def table(self, parent: Node, table: Table, *, space: float = 8.0) -> None:
        """A table, whole if it takes less than half a page."""
        pieces = table.pieces(parent, self.frame.width, space)
        self.flow.add(together(pieces) if stacked(pieces) < self.frame.height / 2 else pieces)

    def _running(self) -> None:
        """The running header and footer of every page but the first."""
        paper, frame = self.paper, self.frame
        total = len(self.document.pages)
        title = cut(self._again.title, style.RUNNING, frame.width - paper.beside - 20)
        beside = cut(self._again.beside, style.RUNNING, paper.beside)
        below = [date_text(self._again.day)]
        if self._again.status:
            below.insert(0, cut(self._again.status, _STATUS, frame.width - _PAGES))
        again = [*self._edge(paper.head, title, beside)]
        for i, text in enumerate(below):
            look = style.RUNNING if i == len(below) - 1 else _STATUS
            again += self._edge(paper.foot + i * look.leading, left=text, look=look)
        rule = [(frame.x, paper.rule), (frame.x + frame.width, paper.rule)]
        for page in self.document.pages[1:]:
            number = _("page {page} of {total}").format(page=page.number + 1, total=total)
            for x, y, line in [*again, *self._edge(paper.foot, right=number)]:
                page.text(Artifact.PAGINATION, x, y, line)
            page.stroke(Artifact.PAGINATION, rule, style.RULE)

    def _edge(
        self, y: float, left: str = "", right: str = "", look: Look = style.RUNNING
    ) -> Iterator[tuple[float, float, Line]]:
        """The lines at the edge of a page, each with its place."""
        x, width = self.frame.x, self.frame.width
        for text, align in ((left, 0.0), (right, 1.0)):
            for line in wrap([Span(text, look)], width):
                yield x + align * (width - line.width), y + line.baseline, line
