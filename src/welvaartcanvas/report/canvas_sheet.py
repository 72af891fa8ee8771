"""The pages of a report on one canvas."""

from __future__ import annotations

from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sheet import PORTRAIT, Running, Sheet
from welvaartcanvas.report.view import CanvasView

#: Where the text of a page stands.
FRAME = PORTRAIT.frame


class CanvasSheet(Sheet):
    """A sheet of A4 upright, with the canvas, its region and its status on every page."""

    def __init__(self, document: Document, view: CanvasView) -> None:
        canvas = view.canvas
        running = Running(canvas.title, canvas.region.name, view.day, view.status)
        super().__init__(document, PORTRAIT, running)
        self.view = view
