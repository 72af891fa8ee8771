"""The maps by COROP area: what was chosen, the mean, and the number of attention points."""

from __future__ import annotations

from welvaartcanvas.domain.areas import area_figures
from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure, region_figures
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.map_section import area_map, no_map
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording import map_figure_name

#: What is always shown; a figure that was chosen comes before these.
_USUAL = (MapFigure(MapMeasure.MEAN), MapFigure(MapMeasure.ATTENTIONS))
#: What the heading of a map takes of a page, and that of the section with its sentence.
_HEADING, _ABOVE = 28.0, 88.0


def maps(sheet: ComparisonSheet, section: Section) -> None:
    """A map of each figure, with its table."""
    view, areas = sheet.view, sheet.view.places.areas
    node = sheet.start(section)
    sheet.text(
        node,
        _(
            "An area shows the mean of its municipalities, and a municipality that of the regions"
            " that it is in. Municipalities in no region do not count."
        ),
        style.LEAD,
        keep=True,
    )
    names = {area.code: area.name for area in areas}
    regions = [standing.region for standing in view.comparison.standings]
    chosen = (view.dossier.mapped.figure,) if view.dossier.mapped else ()
    shown = [
        (figure, area_figures(region_figures(view.comparison, figure), regions, areas))
        for figure in dict.fromkeys((*chosen, *_USUAL))
    ]
    if all(each.value is None for _figure, figures in shown for each in figures):
        sheet.flow.add(no_map(node, sheet.frame.width))  # once, and not for each figure
        return
    for number, (figure, figures) in enumerate(shown):
        title = map_figure_name(figure, view.comparison.blocks)
        if number and any(each.value is not None for each in figures):
            sheet.flow.break_page()
        sheet.heading(node, Role.H2, title, space=16)
        room = sheet.frame.height - _HEADING - (0.0 if number else _ABOVE)
        sheet.flow.add(
            area_map(
                node, title, figure.measure, figures, names, width=sheet.frame.width, height=room
            )
        )
