"""What cells say: dates in all usual forms, sexes, numbers, nothing."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.calendar import PartialDate
from kit.reading import days, values


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (datetime(1962, 11, 19), "1962-11-19"),  # noqa: DTZ001  (cells know no zone)
        (date(1962, 11, 19), "1962-11-19"),
        ("19/11/1962", "1962-11-19"),
        (" 9 / 1 / 1962 ", "1962-01-09"),
        ("9.1.1962", "1962-01-09"),
        ("09-01-1962", "1962-01-09"),
        ("09011962", "1962-01-09"),
        (9011962, "1962-01-09"),
        ("1962-01-09 00:00:00", "1962-01-09"),
        ("ngày 9 tháng 1 năm 1962", "1962-01-09"),
        ("tháng 1 năm 1962", "1962-01"),
        ("tháng 1/1962", "1962-01"),
        ("11/1992", "1992-11"),
        ("9.2008", "2008-09"),
        (9.2008, "2008-09"),
        ("1985", "1985"),
        (1985, "1985"),
        (1985.0, "1985"),
        ("00/00/1985", "1985"),
        ("00/5/1985", "1985-05"),
        (23334, "1963-11-19"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(cell, iso):
    reading = days.day(cell)
    assert reading.problem is None
    assert reading.value.iso() == iso


@pytest.mark.parametrize("cell", ["03/02/98", "98", 98, "31/02/1990", "19/13/1990", "sau giải phóng", "1/1/0199", True])
def test_a_date_that_would_be_a_guess_is_unreadable_and_kept_as_written(cell):
    reading = days.day(cell)
    assert (reading.value, reading.problem) == (None, "unreadable")
    assert reading.written == str(cell)


@pytest.mark.parametrize("cell", [None, "", " - ", "nan", "NaN", "…", "--", "null"])
def test_a_dash_or_nan_is_nothing_and_no_problem(cell):
    for read in (days.day, values.sex, values.number, values.text):
        assert read(cell).value is None
        assert read(cell).problem is None


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_a_day_written_by_hand_is_the_day(day):
    for said in (f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day:%d%m%Y}", day.isoformat()):
        assert days.day(said).value == PartialDate(day.year, day.month, day.day)


@pytest.mark.parametrize(("cell", "sex"), [("Nam", "m"), ("NỮ", "f"), ("nu", "f"), (" nữ ", "f")])
def test_the_sex_is_a_word(cell, sex):
    assert values.sex(cell).value == sex


def test_two_sexes_in_one_cell_are_none():
    assert values.sex("Nam/Nữ").problem == "unreadable"


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("123456.0", "123456"),
        (123456.0, "123456"),
        (69874425, "69874425"),
        ("78.636801", "78636801"),
        ("12.000000", "12000000"),
        ("83 617 922", "83617922"),
        ("00012345", "00012345"),
        ("'00012345", "00012345"),
    ],
)
def test_a_number_is_its_digits(cell, digits):
    assert values.number(cell).value == digits


@pytest.mark.parametrize("cell", ["1.23457E+11", "mất thẻ", "12a"])
def test_a_number_that_lost_digits_is_unreadable(cell):
    assert values.number(cell).problem == "unreadable"


def test_one_and_true_are_not_the_same_cell():
    assert values.text(1).value == "1"
    assert values.text(True).value == "True"


def test_text_is_composed_and_without_double_blanks():
    assert values.text("  Nguyê\u0303n  Văn A ").value == "Nguyễn Văn A"


PARTS = st.tuples(st.integers(0, 32), st.integers(0, 13), st.integers(1840, 2110))


@given(PARTS, st.sampled_from(["{}/{}/{}", "{:02}/{:02}/{}", "{}.{}.{}", "{:02}-{:02}-{}"]))
def test_the_short_way_to_a_day_says_what_the_long_one_says(parts, form):
    """Most days are read by one pattern; each says the same as with a blank before it, which that pattern refuses."""
    said = form.format(*parts)
    assert days.day(said).value == days.day(f" {said}").value
