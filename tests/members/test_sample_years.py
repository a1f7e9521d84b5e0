"""What a made-up district holds, counted in the database: cases of every limitation, years, months, cells, names."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

import pytest
from django.db.models import F

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
from members.sample.plans import make_plan

TODAY = date(2026, 6, 30)
LATER = date(2026, 11, 25)
SIZES = [
    (600, "7", TODAY), (600, "42", LATER), (600, "s2", TODAY), (600, "s4", TODAY), (3000, "1", TODAY),
    pytest.param(3000, "2", LATER, marks=pytest.mark.long), pytest.param(10_000, "1", TODAY, marks=pytest.mark.long),
    *(pytest.param(600, f"s{number}", TODAY, marks=pytest.mark.long) for number in (0, 1, 3, 5, 6, 7)),
]  # fmt: skip
EMPTY = {"L2", "L4", "L10", "L11", "L12"}
# Kinds of facts that begin in every month of a district of six hundred, of the eleven that `happened` counts.
SEVERAL = 6
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
        each_month_has_several_kinds_of_facts(days, today)
        if members >= 3000:
            each_month_has_its_facts(days, today)
        no_cell_has_fewer_than_three_on_any_day(plan.started, today)
        the_code_of_a_cell_begins_with_that_of_its_committee(today)
        who_works_somewhere_fits_there(today)
        who_leads_was_official_before()
        every_cell_has_a_secretary_who_is_there(today)
    offices_sign_on_days_on_which_they_are_open()
    names_are_those_of_many_people()


WORKS = {
    "school": {"teacher"}, "health": {"health"}, "forces": {"forces"}, "office": {"official", "staff"},
    "enterprise": {"worker", "owner"}, "residential": {"farmer", "service", "other", "retired"},
}  # fmt: skip
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
            assert 0.01 <= share <= 0.04, (what, year, share)


def last_months(today: date) -> list[tuple[int, int]]:
    """The twenty-four whole months before this one."""
    now = today.year * 12 + today.month - 1
    return [((now - back) // 12, (now - back) % 12 + 1) for back in range(1, 25)]


def each_month_has_several_kinds_of_facts(days: dict[str, list[date]], today: date) -> None:
    """However small the district: a month in which nothing happens to anybody looks like one that nobody entered."""
    there = {what: {(day.year, day.month) for day in some} for what, some in days.items()}
    for month in last_months(today):
        kinds = [what for what, months in there.items() if month in months]
        assert len(kinds) >= SEVERAL, (month, kinds)


def each_month_has_its_facts(days: dict[str, list[date]], today: date) -> None:
    """Of every kind that is not rare by nature, such as a suspension or a restoration."""
    for what, some in days.items():
        months = {(day.year, day.month) for day in some}
        for month in last_months(today):
            assert month in months, (what, month)


def no_cell_has_fewer_than_three_on_any_day(started: date, today: date) -> None:
    """From the day on which the register began, or a cell was founded: each day on which somebody comes or goes."""
    changes: dict[int, Counter[date]] = defaultdict(Counter)
    official = Placement.unscoped.official().filter(membership__official_on__isnull=False, since__isnull=False)
    for cell, since, until, since_official in official.values_list(
        "organisation", "since", "until", "membership__official_on"
    ):
        begun = max(since, since_official, started)
        if until is None or until > begun:
            changes[cell][begun] += 1
            changes[cell][until or date.max] -= 1
    cells = Term.unscoped.filter(kind__code__in=("cell", "grass_cell")).order_by(F("since").asc(nulls_first=True))
    assert {term.organisation_id for term in cells} == set(changes)
    first = dict(reversed(cells.values_list("organisation", "since")))
    for cell, days in changes.items():
        here = list(accumulate(days[day] for day in sorted(days) if day <= today))
        assert min(here) >= 3, (cell, min(here))
        assert min(days) == max(first[cell] or started, started), cell


def the_code_of_a_cell_begins_with_that_of_its_committee(today: date) -> None:
    codes = {term.organisation_id: term for term in Term.unscoped.on(today).select_related("parent", "kind")}
    for term in codes.values():
        over = codes.get(term.parent_id) if term.kind.code == "cell" else None
        while over is not None and not over.code:
            over = codes[over.parent_id]
        assert over is None or term.code.startswith(f"{over.code}."), (term.name, term.code)
        where = over.name.split()[2] if over is not None else ""
        if where in ("xã", "phường"):
            assert not {"xã", "phường", "thị trấn"} - {where} & set(re.findall("xã|phường|thị trấn", term.name)), (
                term.name
            )


def who_works_somewhere_fits_there(today: date) -> None:
    """Nobody of seventy teaches; who has to have finished school has; the higher courses ask for that too."""
    sectors = dict(Term.unscoped.on(today).values_list("organisation", "sector"))
    for place in Placement.unscoped.official().on(today).select_related("member"):
        member, sector = place.member, sectors[place.organisation_id]
        assert member.occupation in WORKS[sector], (sector, member.occupation)
        if sector in ("school", "health", "forces", "office") or member.theory in ("intermediate", "advanced"):
            assert member.schooling == "upper", (sector, member.theory)
        age = today.year - member.birth_on.year if member.birth_on else 0
        # Some are planted without a birth date, or ninety years too old.
        if 0 < age < 90:
            assert sector == "residential" or age <= 61, (sector, age)
            assert member.occupation != "retired" or age > 56, age


def who_leads_was_official_before() -> None:
    official = dict(Membership.unscoped.values_list("member", "official_on"))
    for member, since in OfficeHolding.unscoped.values_list("member", "since"):
        assert official[member] is not None and official[member] <= since


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
    share = next(share for people, share in ((1500, 0.97), (5000, 0.94), (20_000, 0.86)) if len(names) < people)
    assert len({name for name, _ in names}) >= share * len(names)
    assert max(Counter(name for name, _ in names).values()) <= max(5, len(names) // 1200)
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
    # What belonged to a former commune bears the name of the new one, or another one.
    assert not [name for name in names if "Công an xã " in name or "Cơ quan xã" in name]
