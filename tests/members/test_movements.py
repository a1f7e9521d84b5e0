"""Tăng, giảm trong kỳ: who came into a committee's list and who left it, each with the way it went."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import movements
from members.models import Membership
from members.procedure import Paper, places, standing
from members.procedure import tree as tree_verbs
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.members.plans import MERGE, applied, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HALF = date(2026, 1, 1), date(2026, 7, 1)
MARCH = date(2026, 3, 3)


@pytest.fixture
def office():
    return builders.make_tree()


def moved(organisation, since=HALF[0], until=HALF[1]):
    """[(person, day, way, came or not)] of a balance that holds."""
    with builders.whole():
        found = movements.balance(organisation, since, until)
    assert found.holds
    return [(one.member, one.day, one.way, one.is_increase) for one in found.movements]


def test_who_is_admitted_and_who_dies_are_named_with_their_papers(office):
    old = builders.leaver("Vừ A Chống", office.cell, kind="death", day=MARCH, decision=PAPER)
    young = builders.member("Lù Thị Sáy", office.cell, admitted_on=date(2026, 2, 3), official_on=None)
    with builders.whole():
        found = movements.balance(office.committee, *HALF)
    assert (found.opening, found.closing) == (frozenset({old.pk}), frozenset({young.pk}))
    came, went = found.movements
    assert (came.member, came.way, came.is_probationary) == (young.pk, "admitted", True)
    assert came.decision == Membership.unscoped.get(member=young).admission_decision_id
    assert (went.member, went.way, went.is_probationary) == (old.pk, "death", False)
    assert went.decision is not None
    assert [len(some) for some in found.ways(increase=True).values()] == [1, 0, 0, 0, 0, 0, 0]


def test_a_probationer_struck_off_is_told_apart(office):
    young = builders.member("Lù Thị Sáy", office.cell, admitted_on=date(2025, 2, 3), official_on=None)
    standing.depart(young, by=MACHINE, kind="striking_off", day=MARCH)
    with builders.whole():
        (one,) = movements.balance(office.committee, *HALF).movements
    assert (one.way, one.is_probationary) == ("striking_off", True)


def test_a_move_counts_for_both_committees_and_not_for_the_whole(office):
    someone = builders.member("Lý Mẩy Chảy", office.cell)
    places.move(someone, by=MACHINE, organisation=office.other_cell, day=MARCH, decision=PAPER)
    assert moved(office.committee) == [(someone.pk, MARCH, "within", False)]
    assert moved(office.other_committee) == [(someone.pk, MARCH, "within", True)]
    assert moved(office.district) == []
    with builders.whole():
        (one,) = movements.balance(office.other_committee, *HALF).movements
    assert one.other == office.cell.pk


def test_a_move_between_cells_of_one_committee_is_none_of_the_committee(office):
    someone = builders.member("Lý Mẩy Chảy", office.cell)
    places.move(someone, by=MACHINE, organisation=office.sibling, day=MARCH)
    assert moved(office.committee) == []
    assert moved(office.cell) == [(someone.pk, MARCH, "within", False)]


def test_who_is_away_for_a_while_or_a_guest_is_no_movement(office):
    someone = builders.member("Lý Mẩy Chảy", office.cell)
    places.place_temporarily(someone, by=MACHINE, organisation=office.other_cell, day=MARCH)
    assert moved(office.committee) == moved(office.other_committee) == []


def test_a_member_from_elsewhere_arrives_and_one_back_from_outside_too(office):
    guest = builders.member("Tẩn Láo Sử", office.cell, since=MARCH)
    gone = builders.leaver("Sùng A Chía", office.sibling, kind="moved_out", day=date(2026, 2, 2))
    places.place(gone, by=MACHINE, organisation=office.sibling, day=date(2026, 5, 5))
    assert moved(office.committee) == [
        (gone.pk, date(2026, 2, 2), "moved_out", False),
        (guest.pk, MARCH, "arrived", True),
        (gone.pk, date(2026, 5, 5), "arrived", True),
    ]


def test_who_is_restored_is_no_new_member(office):
    gone = builders.leaver("Sùng A Chía", office.cell, kind="striking_off", day=date(2025, 2, 2))
    decision = Paper(number="9-QĐ/HU", signed_on=date(2026, 5, 1), body="Ban Thường vụ Huyện ủy")
    standing.restore(gone, by=MACHINE, organisation=office.cell, day=date(2026, 5, 5), decision=decision)
    assert moved(office.committee) == [(gone.pk, date(2026, 5, 5), "restored", True)]


def test_a_cell_that_goes_under_another_committee_takes_its_people_along(office):
    someone = builders.member("Lý Mẩy Chảy", office.cell)
    tree_verbs.move_organisation(office.cell, by=MACHINE, day=MARCH, parent=office.other_committee)
    assert moved(office.committee) == [(someone.pk, MARCH, "reorganised", False)]
    assert moved(office.other_committee) == [(someone.pk, MARCH, "reorganised", True)]
    assert moved(office.cell) == moved(office.district) == []


def test_a_cell_merged_into_one_of_another_committee_is_a_reorganisation_too(office):
    someone = builders.member("Lý Mẩy Chảy", office.cell)
    applied(step(MERGE, office.cell, office.other_cell), day=MARCH)
    assert moved(office.committee) == [(someone.pk, MARCH, "reorganised", False)]
    assert moved(office.other_committee) == [(someone.pk, MARCH, "reorganised", True)]


def test_the_first_and_the_last_day_belong_to_the_period_and_the_next_does_not(office):
    first, last = HALF[0], date(2026, 6, 30)
    one = builders.member("Lý Mẩy Chảy", office.cell)
    other = builders.member("Tẩn Láo Sử", office.cell)
    places.move(one, by=MACHINE, organisation=office.other_cell, day=first)
    places.move(other, by=MACHINE, organisation=office.other_cell, day=last)
    assert [row[:2] for row in moved(office.committee)] == [(one.pk, first), (other.pk, last)]
    assert [row[:2] for row in moved(office.committee, first, last)] == [(one.pk, first)]
    assert [row[:2] for row in moved(office.committee, date(2026, 1, 2), HALF[1])] == [(other.pk, last)]


def test_a_period_without_a_day_is_refused(office):
    with builders.whole(), pytest.raises(ValueError, match="empty"):
        movements.balance(office.committee, MARCH, MARCH)


def test_more_people_ask_no_more_of_the_database(office):
    def asked():
        with builders.whole(), CaptureQueriesContext(connection) as queries:
            movements.balance(office.committee, *HALF)
        return len(queries)

    builders.leaver("Vừ A Chống", office.cell, kind="death", day=MARCH)
    asked()  # the shapes of the tree are read once
    few = asked()
    for number, name in enumerate(("Vừ Thị Mỷ", "Lù A Páo", "Tẩn Thị Sua", "Giàng A Lử")):
        builders.leaver(name, office.cell, kind="death", day=date(2026, 2, 2 + number))
        builders.member(f"{name} Con", office.sibling, admitted_on=date(2026, 4, 1 + number), official_on=None)
    assert asked() == few


def test_a_record_made_by_mistake_is_no_admission_and_no_gain(office):
    someone = builders.member("Lý Mẩy Nhầm", office.cell, admitted_on=date(2026, 2, 3), official_on=None)
    standing.depart(someone, by=MACHINE, kind="wrong_record", day=MARCH)
    assert moved(office.committee) == [
        (someone.pk, date(2026, 2, 3), "wrong_record", True), (someone.pk, MARCH, "wrong_record", False),
    ]  # fmt: skip
