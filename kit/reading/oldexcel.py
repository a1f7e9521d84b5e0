"""An .xls (Excel 95 to 2003): our own passes bound it, xlrd reads the cells that are left."""

from collections.abc import Iterator
from typing import Any

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from kit.reading.archive import BROKEN, MACROS
from kit.reading.compound import Compound
from kit.reading.limits import Limits, Refused
from kit.reading.records import PASSWORD, Records, Scanned
from kit.reading.workbook import CellValue, Sheet, SheetRow

NOT_EXCEL = "Tệp mang đuôi .xls nhưng không phải tệp Excel; hãy lưu lại bằng Excel rồi gửi lại."


class _Nowhere:
    """xlrd tells of oddities on a stream; nobody reads them."""

    def write(self, _said: str) -> int:
        return 0


def sheets(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """All sheets of the .xls in `data`, in the order of the book; `Refused` with one sentence otherwise."""
    try:
        return _read(data, limits)
    except Refused:
        raise
    except Exception as error:
        # xlrd raises whatever a broken record makes it stumble over, asserts included, and names no common class.
        raise Refused(BROKEN) from error


def _read(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    records = Records(book_in(data), limits)
    book = xlrd.open_workbook(file_contents=records.stream, logfile=_Nowhere(), on_demand=True, ragged_rows=True)
    read: list[Sheet] = []
    left = limits.cells
    for place, name in enumerate(book.sheet_names()):
        # xlrd has no public name for where a sheet begins. Elsewhere than our walk saw one, records would be read that
        # it did not see as such: there is none then, and the file is refused before the sheet is read.
        scanned = records.sheets[book._sh_abs_posn[place]]
        rows = list(_rows(book, book.sheet_by_index(place), limits))
        book.unload_sheet(place)
        # Two names may point at one sheet, so what was read counts, not what the file holds.
        left -= sum(len(row.cells) for row in rows)
        if left < 0:
            raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")
        read.append(_sheet(name, rows, scanned))
    return tuple(read)


def _sheet(name: str, rows: list[SheetRow], scanned: Scanned) -> Sheet:
    return Sheet(name, rows, tuple(scanned.merges), frozenset(scanned.formulas))


def book_in(data: bytes) -> bytes:
    """The stream of records in the container of an .xls; `Refused` where it is locked, holds macros or no book."""
    packed = Compound(data)
    names = packed.names()
    if "encryptedpackage" in names:
        raise PASSWORD
    if names & {"_vba_project_cur", "_vba_project"}:
        raise MACROS
    stream = packed.stream("Workbook") or packed.stream("Book")
    if stream is None:
        raise Refused(NOT_EXCEL)
    return stream


def _rows(book: Any, sheet: Any, limits: Limits) -> Iterator[SheetRow]:
    epoch = MAC_EPOCH if book.datemode else WINDOWS_EPOCH
    for number in range(sheet.nrows):
        kinds, values = sheet.row_types(number), sheet.row_values(number)
        cells = [_meaning(kind, value, epoch) for kind, value in zip(kinds, values, strict=True)]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if any(isinstance(cell, str) and len(cell) > limits.cell_characters for cell in cells):
            raise Refused(f"Ô tại dòng {number + 1} dài hơn {limits.cell_characters} ký tự nên không được nhận.")
        yield SheetRow(number + 1, tuple(cells))


def _meaning(kind: int, value: Any, epoch: Any) -> CellValue:
    if kind == xlrd.XL_CELL_TEXT:
        return value or None
    if kind == xlrd.XL_CELL_NUMBER:
        return int(value) if value.is_integer() else value
    if kind == xlrd.XL_CELL_DATE:
        return _day(value, epoch)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return xlrd.error_text_from_code.get(value, "#N/A") if kind == xlrd.XL_CELL_ERROR else None


def _day(value: float, epoch: Any) -> CellValue:
    try:
        found: CellValue = from_excel(value, epoch)
    except (ValueError, OverflowError):
        # A number that is no day of any calendar stays the number it is.
        return value
    return found
