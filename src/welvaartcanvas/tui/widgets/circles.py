"""Tables for learning circles as the lines of a list that can be read out as a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.circles import Circles, Table
from welvaartcanvas.domain.comparison import Comparison, Standing
from welvaartcanvas.domain.matching import Need
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, language, ngettext, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.text import Hanging, on_one_line
from welvaartcanvas.wording import Finding
from welvaartcanvas.wording.comparing import in_common_text, need_text
from welvaartcanvas.wording.programme import numbered_tables


def circle_options(comparison: Comparison, circles: Circles, block: str) -> Iterator[Option]:
    """Every table below its block, and then who waits; of ``block``, or of all when it is empty.

    The ids are ``BLOCK REGION`` of who asks, and of a host with the first who asks behind it: one
    may host several tables.
    """
    standings = {standing.region.id: standing for standing in comparison.standings}
    tables: dict[str, list[tuple[str, Table]]] = {}
    for number, table in numbered_tables(circles.tables, comparison):
        tables.setdefault(table.block, []).append((number, table))
    blocks = sorted(comparison.blocks, key=lambda each: each.number)
    blocks = [each for each in blocks if block in ("", each.key)]
    for place, each in enumerate(blocks):
        if each.key in tables:
            above = "\n" if place else ""
            yield _heading(f"{above}{each.number} {on_one_line(each.title(language()))}")
        for number, table in tables.get(each.key, ()):
            yield from _table(comparison, each, number, table, standings)
    waiting = {(need.block, need.region_id): need for need in circles.waiting}
    alone = [need for each in blocks for key, need in waiting.items() if key[0] == each.key]
    if alone:
        yield _heading("\n" + _("Who waits: too few regions ask about the same block"))
        for need in alone:
            yield _asking(comparison, need, standings[need.region_id], with_block=True)


def _heading(text: str) -> Option:
    return Option(Hanging(("", Content.styled(text, "bold $primary"))), disabled=True)


def _table(
    comparison: Comparison,
    block: Block,
    number: str,
    table: Table,
    standings: Mapping[str, Standing],
) -> Iterator[Option]:
    count = len(table.needs)
    asking = ngettext("{n} region asks", "{n} regions ask", count).format(n=count)
    said = Content.assemble(
        (_("Table {number}").format(number=number), "bold"),
        f": {asking}, {in_common_text(table)}",
    )
    yield Option(Hanging(("  ", said)), disabled=True)
    for need in table.needs:
        yield _asking(comparison, need, standings[need.region_id])
    if table.host_id is None:
        alone = _("No region outside this table is strong in this block yet: they start together.")
        yield Option(Hanging(("    ", Content.styled(alone, marks.MUTED))), disabled=True)
    else:
        key = f"{block.key} {table.host_id} {table.needs[0].region_id}"
        yield Option(_host(block, standings[table.host_id], comparison), id=key)


def _asking(
    comparison: Comparison, need: Need, standing: Standing, *, with_block: bool = False
) -> Option:
    """A region and what it asks, its learning questions in full."""
    said = need_text(need, comparison)
    if with_block:
        block = comparison.blocks[comparison.place(need.block)]
        said = f"{block.number} {on_one_line(block.title(language()))}: {said}"
    first = Content.assemble((on_one_line(standing.region.name), "bold"), f": {said}")
    parts = [("    ", first)]
    for question in need.questions:
        whom = f" ({question.from_whom})" if question.from_whom else ""
        parts.append(("      ", Content(f"“{on_one_line(question.text)}”{whom}")))
    return Option(Hanging(*parts), id=f"{need.block} {need.region_id}")


def _host(block: Block, standing: Standing, comparison: Comparison) -> Hanging:
    mean = standing.blocks[comparison.place(block.key)].mean or 0.0
    said = _("{region} hosts, and tells how: it is strong here (mean {mean}).").format(
        region=on_one_line(standing.region.name), mean=number_text(mean)
    )
    content = Content.assemble(marks.sign(Finding.STRENGTH), " ", said)
    return Hanging(("  ", content))
