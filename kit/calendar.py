"""Days, dates known in part, periods, months and working days. No clock: every day is a parameter."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# A typed year outside of these is a slip of the finger (0205, 2925).
FIRST_YEAR, LAST_YEAR = 1900, 2199
SATURDAY = 5
YEAR_SENTENCE = f"Nhập ngày theo dạng ngày/tháng/năm, năm từ {FIRST_YEAR} đến {LAST_YEAR}."
DAY_SENTENCE = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 03/02/1998."


class YearOutside(ValueError):
    """A day in the right form whose year no fact of a register has."""


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date of which only the year, or year and month, may be known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError(DAY_SENTENCE)
        # A zero is no month and no day; only None is "not known".
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """d/m/yyyy, m/yyyy, yyyy with / - or dots; ddmmyyyy; ISO. Raises ValueError with a sentence."""
        text = text.strip()
        if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", text):
            year, month, day = found.groups()
            return cls._of(year, month, day)
        if found := re.fullmatch(r"(?:(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-])?([0-9]{4})", text):
            day, month, year = found.groups()
            return cls._of(year, month, day)
        if found := re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})", text):
            day, month, year = found.groups()
            return cls._of(year, month, day)
        raise ValueError(DAY_SENTENCE)

    @classmethod
    def _of(cls, year: str, month: str | None, day: str | None) -> PartialDate:
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise YearOutside(YEAR_SENTENCE)
        try:
            return cls(int(year), int(month) if month else None, int(day) if day else None)
        except ValueError:
            raise ValueError(DAY_SENTENCE) from None

    @classmethod
    def kept(cls, iso: str) -> PartialDate:
        """What `iso` wrote, of any year: a day that no fact should have is kept as a list, or an old record, says it.
        Raises ValueError for anything else."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", iso):
            raise ValueError(DAY_SENTENCE)
        return cls(*map(int, iso.split("-")))

    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def iso(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def __str__(self) -> str:
        if self.day:
            return print_day(self.earliest())
        return f"{_month(self.month)}/{self.year}" if self.month else str(self.year)


def parse_day(text: str) -> date:
    known = PartialDate.parse(text)
    if known.day is None:
        raise ValueError(DAY_SENTENCE)
    return known.earliest()


def print_day(day: date) -> str:
    """As offices write it: zero before days under 10 and before months 1 and 2."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}"


def spell_day(day: date) -> str:
    """As it stands at the head of a paper: "ngày 05 tháng 7 năm 2026"."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def print_until(until: date) -> str:
    return print_day(until - timedelta(days=1))


def same_day_later(day: date, months: int) -> date:
    """The same day `months` months later; 29 February goes to the 28th in a common year, 31 to the last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def latest_start(day: date, months: int) -> date:
    """The last day from which `months` months are full on `day`: 29 February 2024 for 28 February 2025 and twelve."""
    start = same_day_later(day, -months)
    while same_day_later(following := start + timedelta(days=1), months) <= day:
        start = following
    return start


def last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def by_month(earlier: date, later: date) -> int:
    """Months from one day to a later one as the calendar numbers them: the day in the month is the same to it."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one (negative when it is earlier)."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later < same_day_later(earlier, months) else months


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_working_day(day: date, off: frozenset[date], worked: frozenset[date]) -> bool:
    """Monday to Friday but for days off; a Saturday or Sunday only when it is worked in exchange."""
    return day in worked or not (is_weekend(day) or day in off)


def working_days_after(day: date, count: int, off: frozenset[date], worked: frozenset[date]) -> date:
    """The last day of a term of `count` working days that began on `day`; that day itself counts as in time."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, off, worked)
    return day


def working_days_over(day: date, count: int, off: frozenset[date], worked: frozenset[date]) -> date:
    """The last day from which a term of `count` working days is over on `day`."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, off, worked)
    return day - timedelta(days=1)


def half_year(day: date) -> tuple[date, date]:
    """[from, until) of the half year in which the day lies."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 7, 1)
    return date(day.year, 7, 1), date(day.year + 1, 1, 1)


def period_of(written: str) -> tuple[date, date]:
    """[from, until) as a command is told it: 2026-H1, 2026-Q3, or FROM..UNTIL, whose end is out. Raises ValueError."""
    if found := re.fullmatch(r"(\d{4})-(H[12]|Q[1-4])", written):
        year, months = int(found[1]), 6 if found[2][0] == "H" else 3
        begin = (int(found[2][1]) - 1) * months + 1
        return date(year, begin, 1), date(year + (begin + months > 12), (begin + months - 1) % 12 + 1, 1)
    begin_said, _, until_said = written.partition("..")
    since, until = date.fromisoformat(begin_said), date.fromisoformat(until_said)
    if until <= since:
        raise ValueError(written)
    return since, until
