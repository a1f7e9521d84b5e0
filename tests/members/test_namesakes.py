"""People of a district for lists are as alike as real ones, and slips are those that people make."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from random import Random

import pytest

from members.sample import namesakes, slips, words
from members.sample.plan import District
from members.sample.plans import make_plan
from members.sample.records import Record, records

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def plan() -> District:
    return make_plan(3000, "alike", TODAY, alike=True)


@pytest.fixture(scope="module")
def known(plan: District) -> list[Record]:
    return records(plan)


def test_namesakes_are_as_frequent_as_in_a_real_district(known: list[Record]) -> None:
    """Of 3,000 people more than one in five is a namesake; four in ten are called Nguyễn."""
    names = Counter(one.full_name for one in known)
    assert 0.7 < len(names) / len(known) < 0.8
    assert 8 <= max(names.values()) <= 30
    families = Counter(one.full_name.split()[0] for one in known)
    assert 0.33 < families["Nguyễn"] / len(known) < 0.43
    middles = Counter((one.sex, " ".join(one.full_name.split()[1:-1])) for one in known)
    sexes = Counter(one.sex for one in known)
    assert 0.35 < middles["m", "Văn"] / sexes["m"] < 0.48
    assert 0.53 < middles["f", "Thị"] / sexes["f"] < 0.67


def test_nobody_is_somebody_known_to_everybody_and_no_part_comes_twice(known: list[Record]) -> None:
    for one in known:
        parts = one.full_name.split()
        assert len(parts) == len(set(parts)) >= 2
        assert one.full_name not in words.KNOWN


def test_whose_day_nobody_knew_was_born_on_the_first_of_january(known: list[Record]) -> None:
    born = [one.birth for one in known if one.birth is not None and one.birth.day]
    assert 0.05 < sum((day.month, day.day) == (1, 1) for day in born) / len(born) < 0.09


def test_a_third_was_admitted_on_great_days(known: list[Record]) -> None:
    days = [one.admitted for one in known if one.admitted]
    frequent = sum(count for _, count in Counter((day.year, day.month, day.day) for day in days).most_common(9 * 60))
    assert frequent / len(days) > 0.3
    assert all(one.admitted <= TODAY for one in known if one.admitted)


def test_a_plan_that_is_not_for_lists_keeps_its_people_apart(known: list[Record]) -> None:
    others = records(make_plan(3000, "alike", TODAY))
    assert len({one.full_name for one in others}) > 1.2 * len({one.full_name for one in known})


@pytest.mark.parametrize("seed", range(20))
def test_slips_change_little(seed: int) -> None:
    random, name, day = Random(seed), namesakes.person_name(Random(seed), "f"), date(1957, 6, 27)
    assert abs(len(slips.letter(random, name)) - len(name)) <= 1
    assert bare(slips.tone(random, name)) == bare(name)
    assert slips.tone(random, name) != name
    assert slips.blanks(random, name).split() == name.split()
    assert slips.digit(random, day) != day
    assert 18 <= abs((slips.lunar(random, day) - day).days) <= 50
    wrong = slips.number(random, "84093837")
    assert 1 <= sum(one != other for one, other in zip("84093837", wrong, strict=True)) <= 2


def bare(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if one not in slips.TONES)
