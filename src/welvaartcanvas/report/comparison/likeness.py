"""Which regions resemble each other most, and the numbers that make them alike."""

from __future__ import annotations

from collections.abc import Iterator

from welvaartcanvas.domain.likeness import Gap, Likeness, gaps
from welvaartcanvas.i18n import _, number_text
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView
from welvaartcanvas.report.parts import head_cell, text_cell
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.sheet import Section

#: So many blocks are named as most and as least alike.
_NAMED = 2


def likeness(sheet: ComparisonSheet, section: Section) -> None:
    """The nearest pairs, each with the blocks in which they are most and least alike."""
    view = sheet.view
    pairs = view.closest
    node = sheet.start(section, least=160 if pairs else 120)
    if not pairs:
        said = _(
            "No two regions rated enough of the same: they are compared when both rated at least"
            " a third of the cells."
        )
        sheet.text(node, said, style.QUIET)
        return
    told = [
        _(
            "The distance of two regions is the mean difference between their ratings, in points"
            " from 0 (the same everywhere) to 5."
        )
    ]
    if view.usual_distance is not None:
        usual = number_text(view.usual_distance, 2)
        told.append(_("Over all pairs it is {distance} on average.").format(distance=usual))
    if not view.much_alike:
        told.append(_("The nearest pair is not far below that: no two regions are much alike."))
    told.append(_("The nearest pairs of all:"))
    sheet.text(node, " ".join(told), style.LEAD, keep=True)
    head = [_("Region"), _("Resembles"), _("Points apart"), _("Cells compared")]
    head += [_("Most alike in"), _("Least alike in")]
    rows = [_row(view, pair) for pair in pairs]
    table = Table(
        [[*map(head_cell, head)]],
        rows,
        style.TABLE,
        (0.0, 0.0, 0.5, 0.5, 0.0, 0.0),
        (130, 130, 62, 76, 174, 174),
    )
    sheet.table(node, table)


def _row(view: ComparisonView, pair: Likeness) -> list[Cell]:
    found = gaps(view.comparison, pair.region, pair.other)
    told = [gap for gap in found if gap.distance is not None]
    told.sort(key=lambda gap: gap.distance or 0.0)
    least = [gap for gap in reversed(told) if gap.distance][:_NAMED]
    most = [gap for gap in told[:_NAMED] if gap not in least]
    return [
        region_cell(view, pair.region),
        region_cell(view, pair.other),
        text_cell(number_text(pair.distance, 2)),
        text_cell(_("{n} of {total}").format(n=pair.cells, total=view.comparison.cells)),
        text_cell("\n".join(_told(view, most))),
        text_cell("\n".join(_told(view, least))),
    ]


def _told(view: ComparisonView, found: list[Gap]) -> Iterator[str]:
    for gap in found:
        title = view.title(view.block(gap.block))
        yield f"{title} ({number_text(gap.distance or 0.0)})"


def region_cell(view: ComparisonView, region_id: str) -> Cell:
    """The name of a region, which leads to its own page."""
    span = Span(view.region_name(region_id), style.SMALL_STRONG._replace(colour=style.ACCENT))
    return Cell.of(span, link=view.link(region_id))
