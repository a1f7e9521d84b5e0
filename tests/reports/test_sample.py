"""The made-up round of a demonstration: something to see on every page."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from kit.calendar import PartialDate
from members import procedure as members
from members import scope
from reports.reconciliation import figures
from reports.reconciliation.models import (
    Difference,
    Kind,
    Postponement,
    Reconciliation,
    Round,
    SentList,
    Signing,
    Standing,
)
from tests import builders
from tests.reports import play

pytestmark = pytest.mark.django_db
FAMILIES, GIVEN = ("Sùng", "Lò", "Vừ", "Giàng", "Hoàng"), ("Lý", "Quý", "Páo", "Chấu", "Ún", "Phừ")


@pytest.fixture
def cast():
    with time_machine.travel("2026-11-26 05:00:00+00:00", tick=True):
        made = builders.make_cast()
        names = [f"{family} A {given}" for given in GIVEN for family in FAMILIES]
        for number, name in enumerate(names):
            where = [made.tree.cell, made.tree.sibling, made.tree.other_cell][number % 3]
            play.person(
                name, where, f"{37 * number + 11:02}47{number:04}", PartialDate(1950 + number, 1 + number % 12, 4)
            )
        yield made


def test_a_round_stands_with_what_was_signed_before_lists_that_differ_and_one_postponed(cast):
    said = StringIO()
    call_command("make_sample_round", stdout=said)
    assert "Đợt đối khớp đến 30/6/2026" in said.getvalue()
    assert Round.objects.count() == 2
    assert (
        Signing.unscoped.count()
        == Reconciliation.unscoped.filter(round__until__year=2026, round__until__month=1).count()
    )
    first = SentList.unscoped.filter(reconciliation__round__until=date(2026, 7, 1)).order_by("pk").first()
    assert first.reconciliation.organisation == cast.tree.committee, "whose secretary has an account"
    kinds = set(Difference.unscoped.values_list("kind", flat=True))
    assert {Kind.ONLY_THEIRS, Kind.ONLY_OURS, Kind.DATE, Kind.NUMBER, Kind.SEX, Kind.TWICE} <= kinds
    said = {
        "status_left": {"từ trần", "đã chuyển sinh hoạt"},
        "status_exempt": {"miễn sinh hoạt"},
        "status_probation": {"dự bị"},
    }
    for field, words in said.items():
        points = Difference.unscoped.filter(kind=Kind.STATUS, field=field)
        assert set(points.values_list("list_value", flat=True)) == words
    assert Difference.unscoped.filter(agreed_value__isnull=False).exists()
    assert Postponement.unscoped.count() <= 1
    with scope.opened(scope.whole_register(date(2026, 11, 26))):
        before, now = figures.overviews(Round.objects.latest("until"), date(2026, 11, 26))
    assert before.received == before.signed == len(before.lines) > 0
    assert before.whole.records > 0 and before.whole.total > 0 and now.whole.come_back > 0
    assert before.whole.of(standings=[Standing.COMMITTEE, Standing.OFFICER]) == 0, "everything was answered"


def test_who_has_died_and_who_has_moved_away_are_still_listed(cast):
    dead = builders.member("Thào A Tủa", cast.tree.cell)
    members.standing.depart(dead, by=builders.MACHINE, kind="death", day=date(2026, 4, 1), decision=builders.PAPER)
    moved = builders.member("Thào A Sử", cast.tree.cell)
    members.places.move(moved, by=builders.MACHINE, organisation=cast.tree.other_cell, day=date(2026, 5, 1))
    call_command("make_sample_round", stdout=StringIO())
    of = Difference.unscoped.filter(list__reconciliation__organisation=cast.tree.committee)
    assert of.filter(kind=Kind.LEFT, name="Thào A Tủa").exists()
    assert of.filter(kind__in=[Kind.MOVED, Kind.ELSEWHERE, Kind.TWO_LISTS], name="Thào A Sử").exists()


def test_nothing_is_left_open_in_what_was_signed_whoever_stands_in_two_lists(cast):
    moved = builders.member("Thào A Sử", cast.tree.cell)
    members.places.move(moved, by=builders.MACHINE, organisation=cast.tree.other_cell, day=date(2025, 11, 1))
    call_command("make_sample_round", stdout=StringIO())
    of_before = Difference.unscoped.filter(list__reconciliation__round__until=date(2026, 1, 1))
    assert of_before.filter(kind=Kind.TWO_LISTS).exists()
    assert not of_before.unsettled().exists()


def test_it_is_made_once_and_in_a_district_alone(cast):
    call_command("make_sample_round", stdout=StringIO())
    refused = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("make_sample_round", stderr=refused)
    assert stop.value.code == 2
    assert "đã có đợt đối khớp" in refused.getvalue()


def test_where_nobody_could_send_a_list_no_round_is_made(db):
    builders.make_tree()
    refused = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("make_sample_round", stderr=refused)
    assert stop.value.code == 2
    assert "chưa có tài khoản" in refused.getvalue()
    assert not Round.objects.exists()
