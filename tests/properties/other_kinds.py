"""A described sheet as .csv, .ods and .xls, written by hand: no library that the reader uses."""

from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from tests.kit.reading import old_books, open_books
from tests.kit.reading.ugly.coded import by_the_c_library, tcvn3, vni
from tests.kit.reading.ugly.drawing import Page, as_csv

FONTS = {"tcvn3": tcvn3, "vni": vni}
UNICODE = {"utf8": "utf-8", "utf16": "utf-16"}
FIRST_DAY = date(1899, 12, 30)


def csv_bytes(page: Page, way: str) -> bytes:
    text = as_csv(page)
    if way in FONTS:
        return FONTS[way](text)
    return by_the_c_library(text, "CP1258") if way == "1258" else text.encode(UNICODE[way])


def ods(page: Page) -> bytes:
    made = []
    for number, cells in enumerate(page.rows, 1):
        drawn = []
        for column, cell in enumerate(cells, 1):
            spans = next((m for m in page.merges if m[:2] == (number, column)), None)
            more = ""
            if spans:
                more = (f'table:number-rows-spanned="{spans[2] - number + 1}" '
                        f'table:number-columns-spanned="{spans[3] - column + 1}"')  # fmt: skip
            drawn.append(_ods_cell(cell, more))
        made.append(open_books.row(*drawn))
    return open_books.ods("".join(made))


def _ods_cell(cell: Any, more: str) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}" {more}/>'
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}" {more}/>'
    return open_books.cell(escape(cell), more=more)


def xls(page: Page) -> bytes:
    made = b""
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                # Without a format a day is the number it is counted by.
                made += old_books.number(row, column, float((cell - FIRST_DAY).days))
            elif isinstance(cell, int):
                made += old_books.number(row, column, float(cell))
            elif cell is not None:
                made += old_books.text(row, column, cell)
    return old_books.book(made + old_books.merged(page.merges))
