"""Several numbers in one cell: each is known by its look, not by its place."""

import pytest

from kit.reading import numbers
from kit.reading.layout import recognise
from tests.kit.reading.lists import WORDS, sheet

HEAD = ("Số TT", "Họ và tên, họ tên khai sinh", "Nam, nữ, dân tộc, tôn giáo", "Ngày vào Đảng, ngày chính thức",
        "Số thẻ, số lý lịch, số Huy hiệu Đảng")  # fmt: skip


def row_of(said: str, sex: str = "nam"):
    table = recognise(sheet([HEAD, (1, "Sùng A Páo", sex, "19/5/1995\n19/5/1996", said)]), WORDS)
    return table.rows[0].values


@pytest.mark.parametrize(
    ("said", "card", "profile"),
    [
        ("071251769077\n16700923\nLL 000094", "071251769077\n16700923", "000094"),
        ("071251769077 / 16700923 / LL 000094", "071251769077\n16700923", "000094"),
        ("16700923\nLL 000094", "16700923", "000094"),
        ("16700923 LL 000094", "16700923", "000094"),
        ("LL 000094\n071251769077", "071251769077", "000094"),
        ("071251769077\n16700923", "071251769077\n16700923", None),
        ("LL 000094", None, "000094"),
        ("Số LL: 000094", None, "000094"),
        ("16700923\n0015", "16700923", "0015"),
        ("16700923, 0015", "16700923", "0015"),
        ("16700923\n0015\n123456", "16700923", "0015"),
        ("071 251 769 077\n0015", "071 251 769 077", "0015"),
        ("1234\n0015", "1234", "0015"),
    ],
)
def test_each_number_of_form_7_is_known_by_its_look(said, card, profile):
    values = row_of(said)
    assert (values["card"] or None, values["profile_number"]) == (card, profile)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("071236910590\n98013547", ["071236910590", "98013547"]),
        ("98013547 071236910590", ["98013547", "071236910590"]),
        ("071236910590 (98013547)", ["071236910590", "98013547"]),
        ("98013547, 071236910590", ["98013547", "071236910590"]),
        ("071 236 910 590", ["071236910590"]),
        ("071.236.910.590", ["071236910590"]),
        ("19/5/1995", [None]),
        ("chưa có", [None]),
        (98013547, ["98013547"]),
    ],
)
def test_a_cell_of_cards_may_hold_both_kinds(said, read):
    assert [one.value for one in numbers.cards(said)] == read


@pytest.mark.parametrize(("said", "sex"), [("Nam\nKinh\nKhông", "Nam"), ("nữ, Thái, Phật giáo", "nữ"), ("Kinh", None)])
def test_of_sex_people_and_religion_only_the_sex_is_taken(said, sex):
    values = row_of("16700923", said)
    assert values["sex"] == sex
    assert not {"Kinh", "Thái", "Không"} & set(values.values())
