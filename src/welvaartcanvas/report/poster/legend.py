"""The legend at the foot of a poster: who sees it on a wall has no report beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.parts import finding_lead, finding_span, perspective_lead
from welvaartcanvas.report.pdf.charts import Discs
from welvaartcanvas.report.pdf.layout import Lead, shares
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.text import Span, measure, shortened
from welvaartcanvas.report.pdf.tree import Area, Artifact, Node, Role
from welvaartcanvas.report.poster.behind import Behind
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView
from welvaartcanvas.wording import Finding

_GAP = 20.0


class _Entry(NamedTuple):
    """A mark or sign, its name and what it means, in ``language`` where not the poster's."""

    lead: Lead
    spans: tuple[Span, ...]
    language: str = ""

    @property
    def width(self) -> float:
        """What it takes on one line."""
        return self.lead.width + sum(measure(span.text, span.look) for span in self.spans)


def legend(page: Page, behind: Behind, area: Area) -> None:
    """Say in ``area`` what the marks, discs and signs are that stand on this poster."""
    view = behind.view
    named = [
        _Entry(
            perspective_lead(view, p),
            (Span(view.name(p), style.SMALL_STRONG),),
            view.foreign(p.name),
        )
        for p in view.template.perspectives
    ]
    signs = [
        _Entry(
            finding_lead(finding),
            (finding_span(finding, style.SMALL_STRONG), Span(f": {meaning}", style.SMALL)),
        )
        for finding, meaning in _meanings()
        if _found(view, finding)
    ]
    rows = [[*named, *_ratings(view, area.width - _width(named) - _GAP)], signs]
    listed = behind.document.root.add(Role.LIST)
    filled = [row for row in rows if row]
    for i, row in enumerate(filled):
        middle = area.y + area.height * (i + 0.5) / len(filled)
        if not _draw(page, listed, row, area._replace(y=middle)):
            behind.names()


def _draw(page: Page, listed: Node, row: Sequence[_Entry], area: Area) -> bool:
    """Draw entries beside one another around the top of ``area``; whether they are whole."""
    wanted = [entry.width for entry in row]
    widths = shares(wanted, area.width, _GAP)
    x = area.x
    for (lead, spans, language), width in zip(row, widths, strict=True):
        lead.draw(page, x, area.y)
        owner = listed.add(Role.ITEM).add(Role.BODY, language=language)
        (line,) = shortened(spans, width - lead.width + 0.01, 1)
        page.text(owner, x + lead.width, area.y - line.leading / 2 + line.baseline, line)
        x += width + _GAP
    return widths == wanted


def _width(row: Sequence[_Entry]) -> float:
    return sum(entry.width for entry in row) + _GAP * (len(row) - 1)


def _found(view: CanvasView, finding: Finding) -> bool:
    return any(finding in found for found in view.told.values())


def _meanings() -> list[tuple[Finding, str]]:
    return [
        (Finding.STRENGTH, _("every rating is {score} or more").format(score=STRONG)),
        (Finding.ATTENTION, _("a rating is {score} or less").format(score=WEAK)),
        (Finding.DIFFERENCE, _("ratings are {spread} or more apart").format(spread=APART)),
        (Finding.UNKNOWN, _("not every perspective gave a rating")),
    ]


def _ratings(view: CanvasView, room: float) -> Iterator[_Entry]:
    """What the discs mean, each number of them if there is ``room``, and the dash."""
    dash = _Entry(_dash(), (Span(_("No rating yet"), style.SMALL),))
    without = len(view.canvas.ratings) < len(view.template.cells)
    if view.canvas.ratings:
        texts = [f"{score} {view.anchor(score)}" for score in range(HIGHEST + 1)]
        room -= dash.width + _GAP if without else 0.0
        whole = _scale(view, " · ".join(texts))
        yield whole if whole.width <= room else _scale(view, f"{texts[0]} … {texts[-1]}")
    if without:
        yield dash


def _scale(view: CanvasView, text: str) -> _Entry:
    said = _("Discs, the rating: {scale}").format(scale=text)
    language = view.foreign(view.template.anchor(HIGHEST).text)
    return _Entry(Lead(0.0, lambda _page, _x, _middle: None), (Span(said, style.SMALL),), language)


def _dash() -> Lead:
    """The dash that stands where nothing is rated."""
    discs = Discs(HIGHEST, style.INK, style.RING, align=0.0)
    return Lead(
        discs.size * 1.5 + 5.0,
        lambda page, x, middle: discs.draw(page, Artifact.LAYOUT, x, middle, None),
    )
