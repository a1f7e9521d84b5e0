"""The same list as a workbook: text stays text, days are days, never a formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter

from .listing import Cell, Closing, Column, Head, Section

# One fixed moment, so that the same facts give the same bytes.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001
MM_TO_CHARACTERS = 0.55


def write_sheet(
    to: BinaryIO,
    head: Head,
    columns: Sequence[Column],
    sections: Iterable[Section],
    closing: Closing,
    *,
    about: Sequence[tuple[str, str]] = (),
) -> int:
    """Write the list into `to` as XLSX; answers the number of rows of people.

    `about`: lines of a last sheet "Xuất bởi" (who, when, for what), which papers never carry.
    """
    book = xlsxwriter.Workbook(to, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False,
                                    "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    book.set_properties({"created": MADE, "title": head.metadata_title})
    sheet = book.add_worksheet("Danh sách")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    heads = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, max(6, column.width_mm * MM_TO_CHARACTERS))
    titles = [head.issuer, head.title, *head.subject.split("\n"), head.as_of]
    row = 0
    for words in titles:
        sheet.write_string(row, 0, _text(words), bold)
        row += 1
    head_row = row
    for at, column in enumerate(columns):
        sheet.write_string(row, at, _text(column.head), heads)
    row += 1
    count = 0
    for section in sections:
        if section.title:
            sheet.write_string(row, 0, _text(section.title), bold)
            row += 1
        for cells in section.rows:
            _write_row(sheet, row, cells, plain, day)
            row, count = row + 1, count + 1
    for one in closing.totals:
        sheet.write_string(row + 1, 1, _text(one.label), bold if one.strong else plain)
        _write(sheet, row + 1, 2, one.value, plain, day)
        row += 1
    _print_setup(sheet, head_row, len(columns))
    if about:
        last = book.add_worksheet("Xuất bởi")
        last.set_column(0, 1, 40)
        for at, (label, words) in enumerate(about):
            last.write_string(at, 0, _text(label), bold)
            last.write_string(at, 1, _text(words))
    book.close()
    return count


def _print_setup(sheet: Any, head_row: int, columns: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
    sheet.freeze_panes(head_row + 1, 0)
    sheet.set_footer("&CTrang &P/&N")


def _text(words: str) -> str:
    return unicodedata.normalize("NFC", words).replace("\x00", "")[:32_000]


def _write_row(sheet: Any, row: int, cells: Sequence[Cell], plain: Any, day: Any) -> None:
    for at, cell in enumerate(cells):
        if cell != "":
            _write(sheet, row, at, cell, plain, day)


def _write(sheet: Any, row: int, at: int, cell: Cell, plain: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell)
    else:
        sheet.write_string(row, at, _text(cell), plain)
