"""Exporting a comparison: which formats there are, what a file is called, and writing it whole."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from welvaartcanvas import registry
from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.errors import RequestError
from welvaartcanvas.files import check_target, write_whole
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.workspace.comparing import Wanted
from welvaartcanvas.workspace.exporting import Progress, slug

if TYPE_CHECKING:  # who shows no map need not load it
    from welvaartcanvas.domain.map_figures import MapFigure


class ComparisonFormat(StrEnum):
    """A format in which a comparison leaves."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


def wanted(
    views: Collection[View], *, since: date | None = None, figure: MapFigure | None = None
) -> Wanted:
    """What a dossier must have to show ``views``; without ``figure`` a map shows the mean.

    :class:`RequestError` when these are about changes and no day is named ``since`` when.
    """
    if View.CHANGES in views and since is None:
        raise RequestError("changes need a day to count from; name it with --since")
    return Wanted(
        alike=View.ALIKE in views,
        learning=View.MATCHES in views or View.CIRCLES in views,
        since=since if View.CHANGES in views else None,
        figure=(figure or _usual_figure()) if View.MAP in views else None,
    )


def _usual_figure() -> MapFigure:
    from welvaartcanvas.domain.map_figures import MapFigure, MapMeasure

    return MapFigure(MapMeasure.MEAN)


def content(
    dossier: Dossier,
    format: ComparisonFormat,
    *,
    views: Collection[View],
    day: date,
    progress: Progress | None = None,
) -> bytes:
    """The whole file as bytes, in the language in force; ``day`` is the date it bears.

    The dossier has all that ``views`` show. JSON holds what the dossier has, XLSX a sheet for each
    table of ``views``, CSV the one table of one view (:class:`RequestError` for more), and PDF the
    sections of ``views``.
    """
    match format:
        case ComparisonFormat.JSON:
            return _json(dossier)
        case ComparisonFormat.CSV:
            from welvaartcanvas.exchange import comparison_tables

            if len(views) != 1:
                raise RequestError("CSV holds one table; choose one --view, or XLSX for several")
            [view] = views
            return comparison_tables.write_csv(dossier, view)
        case ComparisonFormat.XLSX:
            from welvaartcanvas.exchange import comparison_tables

            return comparison_tables.write_xlsx(
                dossier, views, day=day, municipalities=_municipalities(), provinces=_provinces()
            )
        case ComparisonFormat.PDF:
            from welvaartcanvas.exchange import comparison
            from welvaartcanvas.report import Places, Source, render_comparison

            return render_comparison(
                dossier,
                title=title(),
                day=day,
                places=Places(_municipalities(), _provinces(), registry.corop_areas()),
                source=Source(comparison.FILE_NAME, comparison.MEDIA_TYPE, _json(dossier)),
                views=views,
                progress=progress,
            )


def title() -> str:
    """What a comparison is called on paper."""
    return _("Comparison of regions")


def _json(dossier: Dossier) -> bytes:
    from welvaartcanvas.exchange import comparison

    return comparison.write(dossier).encode()


def _municipalities() -> dict[str, str]:
    return {municipality.code: municipality.name for municipality in registry.municipalities()}


def _provinces() -> dict[str, str]:
    return {province.code: province.name for province in registry.provinces()}


def file_name(comparison: Comparison, ending: str, day: date) -> str:
    """A name that every system accepts: how many regions were compared, and when."""
    count = len(comparison.standings)
    regions = ngettext("{n} region", "{n} regions", count).format(n=count).replace("'", "")
    return "-".join((slug(_("comparison")), slug(regions), day.isoformat())) + f".{ending}"


def write_comparison(
    dossier: Dossier,
    format: ComparisonFormat,
    target: Path,
    *,
    views: Collection[View],
    day: date,
    force: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write the comparison to the file ``target``, which is returned.

    Raises :class:`TargetExists` before any work when the file is there and ``force`` is not
    given, :class:`RequestError` when it is a folder or a device, and :class:`OutputError` when
    it can't be written.
    """
    check_target(target, force=force)
    made = content(dossier, format, views=views, day=day, progress=progress)
    write_whole(target, made, force=force)
    return target
