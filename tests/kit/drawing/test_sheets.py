"""Workbooks: what was text stays text, days are days, and nothing runs when the file is opened."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.drawing import Cell, Closing, Section, Signature, Total, write_sheet
from tests.kit.drawing.pages import COLUMNS, END, HEAD, drawn_elsewhere, member, sections

ABOUT = [("Người xuất", "Hà Thị Mận"), ("Lúc", "08:30 05/9/2026"), ("Mục đích", "=Họp chi bộ")]
TRICKS = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "http://example.org", "{=1}", "001", "1e5"]


def sheet_bytes(rows: int = 45, closing: Closing = END) -> bytes:
    out = io.BytesIO()
    assert write_sheet(out, HEAD, COLUMNS, sections(rows), closing, about=ABOUT) == rows
    return out.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def sheet_of(rows: Sequence[Sequence[Cell]]) -> Worksheet:
    out = io.BytesIO()
    write_sheet(out, HEAD, COLUMNS, [Section("=Chi bộ", rows)], END, about=ABOUT)
    return opened(out.getvalue()).worksheets[0]


def values(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("trick", TRICKS)
def test_text_is_written_as_text_whatever_it_begins_with(trick):
    sheet = sheet_of([("1", trick, date(2000, 1, 1), "Nữ", "", "", trick)])
    read = [cell for row in sheet.iter_rows() for cell in row if cell.column == 2 and cell.row > 10]
    found = [cell for cell in read if cell.value and cell.value.strip() == trick.strip()]
    assert found
    for cell in found:
        assert cell.number_format == "@"


def test_no_cell_of_the_book_is_a_formula_or_a_link():
    out = io.BytesIO()
    rows = [("1", trick, date(2000, 1, 1), "Nữ", trick, trick, trick) for trick in TRICKS]
    closing = Closing(totals=[Total("=1", "=2")], right=Signature("=3", "+4", "@5"), copies=["=6"])
    write_sheet(out, HEAD, COLUMNS, [Section("=7", rows)], closing, about=[("=8", "=9")])
    assert b"<f>" not in unpacked(out.getvalue())
    assert b"hyperlink" not in unpacked(out.getvalue())


def unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b"".join(book.read(name) for name in book.namelist() if "worksheets/" in name)


def test_days_are_days_and_card_numbers_are_text():
    sheet = opened(sheet_bytes()).worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[1].value == "Lò Thị Ửng 00001")
    assert row[2].is_date
    assert row[2].value.date() == date(1950, 2, 7)
    assert row[2].number_format == "d/m/yyyy"
    assert row[4].value == "041200000001"
    assert row[5].value is None


def test_the_table_has_its_titles_sections_totals_and_signature():
    read = values(opened(sheet_bytes()).worksheets[0])
    for words in (
        HEAD.parent,
        HEAD.issuer,
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        HEAD.place_and_day,
        HEAD.title,
        HEAD.subject,
        "Chi bộ thôn số 3",
        "Tổng số",
        3100,
        "T/M BAN THƯỜNG VỤ",
        "Phan Thị Hồng Loan",
        "- Lưu Văn phòng Đảng ủy.",
    ):
        assert words in read
    assert [f"Lò Thị Ửng {n:05d}" in read for n in range(1, 46)] == [True] * 45


def test_heads_are_repeated_in_print_and_frozen_on_the_screen():
    sheet = opened(sheet_bytes()).worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "TT")
    assert sheet.print_title_rows == f"${head}:${head + 1}"
    assert sheet.freeze_panes == f"C{head + 2}"
    assert sheet.cell(head, 1).font.bold


def test_it_prints_on_a4_across_as_wide_as_the_page():
    sheet = opened(sheet_bytes()).worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 when not said
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_last_sheet_says_who_when_and_what_for():
    book = opened(sheet_bytes())
    assert book.sheetnames == ["Danh sách", "Xuất bởi"]
    last = book["Xuất bởi"]
    assert [(row[0].value, row[1].value) for row in last.iter_rows()] == ABOUT


def test_the_same_data_gives_the_same_bytes_in_another_process():
    code = "import sys; from tests.kit.drawing.test_sheets import sheet_bytes; sys.stdout.buffer.write(sheet_bytes())"
    assert drawn_elsewhere(code) == sheet_bytes() == sheet_bytes()


def test_a_text_too_long_for_a_cell_is_refused_and_not_lost():
    with pytest.raises(ValueError, match="Excel chỉ chứa"):
        sheet_of([(*member(1)[:6], "a" * 40_000)])


def test_a_wrong_number_of_cells_is_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        sheet_of([("1", "Lò Thị Ửng")])


def test_rows_are_taken_as_they_are_written():
    left: list[int] = []

    def watched():
        for section in sections(60):
            yield Section(section.title, list(section.rows))
            left.append(len(left))

    write_sheet(io.BytesIO(), HEAD, COLUMNS, watched(), END, about=ABOUT)
    assert left == [0, 1, 2]
