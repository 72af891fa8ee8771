"""The lines of the first screen: each region with its canvases, and how far those are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.region import Region
from welvaartcanvas.domain.status import Standing
from welvaartcanvas.i18n import _, date_text, language, ngettext
from welvaartcanvas.tui.widgets.rows import Row, fitted
from welvaartcanvas.tui.widgets.standing import standing_content
from welvaartcanvas.wording import cluster_name
from welvaartcanvas.wording.settling import SIGN
from welvaartcanvas.workspace import CanvasLine

REGION, CANVAS = "region:", "canvas:"

#: The sign of text that was typed and not saved.
DRAFT_SIGN = "✎"


class Measures(NamedTuple):
    """How wide the parts of a line are, in cells; where there is no room for names, 0."""

    bar: int
    who: int
    whole_dates: bool


NARROW = Measures(bar=5, who=0, whole_dates=False)
WIDE = Measures(bar=27, who=24, whole_dates=True)


def overview(
    regions: Sequence[Region],
    lines: Sequence[CanvasLine],
    *,
    standings: Mapping[str, Standing],
    drafted: Collection[str],
    now: datetime,
    measures: Measures,
) -> tuple[Row, list[Option]]:
    """The heading above the list, and its options with ids ``region:ID`` and ``canvas:ID``.

    ``standings`` says how far each canvas is, and ``drafted`` has the ids of canvases for which
    unsaved text is kept. ``now`` decides which moments are of today.
    """
    moments = [_moment_text(line.changed_at, now, measures) for line in lines]
    headings = [_("Filled"), _("Rated"), _("Status"), _("Changed"), _("By")]
    if not measures.who:
        headings.pop()
    status = {
        line.id: standing_content(standings[line.id], day=measures.whole_dates) for line in lines
    }
    figures = [f"{line.filled}/{line.cells}" for line in lines]
    filled = max(map(len, figures), default=0)
    widths = (
        max(len(headings[0]), measures.bar + 1 + filled),
        max(len(headings[1]), filled),
        max([len(headings[2]), *(each.cell_length for each in status.values())]),
        max([len(headings[3]), *map(len, moments)]),
        max(
            len(headings[-1]), min(measures.who, max((len(x.changed_by) for x in lines), default=0))
        ),
    )
    head = Row(
        Content.styled(_("Region and canvas"), "bold"),
        [
            fitted(Content.styled(text, "bold"), width, right=place == 1)
            for place, (text, width) in enumerate(zip(headings, widths, strict=False))
        ],
    )
    of_region: dict[str, list[Option]] = {region.id: [] for region in regions}
    for line, figure, moment in zip(lines, figures, moments, strict=True):
        columns = [
            fitted(
                Content.assemble(
                    bar(line.filled, line.cells, measures.bar), " ", figure.rjust(filled)
                ),
                widths[0],
            ),
            fitted(Content(f"{line.rated}/{line.cells}"), widths[1], right=True),
            fitted(status[line.id], widths[2]),
            fitted(Content.styled(moment, "$text-muted"), widths[3]),
            fitted(Content.styled(line.changed_by, "$text-muted"), widths[4]),
        ][: len(headings)]
        sign = (f" {DRAFT_SIGN} ", "$warning") if line.id in drafted else ("   ", "")
        waits = (f"{SIGN} {line.to_choose}  ", "bold $text-warning") if line.to_choose else ""
        row = Row(Content.assemble(sign, waits, line.title), columns)
        of_region[line.region_id].append(Option(row, id=CANVAS + line.id))
    options: list[Option] = []
    for region in regions:
        options.append(Option(_region_row(region, bool(of_region[region.id])), REGION + region.id))
        options += of_region[region.id]
    return head, options


def bar(done: int, total: int, width: int) -> Content:
    """``done`` of ``total`` as a bar: never empty when something is done, nor full too early."""
    cells = done * width // total
    cells = max(cells, 1) if done else 0
    return Content.assemble(("━" * cells, "$primary"), ("·" * (width - cells), "$text-muted"))


def _region_row(region: Region, has_canvases: bool) -> Row:
    count = len(region.municipalities)
    about = [ngettext("{n} municipality", "{n} municipalities", count).format(n=count)]
    if region.cluster:
        about.append(cluster_name(region.cluster))
    if not has_canvases:
        about.append(_("no canvas yet: press n"))
    return Row(
        Content.assemble((region.name, "bold $primary"), ("  " + " · ".join(about), "$text-muted"))
    )


def _moment_text(moment: datetime, now: datetime, measures: Measures) -> str:
    """The time of today, else the day: no longer than it must be."""
    moment, now = moment.astimezone(), now.astimezone()
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    if moment.year == now.year and not measures.whole_dates:
        return f"{moment:%d-%m}" if language() == "nl" else f"{moment:%d/%m}"
    return date_text(moment.date(), "short")
