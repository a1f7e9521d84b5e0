"""What holds of any two lists that are linked."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.calendar import PartialDate
from kit.matching import Description
from kit.matching.linkage import link
from tests.kit.matching import made

SEEDS = st.integers(0, 10**6)
STRANGER = Description(
    "stranger", "Êban Bkrông", sex="", birth=PartialDate(1901, 2, 3), admitted=PartialDate(1931, 5, 6),
    numbers=frozenset({"00000001"}), unit="buôn không có", home="xã không có",
)  # fmt: skip


def lists(seed, count=60):
    records = made.people(count, seed)
    return made.listed(records, made.USUAL, seed + 1), records


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_order_of_rows_and_columns_changes_nothing(seed):
    rows, records = lists(seed)
    rows = [replace(one, texts=(("a", one.id[1:]), ("b", one.unit))) for one in rows]
    records = [replace(one, texts=(("a", one.id[1:]), ("b", one.unit))) for one in records]
    before = made.partners(rows, records, link(rows, records))
    draw = Random(seed)
    others = [[replace(one, texts=one.texts[::-1]) for one in draw.sample(side, len(side))] for side in (rows, records)]
    found = link(*others)
    assert made.partners(*others, found) == before
    sure = {others[0][one.left].id: (one.sure, round(one.bits, 9)) for one in found.links if one}
    assert sure == {rows[one.left].id: (one.sure, round(one.bits, 9)) for one in link(rows, records).links if one}


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_a_list_linked_to_itself_is_the_identity_but_for_doubles(seed):
    records = made.people(60, seed)
    rows = [*records, replace(records[3], id="again")]
    found = link(rows, records)
    assert [one.right for one in found.links] == [*range(len(records)), 3]
    assert found.double_of == [None] * len(records) + [3]


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.booleans())
def test_a_stranger_changes_nobodys_partner(seed, in_the_list):
    rows, records = lists(seed)
    before = made.partners(rows, records, link(rows, records))
    more = ([*rows, STRANGER], records) if in_the_list else (rows, [*records, STRANGER])
    after = made.partners(*more, link(*more))
    assert after.pop("stranger", None) is None
    assert after == before
