"""What is learnt of two lists without anybody saying which pairs are right."""

from dataclasses import replace
from random import Random

import pytest

from kit.matching import levels as at
from kit.matching.linkage import link
from kit.matching.model import BIRTH_AT, GIVEN_AT, NUMBER_AT, PLACE_AT
from tests.kit.matching import made

RECORDS = made.people(3_000)
RATES = {made.other_day: 0.08, made.year_alone: 0.1, made.wrong_digit: 0.06, made.other_given: 0.09}
ROWS = made.listed(RECORDS, RATES)
FIELDS = {
    "sex": ("sex",), "birth": ("birth",), "admitted": ("admitted",), "official": ("official",),
    "number": ("numbers",), "place": ("unit", "home"),
}  # fmt: skip
NOTHING = {"sex": "", "birth": None, "admitted": None, "official": None, "numbers": frozenset(), "unit": "", "home": ""}


@pytest.fixture(scope="module")
def found():
    return link(ROWS, RECORDS)


def test_known_rates_are_given_back(found):
    m = found.learnt.m
    assert m[BIRTH_AT][at.ONE_PART] == pytest.approx(0.08, abs=0.015)
    assert m[BIRTH_AT][at.AS_FAR] > 0.99
    assert m[NUMBER_AT][at.NUMBER_SLIP] == pytest.approx(0.06, abs=0.015)
    # One in thirteen of those changed got the name that they had.
    kept = m[GIVEN_AT][[at.SAME, at.PLAIN]].sum()
    assert kept == pytest.approx(1 - 0.09 * 12 / 13, abs=0.02)


def test_what_two_people_agree_in_is_counted_on_the_lists(found):
    # A hundred units of thirty.
    assert found.learnt.u[PLACE_AT][at.UNIT_SAME] == pytest.approx(0.01, abs=0.002)


def test_no_agreement_weighs_against(found):
    linked = [one for one in found.links if one]
    every = found.evidence([(one.left, one.right) for one in linked])
    agreeing = [reason for evidence in every for reason in evidence if reason.level in ("same", "plain", "as_far")]
    assert len(agreeing) > 10_000
    assert min(reason.bits for reason in agreeing) >= 0


def f1(rows, records, found):
    right = sum(record == "r" + row[1:] for row, record in made.partners(rows, records, found).items())
    answered = sum(one is not None for one in found.links)
    return 2 * right / (answered + len(rows))


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_noise_weighs_nothing_and_harms_nothing(field):
    order = list(range(len(ROWS)))
    Random(5).shuffle(order)
    columns = FIELDS[field]
    noisy = [replace(row, **{one: getattr(ROWS[at], one) for one in columns})
             for row, at in zip(ROWS, order, strict=True)]  # fmt: skip
    without = [replace(row, **{one: NOTHING[one] for one in columns}) for row in ROWS]
    found = link(noisy, RECORDS)
    linked = [(one.left, one.right) for one in found.links if one]
    weights = [reason.bits for evidence in found.evidence(linked) for reason in evidence if reason.field == field]
    assert sum(map(abs, weights)) / len(weights) < 0.1
    assert f1(noisy, RECORDS, found) == pytest.approx(f1(without, RECORDS, link(without, RECORDS)), abs=0.002)
