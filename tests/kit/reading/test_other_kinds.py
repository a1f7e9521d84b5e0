"""What cells of .xls and .ods hold comes in as that of .xlsx does; several files are read as one."""

import struct
from datetime import datetime

import pytest

from kit.reading import Merge, open_workbook
from kit.reading.layout import tables
from tests.kit.reading import old_books as old
from tests.kit.reading import open_books as open_
from tests.kit.reading.lists import WORDS
from tests.kit.reading.ugly.drawing import as_xlsx
from tests.kit.reading.ugly.heads import BOOKS

PLAIN = struct.pack("<HHH", 0, 0, 0) + b"\0" * 14
DAY = struct.pack("<HHH", 0, 14, 0) + b"\0" * 14
STYLES = old.record(0x00E0, PLAIN) + old.record(0x00E0, DAY)


def styled(row: int, column: int, value: float) -> bytes:
    """A number under the second style, which is a day's."""
    return old.record(0x0203, struct.pack("<HHHd", row, column, 1, value))


def formula(row: int, column: int, result: bytes) -> bytes:
    return old.record(0x0006, struct.pack("<HHH", row, column, 0) + result + b"\0" * 8)


def cells(data: bytes, name: str) -> dict[tuple[int, int], object]:
    [sheet] = open_workbook(name, data).sheets
    return {(row.number, at): value for row in sheet.rows for at, value in enumerate(row.cells, 1) if value is not None}


def test_cells_of_an_xls() -> None:
    text_follows = formula(0, 4, b"\0\0\0\0\0\0\xff\xff") + old.record(
        0x0207, struct.pack("<HB", 2, 1) + "bé".encode("utf-16-le")
    )
    inside = (
        old.number(0, 0, 5.0) + old.number(0, 1, 5.5) + styled(0, 2, 25602.0) + formula(0, 3, struct.pack("<d", 7.0))
        + text_follows + old.record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 1, 0))
        + old.record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1)) + styled(1, 2, 5e9) + old.text(1, 3, "Đỗ")
    )  # fmt: skip
    data = old.book(inside, STYLES)
    assert cells(data, "a.xls") == {
        (1, 1): 5, (1, 2): 5.5, (1, 3): datetime.fromisoformat("1970-02-03"), (1, 4): 7, (1, 5): "bé",
        (2, 1): True, (2, 2): "#N/A", (2, 3): 5e9, (2, 4): "Đỗ",
    }  # fmt: skip
    assert open_workbook("a.xls", data).sheets[0].formulas == {(1, 4), (1, 5)}


def test_an_xls_that_counts_days_from_1904() -> None:
    since = old.record(0x0022, struct.pack("<H", 1))
    assert cells(old.book(styled(0, 0, 25602.0 - 1462), since + STYLES), "a.xls") == {
        (1, 1): datetime.fromisoformat("1970-02-03")
    }


def test_cells_of_an_ods() -> None:
    def typed(kind: str, value: str, shown: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'

    remark = "<office:annotation><text:p>nhắc</text:p></office:annotation><text:p>Đỗ</text:p><text:p>Thị</text:p>"
    row = open_.row(
        typed("float", 'office:value="5"', "5,00"), typed("float", 'office:value="5.5"'),
        typed("date", 'office:date-value="1970-02-03"', "3/2/70"), typed("boolean", 'office:boolean-value="true"'),
        typed("float", 'office:value="7" table:formula="of:=3+4"'), f"<table:table-cell>{remark}</table:table-cell>",
        typed("time", 'office:time-value="PT7H"', "07:00"), typed("date", 'office:date-value="0000-00-00"', "?"),
    )  # fmt: skip
    assert cells(open_.ods(row), "a.ods") == {
        (1, 1): 5, (1, 2): 5.5, (1, 3): datetime.fromisoformat("1970-02-03"), (1, 4): True, (1, 5): 7,
        (1, 6): "Đỗ\nThị", (1, 7): "07:00", (1, 8): "?",
    }  # fmt: skip
    assert open_workbook("a.ods", open_.ods(row)).sheets[0].formulas == {(1, 5)}


def test_repeated_cells_and_rows_of_an_ods_stand_as_often_as_they_say() -> None:
    rows = open_.row(open_.cell("a", times=2), times=2) + open_.row(times=3) + open_.row(open_.cell("b"))
    assert cells(open_.ods(rows), "a.ods") == {(1, 1): "a", (1, 2): "a", (2, 1): "a", (2, 2): "a", (6, 1): "b"}


@pytest.mark.parametrize("name", ["a.xls", "a.ods"])
def test_merged_ranges_are_known(name: str) -> None:
    spans = 'table:number-rows-spanned="2" table:number-columns-spanned="3"'
    data = {
        "a.xls": old.book(old.text(1, 1, "x") + old.merged([(2, 2, 3, 4)])),
        "a.ods": open_.ods(open_.row() + open_.row("<table:table-cell/>", open_.cell("x", more=spans))),
    }
    assert open_workbook(name, data[name]).sheets[0].merges == (Merge(2, 2, 3, 4),)


def test_several_files_are_read_one_after_the_other() -> None:
    plain, titled = BOOKS[:2]
    books = [open_workbook("thon-1.xlsx", as_xlsx(plain.pages)), open_workbook("thon-2.xlsx", as_xlsx(titled.pages))]
    found = [(book.name, [row.number for row in table.rows]) for book, table in tables(books, WORDS)]
    assert found == [("thon-1.xlsx", [2, 3]), ("thon-2.xlsx", [10, 11])]
