"""With whom to begin: who to talk with first, who can tell, and which tables to set first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from welvaartcanvas.domain.circles import Table
from welvaartcanvas.domain.comparison import Standing
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.learning import region_link
from welvaartcanvas.report.comparison.view import ComparisonView
from welvaartcanvas.report.pdf.layout import Piece, Row, RowCell, paragraph
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Node, Role
from welvaartcanvas.wording.programme import numbered_tables

#: So many regions, and tables, to begin with.
_MOST = 3
#: The widths of the lists beside one another, as shares, and what is between them.
_SHARES, _GAP = (0.3, 0.23, 0.47), 14.0


class _Entry(NamedTuple):
    """A name in bold, of a region or not, and what is said of it below that."""

    name: str
    said: str
    region_id: str = ""


def beginnings(view: ComparisonView, parent: Node, width: float) -> list[Piece]:
    """Three short lists beside one another; those that have nothing are left out."""
    lists = [
        (_("Talk with these first"), list(_asking(view))),
        (_("Can tell"), list(_telling(view))),
        (_("Learning circles to begin with"), list(_tables(view))),
    ]
    if not any(entries for _title, entries in lists):
        return []
    room = width - _GAP * (len(lists) - 1)
    cells, x = [], 0.0
    for (title, entries), share in zip(lists, _SHARES, strict=True):
        wide = share * room
        if entries:
            cells.append(RowCell(x, wide, tuple(_listed(view, parent, title, entries, wide))))
        x += wide + _GAP
    row = Row.of(cells, 0, 0)
    row.space = 12
    return [row]


def _listed(
    view: ComparisonView, parent: Node, title: str, entries: Sequence[_Entry], width: float
) -> list[Piece]:
    node = parent.add(Role.SECTION)
    pieces = paragraph(node.add(Role.H2), [Span(title, style.H3)], width, keep=True)
    told = node.add(Role.LIST)
    for entry in entries:
        body = told.add(Role.ITEM).add(Role.BODY)
        if entry.region_id:
            name = Span(entry.name, style.SMALL_STRONG._replace(colour=style.ACCENT))
            lines = region_link(view, body.add(Role.PARAGRAPH), entry.region_id, name, width)
        else:
            name = Span(entry.name, style.SMALL_STRONG)
            lines = paragraph(body.add(Role.PARAGRAPH), [name], width)
        lines[0].space = 3
        pieces += lines
        pieces += paragraph(
            body.add(Role.PARAGRAPH), [Span(entry.said, style.SMALL)], width, together=True
        )
    return pieces


def _asking(view: ComparisonView) -> Iterator[_Entry]:
    """The regions with most attention points; of equals those with the lowest mean."""
    found = [standing for standing in view.rated if standing.attentions]
    found.sort(key=lambda s: (-s.attentions, s.mean or 0.0, s.name_order))
    for standing in found[:_MOST]:
        said = ngettext("{n} attention point", "{n} attention points", standing.attentions)
        where = _where(view, [figures.attention for figures in standing.blocks])
        yield _entry(view, standing, f"{said.format(n=standing.attentions)} ({where})")


def _telling(view: ComparisonView) -> Iterator[_Entry]:
    """The regions with most strengths; of equals those with the highest mean."""
    found = [standing for standing in view.rated if standing.strengths]
    found.sort(key=lambda s: (-s.strengths, -(s.mean or 0.0), s.name_order))
    for standing in found[:_MOST]:
        said = ngettext("{n} strength", "{n} strengths", standing.strengths)
        where = _where(view, [figures.strength for figures in standing.blocks])
        yield _entry(view, standing, f"{said.format(n=standing.strengths)} ({where})")


def _entry(view: ComparisonView, standing: Standing, said: str) -> _Entry:
    return _Entry(view.short_name(standing.region.id), said, standing.region.id)


def _where(view: ComparisonView, found: Sequence[bool]) -> str:
    """The numbers of the blocks where something was found."""
    blocks = zip(view.comparison.blocks, found, strict=True)
    numbers = [str(block.number) for block, there in blocks if there]
    text = ngettext("block {numbers}", "blocks {numbers}", len(numbers))
    return text.format(numbers=", ".join(numbers))


def _tables(view: ComparisonView) -> Iterator[_Entry]:
    """Tables about different blocks: first those where somebody tells, then the fullest."""
    learning = view.dossier.learning
    found = list(numbered_tables(learning.circles.tables, view.comparison)) if learning else []
    blocks: set[str] = set()
    for number, table in sorted(found, key=lambda each: _fitness(each[1])):
        if table.block in blocks or len(blocks) == _MOST:
            continue
        blocks.add(table.block)
        asking = ", ".join(view.short_name(need.region_id) for need in table.needs)
        said = asking
        if table.host_id:
            said = _("{asking}; {host} tells how").format(
                asking=asking, host=view.short_name(table.host_id)
            )
        title = view.text(view.block(table.block).title)
        yield _Entry(_("Table {n}: {block}").format(n=number, block=title), said)


def _fitness(table: Table) -> tuple[bool, bool, int, int]:
    asked = sum(len(need.questions) for need in table.needs)
    return table.host_id is None, table.kind is None, -asked, -len(table.needs)
