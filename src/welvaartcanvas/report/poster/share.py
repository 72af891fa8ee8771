"""What blocks of a poster say about the room that they need, and how much of them is asked for."""

from __future__ import annotations

from math import inf
from sys import maxsize
from typing import NamedTuple, Protocol

#: No more contributions of a side are weighed: so many fill a poster from top to bottom.
WEIGHED = 80


class Share(NamedTuple):
    """What a side shows at most: so many contributions, in at most so many square points."""

    area: float = inf
    number: int = maxsize


#: All that a side has.
ALL = Share()


class Fitted(Protocol):
    """A block that knows what it needs."""

    def need(self, width: float, size: float, share: Share) -> float:
        """The height that it takes in ``width``, in type of ``size`` (all points).

        Each of its sides shows at most its ``share``.
        """

    def least(self, size: float) -> float:
        """The width below which it is no longer well to read."""
