"""A canvas as PDF. :func:`render` is the one door; ``pdf`` below knows nothing of canvases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from welvaartcanvas.domain.canvas import Canvas


class ReportKind(StrEnum):
    """What can be made of a canvas: everything on A4, or the picture of it all on one A3."""

    REPORT = "report"
    POSTER = "poster"


class Source(NamedTuple):
    """The document that a PDF is a picture of, as it travels in it: a file of its own.

    ``media_type`` is that of RFC 6838, such as ``application/json``.
    """

    name: str
    media_type: str
    content: bytes


def render(
    canvas: Canvas,
    kind: ReportKind,
    *,
    day: date,
    municipalities: Mapping[str, str],
    source: Source,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """``canvas`` as a PDF file in the language in force.

    ``day`` is the date that is printed; the clock is not read, so the same input gives the
    same bytes. ``municipalities`` names codes of the region; a code without a name is
    printed as it is. ``source`` is embedded, so that the canvas can be read back from the
    file, and its SHA-256 is printed as the canvas's fingerprint. ``progress`` is called with
    the steps done and the steps in all.
    """
    from welvaartcanvas.report.making import make  # ReportLab costs 70 ms: paid by an export

    return make(
        canvas,
        kind,
        day=day,
        municipalities=municipalities,
        source=source,
        progress=progress or (lambda done, total: None),
    )
