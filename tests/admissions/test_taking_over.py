"""Whom the register held as a probationer before it held a file: a file is opened, and goes on as any other."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from admissions import procedure
from admissions.figures import year_of
from admissions.models import Applicant, Helper, RecognitionKind, Step, StepKind
from admissions.papers.known import missing
from admissions.papers.progress import progress
from admissions.procedure import probation
from admissions.procedure.reading import read
from admissions.procedure.running import running
from admissions.procedure.taking_over import without_file
from admissions.rules.papers import OF_A_FILE
from admissions.rules.way import NUMBER, STAGES, left_out, upcoming
from members.errors import Refusal, RuleBroken
from members.models import Act, Membership
from members.procedure import merging, people, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.admissions.watching_recognition import check_recognition
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.members import plans
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S, R = StepKind, RecognitionKind
HELD = play.ADMITTED
ENDS = date(2026, 4, 25)
LIST = "probationers-without-file"


class Ground:
    """A cell of three official members, and a probationer of whom no file tells."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.helper, *_ = (
            member(name, self.tree.cell) for name in ("Cứ Seo Hòa", "Lồ Thị Dung", "Tải Thị Hoa")
        )  # fmt: skip
        self.pa = play.on_probation(self.tree.cell)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def way(one):
    return read(one, TODAY).way


def spell(of):
    return Membership.unscoped.get(member=of)


def is_without(who):
    with builders.whole():
        return without_file(TODAY).filter(member=who).exists()


def year(since, day):
    with builders.whole():
        return year_of(since, day)


def correct_admission(of, day):
    people.correct_membership(spell(of), by=MACHINE, admitted_on=day, why="theo quyết định gốc")


class TestTheFile:
    def test_it_begins_with_the_day_and_the_decision_of_the_register(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        steps = {step.kind: step for step in Step.unscoped.filter(applicant=one)}
        assert {kind: step.day for kind, step in steps.items()} == {S.DECISION: date(2025, 4, 10), S.CEREMONY: HELD}
        assert steps[S.DECISION].decision == spell(made.pa).admission_decision
        assert (one.member, one.organisation, one.full_name) == (made.pa, made.tree.cell, "Vàng Thị Pà")
        assert Membership.unscoped.filter(member=made.pa).count() == 1

    def test_what_led_to_the_ceremony_is_left_out_and_cannot_be_recorded(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        assert upcoming(way(one)) == S.RECORDS
        early = {stage.kind for stage in STAGES if NUMBER[stage.kind] < NUMBER[S.CEREMONY]} - {S.DECISION}
        assert set(left_out(way(one))) == early
        for kind in (S.SYMPATHISER, S.APPLICATION, S.CELL):
            with pytest.raises(RuleBroken, match="Làm trước khi có hồ sơ trên máy"):
                play.do(one, kind, day=HELD)
        with pytest.raises(RuleBroken, match="Làm trước khi có hồ sơ trên máy"):
            procedure.note_received(one, by=MACHINE, day=HELD)

    def test_the_helper_who_is_named_helps_from_the_admission_on(self, made):
        one = procedure.take_over(made.pa, by=MACHINE, helper=made.helper)
        row = Helper.unscoped.get(applicant=one)
        assert (row.member, row.since) == (made.helper, HELD)
        with pytest.raises(RuleBroken, match="trước ngày 25/4/2025 của bước 16"):
            procedure.correct_helper(row, by=MACHINE, since=HELD - timedelta(days=1), why="nhầm")

    def test_an_admission_whose_day_nobody_knows_has_no_clock_and_no_file(self, made):
        other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admitted_on=None, since=HELD, admission_decision=None)
        with pytest.raises(RuleBroken, match="Sổ chưa ghi ngày vào Đảng"):
            procedure.take_over(other, by=MACHINE)

    def test_who_is_official_or_gone_or_has_a_file_gets_none(self, made):
        with pytest.raises(RuleBroken, match="Đã là đảng viên chính thức từ ngày 18/5/2011"):
            procedure.take_over(made.helper, by=MACHINE)
        procedure.take_over(made.pa, by=MACHINE)
        with pytest.raises(RuleBroken, match="đã có hồ sơ kết nạp"):
            procedure.take_over(made.pa, by=MACHINE)
        with pytest.raises(RuleBroken, match="đã có hồ sơ kết nạp"):
            procedure.take_over(play.probationer(made.tree.cell).member, by=MACHINE)
        left = play.on_probation(made.tree.cell, "Lù Thị Mẩy")
        standing.depart(left, by=MACHINE, kind="striking_off", day=date(2026, 5, 1), decision=builders.PAPER)
        with pytest.raises(RuleBroken, match="không có tên trong chi bộ nào"):
            procedure.take_over(left, by=MACHINE)

    def test_somebody_whose_file_is_still_under_way_elsewhere_is_asked_about(self, made):
        other = play.on_probation(made.tree.cell, "Giàng Thị Mỷ", birth=play.BORN)
        with transaction.atomic():
            play.found(made.tree.sibling, "Giàng Thị Mỷ", birth=None)
            procedure.take_over(other, by=MACHINE)
            transaction.set_rollback(True)
        one = play.found(made.tree.sibling, "Giàng Thị Mỷ", birth=None)
        Applicant.unscoped.filter(pk=one.pk).update(birth_on=date(2001, 9, 18), birth_precision="d")
        with pytest.raises(RuleBroken, match="thôi xét trước"):
            procedure.take_over(other, by=MACHINE)

    def test_who_went_with_the_cell_into_another_one_has_the_file_there(self, made):
        plan = plans.drawn(plans.step(plans.MERGE, made.tree.cell, made.tree.sibling))
        plans.reorganisation.apply_reorganisation(plan, by=MACHINE)
        one = procedure.take_over(made.pa, by=MACHINE)
        assert one.organisation == made.tree.sibling and way(one).has_cell


class TestToTheEnd:
    def test_the_months_end_and_the_cell_recognises_in_the_file(self, made):
        one = procedure.take_over(made.pa, by=MACHINE, helper=made.helper)
        with builders.whole():
            clocks = {clock.clock.kind for clock in running(TODAY) if clock.applicant == one.pk}
        assert {"review", "records"} <= set(clocks)
        for kind in (R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS):
            helper = Helper.unscoped.get(applicant=one) if kind == R.HELPER else None
            play.gather(one, kind, day=ENDS, **({"helper": helper} if helper else {}))
        play.recognised(one)
        assert spell(made.pa).official_on == ENDS
        assert probation.of_file(read(one, TODAY)).path.is_over
        assert not is_without(made.pa)

    def test_no_figure_counts_a_wait_for_what_was_done_without_the_machine(self, made):
        before = year(date(2025, 1, 1), date(2025, 12, 31))
        procedure.take_over(made.pa, by=MACHINE)
        after = year(date(2025, 1, 1), date(2025, 12, 31))
        assert after.now == before.now and after.left == before.left
        (stage,) = [one for one in after.stages if one not in before.stages]
        assert (stage.kind, stage.done, stage.days, stage.waiting) == (S.CEREMONY, 1, 15.0, 0)
        # Between the decision and the ceremony it was no open file, and waited for nothing.
        assert year(date(2025, 1, 1), date(2025, 4, 20)).stages == []

    def test_no_paper_of_the_admission_is_printed_and_the_sheet_says_why(self, made):
        file = read(procedure.take_over(made.pa, by=MACHINE), TODAY)
        why = {kind.code: missing(kind, file) for kind in OF_A_FILE}
        for code in ("opinions", "cell-resolution", "committee-resolution", "proposal", "decision", "ceremony"):
            assert why[code] == "Làm trước khi có hồ sơ trên máy."
        assert not why["probation-opinions"]
        with builders.whole():
            rows = progress(file).table.rows
        assert sum(row[3] == "làm trước khi có hồ sơ trên máy" for row in rows) == 14


class TestCorrections:
    def test_it_is_taken_back_while_nothing_stands_on_it(self, made):
        one = procedure.take_over(made.pa, by=MACHINE, helper=made.helper)
        with pytest.raises(RuleBroken, match="Bỏ trước: đảng viên giúp đỡ"):
            procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        procedure.take_back_helper(Helper.unscoped.get(applicant=one), by=MACHINE, why="nhầm")
        play.do(one, S.RECORDS, day=date(2025, 5, 9))
        with pytest.raises(RuleBroken, match="Bỏ trước: bước kết nạp"):
            procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        procedure.take_back_step(Step.unscoped.get(applicant=one, kind=S.RECORDS), by=MACHINE, why="nhầm")
        procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        assert not Applicant.unscoped.exists() and not Step.unscoped.exists()
        assert is_without(made.pa)
        assert procedure.take_over(made.pa, by=MACHINE).member == made.pa

    def test_it_stays_once_the_person_is_official(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        people.recognise(made.pa, by=MACHINE, official_on=ENDS, decision=builders.PAPER)
        with pytest.raises(RuleBroken, match="Đã công nhận chính thức"):
            procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")

    def test_a_file_that_came_from_the_source_is_not_taken_back_so(self, made):
        one = play.probationer(made.tree.cell)
        with pytest.raises(RuleBroken, match="đi từ nguồn kết nạp"):
            procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")

    def test_the_day_follows_the_register_and_no_other(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        held = Step.unscoped.get(applicant=one, kind=S.CEREMONY)
        day = date(2025, 4, 28)
        with pytest.raises(RuleBroken, match="Sổ ghi ngày vào Đảng 25/4/2025"):
            procedure.correct_step(held, by=MACHINE, day=day, why="nhầm")
        correct_admission(made.pa, day)
        client = signed_in(made.cast.officer)
        shown = text(client.get(reverse("applicant", args=[one.pk])))
        assert "Sổ nay ghi ngày vào Đảng 28/4/2025, hồ sơ này ghi lễ kết nạp ngày 25/4/2025" in shown
        assert not is_without(made.pa)
        procedure.correct_step(held, by=MACHINE, day=day, why="theo sổ")
        assert "Sổ nay ghi" not in text(client.get(reverse("applicant", args=[one.pk])))

    def test_the_ceremony_itself_is_not_taken_back_alone(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        with pytest.raises(RuleBroken, match="sửa ở hồ sơ đảng viên"):
            procedure.take_back_step(Step.unscoped.get(applicant=one, kind=S.CEREMONY), by=MACHINE, why="nhầm")


class TestSeveral:
    def test_all_or_none(self, made):
        other = play.on_probation(made.tree.cell, "Lù Thị Mẩy")
        with pytest.raises(RuleBroken, match="Chưa ghi dòng nào") as refused:
            procedure.take_over_several([other, made.helper], by=MACHINE)
        assert set(refused.value.broken) == {made.helper.pk} and not Applicant.unscoped.exists()
        made_now = procedure.take_over_several([other, made.pa], by=MACHINE)
        assert {one.member for one in made_now} == {other, made.pa}
        assert Act.objects.filter(verb="take_over").count() == 2


class TestPages:
    def test_each_sees_those_of_their_own_part(self, made):
        play.on_probation(made.tree.other_cell, "Lù Thị Mẩy")
        for who, names in (
            (made.cast.officer, {"Vàng Thị Pà", "Lù Thị Mẩy"}), (made.cast.committee_secretary, {"Vàng Thị Pà"}),
            (made.cast.cell_secretary, {"Vàng Thị Pà"}), (made.cast.outsider, {"Lù Thị Mẩy"}),
        ):  # fmt: skip
            shown = text(signed_in(who).get(reverse(LIST)))
            assert {name for name in ("Vàng Thị Pà", "Lù Thị Mẩy") if name in shown} == names
            assert "Cứ Seo Hòa" not in shown
        assert signed_in(made.cast.reader).get(reverse(LIST)).status_code == 403

    def test_the_secretary_opens_one_with_its_helper(self, made):
        client = signed_in(made.cast.cell_secretary)
        page = reverse("take-over", args=[made.pa.pk])
        shown = text(client.get(page))
        assert "ngày vào Đảng 25/4/2025" in shown and "27-QĐ/HU" in shown
        assert client.post(page, {"helper": made.helper.pk}).status_code == 302
        one = Applicant.unscoped.get(member=made.pa)
        assert Helper.unscoped.get(applicant=one).member == made.helper
        shown = text(client.get(reverse("applicant", args=[one.pk])))
        assert "Làm trước khi có hồ sơ trên máy" in shown and "Đưa vào danh sách nguồn ngày" not in shown
        assert "Dự bị chưa có hồ sơ" in text(client.get(reverse("applicants")))
        assert "Vàng Thị Pà" not in text(client.get(reverse(LIST)))

    def test_ticks_open_several_and_a_refusal_keeps_them(self, made):
        other = play.on_probation(made.tree.cell, "Lù Thị Mẩy")
        client = signed_in(made.cast.cell_secretary)
        answer = client.post(reverse(LIST), {})
        assert answer.status_code == 422 and "Đánh dấu ít nhất một người" in text(answer)
        answer = client.post(reverse(LIST), {"members": ["\u0661\xb2", "một"]})
        assert answer.status_code == 422 and "vừa được lập hồ sơ hoặc không còn dự bị" in text(answer)
        far = play.on_probation(made.tree.other_cell, "Sùng Seo Lử")
        answer = client.post(reverse(LIST), {"members": [other.pk, far.pk]})
        assert answer.status_code == 422 and not Applicant.unscoped.exists()
        assert f'value="{other.pk}" checked' in answer.content.decode()
        answer = client.post(reverse(LIST), {"members": [other.pk, made.pa.pk]}, follow=True)
        assert "Đã lập hồ sơ cho 2 đảng viên dự bị" in text(answer)

    def test_another_cell_opens_nothing_here(self, made):
        assert signed_in(made.cast.outsider).get(reverse("take-over", args=[made.pa.pk])).status_code == 404

    def test_it_is_taken_back_at_the_page_of_the_file(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        client = signed_in(made.cast.cell_secretary)
        off = reverse("take-back-taking-over", args=[one.pk])
        assert off in client.get(reverse("applicant", args=[one.pk])).content.decode()
        answer = client.post(off, {"why": "lập nhầm người"}, follow=True)
        assert answer.status_code == 200 and "Vàng Thị Pà" in text(answer)
        assert not Applicant.unscoped.exists()

    def test_nobody_s_probation_ends_unnoticed_for_want_of_a_file(self, made):
        said = "Dự bị chưa có hồ sơ, sắp hết hoặc đã hết 12 tháng: 1 người"
        for who in (made.cast.officer, made.cast.committee_secretary, made.cast.cell_secretary):
            assert said in text(signed_in(who).get("/"))
        procedure.take_over(made.pa, by=MACHINE)
        for who in (made.cast.officer, made.cast.committee_secretary, made.cast.cell_secretary):
            assert said not in text(signed_in(who).get("/"))

    def test_who_has_months_left_waits_on_the_list_alone(self, made):
        procedure.take_over(made.pa, by=MACHINE)
        play.on_probation(made.tree.cell, "Lù Thị Mẩy", admitted_on=date(2026, 5, 4), admission_decision=None)
        client = signed_in(made.cast.cell_secretary)
        assert "Dự bị chưa có hồ sơ" not in text(client.get("/"))
        assert "Lù Thị Mẩy" in text(client.get(reverse(LIST)))


def any_step(draw, one):
    play.do(one, draw(st.sampled_from(list(StepKind))), day=draw(st.sampled_from(DAYS)))


def any_correction(draw, one):
    row = draw(st.sampled_from(list(Step.unscoped.filter(applicant=one).order_by("pk"))))
    procedure.correct_step(row, by=MACHINE, day=draw(st.sampled_from(DAYS)), why="nhầm")


def any_gone(draw, one):
    row = draw(st.sampled_from(list(Step.unscoped.filter(applicant=one).order_by("pk"))))
    procedure.take_back_step(row, by=MACHINE, why="nhầm")


def any_admission(draw, one):
    correct_admission(one.member, draw(st.sampled_from(DAYS)))


def any_paper(draw, one):
    play.gather(one, draw(st.sampled_from([R.CERTIFICATE, R.SELF_REVIEW, R.HELPER])), day=draw(st.sampled_from(DAYS)))


def any_again(draw, one):
    procedure.take_over(one.member, by=MACHINE)


DAYS = [date(2025, 4, 2), date(2025, 4, 10), HELD, date(2025, 4, 28), date(2025, 5, 9), ENDS, date(2026, 5, 12)]


def test_no_order_of_calls_makes_another_way_of_such_a_file(made):
    """One file; nothing before its ceremony but the decision; it says the day of the register, or the page says that it
    does not."""
    one = procedure.take_over(made.pa, by=MACHINE)

    @settings(max_examples=settings.default.max_examples // 4)
    @given(data=st.data())
    def plays(data: st.DataObject) -> None:
        with transaction.atomic():
            calls = [any_step, any_correction, any_gone, any_admission, any_paper, any_again]
            for call in data.draw(st.lists(st.sampled_from(calls), min_size=3, max_size=8)):
                try:
                    with transaction.atomic():
                        call(data.draw, one)
                except Refusal:
                    pass
                days = {step.kind: step.day for step in Step.unscoped.filter(applicant=one)}
                assert set(days) <= {S.DECISION, S.CEREMONY, S.RECORDS} and S.CEREMONY in days
                assert days.get(S.DECISION, days[S.CEREMONY]) <= days[S.CEREMONY] <= days.get(S.RECORDS, TODAY)
                assert Applicant.unscoped.filter(member=one.member).count() == 1
                assert set(left_out(way(one))).isdisjoint(days)
            transaction.set_rollback(True)

    plays()
    check_recognition(one)


class TestTwoRecordsOfOneProbationer:
    """Each with a file of its own: found by reading that both stayed, two files of one admission."""

    @pytest.fixture
    def both(self, made):
        other = play.on_probation(made.tree.cell, "Vàng Thị Pà")
        for one in (made.pa, other):
            procedure.take_over(one, by=MACHINE)
        return made.pa, other

    def merged(self, kept, absorbed):
        chosen = {point.key: "kept" for point in merging.check_merge(kept, absorbed).joining.points}
        return merging.merge_members(kept, by=MACHINE, absorbed=absorbed, choices=chosen, why="một người")

    def test_are_not_merged_before_one_file_is_taken_back_and_the_page_says_so(self, made, both):
        with pytest.raises(RuleBroken, match="Cả hai bên có hồ sơ kết nạp"):
            merging.check_merge(*both)
        page = signed_in(made.cast.officer).get(reverse("merge", args=[both[0].pk, both[1].pk]))
        assert "Bỏ hồ sơ lập cho đảng viên dự bị ở một bên trước, rồi gộp." in text(page)
        procedure.take_back_taking_over(Applicant.unscoped.get(member=both[1]), by=MACHINE, why="hai hồ sơ")
        self.merged(*both)
        assert Applicant.unscoped.get().member == both[0]

    def test_whose_files_cannot_be_taken_back_any_more_are_merged_with_both(self, both):
        for one in both:
            people.recognise(one, by=MACHINE, official_on=ENDS, decision=builders.PAPER)
        self.merged(*both)
        assert set(Applicant.unscoped.values_list("member", flat=True)) == {both[0].pk}

    def test_one_file_alone_goes_over(self, made):
        other = play.on_probation(made.tree.cell, "Vàng Thị Pà")
        one = procedure.take_over(other, by=MACHINE)
        self.merged(made.pa, other)
        one.refresh_from_db()
        assert one.member == made.pa
