"""A canvas as PDF. :func:`render` is the one door; ``pdf`` below knows nothing of canvases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from welvaartcanvas.domain.canvas import Canvas


class ReportKind(StrEnum):
    """What can be made of a canvas: everything on A4, or the picture of it all on one A3."""

    REPORT = "report"
    POSTER = "poster"


def render(
    canvas: Canvas,
    kind: ReportKind,
    *,
    day: date,
    municipalities: Mapping[str, str],
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """``canvas`` as a PDF file in the language in force.

    ``day`` is the date that is printed; the clock is not read, so the same input gives the
    same bytes. ``municipalities`` names codes of the region; a code without a name is
    printed as it is. ``progress`` is called with the steps done and the steps in all.
    """
    from welvaartcanvas.report.making import make  # ReportLab costs 70 ms: paid by an export

    return make(canvas, kind, day, municipalities, progress or (lambda done, total: None))
