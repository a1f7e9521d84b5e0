"""A head of which no column is known for names: found for a person to say where they stand, no list by itself."""

import pytest

from kit.reading import open_workbook
from kit.reading.layout import nameless, recognise
from members.importing.vocabulary import VOCABULARY
from tests.members.importing.files import sheet

PERSON = (1, "Sùng A Páo", "4/6/1965", "18/5/2010")


def first(*rows):
    return open_workbook("ds.xlsx", sheet(rows)).sheets[0]


def test_two_rows_of_heads_without_a_word_for_the_name_are_one_head():
    page = first(("TT", "Người", "Ngày sinh", "Ngày"), (None, None, None, "vào Đảng"), PERSON)
    assert recognise(page, VOCABULARY) is None
    head = nameless(page, VOCABULARY)
    assert (head.top, head.texts[2]) == (1, "Người")


@pytest.mark.parametrize(
    "rows",
    [
        [("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"), PERSON],
        [("TT", "Người", "Ghi chép", "Cột khác"), PERSON],
        [("TT", "Người", "Ngày sinh", "Ngày vào Đảng")],
    ],
)
def test_a_list_a_table_of_other_things_and_a_head_over_nothing_ask_nobody(rows):
    assert nameless(first(*rows), VOCABULARY) is None


def test_with_the_column_that_a_person_says_it_is_read():
    page = first(("TT", "Người", "Ngày sinh", "Ngày vào Đảng"), PERSON)
    columns = {"full_name": "B/0", "birth_date": "C/0", "admitted_on": "D/0"}
    table = recognise(page, VOCABULARY, header_row=1, columns=columns)
    assert [row.written("full_name") for row in table.rows] == ["Sùng A Páo"]
