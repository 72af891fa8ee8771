"""PDFs of a canvas (:func:`render`) and of a comparison of regions (:func:`render_comparison`).

These are the doors; ``pdf`` below knows nothing of canvases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from welvaartcanvas import __version__
from welvaartcanvas.domain.areas import AreaLike
from welvaartcanvas.domain.canvas import Canvas, Partner
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.history import Since
from welvaartcanvas.domain.review import Round

#: What made a report, as it says itself.
CREATOR = f"Welvaartcanvas {__version__}"


class ReportKind(StrEnum):
    """What can be made of a canvas: everything on A4, or the picture of it all on one A3.

    A review is everything on A4 to answer in; a report of a round tells what came of that.
    """

    REPORT = "report"
    POSTER = "poster"
    REVIEW = "review"
    ROUND_REPORT = "reactienota"


class Source(NamedTuple):
    """The document that a PDF is a picture of, as it travels in it: a file of its own.

    ``media_type`` is that of RFC 6838, such as ``application/json``.
    """

    name: str
    media_type: str
    content: bytes


class NamedArea(AreaLike, Protocol):
    """An area of the map with its name."""

    @property
    def name(self) -> str: ...


class Places(NamedTuple):
    """What the register knows: names of municipalities and provinces by code, and COROP areas."""

    municipalities: Mapping[str, str]
    provinces: Mapping[str, str]
    areas: Sequence[NamedArea]


def render(
    canvas: Canvas,
    kind: ReportKind,
    *,
    day: date,
    municipalities: Mapping[str, str],
    source: Source,
    progress: Callable[[int, int], None] | None = None,
    since: Since | None = None,
    round: Round | None = None,
    partner: Partner | None = None,
) -> bytes:
    """``canvas`` as a PDF file in the language in force.

    ``day`` is the date that is printed; the clock is not read, so the same input gives the
    same bytes. ``municipalities`` names codes of the region; a code without a name is
    printed as it is. ``source`` is embedded, so that the canvas can be read back from the
    file, and its SHA-256 is printed as the canvas's fingerprint. ``progress`` is called with
    the steps done and the steps in all. With ``since`` the report has a section on what has
    changed; a poster has none. A review asks what ``round`` asks, of ``partner`` alone if one is
    given; a report of a round tells of that round, or of all comments without one.
    """
    from welvaartcanvas.report.making import make  # ReportLab costs 70 ms: paid by an export

    return make(
        canvas,
        kind,
        day=day,
        municipalities=municipalities,
        source=source,
        progress=progress or (lambda done, total: None),
        since=since,
        round=round,
        partner=partner,
    )


def render_comparison(
    dossier: Dossier,
    *,
    title: str,
    day: date,
    places: Places,
    source: Source,
    views: Collection[View] = tuple(View),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The report of ``dossier`` for a board as a PDF file in the language in force.

    ``title`` stands on its first page and above the others. ``day`` is the date that is
    printed; the same input gives the same bytes. ``places`` names what the dossier has by code.
    ``source`` is embedded: the figures as they travel, of which the SHA-256 is printed. It has
    sections of ``views``, beside a summary, the regions by themselves and how figures are made.
    ``progress`` is called with the steps done and the steps in all.
    """
    from welvaartcanvas.report.comparison.making import make_comparison  # as above

    return make_comparison(
        dossier,
        title=title,
        day=day,
        places=places,
        source=source,
        views=views,
        progress=progress or (lambda done, total: None),
    )
