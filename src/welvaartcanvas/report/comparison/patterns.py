"""Patterns across regions: how the means of each block are spread, and what a type shares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from welvaartcanvas.domain.patterns import CLASSES, Distribution
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, listed, number
from welvaartcanvas.report.parts import block_cell, head_cell, parted, text_cell
from welvaartcanvas.report.pdf.charts import BoxChart, BoxRow
from welvaartcanvas.report.pdf.layout import Drawing, Piece
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Table
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.wording import Finding, cluster_name, finding_name

#: What a chart may take of a page, and the most that may be said of it (docs/pdf-layer.md).
_CHART_HEIGHT, _CHART_WORDS = 0.8, 8000
#: Quartiles of fewer regions than these say less than the regions themselves.
_QUARTILES = 5
#: What is above a heading: two tables of nine blocks stand on one page.
_ABOVE = 14.0


def patterns(sheet: ComparisonSheet, section: Section) -> None:
    """A chart and a table of the distributions, and what regions of one type share."""
    view, found = sheet.view, sheet.view.dossier.distributions
    if not view.rated:
        node = sheet.start(section, least=120)
        sheet.text(node, _("Nothing has been rated yet."), style.QUIET)
        return
    node = sheet.start(section)
    told = []
    if any(_few(each) for each in found):
        told.append(
            _("With fewer than {n} regions each dot is the mean of a region.").format(n=_QUARTILES)
        )
    if not all(_few(each) for each in found):
        told.append(
            _(
                "Each line goes from the lowest mean of a region to the highest. Half of the"
                " regions lie in the box; the thick bar is the middle region."
            )
        )
    told.append(_("n: how many regions have a rating."))
    sheet.text(node, " ".join(told), style.LEAD, keep=True)
    for rows in parted(found, partial(_fits, sheet)):
        sheet.flow.add(_drawn(sheet, node, rows))
    sheet.heading(node, Role.H2, _("How the means are spread"), space=_ABOVE)
    sheet.table(node, _numbers(view, found), space=4)
    sheet.heading(node, Role.H2, _("How often something stands out"), space=_ABOVE)
    sheet.table(node, _counts(view, found), space=4)
    sheet.heading(node, Role.H2, _("What regions of one type share"))
    _shared(sheet, node)


def _fits(sheet: ComparisonSheet, found: Sequence[Distribution]) -> bool:
    height = _CHART_HEIGHT * sheet.frame.height
    words = len(_in_words(sheet.view, found))
    return words <= _CHART_WORDS and _chart(sheet, found).height <= height


def _chart(sheet: ComparisonSheet, found: Sequence[Distribution]) -> BoxChart:
    view = sheet.view
    rows = [
        BoxRow(
            f"{view.block_name(view.block(d.block))} (n\u00a0=\u00a0{d.rated})",
            d.five,
            _means(view, d) if _few(d) else (),
        )
        for d in found
    ]
    return BoxChart(rows, HIGHEST, sheet.frame.width, style.BOXES, style.BOX)


def _few(found: Distribution) -> bool:
    """Whether too few regions rated for quartiles to say something."""
    return found.rated < _QUARTILES


def _means(view: ComparisonView, found: Distribution) -> tuple[float, ...]:
    """The mean of each region in the block, from low to high."""
    place = view.comparison.place(found.block)
    means = (standing.blocks[place].mean for standing in view.comparison.standings)
    return tuple(sorted(mean for mean in means if mean is not None))


def _drawn(sheet: ComparisonSheet, parent: Node, found: Sequence[Distribution]) -> list[Piece]:
    chart = _chart(sheet, found)
    figure = parent.add(Role.FIGURE, alternative=_in_words(sheet.view, found))

    def paint(page: Page, x: float, y: float) -> None:
        figure.box = Box(page.number, Area(x, y, sheet.frame.width, chart.height))
        chart.draw(page, figure, x, y)

    return [Drawing(chart.height, 10, paint=paint)]


def _in_words(view: ComparisonView, found: Sequence[Distribution]) -> str:
    return "\n".join(_row_in_words(view, each) for each in found)


def _row_in_words(view: ComparisonView, found: Distribution) -> str:
    title = view.title(view.block(found.block))
    if not found.five:
        return _("{block}: no rating yet.").format(block=title)
    if _few(found):
        told = "; ".join(map(number, _means(view, found)))
        return _("{block} (n = {n}): {means}.").format(block=title, n=found.rated, means=told)
    lowest, low, median, high, highest = map(number, found.five)
    return _(
        "{block} (n = {n}): lowest {lowest}, a quarter up to {low}, middle {median}, three"
        " quarters up to {high}, highest {highest}."
    ).format(
        block=title,
        n=found.rated,
        lowest=lowest,
        low=low,
        median=median,
        high=high,
        highest=highest,
    )


def _numbers(view: ComparisonView, found: Sequence[Distribution]) -> Table:
    fives = (_("Lowest"), _("Quarter"), _("Median"), _("Three quarters"), _("Highest"))
    classes = [
        # The last class has its upper bound too: it says so by naming it.
        (_("{low} to {high}") if low == CLASSES[-1] else _("{low} to under {high}")).format(
            low=low, high=low + 1
        )
        for low in CLASSES
    ]
    head = [
        [
            head_cell(_("Block"), rows=2),
            head_cell(_("Regions with a rating"), rows=2),
            head_cell(_("Means of the regions"), columns=len(fives)),
            head_cell(_("Number of regions with a mean of"), columns=len(classes)),
        ],
        [head_cell(text) for text in (*fives, *classes)],
    ]
    rows = []
    for each in found:
        five: tuple[float | None, ...] = each.five or (None,) * len(fives)
        if _few(each):
            five = (five[0], None, five[2], None, five[4])
        values = [str(each.rated), *map(number, five), *map(str, each.counts)]
        rows.append([block_cell(view, view.block(each.block)), *map(text_cell, values)])
    align = [0.0, *[0.5] * (1 + len(fives) + len(classes))]
    return Table(head, rows, style.DENSE, align)


def _counts(view: ComparisonView, found: Sequence[Distribution]) -> Table:
    head = [_("Block"), *(f"{finding_name(finding)}" for finding in Finding)]
    rows = []
    for each in found:
        values = (each.strengths, each.attentions, each.differences, each.unknowns)
        rows.append([block_cell(view, view.block(each.block)), *map(text_cell, map(str, values))])
    return Table([[*map(head_cell, head)]], rows, style.DENSE, [0.0, *[0.5] * len(Finding)])


def _shared(sheet: ComparisonSheet, node: Node) -> None:
    view, found = sheet.view, sheet.view.dossier.shared
    if not found:
        said = _(
            "No type of municipality shares an attention point or a difference of view: that"
            " takes at least two of its regions, and half of those with ratings."
        )
        sheet.text(node, said, style.QUIET, space=4)
        return
    head = [_("Type of municipality"), _("Block"), _("What stands out"), _("Regions"), _("Which")]
    rows = [
        [
            text_cell(cluster_name(each.cluster)),
            block_cell(view, view.block(each.block)),
            text_cell(finding_name(Finding(each.finding))),
            text_cell(_("{n} of {total}").format(n=len(each.regions), total=each.of)),
            text_cell(listed(map(view.region_name, each.regions))),
        ]
        for each in found
    ]
    table = Table([[*map(head_cell, head)]], rows, style.TABLE, shares=(150, 160, 105, 60, 270))
    sheet.table(node, table, space=4)
