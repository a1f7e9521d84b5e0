"""What a cell of a people's list says: a date, a sex, a number, a text. Nothing is invented.

Each function answers `Reading`: the value (None when there is none), the cell's text as written, and the code of a
problem or None. A blank cell, a dash or "nan" has no value and no problem. Answers are kept by distinct value.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from openpyxl.utils.datetime import from_excel

from kit.calendar import PartialDate
from kit.names import clean, fold
from kit.reading.workbook import CellValue

Value = TypeVar("Value")
UNREADABLE = "unreadable"
# Numbers in a date column between these are days counted by Excel: 1927 to 2064.
SERIALS = range(10_000, 60_000)
YEARS = range(1850, 2101)
LONGEST_NUMBER = 20
# Days come again and again, names and numbers hardly.
KEPT, KEPT_DAYS = 1 << 10, 1 << 14

_ABSENT = re.compile(r"[-–—_.…/\s]*|nan|nat|none|null|n/a|#n/a", re.IGNORECASE)
_WORDS = re.compile(r"(?:ngày\s*(\d{1,2})\s*)?(?:tháng\s*(\d{1,2})\s*)?năm\s*(\d{4})", re.IGNORECASE)
_MONTH_WORD = re.compile(r"(?:tháng|năm|sinh năm|ngày)\s+(?=\d)", re.IGNORECASE)
_UNKNOWN_PARTS = re.compile(r"(?:(?:00?|[.…_]+|[-?xX]+)[/.\-])+(\d{4})")
_NO_DAY = re.compile(r"(?:00?|[.…_]+|[-?xX]+)[/.\-](\d{1,2})[/.\-](\d{4})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_MONTH_AS_NUMBER = re.compile(r"\d{1,2}\.\d{4}")
_THREE_PARTS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SEXES = {"nam": "m", "nu": "f", "gai": "f", "trai": "m", "male": "m", "female": "f", "m": "m", "f": "f"}


class Reading(NamedTuple, Generic[Value]):
    """A cell understood as far as it can be."""

    value: Value | None
    written: str
    problem: str | None = None


@lru_cache(KEPT, typed=True)
def written(cell: CellValue) -> str:
    """The cell as a person would read it: NFC, single blanks, days as d/m/yyyy, whole numbers without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return clean(str(cell))


def is_absent(cell: CellValue) -> bool:
    """A blank, a dash, dots, "nan" and the like."""
    if not isinstance(cell, str):
        return cell is None
    # Nearly every cell begins with a letter and is longer than any word for nothing.
    return not (cell[:1].isalnum() and len(cell) > 4) and _says_nothing(cell)


@lru_cache(KEPT)
def _says_nothing(cell: str) -> bool:
    return _ABSENT.fullmatch(clean(cell)) is not None


@lru_cache(KEPT, typed=True)
def text(cell: CellValue) -> Reading[str]:
    """Any text; absent when it says nothing."""
    said = written(cell)
    return Reading(None, said) if is_absent(cell) else Reading(said, said)


def puts_month_first(texts: Iterable[str]) -> bool:
    """Whether texts write dates the American way: months never exceed 12, and here the first part never does while
    the second does again and again."""
    parts = [found for text in texts if (found := _THREE_PARTS.fullmatch(text.strip()))]
    days_second = sum(int(found[2]) > 12 for found in parts)
    return days_second >= 3 and not any(int(found[1]) > 12 for found in parts)


@lru_cache(KEPT_DAYS, typed=True)
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
    found = from_excel(number)
    return PartialDate(found.year, found.month, found.day)


def _day_of_text(said: str) -> PartialDate:
    said = _MIDNIGHT.sub("", said)
    if found := _WORDS.fullmatch(said.rstrip(".")):
        return _plausible(_of(*found.groups()))
    said = re.sub(r"\s*([/.\-])\s*", r"\1", _MONTH_WORD.sub("", said)).rstrip(".").replace("\\", "/")
    if found := _NO_DAY.fullmatch(said):
        month = int(found[1])
        return _plausible(PartialDate(int(found[2]), month or None))
    if found := _UNKNOWN_PARTS.fullmatch(said):
        return _plausible(PartialDate(int(found[1])))
    if " " in said and said.count(" ") == 2 and said.replace(" ", "").isdigit():
        said = said.replace(" ", "/")
    return _plausible(PartialDate.parse(said))


def _of(days: str | None, months: str | None, years: str) -> PartialDate:
    return PartialDate(int(years), int(months) if months else None, int(days) if days else None)


def _plausible(found: PartialDate) -> PartialDate:
    if found.year not in YEARS:
        raise ValueError(found)
    return found


@lru_cache(KEPT, typed=True)
def sex(cell: CellValue) -> Reading[str]:
    """ "m" or "f" from a word (Nam, Nữ, nu …)."""
    said = written(cell)
    if is_absent(cell):
        return Reading(None, said)
    found = _SEXES.get(fold(said))
    return Reading(found, said, None if found else UNREADABLE)


def is_cross(cell: CellValue) -> bool:
    """A mark in a column of crosses: x, X, ×, +, 1, a tick."""
    return not is_absent(cell) and written(cell).casefold() in ("x", "×", "+", "1", "✓", "✔", "v", "*", "true")


@lru_cache(KEPT, typed=True)
def number(cell: CellValue) -> Reading[str]:
    """The digits of a number: 123456.0 → "123456"; dots and blanks are no part of it; zeros in front stay."""
    said = written(cell)
    if is_absent(cell):
        return Reading(None, said)
    if isinstance(cell, bool | datetime | date):
        return Reading(None, said, UNREADABLE)
    digits = said if said.isascii() and said.isdigit() else _bare_digits(said)
    if not 0 < len(digits) <= LONGEST_NUMBER:
        return Reading(None, said, UNREADABLE)
    return Reading(None, said) if not digits.strip("0") else Reading(digits, said)


def _bare_digits(said: str) -> str:
    digits = said.strip("'’\" ")
    if re.fullmatch(r"\d{5,}\.0", digits):
        digits = digits[:-2]
    digits = re.sub(r"[\s.\-,]", "", digits)
    return digits if digits.isascii() and digits.isdigit() else ""
