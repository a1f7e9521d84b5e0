"""Both sides are held against each other as of the closing day: a recognition that comes later is of the next round."""

from datetime import date

import pytest

from members import procedure as members
from members.models import Membership
from reports.reconciliation.models import Kind, ListTotals
from tests import builders
from tests.builders import MACHINE
from tests.reports import play, settling

pytestmark = [pytest.mark.django_db]
ADMITTED, AUGUST = date(2025, 6, 20), date(2026, 8, 20)


@pytest.fixture
def world():
    """Admitted a year before the closing day, 30/6/2026, and not recognised yet; lists come in August."""
    made = settling.AnKhe()
    row = Membership.unscoped.get(member=made.person)
    members.people.correct_membership(row, by=MACHINE, why="nhầm", admitted_on=ADMITTED, official_on=None)
    return made


def recognised(world, day):
    row = Membership.unscoped.get(member=world.person)
    by = builders.actor(world.cast.officer, AUGUST)
    members.people.correct_membership(row, by=by, why="quyết định", official_on=day)


def compared(world, **said):
    list_ = play.file(play.row(admitted="20/6/2025", **said), play.row(**settling.UN))
    sent = play.sent(world.own, list_, by=builders.actor(world.cast.officer, AUGUST), who=world.cast.officer)
    return sent, [(one.kind, one.field) for one in play.differences(sent)]


@pytest.mark.parametrize("said", ["3/7/2026", "7/2026", "5/8/2026"])
def test_whom_the_list_has_as_recognised_after_the_closing_day_is_a_probationer_on_both_sides(world, said):
    sent, found = compared(world, official=said)
    assert found == []
    theirs = ListTotals.unscoped.get(list=sent).theirs
    assert (theirs["official"], theirs["probationary"]) == (1, 1)


def test_two_later_days_are_told_apart_in_the_round_that_they_belong_to(world):
    recognised(world, date(2026, 7, 3))
    assert compared(world, official="5/7/2026")[1] == []


def test_who_is_official_on_the_closing_day_by_the_list_alone_is_asked_about(world):
    recognised(world, date(2026, 7, 3))
    assert compared(world, official="28/6/2026")[1] == [(Kind.DATE, "official_on")]


def test_who_is_official_on_the_closing_day_by_our_records_alone_is_asked_about(world):
    recognised(world, date(2026, 6, 28))
    assert compared(world, official="3/7/2026")[1] == [(Kind.DATE, "official_on")]


def test_a_list_that_calls_official_who_is_so_later_by_its_own_day_counts_a_probationer(world):
    sent, found = compared(world, official="3/7/2026", status="Chính thức")
    assert found == []
    assert ListTotals.unscoped.get(list=sent).theirs["probationary"] == 1


def test_the_word_alone_is_asked_about(world):
    assert compared(world, official="", status="Chính thức")[1] == [(Kind.STATUS, "status_official")]
