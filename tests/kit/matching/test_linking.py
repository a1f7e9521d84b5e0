"""Two lists linked: right people, right doubts, and reasons that add up."""

from dataclasses import replace

import numpy as np
import pytest

from kit.calendar import PartialDate
from kit.matching import Description
from kit.matching.linkage import doubles, link
from kit.matching.values import distinct
from tests.kit.matching import made

EVERYBODY = made.people(600)
ONE = replace(
    EVERYBODY[0], name="Sùng A Páo", birth=PartialDate(1965, 6, 4), admitted=PartialDate(1991, 11, 21),
    official=PartialDate(1992, 11, 21), numbers=frozenset({"12345678"}), sex="m",
)  # fmt: skip
RECORDS = [ONE, *EVERYBODY[1:]]
ROWS = [replace(one, id="l" + one.id[1:]) for one in RECORDS]


def of(**listed):
    """The link of Sùng A Páo's row, written like this, in a list of everybody."""
    return link([replace(ROWS[0], **listed), *ROWS[1:]], RECORDS).links[0]


def test_a_whole_list_finds_its_people_in_spite_of_what_clerks_do():
    rows = made.listed(RECORDS, made.USUAL)
    found = made.partners(rows, RECORDS, link(rows, RECORDS))
    assert [row for row, record in found.items() if record != "r" + row[1:]] == []


@pytest.mark.parametrize(
    "listed",
    [
        {},
        {"name": "SUNG A PAO"},
        {"name": "Sùng A Páu", "numbers": frozenset()},
        {"name": "Sù ngA Páo", "numbers": frozenset()},
        {"name": "A Páo Sùng", "numbers": frozenset()},
        {"name": "Sùng Páo", "birth": PartialDate(1965)},
        {"name": "Vừ Mí Kẻ", "other_names": ("Sùng A Páo",), "numbers": frozenset()},
        {"birth": PartialDate(1965, 4, 6), "numbers": frozenset()},
        {"birth": "04/06/65", "numbers": frozenset()},
        {"birth": PartialDate(1965), "numbers": frozenset(), "admitted": None, "official": None},
        {"numbers": frozenset({"12345687"})},
        {"numbers": frozenset({"1234567"}), "birth": None},
        {"admitted": PartialDate(1992, 11, 21), "official": PartialDate(1991, 11, 21)},
        {"unit": "thôn 7"},
        {"unit": "thôn 7", "home": "xã 1", "sex": "f"},
    ],
)
def test_a_mistake_or_two_is_still_the_person(listed):
    found = of(**listed)
    assert found.right == 0
    assert found.score > 0.99


@pytest.mark.parametrize(
    "listed",
    [
        {"name": "Nông Thị Lả", "sex": "f", "birth": PartialDate(1990, 1, 9), "numbers": frozenset({"99999999"}),
         "admitted": PartialDate(2020, 1, 1), "official": None},
        {"birth": PartialDate(1999, 1, 9), "numbers": frozenset({"99999999"}), "admitted": PartialDate(2020, 1, 1),
         "official": None},
    ],
)  # fmt: skip
def test_a_namesake_or_a_neighbour_is_somebody_else(listed):
    assert of(**listed) is None


def test_a_rare_name_tells_more_than_a_common_one():
    records = [replace(one, name="Nguyễn Văn Hùng") for one in RECORDS[:60]] + RECORDS[60:]
    records[0] = replace(records[0], name="Giàng Seo Phừ")
    rows = [replace(one, id="l" + one.id[1:]) for one in records]
    found = link(rows, records)
    rare, common = (sum(one.bits for one in found.evidence([(at, at)])[0] if one.field in ("family", "middle", "given"))
                    for at in (0, 1))  # fmt: skip
    assert rare > common + 5


def test_a_row_that_fits_two_equally_well_is_not_sure():
    twin = replace(ONE, id="twin", numbers=frozenset())
    found = link([replace(ROWS[0], numbers=frozenset()), *ROWS[1:]], [*RECORDS, twin]).links[0]
    assert found.right in (0, len(RECORDS))
    assert (found.sure, found.asked) == (False, "rival")


@pytest.mark.parametrize(
    "other",
    [
        {"birth": PartialDate(1941, 2, 3), "admitted": PartialDate(1969, 1, 5), "official": PartialDate(1970, 1, 5)},
        {"birth": PartialDate(1965, 9, 30), "admitted": PartialDate(1988, 3, 3), "official": PartialDate(1989, 3, 3)},
    ],
)
def test_a_namesake_in_the_cell_is_asked_for(other):
    """Father and son; two of one name and year."""
    namesake = replace(ONE, id="other", numbers=frozenset({"55555555"}), **other)
    rows = [*ROWS, replace(namesake, id="lother")]
    found = link(rows, [*RECORDS, namesake]).links
    assert (found[0].right, found[-1].right) == (0, len(RECORDS))
    assert [(one.sure, one.asked) for one in (found[0], found[-1])] == [(False, "namesake")] * 2
    assert (of().sure, of().asked) == (True, "")


def test_swapped_numbers_are_asked_for():
    rows = [replace(ROWS[0], numbers=ROWS[1].numbers), replace(ROWS[1], numbers=ROWS[0].numbers), *ROWS[2:]]
    found = link(rows, RECORDS).links
    assert [(one.right, one.sure) for one in found[:2]] == [(0, False), (1, False)]
    assert [one.asked for one in found[:3]] == ["number", "number", ""]
    assert found[2].sure


def test_who_stands_in_two_units_is_a_double_and_asked_for():
    found = link([*ROWS, replace(ROWS[0], id="again", unit="thôn 7")], RECORDS)
    assert found.double_of[-1] == 0
    assert not found.links[0].sure
    assert not found.links[-1].sure
    assert [found.links[at].asked for at in (0, -1)] == ["two_units"] * 2


def test_one_to_one_takes_nobody_twice():
    rows = [*ROWS, replace(ROWS[0], id="again")]
    found = link(rows, RECORDS, one_to_one=True).links
    taken = [one.right for one in found if one]
    assert len(taken) == len(set(taken)) == len(RECORDS)


def test_who_is_not_in_the_records_is_nobody_and_takes_nobodys_place():
    found = link(ROWS, RECORDS[1:]).links
    assert found[0] is None
    assert [one.right for one in found[1:]] == list(range(len(RECORDS) - 1))


@pytest.mark.parametrize("others", [0, 599])
def test_who_shares_only_days_and_the_unit_with_somebody_listed_is_no_second_listing(others):
    """Another name, another number: born and admitted on the same days, in one cell."""
    other = replace(ROWS[0], id="new", name="Lý Thị Mẩy", sex="f", official=None, numbers=frozenset({"77777777"}))
    found = link([*ROWS[: others + 1], other], RECORDS)
    assert [one.right for one in found.links[:-1]] == list(range(others + 1))
    assert found.links[-1] is None


def test_what_a_person_has_said_counts_and_is_sure():
    namesake = replace(ROWS[0], id="again", birth=PartialDate(1965), numbers=frozenset(), admitted=None, official=None)
    found = link([namesake, *ROWS[1:]], RECORDS, said={0: 5, 5: None})
    assert (found.links[0].right, found.links[0].sure) == (5, True)
    assert found.links[5] is None
    assert [one.right for one in found.candidates[0]][:1] == [0]


def test_who_is_said_to_be_listed_twice_is_so_even_under_a_name_that_has_nothing_in_common():
    others = [Description("one", "Hạng Ngọc Quỳnh"), Description("two", "Cử Diệu Yến")]
    found = link([*ROWS[1:], *others], RECORDS, said={len(ROWS) - 1: 0, len(ROWS): 0})
    assert [(one.right, one.sure) for one in found.links[-2:]] == [(0, True), (0, True)]


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_short_list_is_linked_by_the_defaults(count):
    found = link(ROWS[:count], RECORDS[:5])
    assert [one.right for one in found.links] == list(range(count))
    assert link(ROWS[:count], []).links == [None] * count


def test_nothing_but_an_id_is_nobody():
    assert link([Description("x"), Description("y")], RECORDS).links == [None, None]


def test_reasons_add_up_to_the_score():
    rows = made.listed(RECORDS, made.USUAL)
    found = link(rows, RECORDS)
    linked = [one for one in found.links if one]
    for one, evidence in zip(linked, found.evidence([(one.left, one.right) for one in linked]), strict=True):
        bits = found.prior + sum(reason.bits for reason in evidence)
        assert bits == pytest.approx(one.bits, abs=1e-6)
        assert one.score == pytest.approx(1 / (1 + 2**-bits), abs=1e-9)


def test_what_is_absent_says_nothing():
    bare = [replace(one, sex="", official=None, unit="", home="") for one in ROWS]
    found = link(bare, RECORDS)
    assert {one.field for one in found.evidence([(0, 0)])[0]} == {
        "order", "family", "middle", "given", "birth", "admitted", "number",
    }  # fmt: skip


def test_other_columns_are_compared_as_text():
    records = [Description(one.id, texts=(("thư", f"{one.id}@xa.vn"), ("máy", f"0{at * 7919 % 10**6:06}")))
               for at, one in enumerate(RECORDS)]  # fmt: skip
    rows = [replace(one, id=f"l{one.id}") for one in records]
    assert [one.right for one in link(rows, records).links] == list(range(len(rows)))


def test_doubles_of_one_list_are_found_once_and_never_sure():
    again = made.listed(RECORDS[:40], made.USUAL)
    found = doubles([*RECORDS, *again])
    pairs = {(one.left, one.right) for one in found.found}
    assert pairs == {(int(row.id[1:]), len(RECORDS) + at) for at, row in enumerate(again)}
    assert not any(one.sure for one in found.found)
    one = found.found[0]
    assert found.prior + sum(reason.bits for reason in found.evidence([(one.left, one.right)])[0]) == pytest.approx(
        one.bits
    )


def test_progress_is_told():
    heard = []
    link(ROWS, RECORDS, told=lambda done, total: heard.append((done, total)))
    assert heard[0][0] == 0
    assert heard[0][1] > len(ROWS)


@pytest.mark.parametrize("codes", [[], [5], [3, 1, 3, 2, 2, -1], [0, 0], [-1, -1, 7]])
def test_each_pair_is_kept_once_and_in_order(codes):
    some = np.array(codes, np.int64)
    assert distinct(some).tolist() == np.unique(some).tolist() == sorted(set(codes))
