"""The pages of a report on one canvas."""

from __future__ import annotations

from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sheet import PORTRAIT, Running, Sheet
from welvaartcanvas.report.view import CanvasView

#: Where the text of a page stands.
FRAME = PORTRAIT.frame


class CanvasSheet(Sheet):
    """A sheet of A4 upright, with the canvas and its region above every page."""

    def __init__(self, document: Document, view: CanvasView) -> None:
        canvas = view.canvas
        super().__init__(document, PORTRAIT, Running(canvas.title, canvas.region.name, view.day))
        self.view = view
