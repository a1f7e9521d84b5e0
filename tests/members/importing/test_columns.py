"""What a column is taken for, chosen by hand: single facts, two facts in a cell, two columns for one fact."""

from datetime import date

import pytest

from kit.reading.layout import recognise
from members import importing
from members.importing import SheetChoice
from members.importing.columns import offered, said_of, twice, words_of
from members.importing.vocabulary import VOCABULARY
from members.models import Member, Membership, Number
from tests.builders import MACHINE, make_tree
from tests.members.importing.files import opened, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CELL = "Chi bộ Thôn 1, Đảng bộ xã An Khê"


def read(rows, words, header_row=1):
    book = opened(sheet(rows))
    choice = SheetChoice(header_row=header_row, columns=said_of(words))
    return importing.make_plan(book, by=MACHINE, choices={"DS": choice})


@pytest.mark.parametrize("word", [word for word, _ in offered() if word])
def test_what_is_chosen_for_a_column_is_shown_as_chosen(word):
    letters = ("B", "C") if word in ("sex", "birth_date+sex") else ("B",)
    words = dict.fromkeys(letters, word)
    assert words_of(said_of(words)) == words


def test_two_facts_in_one_cell_are_told_apart_by_hand():
    make_tree()
    rows = [
        ("TT", "Ai", "Ngày tháng", "Các số", "Ở đâu"),
        (1, "Sùng A Páo\nSùng Văn Páo", "21/11/2001\n21/11/2002", "37512204 / 77", CELL),
    ]
    words = {"A": "ordinal", "B": "full_name;other_names", "C": "admitted_on;official_on", "D": "card;profile_number",
             "E": "organisation"}  # fmt: skip
    importing.apply(read(rows, words), by=MACHINE)
    person, spell = Member.unscoped.get(), Membership.unscoped.get()
    assert (person.full_name, person.other_names, person.profile_number) == ("Sùng A Páo", "Sùng Văn Páo", "77")
    assert (spell.admitted_on, spell.official_on) == (date(2001, 11, 21), date(2002, 11, 21))
    assert Number.unscoped.get().value == "37512204"


def test_the_second_fact_of_a_recognised_cell_can_be_given_up():
    make_tree()
    rows = [("TT", "Họ và tên", "Ngày vào Đảng; ngày chính thức", "Chi bộ"),
            (1, "Sùng A Páo", "21/11/2001; 21/11/2002", CELL)]  # fmt: skip
    book = opened(sheet(rows))
    table = recognise(book.sheets[0], VOCABULARY)
    assert words_of(table.said)["C"] == "admitted_on;official_on"
    given = read(rows, words_of(table.said) | {"C": "admitted_on;"}).rows[0].given
    assert (given.admitted_on, given.official_on) == (date(2001, 11, 21), None)


def test_a_name_in_two_columns_is_joined_and_a_sex_in_two_is_a_mark():
    make_tree()
    rows = [("TT", "x", "y", "z", "t", "Chi bộ"), (1, "Sùng A", "Páo", "", "x", CELL)]
    words = {"B": "full_name", "C": "full_name", "D": "sex", "E": "sex", "F": "organisation"}
    given = read(rows, words).rows[0].given
    assert (given.full_name, given.sex) == ("Sùng A Páo", "f")


def test_one_fact_in_two_columns_is_noticed():
    assert twice({"B": "card", "C": "card"}) == ["card"]
    assert twice({"B": "card", "C": "card;profile_number"}) == ["card"]
    assert twice({"B": "full_name", "C": "full_name", "D": "full_name", "E": "sex", "F": "sex"}) == []
    assert twice({"B": "sex", "C": "sex", "D": "sex"}) == ["sex"]


def test_remarks_name_no_cell():
    """A row with a remark alone is no row of a cell's name, and the remark goes no further."""
    make_tree()
    rows = [("TT", "Họ và tên", "Ngày sinh", "Ghi chú"), (None, "Chi bộ Thôn 1", None, None),
            (1, "Sùng A Páo", "4/6/1965", ""), (None, None, None, "Chi bộ chưa nhận xét"),
            (2, "Vừ Mí Kẻ", "4/6/1966", "")]  # fmt: skip
    plan = importing.make_plan(opened(sheet([("ĐẢNG BỘ XÃ AN KHÊ",), *rows])), by=MACHINE)
    assert [row.given.section for row in plan.rows] == ["Chi bộ Thôn 1", "Chi bộ Thôn 1"]
    assert "nhận xét" not in str(importing.report(plan, None))
