"""Days as offices write them, months, working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.calendar import (
    PartialDate,
    half_year,
    is_working_day,
    months_between,
    parse_day,
    period_of,
    print_day,
    print_until,
    same_day_later,
    spell_day,
    working_days_after,
)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("text", ["3/2/1998", "03-02-1998", "03.02.1998", "03021998", "1998-02-03"])
def test_every_usual_writing_is_the_third_of_february(text):
    assert parse_day(text) == date(1998, 2, 3)


@pytest.mark.parametrize("text", ["31/02/1998", "1998", "2/1998", "mồng ba", "", "3/2/98", "32/1/2000", "00/00/0000"])
def test_what_is_no_whole_day_is_refused_in_one_sentence(text):
    with pytest.raises(ValueError, match="ngày/tháng/năm"):
        parse_day(text)


def test_what_is_known_in_part_stays_in_part():
    assert PartialDate.parse("1985") == PartialDate(1985)
    assert PartialDate.parse("4/1987") == PartialDate(1987, 4)
    assert (str(PartialDate(1985)), str(PartialDate(1987, 4))) == ("1985", "4/1987")
    assert (PartialDate(1987, 4).earliest(), PartialDate(1987, 4).latest()) == (date(1987, 4, 1), date(1987, 4, 30))


def test_days_are_printed_as_offices_write_them():
    assert print_day(date(2026, 9, 5)) == "05/9/2026"
    assert print_day(date(2026, 1, 12)) == "12/01/2026"
    assert spell_day(date(2026, 7, 5)) == "ngày 05 tháng 7 năm 2026"
    assert print_until(date(2026, 7, 1)) == "30/6/2026"


def test_a_month_alone_has_its_zero_too():
    assert str(PartialDate.parse("1/2026")) == "01/2026"


@pytest.mark.parametrize("text", ["0205", "5/9/0205", "5/9/2925", "٥/9/2026", "0/2026", "00/5/2026", "2026-00"])
def test_slips_of_the_finger_are_no_dates(text):
    with pytest.raises(ValueError, match="ngày/tháng/năm"):
        PartialDate.parse(text)


def test_a_zero_is_not_an_unknown_day():
    with pytest.raises(ValueError):
        PartialDate(2026, 5, 0)


@given(days)
def test_a_printed_day_reads_back(day):
    assert parse_day(print_day(day)) == day
    assert PartialDate.parse(PartialDate(day.year, day.month, day.day).iso()).earliest() == day


@given(st.dates())
def test_a_kept_day_reads_back_whatever_its_year(day):
    assert PartialDate.kept(PartialDate(day.year, day.month, day.day).iso()).earliest() == day
    assert PartialDate.kept(PartialDate(day.year).iso()) == PartialDate(day.year)


@pytest.mark.parametrize("text", ["", "6/4/1965", "1965-4", "1965-13", "nt"])
def test_what_was_not_kept_as_a_day_is_none(text):
    with pytest.raises(ValueError):
        PartialDate.kept(text)


def test_the_twenty_ninth_of_february_goes_to_the_twenty_eighth():
    assert same_day_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert same_day_later(date(2024, 1, 31), 1) == date(2024, 2, 29)


@given(days, st.integers(-600, 600))
def test_months_later_lands_in_the_right_month(day, months):
    later = same_day_later(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day <= day.day
    assert months_between(day, later) == months


def test_working_days_pass_over_weekends_days_off_and_swapped_days():
    off, worked = frozenset({date(2026, 4, 30), date(2026, 5, 1)}), frozenset({date(2026, 5, 9)})
    # Wednesday 29/4: Thursday and Friday are off, then Monday 4/5 to Friday 8/5, then Saturday 9/5 is worked.
    assert working_days_after(date(2026, 4, 29), 5, off, worked) == date(2026, 5, 8)
    assert working_days_after(date(2026, 4, 29), 6, off, worked) == date(2026, 5, 9)


@given(days, st.integers(1, 60))
def test_between_lie_exactly_so_many_working_days(day, count):
    end = working_days_after(day, count, frozenset(), frozenset())
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(one, frozenset(), frozenset()) for one in between) == count
    assert is_working_day(end, frozenset(), frozenset())


@given(days)
def test_a_half_year_holds_its_day(day):
    since, until = half_year(day)
    assert since <= day < until
    assert months_between(since, until) == 6


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("2026-H1", date(2026, 1, 1), date(2026, 7, 1)), ("2026-H2", date(2026, 7, 1), date(2027, 1, 1)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)), ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-03-05..2026-04-01", date(2026, 3, 5), date(2026, 4, 1)),
    ],
)  # fmt: skip
def test_a_period_is_read_as_a_command_writes_it(written, since, until):
    assert period_of(written) == (since, until)


@pytest.mark.parametrize("written", ["", "2026", "2026-H3", "2026-Q0", "9999-H2", "0000-H1", "2026-07-01..2026-07-01",
                                     "2026-01-01..", "2026-02-30..2026-03-01"])  # fmt: skip
def test_what_is_no_period_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        period_of(written)
