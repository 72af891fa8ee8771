"""A comparison as the rows, columns and cells of a matrix, and a cell of it in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import App
from textual.content import Content

from welvaartcanvas.domain.areas import SCORES
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.comparison import Comparison, Figures, Side, Standing
from welvaartcanvas.domain.comparison_order import Measure
from welvaartcanvas.domain.template import Block
from welvaartcanvas.i18n import N_, _, language, ngettext, number_text
from welvaartcanvas.tui.comparison_order import OVERALL, Order, order_sign
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.matrix import Cell, Piece
from welvaartcanvas.tui.widgets.matrix_plan import Heading
from welvaartcanvas.tui.widgets.text import glued, glued_text, on_one_line
from welvaartcanvas.wording import Finding, findings_of

_TONES = {
    Finding.STRENGTH: "matrix--strength",
    Finding.ATTENTION: "matrix--attention",
    Finding.DIFFERENCE: "matrix--difference",
    Finding.UNKNOWN: "matrix--muted",
}
_MEASURES = {
    Measure.MEAN: N_("mean"),
    Measure.SPREAD: N_("spread"),
    Measure.COVERAGE: N_("coverage"),
    Measure.STRENGTHS: N_("strengths"),
    Measure.ATTENTIONS: N_("attention points"),
    Measure.DIFFERENCES: N_("differences (≠)"),
}
_FINDINGS = {
    Measure.STRENGTHS: Finding.STRENGTH,
    Measure.ATTENTIONS: Finding.ATTENTION,
    Measure.DIFFERENCES: Finding.DIFFERENCE,
}
#: A figure by which things are in order.
_BY = "matrix--measure"


def measure_name(measure: Measure) -> str:
    """What regions are put in order by, as it stands in a sentence."""
    return _(_MEASURES[measure])


def order_said(order: Order, *, turned: bool) -> list[str]:
    """By what rows and columns stand in order, for the corner of a matrix: its two lines."""
    rows, columns = order.regions_by, order.blocks_by
    if turned:
        rows, columns = columns, rows
    following = rows or columns
    if following is None:
        return [_("in order of:"), _("block number") if turned else _("name")]
    sign = order_sign(following, following.key, down=following is rows)
    return [_("in order of:"), f"{sign} {measure_name(order.measure)}"]


def block_heading(block: Block, comparison: Comparison, signs: str) -> Heading:
    """The head of a block."""
    # The number stays with the first word.
    name = f"{block.number}{glued_text(' ')}{on_one_line(block.title(language()))}"
    return Heading(block.key, name, _block_widths(comparison), signs)


def overall_heading(comparison: Comparison, signs: str) -> Heading:
    """The head of what is about all blocks."""
    return Heading(OVERALL, _("All blocks"), _widths(comparison), signs)


def region_heading(standing: Standing, comparison: Comparison, signs: str) -> Heading:
    """The head of a region, as wide as what is about all blocks."""
    name = on_one_line(standing.region.name)
    return Heading(standing.region.id, name, _widths(comparison), signs)


def _block_widths(comparison: Comparison) -> tuple[int, int]:
    sides = len(str(len(comparison.perspectives)))
    return 3 + 1 + 3, 4 + 1 + 2 * sides + 1


def _widths(comparison: Comparison) -> tuple[int, int]:
    blocks, cells = len(str(len(comparison.blocks))), len(str(comparison.cells))
    first, second = _block_widths(comparison)
    return max(first, 3 + 1 + 3 * (1 + blocks)), max(second, 4 + 1 + 2 * cells + 1)


def block_cell(figures: Figures, measure: Measure) -> Cell:
    """Mean and signs; spread and coverage."""
    signs = tuple(
        (marks.sign(each).plain, _sign_tone(each, measure)) for each in findings_of(figures)
    )
    return _cell(figures, measure, signs, len(figures.sides))


def overall_cell(standing: Standing, measure: Measure, cells: int) -> Cell:
    """Mean and how many blocks have each sign; the largest spread and coverage."""
    counts = (
        (Finding.STRENGTH, standing.strengths),
        (Finding.ATTENTION, standing.attentions),
        (Finding.DIFFERENCE, standing.differences),
    )
    signs = tuple(
        (f"{marks.sign(each).plain}{n}", _sign_tone(each, measure)) for each, n in counts if n
    )
    return _cell(standing, measure, signs, cells)


def _sign_tone(finding: Finding, measure: Measure) -> str:
    return f"{_TONES[finding]} {_BY if _FINDINGS.get(measure) is finding else ''}".strip()


def _cell(of: Figures | Standing, measure: Measure, signs: tuple[Piece, ...], most: int) -> Cell:
    def tone(shown: Measure, given: bool) -> str:
        if not given:
            return "matrix--muted"
        return _BY if shown is measure else ""

    some = of.mean is not None
    # The class of the mean is its ground: at a glance one sees where it is high and low.
    ground = "" if of.mean is None else f"matrix--mean-{SCORES.place(of.mean)}"
    mean = figure(of.mean).rjust(3), f"{ground} {tone(Measure.MEAN, some)}".strip()
    return (
        (mean, (" ", ""), *signs),
        (
            (f"Δ{figure(of.spread)}".ljust(4), tone(Measure.SPREAD, some)),
            (" ", ""),
            (f"{of.filled}/{most}", tone(Measure.COVERAGE, of.filled > 0)),
        ),
    )


def figure(value: float | None) -> str:
    """A mean or spread, a dash for none."""
    return "–" if value is None else number_text(value)


def said_of_block(
    standing: Standing, figures: Figures, block: Block, comparison: Comparison, app: App[object]
) -> list[Content]:
    """A cell in words: which it is, its figures and findings, and a line for each side."""
    sides = len(figures.sides)
    parts = [
        *_measured(figures.mean, figures.spread),
        _("{n} of {total} sides filled").format(n=figures.filled, total=sides),
        _("{n} of {total} rated").format(n=figures.rated, total=sides),
    ]
    found = [glued(marks.finding(each)) for each in findings_of(figures)]
    title = f"{block.number} {on_one_line(block.title(language()))}"
    return [
        _heading(standing, title),
        _with_findings(parts, found),
        *(
            _side_said(marks.named(side, app), given)
            for side, given in zip(comparison.perspectives, figures.sides, strict=True)
        ),
    ]


def said_of_region(standing: Standing, comparison: Comparison) -> list[Content]:
    """A region over all blocks in words."""
    total = comparison.cells
    parts = [
        *_measured(standing.mean, standing.spread, largest=True),
        _("{n} of {total} cells filled").format(n=standing.filled, total=total),
        _("{n} of {total} rated").format(n=standing.rated, total=total),
    ]
    counts = [
        (
            Finding.STRENGTH,
            standing.strengths,
            ngettext("{n} strength", "{n} strengths", standing.strengths),
        ),
        (
            Finding.ATTENTION,
            standing.attentions,
            ngettext("{n} attention point", "{n} attention points", standing.attentions),
        ),
        (
            Finding.DIFFERENCE,
            standing.differences,
            ngettext("{n} difference of view", "{n} differences of view", standing.differences),
        ),
    ]
    found = [
        glued(Content.assemble(marks.sign(each), " ", text.format(n=n)))
        for each, n, text in counts
        if n
    ]
    canvases = ", ".join(on_one_line(canvas.title) for canvas in standing.canvases)
    return [
        _heading(standing, _("All blocks")),
        _with_findings(parts, found),
        Content(canvases or _("This region has no canvas in this comparison.")),
    ]


def _with_findings(parts: Sequence[str], found: Sequence[Content]) -> Content:
    """The figures and the findings, each of which stays on one line."""
    figures = Content(" · ").join(glued(Content(part)) for part in parts)
    return Content("   ").join([figures, *found])


def _side_said(named: Content, given: Side) -> Content:
    """A side with what it gave; its mark, name and mean stay together."""
    mean, between, rest = side_text(given).partition(" (")
    return Content.assemble(glued(Content.assemble(named, " ", mean)), between, rest)


def rating_said(canvas: Canvas, block: str, side: str) -> Iterator[Content]:
    """The rating that a side of a canvas gave, with what it means, and its reason; or nothing."""
    rating = canvas.rating(block, side)
    if rating:
        yield marks.rated(canvas.template.anchor(rating.score))
        if rating.reason.strip():
            yield Content.styled(rating.reason.strip(), "italic")


def side_text(side: Side) -> str:
    """What a side gave: its mean, from how many ratings, and how many contributions."""
    contributions = ngettext("{n} contribution", "{n} contributions", side.contributions).format(
        n=side.contributions
    )
    if side.mean is None:
        return f"– ({contributions})"
    ratings = ngettext("{n} rating", "{n} ratings", side.ratings).format(n=side.ratings)
    return f"{number_text(side.mean)} ({ratings}, {contributions})"


def _heading(standing: Standing, what: str) -> Content:
    return Content.assemble((on_one_line(standing.region.name), "bold"), " › ", (what, "bold"))


def _measured(mean: float | None, spread: float | None, *, largest: bool = False) -> Sequence[str]:
    if mean is None or spread is None:
        return [_("nothing is rated")]
    said = (
        _("mean {mean} · largest spread {spread}")
        if largest
        else _("mean {mean} · spread {spread}")
    )
    return [said.format(mean=number_text(mean), spread=number_text(spread))]
