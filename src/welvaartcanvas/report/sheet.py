"""A4 pages with a running header and footer, and the parts that every section is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _, date_text
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.flow import Flow, Frame
from welvaartcanvas.report.pdf.layout import Drawing, Lead, Piece, paragraph, stacked, together
from welvaartcanvas.report.pdf.marks import mark, sign
from welvaartcanvas.report.pdf.page import Anchor, Owner, Page
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Line, Look, Span, cut, measure, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.view import HIGHEST, CanvasView
from welvaartcanvas.wording import Finding, finding_name

WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 56.0
FRAME = Frame(x=MARGIN, top=80.0, width=WIDTH - 2 * MARGIN, bottom=HEIGHT - 72.0)

_HEADINGS = {Role.H1: style.H1, Role.H2: style.H3, Role.H3: style.STRONG}
_LEVELS = {Role.H1: 0, Role.H2: 1, Role.H3: 2}


@dataclass(slots=True)
class Section:
    """A section that the contents name before it is made.

    ``language`` is that of its title where it is not the report's.
    """

    title: str
    number: int | None = None
    anchor: Anchor = field(default_factory=Anchor)
    language: str = ""


class Sheet:
    """The flow of a report over A4 pages."""

    def __init__(self, document: Document, view: CanvasView) -> None:
        self.document = document
        self.view = view
        self.flow = Flow(FRAME, lambda: document.page(WIDTH, HEIGHT))
        document.later(self._running)

    def start(self, section: Section, *, least: float | None = None, role: Role = Role.H1) -> Node:
        """A new section with its heading and bookmark; the answer is its node.

        It starts on a new page, or with ``least`` only if less than that is left (points).
        With ``role`` H2 or H3 it is part of what stands before it, in the bookmarks too.
        """
        self.flow.break_page(least)
        node = self.document.root.add(Role.SECTION)
        number = section.number
        title = section.title if number is None else f"{number}  {section.title}"
        heading = node.add(role, language=section.language)
        lead = number_lead(number, heading) if number is not None else None
        self.flow.add(
            paragraph(
                heading,
                [Span(section.title, style.H1)],
                FRAME.width,
                space=5 * style.UNIT,
                lead=lead,
                anchor=section.anchor,
                together=True,
                keep=True,
            )
        )
        self.document.bookmark(title, _LEVELS[role], section.anchor)
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
                FRAME.width,
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
        self.flow.add(paragraph(owner, spans, FRAME.width, space=space, keep=keep))

    def table(self, parent: Node, table: Table, *, space: float = 8.0) -> None:
        """A table, whole if it takes less than half a page."""
        pieces = table.pieces(parent, FRAME.width, space)
        self.flow.add(together(pieces) if stacked(pieces) < FRAME.height / 2 else pieces)

    def _running(self) -> None:
        """The running header and footer of every page but the first."""
        total = len(self.document.pages)
        canvas = self.view.canvas
        room = FRAME.width - 200
        title = cut(canvas.title, style.RUNNING, room)
        region = cut(canvas.region.name, style.RUNNING, 180)
        day = date_text(self.view.day)
        again = [*_edge(40, title, region), *_edge(HEIGHT - 52, left=day)]
        for page in self.document.pages[1:]:
            number = _("page {page} of {total}").format(page=page.number + 1, total=total)
            for x, y, line in [*again, *_edge(HEIGHT - 52, right=number)]:
                page.text(Artifact.PAGINATION, x, y, line)
            page.stroke(Artifact.PAGINATION, [(MARGIN, 57.0), (WIDTH - MARGIN, 57.0)], style.RULE)


def _edge(y: float, left: str = "", right: str = "") -> Iterator[tuple[float, float, Line]]:
    """The lines at the edge of a page, each with its place."""
    for text, align in ((left, 0.0), (right, 1.0)):
        for line in wrap([Span(text, style.RUNNING)], FRAME.width):
            yield MARGIN + align * (FRAME.width - line.width), y + line.baseline, line


def perspective_lead(
    view: CanvasView, perspective: Perspective, *, size: float = 8.0, width: float = 18.0
) -> Lead:
    """The mark of a perspective before its name."""
    colour = view.colour(perspective)

    def draw(page: Page, x: float, middle: float) -> None:
        centre = (x + size * 0.7, middle)
        mark(page, Artifact.LAYOUT, perspective.shape, centre, size=size, colour=colour)

    return Lead(width, draw)


def number_lead(number: int, owner: Owner, size: float = 28.0) -> Lead:
    """The number of a block in a square, before its title."""
    look = style.NUMBER.scaled(size / 28)

    def draw(page: Page, x: float, middle: float) -> None:
        square = Area(x, middle - size / 2, size, size)
        page.rectangle(Artifact.LAYOUT, square, fill=style.ACCENT, radius=size / 7)
        line = wrap([Span(str(number), look)], size, followed=True)[0]
        left = x + (size - line.width) / 2
        page.text(owner, left, middle - look.leading / 2 + look.baseline, line)

    return Lead(size * 1.4, draw)


def score_lead(score: int, colour: Colour) -> Lead:
    """A score as filled discs, before what it means."""

    discs = Discs(HIGHEST, colour, style.RING)

    def draw(page: Page, x: float, middle: float) -> None:
        discs.draw(page, Artifact.LAYOUT, x, middle, score)

    return Lead(discs.width + 9, draw)


def block_cell(view: CanvasView, block: Block, *, rows: int = 1) -> Cell:
    """The number and title of a block as the header of ``rows`` rows of a table."""
    number = Span(f"{block.number}  ", style.SMALL_STRONG)
    title = Span(view.text(block.title), style.SMALL_STRONG)
    return Cell.of(title, rows=rows, language=view.foreign(block.title), number=number)


def dash_lead() -> Lead:
    """A dash before an item of a list."""

    def draw(page: Page, x: float, middle: float) -> None:
        page.stroke(Artifact.LAYOUT, [(x + 1, middle), (x + 7, middle)], style.SOFT, 1)

    return Lead(14.0, draw)


def finding_lead(finding: Finding, size: float = 12.0) -> Lead:
    """The sign of a finding before its name."""
    signed = style.FINDINGS[finding]

    def draw(page: Page, x: float, middle: float) -> None:
        centre = (x + size / 2, middle)
        sign(page, Artifact.LAYOUT, signed.sign, centre, size=size, ground=signed.colour)

    return Lead(size + 5.0, draw)


def finding_span(finding: Finding, look: Look) -> Span:
    """The name of a finding in its colour."""
    colour = style.FINDINGS[finding].colour
    return Span(finding_name(finding), Look(look.size, look.leading, look.face, colour))


def findings_piece(
    parent: Node,
    findings: Sequence[Finding],
    width: float,
    *,
    space: float = 8.0,
    look: Look = style.SMALL_STRONG,
) -> list[Piece]:
    """The findings of a block beside one another, as many on a line as fit."""
    if not findings:
        return []
    node = parent.add(Role.PARAGRAPH)
    rows: list[list[tuple[float, Finding]]] = [[]]
    x = 0.0
    for finding in findings:
        lead = finding_lead(finding)
        needs = lead.width + measure(finding_name(finding), look)
        if rows[-1] and x + needs > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, finding))
        x += needs + 16

    def painter(row: Sequence[tuple[float, Finding]]) -> Callable[[Page, float, float], None]:
        def paint(page: Page, left: float, y: float) -> None:
            for x, finding in row:
                lead = finding_lead(finding)
                lead.draw(page, left + x, y + 8)
                line = wrap([finding_span(finding, look)], width, followed=True)[0]
                top = y + 8 - look.leading / 2
                page.text(node, left + x + lead.width, top + look.baseline, line)

        return paint

    return [
        Drawing(16, space if i == 0 else 0, True, paint=painter(row)) for i, row in enumerate(rows)
    ]


def items(
    parent: Node,
    entries: Sequence[tuple[Sequence[Span], Sequence[Span]]],
    width: float,
    *,
    lead: Callable[[], Lead],
    x: float = 0.0,
    space: float = 8.0,
    language: str = "",
    details_language: str = "",
    whole: float = 0.0,
) -> list[Piece]:
    """A list. An entry is its text and a line of details below it, which may be empty.

    An entry of at most ``whole`` points goes to the next page as a whole.
    ``language`` and ``details_language`` are those of the two where not the report's.
    """
    if not entries:
        return []
    pieces: list[Piece] = []
    node = parent.add(Role.LIST)
    for spans, details in entries:
        body = node.add(Role.ITEM).add(Role.BODY)
        first = lead()
        entry = paragraph(
            body.add(Role.PARAGRAPH, language=language),
            spans,
            width,
            x=x,
            space=space,
            lead=first,
            keep=bool(details),
        )
        if details:
            entry += paragraph(
                body.add(Role.PARAGRAPH, language=details_language),
                details,
                width - first.width,
                x=x + first.width,
                space=1,
            )
        pieces += together(entry) if stacked(entry) <= whole else entry
    return pieces
