"""How an ugly workbook is described and drawn: XlsxWriter for .xlsx, the csv module for .csv."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

Cells = Sequence[Any]
Range = tuple[int, int, int, int]


class P(NamedTuple):
    """A person who stands in a book: the row, and what is read there. Days are ISO as far as known, sex is m or f."""

    row: int
    name: str
    birth: str = ""
    admitted: str = ""
    official: str = ""
    card: str = ""
    sex: str = ""
    cell: str = ""


@dataclass
class Page:
    """A sheet: rows of cells from row 1 (dates and days are written as such), merged ranges (top, left, bottom, right),
    hidden rows, and who stands in it; `unread`: the rows that must be handed out as unread."""

    rows: Sequence[Cells]
    people: Sequence[P]
    merges: Sequence[Range] = ()
    hidden: Sequence[int] = ()
    unread: Sequence[int] = ()
    name: str = "DS"


@dataclass
class Ugly:
    """One file. `write` makes its bytes (by default an .xlsx); `file` is what it is called."""

    trait: str
    pages: Sequence[Page]
    file: str = "ds.xlsx"
    write: Callable[["Ugly"], bytes] = field(default=lambda book: as_xlsx(book.pages))

    def data(self) -> bytes:
        return self.write(self)


class Formula(NamedTuple):
    """A cell with a formula and the value that Excel stored."""

    said: str
    value: Any


def one(trait: str, rows: Sequence[Cells], people: Sequence[P], **more: Any) -> Ugly:
    """A book of one sheet."""
    return Ugly(trait, [Page(rows, people, **more)])


def as_xlsx(pages: Sequence[Page]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            covered = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
            for number, cells in enumerate(page.rows, 1):
                for column, cell in enumerate(cells, 1):
                    if (number, column) in covered:
                        bottom, right = covered[number, column]
                        sheet.merge_range(number - 1, column - 1, bottom - 1, right - 1, cell)
                    elif cell is not None:
                        _write(sheet, number - 1, column - 1, cell, day)
            for number in page.hidden:
                sheet.set_row(number - 1, options={"hidden": True})
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.said, None, cell.value)
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def as_csv(page: Page, separator: str = ";") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(
        ["" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row]
        for row in page.rows
    )
    return stream.getvalue()
