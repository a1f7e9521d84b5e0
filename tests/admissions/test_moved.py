"""A probationer who moves to another cell is followed by the file: the new cell goes on, the former one reads what was
done there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Helper, RecognitionStep, Step, Vote
from admissions.papers import bodies
from admissions.procedure import helping, reading
from admissions.procedure.reading import read
from admissions.procedure.running import running
from admissions.rules.clocks import Kind
from members import rights, scope
from members.errors import RuleBroken
from members.models import Act, Membership
from members.procedure import places, readmitting, revert, standing
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.plans import MERGE, SPLIT, applied, reorganisation, step, taken_back
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
R, S = play.RecognitionKind, play.StepKind
MOVED, BEFORE, AFTER = date(2026, 5, 4), date(2026, 4, 28), date(2026, 5, 12)


class Ground:
    """Three officials in each of two cells, one of whom helps a probationer whose months are over."""

    def __init__(self):
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.here = [builders.member(f"Lùng Văn {name}", self.tree.cell) for name in ("Chẩn", "Dìn", "Páo")]
        self.there = [builders.member(f"Ma Seo {name}", self.tree.sibling) for name in ("Lử", "Sèng", "Vảng")]
        self.one = play.gathered(play.probationer(self.tree.cell))
        self.helper = procedure.assign_helper(self.one, by=MACHINE, member=self.here[0], day=date(2025, 5, 6))
        self.there_account = builders.role(builders.account("bi-thu-thon-2", "Ma Seo Sèng"), "cell", self.tree.sibling)


ground = laid(Ground)


def seeing(account, day=MACHINE.day):
    """What that account reads."""
    return scope.opened(rights.scope_of(builders.actor(account, day)))


@pytest.fixture
def made(ground, db):
    return ground.found()


def moved(made, to=None, day=MOVED):
    return places.move(made.one.member, by=MACHINE, organisation=to or made.tree.sibling, day=day)


def vote(made, day=AFTER, **given):
    said = {"present": 3, "in_favour": 3, "against": 0, "decision": play.paper("40-NQ/CB", day), "by": MACHINE} | given
    return procedure.record_recognition_vote(made.one, day=day, **said)


def page(account, one):
    return signed_in(account).get(reverse("applicant", args=[one.pk]))


def listed(account, group="da-ket-nap"):
    return text(signed_in(account).get(reverse("applicants"), {"nhom": group}))


class TestTheNewCellGoesOn:
    def test_it_opens_the_file_and_records_the_next_step(self, made):
        assert page(made.there_account, made.one).status_code == 404
        moved(made)
        shown = page(made.there_account, made.one)
        assert reverse("recognition-vote", args=[made.one.pk]) in shown.content.decode()
        said = "Ngày 04/5/2026 chuyển sinh hoạt từ Chi bộ Thôn 1 sang Chi bộ Thôn 2, hồ sơ theo sang."
        assert said in text(shown)
        found = vote(made, by=builders.actor(made.there_account))
        assert (found.organisation_id, found.base) == (made.tree.sibling.pk, 3)
        assert "Giàng Thị Mỷ" in listed(made.there_account)

    def test_the_months_go_on_and_the_clock_is_the_new_cells(self, made):
        moved(made)
        with seeing(made.there_account):
            (own,) = [one for one in running(MACHINE.day) if one.clock.kind is Kind.REVIEW]
        assert (own.applicant, own.cell) == (made.one.pk, made.tree.sibling.pk)
        with seeing(made.cast.cell_secretary):
            assert running(MACHINE.day) == []

    def test_papers_are_in_the_name_of_the_cell_of_their_day(self, made):
        moved(made)
        file = read(made.one, MACHINE.day)
        with builders.whole():
            assert [bodies.cell(file, day).body for day in (BEFORE, MOVED)] == [
                "Chi bộ Thôn 1", "Chi bộ Thôn 2",
            ]  # fmt: skip

    def test_a_meeting_before_the_move_counts_the_former_cell(self, made):
        builders.member("Lùng Văn Sài", made.tree.cell)
        moved(made)
        found = vote(made, day=BEFORE, present=4)
        assert (found.organisation_id, found.base) == (made.tree.cell.pk, 4)

    def test_who_was_taken_over_is_followed_as_well(self, made):
        one = play.taken_over(made.tree.cell)
        places.move(one.member, by=MACHINE, organisation=made.tree.sibling, day=MOVED)
        assert read(one, MACHINE.day).cell == made.tree.sibling.pk

    def test_an_applicant_stays_where_the_file_was_opened(self, made):
        assert read(play.found(made.tree.cell, "Sùng Thị Dợ"), MACHINE.day).cell == made.tree.cell.pk

    def test_a_move_of_a_day_to_come_moves_nothing_yet(self, made):
        moved(made)
        assert reading.leader_of(made.one, MOVED - timedelta(days=1)) == made.tree.cell.pk
        assert reading.leader_of(made.one, MOVED) == made.tree.sibling.pk


class TestTheFormerCellReads:
    def test_what_was_done_there_and_records_nothing(self, made):
        moved(made)
        vote(made)
        shown = page(made.cast.cell_secretary, made.one)
        said, raw = text(shown), shown.content.decode()
        assert "ở đây còn xem những việc đã làm trước ngày ấy" in said
        assert "Bản tự kiểm điểm của đảng viên dự bị" in said
        assert "40-NQ/CB" not in said and "Chi bộ xét, biểu quyết công nhận" not in said
        assert "/buoc/" not in raw and "<form" not in raw.partition("<main")[2].partition("</main>")[0]
        assert "đã chuyển sinh hoạt, hồ sơ theo sang nơi mới từ 04/5/2026" in listed(
            made.cast.cell_secretary, "da-chuyen"
        )
        assert "Giàng Thị Mỷ" not in listed(made.cast.cell_secretary)
        assert "Giàng Thị Mỷ" not in listed(made.there_account, "da-chuyen")

    def test_no_verb_is_open_to_it(self, made):
        moved(made)
        where = reverse("assign-helper", args=[made.one.pk])
        assert signed_in(made.cast.cell_secretary).get(where).status_code == 403
        assert signed_in(made.there_account).get(where).status_code == 200

    def test_a_third_cell_sees_nothing(self, made):
        moved(made)
        assert page(made.cast.outsider, made.one).status_code == 404

    def test_who_is_over_both_cells_goes_on_as_before(self, made):
        moved(made)
        vote(made)
        assert "40-NQ/CB" in text(page(made.cast.committee_secretary, made.one))

    def test_nothing_of_what_came_after_is_told_where_two_committees_lie_between(self, made):
        moved(made, to=made.tree.other_cell)
        standing.depart(made.one.member, by=MACHINE, kind="expulsion", day=date(2026, 6, 10))
        for account in (made.cast.cell_secretary, made.cast.committee_secretary):
            said = text(page(account, made.one)).lower()
            assert "đã chuyển sinh hoạt" in said and "khai trừ" not in said


class TestTheNewCellAddsAndDoesNotRewrite:
    """Who recorded it, or the committee above, puts it right."""

    def links(self, account, made):
        raw = page(account, made.one).content.decode()
        return [word for word in ("/sua/", "/bo/") if word in raw]

    def paper(self, kind=R.SYNTHESIS):
        return RecognitionStep.unscoped.get(kind=kind)

    def test_what_the_former_cell_recorded_stays_as_it_is(self, made):
        moved(made)
        by = builders.actor(made.there_account)
        for call in (
            lambda: procedure.take_back_recognition_step(self.paper(), by=by, why="ghi nhầm"),
            lambda: procedure.correct_recognition_step(self.paper(), by=by, day=AFTER, why="ghi nhầm"),
            lambda: procedure.correct_step(self.step(made), by=by, day=BEFORE, why="ghi nhầm"),
            lambda: procedure.take_back_step(self.step(made), by=by, why="ghi nhầm"),
            lambda: procedure.correct_applicant(made.one, by=by, backing="union", why="ghi nhầm"),
            lambda: procedure.take_back_helper(Helper.unscoped.get(pk=made.helper.pk), by=by, why="ghi nhầm"),
            lambda: procedure.correct_helper(Helper.unscoped.get(pk=made.helper.pk), by=by, until=None, why="nhầm"),
        ):
            with pytest.raises(RuleBroken, match=r"khi hồ sơ còn ở chi bộ cũ \(theo sang ngày 04/5/2026\)"):
                call()
        assert self.links(made.there_account, made) == []

    def test_a_vote_of_the_former_cell_as_well(self, made):
        found = vote(made, day=BEFORE)
        moved(made)
        with pytest.raises(RuleBroken, match="khi hồ sơ còn ở chi bộ cũ"):
            procedure.take_back_vote(found, by=builders.actor(made.there_account), why="ghi nhầm")
        procedure.take_back_vote(found, by=builders.actor(made.cast.committee_secretary), why="ghi nhầm")

    def test_the_committee_above_puts_it_right(self, made):
        moved(made)
        assert self.links(made.cast.committee_secretary, made) != []
        by = builders.actor(made.cast.committee_secretary)
        procedure.take_back_recognition_step(self.paper(), by=by, why="ghi nhầm")
        assert not RecognitionStep.unscoped.filter(kind=R.SYNTHESIS).exists()

    def test_who_recorded_it_puts_it_right_where_the_file_is_now(self, made):
        by = builders.actor(made.cast.cell_secretary)
        procedure.take_back_recognition_step(self.paper(), by=by, why="ghi nhầm")
        play.gather(made.one, R.SYNTHESIS, day=BEFORE, by=by)
        moved(made)
        builders.role(made.cast.cell_secretary, "cell", made.tree.sibling)
        by = builders.actor(made.cast.cell_secretary)
        assert procedure.correct_recognition_step(self.paper(), by=by, day=AFTER, why="ghi nhầm").day == AFTER

    def test_what_the_new_cell_recorded_is_its_own(self, made):
        moved(made)
        found = vote(made)
        assert self.links(made.there_account, made) == ["/bo/"]
        procedure.take_back_vote(found, by=builders.actor(made.there_account), why="ghi nhầm")

    def test_what_carries_the_cell_on_is_no_other_cell(self, made):
        """The former one has ended: whoever goes on with it puts right what it recorded."""
        applied(step(MERGE, made.tree.cell, made.tree.sibling), day=MOVED)
        assert self.links(made.there_account, made) != []
        by = builders.actor(made.there_account)
        procedure.take_back_recognition_step(self.paper(), by=by, why="ghi nhầm")

    def step(self, made):
        return Step.unscoped.get(applicant=made.one, kind=S.RECORDS)


class TestTheHelper:
    def test_of_the_former_cell_ends_and_a_new_one_is_asked_for(self, made):
        moved(made)
        said = text(page(made.there_account, made.one))
        assert "đến trước 04/5/2026, thôi vì chuyển sinh hoạt" in said
        assert "chưa phân công" in said
        with pytest.raises(RuleBroken, match="không giúp đỡ người này"):
            procedure.note_remark(self.row(made), by=MACHINE, day=AFTER)
        new = procedure.assign_helper(made.one, by=MACHINE, member=made.there[0], day=AFTER)
        assert (self.row(made).until, new.until) == (MOVED, None)
        assert "chưa phân công" not in text(page(made.there_account, made.one))

    def test_who_hands_over_on_that_day_has_still_remarked(self, made):
        moved(made)
        assert procedure.note_remark(self.row(made), by=MACHINE, day=MOVED).day == MOVED

    def test_nobody_is_assigned_for_days_on_which_the_former_one_helped(self, made):
        moved(made)
        with pytest.raises(RuleBroken, match="hai người trùng ngày"):
            procedure.assign_helper(made.one, by=MACHINE, member=made.there[0], day=BEFORE)

    def test_who_went_along_goes_on_helping(self, made):
        places.move(made.here[0], by=MACHINE, organisation=made.tree.sibling, day=MOVED)
        moved(made)
        assert helping.help_of(self.row(made)).until is None
        assert "chưa phân công" not in text(page(made.there_account, made.one))

    def row(self, made):
        return Helper.unscoped.get(pk=made.helper.pk)


class TestTakingBack:
    def test_the_move_goes_back_with_nothing_recorded_since(self, made):
        moved(made)
        revert.revert(self.act(made), by=MACHINE, why="ghi nhầm")
        assert read(made.one, MACHINE.day).cell == made.tree.cell.pk
        assert page(made.there_account, made.one).status_code == 404
        assert helping.help_of(Helper.unscoped.get(pk=made.helper.pk)).until is None

    def test_what_the_new_cell_recorded_stands_on_it(self, made):
        moved(made)
        vote(made)
        with pytest.raises(RuleBroken, match=r"biểu quyết công nhận chính thức \(Giàng Thị Mỷ\)"):
            revert.revert(self.act(made), by=MACHINE, why="ghi nhầm")
        procedure.take_back_vote(Vote.unscoped.get(kind="recognition"), by=MACHINE, why="ghi nhầm")
        revert.revert(self.act(made), by=MACHINE, why="ghi nhầm")
        assert read(made.one, MACHINE.day).cell == made.tree.cell.pk

    def test_so_it_is_with_a_plan_that_moves_people(self, made):
        plan = applied(step(SPLIT, made.tree.cell, made.tree.sibling, people=[made.one.member_id]), day=MOVED)
        assert read(made.one, MACHINE.day).cell == made.tree.sibling.pk
        found = vote(made)
        plan.refresh_from_db()
        assert reorganisation.what_stands_on(plan, MACHINE.day)
        procedure.take_back_vote(found, by=MACHINE, why="ghi nhầm")
        taken_back(plan)
        assert read(made.one, MACHINE.day).cell == made.tree.cell.pk

    def act(self, made):
        return Act.objects.filter(verb="move", member=made.one.member).latest("number")


class TestTwoSpells:
    AGAIN = date(2029, 7, 3)

    def test_the_file_of_the_first_stays_where_that_ended(self, made):
        """Struck off in Thôn 1, admitted anew in another part: that cell reads nothing of the first file."""
        one = play.struck_off(made.one)
        by = rights.machine("kiểm thử", self.AGAIN)
        readmitting.readmit(one.member, by=by, organisation=made.tree.sibling, day=self.AGAIN)
        assert reading.leader_of(one, self.AGAIN) == made.tree.cell.pk
        with seeing(made.there_account, day=self.AGAIN):
            assert not Applicant.objects.filter(pk=one.pk).exists()
        with seeing(made.cast.cell_secretary, day=self.AGAIN):
            assert Applicant.objects.filter(pk=one.pk).exists()

    def test_its_records_are_waited_for_no_more_once_the_person_is_admitted_anew(self, made):
        """Found by reading: the clock of the new member's records ran again."""
        one = play.struck_off(made.one)
        Step.unscoped.get(applicant=one, kind=S.RECORDS).delete()
        readmitting.readmit(
            one.member, by=rights.machine("kiểm thử", self.AGAIN), organisation=made.tree.cell, day=self.AGAIN
        )
        day = self.AGAIN + timedelta(days=30)
        with seeing(made.cast.cell_secretary, day=day):
            assert [each for each in running(day) if each.applicant == one.pk] == []
        assert Membership.unscoped.filter(member=one.member).count() == 2


def test_the_list_asks_as_often_for_many_who_moved_as_for_one(made):
    asked = []
    for name in ("Sùng Thị Dợ", "Thào Thị Dí", "Cứ Thị Mẩy"):
        one = play.taken_over(made.tree.cell, name)
        places.move(one.member, by=MACHINE, organisation=made.tree.sibling, day=MOVED)
        client = signed_in(made.cast.cell_secretary)
        client.get(reverse("applicants"), {"nhom": "da-chuyen"})
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(reverse("applicants"), {"nhom": "da-chuyen"})
        assert name in text(shown)
        asked.append(len(captured))
    assert asked[1:] == [asked[1]] * 2
