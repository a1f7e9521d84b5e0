"""The reform of 1/7/2025 played on the made-up district: the huyện ends, its communes become fewer and larger, cells
take other names, offices are dissolved; all of it one plan of the officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from members import figures, rights, tree
from members.models import Closure, Decision, Kind, Organisation, Placement, Term
from members.procedure import Paper, reorganisation
from members.procedure.reorganisation import StepGiven
from members.sample import bulk
from members.sample.plan import REFORM, District, Event, OrganisationPlan
from members.sample.plans import make_plan
from members.sample.trees import REFORM_PAPER
from tests import builders
from tests.properties.test_days_before import shown

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
# Entered late, as offices do: what happened since the day of the reform is known already.
EVE, LATER = REFORM - timedelta(days=1), date(2025, 12, 31)
BY = rights.machine("kiểm thử", LATER)
DAYS = [date(2010, 1, 1), date(2019, 12, 31), date(2024, 2, 29), EVE]


def before(plan: District) -> District:
    """The same district as if nobody had heard of the reform."""
    kept = [
        replace(one, terms=tuple(term for term in one.terms if term.since != REFORM), closed=None)
        for one in plan.organisations
    ]
    known = {one.key: one.closed is not None for one in plan.organisations if one.terms[0].since != REFORM}
    people = tuple(replace(one, events=tuple(_before(one.events, known))) for one in plan.people)
    return replace(plan, organisations=tuple(one for one in kept if one.terms), people=people)


def _before(events: Iterable[Event], known: dict[str, bool]) -> Iterator[Event]:
    """Offices of what is not made yet are not held; those of what has not ended go on."""
    for one in events:
        if one.verb != "hold_office":
            yield one
        elif one.values["organisation"] in known:
            ends = known[one.values["organisation"]] and one.values["until"] == REFORM
            yield replace(one, values={**one.values, "until": None}) if ends else one


def reform(plan: District) -> list[StepGiven]:
    """What the sample knows of the reform, as steps of an officer: communes and offices first."""
    known, kinds = here(), {kind.code: kind for kind in Kind.objects.all()}
    new = {
        one.key: StepGiven("make", into=known["root"], name=one.terms[0].name, kind=kinds[one.terms[0].kind],
                           sector=one.terms[0].sector, code=one.terms[0].code)
        for one in plan.organisations if one.terms[0].since == REFORM
    }  # fmt: skip
    ends = {one.key: one for one in plan.organisations if one.closed}
    steps = [*new.values()]
    for one in plan.organisations:
        steps += [step for step in changes(one, known, new, kinds, ends) if one.key not in new]
    return steps


def changes(one: OrganisationPlan, known: Any, new: Any, kinds: Any, ends: Any) -> list[StepGiven]:
    if one.closed:
        communes = one.key.startswith("old")
        return [StepGiven("merge" if communes else "close", known[one.key], new[one.closed[1]])]
    if len(one.terms) < 2 or one.terms[-1].since != REFORM:
        return []
    then, now, found = one.terms[-2], one.terms[-1], []
    follows = then.parent in ends and ends[then.parent].closed[1] == now.parent and then.parent.startswith("old")
    if now.parent != then.parent and not follows:
        found.append(StepGiven("move", known[one.key], new[now.parent]))
    if now.name != then.name:
        found.append(StepGiven("rename", known[one.key], name=now.name))
    if now.kind != then.kind:
        found.append(StepGiven("kind", known[one.key], kind=kinds[now.kind]))
    return found


def here() -> dict[str, Organisation]:
    """Organisations by the keys of the sample, told by code or (without one) by name."""
    said = {term.code or term.name: term.organisation for term in Term.unscoped.select_related("organisation")}
    return {one.key: said[one.terms[0].code or one.terms[0].name] for one in PLAN[0].organisations
            if (one.terms[0].code or one.terms[0].name) in said}  # fmt: skip


PLAN: list[District] = []


def test_the_reform_is_one_plan_that_gives_the_tree_and_keeps_every_list_of_before() -> None:
    PLAN[:] = [make_plan(600, "7", LATER)]
    bulk.apply(before(PLAN[0]), by=BY)
    number, signed_on, body = REFORM_PAPER
    was = shown(DAYS)
    plan = reorganisation.draw_reorganisation(
        by=BY, name="Bỏ cấp huyện, sắp xếp cấp xã", day=REFORM, decision=Paper(number, signed_on, body)
    )
    plan = reorganisation.change_reorganisation(plan, by=BY, add=reform(PLAN[0]))
    done = reorganisation.tried(plan, by=BY, look=lambda done: None)
    assert done.problems == {}
    plan = reorganisation.apply_reorganisation(plan, by=BY)
    assert tree_of(REFORM) == wanted(PLAN[0])
    assert shown(DAYS) == was
    with builders.whole(LATER):
        root = Term.objects.on(REFORM).get(parent=None)
        assert (root.name.startswith("Đảng bộ khu vực"), root.kind.code) == (True, "area")
        total = Placement.objects.on(REFORM).official().count()
        assert figures.figures(root.organisation_id, REFORM)["total"] == total > 500
        old = Closure.objects.filter(day=REFORM).first()
        assert tree.above(old.organisation_id, REFORM)[-2] == old.successor_id
    plan = reorganisation.take_back_reorganisation(plan, by=BY, why="thử lại")
    assert shown(DAYS) == was
    assert not Closure.unscoped.filter(day=REFORM).exists()
    reorganisation.apply_reorganisation(plan, by=BY)
    assert tree_of(REFORM) == wanted(PLAN[0])
    assert Decision.objects.filter(number=number).exists()


def tree_of(day: date) -> set[tuple[str, str, str]]:
    """(name, kind, name of the parent) of all that stand."""
    rows = list(Term.unscoped.on(day).select_related("kind"))
    names = {one.organisation_id: one.name for one in rows}
    return {(one.name, one.kind.code, names.get(one.parent_id or 0, "")) for one in rows}


def wanted(plan: District) -> set[tuple[str, str, str]]:
    standing = {one.key: one for one in plan.organisations if one.closed is None}
    return {
        (one.terms[-1].name, one.terms[-1].kind,
         standing[one.terms[-1].parent].terms[-1].name if one.terms[-1].parent else "")
        for one in standing.values()
    }  # fmt: skip
