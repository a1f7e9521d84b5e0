"""Two card numbers beside each other: what tells them apart is seen, and no more of them than that."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.calendar import PartialDate
from members import wording

DIGITS = st.sampled_from(["12345678", "123456789012"])


@given(DIGITS, st.data())
def test_of_two_numbers_of_one_length_the_places_that_differ_and_the_last_three_are_seen(one, data):
    places = data.draw(st.sets(st.integers(0, len(one) - 1), max_size=4))
    other = "".join(str((int(digit) + 1) % 10) if at in places else digit for at, digit in enumerate(one))
    mine, theirs = wording.masked_beside(one, [other]), wording.masked_beside(other, [one])
    assert (mine == theirs) == (one == other)
    seen = {at for at, digit in enumerate(mine.replace(" ", "")) if digit != "•"}
    assert seen == places | set(range(len(one) - 3, len(one)))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("071402773964", "71402773964", ("0••••••••964", "••••••••964")),
        ("12345678", "1245678", ("••3••678", "••••678")),
        ("12345678", "012345678", ("•••••678", "0•••••678")),
        ("12345678", "12345678", ("•• ••• 678", "•• ••• 678")),
        ("12345678", "12345679", ("•• ••• 678", "•• ••• 679")),
    ],
)
def test_of_two_lengths_what_the_other_has_not_is_seen(one, other, said):
    assert (wording.masked_beside(one, [other]), wording.masked_beside(other, [one])) == said


@given(st.text("0123456789", min_size=7, max_size=9), st.text("0123456789", min_size=8, max_size=8))
def test_two_numbers_never_read_alike(one, other):
    assume(one != other)
    assert wording.masked_beside(one, [other]) != wording.masked_beside(other, [one])


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ((["12345678"], ["12945678"]), [["••3••678"], ["••9••678"]]),
        # What both signed last is the third: the same places are seen of all three.
        ((["12345678"], ["12945678"], ["12345678"]), [["••3••678"], ["••9••678"], ["••3••678"]]),
        ((["12345678"], ["12945678"], ["17345678"]), [["•23••678"], ["•29••678"], ["•73••678"]]),
        # The card of twelve digits is another one than that of eight, which the list has.
        ((["12345678"], ["071228630375", "12945678"]), [["••3••678"], ["•• ••••••• 375", "••9••678"]]),
        ((["12345678"], ["12345678"]), [["•• ••• 678"], ["•• ••• 678"]]),
        ((["12345678"], []), [["•• ••• 678"], []]),
    ],
)
def test_the_numbers_of_every_side_are_seen_at_the_same_places(sides, said):
    assert wording.masked_alike(sides) == said


def test_a_column_of_several_kinds_says_each_as_a_page_does():
    assert wording.of_any_kind("12345678, 071228630375") == "•• ••• 678, •• ••••••• 375"
    assert wording.of_any_kind("1965-06-04") == str(PartialDate(1965, 6, 4))
    assert wording.of_any_kind("1965-06") == str(PartialDate(1965, 6))
    assert wording.of_any_kind("1965") == "1965"
    assert wording.of_any_kind("f") == "nữ"
    assert wording.of_any_kind("Chi bộ Thôn 1") == "Chi bộ Thôn 1"
