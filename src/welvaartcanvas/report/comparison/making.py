"""Making a document of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.report import CREATOR, Places, Source
from welvaartcanvas.report.comparison.view import ComparisonView
from welvaartcanvas.report.comparison_report import comparison_report
from welvaartcanvas.report.pdf.document import Attachment, Document, Metadata
from welvaartcanvas.report.pdf.writer import write


def make_comparison(
    dossier: Dossier,
    *,
    title: str,
    day: date,
    places: Places,
    source: Source,
    views: Collection[View],
    progress: Callable[[int, int], None],
) -> bytes:
    """See :func:`welvaartcanvas.report.render_comparison`."""
    view = ComparisonView(dossier, title, day, places)
    document = Document(
        Metadata(
            title=title,
            author="Welvaartcanvas",
            subject=view.text(view.template.title),
            creator=CREATOR,
            language=view.language,
            day=day,
        )
    )
    document.attach(Attachment(*source, description=title))
    comparison_report(document, view, views, progress)
    return write(document)
