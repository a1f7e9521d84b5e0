"""Clocks in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import calendar

near = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
some_days = st.frozensets(near, max_size=60)


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
    ],
)
def test_weekends_and_holidays_do_not_run_the_clock(day: date, count: int, last: date) -> None:
    holidays = frozenset({date(2026, 4, 30), date(2026, 5, 1)})
    assert calendar.working_days_after(day, count, holidays, frozenset()) == last


def test_a_saturday_worked_in_exchange_counts() -> None:
    friday, saturday = date(2025, 4, 25), date(2025, 4, 26)
    assert calendar.working_days_after(friday, 1, frozenset({date(2025, 5, 2)}), frozenset({saturday})) == saturday


@given(near, st.integers(1, 90), some_days, some_days)
def test_the_last_day_in_time_is_a_working_day_with_that_many_behind_it(
    day: date, count: int, holidays: frozenset[date], swapped: frozenset[date]
) -> None:
    last = calendar.working_days_after(day, count, holidays, swapped)
    between = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(calendar.is_working_day(one, holidays, swapped) for one in between) == count
    assert calendar.is_working_day(last, holidays, swapped)
