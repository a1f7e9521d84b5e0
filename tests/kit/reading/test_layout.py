"""Where the list begins, what its columns hold, and which rows are people."""

from datetime import date

import pytest

from kit.reading import Sheet, SheetRow, reader
from kit.reading.days import puts_month_first
from kit.reading.layout import recognise
from kit.reading.rows import Kind, Why
from tests.kit.reading.lists import WORDS, sheet

TITLES = [("ĐẢNG BỘ HUYỆN VÂN SƠN",), ("ĐẢNG BỘ XÃ AN KHÊ",), ("*",), ("DANH SÁCH ĐẢNG VIÊN",)]
HEAD = ("TT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Số thẻ ĐV", "Ghi chú")


def person(number, name, cell="Chi bộ Thôn 1", card="12345678"):
    return (number, name, "03/02/1970", "Nam", cell, "19/5/1995", card, None)


def read(rows, merges=(), **said):
    return recognise(sheet(rows, merges), WORDS, **said)


def names(table):
    return [row.written("full_name") for row in table.rows]


def test_the_list_begins_under_its_titles():
    table = read([*TITLES, HEAD, tuple(range(1, 9)), person(1, "Ma Văn Thượng")])
    assert table.header_row == 5
    assert table.titles == ["ĐẢNG BỘ HUYỆN VÂN SƠN", "ĐẢNG BỘ XÃ AN KHÊ", "*", "DANH SÁCH ĐẢNG VIÊN"]
    assert table.columns["birth_date"] == "C"
    assert table.unknown == [("H", "Ghi chú")]
    assert table.skipped == [(6, Kind.NUMBERS)]
    assert names(table) == ["Ma Văn Thượng"]


def test_a_birth_under_nam_or_nu_tells_the_sex_too():
    rows = [
        ("TT", "Họ tên", "Năm sinh", None, "Ngày vào Đảng"),
        (None, None, "Nam", "Nữ", None),
        (1, "Ma Văn Thượng", "1970", None, "1995"),
        (2, "Lục Thị Yên", None, 1982, "2001"),
    ]
    table = read(rows, [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)])
    assert table.columns["birth_date"] == table.columns["sex"] == "C+D"
    assert [(row.written("sex"), row.written("birth_date")) for row in table.rows] == [("Nam", "1970"), ("Nữ", "1982")]
    assert [row.place("birth_date") for row in table.rows] == ["C3", "D4"]


def test_a_cross_under_nam_or_nu_is_the_sex():
    rows = [
        ("TT", "Họ tên", "GT", None, "Ngày sinh"),
        (None, None, "Nam", "Nữ", None),
        (1, "Ma Văn Thượng", "x", None, "1970"),
        (2, "Lục Thị Yên", None, "X", "1982"),
        (3, "Bế Thị Lụa", "x", "x", "1983"),
        (4, "Vi Văn Thái", None, None, "1984"),
    ]
    for merges in ([(1, 3, 1, 4), (1, 2, 2, 2)], []):
        assert [row.value("sex") for row in read(rows, merges).rows] == ["Nam", "Nữ", "Nam và nữ", None]


def test_a_head_of_three_rows():
    rows = [
        ("Số TT", "Họ và tên", "Ngày tháng năm", None, None),
        (None, None, "sinh", "Đảng", None),
        (None, None, None, "Vào Đảng", "Chính thức"),
        (1, "Ma Văn Thượng", "1970", "1995", "1996"),
    ]
    table = read(rows, [(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 5), (2, 3, 3, 3), (2, 4, 2, 5)])
    assert table.columns == {"full_name": "B", "birth_date": "C", "admitted_on": "D", "official_on": "E"}
    assert names(table) == ["Ma Văn Thượng"]


def test_section_rows_give_the_cell():
    rows = [
        HEAD,
        ("Chi bo Thon 1",),
        person(1, "Ma Văn Thượng", None),
        ("II", "Chi bộ Thôn 2"),
        person(1, "Lục Thị Yên", None),
    ]
    table = read(rows, [(2, 1, 2, 8)])
    assert [(row.written("full_name"), row.section) for row in table.rows] == [
        ("Ma Văn Thượng", "Chi bo Thon 1"),
        ("Lục Thị Yên", "Chi bộ Thôn 2"),
    ]


@pytest.mark.parametrize(
    ("said", "cell"),
    [("II. Chi bộ Thôn 2", "Chi bộ Thôn 2"), ("1) CB Thôn 2", "CB Thôn 2"), ("IV Chi bộ Thôn 4", "Chi bộ Thôn 4"),
     ("A. Trường Mầm non", "Trường Mầm non"), ("Chi bộ Thôn 6: 12 đảng viên", "Chi bộ Thôn 6"),
     ("3. Chi bộ Bản Cầu 13 (25 đ/c)", "Chi bộ Bản Cầu 13"), ("CB. Cơ quan", "CB. Cơ quan"),
     ("Chi bộ 12", "Chi bộ 12")],
)  # fmt: skip
def test_a_section_is_called_without_its_number_and_its_count(said, cell):
    table = read([HEAD, (said,), person(1, "Ma Văn Thượng", None)], [(2, 1, 2, 8)])
    assert table.rows[0].section == cell


def test_a_name_merged_across_the_list_is_a_section_whatever_it_says():
    table = read([HEAD, ("Trường Mầm non",), person(1, "Ma Văn Thượng", None)], [(2, 1, 2, 8)])
    assert table.rows[0].section == "Trường Mầm non"


def test_the_cell_is_merged_downwards():
    rows = [HEAD, person(1, "Ma Văn Thượng"), person(2, "Lục Thị Yên", None), person(3, "Vi Văn Thái", "Chi bộ Thôn 2")]
    table = read(rows, [(2, 5, 3, 5)])
    assert [row.written("organisation") for row in table.rows] == ["Chi bộ Thôn 1", "Chi bộ Thôn 1", "Chi bộ Thôn 2"]
    assert table.rows[1].place("organisation") == "E2"


def test_the_cell_is_written_once_for_all_that_follow():
    people = [person(number, f"Ma Văn {word}", None) for number, word in enumerate("ABCDE", 2)]
    table = read([HEAD, person(1, "Ma Văn Thượng"), *people])
    assert {row.written("organisation") for row in table.rows} == {"Chi bộ Thôn 1"}


def test_one_blank_among_filled_cells_stays_blank():
    people = [person(number, f"Ma Văn {word}") for number, word in enumerate("ABCDE", 1)]
    table = read([HEAD, *people, person(6, "Lục Thị Yên", None), person(7, "Vi Văn Thái", "nt")])
    assert [row.written("organisation") for row in table.rows][-2:] == ["", "Chi bộ Thôn 1"]


def test_totals_and_signatures_are_no_people_and_tong_is_a_family():
    rows = [
        HEAD,
        person(1, "Tống Thị Nga"),
        person(2, "Tòng Văn Cộng"),
        (None, "Cộng: 2 đảng viên"),
        (None, "Tổng số", 1, 1, 2, 0, 4),
        (None, "Tổng số đảng viên: 2"),
        (None, None, None, None, None, None, "T/M BAN CHẤP HÀNH"),
        (None, None, None, None, None, None, "BÍ THƯ"),
        (None, "Đặng Quốc Khánh"),
    ]
    table = read(rows)
    assert names(table) == ["Tống Thị Nga", "Tòng Văn Cộng"]
    assert [kind for _, kind in table.skipped] == [Kind.TOTAL] * 3 + [Kind.FOOT] * 3
    assert table.unread == []


def test_a_section_with_its_count_below_a_total_is_no_part_of_the_total():
    counted = ("Chi bộ Thôn 2", None, None, None, 1)
    table = read([HEAD, ("Chi bộ Thôn 1",), person(1, "Ma Văn Thượng", None), (None, "Cộng: 1"), counted,
                  person(2, "Lục Thị Yên", None)])  # fmt: skip
    assert [row.section for row in table.rows] == ["Chi bộ Thôn 1", "Chi bộ Thôn 2"]


def test_heads_are_repeated_on_every_page_and_numbers_begin_again():
    rows = [HEAD, person(1, "Ma Văn Thượng"), HEAD, tuple(range(1, 9)), person(1, "Lục Thị Yên")]
    table = read(rows)
    assert names(table) == ["Ma Văn Thượng", "Lục Thị Yên"]
    assert table.skipped == [(3, Kind.HEAD), (4, Kind.NUMBERS)]


def test_another_head_further_down_counts_from_there():
    other = ("TT", "Họ tên", "Chi bộ", "Ngày sinh", "Ngày kết nạp")
    table = read([HEAD, person(1, "Ma Văn Thượng"), other, (1, "Lục Thị Yên", "Chi bộ Thôn 9", "1982", "2001")])
    assert table.rows[1].values["organisation"] == "Chi bộ Thôn 9"
    assert table.rows[1].written("admitted_on") == "2001"


def test_the_name_stands_in_two_columns():
    rows = [("STT", "Họ, chữ đệm", "TÊN", "Ngày sinh"), (1, "Lục Thị", "Yên", "1982")]
    table = read(rows)
    assert names(table) == ["Lục Thị Yên"]
    assert table.columns["full_name"] == "B+C"


def test_the_book_of_form_7_has_two_values_a_cell():
    rows = [
        ("Số TT", "Họ và tên,\nhọ tên khai sinh", "Nam/nữ,\ndân tộc, tôn giáo", "Ngày vào Đảng, ngày chính thức",
         "Số thẻ đảng viên, số lý lịch, số Huy hiệu Đảng"),
        (1, 2, 3, 4, 5),
        (1, "Ma Văn Thượng\nMa Seo Thượng", "Nam\nTày", "19/5/1995\n19/5/1996", "12345678\n0015"),
    ]  # fmt: skip
    row = read(rows).rows[0]
    assert row.values == {
        "full_name": "Ma Văn Thượng", "other_names": "Ma Seo Thượng", "sex": "Nam", "admitted_on": "19/5/1995",
        "official_on": "19/5/1996", "card": "12345678", "profile_number": "0015",
    }  # fmt: skip


def test_a_person_takes_four_thin_rows_of_form_7():
    rows = [
        ("Số TT", "Họ và tên, họ tên khai sinh", "Nam/nữ, dân tộc, tôn giáo", "Ngày vào Đảng, ngày chính thức",
         "Số thẻ đảng viên, số lý lịch"),
        (1, "MA VĂN THƯỢNG", "Nam", "19/5/1995", "12345678"),
        (None, "Ma Seo Thượng", "Tày", "19/5/1996", "0015"),
        (None, None, "Không"),
        (None, None, None, None, None),
        (2, "LỤC THỊ YÊN", "Nữ", "3/2/2001", "12345679"),
        (None, None, None, "3/2/2002", None),
    ]  # fmt: skip
    table = read(rows)
    assert [(r.written("full_name"), r.written("official_on")) for r in table.rows] == [
        ("MA VĂN THƯỢNG", "19/5/1996"),
        ("LỤC THỊ YÊN", "3/2/2002"),
    ]
    assert table.rows[0].written("other_names") == "Ma Seo Thượng"


def test_two_columns_that_look_alike():
    rows = [
        ("STT", "HỌ VÀ TÊN", "SỐ THẺ ĐẢNG VIÊN", "NGÀY CẤP THẺ ĐẢNG", "NƠI CẤP THẺ ĐẢNG", "NGÀY SINH",
         "CHI BỘ ĐANG SINH HOẠT", "CHI BỘ NƠI CƯ TRÚ", "TRẠNG THÁI"),
        ("1", "MA VĂN THƯỢNG", "012345678901", "1/1/2000", "HUYỆN ỦY", "1970", "CHI BỘ A", "CHI BỘ B",
         "ĐANG SINH HOẠT"),
    ]  # fmt: skip
    table = read(rows)
    assert table.columns == {
        "full_name": "B", "card": "C", "birth_date": "F", "organisation": "G", "status": "I",
    }  # fmt: skip
    assert [head for _, head in table.unknown] == ["NGÀY CẤP THẺ ĐẢNG", "NƠI CẤP THẺ ĐẢNG", "CHI BỘ NƠI CƯ TRÚ"]


def test_texts_of_an_old_font_become_unicode_and_heads_stay():
    rows = [HEAD, person(1, "NguyÔn §øc Kh¸nh", "Chi bé Sè 1"), person(2, "TrÇn Ngäc Nhung", "Chi bé Sè 1")]
    table = read(rows)
    assert table.legacy
    assert names(table) == ["Nguyễn Đức Khánh", "Trần Ngọc Nhung"]
    assert table.rows[0].written("organisation") == "Chi bộ Số 1"


def test_a_formula_is_said_to_be_one():
    def draw(page):
        page.write_formula("C2", "=DATE(1970,2,3)", None, 1970)

    table = recognise(sheet([HEAD, person(1, "Ma Văn Thượng")], draw=draw), WORDS)
    assert table.rows[0].is_formula("birth_date")
    assert not table.rows[0].is_formula("full_name")


def test_nothing_vanishes():
    rows = [HEAD, person(1, "Ma Văn Thượng"), (None, "Đ/c này 2 lần: xem lại"), (3, None), person(4, None)]
    table = read(rows)
    assert [row.number for row in table.rows] == [2, 5]
    assert table.unread == [(3, "Đ/c này 2 lần: xem lại", Why.NOT_A_NAME)]
    assert table.skipped == [(4, Kind.BLANK)]


def test_a_person_says_where_the_head_and_the_columns_are():
    rows = [("Danh sách",), ("A", "B", "C"), (1, "Ma Văn Thượng", "1970")]
    assert read(rows) is None
    table = read(rows, header_row=2, columns={"full_name": "B", "birth_date": "C"})
    assert (table.header_row, names(table), table.unknown) == (2, ["Ma Văn Thượng"], [("A", "A")])


def test_a_sheet_of_words_is_no_list():
    assert read([("Hướng dẫn điền",), ("Họ và tên ghi chữ in hoa",)]) is None


def test_a_column_of_two_facts_stays_whole_when_a_person_names_one_of_them():
    rows = [
        ("TT", "Họ tên", "Năm sinh", None, "Số thẻ"),
        (None, None, "Nam", "Nữ", None),
        ("Chi bộ Thôn 1",),
        (1, "Ma Văn Thượng", "1970", None, "12345678"),
    ]
    said = {"full_name": "B", "sex": "C+D"}
    row = read(rows, [(1, 3, 1, 4)], header_row=1, columns=said).rows[0]
    assert (row.written("sex"), row.written("birth_date"), row.section) == ("Nam", "1970", "Chi bộ Thôn 1")
    assert row.value("card") is None


def test_one_head_is_merged_over_family_and_given_name():
    rows = [("STT", "Họ và tên", None, "Ngày sinh"), (1, "Phan Thanh", "Nam", "1979")]
    table = read(rows, [(1, 2, 1, 3)])
    assert (names(table), table.columns["full_name"]) == (["Phan Thanh Nam"], "B+C")


def test_heads_too_may_be_in_an_old_font():
    tcvn3 = [
        ("§¶NG Bé X· P¾C SßI",),
        ("Sè TT", "Hä, tªn khai sinh", "Ngµy sinh", "Chi bé"),
        (1, "Ng« B¸ B×nh", "1971", "Sè 1"),
    ]
    vni = [
        ("ÑAÛNG BOÄ XAÕ",),
        ("STT", "Hoï vaø teân", "Ngaøy sinh", "Chi boä"),
        (1, "Haø Vaên Chung", "1984", "Kyõ thuaät"),
    ]
    first, second = read(tcvn3), read(vni)
    assert (names(first), first.rows[0].written("organisation")) == (["Ngô Bá Bình"], "Số 1")
    assert (names(second), second.rows[0].written("organisation")) == (["Hà Văn Chung"], "Kỹ thuật")
    assert second.titles == ["ĐẢNG BỘ XÃ"]


def test_one_date_tells_the_order_where_there_are_enough_beside_it():
    """Of eight dates none would begin past the twelfth by chance; of two anything may be a slip of the finger."""
    short = ["3/2/1970", "4/5/1981", "12/11/2003", "1/2/1965", "7/7/1977", "6/8/1990", "2/9/2004"]
    assert puts_month_first(["02/17/1971", *short])
    assert not puts_month_first(["02/17/1971", *short[:6]])
    assert not puts_month_first(["02/17/1971", *short, "13/2/1970"])
    assert not puts_month_first(short * 3)


def test_a_sheet_that_writes_the_month_first_is_read_so():
    rows = [("STT", "Họ và tên", "Ngày sinh"), *((n, f"Phan Văn {n}a", f"07/{n + 12}/1962") for n in range(1, 5))]
    american = read([*rows, (5, "Lò Văn Ún", "04/06/1970")])
    assert american.rows[4].day("birth_date").value.iso() == "1970-04-06"
    assert american.rows[4].day("birth_date").written == "04/06/1970"
    mixed = read([*rows, (5, "Lò Văn Ún", "04/06/1970"), (6, "Vừ Mí Kẻ", "25/06/1970")])
    assert mixed.rows[4].day("birth_date").value.iso() == "1970-06-04"
    assert mixed.rows[0].day("birth_date").problem == "unreadable"


BORN, ADMITTED = date(1970, 2, 3), date(1995, 5, 19)
WITHOUT_NUMBERS = [
    ("DANH SÁCH ĐẢNG VIÊN", None, date(2026, 6, 30), ADMITTED),
    ("Họ và tên", "Tên gọi khác", "Ngày sinh", "Ngày vào Đảng", "Số thẻ"),
    ("Ma Văn Thượng", None, BORN, ADMITTED, "012345678901"),
    ("Chi bộ Thôn 1",),
    ("Vừ Thị Mỷ", "Tên", BORN, ADMITTED, None),
    ("Nông Văn Páo", None, "03/02/1970", "19/5/1995", "12345678"),
    ("Họ và tên", "Tên gọi khác", "Ngày sinh", "Ngày vào Đảng", "Số thẻ"),
    ("Chi bộ Thôn 2", None, BORN, ADMITTED),
    ("như trên", None, BORN, ADMITTED),
    ("Tống Thị Hoa", None, BORN, "-", "-"),
    ("Tổng cộng: 31 đảng viên", None, BORN, ADMITTED),
    ("TONG CONG 31", None, BORN, ADMITTED),
    ("Bí thư", None, None, BORN),
    ("Lò Văn Ún", None, BORN, ADMITTED, "87654321"),
]


def test_what_is_seen_at_a_glance_is_what_a_long_look_finds(monkeypatch):
    """In a list without numbers, too, where the day of a birth stands for them."""

    def found():
        book = Sheet("DS", [SheetRow(number, cells) for number, cells in enumerate(WITHOUT_NUMBERS, 1)])
        table = recognise(book, WORDS)
        return [(row.number, row.section, row.written("full_name")) for row in table.rows], table.skipped, table.unread

    at_a_glance = found()
    assert "Ma Văn Thượng" in [name for *_, name in at_a_glance[0]]
    monkeypatch.setattr(reader.Reader, "_is_plain", lambda self, person: False)
    assert found() == at_a_glance


def test_of_a_plain_row_no_cell_is_read_to_know_it_for_a_persons(monkeypatch):
    monkeypatch.setattr(reader.Reader, "_kind", None)
    plain = [SheetRow(number, cells) for number, cells in enumerate(WITHOUT_NUMBERS[1:3], 1)]
    assert names(recognise(Sheet("DS", plain), WORDS)) == ["Ma Văn Thượng"]
