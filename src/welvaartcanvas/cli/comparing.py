"""``compare``: regions side by side, as text, data or paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date as day_of
from typing import TYPE_CHECKING

import click

from welvaartcanvas.cli.commands import Command, Decorated, argument, option
from welvaartcanvas.cli.comparison_output import hand_over, tell_limits
from welvaartcanvas.cli.door import workspace
from welvaartcanvas.cli.exporting import target_of
from welvaartcanvas.domain.dossier import View
from welvaartcanvas.domain.region import Cluster, Position
from welvaartcanvas.domain.selection import CanvasStatus
from welvaartcanvas.errors import RequestError
from welvaartcanvas.files import check_target, is_folder
from welvaartcanvas.i18n import N_

if TYPE_CHECKING:
    from welvaartcanvas.domain.selection import Selection
    from welvaartcanvas.workspace import Workspace
    from welvaartcanvas.workspace.comparing import Compared

#: What is shown when no view is asked for; changes come with the day that they count from.
_USUAL = {
    "text": (View.MATRIX, View.PATTERNS),
    "json": (View.MATRIX, View.PATTERNS),
    "csv": (View.MATRIX,),
    "xlsx": tuple(view for view in View if view is not View.CHANGES),
    "pdf": tuple(view for view in View if view is not View.CHANGES),
}
#: Formats that are text, and may go to standard output.
_TEXT = ("text", "json", "csv")


def _choice(command: Decorated) -> Decorated:
    """The options that choose what is compared."""
    for decorate in (
        option(
            "--template",
            metavar="SLUG",
            help=N_("Only canvases from this template; see: template list"),
        ),
        option(
            "--to",
            metavar=N_("YYYY-MM-DD"),
            help=N_("Only canvases that were last changed on this day or earlier."),
        ),
        option(
            "--from",
            "from_",
            metavar=N_("YYYY-MM-DD"),
            help=N_("Only canvases that were last changed on this day or later."),
        ),
        option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice([status.value for status in CanvasStatus]),
            help=N_("Only canvases that are so far; may be repeated."),
        ),
        option(
            "--theme",
            "themes",
            multiple=True,
            metavar=N_("THEME"),
            help=N_("Only canvases with a contribution on this theme; may be repeated."),
        ),
        option(
            "--provincie",
            "provincies",
            multiple=True,
            metavar=N_("CODE|NAME"),
            help=N_("Only regions with a municipality in this province; may be repeated."),
        ),
        option(
            "--position",
            "positions",
            multiple=True,
            type=click.Choice([position.value for position in Position]),
            help=N_("Only regions with this position; may be repeated."),
        ),
        option(
            "--cluster",
            "clusters",
            multiple=True,
            type=click.Choice([cluster.value for cluster in Cluster]),
            help=N_("Only regions of this type; may be repeated."),
        ),
        option("--all", "everything", is_flag=True, help=N_("Every region.")),
    ):
        command = decorate(command)
    return command


@click.command(
    cls=Command,
    help=N_(
        "Compare regions, and see who can learn from whom.\n\n"
        "Name regions by their ids, choose them with the options, or take all of them. Text, "
        "JSON and CSV go to standard output; an XLSX or PDF goes to this folder under a name of "
        "its own."
    ),
)
@argument("regions", nargs=-1, metavar="REGION...|--all")
@_choice
@option(
    "--perspective",
    "perspectives",
    multiple=True,
    metavar=N_("KEY|NAME"),
    help=N_("Only what this perspective says; may be repeated."),
)
@option(
    "--view",
    "views",
    multiple=True,
    type=click.Choice([view.value for view in View]),
    help=N_("What to show; may be repeated."),
)
@option(
    "--sort",
    metavar=N_("FIGURE[:BLOCK]"),
    help=N_(
        "Put the regions in order of name, mean, spread, coverage, or the number of strengths, "
        "attentions or differences, of all blocks or of one; falling with - before it, such as "
        "-mean:opgave or -attentions."
    ),
)
@option(
    "--since",
    metavar=N_("YYYY-MM-DD"),
    help=N_("Show what changed since the start of this day too."),
)
@option(
    "--figure",
    metavar=N_("FIGURE[:BLOCK]"),
    help=N_(
        "Show on the map: mean (what is usual), spread, coverage, strengths, attentions or "
        "differences; mean and spread also of one block."
    ),
)
@option(
    "--format",
    type=click.Choice([*_USUAL]),
    default="text",
    show_default=True,
    help=N_("What to make."),
)
@option(
    "--date",
    metavar=N_("YYYY-MM-DD"),
    help=N_("The date that a PDF or XLSX bears, instead of that of SOURCE_DATE_EPOCH or today."),
)
@option("--out", metavar=N_("FILE|FOLDER"), help=N_("Where to; - is standard output."))
@option("--force", is_flag=True, help=N_("Replace files that are there."))
def compare(
    *,
    regions: tuple[str, ...], everything: bool, clusters: tuple[str, ...],
    positions: tuple[str, ...], provincies: tuple[str, ...], themes: tuple[str, ...],
    statuses: tuple[str, ...], from_: str | None, to: str | None, template: str | None,
    perspectives: tuple[str, ...], views: tuple[str, ...], sort: str | None, since: str | None,
    figure: str | None, format: str, date: str | None, out: str | None, force: bool,
) -> None:  # fmt: skip
    from welvaartcanvas.workspace.choosing import selection
    from welvaartcanvas.workspace.dates import read_date
    from welvaartcanvas.workspace.exporting_comparison import file_name, wanted

    filters = (clusters, positions, provincies, themes, statuses, from_, to, template)
    _require_choice(regions, everything=everything, chosen=any(map(bool, filters)))
    chosen_views = _views(views, format, since=since is not None, figure=figure is not None)
    start = read_date(since) if since is not None else None
    here = workspace()
    day = _day(here, format, date)
    chosen = selection(
        here,
        regions=regions,
        clusters=clusters,
        positions=positions,
        provinces=provincies,
        themes=themes,
        statuses=statuses,
        changed_from=read_date(from_) if from_ is not None else None,
        changed_to=read_date(to) if to is not None else None,
        template=template,
    )
    compared = _compared(here, chosen, perspectives)
    if sort is not None:
        from welvaartcanvas.cli.comparison_requests import ordered

        compared = compared._replace(comparison=ordered(compared.comparison, sort))
    on_map = None
    if figure is not None:
        from welvaartcanvas.cli.comparison_requests import figure_of

        on_map = figure_of(compared.comparison, figure)
    parts = wanted(chosen_views, since=start, figure=on_map)
    target = None
    if out != "-" and (out is not None or format not in _TEXT):
        target = target_of(out, several=False)
        if is_folder(target):
            ending = "txt" if format == "text" else format
            target /= file_name(compared.comparison, ending, day)
        check_target(target, force=force)
    dossier = here.comparing.dossier(compared, parts)
    tell_limits(compared, chosen_views)
    hand_over(dossier, format, chosen_views, day, target, force=force)


def _compared(here: Workspace, chosen: Selection, perspectives: Collection[str]) -> Compared:
    from welvaartcanvas.domain.comparison import NothingInCommon
    from welvaartcanvas.workspace.choosing import sides

    try:
        compared = here.comparing.compare(chosen)
    except NothingInCommon as fault:
        raise RequestError(
            "the canvases were made with templates that have nothing in common ({templates}); "
            "choose one with --template",
            **fault.values,
        ) from fault
    return compared.seen_from(sides(compared, perspectives))


def _require_choice(regions: Collection[str], *, everything: bool, chosen: bool) -> None:
    if regions and everything:
        raise RequestError("name regions or --all, not both")
    if not (regions or everything or chosen):
        raise RequestError(
            "name regions, choose them with an option such as --cluster, or take all of them with "
            "--all; see: region list"
        )


def _views(asked: Collection[str], format: str, *, since: bool, figure: bool) -> tuple[View, ...]:
    """What to show: what was asked for, with what --since and --figure are for."""
    also = {View.CHANGES} if since else set()
    also |= {View.MAP} if figure else set()
    named = {View(view) for view in asked} | also
    if not asked and not (format == "csv" and also):
        named |= {*_USUAL[format]}
    if format == "csv" and len(named) > 1:
        raise RequestError("CSV holds one table; choose one --view, or XLSX for several")
    return tuple(view for view in View if view in named)


def _day(here: Workspace, format: str, asked: str | None) -> day_of:
    """The date that a document bears; other formats bear none."""
    from welvaartcanvas.workspace.dates import document_date, read_date
    from welvaartcanvas.workspace.exporting import ExportFormat

    dated = format in ("pdf", "xlsx")
    if asked is None:
        return document_date(ExportFormat.PDF if dated else ExportFormat.JSON, here.session.clock)
    if not dated:
        raise RequestError(
            "{name} goes with {formats}, not with {value}",
            name="--date",
            formats=("pdf", "xlsx"),
            value=format,
        )
    return read_date(asked)
