"""The report as the program makes it: from a canvas, which is embedded in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.report import ReportKind, Source, render


class Work(NamedTuple):
    """What a report is made of."""

    canvas: Canvas
    day: date
    municipalities: Mapping[str, str]
    source: Source


def make(work: Work) -> bytes:
    """A report as PDF/UA-1 and PDF/A-3a."""
    return render(
        work.canvas,
        ReportKind.REPORT,
        day=work.day,
        municipalities=work.municipalities,
        source=work.source,
    )
