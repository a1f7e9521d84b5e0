"""Whatever is entered or taken back: no list of a day before all that it touches comes out otherwise; and what is
taken back leaves the facts as they were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, note, settings
from hypothesis import strategies as st

from members import figures, tree
from members.errors import Refusal
from members.models import Act, Organisation, Placement, Reorganisation
from members.procedure import reorganisation, revert
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.properties import kind_steps
from tests.properties.drawing import DAYS, Draw
from tests.properties.plain import dump, facts, written
from tests.properties.plan_steps import draw_plan, reorganise
from tests.properties.steps import OFTEN, STEPS, take
from tests.properties.test_register_against_a_plain_loop import TRIES, begin

pytestmark = pytest.mark.django_db
# Each step is held against every list of the days: few examples here, a thousand with --long.
EXAMPLES = max(settings.default.max_examples // 16, 1)
DATES = ("since", "until", "day", "admitted_on", "official_on", "let_go_on", "received_on")
Rows = dict[str, list[dict[str, Any]]]


def first_touched(before: Rows, after: Rows) -> date:
    """The earliest day of any row that came, went or was changed; the first of all where one has an open start."""
    days = []
    then, now = facts(before), facts(after)
    for table in then:
        for pk in then[table].keys() | now[table].keys():
            one, other = then[table].get(pk), now[table].get(pk)
            if one == other:
                continue
            for row in filter(None, (one, other)):
                if "since" in row and row["since"] is None:
                    return date.min
                days += [row[name] for name in DATES if isinstance(row.get(name), date)]
                if not any(isinstance(row.get(name), date) for name in DATES):
                    # A name, a number's holder: known of every day.
                    return date.min
    return min(days, default=date.max)


def shown(days: list[date]) -> dict[date, Any]:
    """The roster of every organisation on these days, and the figures of the whole."""
    found: dict[date, Any] = {}
    with builders.whole():
        for day in days:
            places = tree.ranges_of(Organisation.unscoped.values_list("pk", flat=True), tree.version_for(day))
            rows = list(Placement.objects.on(day).official().values_list("organisation", "member"))
            rosters = {
                pk: sorted(member for cell, member in rows if place.lo <= places[cell].lo < place.hi)
                for pk, place in places.items()
            }
            top = min(places, key=lambda pk: places[pk].lo)
            found[day] = ({pk: some for pk, some in rosters.items() if some}, figures.figures(top, day))
    return found


# The days on which steps are drawn, and the days before them.
EVES = sorted({day - timedelta(days=shift) for day in DAYS[2:] for shift in (0, 1)})


def something(draw: Draw) -> str | None:
    """Any step an office may take, taken: what it was; None where there was nothing to do, or it was refused."""
    step = take(draw, draw.among([*STEPS, *OFTEN]))
    if step is None:
        return None
    try:
        step[1]()
    except Refusal:
        return None
    note(step[0])
    return step[0]


def stands_as(before: Rows) -> bool:
    """The facts are as before; papers stay."""
    then, now = facts(before), facts(dump())
    assert now == then | {"decision": now["decision"]}
    return True


@settings(max_examples=EXAMPLES)
@given(st.data())
def plays(data: st.DataObject) -> None:
    with transaction.atomic():
        draw = Draw(lambda some: data.draw(st.sampled_from(some)))
        before, lists = dump(), shown(EVES)
        for _ in range(data.draw(st.integers(4, 8))):
            if something(draw) is None:
                continue
            after, now = dump(), shown(EVES)
            first = first_touched(before, after)
            early = [day for day in lists if day < first]
            assert {day: now[day] for day in early} == {day: lists[day] for day in early}
            before, lists = after, now
        transaction.set_rollback(True)


def test_no_list_of_a_day_before_what_was_touched_comes_out_otherwise() -> None:
    begin()
    plays()


def carried_out(draw: Draw) -> Reorganisation | None:
    """A plan; one that is refused leaves everything as it was, and is drawn otherwise, as an office does."""
    before = written()
    for _ in range(TRIES):
        (asked,), _ = draw_plan(draw)
        try:
            plan: Reorganisation = reorganise(asked)
        except Refusal:
            assert written() == before
        else:
            note(f"carried out: {asked}")
            return plan
    return None


@settings(max_examples=EXAMPLES)
@given(st.data())
def plans(data: st.DataObject) -> None:
    """A plan upon a disorder: earlier days stay, and taken back the facts are as before, as often as one likes."""
    with transaction.atomic():
        draw = Draw(lambda some: data.draw(st.sampled_from(some)))
        for _ in range(data.draw(st.integers(0, 5))):
            something(draw)
        before, lists = dump(), shown(EVES)
        plan = carried_out(draw)
        if plan is not None:
            DONE.append(plan)
            early = [day for day in lists if day < plan.day]
            assert shown(early) == {day: lists[day] for day in early}
            assert reorganisation.what_stands_on(plan, TODAY) == []
            plan = reorganisation.take_back_reorganisation(plan, by=MACHINE, why="thử")
            assert stands_as(before)
            assert shown(list(lists)) == lists
            again = reorganisation.apply_reorganisation(plan, by=MACHINE)
            reorganisation.take_back_reorganisation(again, by=MACHINE, why="thử")
            assert stands_as(before)
        transaction.set_rollback(True)


DONE: list[Reorganisation] = []


def test_a_plan_taken_back_leaves_the_facts_as_they_were() -> None:
    begin()
    DONE.clear()
    plans()
    assert len(DONE) >= EXAMPLES // 4, "nearly every plan was refused"


@settings(max_examples=EXAMPLES)
@given(st.data())
def undone(data: st.DataObject) -> None:
    """Any act of any sequence, taken back at once, leaves the facts as they were."""
    with transaction.atomic():
        draw = Draw(lambda some: data.draw(st.sampled_from(some)))
        for _ in range(data.draw(st.integers(3, 8))):
            before, newest = dump(), Act.objects.order_by("-number").first()
            done = something(draw)
            if done is None:
                continue
            act = Act.objects.filter(number__gt=newest.number, inside=None).last()
            # What the office says of kinds and places has verbs of its own that put it right.
            if act is None or act.verb in ("revert", *revert.NOT_REVERTED, *kind_steps.STEPS):
                continue
            try:
                revert.revert(act, by=MACHINE, why="thử")
            except Refusal as refusal:
                raise AssertionError(f"{done} does not go back at once: {refusal.sentence}") from refusal
            assert stands_as(before)
        transaction.set_rollback(True)


def test_an_act_taken_back_at_once_leaves_the_facts_as_they_were() -> None:
    begin()
    undone()
