"""What a canvas shows: coverage, profile, strengths, attention points, differences, agenda.

Every figure here is defined in one sentence, so that whoever sees it at the table can
check it by hand. None of them predicts anything.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from welvaartcanvas.domain.canvas import Canvas, Contribution, Rating
from welvaartcanvas.domain.model import Model

#: From this score on a perspective calls a block strong.
STRONG = 4
#: Up to this score a perspective asks attention for a block.
WEAK = 2
#: From this spread on the perspectives see a block differently.
APART = 2


class Cell(Model):
    """Coverage of one block from one perspective."""

    block: str
    perspective: str
    contributions: int
    score: int | None

    @property
    def filled(self) -> bool:
        """Whether the cell has at least one contribution."""
        return self.contributions > 0

    @property
    def rated(self) -> bool:
        """Whether the cell has a rating; a score of 0 is a rating too."""
        return self.score is not None


class Coverage(Model):
    """Which cells (blocks × perspectives) have a contribution, and a rating."""

    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        """The number of cells."""
        return len(self.cells)

    @property
    def filled(self) -> int:
        """The number of cells with at least one contribution."""
        return sum(cell.filled for cell in self.cells)

    @property
    def rated(self) -> int:
        """The number of cells with a rating."""
        return sum(cell.rated for cell in self.cells)

    def cell(self, block: str, perspective: str) -> Cell:
        """One cell; ``StopIteration`` can't happen for keys of the same template."""
        return next(c for c in self.cells if (c.block, c.perspective) == (block, perspective))


def coverage(canvas: Canvas) -> Coverage:
    """The coverage of every cell of the canvas's template, in reading order."""
    return Coverage(
        cells=tuple(
            Cell(
                block=block,
                perspective=perspective,
                contributions=len(canvas.cell(block, perspective)),
                score=rating.score if (rating := canvas.rating(block, perspective)) else None,
            )
            for block, perspective in canvas.template.cells
        )
    )


class BlockProfile(Model):
    """The ratings of one block: what each perspective gives, and what follows from it.

    ``scores`` has every perspective of the template, in its order; ``None`` is unrated.
    A block can be several of strength, attention point, difference of view and unknown.
    """

    block: str
    scores: tuple[tuple[str, int | None], ...]

    @cached_property
    def given(self) -> tuple[int, ...]:
        """The scores that were given, in the order of the perspectives."""
        return tuple(score for _, score in self.scores if score is not None)

    @property
    def mean(self) -> float | None:
        """The mean of the given scores (0 to 5), or ``None`` when nothing was rated."""
        return float(Fraction(sum(self.given), len(self.given))) if self.given else None

    @cached_property
    def spread(self) -> int | None:
        """Highest minus lowest given score (0 to 5), or ``None`` when nothing was rated."""
        return max(self.given) - min(self.given) if self.given else None

    @property
    def strength(self) -> bool:
        """All perspectives rated it, and each gave at least 4."""
        return not self.unknown and min(self.given) >= STRONG

    @property
    def attention(self) -> bool:
        """At least one perspective gave at most 2."""
        return any(score <= WEAK for score in self.given)

    @property
    def difference(self) -> bool:
        """The spread is at least 2."""
        return self.spread is not None and self.spread >= APART

    @property
    def unknown(self) -> bool:
        """Fewer perspectives rated it than the template has."""
        return len(self.given) < len(self.scores)


def profile(canvas: Canvas) -> tuple[BlockProfile, ...]:
    """The profile of every block, in reading order."""
    return tuple(
        BlockProfile(
            block=block.key,
            scores=tuple(
                (p.key, rating.score if (rating := canvas.rating(block.key, p.key)) else None)
                for p in canvas.template.perspectives
            ),
        )
        for block in canvas.template.reading_order
    )


class Side(Model):
    """One perspective's side in a difference: its rating and the contributions behind it."""

    perspective: str
    rating: Rating
    contributions: tuple[Contribution, ...]


class AgendaItem(Model):
    """One block on the conversation agenda.

    ``sides`` are the rated perspectives from the lowest score to the highest, and is
    empty when all that were given are equal: then there is no difference to show.
    """

    profile: BlockProfile
    sides: tuple[Side, ...]


def agenda(canvas: Canvas) -> tuple[AgendaItem, ...]:
    """The conversation agenda (*gespreksagenda*): every block that at least one side rated.

    Ordered by spread, the largest first; then by mean, the lowest first; then by number.
    """
    rated = [p for p in profile(canvas) if p.given]
    number = {block.key: block.number for block in canvas.template.blocks}
    rated.sort(key=lambda p: (-(p.spread or 0), p.mean or 0.0, number[p.block]))
    return tuple(AgendaItem(profile=p, sides=_sides(canvas, p)) for p in rated)


def _sides(canvas: Canvas, profile: BlockProfile) -> tuple[Side, ...]:
    if not profile.spread:
        return ()
    sides = [
        Side(
            perspective=perspective,
            rating=rating,
            contributions=canvas.cell(profile.block, perspective),
        )
        for perspective, _ in profile.scores
        if (rating := canvas.rating(profile.block, perspective)) is not None
    ]
    return tuple(sorted(sides, key=lambda side: side.rating.score))
