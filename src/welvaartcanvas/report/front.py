"""The first pages of a report: title page, contents, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.i18n import _, date_text, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.layout import (
    Drawing,
    Piece,
    Row,
    RowCell,
    draw_stack,
    paragraph,
    stacked,
)
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Look, Span, cut, wrap
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.report.picture import block_areas
from welvaartcanvas.report.sheet import (
    FRAME,
    MARGIN,
    WIDTH,
    Section,
    Sheet,
    finding_lead,
    finding_span,
    perspective_lead,
    score_lead,
)
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import Finding, cluster_name, position_name

_TITLE_TOP = 168.0


def title_page(sheet: Sheet) -> None:
    """The challenge, the region and the day; then everything that is known of the region."""
    view, canvas = sheet.view, sheet.view.canvas
    node = sheet.document.root.add(Role.SECTION)
    title = style.TITLE
    for size in (34, 28, 23):
        title = style.TITLE.scaled(size / style.TITLE.size)
        if len(wrap([Span(canvas.title, title)], FRAME.width)) <= 4:
            break
    white = Look(title.size, title.leading, title.face, style.PAPER)
    label = Look(12, 18, style.STRONG.face, style.ON_ACCENT)
    region = Look(15, 22, style.BODY.face, style.PAPER)
    over = cut(view.text(view.template.title), label, FRAME.width - 176)
    pieces = [
        *paragraph(node.add(Role.PARAGRAPH), [Span(over, label)], FRAME.width),
        *paragraph(node.add(Role.H1), [Span(canvas.title, white)], FRAME.width, space=8),
        *paragraph(
            node.add(Role.PARAGRAPH), [Span(canvas.region.name, region)], FRAME.width, space=16
        ),
    ]
    height = _TITLE_TOP + stacked(pieces) + 40

    def paint(page: Page, x: float, y: float) -> None:
        page.rectangle(Artifact.LAYOUT, Area(0, 0, WIDTH, height), fill=style.ACCENT)
        _motif(page, view, Area(WIDTH - MARGIN - 160, 56, 160, 72))
        draw_stack(page, x, _TITLE_TOP, pieces)

    sheet.flow.add([Drawing(height - FRAME.top, paint=paint)])
    if canvas.head.description.strip():
        sheet.text(node, canvas.head.description, style.LEAD, space=32)
    _facts(sheet, node)


def _facts(sheet: Sheet, parent: Node) -> None:
    """What is known of the canvas and its region, each with its label."""
    view, region = sheet.view, sheet.view.canvas.region
    count = len(view.municipalities)
    facts = [
        (_("Date"), date_text(view.day)),
        (
            ngettext("{n} municipality", "{n} municipalities", count).format(n=count),
            ", ".join(view.municipalities) or _("none chosen yet"),
        ),
        (_("Type of municipality"), cluster_name(region.cluster) if region.cluster else ""),
        (_("Position"), position_name(region.position) if region.position else ""),
        (_("About the region"), region.note if region.note.strip() else ""),
        (_("Template"), view.text(view.template.title)),
    ]
    node = parent.add(Role.LIST)
    labels = 136.0
    first = True
    for label, text in facts:
        if not text:
            continue
        item = node.add(Role.ITEM)
        name = paragraph(item.add(Role.LABEL), [Span(label, style.SMALL)], labels - 12)
        value = paragraph(item.add(Role.BODY), [Span(text, style.SMALL_INK)], FRAME.width - labels)
        row = Row.of(
            [
                RowCell(0, labels, tuple(name)),
                RowCell(labels, FRAME.width - labels, tuple(value)),
            ],
            6,
            6,
        )
        row.rule, row.space = style.RULE, 32.0 if first else 0.0
        first = False
        sheet.flow.add([row])


def _motif(page: Page, view: CanvasView, area: Area) -> None:
    """The layout of the canvas, small, as an ornament."""
    line = style.ACCENT.mixed(style.PAPER, 0.45)
    for _block, place in block_areas(view, area, 2):
        page.rectangle(Artifact.LAYOUT, place, line=line, thickness=0.8, radius=2)


def contents(sheet: Sheet, sections: Sequence[Section]) -> None:
    """The sections with their page numbers, each a link."""
    own = Section(_("Contents"))
    node = sheet.start(own).add(Role.CONTENTS)
    for section in sections:
        sheet.flow.add(_entry(sheet, node, section))


def _entry(sheet: Sheet, parent: Node, section: Section) -> list[Piece]:
    link = parent.add(Role.CONTENTS_ITEM).add(Role.LINK)
    numbered = section.number is not None
    look = style.BODY
    indent, room = 24.0, FRAME.width - 40.0
    lines = wrap([Span(section.title, look)], room - indent)

    def paint(page: Page, x: float, y: float) -> None:
        if numbered:
            number = wrap([Span(str(section.number), style.STRONG)], indent)[0]
            page.text(link, x, y + number.baseline, number)
        top = y
        for line in lines:
            page.text(link, x + (indent if numbered else 0), top + line.baseline, line)
            top += line.leading
        foot = top - look.leading
        page.stroke(
            Artifact.LAYOUT,
            [(x, top + 4), (x + FRAME.width, top + 4)],
            style.RULE,
        )

        def number_page() -> None:
            line = wrap([Span(str(section.anchor.page + 1), look)], 40)[0]
            left = x + FRAME.width - line.width
            page.text(link, left, foot + line.baseline, line)
            box = Box(page.number, Area(x, y, FRAME.width, top - y))
            page.link(link, box, section.anchor, section.title)

        sheet.document.later(number_page)

    return [Drawing(sum(line.leading for line in lines) + 4, 4, paint=paint)]


def reading_guide(sheet: Sheet, section: Section) -> None:
    """The marks, the scores and what follows from them, in words."""
    view = sheet.view
    node = sheet.start(section, least=480)
    sheet.text(node, view.text(view.template.introduction), style.BODY)
    sheet.heading(node, Role.H2, _("Perspectives"))
    sheet.text(
        node,
        _("Every question is answered from each perspective. Each has its own mark:"),
        keep=True,
    )
    listed = node.add(Role.LIST)
    for perspective in view.template.perspectives:
        sheet.flow.add(
            paragraph(
                listed.add(Role.ITEM).add(Role.BODY),
                [Span(view.name(perspective), style.STRONG)],
                FRAME.width,
                space=4,
                lead=perspective_lead(view, perspective),
            )
        )
    sheet.heading(node, Role.H2, _("Ratings"))
    listed = node.add(Role.LIST)
    for anchor in sorted(view.template.anchors, key=lambda anchor: anchor.score):
        spans = [
            Span(f"{anchor.score}  ", style.STRONG),
            Span(view.text(anchor.text), style.BODY),
        ]
        sheet.flow.add(
            paragraph(
                listed.add(Role.ITEM).add(Role.BODY),
                spans,
                FRAME.width,
                space=3,
                lead=score_lead(anchor.score, style.ACCENT),
            )
        )
    sheet.heading(node, Role.H2, _("What stands out in the ratings"))
    listed = node.add(Role.LIST)
    for finding, meaning in _meanings():
        spans = [finding_span(finding, style.STRONG), Span("  " + meaning, style.BODY)]
        sheet.flow.add(
            paragraph(
                listed.add(Role.ITEM).add(Role.BODY),
                spans,
                FRAME.width,
                space=4,
                lead=finding_lead(finding),
            )
        )


def _meanings() -> list[tuple[Finding, str]]:
    return [
        (
            Finding.STRENGTH,
            _("Every perspective gave a rating, and each gave {score} or more.").format(
                score=STRONG
            ),
        ),
        (
            Finding.ATTENTION,
            _("At least one perspective gave {score} or less.").format(score=WEAK),
        ),
        (
            Finding.DIFFERENCE,
            _("The highest and the lowest rating are {spread} or more apart.").format(spread=APART),
        ),
        (Finding.UNKNOWN, _("Not every perspective gave a rating.")),
    ]
