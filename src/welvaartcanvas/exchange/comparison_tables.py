"""A comparison as CSV, one view at a time, and as an XLSX workbook with a sheet for each table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time

from welvaartcanvas.domain.comparison import Comparison, Standing
from welvaartcanvas.domain.dossier import Dossier, View
from welvaartcanvas.exchange.columns import NARROW, Column, Row, Sheet, columns
from welvaartcanvas.exchange.comparison_names import Names
from welvaartcanvas.exchange.comparison_sheets import filled_title, rated_title, tables
from welvaartcanvas.exchange.tables import csv_table, workbook
from welvaartcanvas.i18n import _, date_text, language, ngettext, number_text
from welvaartcanvas.wording.comparing import left_out_text, lost_text, selection_text
from welvaartcanvas.wording.definitions import definitions
from welvaartcanvas.wording.programme import counted_sides_text


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
    """What is in the file, the tables of ``views``, and the regions, each on a sheet of its own.

    A view that the dossier has not is left out. ``day`` is the date that the workbook bears, and
    the other two give names by code. The same input gives the same bytes.
    """
    pages = [sheet for view in View if view in views for sheet in tables(dossier, view)]
    pages.append(_regions(dossier.comparison, municipalities))
    pages.insert(0, _about(dossier, day, provinces, pages))
    return workbook(pages, _("Comparison of regions"), datetime.combine(day, time()))


def _regions(comparison: Comparison, municipalities: Mapping[str, str]) -> Sheet:
    names = Names(comparison)
    rows = tuple(_region(standing, names, municipalities) for standing in comparison.standings)
    more = ("strengths", "attentions", "differences", "canvases", "municipalities", "note", "id")
    titles = (
        *columns("region", "cluster", "position", "mean"),
        Column("spread", _("Largest spread"), NARROW),
        Column("filled", filled_title(comparison.cells), NARROW),
        Column("rated", rated_title(comparison.cells), NARROW),
        *columns(*more),
    )
    purpose = _("Each region with its figures over all blocks, its canvases and municipalities.")
    return Sheet(_("Regions"), None, titles, rows, fixed=1, purpose=purpose)


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


def _about(
    dossier: Dossier, day: date, provinces: Mapping[str, str], pages: Iterable[Sheet]
) -> Sheet:
    told = [
        *_facts(dossier, day, provinces),
        *_summary(dossier.comparison),
        *((_("Sheet: {title}").format(title=page.title), page.purpose) for page in pages),
        *definitions(),
    ]
    rows = tuple({"what": what, "said": said} for what, said in told)
    return Sheet(_("About this file"), None, columns("what", "said"), rows)


def _summary(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The figures of the whole."""
    standings = comparison.standings
    yield _("Regions"), str(len(standings))
    yield _("Canvases"), str(sum(len(standing.canvases) for standing in standings))
    means = [standing.mean for standing in standings if standing.mean is not None]
    if means:
        told = ngettext(
            "{mean} (of the {n} region with a rating)",
            "{mean} (of the {n} regions with a rating)",
            len(means),
        )
        yield (
            _("Mean of the regions"),
            told.format(mean=number_text(sum(means) / len(means)), n=len(means)),
        )
    cells = comparison.cells * len(standings)
    filled = sum(standing.filled for standing in standings)
    rated = sum(standing.rated for standing in standings)
    of = _("{n} of {total} cells filled, {rated} rated")
    yield _("Cells"), of.format(n=filled, total=cells, rated=rated)
    counted = counted_sides_text(comparison)
    if counted:
        yield _("Which sides count"), counted


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
