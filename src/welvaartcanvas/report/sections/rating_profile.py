"""The profile of the ratings: what stands out in a sentence, a chart, and its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from welvaartcanvas.domain.analysis import BlockProfile
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import _, ngettext
from welvaartcanvas.report import style
from welvaartcanvas.report.canvas_sheet import FRAME, CanvasSheet
from welvaartcanvas.report.parts import (
    block_cell,
    finding_lead,
    finding_span,
    head_cell,
    legend,
    parted,
    perspective_lead,
    text_cell,
)
from welvaartcanvas.report.pdf.charts import Dot, DotChart, DotRow
from welvaartcanvas.report.pdf.layout import Drawing, Piece
from welvaartcanvas.report.pdf.page import Page
from welvaartcanvas.report.pdf.tables import Cell, Table
from welvaartcanvas.report.pdf.text import Span
from welvaartcanvas.report.pdf.tree import Area, Box, Node, Role
from welvaartcanvas.report.sheet import Section
from welvaartcanvas.report.targets import cell_target
from welvaartcanvas.report.template_view import HIGHEST
from welvaartcanvas.report.view import CanvasView, mean_text, score_text
from welvaartcanvas.wording import Finding, finding_name

#: A chart is not higher than this part of a page: what does not fit is a chart of its own.
_CHART_HEIGHT = 0.7 * FRAME.height
#: And it says no more than this: that may take 32,767 bytes (ISO 19005-3, 6.1.13), and the file
#: spends up to four on a character.
_CHART_WORDS = 8000
#: With more perspectives than this the names leave no room for what stands out.
_TELLING = 3
#: The sentence on the largest difference names at most so many blocks that have it.
_NAMED = 3


def rating_profile(sheet: CanvasSheet, section: Section) -> None:
    """The ratings as dots on a line from 0 to 5, and the same numbers in a table."""
    view = sheet.view
    if not any(profile.given for profile in view.profiles.values()):
        node = sheet.start(section, least=100)
        sheet.text(node, _("Nothing has been rated yet."), style.QUIET)
        return
    node = sheet.start(section)
    sheet.text(node, " ".join(_headline(view)), style.LEAD, keep=True)
    sheet.flow.add(_legend(view, node))
    for blocks in parted(view.template.reading_order, partial(_fits, view)):
        sheet.flow.add(_chart(view, node, blocks))
    sheet.heading(node, Role.H2, _("The numbers"), space=18)
    sheet.table(node, _numbers(view), space=4)


def _headline(view: CanvasView) -> Iterator[str]:
    """What follows from the ratings, in a few short sentences."""

    def count(finding: Finding) -> int:
        return sum(finding in found for found in view.findings.values())

    if n := count(Finding.STRENGTH):
        yield ngettext("{n} block is a strength.", "{n} blocks are a strength.", n).format(n=n)
    if n := count(Finding.ATTENTION):
        yield ngettext("{n} block needs attention.", "{n} blocks need attention.", n).format(n=n)
    if n := count(Finding.DIFFERENCE):
        yield ngettext(
            "On {n} block the views differ.", "On {n} blocks the views differ.", n
        ).format(n=n)
        spread = view.agenda[0].profile.spread
        most = [block for block in view.template.reading_order if spread == _spread(view, block)]
        if len(most) <= _NAMED:
            yield _("Furthest apart: {blocks} ({spread} points).").format(
                blocks=", ".join(view.title(block) for block in most), spread=spread
            )
    if not any(view.findings.values()):
        yield _(
            "No block stands out: there is no strength, no attention point and no difference of"
            " view."
        )
    if n := count(Finding.UNKNOWN):
        yield ngettext(
            "On {n} block not every rating was given.",
            "On {n} blocks not every rating was given.",
            n,
        ).format(n=n)


def _spread(view: CanvasView, block: Block) -> int | None:
    return view.profiles[block.key].spread


def _legend(view: CanvasView, parent: Node) -> list[Piece]:
    """The marks and signs with their names, as many beside one another as fit."""
    found = {finding for findings in view.findings.values() for finding in findings}
    sides = [
        (perspective_lead(view, p), Span(view.name(p), style.SMALL_STRONG))
        for p in view.template.perspectives
    ]
    signs = [
        (finding_lead(finding), finding_span(finding, style.SMALL_STRONG))
        for finding in Finding
        if finding in found
    ]
    return [*legend(parent, sides, FRAME.width, 10), *legend(parent, signs, FRAME.width, 4)]


def _fits(view: CanvasView, blocks: Sequence[Block]) -> bool:
    words = len(_in_words(view, blocks))
    return words <= _CHART_WORDS and _dots(view, blocks).height <= _CHART_HEIGHT


def _chart(view: CanvasView, parent: Node, blocks: Sequence[Block]) -> list[Piece]:
    chart = _dots(view, blocks)
    figure = parent.add(Role.FIGURE, alternative=_in_words(view, blocks))

    def paint(page: Page, x: float, y: float) -> None:
        figure.box = Box(page.number, Area(x, y, FRAME.width, chart.height))
        chart.draw(page, figure, x, y)

    return [Drawing(chart.height, 10, paint=paint)]


def _dots(view: CanvasView, blocks: Sequence[Block]) -> DotChart:
    rows = [_row(view, block, view.profiles[block.key]) for block in blocks]
    ends = (view.anchor(0), view.anchor(HIGHEST))
    given = [view.profiles[block.key].given for block in blocks]
    equal = any(len({*scores}) < len(scores) for scores in given)
    note = _("Equal ratings stand beside one another.") if equal else ""
    return DotChart(rows, HIGHEST, FRAME.width, style.DOTS, ends=ends, note=note)


def _row(view: CanvasView, block: Block, profile: BlockProfile) -> DotRow:
    sides = zip(view.template.perspectives, profile.scores, strict=True)
    found = [style.FINDINGS[finding] for finding in view.findings[block.key]]
    return DotRow(
        view.block_name(block),
        tuple(
            Dot(side.shape, view.colour(side), score)
            for side, (_key, score) in sides
            if score is not None
        ),
        tuple((signed.sign, signed.colour) for signed in found),
        style.FINDINGS[Finding.DIFFERENCE].colour if profile.difference else None,
    )


def _in_words(view: CanvasView, blocks: Sequence[Block]) -> str:
    """What the rows of a chart show: the scores, how far apart they are, and what follows."""
    return "\n".join(_row_in_words(view, block) for block in blocks)


def _row_in_words(view: CanvasView, block: Block) -> str:
    profile = view.profiles[block.key]
    scores = ", ".join(
        f"{view.name(p)} {score_text(score)}"
        for p, (_key, score) in zip(view.template.perspectives, profile.scores, strict=True)
    )
    spread = _("spread {spread}").format(spread=score_text(profile.spread))
    said = "; ".join([scores, spread, *map(finding_name, view.findings[block.key])])
    return f"{view.title(block)}: {said}."


def _numbers(view: CanvasView) -> Table:
    """A row a block, under the names of the perspectives and the word for all of them.

    What stands out has a column while the names leave room for it; the chart says it too.
    """

    sides = view.template.perspectives
    values = [_("Mean"), _("Spread")]
    align = [0.0, *(0.5 for _side in sides), 0.5, 0.5]
    telling = len(sides) <= _TELLING
    if telling:
        values.append(_("What stands out"))
        align.append(0.0)
    rows = []
    for block in view.template.reading_order:
        profile = view.profiles[block.key]
        rows.append(
            [
                block_cell(view, block),
                *(
                    text_cell(score_text(score), target=cell_target(block.key, key))
                    for key, score in profile.scores
                ),
                text_cell(mean_text(profile)),
                text_cell(score_text(profile.spread)),
            ]
        )
        if telling:
            names = [*map(finding_name, view.findings[block.key])] or ["–"]
            rows[-1].append(Cell([[Span(name, style.SMALL_INK)] for name in names]))
    header = [
        [
            head_cell(_("Block"), rows=2),
            head_cell(_("Rating"), columns=len(sides)),
            *(head_cell(text, rows=2) for text in values),
        ],
        [head_cell(view.name(side), language=view.foreign(side.name)) for side in sides],
    ]
    return Table(header, rows, style.TABLE, align)
