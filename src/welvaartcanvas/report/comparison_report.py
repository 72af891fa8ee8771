"""The report of a comparison: regions beside one another for a board, on A4 on its side."""

from __future__ import annotations

from collections.abc import Callable, Collection

from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.domain.folding import fold
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.changes import changes
from welvaartcanvas.report.comparison.circles import learning_circles
from welvaartcanvas.report.comparison.colophon import colophon
from welvaartcanvas.report.comparison.front import title_page
from welvaartcanvas.report.comparison.learning import learning
from welvaartcanvas.report.comparison.likeness import likeness
from welvaartcanvas.report.comparison.maps import maps
from welvaartcanvas.report.comparison.matrix import matrix
from welvaartcanvas.report.comparison.patterns import patterns
from welvaartcanvas.report.comparison.profiles import profiles
from welvaartcanvas.report.comparison.regions import Appendix
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.summary import summary
from welvaartcanvas.report.comparison.view import ComparisonView
from welvaartcanvas.report.contents import contents
from welvaartcanvas.report.pdf.document import Document
from welvaartcanvas.report.sheet import Section

#: More bookmarks than this stand under the letters that they begin with.
_AT_A_GLANCE = 40
#: What the heading and the words above the first region take, in points.
_INTRODUCED = 80.0

_Part = Callable[[ComparisonSheet, Section], None]


def comparison_report(
    document: Document,
    view: ComparisonView,
    views: Collection[View],
    progress: Callable[[int, int], None],
) -> None:
    """Lay the report out in ``document``; ``progress`` gets the steps done and in all.

    It has the sections of ``views`` as far as the dossier has them; the summary, the regions
    by themselves and the end are always there.

    A step is a section, or the pages of one region.
    """
    sheet, dossier = ComparisonSheet(document, view), view.dossier
    sections: list[tuple[View | None, str, _Part]] = [
        (None, _("In short"), summary),
        (View.MATRIX, _("Regions by block"), matrix),
        (View.PATTERNS, _("Patterns"), patterns),
        (View.PATTERNS, _("Profiles of the regions"), profiles),
        (View.ALIKE, _("Which regions are alike"), likeness),
        (View.MAP, _("On the map"), maps),
        (View.MATCHES, _("Who can learn from whom"), learning),
        (View.CIRCLES, _("Learning circles"), learning_circles),
        (View.CHANGES, _("What changed"), changes),
    ]
    shown = {*views} - _lacking(dossier)
    parts = [(Section(title), part) for of, title, part in sections if of is None or of in shown]
    regions, end = Section(_("Every region by itself")), Section(_("About this report"))
    standings = view.comparison.standings
    steps = len(parts) + len(standings) + 1
    title_page(sheet)
    contents(
        sheet, [*(section for section, _part in parts), regions, end], note=_found(len(standings))
    )
    for done, (section, part) in enumerate(parts, start=1):
        part(sheet, section)
        progress(done, steps)
    appendix, initial = Appendix(view), ""
    node = sheet.start(regions, least=appendix.least + _INTRODUCED)
    sheet.text(
        node,
        _("In order of name: what each region gave, what it asks, and who can help."),
        style.LEAD,
        keep=True,
    )
    by_name = sorted(standings, key=lambda standing: standing.name_order)
    grouped = len(by_name) > _AT_A_GLANCE
    for done, standing in enumerate(by_name, start=len(parts) + 1):
        if grouped and _initial(standing) != initial:
            initial = _initial(standing)
            document.bookmark(initial, 1, view.anchors[standing.region.id])
        appendix.region(sheet, standing, 2 if grouped else 1)
        progress(done, steps)
    colophon(sheet, end)
    sheet.flow.end()
    progress(steps, steps)


def _found(regions: int) -> str:
    """How a region is found in the appendix, where they are too many to stand in a list."""
    if regions <= _AT_A_GLANCE:
        return ""
    return _(
        "Every region by itself: in order of name. In the bookmarks of this document the regions"
        " stand under their first letter, and in the matrix each name leads to the region's page."
    )


def _lacking(dossier: Dossier) -> set[View]:
    """The views for which something is asked of the dossier that it has not."""
    asked = {
        View.ALIKE: dossier.alike,
        View.MATCHES: dossier.learning,
        View.CIRCLES: dossier.learning,
        View.CHANGES: dossier.since,
    }
    return {view for view, found in asked.items() if found is None}


def _initial(standing: Standing) -> str:
    """The letter that a region is found under."""
    first = fold(standing.region.name)[:1].upper()
    return first if first.isalpha() else "#"
