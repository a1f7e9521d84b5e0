"""Where a person is active: the verbs, and what the database refuses by itself."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Place, Placement
from tests import builders
from tests.builders import MACHINE
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def places_of(person):
    rows = Placement.unscoped.filter(member=person).order_by("kind", "since")
    return [(p.kind, p.organisation_id, p.since, p.until) for p in rows]


def test_a_person_entered_without_a_day_stands_there_from_admission():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    assert places_of(person) == [("official", tree.cell.pk, date(2010, 5, 18), None)]
    assert Placement.unscoped.get().assumed


def test_a_move_ends_one_place_where_the_next_begins():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2020, 1, 1))
    assert places_of(person) == [
        ("official", tree.cell.pk, date(2010, 5, 18), date(2020, 1, 1)),
        ("official", tree.sibling.pk, date(2020, 1, 1), None),
    ]


def test_a_move_entered_late_goes_between_the_known_ones():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2020, 1, 1))
    procedure.places.move(person, by=MACHINE, organisation=tree.other_cell, day=date(2015, 1, 1))
    assert [(p[1], p[2]) for p in places_of(person)] == [
        (tree.cell.pk, date(2010, 5, 18)), (tree.other_cell.pk, date(2015, 1, 1)), (tree.sibling.pk, date(2020, 1, 1)),
    ]  # fmt: skip


def test_nobody_was_received_where_he_stood_no_more():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2018, 7, 1))
    given = {"organisation": tree.other_cell, "day": date(2015, 3, 1), "received_on": date(2020, 1, 1)}
    with pytest.raises(RuleBroken, match="sau khi đã kết thúc"):
        procedure.places.move(person, by=MACHINE, **given)


def test_a_guest_keeps_the_place_at_home():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.place_temporarily(
        person, by=MACHINE, organisation=tree.other_cell, day=date(2026, 1, 1), until=date(2026, 9, 1)
    )
    with builders.whole():
        here = Placement.objects.on(date(2026, 3, 1))
        assert {(p.kind, p.organisation_id) for p in here} == {
            ("official", tree.cell.pk), ("temporary", tree.other_cell.pk),
        }  # fmt: skip


def test_who_has_gone_is_not_moved():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.standing.depart(person, by=MACHINE, kind="death", day=date(2026, 1, 5))
    with pytest.raises(RuleBroken, match="Đã ra khỏi danh sách"):
        procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2026, 2, 1))


def test_a_departure_is_refused_with_the_list_of_what_comes_later():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2020, 1, 1))
    with pytest.raises(RuleBroken) as refused:
        procedure.standing.depart(person, by=MACHINE, kind="striking_off", day=date(2019, 1, 1))
    assert any("01/01/2020" in one for one in refused.value.others)
    assert places_of(person)[0][3] == date(2020, 1, 1)


def test_a_committee_takes_no_members_itself():
    tree = builders.make_tree()
    with pytest.raises(RuleBroken, match="hãy chọn chi bộ"):
        builders.member("Giàng Seo Lử", tree.committee)


def test_nobody_stands_in_a_cell_before_it_began():
    tree = builders.make_tree()
    young = builders.organisation("Chi bộ Thôn 9", "cell", tree.committee, day=date(2015, 1, 1))
    with pytest.raises(RuleBroken, match="chưa có vào ngày"):
        builders.member("Giàng Seo Lử", young)


def test_the_database_refuses_two_official_places_on_one_day():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    spell = person.memberships(manager="unscoped").get()
    for since, until in ((date(2015, 1, 1), None), (date(2009, 1, 1), date(2010, 5, 19)), (None, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Placement.unscoped.create(
                member=person, membership=spell, kind="official", organisation=tree.sibling, since=since, until=until
            )
    # The day before admission is free: the periods touch, they do not overlap.
    Placement.unscoped.create(
        member=person, membership=spell, kind="official", organisation=tree.sibling, until=date(2010, 5, 18)
    )


def test_the_database_refuses_an_update_into_an_overlap():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE members_placement SET until = NULL")


def test_the_day_of_a_move_is_corrected_on_both_sides():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    here = procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2020, 1, 1))
    for day in (date(2020, 3, 1), date(2019, 11, 1)):
        procedure.places.correct_placement(here, by=MACHINE, why="gõ nhầm tháng", since=day)
        assert [p[2:] for p in places_of(person)] == [(date(2010, 5, 18), day), (day, None)]


def test_a_correction_needs_its_reason():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    with pytest.raises(RuleBroken, match="lý do"):
        procedure.people.correct_member(person, by=MACHINE, full_name="Giàng Seo Lừ")


def test_the_cell_of_today_receives_though_an_earlier_move_was_entered_later():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.places.move(
        person, by=MACHINE, organisation=tree.other_cell, day=date(2024, 3, 1), let_go_on=date(2024, 2, 20)
    )
    procedure.places.move(
        person, by=MACHINE, organisation=tree.sibling, day=date(2023, 5, 1), let_go_on=date(2023, 4, 20)
    )
    procedure.places.receive(person, by=MACHINE, day=date(2024, 3, 10))
    received = Placement.unscoped.get(member=person, received_on__isnull=False)
    assert (received.organisation, received.received_on) == (tree.other_cell, date(2024, 3, 10))


def test_places_of_an_area_are_offered_as_people_count_and_each_says_where_it_lies(client):
    """Those that lie in nothing first, on every database."""
    cast = builders.make_cast()
    here, there = Place.objects.create(name="Xã An Khê"), Place.objects.create(name="Xã Đồng Ý")
    for name, within in (
        ("Thôn 10", here),
        ("Thôn 2", None),
        ("Thôn 2", here),
        ("Thôn 2", there),
        ("Thôn Đồi", here),
        ("Thôn Dốc", here),
    ):
        Place.objects.create(name=name, within=within)
    enter(client)
    form = client.get(reverse("set-area", args=[cast.tree.cell.pk])).context["form"]
    offered = [label for _, label in form["places"].field.choices]
    assert offered[: offered.index("Thôn 2, Xã An Khê")] == ["Thôn 2", "Xã An Khê", "Xã Đồng Ý"]
    assert [one for one in offered if ", " in one] == [
        "Thôn 2, Xã An Khê", "Thôn 10, Xã An Khê", "Thôn Dốc, Xã An Khê", "Thôn Đồi, Xã An Khê", "Thôn 2, Xã Đồng Ý",
    ]  # fmt: skip
