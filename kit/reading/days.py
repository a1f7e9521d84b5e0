"""What a cell of a people's list says of a day, as far as it says it: never a guessed century, day or month."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from kit.calendar import PartialDate
from kit.names import clean
from kit.reading.values import UNREADABLE, Reading, is_absent, written
from kit.reading.workbook import CellValue

# Numbers in a date column between these are days counted by Excel: 1927 to 2064.
SERIALS = range(10_000, 60_000)
# Excel counts a 29 February 1900 that never was, so behind it its first day is not the first of January.
BEFORE_ALL = date(1899, 12, 30)
YEARS = range(1850, 2101)
# Days come again and again.
KEPT = 1 << 14

_WORDS = re.compile(r"(?:(?:ngày\s*)?(\d{1,2})\s*)?(?:tháng\s*(\d{1,2})\s*)?năm\s*(\d{4})", re.IGNORECASE)
_WORD = re.compile(r"(?:tháng|năm|sinh năm|sinh ngày|ngày|sinh|sn)\s*:?\s*(?=\d)", re.IGNORECASE)
_UNKNOWN_PARTS = re.compile(r"(?:(?:00?|[.…_]+|[-?xX]+)[/.\-])+(\d{4})")
_NO_DAY = re.compile(r"(?:00?|[.…_]+|[-?xX]+)[/.\-](\d{1,2})[/.\-](\d{4})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_MONTH_AS_NUMBER = re.compile(r"\d{1,2}\.\d{4}")
_THREE_PARTS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_WHOLE_NUMBER = re.compile(r"(\d{4,8})(?:\.0)?")
# As nearly every day is written; noughts for what is not known, and other centuries, are not.
_PLAIN = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[/.-](0?[1-9]|1[0-2])[/.-]((?:19|20)[0-9]{2})")
_ENGLISH = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*[- ,](?:(\d{1,2})[- ,] ?)?(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


# Of so many dates some day would be past the 12th if days came first: each is so three times in five.
ENOUGH = 8


def puts_month_first(texts: Iterable[str]) -> bool:
    """Whether texts write dates the American way: months never exceed 12, and here the first part never does while
    the second does again and again, or once where there are so many dates that chance does not explain the first."""
    parts = [found for text in texts if (found := _THREE_PARTS.fullmatch(text.strip()))]
    days_second = sum(int(found[2]) > 12 for found in parts)
    shown = days_second >= 3 or (days_second > 0 and len(parts) >= ENOUGH)
    return shown and not any(int(found[1]) > 12 for found in parts)


@lru_cache(KEPT, typed=True)
def day(cell: CellValue, month_first: bool = False) -> Reading[PartialDate]:
    """A date as far as it is known. A year of two digits is unreadable: its century would be a guess."""
    said = written(cell)
    if is_absent(cell):
        return Reading(None, said)
    if month_first and isinstance(cell, str):
        cell = _THREE_PARTS.sub(r"\2/\1/\3", cell.strip())
    try:
        return Reading(_day(cell), said)
    except (ValueError, OverflowError):
        return Reading(None, said, UNREADABLE)


def _day(cell: CellValue) -> PartialDate:
    if isinstance(cell, datetime | date):
        return PartialDate(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise ValueError(cell)
    if isinstance(cell, str):
        if found := _PLAIN.fullmatch(cell):
            return _plausible(_of(*found.groups()))
        return _day_of_text(clean(cell).strip("'’\" "))
    if isinstance(cell, float) and not cell.is_integer():
        if int(cell) in SERIALS:
            return _day_of_serial(int(cell))
        if _MONTH_AS_NUMBER.fullmatch(repr(cell)):
            return _plausible(PartialDate.parse(repr(cell)))
        raise ValueError(cell)
    return _day_of_number(int(cell))


def _day_of_number(number: int) -> PartialDate:
    if number in YEARS:
        return PartialDate(number)
    if number in SERIALS:
        return _day_of_serial(number)
    # 3021998 was typed as 03021998 and lost its zero.
    if 1_000_000 < number < 100_000_000:
        return _plausible(PartialDate.parse(f"{number:08}"))
    raise ValueError(number)


def _day_of_serial(number: int) -> PartialDate:
    found = BEFORE_ALL + timedelta(days=number)
    return PartialDate(found.year, found.month, found.day)


def _day_of_text(said: str) -> PartialDate:
    said = _MIDNIGHT.sub("", said.strip("()")).rstrip(".")
    if found := _WORDS.fullmatch(said):
        return _plausible(_of(*found.groups()))
    if found := _ENGLISH.fullmatch(said):
        return _plausible(_english(*found.groups()))
    said = re.sub(r"\s*([/.\-,])\s*", r"\1", _WORD.sub("", said)).replace("\\", "/").replace(",", "/")
    if found := _NO_DAY.fullmatch(said):
        month = int(found[1])
        return _plausible(PartialDate(int(found[2]), month or None))
    if found := _UNKNOWN_PARTS.fullmatch(said):
        return _plausible(PartialDate(int(found[1])))
    if found := _YEAR_FIRST.fullmatch(said):
        return _plausible(PartialDate(*map(int, found.groups())))
    # 1121998 may be the first of December or the eleventh of February; as a number it has lost a zero in front.
    if (found := _WHOLE_NUMBER.fullmatch(said)) and len(found[1]) != 7:
        return _day_of_number(int(found[1]))
    if said.count(" ") == 2 and said.replace(" ", "").isdigit():
        said = said.replace(" ", "/")
    return _plausible(PartialDate.parse(said))


def _english(before: str | None, month: str, behind: str | None, year: str) -> PartialDate:
    """03-Feb-1998, Feb 3, 1998: Excel in English writes days so."""
    return _of(before or behind, str(_MONTHS.index(month.lower()) + 1), year)


def _of(days: str | None, months: str | None, years: str) -> PartialDate:
    return PartialDate(int(years), int(months) if months else None, int(days) if days else None)


def _plausible(found: PartialDate) -> PartialDate:
    if found.year not in YEARS:
        raise ValueError(found)
    return found
