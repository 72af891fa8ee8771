"""What makes two regions alike, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from welvaartcanvas.domain.comparison import Comparison, Figures, Standing
from welvaartcanvas.domain.likeness import Gap, gaps
from welvaartcanvas.i18n import _, language, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.rows import FittedRows, Row, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import findings_of

#: How wide the column of signs is: three with blanks between.
_SIGNS = 5
#: What the columns of the two regions keep, in cells, and what their blocks keep beside them.
_LEAST_NAME, _LEAST_BLOCK = 6, 26


def gap_rows(comparison: Comparison, one_id: str, other_id: str, said: str) -> FittedRows:
    """A table of the blocks: what both regions gave, how far apart that is, what both have.

    ``said`` stands above it: how alike the two are.
    """
    both = comparison.standing(one_id), comparison.standing(other_id)
    found = gaps(comparison, one_id, other_id)
    return FittedRows(partial(_rows, comparison, both, found, said), 4 + len(found))


def _rows(
    comparison: Comparison,
    both: tuple[Standing, Standing],
    found: Sequence[Gap],
    said: str,
    width: int,
) -> list[Row]:
    one, other = both
    names = [on_one_line(standing.region.name) for standing in both]
    heads = [_("Apart"), _("Cells"), _("Both")]
    apart, cells = (max(5, len(head)) for head in heads[:2])
    signs = max(_SIGNS, len(heads[2]))
    spare = width - _LEAST_BLOCK - apart - cells - signs - 2 * (2 + len(heads))
    longest = max(Content(name).cell_length for name in names)
    name_width = max(_LEAST_NAME, min(longest, spare // 2))
    head = [
        *(fitted(Content.styled(name, "bold"), name_width) for name in names),
        Content.styled(heads[0].rjust(apart), "bold"),
        Content.styled(heads[1].rjust(cells), "bold"),
        fitted(Content.styled(heads[2], "bold"), signs),
    ]
    rows = [
        Row(Content.styled(" – ".join(names), "bold $primary")),
        Row(Content.styled(said, marks.MUTED)),
        Row(Content.styled(_("Both means are over the cells that both rated."), marks.MUTED)),
        Row(Content.styled(_("Block"), "bold"), head),
    ]
    sides = len(comparison.perspectives)
    for place, (block, gap) in enumerate(zip(comparison.blocks, found, strict=True)):
        columns = [
            *(fitted(_number(mean), name_width) for mean in (gap.mean, gap.other_mean)),
            fitted(_number(gap.distance), apart, right=True),
            Content(f"{gap.cells}/{sides}".rjust(cells)),
            fitted(_shared(one.blocks[place], other.blocks[place]), signs),
        ]
        title = f"{block.number} {on_one_line(block.title(language()))}"
        rows.append(Row(Content(title), columns))
    return rows


def _number(value: float | None) -> Content:
    return Content.styled("–", marks.MUTED) if value is None else Content(number_text(value))


def _shared(one: Figures, other: Figures) -> Content:
    """The signs of the findings that both have."""
    theirs = findings_of(other)
    return Content(" ").join(marks.sign(each) for each in findings_of(one) if each in theirs)
