"""What a cell of a people's list says: a sex, a number, a text, "as above". Nothing is invented.

Days stand in `days.py`. Each function answers `Reading`: the value (None when there is none), the cell as it is
written, and the code of a problem or None. A blank cell, a dash or "nan" has no value and no problem. Answers are
kept by distinct value.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from kit.names import clean, fold
from kit.reading.workbook import CellValue

Value = TypeVar("Value")
UNREADABLE = "unreadable"
LONGEST_NUMBER = 20
# Names and numbers hardly come again.
KEPT = 1 << 10

_ABSENT = re.compile(r"[-–—_.…/\s]*|nan|nat|none|null|n/a|#n/a", re.IGNORECASE)
_DITTO = re.compile(r"n ?t|nhu tren")
_DITTO_SIGNS = frozenset({'"', "''", "“", "”", "〃", "″", '""', "’’", "“”"})
# How "as above" begins, and how long it is at most.
_DITTO_BEGINS, _DITTO_LONGEST = frozenset("nN\"'“”〃″’(-"), 12
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
    """Any text; absent when it says nothing; "as above" is no text."""
    said = written(cell)
    if is_ditto(cell):
        return Reading(None, said, UNREADABLE)
    return Reading(None, said) if is_absent(cell) else Reading(said, said)


def any_ditto(cells: Iterable[CellValue]) -> bool:
    """Whether any cell of a row says "as above"; nearly all rows are done with after a glance at each first sign."""
    return any(
        isinstance(cell, str) and cell[:1] in _DITTO_BEGINS and len(cell) <= _DITTO_LONGEST and is_ditto(cell)
        for cell in cells
    )


def is_ditto(cell: CellValue) -> bool:
    """Whether a cell says "như trên" (nt, N.T., như trên, or marks of repetition)."""
    if not isinstance(cell, str):
        return False
    # Nearly every cell begins otherwise: two plain letters or digits at its head fold to nothing but themselves.
    begins = cell[:2]
    if begins.isascii() and begins.isalnum() and begins.lower() not in ("nt", "nh"):
        return False
    return _says_as_above(cell)


@lru_cache(KEPT)
def _says_as_above(cell: str) -> bool:
    said = clean(cell).strip("()- ")
    return said in _DITTO_SIGNS or _DITTO.fullmatch(fold(said)) is not None


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
