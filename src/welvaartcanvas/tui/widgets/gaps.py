"""What makes two regions alike, block by block."""

from __future__ import annotations

from textual.content import Content

from welvaartcanvas.domain.comparison import Comparison, Figures
from welvaartcanvas.domain.likeness import gaps
from welvaartcanvas.i18n import _, language, number_text
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.rows import Row, Rows, fitted
from welvaartcanvas.tui.widgets.text import on_one_line
from welvaartcanvas.wording import findings_of

#: How wide the column of a region is, in cells: its name is cut to that.
_NAME = 11
#: How wide the column of signs is: three with blanks between.
_SIGNS = 5


def gap_rows(comparison: Comparison, one_id: str, other_id: str, said: str) -> Rows:
    """A table of the blocks: what both regions gave, how far apart that is, what both have.

    ``said`` stands above it: how alike the two are.
    """
    one, other = comparison.standing(one_id), comparison.standing(other_id)
    names = [on_one_line(standing.region.name) for standing in (one, other)]
    apart, both = _("Apart"), _("Both")
    head = [
        *(fitted(Content.styled(name, "bold"), _NAME) for name in names),
        Content.styled(apart.rjust(5), "bold"),
        fitted(Content.styled(both, "bold"), _SIGNS),
    ]
    rows = [
        Row(Content.styled(" – ".join(names), "bold $primary")),
        Row(Content.styled(said, marks.MUTED)),
        Row(Content.styled(_("Block"), "bold"), head),
    ]
    found = gaps(comparison, one_id, other_id)
    for place, (block, gap) in enumerate(zip(comparison.blocks, found, strict=True)):
        columns = [
            *(fitted(_number(mean), _NAME) for mean in (gap.mean, gap.other_mean)),
            fitted(_number(gap.distance), max(5, len(apart)), right=True),
            fitted(_shared(one.blocks[place], other.blocks[place]), _SIGNS),
        ]
        title = f"{block.number} {on_one_line(block.title(language()))}"
        rows.append(Row(Content(title), columns))
    return Rows(rows)


def _number(value: float | None) -> Content:
    return Content.styled("–", marks.MUTED) if value is None else Content(number_text(value))


def _shared(one: Figures, other: Figures) -> Content:
    """The signs of the findings that both have."""
    theirs = findings_of(other)
    return Content(" ").join(marks.sign(each) for each in findings_of(one) if each in theirs)
