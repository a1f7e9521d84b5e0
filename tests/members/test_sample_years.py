"""What a made-up district holds, counted in the database: cases of every limitation, years, months, cells, names."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from members import checks, rights, scope
from members.models import (
    ActValues,
    Decision,
    Departure,
    Discipline,
    Exemption,
    Member,
    Membership,
    Number,
    OfficeHolding,
    Placement,
    Residence,
    ResidenceIntroduction,
    Term,
)
from members.sample import bulk, cases, words
from members.sample.days import is_open
from members.sample.plan import REFORM
from members.sample.plans import make_plan

TODAY = date(2026, 6, 30)
SIZES = [
    (600, "7", TODAY), (600, "42", date(2026, 11, 25)), (3000, "1", TODAY),
    pytest.param(10_000, "1", TODAY, marks=pytest.mark.long),
    *(pytest.param(600, f"s{number}", TODAY, marks=pytest.mark.long) for number in range(6)),
]  # fmt: skip
EMPTY = {"L2", "L4", "L10", "L11", "L12"}
CORRECTED = re.compile(r"Ngày ([0-9]+)/([0-9]+)/([0-9]+) đối chiếu")


@pytest.mark.django_db
@pytest.mark.parametrize(("members", "seed", "today"), SIZES)
def test_a_district_of_any_size_and_seed_holds_what_an_office_meets(members: int, seed: str, today: date) -> None:
    plan = make_plan(members, seed, today)
    bulk.apply(plan, by=rights.machine("kiểm thử", today))
    with scope.opened(scope.whole_register(today)):
        every_limitation_with_facts_has_ten_cases(today)
        days = happened()
        each_year_has_its_share(days, plan.started, today)
        if members >= 3000:
            each_month_has_its_facts(days, today)
        for day in [*(date(year, 1, 1) for year in range(plan.started.year, today.year + 1)), REFORM, today]:
            no_cell_has_fewer_than_three(day)
        every_cell_has_a_secretary_who_is_there(today)
    offices_sign_on_days_on_which_they_are_open()
    names_are_those_of_many_people()


# Nobody is late yet: as many as the month brings.
ONLY_WAITING = {one.title for one in checks.CHECKS if one.key == "review_due"}


def every_limitation_with_facts_has_ten_cases(today: date) -> None:
    found = cases.counts(today)
    assert {name for name, one in found.items() if not one} == EMPTY
    for limitation in set(found) - EMPTY - {"L6"}:
        faults = {title: number for title, number in found[limitation].items() if title not in ONLY_WAITING}
        assert all(number >= 10 for number in faults.values()), (limitation, faults)
    five, lately, before = found["L6"].values()
    assert five >= 10
    assert lately > before


def happened() -> dict[str, list[date]]:
    """The days of everything that happened to people, by what it was."""
    reasons = (json.loads(body).get("why", "") for body in ActValues.objects.values_list("body", flat=True))
    corrected = [found for found in map(CORRECTED.match, reasons) if found]
    official = Placement.unscoped.official()
    return {
        "admitted": days(Membership.unscoped.values_list("admitted_on", flat=True)),
        "moved": days(official.values_list("let_go_on", flat=True)),
        "away": days(Placement.unscoped.temporary().values_list("since", flat=True)),
        "exempt": days(Exemption.unscoped.values_list("since", flat=True)),
        "gone": days(Departure.unscoped.values_list("since", flat=True)),
        "corrected": [date(int(one[3]), int(one[2]), int(one[1])) for one in corrected],
        "recognised": days(Membership.unscoped.values_list("recognition_decision__signed_on", flat=True)),
        "disciplined": days(Discipline.unscoped.values_list("day", flat=True)),
        "introduced": days(ResidenceIntroduction.unscoped.values_list("since", flat=True)),
        "number": days(Number.unscoped.values_list("since", flat=True)),
        "residence": days(Residence.unscoped.values_list("since", flat=True)),
    }


def days(values: Iterable[date | None]) -> list[date]:
    return [day for day in values if day is not None]


def each_year_has_its_share(days: dict[str, list[date]], started: date, today: date) -> None:
    for year in range(started.year, today.year):
        people = Placement.unscoped.on(date(year, 7, 1)).official().count()
        for what in ("admitted", "moved", "away", "exempt", "gone", "corrected"):
            share = sum(day.year == year for day in days[what]) / people
            assert 0.01 <= round(share, 3) <= 0.04, (what, year, share)


def each_month_has_its_facts(days: dict[str, list[date]], today: date) -> None:
    """Of every kind that is not rare by nature, such as a suspension or a restoration."""
    for what, some in days.items():
        months = {(day.year, day.month) for day in some}
        for back in range(1, 25):
            at = today.year * 12 + today.month - 1 - back
            assert (at // 12, at % 12 + 1) in months, (what, at // 12, at % 12 + 1)


def no_cell_has_fewer_than_three(day: date) -> None:
    standing = Term.unscoped.on(day).filter(kind__code__in=("cell", "grass_cell"))
    official = Placement.unscoped.on(day).official().filter(membership__official_on__lte=day)
    people = Counter(official.values_list("organisation", flat=True))
    few = {term.name: people[term.organisation_id] for term in standing if people[term.organisation_id] < 3}
    # A death may leave two until the next one comes; that is rare.
    assert min(few.values(), default=2) == 2, (day, few)
    assert len(few) <= max(1, len(standing) // 100), (day, few)


def every_cell_has_a_secretary_who_is_there(today: date) -> None:
    exempt = set(Exemption.unscoped.on(today).values_list("membership__member", flat=True))
    away = set(Placement.unscoped.temporary().on(today).values_list("member", flat=True))
    leading = OfficeHolding.unscoped.on(today).filter(office="secretary")
    secretaries = dict(leading.values_list("organisation", "member"))
    assert not set(secretaries.values()) & (exempt | away)
    here = set(Placement.unscoped.official().on(today).values_list("organisation", "member"))
    for term in Term.unscoped.on(today).filter(kind__code__in=("cell", "grass_cell")):
        assert (term.organisation_id, secretaries.get(term.organisation_id)) in here, term.name


def offices_sign_on_days_on_which_they_are_open() -> None:
    assert all(is_open(day) for day in Decision.objects.values_list("signed_on", flat=True).distinct())


def names_are_those_of_many_people() -> None:
    names = list(Member.unscoped.values_list("full_name", "sex"))
    # Namesakes grow with the number of people, as they do in a province.
    assert len({name for name, _ in names}) > (0.7 if len(names) < 5000 else 0.65) * len(names)
    assert max(Counter(name for name, _ in names).values()) <= max(6, len(names) // 400)
    for name, sex in names:
        parts = name.split()
        assert len(parts) >= 3
        assert len(set(parts)) == len(parts)
        assert name not in words.KNOWN
        # "A" and "Seo" stand in the names of Hmong men.
        assert sex == "m" or not {"A", "Seo"} & set(parts), name


def standing(today: date) -> Iterator[str]:
    for one in make_plan(3000, "a", today).organisations:
        if one.closed is None:
            yield one.term_on(today).name


def test_since_the_reform_nothing_is_called_by_a_huyen() -> None:
    names = list(standing(TODAY))
    assert len(names) > 400
    assert not [name for name in names if "huyện" in name or "thị trấn" in name]
