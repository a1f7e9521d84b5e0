"""Somebody who left the Party is admitted again: one person, two spells, and days in between that belong to neither."""

from datetime import date

import pytest
from django.urls import reverse

from members import figures, movements, rosters
from members.errors import RuleBroken
from members.models import Act, Departure, Member, Membership, Placement
from members.procedure import Paper, offices, people, places, readmitting, revert, standing
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY

pytestmark = pytest.mark.django_db
LEFT, AGAIN = date(2020, 3, 4), date(2026, 5, 19)
DECIDED = Paper("31-QĐ/HU", date(2026, 5, 12), "Ban Thường vụ Huyện ủy")


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def former(tree):
    return builders.leaver("Sùng A Chía", tree.cell, kind="striking_off", day=LEFT)


def signed_in(client, who):
    client.post(reverse("login"), {"username": who.username, "password": PASSWORD})
    return client


def again(one, where, day=AGAIN, **given):
    return readmitting.readmit(one, by=MACHINE, organisation=where, day=day, decision=DECIDED, **given)


def on_the_list(where, day):
    with builders.whole():
        return set(figures.counted(where, day).values_list("member", flat=True))


def test_who_is_admitted_again_is_the_same_person_with_a_second_spell(tree, former):
    spell = again(former, tree.sibling)
    assert Member.unscoped.get() == former
    assert (spell.admitted_on, spell.official_on, spell.admission_decision.number) == (AGAIN, None, "31-QĐ/HU")
    assert Membership.unscoped.filter(member=former).count() == 2
    assert Departure.unscoped.get().until == AGAIN


def test_the_list_has_them_before_and_after_and_not_in_between(tree, former):
    again(former, tree.sibling)
    assert [on_the_list(tree.committee, day) for day in (
        date(2020, 3, 3), LEFT, date(2023, 1, 1), date(2026, 5, 18), AGAIN, TODAY,
    )] == [{former.pk}, set(), set(), set(), {former.pk}, {former.pk}]  # fmt: skip
    assert on_the_list(tree.cell, date(2020, 3, 3)) == on_the_list(tree.sibling, AGAIN) == {former.pk}
    assert on_the_list(tree.cell, AGAIN) == set()


def test_a_probation_begins_anew_and_ends_by_recognition(tree, former):
    spell = readmitting.readmit(former, by=MACHINE, organisation=tree.cell, day=date(2024, 5, 19))
    people.recognise(former, by=MACHINE, official_on=date(2025, 5, 19), decision=DECIDED)
    spell.refresh_from_db()
    assert spell.official_on == date(2025, 5, 19)
    assert Membership.unscoped.exclude(pk=spell.pk).get().official_on == date(2011, 5, 18)


def test_it_is_an_admission_in_the_movements_and_no_restoration(tree, former):
    again(former, tree.cell)
    with builders.whole():
        found = movements.balance(tree.committee, date(2026, 1, 1), date(2026, 7, 1))
    (one,) = found.movements
    decided = Membership.unscoped.get(admitted_on=AGAIN).admission_decision_id
    assert (one.way, one.is_probationary, one.decision) == ("admitted", True, decided)
    assert found.holds


@pytest.mark.parametrize(("kind", "sentence"), [
    ("death", "Đã từ trần"), ("moved_out", "không ra khỏi Đảng"), ("wrong_record", "lập nhầm"),
])  # fmt: skip
def test_nobody_is_admitted_again_who_has_not_left_the_party(tree, kind, sentence):
    gone = builders.leaver("Sùng A Chía", tree.cell, kind=kind, day=LEFT)
    with pytest.raises(RuleBroken, match=sentence):
        again(gone, tree.cell)


def test_who_is_on_the_list_and_who_is_back_already_are_refused(tree, former):
    here = builders.member("Lý Mẩy Chảy", tree.cell)
    with pytest.raises(RuleBroken, match="Đang có trong danh sách"):
        again(here, tree.cell)
    again(former, tree.cell)
    with pytest.raises(RuleBroken, match="Đang có trong danh sách"):
        again(former, tree.cell, TODAY)
    with pytest.raises(RuleBroken, match=r"Đã ghi trở lại danh sách ngày 19/5/2026"):
        again(former, tree.cell, date(2026, 5, 1))


@pytest.mark.parametrize("day", [LEFT, date(2020, 3, 3)])
def test_not_on_the_day_of_leaving_nor_before(tree, former, day):
    with pytest.raises(RuleBroken):
        readmitting.readmit(former, by=MACHINE, organisation=tree.cell, day=day)


def test_a_day_to_come_a_committee_and_a_paper_older_than_the_first_admission_are_refused(tree, former):
    with pytest.raises(RuleBroken, match="chưa đến"):
        again(former, tree.cell, date(2026, 12, 1))
    with pytest.raises(RuleBroken):
        again(former, tree.committee)
    with pytest.raises(RuleBroken, match="Ngày ký"):
        readmitting.readmit(
            former, by=MACHINE, organisation=tree.cell, day=AGAIN, decision=Paper("1-QĐ", date(2001, 1, 1), "Huyện ủy")
        )


def test_they_may_leave_once_more(tree, former):
    again(former, tree.cell)
    standing.depart(former, by=MACHINE, kind="own_wish", day=date(2026, 6, 1))
    assert [(one.since, one.until) for one in Departure.unscoped.order_by("since")] == [
        (LEFT, AGAIN), (date(2026, 6, 1), None),
    ]  # fmt: skip
    assert on_the_list(tree.cell, date(2026, 6, 1)) == set()


def test_an_office_may_be_held_in_the_second_spell(tree, former):
    readmitting.readmit(former, by=MACHINE, organisation=tree.cell, day=date(2024, 5, 19))
    people.recognise(former, by=MACHINE, official_on=date(2025, 5, 19), decision=DECIDED)
    offices.hold_office(former, by=MACHINE, organisation=tree.cell, office="secretary", day=date(2025, 6, 1))


@pytest.mark.parametrize("day", [date(2026, 5, 10), date(2026, 5, 25)])
def test_another_day_of_the_admission_moves_the_end_of_the_days_away_and_the_place_along(tree, former, day):
    people.correct_membership(again(former, tree.cell), by=MACHINE, why="theo biên bản lễ", admitted_on=day)
    assert Departure.unscoped.get().until == Placement.unscoped.order_by("since").last().since == day
    assert on_the_list(tree.cell, day) == {former.pk}


def test_the_day_of_the_admission_stays_after_the_day_of_leaving_and_is_known(tree, former):
    spell = again(former, tree.cell)
    with pytest.raises(RuleBroken, match="phải sau ngày đi"):
        people.correct_membership(spell, by=MACHINE, why="nhầm", admitted_on=LEFT)
    with pytest.raises(RuleBroken, match="Ghi ngày kết nạp lại"):
        people.correct_membership(spell, by=MACHINE, why="nhầm", admitted_on=None)


def test_the_end_of_the_days_away_is_no_return_that_could_be_corrected(tree, former):
    again(former, tree.cell)
    with pytest.raises(RuleBroken, match="sửa ngày vào Đảng của lần sau"):
        standing.correct_departure(Departure.unscoped.get(), by=MACHINE, why="nhầm", until=date(2026, 5, 25))
    standing.correct_departure(Departure.unscoped.get(), by=MACHINE, why="nhầm", since=date(2020, 3, 10))
    assert on_the_list(tree.cell, date(2020, 3, 9)) == {former.pk}


def test_a_place_that_began_later_leaves_the_days_away_alone(tree, former):
    again(former, tree.cell)
    places.correct_placement(
        Placement.unscoped.order_by("since").last(),
        by=MACHINE,
        why="nhầm",
        since=date(2026, 5, 25),
        let_go_on=date(2026, 5, 20),
    )
    assert Departure.unscoped.get().until == AGAIN


def test_each_of_two_admissions_keeps_a_day_of_its_own(tree, former):
    """The table refuses it too; who types it is told at the field."""
    first = Membership.unscoped.get(member=former)
    again(former, tree.cell)
    with pytest.raises(RuleBroken, match="Đã ghi một lần vào Đảng ngày 19/5/2026"):
        people.correct_membership(first, by=MACHINE, why="nhầm", admitted_on=AGAIN)
    # As a list once left it.
    Membership.unscoped.filter(pk=first.pk).update(admitted_on=None)
    second = Membership.unscoped.exclude(pk=first.pk).get(member=former)
    with pytest.raises(RuleBroken, match="vào Đảng hai lần, lần kia chưa rõ ngày") as refused:
        people.correct_membership(second, by=MACHINE, why="chưa rõ", admitted_on=None)
    assert refused.value.field == "admitted_on"


def test_taken_back_the_person_is_gone_as_before(tree, former):
    again(former, tree.cell)
    revert.revert(Act.objects.get(verb="readmit"), by=MACHINE, why="ghi nhầm người")
    assert Membership.unscoped.filter(member=former).count() == 1
    assert Departure.unscoped.get().until is None
    assert on_the_list(tree.cell, TODAY) == set()


def test_the_page_tells_both_spells_and_no_restoration(client):
    cast = builders.make_cast()
    gone = builders.leaver("Sùng A Chía", cast.tree.cell, kind="striking_off", day=LEFT)
    again(gone, cast.tree.cell)
    said = signed_in(client, cast.cell_secretary).get(reverse("person", args=[gone.pk])).content.decode()
    assert "Kết nạp Đảng" in said
    assert "Kết nạp lại vào Đảng" in said
    assert "Phục hồi" not in said
    assert "Đảng viên dự bị" in said
    gone = Departure.unscoped.get()
    form = signed_in(client, cast.officer).get(reverse("correct-departure", args=[gone.pk])).content.decode()
    assert "Ngày trở lại" not in form


def test_the_roster_prints_the_second_admission(tree, former):
    again(former, tree.cell)
    with builders.whole():
        (entry,) = [one for cell in rosters.cells(tree.cell, TODAY) for one in cell.entries]
    assert (entry.full_name, entry.admitted_on, entry.official_on) == ("Sùng A Chía", "19/5/2026", "")
    assert entry.note == "Dự bị"
