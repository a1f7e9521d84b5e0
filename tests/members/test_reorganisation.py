"""Many organisations changed as one plan: what becomes of people, offices, roles; applied whole or not at all; taken
back as one act while nothing stands on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import rights, tree
from members.errors import Doubted, NotAllowed, RuleBroken
from members.models import (
    Account,
    Act,
    Closure,
    Member,
    OfficeHolding,
    Organisation,
    Place,
    Placement,
    Reorganisation,
    ReorganisationStep,
    Role,
    Term,
)
from members.procedure import VERBS, Passed, places, standing
from members.procedure import offices as office_verbs
from members.procedure import roles as role_verbs
from members.procedure import tree as tree_verbs
from members.procedure.reorganisation import (
    apply_reorganisation,
    change_reorganisation,
    discard_reorganisation,
    draw_reorganisation,
    since_drawn,
    tried,
)
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.members.plans import (
    CLOSE,
    DAY,
    KIND,
    MERGE,
    MOVE,
    RENAME,
    SPLIT,
    applied,
    called,
    changed,
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


# --- nhập ---


def test_everybody_of_a_merged_cell_goes_along_and_earlier_days_stay(place):
    before = {cell.pk: names_in(cell, BEFORE) for cell in (place.cell, place.sibling)}
    together = sorted(names_in(place.cell, DAY) + names_in(place.sibling, DAY))
    applied(merge(place))
    assert names_in(place.cell, DAY) == together
    assert names_in(place.sibling, DAY) == []
    assert {cell.pk: names_in(cell, BEFORE) for cell in (place.cell, place.sibling)} == before
    closure = Closure.unscoped.get(organisation=place.sibling)
    assert (closure.day, closure.successor) == (DAY, place.cell)
    assert closure.decision.number == PAPER.number


def test_two_cells_become_a_new_one_that_carries_the_code_of_one_of_them(place):
    new = make("Chi bộ Thôn 12", place.committee, code="38.168.053.000.001")
    applied(new, step(MERGE, place.cell, new), step(MERGE, place.sibling, new))
    made = called("Chi bộ Thôn 12")
    assert len(names_in(made, DAY)) == 7
    assert Term.unscoped.get(organisation=made).code == "38.168.053.000.001"
    assert tree.name_on(place.cell.pk, BEFORE) == "Chi bộ Thôn 1"
    assert tree.name_on(place.cell.pk, DAY) == ""


def test_a_commune_committee_merged_into_another_brings_its_cells(place):
    applied(step(MERGE, place.other_committee, place.committee))
    assert Term.unscoped.on(DAY).get(organisation=place.other_cell).parent == place.committee
    assert Term.unscoped.on(BEFORE).get(organisation=place.other_cell).parent == place.other_committee
    with builders.whole():
        assert place.other_cell.pk in tree.ranges_of([place.other_cell.pk], tree.version_for(DAY))


def test_who_came_to_the_cell_after_the_day_is_in_the_new_one_from_that_day(place):
    late = builders.member("Vàng Thị Muộn", place.other_cell)
    places.move(late, by=MACHINE, organisation=place.sibling, day=date(2026, 6, 20))
    applied(merge(place))
    stays = Placement.unscoped.filter(member=late).order_by("since")
    assert [(one.organisation, one.since, one.until) for one in stays][1:] == [(place.cell, date(2026, 6, 20), None)]


def test_who_moved_between_the_two_after_the_day_simply_came_earlier(place):
    there = builders.member("Vàng Thị Sớm", place.sibling)
    places.move(there, by=MACHINE, organisation=place.cell, day=date(2026, 6, 20), let_go_on=date(2026, 6, 18))
    back = builders.member("Vàng Thị Về", place.cell)
    places.move(back, by=MACHINE, organisation=place.sibling, day=date(2026, 6, 20))
    applied(merge(place))
    stays = Placement.unscoped.filter(member=there).order_by("since").values_list("organisation", "since", "let_go_on")
    assert list(stays)[1:] == [(place.cell.pk, DAY, None)]
    assert [one.organisation for one in Placement.unscoped.filter(member=back)] == [place.cell]


def test_who_is_on_the_way_is_so_still_and_is_received_in_the_new_cell(place):
    coming = builders.member("Lù Thị Đường", place.other_cell)
    places.move(coming, by=MACHINE, organisation=place.sibling, day=date(2026, 5, 20), let_go_on=date(2026, 5, 20))
    applied(merge(place))
    now = Placement.unscoped.on(DAY).get(member=coming)
    assert (now.organisation, now.let_go_on, now.received_on) == (place.cell, date(2026, 5, 20), None)
    places.receive(coming, by=MACHINE, day=date(2026, 6, 25))
    assert Placement.unscoped.on(DAY).get(member=coming).received_on == date(2026, 6, 25)


def test_a_guest_goes_along_and_a_guest_from_there_is_at_home(place):
    far = builders.member("Lò Văn Xa", place.other_cell)
    places.place_temporarily(far, by=MACHINE, organisation=place.sibling, day=date(2026, 3, 1), until=date(2026, 12, 1))
    near = builders.member("Lò Văn Gần", place.cell)
    places.place_temporarily(
        near, by=MACHINE, organisation=place.sibling, day=date(2026, 3, 1), until=date(2026, 12, 1)
    )
    applied(merge(place))
    stays = Placement.unscoped.temporary().order_by("member", "since")
    assert [(one.member, one.organisation, one.since, one.until) for one in stays] == [
        (far, place.sibling, date(2026, 3, 1), DAY), (far, place.cell, DAY, date(2026, 12, 1)),
        (near, place.sibling, date(2026, 3, 1), DAY),
    ]  # fmt: skip


def test_exempt_and_suspended_stay_so(place):
    someone = Member.unscoped.filter(placements__organisation=place.sibling).first()
    standing.exempt(someone, by=MACHINE, day=date(2026, 1, 1), reason="age", decision=PAPER)
    standing.suspend(someone, by=MACHINE, day=date(2026, 2, 1))
    applied(merge(place))
    membership = Placement.unscoped.on(DAY).get(member=someone).membership
    assert membership.exemptions(manager="unscoped").on(DAY).count() == 1
    assert membership.suspensions(manager="unscoped").on(DAY).count() == 1


def test_offices_of_what_ended_end_and_roles_wait_at_the_successor(place):
    secretary = Member.unscoped.filter(placements__organisation=place.sibling).first()
    office_verbs.hold_office(
        secretary, by=MACHINE, organisation=place.sibling, office="secretary", day=date(2025, 1, 1)
    )
    account = builders.role(builders.account("thon-2", "Lý Thị Hai"), "cell", place.sibling)
    officer = builders.role(builders.account("can-bo", "Ma Văn Thượng"), "officer", place.district)
    applied(merge(place))
    assert OfficeHolding.unscoped.get(member=secretary).until == DAY
    follows = Role.unscoped.get(account=account, organisation=place.cell)
    assert (follows.kind, follows.confirmed_on) == ("cell", None)
    assert {held.organisation for held in builders.actor(account).roles} == {place.sibling.pk}
    role_verbs.confirm_role(follows, by=builders.actor(officer))
    assert {held.organisation for held in builders.actor(account).roles} == {place.sibling.pk, place.cell.pk}


def test_the_new_cell_answers_for_the_places_of_both(place):
    one, two = (Place.objects.create(name=name) for name in ("Thôn 1", "Thôn 2"))
    tree_verbs.set_area(place.cell, by=MACHINE, day=builders.BEGINNING, places=[one])
    tree_verbs.set_area(place.sibling, by=MACHINE, day=builders.BEGINNING, places=[two])
    applied(merge(place))
    assert set(Term.unscoped.on(DAY).get(organisation=place.cell).places.all()) == {one, two}
    assert set(Term.unscoped.on(BEFORE).get(organisation=place.cell).places.all()) == {one}


# --- tách ---


def test_some_go_to_a_new_cell_and_leave_the_offices_they_held(place):
    everybody = list(Member.unscoped.filter(placements__organisation=place.cell).order_by("pk"))
    more = [builders.member(f"Thêm {at}", place.cell) for at in range(3)]
    office_verbs.hold_office(everybody[0], by=MACHINE, organisation=place.cell, office="secretary", day=BEFORE)
    new = make("Chi bộ Thôn 1B", place.committee)
    going = [one.pk for one in (everybody[0], *more)]
    applied(new, step(SPLIT, place.cell, new, people=going))
    assert len(names_in(called("Chi bộ Thôn 1B"), DAY)) == 4
    assert len(names_in(place.cell, DAY)) == 3
    assert OfficeHolding.unscoped.get(member=everybody[0]).until == DAY
    assert len(names_in(place.cell, BEFORE)) == 7


def test_a_cell_is_split_among_two_and_ends(place):
    everybody = list(Member.unscoped.filter(placements__organisation=place.cell).order_by("pk").values_list(flat=True))
    applied(step(SPLIT, place.cell, place.sibling, people=everybody[:1]), step(MERGE, place.cell, place.other_cell))
    assert len(names_in(place.sibling, DAY)) == 4
    assert len(names_in(place.other_cell, DAY)) == 6
    assert Closure.unscoped.get(organisation=place.cell).successor == place.other_cell


def test_a_new_cell_of_two_is_refused_with_the_number_the_charter_asks(place):
    two = list(Member.unscoped.filter(placements__organisation=place.cell).values_list("pk", flat=True)[:2])
    new = make("Chi bộ Thôn 1B", place.committee)
    before = facts(dump())
    with pytest.raises(RuleBroken, match="Chi bộ Thôn 1B có 2 đảng viên chính thức; chi bộ phải có từ 3"):
        applied(new, step(SPLIT, place.cell, new, people=two))
    assert facts(dump())["placement"] == before["placement"]
    assert Organisation.unscoped.count() == 7


def test_a_cell_left_with_two_asks_for_the_paper(place):
    two = list(Member.unscoped.filter(placements__organisation=place.cell).values_list("pk", flat=True)[:2])
    plan = drawn(step(SPLIT, place.cell, place.sibling, people=two))
    with pytest.raises(Doubted, match="Chi bộ Thôn 1 còn 2 đảng viên chính thức"):
        apply_reorganisation(plan, by=MACHINE, passed=Passed())
    doubts = tried(plan, by=MACHINE, look=lambda done: None).doubts
    passed = Passed(frozenset(one.mark for one in doubts), ticked=True, paper=PAPER)
    assert apply_reorganisation(plan, by=MACHINE, passed=passed).is_applied


# --- các việc khác ---


def test_move_rename_kind_and_close_as_one_plan(place):
    applied(
        step(MOVE, place.cell, place.other_committee), step(RENAME, place.cell, name="Chi bộ Bản Mới", code="38.1"),
        step(KIND, place.grass_cell, kind=builders.kind("committee")),
        step(RENAME, place.sibling, name="Chi bộ Bản Cũ"),
    )  # fmt: skip
    term = Term.unscoped.on(DAY).get(organisation=place.cell)
    assert (term.parent, term.name, term.code) == (place.other_committee, "Chi bộ Bản Mới", "38.1")
    assert Term.unscoped.on(DAY).get(organisation=place.grass_cell).kind.code == "committee"
    assert Term.unscoped.on(BEFORE).get(organisation=place.cell).name == "Chi bộ Thôn 1"


def test_an_empty_organisation_is_closed_and_one_with_people_is_not(place):
    empty = builders.organisation("Chi bộ Trống", "cell", place.committee)
    applied(step(CLOSE, empty, place.cell))
    assert Closure.unscoped.get(organisation=empty).successor == place.cell
    with pytest.raises(RuleBroken, match="kết thúc: Còn 4 người sinh hoạt"):
        applied(step(CLOSE, place.cell, place.sibling))


def test_a_committee_is_made_with_cells_that_move_under_it(place):
    new = make("Đảng bộ xã Mới", place.district, "committee", code="38.168.900")
    applied(new, step(MERGE, place.committee, new), step(MERGE, place.other_committee, new))
    made = called("Đảng bộ xã Mới")
    assert set(Term.unscoped.on(DAY).filter(parent=made).values_list("organisation", flat=True)) == {
        place.cell.pk, place.sibling.pk, place.other_cell.pk,
    }  # fmt: skip


# --- cả hoặc không ---


def test_one_refused_step_leaves_nothing_of_the_others(place):
    before = dump()
    plan = drawn(merge(place), step(CLOSE, place.other_cell, place.cell))
    drafted = dump()
    with pytest.raises(RuleBroken, match="kết thúc: Còn 3 người sinh hoạt"):
        apply_reorganisation(plan, by=MACHINE)
    assert dump() == drafted
    assert drafted["placement"] == before["placement"]


def test_trying_shows_every_refusal_at_its_step_and_writes_nothing(place):
    plan = drawn(
        step(CLOSE, place.cell, place.grass_cell), step(CLOSE, place.other_cell), merge(place, place.grass_cell)
    )
    before = dump()
    done = tried(plan, by=MACHINE, look=lambda done: len(names_in(place.grass_cell, DAY)))
    assert dump() == before
    assert done.seen == 3
    refused = {one.organisation: done.problems.get(one.pk) for one in ReorganisationStep.unscoped.filter(plan=plan)}
    assert refused[place.sibling] is None
    assert "Còn 4 người" in refused[place.cell][0]
    assert "Còn 3 người" in refused[place.other_cell][0]


def test_a_step_refused_half_way_is_told_beside_a_level_that_may_not_stand_there(place):
    new = make("Đảng bộ khối", place.grass_cell, "above")
    plan = drawn(new, step(MERGE, place.district, new))
    with pytest.raises(RuleBroken) as refused:
        apply_reorganisation(plan, by=MACHINE)
    said = " ".join(refused.value.others)
    assert "Tổ chức đứng đầu sổ không kết thúc được." in said
    assert "không đứng dưới Chi bộ Kho bạc (chi bộ cơ sở) được." in said


def test_it_is_one_line_with_the_others_inside_it(place):
    newest = Act.objects.order_by("number").last().number
    plan = applied(merge(place))
    lines = list(Act.objects.filter(number__gt=newest + 2).order_by("number"))
    assert (lines[0].verb, lines[0].number) == ("apply_reorganisation", plan.act)
    assert {one.inside for one in lines[1:]} == {plan.act}
    assert sorted({one.verb for one in lines[1:]}) == ["close_organisation", "move"]
    assert sum(one.verb == "move" for one in lines) == 3


def test_a_second_time_is_refused(place):
    plan = applied(merge(place))
    before = dump()
    with pytest.raises(RuleBroken, match="đã ghi vào sổ"):
        apply_reorganisation(plan, by=MACHINE)
    assert dump() == before


def test_a_plan_for_a_day_to_come_waits_for_it(place):
    plan = drawn(merge(place), day=date(2026, 7, 15))
    with pytest.raises(RuleBroken, match="đến ngày đó mới ghi vào sổ được"):
        apply_reorganisation(plan, by=MACHINE)
    assert tried(plan, by=MACHINE, look=lambda done: len(names_in(place.cell, date(2026, 7, 15)))).seen == 7
    assert apply_reorganisation(plan, by=rights.machine("kiểm thử", date(2026, 7, 15))).is_applied


def test_somebody_who_came_since_stops_it_until_the_plan_is_looked_over(place):
    plan = drawn(merge(place))
    new = builders.member("Hạng Thị Mới", place.sibling)
    assert since_drawn(plan) == (set(), {new.pk})
    with pytest.raises(RuleBroken, match="Sổ đã thay đổi"):
        apply_reorganisation(plan, by=MACHINE)
    plan = change_reorganisation(plan, by=MACHINE)
    apply_reorganisation(plan, by=MACHINE)
    assert "Hạng Thị Mới" in names_in(place.cell, DAY)


def test_the_second_of_two_officers_is_told(place):
    plan = drawn(merge(place))
    changed(plan, step(RENAME, place.cell, name="Chi bộ Thôn 1 và 2"))
    with pytest.raises(RuleBroken, match="vừa được sửa"):
        apply_reorganisation(plan, by=MACHINE, seen=plan.version)
    with pytest.raises(RuleBroken, match="vừa được sửa"):
        change_reorganisation(plan, by=MACHINE, name="Tên khác", seen=plan.version)


def test_steps_that_contradict_each_other_are_refused_when_they_are_added(place):
    plan = drawn(merge(place))
    for given, sentence in (
        (step(RENAME, place.sibling, name="Tên"), "kết thúc trong phương án này, không thể làm thêm"),
        (step(MERGE, place.other_cell, place.sibling), "không nhận được gì nữa"),
        (step(MERGE, place.sibling, place.other_cell), "Đã có việc nhập tổ chức này"),
        (step(MERGE, place.cell, place.cell), "Nơi nhận phải là tổ chức khác"),
        (step(MERGE, place.cell), "Chọn nơi nhận"),
        (step(SPLIT, place.cell, place.other_cell), "Chọn ít nhất một người"),
        (step(RENAME, place.cell, name=" "), "Ghi tên tổ chức"),
    ):
        before = dump()
        with pytest.raises(RuleBroken, match=sentence):
            changed(plan, given)
        assert dump() == before


def test_a_step_that_another_one_needs_is_not_taken_out_alone(place):
    new = make("Chi bộ Thôn 12", place.committee)
    plan = drawn(new, step(MERGE, place.cell, new))
    first, second = ReorganisationStep.unscoped.filter(plan=plan).order_by("pk")
    with pytest.raises(RuleBroken, match="bỏ những việc ấy trước"):
        change_reorganisation(plan, by=MACHINE, drop=[first.pk])
    change_reorganisation(plan, by=MACHINE, drop=[first.pk, second.pk])
    assert not ReorganisationStep.unscoped.filter(plan=plan).exists()
    with pytest.raises(RuleBroken, match="chưa có việc nào"):
        apply_reorganisation(plan, by=MACHINE)


def test_a_draft_is_thrown_away_and_what_was_carried_out_is_not(place):
    plan = drawn(merge(place))
    discard_reorganisation(plan, by=MACHINE)
    assert not Reorganisation.unscoped.exists()
    plan = applied(merge(place))
    with pytest.raises(RuleBroken, match="đã ghi vào sổ"):
        discard_reorganisation(plan, by=MACHINE)
    taken_back(plan)
    with pytest.raises(RuleBroken, match="giữ để tra cứu"):
        discard_reorganisation(plan, by=MACHINE)


def test_only_an_officer_of_the_whole_register_plans(place):
    committee = builders.role(builders.account("xa", "Nguyễn Thị Hòa"), "committee", place.district)
    part = builders.role(builders.account("mot-phan", "Bế Thị Lụa"), "officer", place.committee)
    for who in (committee, part):
        with pytest.raises(NotAllowed):
            draw_reorganisation(by=builders.actor(who), name="Thử", day=DAY)


def questions(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def test_many_people_ask_no_more_questions_than_few(place):
    """SQLite takes some eighty rows with one statement, so its statements grow a little."""
    counts = {}
    for many in (100, 400):
        cell = builders.organisation(f"Chi bộ {many}", "cell", place.committee)
        builders.crowd(many, cell)
        plan = drawn(step(MERGE, cell, place.grass_cell))
        counts[many] = questions(lambda plan=plan: apply_reorganisation(plan, by=MACHINE))
    assert counts[400] - counts[100] <= 300 / 50


def test_every_verb_of_it_is_known():
    assert {name for name in VERBS if "reorganisation" in name} <= set(rights.VERBS)
    assert Account.objects.count() == 0
