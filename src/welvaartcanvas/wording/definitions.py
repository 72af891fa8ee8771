"""How each figure of a comparison is worked out, in the language in force: for paper and tables."""

from __future__ import annotations

from welvaartcanvas.domain.analysis import APART, STRONG, WEAK
from welvaartcanvas.domain.circles import LEAST, SEATS
from welvaartcanvas.domain.patterns import LEAST_SHARING
from welvaartcanvas.i18n import _
from welvaartcanvas.wording import Finding, finding_name


def definitions() -> list[tuple[str, str]]:
    """What is defined and how, in such words that a reader can work it out by hand."""
    return [
        (
            _("A perspective"),
            _("The mean of the ratings that it gave to the block in all canvases of the region."),
        ),
        (_("Mean"), _("The mean of the perspectives that gave a rating, each counting once.")),
        (_("Spread"), _("The highest perspective minus the lowest, from 0 to 5.")),
        (
            finding_name(Finding.STRENGTH),
            _("Every perspective gave a rating, and each mean is {score} or more.").format(
                score=STRONG
            ),
        ),
        (
            finding_name(Finding.ATTENTION),
            _("At least one perspective has a mean of {score} or less.").format(score=WEAK),
        ),
        (
            finding_name(Finding.DIFFERENCE),
            _("The spread is {spread} or more.").format(spread=APART),
        ),
        (finding_name(Finding.UNKNOWN), _("Not every perspective gave a rating.")),
        (_("Coverage"), _("How many cells (block and perspective) have a contribution.")),
        (_("All blocks"), _("The mean of the means of the blocks that have one.")),
        (
            _("Middle and quarters"),
            _(
                "The regions in order of their mean: the middle one, and those at a quarter and"
                " at three quarters; between two regions the value in between."
            ),
        ),
        (
            _("What a type shares"),
            _(
                "At least {least} regions of the type, and half of those with a rating, have it."
            ).format(least=LEAST_SHARING),
        ),
        (
            _("Points apart"),
            _(
                "The mean difference between two regions over the cells that both rated; only"
                " when both rated at least a third of the cells."
            ),
        ),
        (
            _("Who can help"),
            _(
                "Regions where the block is a strength: first of the same type, then with the"
                " same position, then with a theme in common. Of those that fit alike, who was"
                " named least comes first, and then the highest mean."
            ),
        ),
        (
            _("Learning circles"),
            _(
                "Regions that ask about one block, {least} to {seats} at a table: by type, then"
                " by position, then the others."
            ).format(least=LEAST, seats=SEATS),
        ),
        (
            _("No prediction"),
            _("Nothing is weighed, estimated or predicted: each figure can be worked out by hand."),
        ),
    ]
