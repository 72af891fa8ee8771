"""The map of the COROP areas: what a figure is where, its legend, and the same in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from welvaartcanvas.domain.areas import AreaFigure, Classes
from welvaartcanvas.domain.map_figures import MapMeasure
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.registry.geometry import map_source, shapes
from welvaartcanvas.report import style
from welvaartcanvas.report.pdf.areas import AreaChart, AreaClass, MapArea
from welvaartcanvas.report.pdf.hatching import Pattern
from welvaartcanvas.report.pdf.layout import Drawing, Lead, Piece, paragraph, stacked
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Area, Artifact, Box, Node, Role
from welvaartcanvas.wording import map_classes, map_value

#: The swatch before the class of a row, in points.
_SWATCH = (18.0, 10.0)
#: What is between the chart and the line that says whose the boundaries are.
_ABOVE_SOURCE = 6.0
#: What is above the map and above its table, and the least height of a map with both on a page.
_ABOVE_MAP, _ABOVE_TABLE, _LEAST = 10.0, 12.0, 170.0


def area_map(
    parent: Node,
    title: str,
    measure: MapMeasure,
    figures: Sequence[AreaFigure],
    names: Mapping[str, str],
    *,
    width: float,
    height: float,
) -> list[Piece]:
    """The map with its legend at the right, its source, and a table of what it shows.

    ``title`` says what ``measure`` is shown (:func:`.wording.map_figure_name`), ``figures`` has
    each COROP area, and ``names`` those of the areas by code. Map and source together take at
    most ``height`` points of ``width``, and stay on one page; the table goes on below. Where no
    area has a figure a sentence says so, and there is no map.
    """
    if all(figure.value is None for figure in figures):
        return no_map(parent, width)
    figure = parent.add(Role.FIGURE, alternative=_in_words(title, measure, figures, names))
    under = _under(parent, figures, width)
    table = _table(title, measure, figures, names)
    room = height - stacked(under) - _ABOVE_SOURCE
    below = stacked(table.pieces(Node(Role.SECTION), width, _ABOVE_TABLE)) + _ABOVE_TABLE
    if room - below - _ABOVE_MAP >= _LEAST:  # a short table stands under its map
        room -= below + _ABOVE_MAP
    chart = _chart(measure, figures, names, width, room)

    def paint(page: Page, x: float, y: float) -> None:
        figure.box = Box(page.number, Area(x, y, width, chart.height))
        chart.draw(page, figure, x, y)

    return [
        Drawing(chart.height, _ABOVE_MAP, True, paint=paint),
        *under,
        *table.pieces(parent, width, _ABOVE_TABLE),
        *_without(parent, figures, names, width),
    ]


def _under(parent: Node, figures: Sequence[AreaFigure], width: float) -> list[Piece]:
    """Whose the boundaries are, and what pale areas are where there are any."""
    told = [map_source()]
    if any(map(_part, figures)):
        told.append(
            _("Pale, in a dotted line: fewer than half of the municipalities have a figure.")
        )
    pieces: list[Piece] = []
    for place, said in enumerate(told):
        owner, space = parent.add(Role.PARAGRAPH), 0.0 if place else _ABOVE_SOURCE
        pieces += paragraph(
            owner, [Span(said, style.SMALL)], width, space=space, keep=said != told[-1]
        )
    return pieces


def no_map(parent: Node, width: float) -> list[Piece]:
    """Why there is no map, in a sentence."""
    said = _("There is no map: no region with this figure has a municipality in the register.")
    return paragraph(parent.add(Role.PARAGRAPH), [Span(said, style.QUIET)], width, space=8)


def _chart(
    measure: MapMeasure,
    figures: Sequence[AreaFigure],
    names: Mapping[str, str],
    width: float,
    height: float,
) -> AreaChart:
    classes, entries = measure.classes(figures), []
    kinds: dict[str, int] = {}
    for kind, (name, found) in enumerate(_sorted(measure, figures)):
        kinds |= {figure.code: kind for figure in found}
        entries.append(
            AreaClass(
                _pattern(classes, kind) if kind < classes.count else None,
                name,
                ngettext("{n} area", "{n} areas", len(found)).format(n=len(found)),
                # The number of an area stays on the line of its name.
                "\u00a0· ".join(f"{_number(f.code)}\u00a0{_member(f, names)}" for f in found)
                if _named(found, figures)
                else "",
            )
        )
    parts = {figure.code for figure in figures if _part(figure)}
    missing = [figure for figure in figures if figure.value is None]
    labelled = set(kinds)
    if not _named(missing, figures):
        labelled -= {figure.code for figure in missing}
    areas = [
        MapArea(
            [ring for rings in shape.polygons for ring in rings],
            kinds[shape.code],
            _number(shape.code) if shape.code in labelled else "",
            shape.label,
            part=shape.code in parts,
        )
        for shape in shapes()
        if shape.code in kinds
    ]
    return AreaChart(areas, entries, width, height, style.MAP)


def _part(figure: AreaFigure) -> bool:
    """Whether the figure is that of fewer than half of the area's municipalities."""
    return figure.value is not None and 2 * figure.municipalities < figure.of


def _named(found: Sequence[AreaFigure], figures: Sequence[AreaFigure]) -> bool:
    """Whether areas are named: those without a figure only where they are few."""
    missing = sum(figure.value is None for figure in found)
    return 2 * missing <= len(figures)


def _member(figure: AreaFigure, names: Mapping[str, str]) -> str:
    """An area by name, with how much of it the figure is of where that is little."""
    if not _part(figure):
        return names[figure.code]
    told = _("{n} of {total}").format(n=figure.municipalities, total=figure.of)
    return f"{names[figure.code]} ({told})"


def _sorted(
    measure: MapMeasure, figures: Sequence[AreaFigure]
) -> list[tuple[str, tuple[AreaFigure, ...]]]:
    """Each class with its name and areas, the lowest first; then those without a figure, if any."""
    classes = measure.classes(figures)
    *found, missing = classes.sorted(figures)
    named = list(zip(map_classes(measure, classes), found, strict=True))
    return [*named, (_("no figure"), missing)] if missing else named


def _pattern(classes: Classes, kind: int) -> Pattern:
    """How the class is filled: also the highest of fewer than five is the darkest."""
    last = len(style.CLASSES) - 1
    return style.CLASSES[round(kind * last / max(1, classes.count - 1))]


def _number(code: str) -> str:
    """The number of an area as it stands on the map: ``7`` of ``CR07``."""
    return str(int(code.lstrip("CR")))


def _in_words(
    title: str, measure: MapMeasure, figures: Sequence[AreaFigure], names: Mapping[str, str]
) -> str:
    """What the map shows: every class with its areas."""
    lines = [_("Map of the COROP areas. {figure}.").format(figure=title)]
    for name, found in _sorted(measure, figures):
        listed = ", ".join(_member(figure, names) for figure in found) or _("no area")
        lines.append(f"{name}: {listed}.")
    return "\n".join(lines)


def _table(
    title: str, measure: MapMeasure, figures: Sequence[AreaFigure], names: Mapping[str, str]
) -> Table:
    """A row for each area with a figure, by its number on the map."""
    classes = measure.classes(figures)
    class_names = map_classes(measure, classes)

    def plain(text: str) -> Cell:
        return Cell.of(Span(text, style.SMALL_INK))

    heads = (_("COROP area"), _("On the map"), _("Class"), title, _("Municipalities with a figure"))
    rows = []
    for figure in figures:
        if figure.value is None:
            continue
        kind = classes.place(figure.value)
        pattern = _pattern(classes, kind)
        rows.append(
            [
                Cell.of(Span(names[figure.code], style.SMALL_STRONG)),
                plain(_number(figure.code)),
                Cell.of(
                    Span(class_names[kind], style.SMALL_INK),
                    lead=partial(_swatch, pattern),
                ),
                plain(map_value(measure, figure.value)),
                plain(_("{n} of {total}").format(n=figure.municipalities, total=figure.of)),
            ]
        )
    header = [[Cell.of(Span(head, style.SMALL_STRONG)) for head in heads]]
    return Table(header, rows, style.TABLE, (0.0, 1.0, 0.0, 1.0, 1.0))


def _swatch(pattern: Pattern) -> Lead:
    width, height = _SWATCH

    def draw(page: Page, x: float, middle: float) -> None:
        box = Area(x, middle - height / 2, width, height)
        right, low = box.x + width, box.y + height
        corners = [(box.x, box.y), (right, box.y), (right, low), (box.x, low)]
        pattern.draw(page, Artifact.LAYOUT, [corners], box)
        page.shape(Artifact.LAYOUT, [corners], line=style.MAP.border)

    return Lead(width + 8, draw)


def _without(
    parent: Node, figures: Sequence[AreaFigure], names: Mapping[str, str], width: float
) -> list[Piece]:
    """The areas that the table leaves out, in a sentence."""
    missing = [names[figure.code] for figure in figures if figure.value is None]
    if not missing or 2 * len(missing) > len(figures):
        return []
    said = _("No figure: {areas}.").format(areas=", ".join(missing))
    return paragraph(parent.add(Role.PARAGRAPH), [Span(said, style.SMALL)], width, space=8)
