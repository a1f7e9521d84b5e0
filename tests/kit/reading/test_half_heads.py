"""A head of which only half is understood makes no list: better no list than numbers for names."""

import pytest

from kit.reading import Merge, Sheet, SheetRow
from kit.reading.layout import recognise
from kit.reading.rows import Why
from members.importing.vocabulary import VOCABULARY

GIVEN = ("Lử", "Páo", "Dí")
ROWS = [
    (n, "Giàng Seo", name, None, "3/2/1995", "3/2/1996", f"9510326{n}") for n, name in enumerate(("Lử", "Páo", "Dí"), 1)
]


def read(*rows, merges=()):
    sheet = Sheet("DS", [SheetRow(at, cells) for at, cells in enumerate(rows, 1)], merges=list(merges))
    return recognise(sheet, VOCABULARY)


def test_card_numbers_are_no_names_though_the_lower_half_of_their_head_is_one():
    """ "Số thẻ" over "đảng viên", and a head over the names that nobody knows."""
    heads = [("TT", "Họ và", None, "Năm sinh", "Vào Đảng", None, "Số thẻ"),
             (None, "đệm", "–", None, "Ngày vào", "Chính thức", "đảng viên")]  # fmt: skip
    table = read(*heads, *ROWS)
    assert table is None or table.head.sources["full_name"].columns != (7,)


@pytest.mark.parametrize("words", ["Tên đồng chí", "Họ tên đồng chí", "Quý danh", "Danh tính"])
def test_names_are_found_under_what_offices_call_them(words):
    rows = [(n, f"Giàng Seo {name}", "3/2/1965") for n, name in enumerate(GIVEN, 1)]
    assert len(read(("TT", words, "Ngày sinh"), *rows).rows) == 3


def test_under_a_head_without_people_the_list_is_still_one():
    assert read(("TT", "Họ và tên", "Ngày sinh")) is not None


@pytest.mark.parametrize("family", ["Họ và", "Họ", "Họ, đệm", "Họ và tên đệm"])
def test_a_head_in_two_cells_is_of_one_name(family):
    table = read(("STT", family, "tên", None, "Ngày vào Đảng", None, "Số thẻ"), *ROWS)
    assert [row.text(row.value("full_name")) for row in table.rows] == [f"Giàng Seo {name}" for name in GIVEN]


def named(table):
    return [row.text(row.value("full_name")) for row in table.rows]


ONE_FOR_BOTH = ("STT", "Họ và", None, None, "Ngày vào Đảng", None, "Số thẻ")


@pytest.mark.parametrize("family", ["Họ và", "Họ", "Họ, đệm"])
@pytest.mark.parametrize("merges", [(), (Merge(1, 2, 1, 3),)])
def test_one_head_over_family_and_given_names_is_of_the_whole_name(family, merges):
    """Merged over both columns, or with an empty cell over the given names."""
    table = read(("STT", family, *ONE_FOR_BOTH[2:]), *ROWS, merges=merges)
    assert named(table) == [f"Giàng Seo {name}" for name in GIVEN]
    assert table.columns["full_name"] == "B+C" and table.unread == []


@pytest.mark.parametrize("over", ["Họ và", "Họ và tên"])
def test_a_merged_head_with_its_halves_below_is_of_the_whole_name_and_nobody_is_called_that(over):
    below = (None, "đệm" if over == "Họ và" else "Họ đệm", "tên", None, None, None, None)
    for merges in ((), (Merge(1, 2, 1, 3),)):
        table = read(("STT", over, *ONE_FOR_BOTH[2:]), below, *ROWS, merges=merges)
        assert named(table) == [f"Giàng Seo {name}" for name in GIVEN]
        assert table.unread == []


def test_a_merged_head_of_family_names_goes_on_in_the_head_of_given_names():
    rows = [(n, "Giàng", "Seo", name, "3/2/1995", f"9510326{n}") for n, name in enumerate(GIVEN, 1)]
    table = read(("STT", "Họ và đệm", None, "Tên", "Ngày vào Đảng", "Số thẻ"), *rows, merges=(Merge(1, 2, 1, 3),))
    assert named(table) == [f"Giàng Seo {name}" for name in GIVEN]


def test_family_names_beside_something_else_are_no_whole_names():
    rows = [(n, "Giàng Seo", 12, "3/2/1995", f"9510326{n}") for n, _ in enumerate(GIVEN, 1)]
    assert read(("STT", "Họ và", None, "Ngày vào Đảng", "Số thẻ"), *rows) is None


def test_people_over_the_head_that_was_found_are_said_to_be_there():
    """The upper head says no word for a name; the one that is repeated at the break of a page does."""
    titles = [("ĐẢNG BỘ XÃ AN KHÊ",), ("Kỳ", "1/1/2026", "30/6/2026"), (1, "Chi bộ Thôn 1", 12)]
    upper = ("STT", "Ông, bà", None, None, "Ngày vào Đảng", None, "Số thẻ")
    again = ("STT", "Họ", "tên", None, "Ngày vào Đảng", None, "Số thẻ")
    table = read(*titles, upper, *ROWS, again, *ROWS)
    assert table.head.top == 8 and len(table.rows) == 3
    assert [(one.number, one.why) for one in table.unread] == [(number, Why.ABOVE) for number in (5, 6, 7)]
    assert "Giàng Seo | Lử" in table.unread[0].said


def test_a_head_that_is_repeated_under_columns_that_a_person_has_said_is_nobody():
    upper, again = ("STT", "Ông, bà", "Ngày sinh", "Số thẻ"), ("STT", "Họ và tên", "Ngày sinh", "Số thẻ")
    people = [(n, f"Giàng Seo {name}", "3/2/1965", f"9510326{n}") for n, name in enumerate(GIVEN, 1)]
    sheet = Sheet("DS", [SheetRow(at, cells) for at, cells in enumerate([upper, *people, again, *people], 1)])
    said = {"full_name": "B", "birth_date": "C", "card": "D"}
    table = recognise(sheet, VOCABULARY, header_row=1, columns=said)
    assert named(table) == [f"Giàng Seo {name}" for name in GIVEN] * 2
