"""What changed since an earlier day: by block, and where the most."""

from __future__ import annotations

from collections.abc import Sequence

from welvaartcanvas.domain.development import Development
from welvaartcanvas.i18n import _, date_text, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.likeness import region_cell
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, number, signed
from welvaartcanvas.report.parts import block_cell, head_cell, text_cell
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording.programme import shown_change

#: So many changes are told one by one; the pages of the regions have all.
_MOST = 15


def changes(sheet: ComparisonSheet, section: Section) -> None:
    """What rose and fell since the day that was chosen."""
    view, since = sheet.view, sheet.view.dossier.since
    found = since.developments if since else ()
    node = sheet.start(section, least=200 if found else 120)
    if not found:
        sheet.text(node, _("Nothing changed since then."), style.QUIET)
        return
    regions = len({each.region_id for each in found})
    said = ngettext(
        "In {n} of {total} regions something changed since {day}.",
        "In {n} of {total} regions something changed since {day}.",
        regions,
    ).format(
        n=regions,
        total=len(view.standings),
        day=date_text(since.day) if since else "",
    )
    sheet.text(node, said, style.LEAD, keep=True)
    sheet.heading(node, Role.H2, _("By block"), space=16)
    sheet.table(node, _by_block(view, found), space=4)
    most = _largest(found)
    if most:
        sheet.heading(node, Role.H2, _("Where the mean rose or fell most"))
        sheet.table(node, _one_by_one(view, most), space=4)


def rises_and_falls(found: Sequence[Development]) -> tuple[int, int]:
    """In how many the mean rose and fell, by what one decimal shows."""
    shown = [shown_change(each) or 0.0 for each in found]
    return sum(each > 0 for each in shown), sum(each < 0 for each in shown)


def _by_block(view: ComparisonView, found: Sequence[Development]) -> Table:
    head = [_("Block"), _("Regions in which it rose"), _("Regions in which it fell")]
    head += [_("Rated for the first time"), _("Contributions added")]
    rows = []
    for block in view.comparison.blocks:
        of_block = [each for each in found if each.block == block.key]
        rose, fell = rises_and_falls(of_block)
        new = sum(each.then.mean is None and each.now.mean is not None for each in of_block)
        added = sum(each.added for each in of_block)
        values = map(text_cell, map(str, (rose, fell, new, added)))
        rows.append([block_cell(view, block), *values])
    return Table([[*map(head_cell, head)]], rows, style.TABLE, (0.0, 0.5, 0.5, 0.5, 0.5))


def _largest(found: Sequence[Development]) -> list[Development]:
    moved = [each for each in found if shown_change(each)]
    return sorted(moved, key=lambda each: -abs(shown_change(each) or 0.0))[:_MOST]


def _one_by_one(view: ComparisonView, found: Sequence[Development]) -> Table:
    head = [_("Region"), _("Block"), _("Then"), _("Now"), _("Change"), _("Contributions added")]
    rows = [_row(view, each) for each in found]
    align = (0.0, 0.0, 0.5, 0.5, 0.5, 0.5)
    shares = (190, 210, 70, 70, 80, 125)
    return Table([[*map(head_cell, head)]], rows, style.TABLE, align, shares)


def _row(view: ComparisonView, each: Development) -> list[Cell]:
    values = (number(each.then.mean), number(each.now.mean), signed(shown_change(each)))
    return [
        region_cell(view, each.region_id),
        block_cell(view, view.block(each.block)),
        *map(text_cell, values),
        text_cell(str(each.added)),
    ]
