"""A closing in the middle of a way changes: roles stand where their way leads now, wherever they were once written."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from members.models import Act, Closure, Role
from members.procedure import closing, revert, roles, tree
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.members.plan_pages import NOON

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 15)


class Play:
    """Thôn 8 (B) went into Thôn 1 (C); only then is it entered that Thôn 9 (A) had gone into Thôn 8 before."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.one, self.two = self.cast.tree.cell, self.cast.tree.sibling
        self.nine, self.eight = (
            builders.organisation(f"Chi bộ Thôn {number}", "cell", self.cast.tree.committee) for number in (9, 8)
        )
        self.secretary = builders.role(builders.account("thon-9", "Lù Seo Dìn"), "cell", self.nine)
        tree.close_organisation(self.eight, by=MACHINE, day=SECOND, successor=self.one)
        tree.close_organisation(self.nine, by=MACHINE, day=FIRST, successor=self.eight)

    @property
    def by(self):
        return builders.actor(self.cast.second_officer)

    def has(self, account=None):
        """Where the account has a role that goes on, beside the organisation that ended under it."""
        rows = Role.unscoped.filter(account=account or self.secretary).exclude(organisation=self.nine)
        return [one.organisation for one in rows.after(TODAY).order_by("pk")]

    def closed(self, which):
        return Closure.unscoped.get(organisation=which)

    def take_back(self, which):
        act = Act.objects.filter(verb="close_organisation", organisation=which).latest("number")
        revert.revert(act, by=self.by, why="ghi nhầm")

    def correct(self, which, successor):
        closing.correct_closing(self.closed(which), by=self.by, successor=successor, why="theo quyết định")

    def confirm(self):
        waits = Role.unscoped.get(account=self.secretary, confirmed_on=None)
        Role.unscoped.filter(pk=waits.pk).update(since=date(2026, 6, 20))
        roles.confirm_role(waits, by=builders.actor(self.cast.officer))


ground = laid(Play, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=True):
        found = ground.found()
        assert found.has() == [found.one]
        yield found


def test_the_middle_closing_taken_back_the_role_waits_where_the_way_ends_now(play):
    play.take_back(play.eight)
    assert play.has() == [play.eight]


def test_also_a_role_that_was_confirmed_at_the_end_ends_there_that_day(play):
    play.confirm()
    play.take_back(play.eight)
    assert play.has() == [play.eight]
    assert Role.unscoped.get(account=play.secretary, organisation=play.one).until == TODAY


def test_the_middle_closing_goes_into_another_one_and_the_role_with_it(play):
    play.confirm()
    play.correct(play.eight, play.two)
    assert play.has() == [play.two]
    assert play.closed(play.eight).successor == play.two


def test_each_role_that_ends_and_comes_by_it_has_a_line_inside_the_correction(play):
    play.correct(play.eight, play.two)
    whole = Act.objects.get(verb="correct_closing")
    assert [one.verb for one in Act.objects.filter(inside=whole.number).order_by("number")] == [
        "end_role", "grant_role",
    ]  # fmt: skip


def test_the_middle_closing_into_nothing_and_again_into_something(play):
    play.correct(play.eight, None)
    assert play.has() == []
    play.correct(play.eight, play.two)
    assert play.has() == [play.two]


def test_the_first_closing_taken_back_after_the_middle_one_leaves_nothing_behind(play):
    play.take_back(play.eight)
    play.take_back(play.nine)
    assert play.has() == []


def test_the_middle_closing_taken_back_and_made_again_the_role_is_at_the_end_again(play):
    play.take_back(play.eight)
    revert.revert(Act.objects.filter(verb="revert").latest("number"), by=play.by, why="đúng là đã nhập")
    assert play.has() == [play.one]


def test_who_has_lost_the_role_at_the_end_is_not_given_it_again_in_the_middle(play):
    roles.end_role(Role.unscoped.get(account=play.secretary, organisation=play.one), by=play.by, day=TODAY)
    play.take_back(play.eight)
    assert play.has() == []


def test_a_role_that_was_given_at_the_end_by_itself_stays_there(play):
    given = builders.role(builders.account("thon-1", "Sần Thị Páo"), "cell", play.one)
    play.take_back(play.eight)
    assert play.has(given) == [play.one]


class TestTwoWaysToOnePlace:
    """One account had the same role in two cells, and both went into Thôn 2."""

    @pytest.fixture
    def both(self, play):
        both = builders.account("hai-thon", "Vàng A Sử")
        play.ends = [builders.organisation(f"Chi bộ Thôn {number}", "cell", play.cast.tree.committee)
                     for number in (10, 11)]  # fmt: skip
        for one in play.ends:
            builders.role(both, "cell", one)
        for one in play.ends:
            tree.close_organisation(one, by=MACHINE, day=FIRST, successor=play.two)
        assert play.has(both) == [*play.ends, play.two]
        return both

    def test_the_one_taken_back_the_other_still_leads_there(self, play, both):
        play.take_back(play.ends[0])
        assert play.has(both) == [*play.ends, play.two]

    def test_both_taken_back_nothing_is_left(self, play, both):
        for one in play.ends:
            play.take_back(one)
        assert play.has(both) == play.ends

    def test_the_one_corrected_the_role_is_at_both_successors(self, play, both):
        play.correct(play.ends[0], play.one)
        assert play.has(both) == [*play.ends, play.two, play.one]

    def test_the_form_names_no_role_that_the_other_way_keeps(self, play, both):
        assert closing.roles_carried(play.closed(play.ends[0]), TODAY) == []
        play.take_back(play.ends[1])
        assert [one.organisation for one in closing.roles_carried(play.closed(play.ends[0]), TODAY)] == [play.two]
