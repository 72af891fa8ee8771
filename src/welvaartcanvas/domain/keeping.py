"""Which of the daily copies of a workspace are kept, and which may go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime


def superfluous(moments: Iterable[datetime], *, days: int, weeks: int) -> set[datetime]:
    """Those of ``moments`` at which a copy was taken that need not be kept.

    Kept are the newest of each of the last ``days`` days that have one, and the newest of each
    of the last ``weeks`` weeks (ISO 8601) that have one, so that days on which nothing was done
    push nothing out. The newest of all is always kept. Days are those of the moments' own time
    zone.
    """
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    kept |= _newest_of_each(newest_first, lambda moment: moment.date(), days)
    kept |= _newest_of_each(newest_first, lambda moment: tuple(moment.isocalendar()[:2]), weeks)
    return set(newest_first) - kept


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], object], count: int
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment), moment)
    return set(list(found.values())[:count])
