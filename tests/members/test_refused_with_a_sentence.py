"""What the database would refuse is refused before, with a sentence; what no table can refuse is refused too."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure, tree
from members.errors import RuleBroken
from members.models import Act, Finding, Placement
from members.procedure.people import NumberGiven
from tests import builders
from tests.builders import MACHINE
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_office_ends_after_it_begins():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    with pytest.raises(RuleBroken, match="sau ngày bắt đầu"):
        procedure.offices.hold_office(
            person, by=MACHINE, organisation=place.cell, office="deputy", day=date(2020, 1, 1), until=date(2020, 1, 1)
        )


def test_nobody_holds_an_office_before_the_organisation_began():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    young = builders.organisation("Chi bộ Thôn 9", "cell", place.committee, day=date(2015, 1, 1))
    with pytest.raises(RuleBroken, match="lập ngày 01/01/2015"):
        procedure.offices.hold_office(person, by=MACHINE, organisation=young, office="deputy", day=date(2014, 1, 1))


def test_an_organisation_is_not_moved_under_itself():
    place = builders.make_tree()
    with pytest.raises(RuleBroken, match="chính mình"):
        procedure.tree.move_organisation(place.cell, by=MACHINE, day=date(2020, 1, 1), parent=place.cell)


def test_two_closed_cells_are_not_each_other_s_successor():
    place = builders.make_tree()
    procedure.tree.close_organisation(place.cell, by=MACHINE, day=date(2020, 1, 1), successor=place.sibling)
    with pytest.raises(RuleBroken, match="nơi kế tục từ ngày 01/01/2020"):
        procedure.tree.close_organisation(place.sibling, by=MACHINE, day=date(2018, 1, 1), successor=place.cell)
    assert tree.above(place.cell.pk, date(2021, 1, 1))[-2:] == [place.sibling.pk, place.cell.pk]


def test_a_suspension_keeps_its_first_day():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    row = procedure.standing.suspend(person, by=MACHINE, day=date(2020, 1, 1))
    with pytest.raises(RuleBroken, match="Ghi ngày bắt đầu"):
        procedure.standing.correct_suspension(row, by=MACHINE, why="nhầm", since=None)


def test_a_guest_outside_turns_out_to_be_in_a_cell_of_the_register():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    row = procedure.places.place_temporarily(
        person, by=MACHINE, outside="Hà Nội", day=date(2026, 1, 1), until=date(2026, 9, 1)
    )
    procedure.places.correct_placement(row, by=MACHINE, why="nhầm nơi", organisation=place.other_cell)
    again = Placement.unscoped.get(pk=row.pk)
    assert (again.organisation_id, again.outside) == (place.other_cell.pk, "")


def test_a_guest_s_day_is_not_corrected_into_the_stay_before():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    for since, until in ((date(2025, 1, 1), date(2025, 7, 1)), (date(2025, 9, 1), date(2026, 2, 1))):
        row = procedure.places.place_temporarily(
            person, by=MACHINE, organisation=place.other_cell, day=since, until=until
        )
    with pytest.raises(RuleBroken, match="trùng ngày"):
        procedure.places.correct_placement(row, by=MACHINE, why="nhầm", since=date(2025, 5, 1))


def test_a_departure_is_not_corrected_past_the_return():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    gone = procedure.standing.depart(person, by=MACHINE, kind="striking_off", day=date(2020, 1, 1))
    procedure.standing.restore(person, by=MACHINE, organisation=place.cell, day=date(2021, 1, 1))
    with pytest.raises(RuleBroken, match="Đã trở lại danh sách ngày 01/01/2021"):
        procedure.standing.correct_departure(gone, by=MACHINE, why="nhầm", since=date(2022, 1, 1))


def test_two_numbers_of_one_kind_are_not_entered():
    place = builders.make_tree()
    with pytest.raises(RuleBroken, match="Mỗi loại số thẻ"):
        builders.member(
            "Giàng Seo Lử", place.cell, numbers=[NumberGiven("card8", "12345678"), NumberGiven("card8", "12345679")]
        )


def test_taking_back_a_move_does_not_put_somebody_into_a_closed_cell():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    procedure.places.move(person, by=MACHINE, organisation=place.sibling, day=date(2020, 1, 1))
    moved = Act.objects.get(verb="move")
    procedure.tree.close_organisation(place.cell, by=MACHINE, day=date(2021, 1, 1))
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        procedure.revert.revert(moved, by=MACHINE, why="nhầm người")


def test_a_discipline_is_not_corrected_into_another_one_of_that_day():
    person = builders.member("Giàng Seo Lử", builders.make_tree().cell)
    given = {"by": MACHINE, "day": date(2020, 1, 1)}
    procedure.standing.discipline(person, form="reprimand", **given)
    warned = procedure.standing.discipline(person, form="warning", **given)
    with pytest.raises(RuleBroken, match="đã ghi") as refused:
        procedure.standing.correct_discipline(warned, by=MACHINE, why="gõ nhầm", form="reprimand")
    assert refused.value.field == "form"
    procedure.standing.correct_discipline(warned, by=MACHINE, why="gõ nhầm ngày", day=date(2020, 2, 1))


def test_a_finding_is_settled_once():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    row = Finding.unscoped.create(member=person, code="x", field="birth", file="a", sheet="b", cell="C3")
    procedure.people.settle_finding(row, by=MACHINE, why="đã hỏi")
    with pytest.raises(RuleBroken, match="đã được giải quyết"):
        procedure.people.settle_finding(row, by=MACHINE, why="đã hỏi")


def test_a_correction_that_says_nothing_new_leaves_no_line():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    before = Act.objects.count()
    with pytest.raises(RuleBroken, match="Không có gì khác"):
        procedure.people.correct_member(person, by=MACHINE, why="nhầm", full_name="Giàng Seo Lử")
    assert Act.objects.count() == before


def test_a_fact_taken_back_meanwhile_is_said_so():
    place = builders.make_tree()
    person = builders.member("Giàng Seo Lử", place.cell)
    row = procedure.standing.suspend(person, by=MACHINE, day=date(2020, 1, 1))
    procedure.revert.revert(Act.objects.get(verb="suspend"), by=MACHINE, why="nhầm người")
    with pytest.raises(RuleBroken, match="không còn trong sổ"):
        procedure.standing.end_suspension(row, by=MACHINE, day=date(2020, 2, 1))


@pytest.mark.parametrize("how", ["get", "options", "put"])
def test_the_address_of_a_button_opened_by_itself_says_so(client, how):
    cast = builders.make_cast()
    enter(client)
    answer = getattr(client, how)(reverse("print-roster", args=[cast.tree.cell.pk]))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    said = answer.content.decode()
    assert "Trang này không mở thẳng được" in said
    assert answer["X-Request-Number"] in said
