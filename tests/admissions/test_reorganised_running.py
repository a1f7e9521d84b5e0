"""The preview of a plan names every file that is still running, of probationers as well, and what else of admissions
goes with an organisation; whoever is named there has been looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from admissions import attention, procedure
from admissions.procedure import reading
from members.models import Look
from members.procedure import places, readmitting
from members.procedure import tree as tree_verbs
from tests import builders
from tests.admissions import classroom
from tests.admissions import play as files
from tests.builders import MACHINE
from tests.members.plan_pages import ground, page, play
from tests.members.plans import CLOSE, DAY, KIND, MERGE, MOVE, SPLIT, applied, drawn, make, step

__all__ = ["ground", "play"]
pytestmark = pytest.mark.django_db
OF_ONE = "Hồ sơ kết nạp của Giàng Thị Mỷ"
ON_PROBATION = f"{OF_ONE}, đảng viên dự bị"
TAKEN_OVER = "Hồ sơ kết nạp của Vàng Thị Pà, đảng viên dự bị"
TO_SIBLING = attention.GOES_ON.format("Chi bộ Thôn 2")


def told(client, *steps, **more):
    """{what: its fate} of all that is under way."""
    return {case.what: case.fate for case in page(client, drawn(*steps, **more)).context["cases"]}


def merged(play):
    return step(MERGE, play.tree.cell, play.tree.sibling)


def test_a_probationer_is_named_and_was_looked_at(client, play):
    one = files.probationer(play.tree.cell)
    assert told(client, merged(play)) == {ON_PROBATION: TO_SIBLING}
    look = Look.objects.filter(page="reorganisation").latest("pk")
    assert f",{one.member_id}," in look.values_row.members


def test_a_file_that_was_taken_over_is_named_beside_who_applies(client, play):
    files.taken_over(play.tree.cell)
    files.found(play.tree.cell)
    assert told(client, merged(play)) == {OF_ONE: TO_SIBLING, TAKEN_OVER: TO_SIBLING}


def test_who_is_official_or_was_struck_off_is_not_named(client, play):
    files.recognised(files.gathered(files.probationer(play.tree.cell)))
    files.struck_off(files.gathered(files.probationer(play.tree.cell, "Sùng Thị Dợ")))
    assert told(client, merged(play)) == {}


def test_of_two_files_of_one_member_that_of_the_spell_on_probation_is_named(client, play):
    """Struck off by a file, in the Party again without one: the earlier file says nothing of this probation."""
    one = files.struck_off(files.gathered(files.probationer(play.tree.cell)))
    again = date(2026, 5, 20)
    readmitting.readmit(one.member, by=MACHINE, organisation=play.tree.cell, day=again)
    assert told(client, merged(play)) == {}


def test_a_cell_that_the_plan_makes_is_called_by_its_name(client, play):
    files.probationer(play.tree.cell)
    new = make("Chi bộ Thôn Mới", play.tree.committee)
    fates = told(client, new, step(MERGE, play.tree.cell, new), step(MERGE, play.tree.sibling, new))
    assert fates == {ON_PROBATION: attention.GOES_ON.format("Chi bộ Thôn Mới")}


def test_without_a_successor_it_is_said_that_nobody_considers_any_more(client, play):
    files.found(play.tree.grass_cell)
    assert told(client, step(CLOSE, play.tree.grass_cell)) == {OF_ONE: attention.NOWHERE}


def test_a_committee_that_carries_a_cell_on_is_said_to_consider_nobody(client, play):
    files.found(play.tree.grass_cell)
    closed = step(CLOSE, play.tree.grass_cell, play.tree.committee)
    assert told(client, closed) == {OF_ONE: attention.TO_NO_CELL.format("Đảng bộ xã An Khê")}


def test_a_cell_that_is_none_any_more_is_said_to_be_none(client, play):
    files.found(play.tree.grass_cell)
    changed = step(KIND, play.tree.grass_cell, kind=builders.kind("committee"))
    assert told(client, changed) == {OF_ONE: attention.NO_CELL}


def test_a_committee_that_is_merged_takes_the_files_of_its_cells_along(client, play):
    files.probationer(play.tree.other_cell)
    fates = told(client, step(MERGE, play.tree.other_committee, play.tree.committee))
    assert fates == {ON_PROBATION: attention.CARRIED.format("Đảng bộ xã An Khê")}


def test_the_cell_under_a_part_committee_that_is_moved_is_told_what_stands_above_it(client, play):
    part = builders.organisation("Đảng ủy bộ phận Khối", "part", play.tree.committee)
    below = builders.organisation("Chi bộ Khối 1", "cell", part)
    files.found(below)
    fates = told(client, step(MOVE, part, play.tree.other_committee))
    assert fates == {OF_ONE: attention.CARRIED.format("Đảng bộ xã Tân Lập")}


def test_a_probationer_who_goes_is_followed_by_the_file(client, play):
    one = files.probationer(play.tree.cell)
    fates = told(client, step(SPLIT, play.tree.cell, play.tree.sibling, people=[one.member_id]))
    assert fates == {ON_PROBATION: attention.PERSON_GOES.format("Chi bộ Thôn 2")}


def test_of_who_goes_one_way_while_the_cell_goes_another_that_of_the_person_is_named(client, play):
    """Found by reading: the preview said where the cell goes on, and the file went with the person."""
    one = files.probationer(play.tree.cell)
    stays = files.probationer(play.tree.cell, "Sùng Thị Dợ")
    third = builders.organisation("Chi bộ Thôn 9", "cell", play.tree.committee)
    plan = (
        step(SPLIT, play.tree.cell, play.tree.sibling, people=[one.member_id]), step(MERGE, play.tree.cell, third),
    )  # fmt: skip
    assert told(client, *plan) == {
        ON_PROBATION: attention.PERSON_GOES.format("Chi bộ Thôn 2"),
        "Hồ sơ kết nạp của Sùng Thị Dợ, đảng viên dự bị": attention.GOES_ON.format("Chi bộ Thôn 9"),
    }
    applied(*plan)
    assert [reading.leader_of(file, DAY) for file in (one, stays)] == [play.tree.sibling.pk, third.pk]


def test_of_who_goes_to_a_cell_that_the_plan_makes_that_one_is_named(client, play):
    one = files.probationer(play.tree.cell)
    new = make("Chi bộ Thôn Mới", play.tree.committee)
    fates = told(client, new, step(SPLIT, play.tree.cell, new, people=[one.member_id]))
    assert fates == {ON_PROBATION: attention.PERSON_GOES.format("Chi bộ Thôn Mới")}


def test_whoever_moved_away_before_is_named_where_the_person_goes_on(client, play):
    """The file followed from Thôn 1 to Thôn 2, which ends."""
    one = files.probationer(play.tree.cell)
    places.move(one.member, by=MACHINE, organisation=play.tree.sibling, day=DAY - timedelta(days=5))
    fates = told(client, step(MERGE, play.tree.sibling, play.tree.other_cell))
    assert fates == {ON_PROBATION: attention.GOES_ON.format("Chi bộ Thôn Đồng")}


class TestWhatElseGoes:
    def test_a_class_that_is_not_over_goes_on_with_the_successor(self, client, play):
        where = play.tree.other_committee
        course = classroom.course(where, name="Lớp nhận thức khóa 9", last_day=DAY + timedelta(days=20))
        classroom.course(where, name="Lớp đã xong", first_day=date(2025, 3, 3), last_day=date(2025, 3, 8))
        fates = told(client, step(MERGE, where, play.tree.committee))
        assert fates == {f"Lớp bồi dưỡng {course.name}": attention.CLASS_GOES_ON.format("Đảng bộ xã An Khê")}

    def test_a_class_that_still_owes_a_certificate_is_told(self, client, play):
        where = play.tree.other_committee
        course = classroom.course(where, name="Lớp nhận thức khóa 9")
        one = files.until(files.found(play.tree.other_cell), files.StepKind.CLASS_PROPOSED)
        procedure.enrol(course, by=MACHINE, applicants=[one])
        fates = told(client, step(MERGE, where, play.tree.committee))
        assert fates[f"Lớp bồi dưỡng {course.name}"] == attention.CLASS_GOES_ON.format("Đảng bộ xã An Khê")

    def test_an_enterprise_is_told_with_its_area(self, client, play):
        files.enterprise(play.tree.other_committee)
        fates = told(client, step(MERGE, play.tree.other_committee, play.tree.committee))
        assert fates == {"Doanh nghiệp tư nhân Công ty TNHH Gỗ ván": attention.AREA_GOES_ON.format("Đảng bộ xã An Khê")}

    @pytest.mark.parametrize("private", [True, False])
    def test_what_stands_in_an_enterprise_goes_on_in_what_is_of_an_enterprise_itself(self, client, play, private):
        one = files.enterprise(play.tree.committee)
        within = builders.organisation("Chi bộ May", "cell", play.tree.committee, in_private_enterprise=True)
        procedure.link_enterprise(one, by=MACHINE, organisation=within, day=files.FOUND)
        if private:
            tree_verbs.change_kind(play.tree.sibling, by=MACHINE, day=date(2026, 2, 1), in_private_enterprise=True)
        fates = told(client, step(CLOSE, within, play.tree.sibling))
        assert fates == {
            "Tổ chức đảng trong doanh nghiệp Công ty TNHH Gỗ ván":
                attention.LINK_GOES_ON.format("Chi bộ Thôn 2") if private else attention.LINK_ENDS
        }  # fmt: skip
