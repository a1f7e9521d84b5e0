"""One organisation ends, outside any plan: who has a role there has it at the successor once it is confirmed."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members.errors import RuleBroken
from members.models import Act, Closure, Role
from members.procedure import closing, revert, roles, tree
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.members.plan_pages import NOON
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.ended = builders.organisation("Chi bộ Thôn 9", "cell", self.cast.tree.committee)
        self.secretary = builders.role(builders.account("thon-9", "Lù Seo Dìn"), "cell", self.ended)


ground = laid(Play, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=False):
        yield ground.found()


def close(play, **more):
    given = {"by": MACHINE, "day": date(2026, 6, 1), "successor": play.cast.tree.cell, **more}
    return tree.close_organisation(play.ended, **given)


def held(play):
    """[(where, from when, confirmed on)] of the secretary of what ends."""
    rows = Role.unscoped.filter(account=play.secretary).order_by("pk")
    return [(one.organisation_id, one.since, one.confirmed_on is not None) for one in rows]


def test_the_role_waits_at_the_successor_and_the_old_one_stays(play):
    close(play)
    assert held(play) == [
        (play.ended.pk, builders.BEGINNING, True), (play.cast.tree.cell.pk, TODAY, False),
    ]  # fmt: skip
    assert {one.organisation for one in builders.actor(play.secretary).roles} == {play.ended.pk}
    roles.confirm_role(waits(play), by=builders.actor(play.cast.officer))
    assert play.cast.tree.cell.pk in {one.organisation for one in builders.actor(play.secretary).roles}


def test_it_is_one_act_with_a_line_for_the_role(play):
    close(play)
    whole = Act.objects.get(verb="close_organisation")
    line = Act.objects.filter(verb="grant_role").order_by("-number").first()
    assert (line.inside, line.organisation_id) == (whole.number, play.cast.tree.cell.pk)


def test_where_the_successor_has_ended_since_it_waits_at_what_stands_of_those_after_it(play):
    """Entered late: what the cell went into has itself gone into another one meanwhile."""
    between = builders.organisation("Chi bộ Thôn 8", "cell", play.cast.tree.committee)
    tree.close_organisation(between, by=MACHINE, day=date(2026, 6, 15), successor=play.cast.tree.sibling)
    closure = close(play, successor=between)
    assert held(play)[1:] == [(play.cast.tree.sibling.pk, TODAY, False)]
    closing.correct_closing(closure, by=MACHINE, successor=play.cast.tree.cell, why="ghi nhầm nơi kế tục")
    assert held(play)[1:] == [(play.cast.tree.cell.pk, TODAY, False)]


def test_where_all_after_it_have_ended_nobody_follows(play):
    between = builders.organisation("Chi bộ Thôn 8", "cell", play.cast.tree.committee)
    tree.close_organisation(between, by=MACHINE, day=date(2026, 6, 15))
    close(play, successor=between)
    assert len(held(play)) == 1


def test_without_a_successor_nobody_follows(play):
    close(play, successor=None)
    assert len(held(play)) == 1


def test_who_has_that_role_there_already_gets_none(play):
    builders.role(play.secretary, "cell", play.cast.tree.cell)
    close(play)
    assert len(held(play)) == 2


def test_taken_back_it_is_as_before(play):
    before = held(play)
    close(play)
    revert.revert(Act.objects.get(verb="close_organisation"), by=builders.actor(play.cast.officer), why="ghi nhầm nơi")
    assert held(play) == before
    assert not Closure.unscoped.exists()


def take_back(play):
    whole = Act.objects.get(verb="close_organisation")
    revert.revert(whole, by=builders.actor(play.cast.second_officer), why="ghi nhầm nơi")
    assert not Closure.unscoped.exists()


def waits(play):
    return Role.unscoped.get(account=play.secretary, confirmed_on=None)


def test_a_role_confirmed_meanwhile_goes_with_the_closing(play):
    close(play)
    roles.confirm_role(waits(play), by=builders.actor(play.cast.officer))
    take_back(play)
    assert held(play) == [(play.ended.pk, builders.BEGINNING, True)]


def test_a_role_that_counted_some_days_ends_on_the_day_of_taking_back(play):
    close(play)
    Role.unscoped.filter(pk=waits(play).pk).update(since=date(2026, 6, 10))
    roles.confirm_role(waits(play), by=builders.actor(play.cast.officer))
    take_back(play)
    row = Role.unscoped.get(account=play.secretary, organisation=play.cast.tree.cell)
    assert (row.since, row.until) == (date(2026, 6, 10), TODAY)
    line = Act.objects.filter(verb="end_role").get()
    assert line.inside == Act.objects.get(verb="revert").number


def test_a_role_ended_meanwhile_keeps_its_day_and_hinders_nothing(play):
    close(play)
    Role.unscoped.filter(pk=waits(play).pk).update(since=date(2026, 6, 10))
    roles.confirm_role(waits(play), by=builders.actor(play.cast.officer))
    row = Role.unscoped.get(account=play.secretary, organisation=play.cast.tree.cell)
    roles.end_role(row, by=builders.actor(play.cast.officer), day=date(2026, 6, 20))
    take_back(play)
    row.refresh_from_db()
    assert row.until == date(2026, 6, 20)


def test_a_role_declined_meanwhile_hinders_nothing(play):
    close(play)
    roles.end_role(waits(play), by=builders.actor(play.cast.officer), day=TODAY)
    take_back(play)
    assert held(play) == [(play.ended.pk, builders.BEGINNING, True)]


def test_who_closes_gives_the_role_and_somebody_else_confirms_it(play):
    close(play, by=builders.actor(play.cast.officer))
    assert waits(play).granted_by == play.cast.officer
    with pytest.raises(RuleBroken, match="người khác phải xác nhận"):
        roles.confirm_role(waits(play), by=builders.actor(play.cast.officer))
    roles.confirm_role(waits(play), by=builders.actor(play.cast.second_officer))


def test_the_form_of_one_organisation_does_the_same(play, client):
    enter(client)
    answer = client.post(reverse("close-organisation", args=[play.ended.pk]), {
        "day": "1/6/2026", "successor": play.cast.tree.cell.pk, "number": "9-QĐ/ĐU", "signed_on": "20/5/2026",
        "body": "Đảng ủy xã An Khê",
    })  # fmt: skip
    assert answer.status_code == 302
    assert held(play)[-1] == (play.cast.tree.cell.pk, TODAY, False)


class TestCarriedOnByASecondClosing:
    """The cell goes into Thôn 8, and Thôn 8 goes on into Thôn 1."""

    @pytest.fixture
    def between(self, play):
        between = builders.organisation("Chi bộ Thôn 8", "cell", play.cast.tree.committee)
        play.own = builders.role(builders.account("thon-8", "Sần Thị Páo"), "cell", between)
        play.first = close(play, successor=between)
        return between

    def carry_on(self, play, between):
        tree.close_organisation(between, by=MACHINE, day=date(2026, 6, 15), successor=play.cast.tree.cell)

    def take_back_the_first(self, play):
        whole = Act.objects.get(verb="close_organisation", organisation=play.ended)
        revert.revert(whole, by=builders.actor(play.cast.second_officer), why="ghi nhầm nơi")

    def test_taking_the_first_back_takes_what_was_carried_on(self, play, between):
        self.carry_on(play, between)
        assert [where for where, _, _ in held(play)] == [play.ended.pk, between.pk, play.cast.tree.cell.pk]
        self.take_back_the_first(play)
        assert held(play) == [(play.ended.pk, builders.BEGINNING, True)]

    def test_also_what_somebody_has_confirmed_at_the_end(self, play, between):
        self.carry_on(play, between)
        last = Role.unscoped.get(account=play.secretary, organisation=play.cast.tree.cell)
        Role.unscoped.filter(pk=last.pk).update(since=date(2026, 6, 20))
        roles.confirm_role(last, by=builders.actor(play.cast.officer))
        self.take_back_the_first(play)
        last.refresh_from_db()
        assert last.until == TODAY

    def test_who_was_in_the_middle_keeps_what_followed_from_there(self, play, between):
        self.carry_on(play, between)
        self.take_back_the_first(play)
        own = Role.unscoped.filter(account=play.own).values_list("organisation", flat=True)
        assert set(own) == {between.pk, play.cast.tree.cell.pk}

    def test_into_another_successor_the_role_leaves_both(self, play, between):
        self.carry_on(play, between)
        closing.correct_closing(play.first, by=MACHINE, successor=play.cast.tree.sibling, why="ghi nhầm nơi kế tục")
        assert [where for where, _, _ in held(play)] == [play.ended.pk, play.cast.tree.sibling.pk]

    def test_the_form_names_every_role_that_ends_by_another_successor(self, play, between, client):
        self.carry_on(play, between)
        enter(client)
        form = client.get(reverse("correct-closing", args=[play.first.pk])).context["form"]
        (sentence,) = form.told()[-1:]
        assert "Lù Seo Dìn, Chi bộ Thôn 8 (chờ xác nhận); Lù Seo Dìn, Chi bộ Thôn 1 (chờ xác nhận)" in sentence

    def test_a_role_given_at_the_end_by_itself_stays(self, play, between):
        builders.role(play.secretary, "cell", play.cast.tree.cell)
        self.carry_on(play, between)
        self.take_back_the_first(play)
        assert [where for where, _, _ in held(play)] == [play.ended.pk, play.cast.tree.cell.pk]
