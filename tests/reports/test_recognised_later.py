"""Both sides are held against each other as of the closing day: a recognition that comes later is of the next round."""

from datetime import date

import pytest

from members import procedure as members
from members.models import Membership
from reports.reconciliation.models import Change, Kind, ListTotals
from reports.reconciliation.procedure import gathering
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.sides import Sides
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


@pytest.fixture
def on_probation(world):
    """Admitted a little later: the probation is not over on the closing day."""
    row = Membership.unscoped.get(member=world.person)
    members.people.correct_membership(row, by=MACHINE, why="nhầm", admitted_on=date(2025, 7, 3))
    return world


def recognised(world, day):
    row = Membership.unscoped.get(member=world.person)
    by = builders.actor(world.cast.officer, AUGUST)
    members.people.correct_membership(row, by=by, why="quyết định", official_on=day)


def compared(world, **said):
    list_ = play.file(play.row(**{"admitted": "20/6/2025"} | said), play.row(**settling.UN))
    sent = play.sent(world.own, list_, by=builders.actor(world.cast.officer, AUGUST), who=world.cast.officer)
    return sent, [(one.kind, one.field) for one in play.differences(sent)]


@pytest.mark.parametrize("said", ["3/7/2026", "7/2026", "5/8/2026"])
def test_whom_the_list_has_as_recognised_after_the_closing_day_is_a_probationer_on_both_sides(on_probation, said):
    sent, found = compared(on_probation, admitted="3/7/2025", official=said)
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


def test_a_list_that_calls_official_who_is_so_later_by_its_own_day_counts_a_probationer(on_probation):
    sent, found = compared(on_probation, admitted="3/7/2025", official="3/7/2026", status="Chính thức")
    assert found == []
    assert ListTotals.unscoped.get(list=sent).theirs["probationary"] == 1


def test_the_word_alone_is_asked_about(world):
    assert compared(world, official="", status="Chính thức")[1] == [(Kind.STATUS, "status_official")]


# --- a probation that was over on the closing day ---


@pytest.fixture
def overdue(world):
    """Admitted on 1/1/2024 and not recognised by the closing day."""
    row = Membership.unscoped.get(member=world.person)
    members.people.correct_membership(row, by=MACHINE, why="nhầm", admitted_on=date(2024, 1, 1))
    return world


@pytest.mark.parametrize(("said", "day"), [("5/8/2026", "05/8/2026"), ("8/2026", "8/2026")])
def test_a_later_day_in_the_list_does_not_hide_a_probation_that_was_over_on_the_closing_day(overdue, said, day):
    sent, found = compared(overdue, admitted="1/1/2024", official=said)
    assert found == [(Kind.PROBATION, "")]
    (one,) = play.differences(sent)
    assert one.list_value == f"vào Đảng 01/01/2024, chính thức {day}"
    assert one.record_value == "vào Đảng 01/01/2024, chưa có ngày chính thức"
    told = sentences.happened(Kind.PROBATION, Change.UNKNOWN, Sides(one.list_value, one.record_value))
    assert told == (
        "Đã hết thời gian dự bị mà đến ngày cuối kỳ chưa được công nhận; danh sách ghi chính thức từ ngày sau đó. "
        "Chưa rõ từ khi nào."
    )


def test_where_our_record_has_the_later_day_too_nothing_is_left_to_ask(overdue):
    recognised(overdue, date(2026, 8, 5))
    assert compared(overdue, admitted="1/1/2024", official="5/8/2026")[1] == []


# --- a day known in part ---


def test_a_year_that_may_be_before_the_closing_day_or_after_it_is_no_rank(world):
    recognised(world, date(2026, 7, 3))
    sent, found = compared(world, official="2026")
    assert found == []
    theirs = ListTotals.unscoped.get(list=sent).theirs
    assert theirs["unranked"] == 1
    assert "official" not in theirs
    assert "không ghi rõ ngày chính thức của 1 đảng viên" in gathering.gather(world.own, by=MACHINE).minutes.unsaid[0]


@pytest.mark.parametrize(("said", "official"), [("2025", 2), ("6/2026", 2), ("7/2026", 1)])
def test_a_day_known_in_part_that_is_sure_is_a_rank(world, said, official):
    assert ListTotals.unscoped.get(list=compared(world, official=said)[0]).theirs["official"] == official
