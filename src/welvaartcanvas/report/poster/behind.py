"""What did not fit on a poster: links on it, and the pages behind it where all of it stands."""

from __future__ import annotations

from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import findings_piece, perspective_lead
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.pdf.layout import paragraph
from welvaartcanvas.report.pdf.page import Anchor
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.poster.links import pointer
from welvaartcanvas.report.sections.block_pages import side
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import block_target
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView

#: A block starts on a new page if less than this is left, in points.
_LEAST = 240.0


class Behind:
    """Notes what a poster has no room for, and writes the pages where it stands whole."""

    def __init__(self, document: Document, view: CanvasView) -> None:
        self.document = document
        self.view = view
        self._blocks: dict[str, Anchor] = {}
        self._sides: dict[tuple[str, str], Anchor] = {}
        self._names = False

    def block(self, block: Block) -> Anchor:
        """Where the title and the question of ``block`` stand."""
        return self._blocks.setdefault(block.key, Anchor())

    def side(self, block: Block, perspective: Perspective) -> Anchor:
        """Where everything stands that ``perspective`` says about ``block``."""
        self.block(block)
        return self._sides.setdefault((block.key, perspective.key), Anchor())

    def names(self) -> None:
        """Let the names on the poster stand behind it: one of them was shortened."""
        self._names = True

    def write(self, places: dict[str, Anchor]) -> None:
        """Add the pages, if there is anything for them; ``places`` is where blocks stand."""
        if not self._blocks and not self._names:
            return
        sheet = CanvasSheet(self.document, self.view)
        node = sheet.start(Section(_("What did not fit on the poster")))
        sheet.text(node, _("Here it stands in full, block by block."), style.LEAD)
        if self._names:
            self._write_names(sheet, node)
        for block in self.view.template.reading_order:
            if block.key in self._blocks:
                self._write(sheet, block, places[block.key])
        sheet.flow.end()

    def _write(self, sheet: CanvasSheet, block: Block, place: Anchor) -> None:
        view = self.view
        section = Section(
            view.text(block.title),
            block.number,
            self._blocks[block.key],
            view.foreign(block.title),
            block_target(block.key),
        )
        node = sheet.start(section, least=_LEAST, role=Role.H2)
        question = view.text(block.question)
        language = view.foreign(block.question)
        sheet.text(node, question, style.LEAD, keep=True, language=language)
        back = style.SMALL_STRONG._replace(colour=style.ACCENT)
        text = _("Back to the poster")
        link = pointer(self.document, node, place, lambda _page: text, look=back, width=FRAME.width)
        link.space = 6.0
        sheet.flow.add([link])
        sheet.flow.add(findings_piece(node, view.told[block.key], FRAME.width, space=10))
        for perspective in view.template.perspectives:
            anchor = self._sides.get((block.key, perspective.key))
            if anchor:
                side(sheet, node, block, perspective, role=Role.H3, anchor=anchor)

    def _write_names(self, sheet: CanvasSheet, parent: Node) -> None:
        view = self.view
        title = view.template.title
        for label, text, language in (
            (_("Title"), view.canvas.title, view.typed),
            (_("Region"), view.canvas.region.name, ""),
            (_("Status"), view.status, ""),
            (_("Template"), view.text(title), view.foreign(title)),
        ):
            sheet.heading(parent, Role.H2, label, space=16)
            sheet.text(parent, text, style.BODY, space=2, language=language)
        sheet.heading(parent, Role.H2, _("Perspectives"), space=16)
        listed = parent.add(Role.LIST)
        for perspective in view.template.perspectives:
            owner = listed.add(Role.ITEM).add(Role.BODY, language=view.foreign(perspective.name))
            spans = [Span(view.name(perspective), style.BODY)]
            lead = perspective_lead(view, perspective)
            sheet.flow.add(paragraph(owner, spans, FRAME.width, space=4, lead=lead))
        sheet.heading(parent, Role.H2, _("Ratings"), space=16)
        listed = parent.add(Role.LIST)
        for score in range(HIGHEST + 1):
            language = view.foreign(view.template.anchor(score).text)
            owner = listed.add(Role.ITEM).add(Role.BODY, language=language)
            spans = [Span(f"{score} {view.anchor(score)}", style.BODY)]
            sheet.flow.add(paragraph(owner, spans, FRAME.width, space=4))
