"""Somebody held against a few, with what a whole list has taught: as the list itself would have held them."""

import json
from dataclasses import replace

import pytest

from kit.calendar import PartialDate
from kit.matching import Description
from kit.matching.asking import weigh
from kit.matching.linkage import doubles
from kit.matching.taught import Taught
from tests.kit.matching import made

EVERYBODY = made.people(600)
AGAIN = made.listed(EVERYBODY[:40], made.USUAL)
FOUND = doubles([*EVERYBODY, *AGAIN])
TAUGHT = FOUND.taught()
NGUYEN = Description("n", "Nguyễn Văn Hùng", birth=PartialDate(1965, 6, 4))
GIANG = Description("g", "Giàng Seo Phừ", birth=PartialDate(1965, 6, 4))


def alike(one, taught=TAUGHT):
    """The bits of somebody described twice in one way."""
    return weigh(replace(one, id="a"), [one], taught)[0].bits


def test_a_pair_weighs_as_it_did_when_the_list_was_looked_through():
    both = [*EVERYBODY, *AGAIN]
    pairs = [(one.left, one.right) for one in FOUND.found]
    for (left, right), listed in zip(pairs, FOUND.evidence(pairs), strict=True):
        (one,) = weigh(both[left], [both[right]], TAUGHT)
        assert [(each.field, each.level) for each in one.evidence] == [(each.field, each.level) for each in listed]
        for mine, theirs in zip(one.evidence, listed, strict=True):
            # A number that both bear is borne by two in the list, and by one beside whoever is asked about: one bit.
            assert mine.bits == pytest.approx(theirs.bits, abs=1.01 if mine.field == "number" else 0.01), mine
        assert one.prior + sum(each.bits for each in one.evidence) == pytest.approx(one.bits)


def test_who_else_is_asked_about_changes_nothing():
    asked, others = AGAIN[0], [*EVERYBODY[:5], EVERYBODY[int(AGAIN[0].id[1:])], *EVERYBODY[200:230]]
    alone = [weigh(asked, [one], TAUGHT)[0].bits for one in others]
    assert [one.bits for one in weigh(asked, others, TAUGHT)] == pytest.approx(alone)


def test_a_name_that_many_bear_is_weaker_evidence():
    assert alike(GIANG) > alike(NGUYEN) + 3
    assert alike(GIANG, Taught()) == pytest.approx(alike(NGUYEN, Taught())), "nothing is known of names yet"


def test_nothing_learnt_yet_a_name_and_a_birth_date_are_enough_and_half_of_a_name_is_not():
    asked = replace(NGUYEN, id="a")
    slip, other = replace(NGUYEN, name="Nguyễn Văn Hung"), replace(NGUYEN, name="Nguyễn Thị Lan")
    found = weigh(asked, [NGUYEN, slip, other, replace(GIANG, birth=None)], Taught())
    assert [one.may_be for one in found] == [True, True, False, False]


def test_what_was_taught_is_kept_as_plain_values_without_anybody_in_it():
    kept = json.loads(json.dumps(TAUGHT.plain()))
    assert Taught(**kept) == TAUGHT
    assert not any(number in json.dumps(kept["borne"]) for one in EVERYBODY for number in one.numbers)
    assert all(many > 1 for values in kept["borne"].values() for many in values.values())


def test_weights_of_levels_that_there_are_no_more_are_left_alone():
    odd = Taught(**TAUGHT.plain() | {"m": {"given": [0.5, 0.5]}, "u": {"given": [0.5, 0.5]}})
    assert alike(GIANG, odd) > 0


def test_weights_are_of_the_levels_that_they_were_learnt_for():
    levels = TAUGHT.plain()["levels"]
    other = Taught(**TAUGHT.plain() | {"levels": levels | {"given": levels["given"][::-1]}})
    usual = Taught(**{name: {key: said for key, said in TAUGHT.plain()[name].items() if key != "given"}
                      for name in ("m", "u")} | {key: value for key, value in TAUGHT.plain().items()
                                                 if key not in ("m", "u")})  # fmt: skip
    assert alike(GIANG, other) == alike(GIANG, usual)


def test_nobody_is_held_against_nobody():
    assert weigh(GIANG, [], TAUGHT) == []
