"""The order in which things stand in a cell or block, changed by touching as few as possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from welvaartcanvas.domain.canvas import Action, Contribution, LearningQuestion
from welvaartcanvas.domain.faults import changed
from welvaartcanvas.domain.model import ORDER_LIMIT

Ordered = TypeVar("Ordered", bound=Contribution | LearningQuestion | Action)

#: The room left between two neighbours, so that a move seldom touches more than one thing.
GAP = 1024


def placed(thing: Ordered, others: Sequence[Ordered], index: int) -> list[Ordered]:
    """``thing`` put at ``index`` (0 is first) among ``others``, which are in their order.

    Returns what that changes, ``thing`` first: mostly nothing else; where no room is left,
    all of them. An ``index`` outside the list means its nearest end.
    """
    index = max(0, min(index, len(others)))
    before = others[index - 1] if index else None
    after = others[index] if index < len(others) else None
    if (before is None or before.position < thing.position) and (
        after is None or thing.position < after.position
    ):
        return [thing]
    position = _between(before, after)
    if position is not None:
        return [changed(thing, position=position)]
    laid = [*others[:index], thing, *others[index:]]
    respaced = [changed(each, position=place * GAP) for place, each in enumerate(laid)]
    return [respaced.pop(index), *respaced]


def _between(before: Ordered | None, after: Ordered | None) -> int | None:
    """A position between two, or beyond one of them; ``None`` where there is no room."""
    low = before.position if before else after.position - 2 * GAP if after else -GAP
    high = after.position if after else low + 2 * GAP
    middle = (low + high) // 2
    return middle if low < middle < high and abs(middle) <= ORDER_LIMIT else None
