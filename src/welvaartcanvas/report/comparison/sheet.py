"""The pages of a report on several regions."""

from __future__ import annotations

from welvaartcanvas.i18n import ngettext
from welvaartcanvas.report.comparison.view import ComparisonView
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sheet import LANDSCAPE, Running, Sheet


class ComparisonSheet(Sheet):
    """A sheet of A4 on its side, with the title and the number of regions above every page."""

    def __init__(self, document: Document, view: ComparisonView) -> None:
        count = len(view.comparison.standings)
        regions = ngettext("{n} region", "{n} regions", count).format(n=count)
        super().__init__(document, LANDSCAPE, Running(view.title_text, regions, view.day))
        self.view = view
