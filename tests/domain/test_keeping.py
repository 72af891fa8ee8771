"""Which daily copies are kept: seven days and four weeks, and never without the newest."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.build import MOMENT
from welvaartcanvas.domain.keeping import superfluous

moments = st.lists(
    st.datetimes(datetime(2025, 12, 1), datetime(2026, 2, 15)), unique=True, max_size=60
)
numbers = st.integers(0, 12)


def week(moment: datetime) -> tuple[int, int]:
    year, number, _day = moment.isocalendar()
    return year, number


def test_of_a_copy_every_day_seven_days_and_four_weeks_are_kept() -> None:
    days = [MOMENT - timedelta(days=back) for back in range(60)]  # MOMENT is a Saturday

    gone = superfluous(days, days=7, weeks=4)

    kept = [f"{day:%a %d-%m}" for day in days if day not in gone]
    assert kept == [
        "Sat 31-01",
        "Fri 30-01",
        "Thu 29-01",
        "Wed 28-01",
        "Tue 27-01",
        "Mon 26-01",
        "Sun 25-01",
        "Sun 18-01",
        "Sun 11-01",
    ]


def test_days_on_which_nothing_was_done_push_nothing_out() -> None:
    days = [MOMENT - timedelta(days=30 * back) for back in range(7)]

    assert superfluous(days, days=7, weeks=4) == set()


@given(moments, numbers, numbers)
def test_the_newest_is_kept_and_so_is_the_newest_of_each_day_and_week_that_counts(
    given_: list[datetime], days: int, weeks: int
) -> None:
    gone = superfluous(given_, days=days, weeks=weeks)
    kept = set(given_) - gone

    assert gone <= set(given_)
    if given_:
        assert max(given_) in kept
    for count, period in ((days, datetime.date), (weeks, week)):
        present = sorted({period(moment) for moment in given_}, reverse=True)
        for each in present[:count]:
            assert max(moment for moment in given_ if period(moment) == each) in kept
    assert len(kept) <= max(1, days + weeks)


@given(moments, numbers, numbers)
def test_throwing_away_day_by_day_leaves_what_throwing_away_at_once_does(
    given_: list[datetime], days: int, weeks: int
) -> None:
    kept: set[datetime] = set()
    for moment in sorted(given_):
        kept.add(moment)
        kept -= superfluous(kept, days=days, weeks=weeks)

    assert kept == set(given_) - superfluous(given_, days=days, weeks=weeks)
