"""A change of the tree is taken back while nothing that files recorded stands on it; else what does is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import procedure
from admissions.models import Step, StepKind, Vote
from admissions.procedure.reading import read
from members import history, rights, scope, whose
from members.errors import RuleBroken
from members.models import Act, Look
from members.procedure import effects, people, places, revert, standing
from members.procedure import tree as tree_verbs
from members.views import reorganisation_parts
from tests import builders
from tests.admissions import play as files
from tests.builders import MACHINE
from tests.members.plan_pages import ground, page, play
from tests.members.plans import DAY, MERGE, MOVE, SPLIT, applied, reorganisation, step, taken_back
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["ground", "play"]
pytestmark = pytest.mark.django_db
R = files.RecognitionKind
AFTER, BEFORE = date(2026, 6, 10), date(2026, 5, 20)
PROFILE = "ghi một bước kết nạp (Giàng Thị Mỷ)"


def applying(play, name="Giàng Thị Mỷ"):
    return files.until(files.found(play.tree.cell, name), StepKind.APPLICATION)


def merged(play, into=None):
    return applied(step(MERGE, play.tree.cell, into or play.tree.sibling))


def refused(plan):
    """What stands on it, in words."""
    plan.refresh_from_db()
    with pytest.raises(RuleBroken, match="hãy hoàn lại việc sau trước") as broken:
        taken_back(plan)
    return [said.partition(": ")[2] for said in broken.value.others]


def goes_back(plan):
    plan.refresh_from_db()
    taken_back(plan)
    plan.refresh_from_db()
    return not plan.is_applied


class TestAFileThatFollowed:
    def test_a_step_of_who_applies_stands_on_the_plan_until_it_is_taken_back(self, play):
        one = applying(play)
        plan = merged(play)
        held = files.do(one, StepKind.PROFILE, day=AFTER)
        assert refused(plan) == [PROFILE]
        procedure.take_back_step(held, by=MACHINE, why="ghi nhầm")
        assert goes_back(plan)
        assert read(one, MACHINE.day).cell == play.tree.cell.pk

    def test_a_paper_of_a_probationer_stands_on_the_plan(self, play):
        one = files.probationer(play.tree.cell)
        plan = merged(play)
        held = files.gather(one, R.SELF_REVIEW, day=AFTER)
        assert refused(plan) == ["ghi một bước công nhận chính thức (Giàng Thị Mỷ)"]
        procedure.take_back_recognition_step(held, by=MACHINE, why="ghi nhầm")
        assert goes_back(plan)

    def test_a_recognition_stands_on_the_plan(self, play):
        """The vote and the papers are of before; the decision came after the merger."""
        one = files.resolved(files.gathered(files.probationer(play.tree.cell)), above=True)
        plan = merged(play)
        given = files.paper("230-QĐ/HU", AFTER, "Ban Thường vụ")
        procedure.record_recognition(one, by=MACHINE, day=AFTER, decision=given)
        assert refused(plan) == ["ghi quyết định công nhận đảng viên chính thức (Giàng Thị Mỷ)"]
        procedure.take_back_recognition(one, by=MACHINE, why="ghi nhầm")
        assert goes_back(plan)

    def test_who_was_struck_off_since_is_named_by_the_decision(self, play):
        one = files.proposed(files.gathered(files.probationer(play.tree.cell)))
        plan = merged(play)
        given = files.paper("231-QĐ/HU", AFTER, "Ban Thường vụ")
        procedure.record_striking_off(one, by=MACHINE, day=AFTER, decision=given)
        assert "ghi quyết định xóa tên đảng viên dự bị (Giàng Thị Mỷ)" in refused(plan)
        procedure.take_back_striking_off(one, by=MACHINE, why="ghi nhầm")
        assert goes_back(plan)

    def test_a_recognition_that_was_put_right_still_stands_on_the_plan(self, play):
        """Found by reading: a row that was corrected counted as one that was taken back."""
        one = files.resolved(files.gathered(files.probationer(play.tree.cell)), above=True)
        plan = merged(play)
        given = files.paper("230-QĐ/HU", AFTER, "Ban Thường vụ")
        spell = procedure.record_recognition(one, by=MACHINE, day=AFTER, decision=given)
        read_again = files.paper("231-QĐ/HU", AFTER, "Ban Thường vụ")
        spell = people.correct_membership(spell, by=MACHINE, why="gõ nhầm số", recognition_decision=read_again)
        assert refused(plan) == ["ghi quyết định công nhận đảng viên chính thức (Giàng Thị Mỷ)"]
        early = files.paper("231-QĐ/HU", BEFORE, "Ban Thường vụ")
        people.correct_membership(spell, by=MACHINE, why="gõ nhầm ngày", recognition_decision=early)
        assert goes_back(plan)

    def test_who_was_struck_off_on_another_day_is_still_out(self, play):
        one = files.proposed(files.gathered(files.probationer(play.tree.cell)))
        plan = merged(play)
        given = files.paper("231-QĐ/HU", AFTER, "Ban Thường vụ")
        left = procedure.record_striking_off(one, by=MACHINE, day=AFTER, decision=given)
        standing.correct_departure(left, by=MACHINE, why="gõ nhầm", since=AFTER + timedelta(days=2))
        assert "ghi quyết định xóa tên đảng viên dự bị (Giàng Thị Mỷ)" in refused(plan)

    def test_what_was_decided_elsewhere_is_of_no_file(self, play):
        """Found by reading: whatever stood inside another act counted, and nothing was to be found in the file."""
        one = files.gathered(files.probationer(play.tree.cell))
        plan = merged(play)
        with history.act("accept_proposal", by=MACHINE):
            history.concerns(organisation=play.tree.sibling.pk)
            given = files.paper("230-QĐ/HU", AFTER, "Ban Thường vụ")
            people.recognise(one.member, by=MACHINE, official_on=AFTER, decision=given)
        assert goes_back(plan)

    def test_a_helper_who_remarks_stands_on_the_plan(self, play):
        one = applying(play)
        helper = files.helped(one, play.tree.cell)
        plan = merged(play)
        procedure.note_remark(helper, by=MACHINE, day=AFTER)
        assert refused(plan) == ["ghi người giúp đỡ đã nhận xét (Giàng Thị Mỷ)"]

    def test_what_is_dated_before_the_plan_was_entered_late_and_stays(self, play):
        one = applying(play)
        plan = merged(play)
        files.do(one, StepKind.PROFILE, day=BEFORE)
        assert goes_back(plan)
        assert Step.unscoped.filter(applicant=one, kind=StepKind.PROFILE).exists()

    def test_what_the_former_cell_had_recorded_before_the_plan_was_written_stays(self, play):
        one = applying(play)
        files.do(one, StepKind.PROFILE, day=AFTER)
        assert goes_back(merged(play))

    def test_a_file_of_another_cell_is_no_obstacle(self, play):
        one = files.until(files.found(play.tree.other_cell), StepKind.APPLICATION)
        plan = merged(play)
        files.do(one, StepKind.PROFILE, day=AFTER)
        assert goes_back(plan)

    def test_a_second_successor_leads_back_to_the_plan_that_ended_the_first(self, play):
        one = applying(play)
        first = merged(play)
        second = applied(step(MERGE, play.tree.sibling, play.tree.other_cell), day=date(2026, 6, 5))
        held = files.do(one, StepKind.PROFILE, day=AFTER)
        assert refused(second) == [PROFILE]
        procedure.take_back_step(held, by=MACHINE, why="ghi nhầm")
        assert goes_back(second) and goes_back(first)


class TestOtherFiles:
    def test_of_a_cell_under_another_committee_what_the_cell_did_stays(self, play):
        one = applying(play)
        plan = applied(step(MOVE, play.tree.cell, play.tree.other_committee))
        files.do(one, StepKind.PROFILE, day=AFTER)
        assert goes_back(plan)

    @pytest.mark.parametrize("what", ["cell", "committee"])
    def test_what_the_new_committee_resolved_stands_on_the_plan(self, play, what):
        """Also where not the cell was moved, but the committee above it was merged."""
        one = files.until(files.found(play.tree.other_cell), StepKind.CELL)
        if what == "cell":
            plan = applied(step(MOVE, play.tree.other_cell, play.tree.committee))
        else:
            plan = applied(step(MERGE, play.tree.other_committee, play.tree.committee))
        files.do(one, StepKind.COMMITTEE, day=AFTER)
        assert refused(plan) == ["ghi đảng ủy biểu quyết kết nạp (Giàng Thị Mỷ)"]

    def test_a_vote_with_those_who_came_stands_on_the_plan(self, play):
        """The file was always led by the cell that received them; they are named in its base."""
        one = files.until(files.found(play.tree.sibling), StepKind.GATHERED)
        plan = merged(play)
        files.do(one, StepKind.CELL, day=AFTER)
        assert refused(plan) == ["ghi chi bộ biểu quyết kết nạp (Giàng Thị Mỷ)"]
        procedure.take_back_vote(Vote.unscoped.get(applicant=one), by=MACHINE, why="ghi nhầm")
        assert goes_back(plan)

    def test_a_file_that_was_opened_where_the_probationer_came_to_stands_on_the_plan(self, play):
        pa = files.on_probation(play.tree.cell)
        plan = applied(step(SPLIT, play.tree.cell, play.tree.sibling, people=[pa.pk]))
        one = procedure.take_over(pa, by=MACHINE)
        assert refused(plan) == ["lập hồ sơ cho đảng viên dự bị (Vàng Thị Pà)"]
        procedure.take_back_taking_over(one, by=MACHINE, why="lập nhầm")
        assert goes_back(plan)


class TestOneActAlone:
    def test_the_end_of_a_cell_stays_under_a_step_that_followed(self, play):
        one = files.until(files.found(play.tree.grass_cell), StepKind.APPLICATION)
        tree_verbs.close_organisation(play.tree.grass_cell, by=MACHINE, day=DAY, successor=play.tree.cell)
        files.do(one, StepKind.PROFILE, day=AFTER)
        closed = Act.objects.get(verb="close_organisation", organisation=play.tree.grass_cell)
        with pytest.raises(RuleBroken, match=r"Giàng Thị Mỷ"):
            revert.revert(closed, by=MACHINE, why="ghi nhầm")

    def test_a_probationer_stays_where_a_file_was_opened(self, play):
        pa = files.on_probation(play.tree.cell)
        places.move(pa, by=MACHINE, organisation=play.tree.sibling, day=DAY)
        moved = Act.objects.filter(verb="move", member=pa).latest("number")
        procedure.take_over(pa, by=MACHINE)
        with pytest.raises(RuleBroken, match=r"lập hồ sơ cho đảng viên dự bị \(Vàng Thị Pà\)"):
            revert.revert(moved, by=MACHINE, why="ghi nhầm")


class TestOnePersonsMove:
    def moved(self, play):
        who = builders.member("Lù Seo Páo", play.tree.cell)
        places.move(who, by=MACHINE, organisation=play.tree.sibling, day=DAY)
        return Act.objects.filter(verb="move", member=who).latest("number")

    def test_of_steps_that_cannot_matter_none_is_read(self, play):
        """Found by reading: every line of every file since was read, with its values."""
        act = self.moved(play)
        step_recorded(applying(play))
        with CaptureQueriesContext(connection) as captured:
            assert effects.standing_on(act, MACHINE.day) == []
        assert not any("'record_step'" in one["sql"] for one in captured)

    def test_a_vote_in_which_the_person_is_named_stands_on_it(self, play):
        one = files.until(files.found(play.tree.sibling), StepKind.GATHERED)
        act = self.moved(play)
        files.do(one, StepKind.CELL, day=AFTER)
        assert [one.verb for one in effects.standing_on(act, MACHINE.day)] == ["record_cell_vote"]


def test_the_page_names_whose_file_it_is_and_leads_there(client, play):
    one = files.probationer(play.tree.cell)
    plan = merged(play)
    files.gather(one, R.SELF_REVIEW, day=AFTER)
    shown = page(client, plan, "take-back-reorganisation")
    assert "Chưa hoàn lại được: 1 việc ghi sau còn dựa vào đợt này" in text(shown)
    assert f'<a href="{reverse("applicant", args=[one.pk])}">Giàng Thị Mỷ</a>' in shown.content.decode()
    look = Look.objects.filter(page="reorganisation").latest("pk")
    assert f",{one.member_id}," in look.values_row.members


def test_the_name_is_told_to_whom_the_file_is_open(play):
    one = applying(play)
    plan = merged(play)
    files.do(one, StepKind.PROFILE, day=AFTER)
    acts = reorganisation.what_stands_on(plan, MACHINE.day)
    here, there = (
        builders.actor(builders.role(builders.account(f"phu-trach-{where.pk}", "Lục Văn Bảo"), "officer", where))
        for where in (play.tree.committee, play.tree.other_committee)
    )
    assert "Giàng Thị Mỷ" in revert.later_words(acts, here)[0]
    assert "Giàng" not in revert.later_words(acts, there)[0]


def test_a_voter_of_the_readers_part_is_not_called_the_one_of_the_file(play):
    """Found by reading: where the file was out of the reader's part, the first voter inside it was named as its own."""
    one = files.until(files.found(play.tree.sibling), StepKind.GATHERED)
    who = builders.member("Sùng A Páo", play.tree.sibling)
    plan = merged(play)
    files.do(one, StepKind.CELL, day=AFTER)
    places.move(who, by=MACHINE, organisation=play.tree.other_cell, day=AFTER + timedelta(days=2))
    there = builders.actor(
        builders.role(builders.account("phu-trach-khac", "Lục Văn Bảo"), "officer", play.tree.other_committee)
    )
    vote = Act.objects.get(verb="record_cell_vote")
    assert vote in reorganisation.what_stands_on(plan, MACHINE.day)
    (said,) = revert.later_words([vote], there)
    assert said.endswith("ghi chi bộ biểu quyết kết nạp")
    with scope.opened(rights.scope_of(there)):
        ((voter,),) = whose.told_of([vote])
        assert (voter.words, voter.about) == ("Sùng A Páo", False)
        (line,) = reorganisation_parts.later([vote])
        assert line["whom"] != "Sùng A Páo"
    assert "Giàng Thị Mỷ" in revert.later_words([vote], MACHINE)[0]


def step_recorded(one):
    files.do(one, StepKind.PROFILE, day=AFTER)


def is_recognised(one):
    given = files.paper("230-QĐ/HU", AFTER, "Ban Thường vụ")
    procedure.record_recognition(one, by=MACHINE, day=AFTER, decision=given)


def considered(play, name):
    return files.resolved(files.gathered(files.probationer(play.tree.cell, name)), above=True)


@pytest.mark.parametrize(("begun", "written"), [(applying, step_recorded), (considered, is_recognised)])
def test_it_asks_as_often_for_many_files_as_for_one(play, begun, written):
    every = [begun(play, name) for name in ("Giàng Thị Mỷ", "Cứ Thị Dợ", "Cứ Thị Mẩy", "Cứ Thị Pà")]
    plan, asked = merged(play), []
    act = Act.objects.get(number=plan.act)
    for some in (every[:1], every[1:]):
        for one in some:
            written(one)
        effects.standing_on(act, MACHINE.day)
        with CaptureQueriesContext(connection) as captured:
            found = effects.standing_on(act, MACHINE.day)
        asked.append((len(found), len(captured)))
    assert [many for many, _ in asked] == [1, 4]
    assert asked[0][1] == asked[1][1]


def test_the_officer_is_refused_on_the_page_and_the_register_stays(client, play):
    """Somebody records the step while the page is open."""
    one = applying(play)
    plan = merged(play)
    opened = page(client, plan, "take-back-reorganisation")
    assert opened.status_code == 200
    files.do(one, StepKind.PROFILE, day=AFTER)
    plan.refresh_from_db()
    answer = client.post(
        reverse("take-back-reorganisation", args=[plan.pk]), {"seen": str(plan.version), "why": "quyết định bị thu hồi"}
    )
    assert answer.status_code == 422 and "Giàng Thị Mỷ" in text(answer)
    plan.refresh_from_db()
    assert plan.is_applied
    assert signed_in(play.officer).get(reverse("applicant", args=[one.pk])).status_code == 200
