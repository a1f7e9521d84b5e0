"""A head of which only half is understood makes no list: better no list than numbers for names."""

import pytest

from kit.reading import Sheet, SheetRow
from kit.reading.layout import recognise
from members.importing.vocabulary import VOCABULARY

GIVEN = ("Lử", "Páo", "Dí")
ROWS = [
    (n, "Giàng Seo", name, None, "3/2/1995", "3/2/1996", f"9510326{n}") for n, name in enumerate(("Lử", "Páo", "Dí"), 1)
]


def read(*rows):
    return recognise(Sheet("DS", [SheetRow(at, cells) for at, cells in enumerate(rows, 1)]), VOCABULARY)


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
