"""What the titles of a list say of when it is: a period, a closing day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kit import names
from kit.calendar import print_day
from reports.reconciliation.models import Round
from reports.reconciliation.rules.rounds import period_name

_Y = r"((?:19|20)\d\d)"
_AS_OF = re.compile(rf"\b(?:den|thoi diem)(?: het)?(?: ngay)? (\d{{1,2}}) (?:thang )?(\d{{1,2}}) (?:nam )?{_Y}\b")
_HALF = re.compile(rf"\b6 thang (dau|cuoi) nam {_Y}\b")
# A term of office and a term of a school are no half of a year.
_TERM = re.compile(rf"(?<!nhiem )(?<!hoc )\bky (ii|i|1|2) (?:nam )?{_Y}\b(?! \d{{4}})")
_QUARTER = re.compile(rf"\bquy (iv|iii|ii|i|[1-4]) (?:nam )?{_Y}\b")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TO_A_MONTH = re.compile(rf"\b(?:den|thoi diem)(?: cuoi| het)? (?:thang )?(\d{{1,2}}) (?:nam )?{_Y}\b")
_TO_A_YEAR = re.compile(rf"\bden(?: cuoi| het)? nam {_Y}\b")
# Of a title that speaks of the list itself, or says nothing else.
_OF_A_MONTH = re.compile(rf"(?:.*\bdanh sach\b.* )?thang (\d{{1,2}}) (?:nam )?{_Y}|.*\bdanh sach .*\bthang (\d{{1,2}}) "
                         rf"(?:nam )?{_Y} .*")  # fmt: skip
_OF_A_YEAR = re.compile(rf"nam {_Y}|.*\bdanh sach\b.* nam {_Y}\b.*|.*\bdang vien {_Y}")
# Days of signing, papers, what was founded, who joined, came or was born when, terms and spans of years.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:ngay|quyet dinh|ke hoach|huong dan|cong van|nghi quyet|kem theo|thanh lap|tu nam|sinh nam|nam sinh|ket nap"
    r"|vao dang|chuyen (?:di|den|ve)|nghi huu|huy hieu|dai hoi|nhiem ky|giai doan|nam hoc|hoc ky"
    r"|\d{4} (?:den )?(?:nam )?\d{4})\b"
)
# So long ago is when something was founded that the title names.
LONG_AGO = 10


@dataclass(frozen=True)
class Said:
    """`told`: the words for it. `since`: the first day where it is said; `closing`: the last; `whole`: what has to fall
    together with the closing day, the "day", its "month" or its "year"."""

    told: str
    closing: date
    since: date | None = None
    whole: str = "day"

    def is_of(self, one: Round) -> bool:
        """Whether a list of that period may say so."""
        if self.whole == "year":
            since = one.since.year
            return since <= self.closing.year <= one.closing_day.year or self.closing.year < since - LONG_AGO
        if self.whole == "month":
            return (self.closing.year, self.closing.month) == (one.closing_day.year, one.closing_day.month)
        return self.closing == one.closing_day and self.since in (None, one.since)


def period_in(titles: Iterable[str]) -> Said | None:
    """What titles speak of; None where they speak of no time. A day with a place before it is when the list was signed,
    and means nothing here."""
    plain = [" ".join(re.sub(r"[^\w]+", " ", names.fold(title)).split()) for title in titles]
    ways = (_as_of, _half, _quarter, _month, _year)
    return next((said for way in ways for title in plain if (said := way(title)) is not None), None)


def _as_of(title: str) -> Said | None:
    found = _AS_OF.search(title)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        closing = date(year, month, day)
    except ValueError:
        # 31/6: of the month all the same.
        return _of_month(month, year)
    return Said(f"đến ngày {print_day(closing)}", closing)


def _half(title: str) -> Said | None:
    if found := _HALF.search(title) or _TERM.search(title):
        return _part(int(found[2]), 6, 1 if found[1] in ("dau", "i", "1") else 2)
    return None


def _quarter(title: str) -> Said | None:
    found = _QUARTER.search(title)
    return _part(int(found[2]), 3, _NUMBERS[found[1]]) if found else None


def _part(year: int, months: int, number: int) -> Said:
    """The part of a year with that number, of so many months each."""
    last = months * number
    since, until = date(year, last - months + 1, 1), date(year + last // 12, last % 12 + 1, 1)
    return Said(period_name(since, until), until - timedelta(days=1), since)


def _month(title: str) -> Said | None:
    found = _TO_A_MONTH.search(title) or (None if _OF_SOMETHING_ELSE.search(title) else _OF_A_MONTH.fullmatch(title))
    return _of_month(*map(int, filter(None, found.groups()))) if found else None


def _of_month(month: int, year: int) -> Said | None:
    if not 1 <= month <= 12:
        return None
    return Said(f"tháng {month}/{year}", date(year, month, monthrange(year, month)[1]), whole="month")


def _year(title: str) -> Said | None:
    found = None if _OF_SOMETHING_ELSE.search(title) else _TO_A_YEAR.search(title) or _OF_A_YEAR.fullmatch(title)
    if found is None:
        return None
    year = int(next(filter(None, found.groups())))
    return Said(f"năm {year}", date(year, 12, 31), whole="year")
