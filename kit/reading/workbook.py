"""What was read from a file: sheets of rows, values as they were, numbered as a person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


class SheetRow(NamedTuple):
    """One row that holds something: its number (from 1) and its cells from column A, trailing blanks cut off."""

    number: int
    cells: tuple[CellValue, ...]


class Merge(NamedTuple):
    """A merged range, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows without any value are left out; hidden rows are rows like others.

    `formulas` holds (row, column) of cells whose value is the stored result of a formula; `legacy` says that the texts
    were typed in a font from before Unicode and are decoded already. `file` and `called` are for a sheet that was put
    together with those of other files (`several.py`): where it stands, and what it is called by itself.
    """

    name: str
    rows: Sequence[SheetRow]
    merges: Sequence[Merge] = ()
    formulas: frozenset[tuple[int, int]] = field(default=frozenset())
    legacy: bool = False
    file: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was opened safely: its name, the SHA-256 of its bytes in hex, its sheets in order."""

    name: str
    checksum: str
    sheets: tuple[Sheet, ...]


@cache
def letter(column: int) -> str:
    """The letters of a column counted from 1: 1 → "A", 28 → "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, from 1, that letters name: "A" → 1; 0 for an empty text."""
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - 64
    return number
