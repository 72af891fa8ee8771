"""A comparison as CSV, one view at a time, and as an XLSX workbook with a sheet for each table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time

from welvaartcanvas.domain.comparison import Comparison, Standing
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.exchange.columns import Row, Sheet, columns
from welvaartcanvas.exchange.comparison_names import Names
from welvaartcanvas.exchange.comparison_sheets import tables
from welvaartcanvas.exchange.tables import csv_table, workbook
from welvaartcanvas.i18n import _, date_text, language
from welvaartcanvas.wording_comparing import left_out_text, lost_text, selection_text
from welvaartcanvas.wording_definitions import definitions


def write_csv(dossier: Dossier, view: View) -> bytes:
    """The table of ``view`` as :func:`csv_table` writes it; the dossier must have that view.

    What goes by cell is one row for each block of each region, which sorts and counts best.
    """
    table, *_more = tables(dossier, view)
    return csv_table(table.columns, table.rows)


def write_xlsx(
    dossier: Dossier,
    views: Collection[View],
    *,
    day: date,
    municipalities: Mapping[str, str],
    provinces: Mapping[str, str],
) -> bytes:
    """The tables of ``views``, the regions, and what all of it means, each on a sheet of its own.

    A view that the dossier has not is left out. ``day`` is the date that the workbook bears, and
    the other two give names by code. The same input gives the same bytes.
    """
    pages = [sheet for view in View if view in views for sheet in tables(dossier, view)]
    pages += [
        _regions(dossier.comparison, municipalities),
        _about(dossier, day, provinces),
    ]
    return workbook(pages, _("Comparison of regions"), datetime.combine(day, time()))


def _regions(comparison: Comparison, municipalities: Mapping[str, str]) -> Sheet:
    names = Names(comparison)
    rows = tuple(_region(standing, names, municipalities) for standing in comparison.standings)
    keys = ("region", "cluster", "position", "mean", "spread", "filled", "rated", "strengths")
    more = ("attentions", "differences", "canvases", "municipalities", "note", "id")
    return Sheet(_("Regions"), None, columns(*keys, *more), rows, fixed=1)


def _region(standing: Standing, names: Names, municipalities: Mapping[str, str]) -> Row:
    region = standing.region
    return {
        **names.kinds(region.id),
        "mean": standing.mean,
        "spread": standing.spread,
        "filled": standing.filled,
        "rated": standing.rated,
        "strengths": standing.strengths,
        "attentions": standing.attentions,
        "differences": standing.differences,
        "canvases": "\n".join(canvas.title for canvas in standing.canvases),
        "municipalities": ", ".join(municipalities.get(c, c) for c in region.municipalities),
        "note": region.note,
        "id": region.id,
    }


def _about(dossier: Dossier, day: date, provinces: Mapping[str, str]) -> Sheet:
    rows = tuple({"what": what, "said": said} for what, said in _facts(dossier, day, provinces))
    return Sheet(_("About"), None, columns("what", "said"), rows)


def _facts(dossier: Dossier, day: date, provinces: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    comparison = dossier.comparison
    yield _("Date"), date_text(day)
    chosen = selection_text(dossier.selection, comparison, provinces)
    yield _("Choice"), chosen or _("all regions")
    yield _("Template"), comparison.template.title(language())
    yield (
        _("Perspectives"),
        ", ".join(side.name(language()) for side in comparison.perspectives),
    )
    if comparison.left_out:
        yield _("Not compared"), "\n".join(map(left_out_text, comparison.left_out))
    if dossier.since:
        yield _("Changes since"), date_text(dossier.since.day)
    if dossier.lost:
        yield _("Not in the municipal register"), lost_text(dossier.lost)
    yield from definitions()
