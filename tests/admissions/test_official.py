"""From the ceremony to the official member: the papers, the votes, the decision; and who is struck off."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from admissions import procedure
from admissions.models import RecognitionKind, RecognitionStep
from admissions.procedure import handling, probation
from admissions.procedure.reading import read
from admissions.procedure.running import of_probation
from admissions.views.recognition import STEPS
from members import office
from members.errors import Doubted, NotAllowed, RuleBroken
from members.models import Act, Departure, Membership, Placement
from members.procedure import Passed, people, places
from members.procedure.standing import restore
from members.rights import actor_for, machine
from tests import builders
from tests.admissions import classroom, play
from tests.admissions.test_bases import member
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
R = RecognitionKind
# The months of the probationer are over.
ENDS = date(2026, 4, 25)
DAY, ABOVE, DECIDED = date(2026, 5, 10), date(2026, 5, 20), date(2026, 6, 1)


class Ground:
    """Three official members, and a probationer whose twelve months were over on 25 April, with every paper."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        for name in ("Cứ Seo Hòa", "Lồ Thị Dung", "Tải Thị Hoa"):
            member(name, self.tree.cell)
        self.one = play.gathered(play.probationer(self.tree.cell))


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def cell(made, *, day=DAY, by=MACHINE, short=False, verb=procedure.record_recognition_vote, **given):
    said = {"present": 3, "in_favour": 1 if short else 2, "against": 1,
            "decision": None if short else play.paper("40-NQ/CB", day)} | given  # fmt: skip
    return verb(made.one, by=by, day=day, **said)


def above(made, *, day=ABOVE, by=MACHINE, **given):
    said = {"base": 15, "present": 13, "in_favour": 12, "against": 1, "size": play.SIZE,
            "decision": play.paper("31-NQ/ĐU", day, "Đảng ủy")} | given  # fmt: skip
    return procedure.record_committee_on_recognition(made.one, by=by, day=day, **said)


def decide(made, *, day=DECIDED, by=MACHINE, **given):
    said = {"decision": play.paper("230-QĐ/HU", day, "Ban Thường vụ")} | given
    return procedure.record_recognition(made.one, by=by, day=day, **said)


def strike_off(made, *, day=DECIDED, by=MACHINE):
    given = play.paper("231-QĐ/HU", day, "Ban Thường vụ")
    return procedure.record_striking_off(made.one, by=by, day=day, decision=given)


def propose(made, **given):
    return cell(made, verb=procedure.record_striking_off_vote, **given)


def path(made):
    return probation.of_file(read(made.one, MACHINE.day)).path


def taken_back(made, kind):
    step = RecognitionStep.unscoped.get(applicant=made.one, kind=kind)
    procedure.take_back_recognition_step(step, by=MACHINE, why="nhầm")


class TestPapers:
    def test_the_cell_considers_only_with_every_paper(self, made):
        taken_back(made, R.SYNTHESIS)
        with pytest.raises(RuleBroken, match="Chưa ghi bước công nhận 4") as refused:
            cell(made)
        assert refused.value.rule == "admission.order"
        play.gather(made.one, R.SYNTHESIS, day=ENDS)
        cell(made)

    def test_a_paper_about_months_that_are_not_over_is_doubted_and_not_refused(self, made):
        taken_back(made, R.SELF_REVIEW)
        early = ENDS - timedelta(days=1)
        with pytest.raises(Doubted, match="đến ngày 25/4/2026 mới hết"):
            play.gather(made.one, R.SELF_REVIEW, day=early, passed=Passed())
        assert play.gather(made.one, R.SELF_REVIEW, day=early).day == early

    def test_a_paper_lies_between_the_ceremony_and_the_vote(self, made):
        taken_back(made, R.SELF_REVIEW)
        with pytest.raises(RuleBroken, match="trước ngày vào Đảng 25/4/2025"):
            play.gather(made.one, R.SELF_REVIEW, day=date(2025, 4, 24))
        with pytest.raises(RuleBroken, match="chưa đến"):
            play.gather(made.one, R.SELF_REVIEW, day=MACHINE.day + timedelta(days=1))
        play.gather(made.one, R.SELF_REVIEW, day=ENDS)
        cell(made)
        step = RecognitionStep.unscoped.get(applicant=made.one, kind=R.SELF_REVIEW)
        with pytest.raises(RuleBroken, match="sau ngày 10/5/2026 của bước công nhận 5"):
            procedure.correct_recognition_step(step, by=MACHINE, day=date(2026, 5, 11), why="nhầm")
        with pytest.raises(RuleBroken, match="Bỏ trước: bước công nhận 5"):
            taken_back(made, R.SELF_REVIEW)
        corrected = procedure.correct_recognition_step(step, by=MACHINE, day=date(2026, 5, 9), why="nhầm")
        assert corrected.day == date(2026, 5, 9)

    def test_each_is_recorded_once_and_the_certificate_with_its_paper(self, made):
        with pytest.raises(RuleBroken, match="Đã ghi bước công nhận 2"):
            play.gather(made.one, R.SELF_REVIEW, day=ENDS)
        taken_back(made, R.CERTIFICATE)
        with pytest.raises(RuleBroken, match="Ghi số hoặc ngày của giấy chứng nhận"):
            procedure.record_recognition_step(made.one, by=MACHINE, kind=R.CERTIFICATE, day=ENDS)

    def test_the_certificate_of_a_class_is_the_first_step(self, made):
        taken_back(made, R.CERTIFICATE)
        seats = classroom.seated(classroom.new_course(made.tree.committee), [made.one])
        classroom.certified(seats[0].course, seats, day=classroom.NEW_GIVEN)
        assert path(made).days[R.CERTIFICATE] == classroom.NEW_GIVEN
        with pytest.raises(RuleBroken, match="Đã ghi bước công nhận 1"):
            play.gather(made.one, R.CERTIFICATE, day=ENDS)
        cell(made)
        with pytest.raises(RuleBroken, match="Bỏ trước: bước công nhận 5"):
            procedure.take_back_certificate(seats[0], by=MACHINE, why="nhầm")

    def test_who_has_a_certificate_in_the_file_gets_no_second_one_of_a_class(self, made):
        seats = classroom.seated(classroom.new_course(made.tree.committee), [made.one])
        with pytest.raises(RuleBroken, match="Đã ghi bước công nhận 1"):
            procedure.certify_new_member(
                seats[0], by=MACHINE, day=classroom.NEW_GIVEN, decision=play.paper("9/CN", classroom.NEW_GIVEN)
            )

    def test_remarks_are_of_who_helped_that_day(self, made):
        taken_back(made, R.HELPER)
        helper = play.helped(made.one, made.tree.cell, day=date(2025, 5, 1))
        with pytest.raises(RuleBroken, match="Chọn người nhận xét: ngày ấy"):
            play.gather(made.one, R.HELPER, day=ENDS)
        with pytest.raises(RuleBroken, match="không giúp đỡ người này"):
            play.gather(made.one, R.HELPER, day=date(2025, 4, 30), helper=helper)
        found = play.gather(made.one, R.HELPER, day=ENDS, helper=helper)
        assert (found.helper, found.decision) == (helper, None)
        with pytest.raises(RuleBroken, match="bỏ lần nhận xét ấy trước"):
            procedure.end_helper(helper, by=MACHINE, day=ENDS - timedelta(days=1))
        with pytest.raises(RuleBroken, match="Bỏ trước: nhận xét"):
            procedure.take_back_helper(helper, by=MACHINE, why="nhầm")


class TestDecision:
    def test_official_from_the_day_the_months_were_over_however_late(self, made):
        cell(made)
        above(made)
        spell = decide(made)
        assert (spell.official_on, spell.recognition) == (ENDS, "decided")
        assert spell.recognition_decision.number == "230-QĐ/HU"
        assert path(made).done()[R.DECISION] == DECIDED

    def test_not_before_the_committee_resolved(self, made):
        with pytest.raises(RuleBroken, match="Chưa ghi bước công nhận 7"):
            decide(made)
        with pytest.raises(RuleBroken, match="Chưa ghi bước công nhận 5"):
            above(made)
        cell(made)
        with pytest.raises(RuleBroken, match="trước ngày 10/5/2026 của bước công nhận 5"):
            above(made, day=date(2026, 5, 9))
        above(made)
        with pytest.raises(RuleBroken, match="trước ngày 20/5/2026 của bước công nhận 7"):
            decide(made, day=date(2026, 5, 19))
        assert not Membership.unscoped.filter(member=made.one.member, official_on__isnull=False).exists()

    def test_two_thirds_of_the_committee(self, made):
        cell(made)
        with pytest.raises(RuleBroken, match="Cần 10 phiếu tán thành"):
            above(made, in_favour=9, against=4)
        assert above(made, in_favour=9, against=4, decision=None).decision is None
        with pytest.raises(RuleBroken, match="Chưa ghi bước công nhận 7"):
            decide(made)

    def test_after_the_resolution_came_to_the_deciding_level(self, made):
        cell(made)
        above(made)
        play.came(made.one, date(2026, 6, 5))
        with pytest.raises(RuleBroken, match="trước ngày 05/6/2026 cấp có thẩm quyền nhận nghị quyết"):
            decide(made)
        decide(made, day=date(2026, 6, 5))
        file = read(made.one, MACHINE.day)
        assert handling.resolved_of(file, handling.matter_of(file)).decided_on == date(2026, 6, 5)

    def test_no_second_decision_and_nothing_else_behind_it(self, made):
        cell(made)
        above(made)
        decide(made)
        for again in (decide, above, strike_off, propose):
            with pytest.raises(RuleBroken, match="Đã là đảng viên chính thức từ ngày 25/4/2026"):
                again(made)

    def test_a_part_committee_appraises_first(self, made):
        part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.tree.committee)
        other = builders.organisation("Chi bộ Thôn 8", "cell", part)
        for number in range(3):
            member(f"Ma Seo Lềnh {'ABC'[number]}", other)
        made.one = play.gathered(play.probationer(other, "Ma Thị Sen"))
        cell(made)
        with pytest.raises(RuleBroken, match="Chưa ghi bước công nhận 6"):
            above(made)
        play.gather(made.one, R.APPRAISAL, day=date(2026, 5, 15))
        above(made)
        assert decide(made).official_on == ENDS

    def test_an_authorised_committee_records_it_and_another_does_not(self, made):
        secretary = actor_for(made.cast.committee_secretary, MACHINE.day)
        cell(made)
        above(made, by=secretary)
        with pytest.raises(RuleBroken, match="đảng ủy cơ sở chưa được ủy quyền"):
            decide(made, by=secretary)
        given = play.paper("4-QĐ/HU", date(2026, 1, 5), "Huyện ủy")
        procedure.authorise(made.tree.committee, by=MACHINE, day=date(2026, 1, 5), decision=given)
        assert decide(made, by=secretary).official_on == ENDS

    def test_the_right_to_the_plain_verb_stays_the_officers(self, made):
        secretary = actor_for(made.cast.committee_secretary, MACHINE.day)
        with pytest.raises(NotAllowed):
            people.recognise(made.one.member, by=secretary, official_on=ENDS, decision=builders.PAPER)
        with pytest.raises(NotAllowed):
            decide(made, by=actor_for(made.cast.cell_secretary, MACHINE.day))

    def test_where_votes_fell_short_three_times_the_level_above_decides(self, made):
        for number in range(3):
            cell(made, day=DAY + timedelta(days=number), short=True)
        with pytest.raises(RuleBroken, match="trước ngày 12/5/2026 của biểu quyết đã báo cáo"):
            decide(made, day=date(2026, 5, 11))
        assert decide(made).official_on == ENDS

    def test_it_is_taken_back_as_a_whole(self, made):
        cell(made)
        above(made)
        decide(made)
        with pytest.raises(RuleBroken, match="hồ sơ kết nạp"):
            act = Act.objects.get(verb="recognise", member=made.one.member)
            from members.procedure import revert

            revert.revert(act, by=MACHINE, why="nhầm")
        procedure.take_back_recognition(made.one, by=MACHINE, why="nhầm")
        assert path(made).official_on is None and R.DECISION not in path(made).done()
        decide(made)

    def test_under_a_card_it_stays(self, made):
        cell(made)
        above(made)
        decide(made)
        people.note_number(made.one.member, by=MACHINE, kind="card8", value="12345678", day=date(2026, 6, 20))
        with pytest.raises(RuleBroken, match="Đã ghi số thẻ từ ngày 20/6/2026"):
            procedure.take_back_recognition(made.one, by=MACHINE, why="nhầm")

    def test_what_was_recorded_at_the_person_goes_back_there(self, made):
        people.recognise(made.one.member, by=MACHINE, official_on=ENDS, decision=builders.PAPER)
        assert R.DECISION in path(made).done()
        with pytest.raises(RuleBroken, match="hoàn lại ở đó"):
            procedure.take_back_recognition(made.one, by=MACHINE, why="nhầm")


class TestStrikingOff:
    def test_the_cell_proposes_and_the_competent_level_decides(self, made):
        with pytest.raises(RuleBroken, match="Chi bộ chưa có nghị quyết đề nghị xóa tên"):
            strike_off(made)
        vote = propose(made)
        assert (vote.kind, vote.base) == ("striking_off", 3)
        gone = strike_off(made)
        assert (gone.kind, gone.since, gone.decision.number) == ("striking_off", DECIDED, "231-QĐ/HU")
        assert not Placement.unscoped.on(MACHINE.day).filter(member=made.one.member).exists()
        assert (path(made).left_as, path(made).left_on) == ("xóa tên", DECIDED)
        for again in (cell, decide, strike_off, propose):
            with pytest.raises(RuleBroken, match=r"Đã ra khỏi danh sách \(xóa tên\) từ ngày 01/6/2026"):
                again(made, day=date(2026, 6, 10))

    def test_two_thirds_and_not_before_the_months_are_over(self, made):
        with pytest.raises(RuleBroken, match="chưa hết thời gian dự bị"):
            propose(made, day=ENDS - timedelta(days=1))
        with pytest.raises(RuleBroken, match="Cần 2 phiếu tán thành"):
            propose(made, in_favour=1)

    def test_not_both_recognised_and_struck_off(self, made):
        proposal = propose(made)
        with pytest.raises(RuleBroken, match="đã có nghị quyết đề nghị xóa tên"):
            cell(made, day=date(2026, 5, 11))
        with pytest.raises(RuleBroken, match="đã có nghị quyết đề nghị xóa tên"):
            decide(made)
        procedure.take_back_vote(proposal, by=MACHINE, why="nhầm")
        cell(made, day=date(2026, 5, 11))
        with pytest.raises(RuleBroken, match="đã có nghị quyết đề nghị công nhận"):
            propose(made, day=date(2026, 5, 12))

    def test_while_it_waits_no_paper_of_a_recognition_is_made_but_the_self_review_that_was_read(self, made):
        taken_back(made, R.SYNTHESIS)
        taken_back(made, R.SELF_REVIEW)
        propose(made)
        with pytest.raises(RuleBroken, match="Ngày 10/5/2026 chi bộ đã có nghị quyết đề nghị xóa tên"):
            play.gather(made.one, R.SYNTHESIS, day=ENDS)
        client = signed_in(made.cast.cell_secretary)
        page = client.get(reverse("applicant", args=[made.one.pk]))
        where = {kind: reverse(STEPS[kind].name, args=[made.one.pk]) for kind in (R.SYNTHESIS, R.SELF_REVIEW)}
        assert where[R.SYNTHESIS] not in page.content.decode() and where[R.SELF_REVIEW] in page.content.decode()
        assert text(page).count("Ngày 10/5/2026 chi bộ đã có nghị quyết đề nghị xóa tên.") >= 3, "steps 4, 5 and 8"
        play.gather(made.one, R.SELF_REVIEW, day=ENDS)

    def test_not_before_the_proposal(self, made):
        propose(made)
        with pytest.raises(RuleBroken, match="trước ngày 10/5/2026"):
            strike_off(made, day=date(2026, 5, 9))

    @pytest.mark.parametrize("what", [procedure.record_recognition_vote, procedure.record_striking_off_vote])
    def test_after_three_votes_that_fell_short_the_level_above_may_strike_off(self, made, what):
        for number in range(3):
            cell(made, day=DAY + timedelta(days=number), short=True, verb=what)
        assert strike_off(made).since == DECIDED

    def test_a_fourth_vote_on_it_is_refused_where_the_rule_is_sure_and_doubted_where_not(self, made):
        later = machine("kiểm thử", date(2026, 9, 30))
        for number in range(3):
            propose(made, day=date(2026, 8, 1 + number), by=later, short=True)
        with pytest.raises(Doubted, match="Đã 3 lần"):
            propose(made, day=date(2026, 8, 9), by=later, passed=Passed())

    def test_it_is_taken_back_and_the_person_stands_in_the_cell_again(self, made):
        vote = propose(made)
        strike_off(made)
        with pytest.raises(RuleBroken, match="Đã ra khỏi danh sách"):
            procedure.take_back_vote(vote, by=MACHINE, why="nhầm")
        procedure.take_back_striking_off(made.one, by=MACHINE, why="nhầm")
        assert not path(made).left_as
        here = Placement.unscoped.on(MACHINE.day).get(member=made.one.member)
        assert here.organisation == made.tree.cell

    def test_an_authorised_committee_strikes_off_what_it_admits(self, made):
        secretary = actor_for(made.cast.committee_secretary, MACHINE.day)
        propose(made)
        with pytest.raises(RuleBroken, match="đảng ủy cơ sở chưa được ủy quyền"):
            strike_off(made, by=secretary)
        given = play.paper("4-QĐ/HU", date(2026, 1, 5), "Huyện ủy")
        procedure.authorise(made.tree.committee, by=MACHINE, day=date(2026, 1, 5), decision=given)
        strike_off(made, by=secretary)
        assert Departure.unscoped.filter(membership__member=made.one.member).count() == 1

    def test_who_is_restored_is_on_probation_as_before(self, made):
        propose(made)
        strike_off(made)
        restore(made.one.member, by=MACHINE, organisation=made.tree.cell, day=date(2026, 6, 15))
        assert not path(made).left_as


class TestPages:
    def test_the_file_shows_the_steps_what_is_next_and_who_does_it(self, made):
        page = reverse("applicant", args=[made.one.pk])
        client = signed_in(made.cast.cell_secretary)
        said = text(client.get(page))
        assert "Các bước công nhận chính thức" in said and "công nhận 5/8" in said
        assert "chờ chi bộ: chi bộ xét, biểu quyết công nhận" in said
        cell(made)
        above(made)
        said = text(client.get(page))
        assert "chờ ban thường vụ cấp ủy cấp trên trực tiếp: quyết định công nhận" in said
        assert reverse("record-recognition", args=[made.one.pk]) not in client.get(page).content.decode()

    def test_an_officer_records_the_decision_and_the_person_has_no_card(self, made):
        cell(made)
        above(made)
        client, page = signed_in(made.cast.officer), reverse("applicant", args=[made.one.pk])
        where = reverse("record-recognition", args=[made.one.pk])
        form = text(client.get(where))
        assert "Chính thức từ ngày 25/4/2026" in form and "Tuổi đảng tính từ ngày" in form
        sent = {"number": "230-QĐ/HU", "day": "1/6/2026", "body": "Ban Thường vụ"}
        assert client.post(where, sent).status_code == 302
        said = text(client.get(page))
        assert "chính thức, chưa có thẻ" in said and "Đã là đảng viên chính thức" in said
        assert "Tuổi đảng tính từ ngày 11/4/2025" in said
        assert "Chưa có thẻ đảng viên" in text(client.get(reverse("person", args=[made.one.member_id])))
        listed = client.get(reverse("applicants") + "?nhom=da-ket-nap")
        assert "chính thức, chưa có thẻ" in text(listed)

    def test_who_is_struck_off_closes_the_file(self, made):
        propose(made)
        client, page = signed_in(made.cast.officer), reverse("applicant", args=[made.one.pk])
        where = reverse("record-striking-off", args=[made.one.pk])
        assert where in client.get(page).content.decode()
        assert client.post(where, {"number": "231-QĐ/HU", "day": "1/6/2026"}).status_code == 302
        said = text(client.get(page))
        assert "Xóa tên từ ngày 01/6/2026, số 231-QĐ/HU" in said or "Hồ sơ đã khép lại" in said
        assert reverse("recognition-vote", args=[made.one.pk]) not in client.get(page).content.decode()
        assert "Xét công nhận" not in said
        assert reverse("assign-helper", args=[made.one.pk]) not in client.get(page).content.decode()
        with pytest.raises(RuleBroken, match="không phân công giúp đỡ nữa"):
            play.helped(made.one, made.tree.cell, day=date(2026, 6, 10))

    def test_another_part_and_the_reader_do_not(self, made):
        for name in ("recognition-self-review", "committee-on-recognition", "record-recognition", "striking-off-vote",
                     "record-striking-off", "take-back-recognition", "take-back-striking-off"):  # fmt: skip
            where = reverse(name, args=[made.one.pk])
            assert signed_in(made.cast.reader).get(where).status_code in (403, 404)
            assert signed_in(made.cast.outsider).get(where).status_code == 404


def test_the_report_of_the_part_committee_is_not_the_cell_s_to_record(made):
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.tree.committee)
    other = builders.organisation("Chi bộ Thôn 8", "cell", part)
    for number in range(3):
        member(f"Ma Seo Lềnh {'ABC'[number]}", other)
    made.one = play.gathered(play.probationer(other, "Ma Thị Sen"))
    cell(made)
    who = builders.role(builders.account("bi-thu-thon-8", "Ma Văn Pao"), "cell", other)
    with pytest.raises(NotAllowed):
        play.gather(made.one, R.APPRAISAL, day=date(2026, 5, 15), by=builders.actor(who))
    page = signed_in(who).get(reverse("applicant", args=[made.one.pk])).content.decode()
    assert reverse(STEPS[R.APPRAISAL].name, args=[made.one.pk]) not in page


def test_a_resolution_is_not_signed_before_its_meeting(made):
    with pytest.raises(RuleBroken, match="Nghị quyết ký ngày 09/5/2026, trước ngày họp") as refused:
        cell(made, day=date(2026, 5, 10), decision=play.paper("40-NQ/CB", date(2026, 5, 9)))
    assert refused.value.field == "signed_on"


def test_the_committee_to_which_the_person_moved_votes_on_what_the_former_cell_resolved(made):
    """The file goes along with what was done (0142)."""
    cell(made)
    places.move(made.one.member, by=MACHINE, organisation=made.tree.other_cell, day=date(2026, 5, 12))
    assert above(made, day=date(2026, 5, 14)).organisation_id == made.tree.other_committee.pk


def test_after_three_short_votes_the_cell_is_held_to_no_day_any_more(made):
    for number in range(3):
        cell(made, day=DAY + timedelta(days=number), short=True)
    file = read(made.one, MACHINE.day)
    assert of_probation(date(2025, 4, 25), file, office.holidays(), MACHINE.day) is None
