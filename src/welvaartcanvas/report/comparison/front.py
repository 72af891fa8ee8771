"""The title page of a comparison: what was chosen, of when, and how many regions it is about."""

from __future__ import annotations

from functools import partial

from welvaartcanvas.i18n import _, date_text, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, listed
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tree import Area, Artifact, Role
from welvaartcanvas.report.sections.facts import fact, fact_list
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.title_band import Band, Worded, title_band
from welvaartcanvas.wording.comparing import selection_text

#: So many regions are named on the title page; the matrix has all.
_NAMED = 40
#: The rows and columns of the ornament.
_ROWS, _COLUMNS = 5, 10


def title_page(sheet: ComparisonSheet) -> None:
    """The title, and what was compared."""
    view = sheet.view
    node = sheet.document.root.add(Role.SECTION)
    title = view.template.title
    over = Worded(view.text(title), view.foreign(title))
    beneath = counted(view)
    title_band(sheet, node, Band(over, Worded(view.title_text), beneath), partial(_motif, view))
    comparison = view.comparison
    chosen = selection_text(view.dossier.selection, comparison, view.places.provinces)
    regions = [standing.region.name for standing in comparison.standings]
    sides = ", ".join(map(view.name, comparison.perspectives))
    facts = [
        fact(_("Date"), date_text(view.day)),
        fact(_("Chosen"), chosen or _("all regions and all canvases")),
        fact(_("Perspectives"), sides),
        fact(_("Regions"), listed(regions, _NAMED)),
    ]
    since = view.dossier.since
    if since:
        facts.insert(1, fact(_("Changes since"), date_text(since.day)))
    sheet.flow.add(fact_list(node, facts, sheet.frame.width, labels=136, space=32))


def counted(view: ComparisonView) -> str:
    """How many regions, canvases and blocks are compared."""
    comparison = view.comparison
    n, m, k = len(comparison.standings), view.canvases, len(comparison.blocks)
    return " · ".join(
        (
            ngettext("{n} region", "{n} regions", n).format(n=n),
            ngettext("{n} canvas", "{n} canvases", m).format(n=m),
            ngettext("{n} block", "{n} blocks", k).format(n=k),
        )
    )


def _motif(view: ComparisonView, page: Page, area: Area) -> None:
    """The matrix, small, as an ornament: darker squares where means are higher."""
    step_x, step_y = area.width / _COLUMNS, area.height / _ROWS
    for row, standing in enumerate(view.comparison.standings[:_ROWS]):
        for column, figures in enumerate(standing.blocks[:_COLUMNS]):
            place = Area(area.x + column * step_x, area.y + row * step_y, step_x - 3, step_y - 3)
            share = 0.1 + 0.5 * (figures.mean or 0) / HIGHEST
            colour = style.ACCENT.mixed(style.PAPER, share)
            page.rectangle(Artifact.LAYOUT, place, fill=colour, radius=2)
