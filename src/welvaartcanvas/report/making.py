"""Making a document of a canvas, of either kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.review import Round
from welvaartcanvas.report import CREATOR, ReportKind, Source
from welvaartcanvas.report.canvas_report import canvas_report
from welvaartcanvas.report.pdf.document import Attachment, Document, Metadata
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.poster.page import poster
from welvaartcanvas.report.view import CanvasView


def make(
    canvas: Canvas,
    kind: ReportKind,
    *,
    day: date,
    municipalities: Mapping[str, str],
    source: Source,
    progress: Callable[[int, int], None],
    since: Since | None = None,
    round: Round | None = None,
    partner: Partner | None = None,
) -> bytes:
    """See :func:`welvaartcanvas.report.render`."""
    view = CanvasView(canvas, day, municipalities)
    document = Document(
        Metadata(
            title=canvas.title,
            author=canvas.region.name,
            subject=view.text(view.template.title),
            creator=CREATOR,
            language=view.language,
            day=day,
        )
    )
    document.attach(Attachment(*source, description=canvas.title))
    if kind is ReportKind.POSTER:
        poster(document, view, progress)
    else:
        canvas_report(document, view, progress, since)
    return write(document)
