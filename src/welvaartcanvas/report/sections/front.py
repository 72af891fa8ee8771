"""The first pages of a report: title page, contents, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.i18n import _, date_text, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import (
    finding_lead,
    finding_span,
    perspective_lead,
    score_lead,
)
from welvaartcanvas.report.pdf.layout import (
    Piece,
)
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.sections.facts import Fact, fact, fact_list
from welvaartcanvas.report.sections.picture import block_areas
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.title_band import Band, Worded, title_band
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import Finding, cluster_name, position_name, shape_name
from welvaartcanvas.wording.standing import status_facts


def title_page(sheet: CanvasSheet) -> None:
    """The challenge, the region and the day; then everything that is known of the region."""
    view, canvas = sheet.view, sheet.view.canvas
    node = sheet.document.root.add(Role.SECTION)
    title = view.template.title
    band = Band(
        over=Worded(view.text(title), view.foreign(title)),
        title=Worded(canvas.title, view.typed),
        beneath=canvas.region.name,
    )
    title_band(sheet, node, band, partial(motif, view))
    if canvas.head.description.strip():
        sheet.text(node, canvas.head.description, style.LEAD, space=32, language=view.typed)
    _facts(sheet, node)


def _facts(sheet: CanvasSheet, parent: Node) -> None:
    """What is known of the canvas and its region, each with its label."""
    view, region = sheet.view, sheet.view.canvas.region
    count = len(view.municipalities)
    counted = ngettext("{n} municipality", "{n} municipalities", count).format(n=count)
    title = view.template.title
    facts = [
        fact(_("Date"), date_text(view.day)),
        *(fact(label, text) for label, text in status_facts(view.canvas, view.day)),
        fact(counted, ", ".join(view.municipalities) or _("none chosen yet")),
        fact(_("Type of municipality"), cluster_name(region.cluster) if region.cluster else ""),
        fact(_("Position"), position_name(region.position) if region.position else ""),
        fact(_("About the region"), region.note.strip() and region.note, view.typed),
        fact(_("Template"), view.text(title), view.foreign(title)),
    ]
    known = [fact for fact in facts if fact.value]
    sheet.flow.add(fact_list(parent, known, FRAME.width, labels=136, space=32))


def motif(view: CanvasView, page: Page, area: Area) -> None:
    """The layout of the canvas, small, as an ornament."""
    line = style.ACCENT.mixed(style.PAPER, 0.45)
    for _block, place in block_areas(view, area, 2):
        page.rectangle(Artifact.LAYOUT, place, line=line, thickness=0.8, radius=2)


def reading_guide(sheet: CanvasSheet, section: Section) -> None:
    """The marks, the scores and what follows from them, in words."""
    view = sheet.view
    node = sheet.start(section, least=480)
    introduction = view.template.introduction
    sheet.text(node, view.text(introduction), language=view.foreign(introduction))
    sheet.heading(node, Role.H2, _("Perspectives"))
    sheet.text(
        node,
        _("Every question is answered from each perspective. Each has its own mark:"),
        keep=True,
    )
    sides = [
        Fact(
            Span(view.name(perspective), style.STRONG),
            shape_name(perspective.shape),
            perspective_lead(view, perspective),
            label_language=view.foreign(perspective.name),
        )
        for perspective in view.template.perspectives
    ]
    sheet.flow.add(_guide(node, sides, 150))
    sheet.heading(node, Role.H2, _("Ratings"))
    anchors = [
        Fact(
            Span(str(anchor.score), style.STRONG),
            view.text(anchor.text),
            score_lead(anchor.score, style.ACCENT),
            view.foreign(anchor.text),
        )
        for anchor in sorted(view.template.anchors, key=lambda anchor: anchor.score)
    ]
    sheet.flow.add(_guide(node, anchors, 78))
    sheet.heading(node, Role.H2, _("What stands out in the ratings"))
    found = [
        Fact(finding_span(finding, style.STRONG), meaning, finding_lead(finding))
        for finding, meaning in _meanings()
    ]
    sheet.flow.add(_guide(node, found, 150))


def _guide(parent: Node, facts: Sequence[Fact], labels: float) -> list[Piece]:
    return fact_list(
        parent,
        facts,
        FRAME.width,
        labels=labels,
        look=style.BODY,
        space=4,
        air=2,
        ruled=False,
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
