"""Rectangles on a page of a PDF, in points of its default user space (ISO 32000-1, 8.3.2.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: How far from its origin a page can reach with a measure that makes sense, in points.
FAR = 1e6
# What has no area is still somewhere: it counts as this wide or high.
_THIN = 0.02


class Box(NamedTuple):
    """A rectangle: its left, lower, right and upper edge."""

    left: float
    low: float
    right: float
    high: float

    @property
    def area(self) -> float:
        """In square points; above 0."""
        return max(self.right - self.left, _THIN) * max(self.high - self.low, _THIN)

    def overlap(self, other: Box) -> float:
        """How much area it has in common with ``other``; 0 if they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.high, other.high) - max(self.low, other.low)
        if across < 0 or along < 0:
            return 0
        return max(across, _THIN) * max(along, _THIN)

    def beside(self, other: Box) -> float:
        """How far it is from ``other``, to the left or the right; 0 where they share a column."""
        return max(other.left - self.right, self.left - other.right, 0)

    def above_or_below(self, other: Box) -> float:
        """How far it is from ``other``, above or below; 0 where they share a height."""
        return max(other.low - self.high, self.low - other.high, 0)


def around(numbers: Sequence[float]) -> Box | None:
    """The box around points that are told as ``x y x y ...``; ``None`` for none that make sense."""
    across, along = numbers[0::2], numbers[1::2]
    if not along or not all(map(_is_near, numbers)):
        return None
    return Box(min(across), min(along), max(across), max(along))


def joined(boxes: Iterable[Box]) -> Box:
    """The box around ``boxes``, of which there is at least one."""
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return Box(min(lefts), min(lows), max(rights), max(highs))


def _is_near(number: float) -> bool:
    return math.isfinite(number) and abs(number) <= FAR
