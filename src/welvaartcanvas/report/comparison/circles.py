"""The tables for learning circles: who sits together over which block, and who tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from welvaartcanvas.domain.circles import SEATS, Table
from welvaartcanvas.domain.matching import Need
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.likeness import region_cell
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, in_short, listed
from welvaartcanvas.report.parts import block_cell, head_cell, text_cell
from welvaartcanvas.report.pdf import tables
from welvaartcanvas.report.pdf.tables import Cell
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording.comparing import side_names, table_name
from welvaartcanvas.wording.programme import numbered_tables

#: So many characters of a learning question say what it is about.
_IN_SHORT = 80


def learning_circles(sheet: ComparisonSheet, section: Section) -> None:
    """The tables by block, and what found no table."""
    view, learning = sheet.view, sheet.view.dossier.learning
    found = learning.circles.tables if learning else ()
    node = sheet.start(section, least=160 if found else 120)
    if not found:
        said = _("No table can be formed: that takes three regions that ask about one block.")
        sheet.text(node, said, style.QUIET)
    else:
        sheet.text(
            node,
            _(
                "Regions that ask about the same block sit together, at most {seats} at a table,"
                " with a region that is strong in it as host where there is one."
            ).format(seats=SEATS),
            style.LEAD,
            keep=True,
        )
        head = [_("Block"), _("Table"), _("In common"), _("Who asks, and what"), _("Who tells")]
        rows = list(_rows(view, found))
        shares = (116, 40, 92, 397, 100)
        table = tables.Table([[*map(head_cell, head)]], rows, style.COMPACT, shares=shares)
        sheet.table(node, table)
    _waiting(sheet, node)


def _rows(view: ComparisonView, found: Sequence[Table]) -> Iterator[list[Cell]]:
    """A row a table; the name of a block takes all rows of its tables."""
    counts, named = Counter(table.block for table in found), ""
    for number, table in numbered_tables(found, view.comparison):
        block = view.block(table.block)
        first = [] if block.key == named else [block_cell(view, block, rows=counts[block.key])]
        named = block.key
        yield [*first, *_row(view, table, number)]


def _row(view: ComparisonView, table: Table, number: str) -> list[Cell]:
    host = table.host_id
    return [
        text_cell(number),
        text_cell(table_name(table)),
        Cell(list(_asked(view, table.needs)), language=view.typed),
        region_cell(view, host) if host else text_cell(_("nobody yet")),
    ]


def _asked(view: ComparisonView, needs: Sequence[Need]) -> Iterator[list[Span]]:
    """Each learning question in short after its region, and then who has an attention point."""
    low: dict[tuple[str, ...], list[str]] = {}
    for need in needs:
        name = view.short_name(need.region_id)
        for question in need.questions[:1]:
            more = len(need.questions) - 1
            rest = _(" (and {n} more)").format(n=more) if more else ""
            words = in_short(question.text, _IN_SHORT)
            yield [Span(f"{name}: ", style.SMALL_STRONG), Span(words + rest, style.SMALL_INK)]
        if not need.questions:
            low.setdefault(need.low, []).append(name)
    for sides, names in low.items():
        said = _("attention point of {sides}").format(sides=side_names(sides, view.comparison))
        together = ", ".join(names)
        yield [Span(f"{together}: ", style.SMALL_STRONG), Span(said, style.SMALL_INK)]


def _waiting(sheet: ComparisonSheet, node: Node) -> None:
    """What is asked by too few regions for a table, block by block."""
    view, learning = sheet.view, sheet.view.dossier.learning
    waiting: dict[str, list[str]] = {}
    for need in learning.circles.waiting if learning else ():
        waiting.setdefault(need.block, []).append(view.region_name(need.region_id))
    if not waiting:
        return
    count = sum(map(len, waiting.values()))
    text = ngettext("{n} question without a table", "{n} questions without a table", count)
    sheet.heading(node, Role.H2, text.format(n=count))
    rows = [
        [block_cell(view, view.block(key)), text_cell(listed(names, 20))]
        for key, names in waiting.items()
    ]
    head = [head_cell(_("Block")), head_cell(_("Regions"))]
    table = tables.Table([head], rows, style.TABLE, shares=(200, 545))
    sheet.table(node, table, space=4)
