"""How the means of all regions are spread over the scale of a block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from welvaartcanvas.domain.comparison import Comparison
from welvaartcanvas.domain.patterns import LEAST_FOR_QUARTILES, Distribution
from welvaartcanvas.i18n import _, language, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.rows import Row, Rows, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import Finding

#: The highest score, and so the end of the scale.
TOP = 5
_HEIGHTS = "▁▂▃▄▅▆▇█"


def box_plot(five: Sequence[float], step: int) -> Content:
    """Five numbers (0 to 5) on a scale of ``step`` cells a point: ``·├──━━╋━━─┤···``.

    Between the ends lie all regions, on the thick line the half of them in the middle, and at
    the sign on it the median.
    """
    width = TOP * step + 1
    if not five:
        return Content.styled("·" * width, marks.MUTED)
    low, first, median, third, high = (round(value * step) for value in five)
    cells = ["·"] * width
    cells[low : high + 1] = ["─"] * (high + 1 - low)
    cells[low], cells[high] = "├", "┤"
    cells[first : third + 1] = ["━"] * (third + 1 - first)
    cells[median] = "╋"
    line = Content("".join(cells))
    return (
        line.stylize(marks.MUTED, 0, low)
        .stylize(marks.MUTED, high + 1)
        .stylize("$primary", low, high + 1)
        .stylize("bold $foreground", median, median + 1)
    )


def dots(means: Iterable[float], step: int) -> Content:
    """Each mean (0 to 5) a dot on the same scale; a figure where several fall together."""
    found = Counter(round(mean * step) for mean in means)
    cells = [
        (("•" if found[place] == 1 else str(found[place])), "bold $primary")
        if place in found
        else ("·", marks.MUTED)
        for place in range(TOP * step + 1)
    ]
    return Content.assemble(*cells)


def scale(step: int) -> Content:
    """The points above a box plot of ``step`` cells a point."""
    return Content("".join(str(point).ljust(step) for point in range(TOP)) + str(TOP))


def histogram(counts: Sequence[int]) -> Content:
    """A column for each class, as high as its share of the fullest; a dot for an empty one."""
    most = max(counts, default=0)
    return Content(
        "".join(
            _HEIGHTS[-(-count * len(_HEIGHTS) // most) - 1] if count else "·" for count in counts
        )
    )


def finding_counts(distribution: Distribution, width: int) -> Content:
    """How many regions have each finding, each number ``width`` cells wide; a dash for none."""
    counts = {
        Finding.STRENGTH: distribution.strengths,
        Finding.ATTENTION: distribution.attentions,
        Finding.DIFFERENCE: distribution.differences,
        Finding.UNKNOWN: distribution.unknowns,
    }
    return Content("  ").join(
        Content.assemble(marks.sign(finding), str(count).rjust(width))
        if count
        else Content.styled("–".rjust(width + 1), marks.MUTED)
        for finding, count in counts.items()
    )


def _middle(distribution: Distribution) -> Content:
    """The median, and the quartiles around it where there are regions enough for them."""
    if not distribution.five:
        return Content.styled(_("not rated"), marks.MUTED)
    _low, first, median, third, _high = map(number_text, distribution.five)
    if _few(distribution):
        return Content.styled(median, "bold")
    return Content.assemble((median, "bold"), f" ({first} – {third})")


def _few(distribution: Distribution) -> bool:
    return distribution.rated < LEAST_FOR_QUARTILES


def distribution_options(
    comparison: Comparison, found: Sequence[Distribution], step: int, *, wide: bool
) -> tuple[Row | Rows, list[Option]]:
    """The heading above the list and a line for each block, two where it is not ``wide``.

    The options have the keys of the blocks as ids; ``step`` is the cells of a point.
    """
    digits = len(str(len(comparison.standings)))
    middles = [_middle(each) for each in found]
    room = max(len(_("Median (quartiles)")), *(middle.cell_length for middle in middles))
    signs = Content("  ").join(marks.sign(finding).pad_right(digits) for finding in Finding)
    head = _lines(
        Content(_("Block")),
        [scale(step), Content("0 – 5"), Content("n".rjust(digits))],
        fitted(Content(_("Median (quartiles)")), room),
        signs,
        wide=wide,
    )
    options = []
    for place, (block, each, middle) in enumerate(
        zip(comparison.blocks, found, middles, strict=True)
    ):
        means = (standing.blocks[place].mean for standing in comparison.standings)
        drawn = (
            dots((mean for mean in means if mean is not None), step)
            if _few(each)
            else box_plot(each.five, step)
        )
        title = Content(f"{block.number} {on_one_line(block.title(language()))}")
        rated = Content(str(each.rated).rjust(digits))
        bars = [drawn, fitted(histogram(each.counts), 5), rated]
        row = _lines(title, bars, fitted(middle, room), finding_counts(each, digits), wide=wide)
        options.append(Option(row, id=each.block))
    return head, options


def _lines(
    title: Content, bars: Sequence[Content], middle: Content, signs: Content, *, wide: bool
) -> Row | Rows:
    if wide:
        return Row(title, [*bars, middle, signs])
    drawn = Content("  ").join([Content(), *bars])
    return Rows([Row(title.stylize_before("bold"), [signs]), Row(drawn, [middle])])
