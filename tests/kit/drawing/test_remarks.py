"""A committee gets its own workbook back with remarks, mends it there, and sends it again."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from kit.drawing import remarks as drawing
from kit.drawing.remarks import COLOUR, HEAD, Remark, remarked
from kit.reading import open_workbook
from kit.reading.layout import recognise
from members.importing.vocabulary import VOCABULARY

NAME = "An Khê"
ROWS = [
    ["ĐẢNG BỘ XÃ AN KHÊ"], ["TT", "Họ và tên", "Ngày sinh", "Chi bộ"],
    [1, "Lù Thị Sáy", date(1991, 4, 12), "Thôn 1"], [2, "Tẩn Láo Sử", "1988", "Thôn 2"],
    [3, "=Vừ A Chống", "03/02/1970", "Thôn 2"], ["Tổng cộng: 3"],
]  # fmt: skip
SAID = {
    (NAME, 3): Remark("Ngày sinh trong sổ: 12/4/1990. Sửa danh sách.", (3,)),
    (NAME, 5): Remark("=Chưa có trong sổ"),
}
HEADS = {NAME: 2}


def made(rows=ROWS) -> bytes:
    book = Workbook()
    page = book.active
    page.title = NAME
    for row in rows:
        page.append(row)
    page["B3"].font = Font(italic=True)
    page["D4"].fill = PatternFill("solid", fgColor="99CCFF")
    page.row_dimensions[4].hidden = True
    page["B5"].data_type = "s"
    other = book.create_sheet("Ghi chép")
    other["A1"] = "việc riêng"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def given_back(data: bytes, said=SAID, name="an-khe.xlsx") -> bytes:
    return remarked(open_workbook(name, data), data, said, HEADS)


def page_of(data: bytes, name: str = NAME):
    return load_workbook(io.BytesIO(data))[name]


def people(data: bytes) -> list[tuple[int, str, str]]:
    book = open_workbook("an-khe.xlsx", data)
    table = recognise(book.sheets[0], VOCABULARY)
    return [(row.number, row.written("full_name"), row.written("birth_date")) for row in table.rows]


def test_each_row_says_its_own_and_the_cell_meant_is_coloured():
    page = page_of(given_back(made()))
    assert page["E2"].value == HEAD
    assert page["E3"].value == "Ngày sinh trong sổ: 12/4/1990. Sửa danh sách."
    assert page["E4"].value is None
    assert page["C3"].fill.fgColor.rgb.endswith(COLOUR)
    # A remark on the whole row colours itself.
    assert page["E5"].fill.fgColor.rgb.endswith(COLOUR)
    assert page["C4"].fill.fill_type is None


def test_nothing_of_the_senders_own_is_lost():
    back = given_back(made())
    page = page_of(back)
    assert page["B3"].font.italic
    assert page["D4"].fill.fgColor.rgb.endswith("99CCFF")
    assert page.row_dimensions[4].hidden
    assert page["C3"].value.date() == date(1991, 4, 12)
    assert page_of(back, "Ghi chép")["A1"].value == "việc riêng"


def test_a_remark_is_never_a_formula():
    page = page_of(given_back(made()))
    assert (page["E5"].value, page["E5"].data_type) == ("=Chưa có trong sổ", "s")
    assert open_workbook("a.xlsx", given_back(made())).sheets[0].formulas == frozenset()


def test_sent_again_it_is_read_as_the_same_people():
    assert people(given_back(made())) == people(made())


def test_a_second_time_the_remarks_take_the_place_of_the_first():
    once = given_back(made())
    twice = given_back(once, {(NAME, 4): Remark("Chờ giấy tờ.", (3,))})
    page = page_of(twice)
    assert page.max_column == 5
    assert [page[f"E{row}"].value for row in (2, 3, 4, 5)] == [HEAD, None, "Chờ giấy tờ.", None]
    assert page["C3"].fill.fill_type is None
    assert page["E5"].fill.fill_type is None
    assert page["C4"].fill.fgColor.rgb.endswith(COLOUR)
    assert page["D4"].fill.fgColor.rgb.endswith("99CCFF")


@pytest.mark.parametrize("name", ["an-khe.csv", "an-khe.xlsx"])
def test_what_is_no_xlsx_or_too_large_comes_back_plain_with_the_same_rows(name, monkeypatch):
    monkeypatch.setattr(drawing, "MOST_CELLS", 0)
    data = made() if name.endswith("xlsx") else "TT,Họ và tên,Ngày sinh\n\n1,Lù Thị Sáy,12/4/1991\n".encode()
    sheet = open_workbook(name, data).sheets[0]
    head = 2 if name.endswith("xlsx") else 1
    said = {(sheet.name, 3): Remark("Khác ngày sinh.", (3,))}
    back = remarked(open_workbook(name, data), data, said, {sheet.name: head})
    page = page_of(back, sheet.name)
    column = drawing.column_of(sheet, head)
    assert page.cell(head, column).value == HEAD
    assert page.cell(3, column).value == "Khác ngày sinh."
    assert page.cell(3, 3).fill.fgColor.rgb.endswith(COLOUR)
    assert people(back) == [(row.number, row.written("full_name"), row.written("birth_date"))
                            for row in recognise(sheet, VOCABULARY).rows]  # fmt: skip


def test_a_remark_on_a_sheet_without_a_list_is_a_mistake():
    with pytest.raises(KeyError):
        given_back(made(), {("Ghi chép", 1): Remark("?")})


def test_two_sheets_whose_names_only_a_spreadsheet_could_hold_stay_two():
    taken: set[str] = set()
    names = [drawing._name(one, taken) for one in ("a/b", "a:b", "x" * 40, "x" * 41, "'")]
    assert len({one.casefold() for one in names}) == 5
    assert all(0 < len(one) <= 31 for one in names)


@pytest.mark.parametrize("name", ["an-khe.xlsx", "an-khe.csv"])
def test_who_stands_in_no_row_is_told_on_a_sheet_that_is_no_list(name):
    data = made() if name.endswith("xlsx") else "TT,Họ và tên,Chi bộ\n1,Lù Thị Sáy,Thôn 1\n".encode()
    book = open_workbook(name, data)
    before = [one.name for one in book.sheets]
    heads = {before[0]: 2 if name.endswith("xlsx") else 1}
    said = ("Sổ có mà danh sách không ghi.", "Lý Sỹ Thịnh, Chi bộ Thôn 1. Chưa trả lời.")
    once = remarked(book, data, {}, heads, said)
    again = open_workbook("an-khe.xlsx", once)
    assert [one.name for one in again.sheets] == [*before, drawing.MISSING]
    assert recognise(again.sheets[-1], VOCABULARY) is None
    assert [row.cells[0] for row in again.sheets[-1].rows] == list(said)
    twice = remarked(again, once, {}, heads, said[:1])
    assert [row.cells[0] for row in open_workbook("x.xlsx", twice).sheets[-1].rows] == [said[0]]
    without = remarked(open_workbook("x.xlsx", twice), twice, {}, heads)
    assert [one.name for one in open_workbook("x.xlsx", without).sheets] == before
