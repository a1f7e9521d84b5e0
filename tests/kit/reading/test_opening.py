"""An honest file comes in as it was written."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kit.reading import Merge, Refused, open_workbook
from tests.kit.reading.books import plain, with_sheet, written

CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
    ),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.datetimes(datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2099-12-31")).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


def put(book: xlsxwriter.Workbook, rows: list[list[Any]]) -> None:
    sheet, day = book.add_worksheet("DS"), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_datetime(number, column, value, day)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_every_cell_is_the_one_openpyxl_reads(rows: list[list[Any]]) -> None:
    data = written(lambda book: put(book, rows))
    [sheet] = open_workbook("ds.xlsx", data).sheets
    ours = {(row.number, at): value for row in sheet.rows for at, value in enumerate(row.cells, 1) if value is not None}
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert ours == {(cell.row, cell.column): cell.value for cell in cells if cell.value is not None}


def test_merged_ranges_and_formulas_are_known() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("DS")
        sheet.merge_range("B2:D3", "ĐẢNG BỘ XÃ AN MẪU")
        sheet.write_formula("A5", "=1+1", None, 2)

    [sheet] = open_workbook("ds.xlsx", written(draw)).sheets
    assert sheet.merges == (Merge(2, 2, 3, 4),)
    assert sheet.formulas == {(5, 1)}


def test_a_row_hidden_by_a_filter_is_read_like_others() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("DS")
        sheet.write_column(0, 0, ["Một", "Hai"])
        sheet.set_row(1, options={"hidden": True})

    [sheet] = open_workbook("ds.xlsx", written(draw)).sheets
    assert [row.cells for row in sheet.rows] == [("Một",), ("Hai",)]


def test_a_reading_aid_above_the_letters_is_no_text() -> None:
    [sheet] = open_workbook(
        "ds.xlsx", with_sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>An</t><rPh><t>x</t></rPh></is></c></row>')
    ).sheets
    assert sheet.rows[0].cells == ("An",)


def test_the_same_bytes_have_the_same_checksum_whatever_the_name() -> None:
    # Made once: a workbook made two seconds later has other bytes, its packing says when.
    data = plain()
    assert open_workbook("a.xlsx", data).checksum == open_workbook("b.XLSX", data).checksum


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_in_any_usual_encoding_and_separator(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in [["STT", "Họ và tên"], ["1", "Đỗ Thị Mẫu"]])
    [sheet] = open_workbook("danh sach.csv", text.encode(encoding)).sheets
    assert sheet.name == "danh sach"
    assert [row.cells for row in sheet.rows] == [("STT", "Họ và tên"), ("1", "Đỗ Thị Mẫu")]


def test_a_csv_of_old_windows_is_read_with_composed_letters() -> None:
    # Windows 1258 writes the tone as a sign of its own after the letter.
    [sheet] = open_workbook("ds.csv", "Ho\u0323 tên;Ng\u01b0\u0303 Mâ\u0303u".encode("cp1258")).sheets
    assert sheet.rows[0].cells == ("Họ tên", "Ngữ Mẫu")


def test_a_csv_keeps_the_numbers_of_its_records() -> None:
    [sheet] = open_workbook("ds.csv", b'a,b\n,\n"hai\ndong",c\n').sheets
    assert [row.number for row in sheet.rows] == [1, 3]


def test_a_refusal_is_one_sentence() -> None:
    with pytest.raises(Refused) as refused:
        open_workbook("ds.pdf", b"%PDF")
    assert refused.value.sentence.endswith(".") and "\n" not in refused.value.sentence
