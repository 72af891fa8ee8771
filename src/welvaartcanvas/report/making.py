"""Making a document of a canvas, of either kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.review import Round
from welvaartcanvas.i18n import _
from welvaartcanvas.report import CREATOR, ReportKind, Source
from welvaartcanvas.report.canvas_report import canvas_report
from welvaartcanvas.report.pdf.document import Attachment, Document, Metadata, Private
from welvaartcanvas.report.pdf.writer import write
from welvaartcanvas.report.poster.page import poster
from welvaartcanvas.report.round_report import round_report
from welvaartcanvas.report.sections.response import Review
from welvaartcanvas.report.view import CanvasView

#: The name under which the file keeps what is ours (ISO 32000-1, 14.5 and annex E).
_APPLICATION = "Welvaartcanvas"


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
            title=_title(canvas, kind),
            author=canvas.region.name,
            subject=view.text(view.template.title),
            creator=CREATOR,
            language=view.language,
            day=day,
        )
    )
    document.attach(Attachment(*source, description=canvas.title))
    document.private = _private(source, kind, view.language, round, partner)
    if kind is ReportKind.POSTER:
        poster(document, view, progress)
    elif kind is ReportKind.ROUND_REPORT:
        round_report(document, view, progress, round, partner)
    else:
        review = Review(round, partner) if kind is ReportKind.REVIEW else None
        canvas_report(document, view, progress, since, review)
    return write(document)


def _title(canvas: Canvas, kind: ReportKind) -> str:
    if kind is ReportKind.ROUND_REPORT:
        return _("Report of the review round: {title}").format(title=canvas.title)
    return canvas.title


def _private(
    source: Source, kind: ReportKind, language: str, round: Round | None, partner: Partner | None
) -> Private:
    """Which export this is, for whoever brings home what is written in it.

    The same document gives the same export, and so do two people who make it.
    """
    asked = {"Round": round.id if round else "", "Partner": partner.id if partner else ""}
    digest = hashlib.sha256(source.content)
    digest.update("\0".join((kind, language, *asked.values())).encode())
    known = {name: value for name, value in asked.items() if value}
    return Private(_APPLICATION, {"Version": 1, "Export": digest.hexdigest()[:32], **known})
