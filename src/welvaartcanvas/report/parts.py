"""The small parts that every section is made of: what leads a line, findings, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.colour import Colour
from welvaartcanvas.report.pdf.layout import (
    Drawing,
    Lead,
    Piece,
    Tail,
    paragraph,
    stacked,
    together,
)
from welvaartcanvas.report.pdf.marks import mark, sign
from welvaartcanvas.report.pdf.page import Owner, Page
from welvaartcanvas.report.pdf.tables import Cell
from welvaartcanvas.report.pdf.text import Look, Span, measure, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.targets import block_target
from welvaartcanvas.report.template_view import HIGHEST, TemplateView
from welvaartcanvas.wording import Finding, finding_name


def perspective_lead(
    view: TemplateView, perspective: Perspective, *, size: float = 8.0, width: float = 18.0
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


def block_cell(view: TemplateView, block: Block, *, rows: int = 1) -> Cell:
    """The number and title of a block as the header of ``rows`` rows of a table."""
    number = Span(f"{block.number}  ", style.SMALL_STRONG)
    title = Span(view.text(block.title), style.SMALL_STRONG)
    cell = Cell.of(title, rows=rows, language=view.foreign(block.title), number=number)
    return cell._replace(target=block_target(block.key))


def head_cell(text: str, *, columns: int = 1, rows: int = 1, language: str = "") -> Cell:
    """The header of columns of a table."""
    span = Span(text, style.SMALL_STRONG)
    return Cell.of(span, columns=columns, rows=rows, language=language)


def text_cell(text: str, language: str = "", target: str = "") -> Cell:
    """A cell of a table with a text, or a dash where there is none."""
    cell = Cell.of(Span(text or "–", style.SMALL_INK), language=language if text else "")
    return cell._replace(target=target)


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


def signs_tail(findings: Sequence[Finding], size: float = 10.0) -> Tail | None:
    """The signs of ``findings`` behind a line of a cell, their names in words; ``None`` of none."""
    if not findings:
        return None
    step = size + 2

    def draw(page: Page, owner: Owner, x: float, middle: float) -> None:
        for i, finding in enumerate(findings):
            signed, centre = style.FINDINGS[finding], (x + 4 + i * step + size / 2, middle)
            sign(page, owner, signed.sign, centre, size=size, ground=signed.colour)

    return Tail(4 + step * len(findings), ", ".join(map(finding_name, findings)), draw)


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


def legend(
    parent: Node, entries: Sequence[tuple[Lead, Span]], width: float, space: float
) -> list[Piece]:
    """Marks and signs with their names, as many beside one another as fit in ``width``."""
    if not entries:
        return []
    node = parent.add(Role.PARAGRAPH)
    placed: list[tuple[float, int, Lead, Span]] = []
    x, row = 0.0, 0
    for lead, name in entries:
        needs = lead.width + measure(name.text, name.look)
        if x and x + needs > width:
            x, row = 0.0, row + 1
        placed.append((x, row, lead, name))
        x += needs + 24

    def paint(page: Page, left: float, y: float) -> None:
        for x, row, lead, name in placed:
            top = y + row * 16
            lead.draw(page, left + x, top + 6.5)
            for line in wrap([name], width - lead.width, followed=True)[:1]:
                page.text(node, left + x + lead.width, top + line.baseline, line)

    return [Drawing(16.0 * (row + 1), space, True, paint=paint)]


class Entry(NamedTuple):
    """An entry of a list: its text, a line of details below it, and what it is about."""

    text: Sequence[Span]
    details: Sequence[Span] = ()
    target: str = ""


def items(
    parent: Node,
    entries: Sequence[Entry],
    width: float,
    *,
    lead: Callable[[], Lead],
    x: float = 0.0,
    space: float = 8.0,
    language: str = "",
    details_language: str = "",
    whole: float = 0.0,
) -> list[Piece]:
    """A list. An entry of at most ``whole`` points goes to the next page as a whole.
    ``language`` and ``details_language`` are those of the two where not the report's.
    """
    if not entries:
        return []
    pieces: list[Piece] = []
    node = parent.add(Role.LIST)
    for spans, details, target in entries:
        body = node.add(Role.ITEM, target=target).add(Role.BODY)
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


_Thing = TypeVar("_Thing")


def parted(
    things: Iterable[_Thing], fits: Callable[[Sequence[_Thing]], bool]
) -> Iterator[Sequence[_Thing]]:
    """``things`` in their order, as many together as fit; one that fits nowhere stands alone."""
    things = list(things)
    if fits(things):  # as they nearly always do: all are tried, and not one more every time
        yield things
        return
    together: list[_Thing] = []
    for thing in things:
        if together and not fits([*together, thing]):
            yield together
            together = []
        together.append(thing)
    yield together
