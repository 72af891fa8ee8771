"""Areas on a map: from a figure per region to a figure per area, and the classes it falls in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil
from statistics import mean
from typing import NamedTuple, Protocol, Self

from pydantic import model_validator

from welvaartcanvas.domain.model import Model
from welvaartcanvas.domain.overlap import holders
from welvaartcanvas.domain.region import Region


class AreaLike(Protocol):
    """What an area on a map must have: a code, and the codes of its municipalities."""

    @property
    def code(self) -> str: ...
    @property
    def municipalities(self) -> Sequence[str]: ...


class AreaFigure(Model):
    """The figure of an area, and how many ``of`` its municipalities have one themselves.

    ``value`` is ``None`` where no municipality has a figure.
    """

    code: str
    value: float | None
    municipalities: int
    of: int


def area_figures(
    figures: Mapping[str, float | None], regions: Iterable[Region], areas: Iterable[AreaLike]
) -> tuple[AreaFigure, ...]:
    """The figure of each of ``areas``, in their order, from that of regions by their id.

    The rule: each municipality gets the mean of the figures of the compared regions that it
    lies in, and an area the mean of its municipalities that have one; municipalities in no
    compared region don't count. A region without a figure counts as not compared.
    """
    told = [region for region in regions if figures.get(region.id) is not None]
    by_municipality = {
        code: _mean([figure for region in held if (figure := figures[region.id]) is not None])
        for code, held in holders(told).items()
    }
    return tuple(_figure(area, by_municipality) for area in areas)


def _figure(area: AreaLike, by_municipality: Mapping[str, float]) -> AreaFigure:
    given = [by_municipality[code] for code in area.municipalities if code in by_municipality]
    return AreaFigure(
        code=area.code,
        value=_mean(given) if given else None,
        municipalities=len(given),
        of=len(area.municipalities),
    )


def _mean(values: Sequence[float]) -> float:
    """The mean; exact until the end, so that order changes nothing and it stays between them."""
    return float(mean(values))


#: More classes than these can't be told apart by their hatching.
MOST = 5


class ClassBounds(NamedTuple):
    """From where up to where a class goes.

    A value equal to ``high`` is in the next class, and in this one if it is the ``last``.
    """

    low: float
    high: float
    last: bool


class Classes(Model):
    """At most five classes between round bounds.

    ``edges`` are the bounds from low to high, one more than there are classes. A value on a
    bound is in the class above it, and the highest bound in the highest class.
    """

    edges: tuple[float, ...]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if not 2 <= len(self.edges) <= MOST + 1 or list(self.edges) != sorted(set(self.edges)):
            raise ValueError("from two to six bounds, each higher than the one before")
        return self

    @classmethod
    def over(cls, values: Collection[float], steps: Sequence[Fraction], top: Fraction) -> Self:
        """The narrowest classes of one of ``steps`` that hold all ``values``, from 0 to ``top``.

        Bounds are multiples of the step; the last step must do for any values. Narrow, because
        means of regions lie close together, and a map of one class tells nothing.
        """
        # A float beside a bound is meant to be on it.
        ends = [Fraction(end).limit_denominator(10**6) for end in (min(values), max(values))]
        for step in steps:
            low, high = (int(end / step) for end in ends)
            last = min(high + 1, ceil(top / step))
            low = min(low, last - 1)
            if last - low <= MOST or step == steps[-1]:
                break
        return cls(edges=tuple(float(step * at) for at in range(low, last + 1)))

    @property
    def count(self) -> int:
        """How many classes there are, from 1 to 5."""
        return len(self.edges) - 1

    def place(self, value: float) -> int:
        """The class of ``value``, counted from 0."""
        # A float beside a bound is meant to be on it.
        return max(0, min(bisect_right(self.edges, round(value, 9)) - 1, self.count - 1))

    def bounds(self) -> Iterator[ClassBounds]:
        """The bounds of each class, the lowest first."""
        for at, (low, high) in enumerate(pairwise(self.edges)):
            yield ClassBounds(low, high, at == self.count - 1)

    def sorted(self, figures: Iterable[AreaFigure]) -> tuple[tuple[AreaFigure, ...], ...]:
        """The figures of each class, and behind those the areas without a figure."""
        found: list[list[AreaFigure]] = [[] for _class in range(self.count + 1)]
        for figure in figures:
            found[-1 if figure.value is None else self.place(figure.value)].append(figure)
        return tuple(map(tuple, found))


#: The classes of any rating: a point each.
SCORES = Classes(edges=(0, 1, 2, 3, 4, 5))
