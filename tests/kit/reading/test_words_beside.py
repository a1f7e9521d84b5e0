"""What is remarked of somebody makes the row no title, total or signature: the person is read, or said to be unread."""

import pytest

from kit.reading import Sheet, SheetRow
from kit.reading.layout import recognise
from kit.reading.rows import Kind, Why
from members.importing.vocabulary import VOCABULARY

MA = ("Giàng Seo Phừ", "1961", None)


def read(*rows):
    """(the rows read, those left out with their kind, those unread with why)."""
    table = recognise(Sheet("DS", [SheetRow(at, cells) for at, cells in enumerate(rows, 1) if any(cells)]), VOCABULARY)
    return [row.number for row in table.rows], table.skipped, [(one.number, one.why) for one in table.unread]


@pytest.mark.parametrize(
    "remark",
    ["Năm 2024 chuyển đến", "năm 2020 nghỉ hưu", "Quý II mới về", "Kỳ 2 năm 2025", "Cộng 2 năm", "Tổng 3 năm", "Bí thư",
     "Có đến hết năm 2025", "Chủ tịch UBND xã", "Thư ký chi bộ", "Chi bộ trường cũ", "Chính thức từ 2020", "*", "+",
     "✓", "ngày 3 tháng 2 năm 2020", "Danh sách cũ", "Ghi chú: xem lại", "Trong đó 2 năm ở xã"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Vừ Mí Kẻ", "Páo"])
def test_a_remark_makes_nobody_a_title_a_total_or_a_signature(name, remark):
    assert read(("Họ và tên", "Năm sinh", "Ghi chú"), MA, (name, "1970", remark)) == ([2, 3], [], [])
    numbered = ("STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Ghi chú")
    assert read(numbered, ("1", *MA), (None, name, "1970", None, remark)) == ([2, 3], [], [])
    cell = ("Họ và tên", "Ngày vào Đảng", "Chi bộ", "Ghi chú")
    assert read(cell, (MA[0], "3/2/2010", "Thôn 1"), (name, None, "Thôn 1", remark)) == ([2, 3], [], [])


@pytest.mark.parametrize("cross", ["+", "✓", "×", "✔", "*", "x", "1", "v"])
def test_a_cross_is_no_row_of_stars(cross):
    head = (("Họ và tên", "Nam", "Nữ", "Dân tộc"), ("Giàng Seo Phừ", "x", None, "Mông"))
    people = (("Vừ Mí Kẻ", cross), ("Sùng Thị Mỷ", None, cross), ("Lò Thị Hặc", None, cross, "Thái"))
    assert read(*head, *people) == ([2, 3, 4, 5], [], [])


def test_a_sex_or_a_rank_beside_a_name_is_no_group_of_a_list():
    assert read(("Họ và tên", "Giới tính"), ("Giàng Seo Phừ", "Nam"), ("Sùng Thị Mỷ", "Nữ")) == ([2, 3], [], [])
    head = ("Họ và tên", "Trạng thái", "Đảng bộ")
    rows = (("Giàng Seo Phừ", "Chính thức"), ("Sùng Thị Mỷ", "dự bị"), ("Vừ Mí Kẻ", None, "Đảng bộ xã An Khê"))
    assert read(head, *rows) == ([2, 3, 4], [], [])


def test_words_of_a_title_in_a_column_of_facts_beside_a_name_are_asked_about():
    head = ("Họ và tên", "Năm sinh", "Trạng thái", "Số thẻ")
    rows = (
        ("Vừ Mí Kẻ", None, "Năm 2024 chuyển đến", None),
        ("HUYỆN ỦY VÂN SƠN", None, None, "Mẫu 7-HSĐV"),
        ("Lập biểu", None, None, "BÍ THƯ"),
    )
    unread = [(number, Why.WORDS_BESIDE) for number in (3, 4, 5)]
    signed = ("Sùng Thị Mỷ", None, None, "Vừ Mí Kẻ")
    assert read(head, (*MA, "12345678"), *rows, signed) == ([2], [(6, Kind.FOOT)], unread)


def test_the_motto_is_a_title_whatever_stands_beside_it():
    head = ("Họ và tên", "Năm sinh", "Trạng thái", "Ghi chú")
    rows = (
        ("HUYỆN ỦY VÂN SƠN", None, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("UBND XÃ", None, None, "Độc lập - Tự do - Hạnh phúc"),
    )
    assert read(head, MA, *rows) == ([2], [(3, Kind.TITLE), (4, Kind.TITLE)], [])


def test_words_of_a_title_behind_a_name_alone_are_asked_about():
    head = ("Họ và tên", "Năm sinh", "Ghi chú")
    assert read(head, ("Vừ Mí Kẻ", None, "Năm 2024 chuyển đến")) == ([], [], [(2, Why.NAME_ALONE)])


def test_a_day_written_out_in_a_column_of_days_is_no_line_of_a_signature():
    head = ("TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng")
    rows = (
        ("Chi bộ Thôn 1",),
        (None, "Vừ Mí Kẻ", "ngày 1 tháng 1 năm 1970", None),
        (None, "Páo", None, "ngày 3 tháng 2 năm 2000"),
    )
    assert read(head, (1, "Giàng Seo Phừ", "1961", None), *rows)[0] == [2, 4, 5]


def test_who_has_no_name_but_a_year_is_said():
    head = ("Họ và tên", "Năm sinh", "Giới tính", "Ghi chú")
    rows = ((None, "1970", None, "Năm 2024 chuyển đến"), (None, "1970", "+"), ("*", "1970"))
    assert read(head, MA, *rows) == ([2], [], [(number, Why.NO_NAME) for number in (3, 4, 5)])


def test_who_stands_below_the_signature_is_said():
    head = ("STT", "Họ và tên", "Giới tính", "Chi bộ", "Ghi chú")
    rows = (
        ("1", "Giàng Seo Phừ", "Nam", "Trường Mầm Non"),
        (None, "BÍ THƯ"),
        (None, "Vừ Mí Kẻ", "Nam", "Chi bộ Thôn 2"),
        (None, "Lò Văn Hặc", None, "Thôn 2"),
        (None, "Sùng Thị Mỷ", None, "Trường Mầm Non"),
        (None, "Páo", "Nam"),
        (None, "Ma Văn Thượng", None, None, "Năm 2024 chuyển đến"),
        (None, "Vi Văn Thái", None, None, "Bí thư"),
        (None, "Lục Thị Yên", None, "Trạm Y Tế"),
        (None, "Lò Thị Phương", None, "CHI BỘ TRƯỜNG MẦM NON"),
        (None, "Vàng A Chư", None, "Chi Bộ Trạm Y Tế"),
    )
    assert read(head, *rows) == ([2], [(3, Kind.FOOT)], [(number, Why.AFTER_THE_END) for number in range(4, 13)])


def test_two_names_beside_each_other_below_a_signature_are_signed_there():
    head = ("STT", "Họ và tên", "Giới tính", "Chi bộ")
    signed = ((None, "NGƯỜI LẬP", None, "BÍ THƯ"), (None, "Vừ Mí Kẻ", None, "Ma Văn Thượng"), (None, "Lò Văn Hặc"))
    assert read(head, ("1", "Giàng Seo Phừ", "Nam", "Thôn 1"), *signed)[1:] == ([(n, Kind.FOOT) for n in (3, 4, 5)], [])


@pytest.mark.parametrize(
    ("row", "kind"),
    [(("Cộng", "hai đồng chí"), Kind.TOTAL), ((None, None, "Tổng cộng: 2"), Kind.TOTAL),
     (("Ghi chú", "lập theo sổ gốc"), Kind.FOOT), (("*", None, None, "*"), Kind.TITLE),
     ((None, None, None, "BÍ THƯ"), Kind.FOOT), ((None, None, "Tính đến ngày 30/6/2026"), Kind.TITLE),
     (("Chi bộ Thôn 2", "Vừ Mí Kẻ phụ trách"), Kind.SECTION), (("A", "Đảng viên chính thức"), Kind.GROUP)],
)  # fmt: skip
def test_what_stands_in_front_of_the_name_or_without_one_is_what_it_says(row, kind):
    head = ("STT", "Họ và tên", "Năm sinh", "Ghi chú")
    assert read(head, ("1", *MA), row) == ([2], [(3, kind)], [])
