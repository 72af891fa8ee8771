"""The matrix: every region in every block, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from welvaartcanvas.domain.areas import SCORES
from welvaartcanvas.domain.comparison import Figures, Standing
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _
from welvaartcanvas.report import style
from welvaartcanvas.report.comparison.sheet import ComparisonSheet
from welvaartcanvas.report.comparison.view import ComparisonView, number
from welvaartcanvas.report.parts import finding_lead, finding_span, legend, signs_tail
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span, shortened, widest_word
from welvaartcanvas.report.pdf.tree import Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.wording import Finding
from welvaartcanvas.wording.programme import counted_sides_text

#: The width for the names of regions, for what all blocks give, and the least for a block: a
#: mean with its spread, or the coverage with three signs.
_NAMES, _ALL, _BLOCK = 118.0, 69.0, 62.0
#: No block asks more than this, however long the words of its title are.
_WIDEST = 110.0
#: A title in the head has at most so many lines; the table of patterns has it whole.
_LINES = 4


def matrix(sheet: ComparisonSheet, section: Section) -> None:
    """All regions by name, in as many tables as the blocks need beside one another."""
    view = sheet.view
    node = sheet.start(section)
    counted = counted_sides_text(view.comparison)
    if counted:
        sheet.text(node, counted, style.SMALL_STRONG, space=4, keep=True)
    sheet.text(
        node,
        _(
            "In each cell stands the mean of the ratings (0 to 5) with the spread in brackets,"
            " and below it how many perspectives gave a contribution. The higher the mean, the"
            " darker the cell. A dash: no rating yet. The name of a region leads to its own page."
        ),
        style.SMALL,
        space=4,
        keep=True,
    )
    signs = [
        (finding_lead(finding), finding_span(finding, style.SMALL_STRONG)) for finding in Finding
    ]
    sheet.flow.add(legend(node, signs, sheet.frame.width, 4))
    parts = list(_parts(view.comparison.blocks, sheet.frame.width))
    for i, places in enumerate(parts):
        if len(parts) > 1:
            first, last = (view.comparison.blocks[places[at]].number for at in (0, -1))
            title = _("Blocks {first} to {last}") if first != last else _("Block {first}")
            sheet.heading(node, Role.H2, title.format(first=first, last=last))
        sheet.table(node, _table(view, places, sheet.frame.width, overall=i == 0), space=6)


def _parts(blocks: Sequence[Block], width: float) -> Iterator[range]:
    """The blocks, as many beside one another as fit, and about as many in every table."""
    room = width - _NAMES - _ALL
    most = max(1, int(room / _BLOCK))
    tables = -(-len(blocks) // most)
    ends = [round(len(blocks) * part / tables) for part in range(tables + 1)]
    for start, end in pairwise(ends):
        yield range(start, end)


def _table(view: ComparisonView, places: Sequence[int], width: float, *, overall: bool) -> Table:
    blocks = [view.comparison.blocks[place] for place in places]
    room = width - _NAMES - (_ALL if overall else 0.0)
    even = room / len(blocks)
    asked = [
        min(max(_BLOCK, widest_word([_title(view, block)]) + style.MATRIX.across + 1), _WIDEST)
        for block in blocks
    ]
    spare = room - sum(asked)
    widths = [one + spare / len(blocks) for one in asked] if spare >= 0 else [even] * len(blocks)
    head = [Cell.of(Span(_("Region"), style.SMALL_STRONG))]
    head += [_head(view, block, one) for block, one in zip(blocks, widths, strict=True)]
    rows = [_middles(view, places, overall=overall)]
    rows += [
        _row(view, standing, places, overall=overall) for standing in view.comparison.standings
    ]
    shares = [_NAMES, *widths]
    if overall:
        head.append(Cell.of(Span(_("All blocks"), style.SMALL_STRONG)))
        shares.append(_ALL)
    return Table([head], rows, style.MATRIX, shares=shares)


def _title(view: ComparisonView, block: Block) -> Span:
    return Span(view.text(block.title), style.SMALL_STRONG)


def _head(view: ComparisonView, block: Block, width: float) -> Cell:
    """The number and title of a block, in a few lines."""
    span = _title(view, block)
    lines = shortened([span], width - style.MATRIX.across, _LINES)
    if len(lines) == _LINES:
        span = span._replace(text=" ".join(line.text.strip() for line in lines))
    number = Span(str(block.number), style.SMALL)
    return Cell([[number], [span]], language=view.foreign(block.title))


def _middles(view: ComparisonView, places: Sequence[int], *, overall: bool) -> list[Cell]:
    """The middle value of all regions, for each block."""
    fives = {d.block: d.five for d in view.dossier.distributions}
    row = [Cell.of(Span(_("Median"), style.SMALL))]
    for place in places:
        five = fives[view.comparison.blocks[place].key]
        row.append(Cell.of(Span(number(five[2] if five else None), style.SMALL)))
    if overall:
        means = [s.mean for s in view.rated if s.mean is not None]
        row.append(Cell.of(Span(number(median(means) if means else None), style.SMALL)))
    return row


def _row(
    view: ComparisonView, standing: Standing, places: Sequence[int], *, overall: bool
) -> list[Cell]:
    region = standing.region
    name = Span(region.name, style.SMALL_STRONG._replace(colour=style.ACCENT))
    row = [Cell.of(name, link=view.link(region.id))]
    row += [_cell(view, standing, standing.blocks[place]) for place in places]
    if overall:
        filled = f"{standing.filled}/{view.comparison.cells}"
        mean = Span(number(standing.mean), style.STRONG)
        row.append(Cell([[mean], [Span(filled, style.SMALL)]]))
    return row


def _cell(view: ComparisonView, standing: Standing, figures: Figures) -> Cell:
    spans = [Span(number(figures.mean), style.STRONG)]
    if figures.spread is not None:
        spans.append(Span(f" ({number(figures.spread)})", style.SMALL))
    covered = Span(f"{figures.filled}/{len(figures.sides)}", style.SMALL)
    fill = None if figures.mean is None else style.MEANS[SCORES.place(figures.mean)]
    return Cell([spans, [covered]], tail=signs_tail(view.findings(standing, figures)), fill=fill)
