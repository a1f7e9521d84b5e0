"""Whether two descriptions are of one person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.calendar import PartialDate
from kit.matching import Person, Rarity, score
from kit.matching.slips import slips

KNOWN = Person(
    "Sùng A Páo", (), "m", PartialDate(1965, 6, 4), PartialDate(1991, 11, 21), PartialDate(1992, 11, 21),
    frozenset({"12345678"}), "thon 1", 7,
)  # fmt: skip
OTHERS = [Person(f"Nông Văn {letter}") for letter in "ABCDEFGH"]
RARITY = Rarity.of([KNOWN, *OTHERS])


def fits(**listed):
    return score(replace(KNOWN, **listed), KNOWN, RARITY)


@pytest.mark.parametrize(
    "listed",
    [
        {},
        {"name": "SUNG A PAO"},
        {"name": "Sùng A Páu", "cards": frozenset()},
        {"birth": PartialDate(1965, 4, 6), "cards": frozenset()},
        {"birth": PartialDate(1965), "cards": frozenset(), "admitted": None, "official": None},
        {"cards": frozenset({"12345687"})},
        {"birth": None, "cards": frozenset()},
        {"admitted": PartialDate(1992, 11, 21), "official": PartialDate(1991, 11, 21)},
        {"name": "Vừ Mí Kẻ", "other_names": ("Sùng A Páo",)},
        {"unit": "thon 2"},
        {"home": 8, "unit": "thon 5"},
    ],
)
def test_a_mistake_or_two_is_still_the_person(listed):
    assert fits(**listed) > 0.9


@pytest.mark.parametrize(
    "listed",
    [
        {"name": "Nông Thị Lả", "sex": "f", "birth": PartialDate(1970, 1, 9), "cards": frozenset(), "admitted": None},
        {"birth": PartialDate(1999, 1, 9), "cards": frozenset({"99999999"}), "admitted": PartialDate(2020, 1, 1),
         "official": None},
    ],
)  # fmt: skip
def test_a_namesake_or_a_neighbour_is_somebody_else(listed):
    assert fits(**listed) < 0.5


def test_a_rare_name_tells_more_than_a_common_one():
    rarity = Rarity.of([Person("Nguyễn Văn Tuấn")] * 200 + [Person("Sùng A Páo")])
    assert rarity.weight("Sùng A Páo") > rarity.weight("Nguyễn Văn Tuấn")


@pytest.mark.parametrize(
    ("one", "other", "count"), [("tuan", "tuna", 1), ("hoa", "ho", 1), ("an", "anh", 1), ("a", "xyz", 3)]
)
def test_slips_of_the_hand_are_counted(one, other, count):
    assert slips(one, other, 2) == count


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_do_not_depend_on_which_text_comes_first(one, other):
    assert slips(one, other, 3) == slips(other, one, 3)
    assert (slips(one, other, 3) == 0) == (one == other)
