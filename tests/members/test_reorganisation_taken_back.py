"""A plan taken back: as one act with a reason, while nothing stands on it; else refused with what does."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from members import history
from members.errors import RuleBroken
from members.models import (
    Act,
    Member,
    Organisation,
    ReorganisationStep,
    Role,
)
from members.procedure import offices as office_verbs
from members.procedure import places, revert, standing
from members.procedure import roles as role_verbs
from members.procedure import tree as tree_verbs
from members.procedure.reorganisation import (
    apply_reorganisation,
    since_drawn,
    what_stands_on,
)
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.members.plans import (
    DAY,
    KIND,
    MERGE,
    RENAME,
    applied,
    called,
    drawn,
    make,
    merge,
    names_in,
    step,
    taken_back,
    tree_with_people,
)
from tests.properties.plain import dump, facts

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BEFORE = date(2026, 5, 31)


ground = laid(tree_with_people)


@pytest.fixture
def place(ground, db):
    return ground.found()


def many_steps(place):
    new = make("Chi bộ Thôn 12", place.committee, code="38.168.053.000.001")
    return (
        new, step(MERGE, place.cell, new), step(MERGE, place.sibling, new),
        step(MERGE, place.other_committee, place.committee), step(RENAME, place.other_cell, name="Chi bộ Đồng Cao"),
        step(KIND, place.grass_cell, kind=builders.kind("committee")),
    )  # fmt: skip


def test_taken_back_everything_is_as_before_and_it_can_be_done_again(place):
    secretary = Member.unscoped.filter(placements__organisation=place.sibling).first()
    office_verbs.hold_office(secretary, by=MACHINE, organisation=place.sibling, office="secretary", day=BEFORE)
    builders.role(builders.account("thon-2", "Lý Thị Hai"), "cell", place.sibling)
    plan = drawn(*many_steps(place))
    before = facts(dump())
    plan = apply_reorganisation(plan, by=MACHINE)
    assert facts(dump()) != before
    plan = taken_back(plan)
    assert facts(dump()) == before
    assert (plan.is_applied, plan.taken_back_on) == (False, builders.TODAY)
    whole = Act.objects.filter(inside=None).order_by("number").last()
    assert whole.verb == "take_back_reorganisation"
    inner = Act.objects.filter(inside=whole.number)
    assert [one.verb for one in inner.exclude(verb=whole.verb)] == ["end_role"]
    known = Organisation.unscoped.count()
    plan = apply_reorganisation(plan, by=MACHINE)
    assert Organisation.unscoped.count() == known
    assert len(names_in(called("Chi bộ Thôn 12"), DAY)) == 7
    taken_back(plan)
    assert facts(dump()) == before


def test_what_was_done_since_is_named_and_stands_in_the_way(place):
    plan = applied(*many_steps(place))
    made = called("Chi bộ Thôn 12")
    moved = Member.unscoped.filter(placements__organisation=made).first()
    standing.depart(moved, by=MACHINE, kind="death", day=date(2026, 6, 20))
    builders.member("Hạng Thị Mới", made, admitted_on=date(2026, 6, 10), official_on=None)
    assert [one.verb for one in what_stands_on(plan, builders.TODAY)] == ["enter", "depart"]
    before = dump()
    with pytest.raises(RuleBroken, match="hoàn lại việc sau trước") as refused:
        taken_back(plan)
    assert len(refused.value.others) == 2
    assert dump() == before


def test_what_was_done_since_and_taken_back_does_not_stand_in_the_way(place):
    plan = applied(merge(place))
    someone = Member.unscoped.filter(full_name=names_in(place.cell, DAY)[-1]).get()
    standing.depart(someone, by=MACHINE, kind="death", day=date(2026, 6, 20))
    assert [one.verb for one in what_stands_on(plan, builders.TODAY)] == ["depart"]
    revert.revert(Act.objects.filter(verb="depart").get(), by=MACHINE, why="ghi nhầm")
    assert what_stands_on(plan, builders.TODAY) == []
    taken_back(plan)


def test_facts_about_the_people_that_do_not_stand_on_it_stay(place):
    plan = applied(merge(place))
    someone = Member.unscoped.filter(full_name=names_in(place.cell, DAY)[-1]).get()
    standing.exempt(someone, by=MACHINE, day=date(2026, 6, 20), reason="age", decision=PAPER)
    taken_back(plan)
    assert someone.memberships(manager="unscoped").get().exemptions(manager="unscoped").count() == 1


@pytest.fixture
def followed(place):
    """The secretary of a cell that was merged into a new one, with a role that waits there; an officer."""
    officer = builders.role(builders.account("can-bo", "Ma Văn Thượng"), "officer", place.district)
    secretary = builders.role(builders.account("thon-2", "Lý Thị Hai"), "cell", place.sibling)
    plan = applied(*many_steps(place))
    return plan, Role.unscoped.get(account=secretary, confirmed_on=None), builders.actor(officer)


@pytest.mark.parametrize("handled", ["confirmed", "declined", "confirmed and ended"])
def test_roles_that_followed_end_with_it_whatever_became_of_them(followed, handled):
    plan, role, by = followed
    if handled != "declined":
        role_verbs.confirm_role(role, by=by)
    if handled != "confirmed":
        role_verbs.end_role(role, by=by, day=builders.TODAY)
    assert what_stands_on(plan, builders.TODAY) == []
    plan = taken_back(plan)
    assert not Role.unscoped.filter(organisation=role.organisation).after(builders.TODAY).exists()
    plan = apply_reorganisation(plan, by=MACHINE)
    again = Role.unscoped.get(account=role.account, organisation=role.organisation)
    assert again.confirmed_on is None
    taken_back(plan)


def test_a_role_given_in_what_it_made_stands_in_the_way_until_it_is_over(followed):
    plan, role, by = followed
    other = builders.role(builders.account("thon-12", "Lý Thị Ba"), "cell", role.organisation, day=DAY)
    assert [one.verb for one in what_stands_on(plan, builders.TODAY)] == ["confirm_role", "grant_role"]
    role_verbs.end_role(Role.unscoped.get(account=other), by=by, day=builders.TODAY)
    assert what_stands_on(plan, builders.TODAY) == []
    taken_back(plan)


def test_one_of_its_acts_does_not_go_back_alone(place):
    applied(merge(place))
    for verb in ("move", "close_organisation"):
        with pytest.raises(RuleBroken, match="hoàn lại cả đợt"):
            revert.revert(Act.objects.filter(verb=verb).last(), by=MACHINE, why="thử")
    with pytest.raises(RuleBroken, match="không hoàn lại được"):
        revert.revert(Act.objects.get(verb="apply_reorganisation"), by=MACHINE, why="thử")


def test_taking_back_twice_is_refused(place):
    plan = taken_back(applied(merge(place)))
    with pytest.raises(RuleBroken, match="chưa ghi vào sổ"):
        taken_back(plan)


def test_what_was_made_and_taken_back_is_no_place_for_anybody(place):
    new = make("Chi bộ Thôn 12", place.committee)
    taken_back(applied(new, step(MERGE, place.cell, new), step(MERGE, place.sibling, new)))
    made = ReorganisationStep.unscoped.get(what="make").made
    someone = Member.unscoped.filter(placements__organisation=place.cell).first()
    for refused in (
        lambda: places.move(someone, by=MACHINE, organisation=made, day=DAY),
        lambda: tree_verbs.rename_organisation(made, by=MACHINE, day=DAY, name="Tên"),
        lambda: office_verbs.hold_office(someone, by=MACHINE, organisation=made, office="secretary", day=DAY),
    ):
        with pytest.raises(RuleBroken, match="không còn trong sổ"):
            refused()


def test_the_history_of_everybody_says_that_it_was_taken_back(place, client):
    """With the reason; and the line of what the plan did to somebody names what took it back."""
    someone = Member.unscoped.filter(placements__organisation=place.sibling).first()
    builders.role(builders.account("can-bo", "Lý Thị Hoa"), "officer", place.district)
    taken_back(applied(merge(place)))
    client.post(reverse("login"), {"username": "can-bo", "password": builders.PASSWORD})
    for address in (
        reverse("person-history", args=[someone.pk]),
        reverse("organisation-history", args=[place.sibling.pk]),
    ):
        newest, *others = client.get(address).context["lines"]
        assert (newest.what, newest.why) == ("hoàn lại đợt sắp xếp tổ chức", "quyết định bị thu hồi")
        told = client.get(others[0].href).context
        assert told["taken_back"]["href"] == newest.href
        assert client.get(newest.href).context["takes_back"] is not None


# --- cỡ lớn ---


def test_looked_at_again_it_has_not_changed_by_itself_however_many_it_moves(place):
    """The role that followed ends by a line of its own, after the one that took the plan back, as everybody's does."""
    builders.role(builders.account("thon-2", "Lý Thị Hai"), "cell", place.sibling)
    builders.crowd(history.MANY + 1, place.sibling)
    plan = taken_back(applied(merge(place)))
    whole = Act.objects.filter(inside=None).latest("number")
    assert Act.objects.filter(inside=whole.number, verb="end_role").exists()
    assert since_drawn(plan) == (set(), set())
