"""A sender's own workbook given back with a column of remarks and the cells they are about coloured.

An .xlsx keeps everything its sender put into it; what else was sent, or is too large to be held whole, comes back as a
plain .xlsx with the same rows under the same numbers. Sent again, the column is known by its head and written anew.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from xlsxwriter import Workbook as Writer

from kit.names import clean
from kit.reading import Sheet, Workbook
from kit.reading.workbook import CellValue

# A sheet of sentences about who stands in no row; it is no list, and made anew each time.
MISSING = "Chỉ có trong sổ"
HEAD = "Kết quả đối khớp (chương trình ghi)"
COLOUR = "FFE8A3"
# openpyxl holds about half a kilobyte for each cell.
MOST_CELLS = 200_000
WIDTH = 60
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  (the file carries no clock: same data, same bytes)
UNNAMED = str.maketrans("", "", "[]:*?/\\")
LONGEST_NAME = 31


@dataclass(frozen=True)
class Remark:
    """What is said of one row, and the columns (from 1) of the cells it is about; none: of the row as a whole."""

    text: str
    columns: tuple[int, ...] = ()


# By the sheet's name and the row's number, both as a person sees them.
Remarks = Mapping[tuple[str, int], Remark]


def remarked(
    book: Workbook, data: bytes, remarks: Remarks, heads: Mapping[str, int], missing: Sequence[str] = ()
) -> bytes:
    """The bytes of an .xlsx: `book` as it was safely opened from `data`, with its remarks.

    `heads`: {sheet: number of the last row of its head}; a sheet without a list stays as it is. `missing`: sentences
    that are about no row, on a sheet of their own. Raises KeyError for a remark on a sheet without a head.
    """
    for sheet, _ in remarks:
        heads[sheet]
    if book.name.lower().endswith(".xlsx") and sum(_cells(sheet) for sheet in book.sheets) <= MOST_CELLS:
        return _in_place(book, data, remarks, heads, missing)
    return _plain(book, remarks, heads, missing)


def _cells(sheet: Sheet) -> int:
    return sum(len(row.cells) for row in sheet.rows)


def column_of(sheet: Sheet, head: int) -> int:
    """Where the remarks of a sheet stand: in their own column where it has come back, else behind all others."""
    row = next((one for one in sheet.rows if one.number == head), None)
    known = [at for at, cell in enumerate(row.cells, 1) if cell == HEAD] if row else []
    return known[0] if known else max((len(one.cells) for one in sheet.rows), default=0) + 1


def _in_place(book: Workbook, data: bytes, remarks: Remarks, heads: Mapping[str, int], missing: Sequence[str]) -> bytes:
    # The opener has looked at these bytes: no macros, no links, no entities, no bomb.
    whole = openpyxl.load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)
    for sheet in book.sheets:
        if sheet.name in heads:
            _write_into(whole[sheet.name], sheet, remarks, heads[sheet.name])
    _say_missing(whole, missing)
    out = io.BytesIO()
    whole.properties.modified = CREATED
    whole.save(out)
    return out.getvalue()


def _say_missing(whole: Any, missing: Sequence[str]) -> None:
    if MISSING in whole.sheetnames:
        del whole[MISSING]
    if missing:
        page = whole.create_sheet(MISSING)
        page.column_dimensions["A"].width = 2 * WIDTH
        for number, text in enumerate(missing, 1):
            _put(page.cell(number, 1), text)


def _write_into(page: Any, sheet: Sheet, remarks: Remarks, head: int) -> None:
    column, fill = column_of(sheet, head), PatternFill("solid", fgColor=COLOUR)
    letter = openpyxl.utils.get_column_letter(column)
    page.column_dimensions[letter].width = WIDTH
    _forget(page, column, head)
    _put(page.cell(head, column), HEAD, bold=True)
    for row in sheet.rows:
        one = remarks.get((sheet.name, row.number))
        if one is None:
            continue
        _put(page.cell(row.number, column), one.text)
        for at in one.columns or (column,):
            page.cell(row.number, at).fill = fill


def _forget(page: Any, column: int, head: int) -> None:
    """What was said the time before: the remarks, and our colour wherever it is."""
    none = PatternFill()
    for cells in page.iter_rows(min_row=head):
        for cell in cells:
            if cell.fill.fgColor.rgb in (COLOUR, f"00{COLOUR}", f"FF{COLOUR}"):
                cell.fill = none
            if cell.column == column and not isinstance(cell, openpyxl.cell.cell.MergedCell):
                cell.value = None


def _put(cell: Any, text: str, *, bold: bool = False) -> None:
    if isinstance(cell, openpyxl.cell.cell.MergedCell):
        return
    thin = Side(style="thin")
    cell.value = clean(text)
    # Never a formula, whatever the text begins with.
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def _plain(book: Workbook, remarks: Remarks, heads: Mapping[str, int], missing: Sequence[str]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, {"constant_memory": True})
    writer.set_properties({"created": CREATED})
    looks = {marked: _looks(writer, marked) for marked in (True, False)}
    said = writer.add_format({"text_wrap": True, "border": 1, "valign": "top", "num_format": "@"})
    taken: set[str] = set()
    for sheet in [one for one in book.sheets if one.name != MISSING]:
        page = writer.add_worksheet(_name(sheet.name, taken))
        head = heads.get(sheet.name)
        column = column_of(sheet, head) if head is not None else 0
        if column:
            page.set_column(column - 1, column - 1, WIDTH)
        for row in sheet.rows:
            one = remarks.get((sheet.name, row.number), Remark(""))
            for at, cell in enumerate(row.cells, 1):
                if cell is not None and at != column:
                    _write(page, row.number - 1, at - 1, cell, looks[at in one.columns])
            text = HEAD if row.number == head else one.text
            if column and text:
                page.write_string(row.number - 1, column - 1, clean(text), said)
    if missing:
        page = writer.add_worksheet(_name(MISSING, taken))
        page.set_column(0, 0, 2 * WIDTH)
        for number, text in enumerate(missing):
            page.write_string(number, 0, clean(text), said)
    writer.close()
    return out.getvalue()


def _looks(writer: Writer, marked: bool) -> dict[str, Any]:
    """How text, days and numbers look, with our colour or without."""
    formats = {"text": {"num_format": "@"}, "day": {"num_format": "d/m/yyyy"}, "number": {"num_format": "0"}}
    colour = {"bg_color": f"#{COLOUR}"} if marked else {}
    return {name: writer.add_format({**given, **colour}) for name, given in formats.items()}


def _write(page: Any, row: int, column: int, cell: CellValue, look: Mapping[str, Any]) -> None:
    if isinstance(cell, datetime | date):
        page.write_datetime(row, column, cell, look["day"])
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        page.write_string(row, column, str(cell), look["text"])
    elif float(cell).is_integer():
        page.write_number(row, column, cell, look["number"])
    else:
        page.write_number(row, column, cell)


def _name(name: str, taken: set[str]) -> str:
    bare = name.translate(UNNAMED).strip("' ")[:LONGEST_NAME] or "Trang"
    fresh, number = bare, 2
    while fresh.casefold() in taken:
        fresh, number = f"{bare[: LONGEST_NAME - 4]} {number}", number + 1
    taken.add(fresh.casefold())
    return fresh
