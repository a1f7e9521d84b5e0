"""The decision of an admission where a file is opened after it: from the register, typed then, or found later."""

from datetime import date

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Step
from admissions.rules.way import left_out
from members.errors import NotAllowed, RuleBroken
from members.models import Act, ActValues
from members.procedure import people
from tests import builders
from tests.admissions import play
from tests.admissions.test_taking_over import S, ground, made, spell, way
from tests.builders import MACHINE
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["ground", "made"]
pytestmark = pytest.mark.django_db
PAPER = play.paper("31-QĐ/HU", date(2025, 4, 11), "Huyện ủy")


def opened(made, **given):
    """A file that was opened when nobody knew the decision."""
    other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admission_decision=None)
    return procedure.take_over(other, by=given.pop("by", MACHINE), **given)


def test_the_decision_is_typed_where_the_register_has_none(made):
    other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admission_decision=None)
    paper = play.paper("31-QĐ/HU", date(2025, 4, 11), "Huyện ủy")
    one = procedure.take_over(other, by=MACHINE, decision=paper)
    assert Step.unscoped.get(applicant=one, kind=S.DECISION).decision.number == "31-QĐ/HU"
    third = play.on_probation(made.tree.cell, "Sùng Seo Lử", admission_decision=None)
    unknown = procedure.take_over(third, by=MACHINE)
    assert S.DECISION in left_out(way(unknown))
    with pytest.raises(RuleBroken, match="Sổ đã ghi quyết định kết nạp"):
        procedure.take_over(made.pa, by=MACHINE, decision=paper)


def test_what_is_typed_there_is_known_to_the_register_as_well(made):
    """Party age counts from it, where it was typed by who decides or by the office."""
    one = opened(made, decision=PAPER, by=builders.actor(made.cast.committee_secretary))
    assert spell(one.member).admission_decision.number == "31-QĐ/HU"
    inner = Act.objects.get(verb="correct_membership", member=one.member)
    assert Act.objects.get(number=inner.inside).verb == "take_over"


def test_what_a_secretary_of_a_cell_types_stays_in_the_file(made):
    one = opened(made, decision=PAPER, by=builders.actor(made.cast.cell_secretary))
    assert Step.unscoped.get(applicant=one, kind=S.DECISION).decision.number == "31-QĐ/HU"
    assert spell(one.member).admission_decision is None


def test_a_secretary_corrects_no_admission_by_that(made):
    with pytest.raises(NotAllowed):
        people.correct_membership(
            spell(made.pa), by=builders.actor(made.cast.cell_secretary), why="nhầm", admitted_on=date(2025, 4, 24)
        )


def test_a_decision_found_later_is_entered_without_taking_the_file_back(made):
    one = opened(made)
    officer = signed_in(made.cast.officer)
    page, where = reverse("applicant", args=[one.pk]), reverse("step-decision", args=[one.pk])
    assert where in officer.get(page).content.decode()
    assert "received_on" not in officer.get(where).context["form"].fields
    sent = {"number": "31-QĐ/HU", "day": "11/4/2025", "body": "Huyện ủy"}
    refused = officer.post(where, sent | {"day": "26/4/2025"})
    assert "sau ngày vào Đảng 25/4/2025" in text(refused)
    officer.post(where, sent)
    assert Step.unscoped.get(applicant=one, kind=S.DECISION).day == date(2025, 4, 11)
    assert spell(one.member).admission_decision.number == "31-QĐ/HU"
    assert where not in officer.get(page).content.decode()
    with pytest.raises(RuleBroken, match="Đã ghi bước 15"):
        procedure.record_decision(one, by=MACHINE, day=date(2025, 4, 11), decision=PAPER)


def test_the_cell_asks_whoever_decides_to_enter_it(made):
    one = opened(made)
    assert reverse("step-decision", args=[one.pk]) not in (
        signed_in(made.cast.cell_secretary).get(reverse("applicant", args=[one.pk])).content.decode()
    )


def test_a_decision_that_the_register_learned_meanwhile_is_told_and_entered_as_it_stands_there(made):
    one = opened(made)
    people.correct_membership(spell(one.member), by=MACHINE, why="có giấy", admission_decision=PAPER)
    said = text(signed_in(made.cast.officer).get(reverse("applicant", args=[one.pk])))
    assert "Sổ nay ghi quyết định kết nạp: Số 31-QĐ/HU, 11/4/2025, Huyện ủy; hồ sơ này chưa ghi." in said
    other = play.paper("32-QĐ/HU", date(2025, 4, 11), "Huyện ủy")
    with pytest.raises(RuleBroken, match="Sổ nay ghi quyết định kết nạp: Số 31-QĐ/HU"):
        procedure.record_decision(one, by=MACHINE, day=other.signed_on, decision=other)
    procedure.record_decision(one, by=MACHINE, day=PAPER.signed_on, decision=PAPER)
    assert Step.unscoped.get(applicant=one, kind=S.DECISION).decision == spell(one.member).admission_decision


def test_a_decision_put_right_in_the_register_is_told_in_the_file(made):
    one = procedure.take_over(made.pa, by=MACHINE)
    page, officer = reverse("applicant", args=[one.pk]), signed_in(made.cast.officer)
    assert "Sổ nay ghi" not in text(officer.get(page))
    people.correct_membership(spell(made.pa), by=MACHINE, why="nhầm số", admission_decision=PAPER)
    said = text(officer.get(page))
    assert "Sổ nay ghi quyết định kết nạp: Số 31-QĐ/HU, 11/4/2025, Huyện ủy; hồ sơ này ghi: Số 27-QĐ/HU" in said
    procedure.correct_step(
        Step.unscoped.get(applicant=one, kind=S.DECISION), by=MACHINE, why="theo sổ", day=date(2025, 4, 11),
        decision=PAPER,
    )  # fmt: skip
    assert "Sổ nay ghi" not in text(officer.get(page))


def test_a_decision_signed_after_the_admission_is_refused(made):
    other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admission_decision=None)
    for day, said in ((date(2025, 4, 26), "sau ngày vào Đảng 25/4/2025"), (None, "Ghi ngày ký")):
        with pytest.raises(RuleBroken, match=said):
            procedure.take_over(other, by=MACHINE, decision=play.paper("31-QĐ/HU", day))
    assert not Applicant.unscoped.exists()


def decided(one):
    return Step.unscoped.get(applicant=one, kind=S.DECISION)


RIGHT = play.paper("37-QĐ/HU", date(2025, 4, 14), "Huyện ủy")


class TestPutRightTogether:
    """What the register has from the file goes with it."""

    def test_a_decision_taken_back_is_no_longer_in_the_register(self, made):
        one = opened(made)
        procedure.record_decision(one, by=MACHINE, day=PAPER.signed_on, decision=PAPER)
        officer = signed_in(made.cast.officer)
        where = reverse("take-back-step", args=[decided(one).pk])
        assert where in officer.get(reverse("applicant", args=[one.pk])).content.decode()
        assert "Sổ ghi quyết định kết nạp theo hồ sơ này (Số 31-QĐ/HU, 11/4/2025, Huyện ủy)" in text(officer.get(where))
        officer.post(where, {"why": "ghi nhầm người"})
        assert not Step.unscoped.filter(applicant=one, kind=S.DECISION).exists()
        assert spell(one.member).admission_decision is None
        inner = Act.objects.filter(verb="correct_membership", member=one.member).last()
        assert Act.objects.get(number=inner.inside).verb == "take_back_step"

    def test_under_a_recognition_the_register_keeps_it(self, made):
        """Party age of an official member would have no beginning."""
        one = play.recognised(play.gathered(opened(made, decision=PAPER)))
        with pytest.raises(RuleBroken, match="Đã công nhận chính thức") as refused:
            procedure.take_back_step(decided(one), by=MACHINE, why="nhầm")
        assert refused.value.field == "why"
        assert spell(one.member).admission_decision.number == "31-QĐ/HU"

    def test_the_register_follows_a_decision_that_is_put_right(self, made):
        one = opened(made, decision=PAPER)
        officer = signed_in(made.cast.officer)
        where = reverse("correct-step", args=[decided(one).pk])
        assert "thì sổ sửa theo" in text(officer.get(where))
        officer.post(where, {"day": "14/4/2025", "number": "37-QĐ/HU", "signed_on": "14/4/2025", "body": "Huyện ủy",
                             "why": "gõ nhầm số"})  # fmt: skip
        known = spell(one.member).admission_decision
        assert known == decided(one).decision
        assert (known.number, known.signed_on) == ("37-QĐ/HU", date(2025, 4, 14))
        assert "Sổ nay ghi" not in text(officer.get(reverse("applicant", args=[one.pk])))
        procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        assert spell(one.member).admission_decision is None

    def test_another_day_alone_is_another_day_of_the_paper(self, made):
        one = opened(made, decision=PAPER)
        procedure.correct_step(decided(one), by=MACHINE, day=date(2025, 4, 14), why="gõ nhầm ngày")
        assert spell(one.member).admission_decision.signed_on == date(2025, 4, 14)
        assert decided(one).decision == spell(one.member).admission_decision

    def test_the_decision_of_a_file_from_the_source_is_put_right_in_the_register_too(self, made):
        one = play.probationer(made.tree.cell)
        before = decided(one)
        paper = play.paper("88-QĐ/HU", before.day, "Huyện ủy")
        procedure.correct_step(before, by=MACHINE, decision=paper, why="gõ nhầm số")
        assert spell(one.member).admission_decision.number == "88-QĐ/HU"

    def test_a_file_taken_back_leaves_the_register_as_it_was(self, made):
        one = opened(made, decision=PAPER)
        officer = signed_in(made.cast.officer)
        where = reverse("take-back-taking-over", args=[one.pk])
        assert "bỏ thì sổ cũng thôi ghi, như trước đó" in text(officer.get(where))
        officer.post(where, {"why": "lập nhầm"})
        assert not Applicant.unscoped.filter(pk=one.pk).exists()
        assert spell(one.member).admission_decision is None

    def test_what_the_register_knew_by_itself_stays(self, made):
        one = procedure.take_over(made.pa, by=MACHINE)
        known = spell(made.pa).admission_decision
        assert "Sổ ghi quyết định" not in text(
            signed_in(made.cast.officer).get(reverse("take-back-taking-over", args=[one.pk]))
        )
        procedure.correct_step(decided(one), by=MACHINE, day=RIGHT.signed_on, decision=RIGHT, why="nhầm")
        assert spell(made.pa).admission_decision == known
        procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        assert spell(made.pa).admission_decision == known

    def test_what_somebody_put_right_in_the_register_since_stays_and_is_told(self, made):
        one = opened(made, decision=PAPER)
        people.correct_membership(spell(one.member), by=MACHINE, why="có giấy", admission_decision=RIGHT)
        officer = signed_in(made.cast.officer)
        for name in ("take-back-step", "correct-step"):
            said = text(officer.get(reverse(name, args=[decided(one).pk])))
            assert "đã được sửa sau khi ghi từ hồ sơ này (Số 37-QĐ/HU, 14/4/2025, Huyện ủy): sổ giữ nguyên" in said
        procedure.take_back_step(decided(one), by=MACHINE, why="nhầm")
        assert spell(one.member).admission_decision.number == "37-QĐ/HU"
        procedure.take_back_taking_over(one, by=MACHINE, why="nhầm")
        assert spell(one.member).admission_decision.number == "37-QĐ/HU"

    def test_once_the_history_was_reduced_the_pages_say_that_the_register_stays_as_it_is(self, made):
        """What was written from the file is not known any more: nothing is taken out of the register unseen."""
        one = opened(made, decision=PAPER)
        own, officer = Step.unscoped.get(applicant=one, kind=S.DECISION), signed_in(made.cast.officer)
        ActValues.objects.filter(act__verb="correct_membership", act__member=one.member).update(salt="", body="")
        kept = (
            "Lịch sử không còn giá trị của việc ghi quyết định kết nạp từ hồ sơ này sang sổ: sổ giữ nguyên "
            "(Số 31-QĐ/HU, 11/4/2025, Huyện ủy); sai thì sửa ở hồ sơ đảng viên."
        )
        for name, row in (("correct-step", own), ("take-back-step", own), ("take-back-taking-over", one)):
            assert kept in text(officer.get(reverse(name, args=[row.pk]))), name
        procedure.take_back_step(own, by=MACHINE, why="nhầm hồ sơ")
        assert spell(one.member).admission_decision.number == "31-QĐ/HU"

    def test_a_cell_takes_nothing_out_of_the_register(self, made):
        one = opened(made, decision=PAPER)
        secretary = builders.actor(made.cast.cell_secretary)
        with pytest.raises(RuleBroken, match="báo đảng ủy hoặc cán bộ tổ chức bỏ"):
            procedure.take_back_taking_over(one, by=secretary, why="nhầm")
        page = signed_in(made.cast.cell_secretary).get(reverse("applicant", args=[one.pk])).content.decode()
        assert reverse("take-back-taking-over", args=[one.pk]) not in page
        assert spell(one.member).admission_decision.number == "31-QĐ/HU"

    def test_a_decision_put_right_to_a_day_after_the_admission_is_refused(self, made):
        one = opened(made, decision=PAPER)
        late = play.paper("31-QĐ/HU", date(2025, 4, 26), "Huyện ủy")
        with pytest.raises(RuleBroken, match="sau ngày vào Đảng 25/4/2025"):
            procedure.correct_step(decided(one), by=MACHINE, decision=late, why="nhầm")
        assert spell(one.member).admission_decision.number == "31-QĐ/HU"

    def test_the_page_says_where_the_decision_goes(self, made):
        other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admission_decision=None)
        where = reverse("take-over", args=[other.pk])
        assert "vào cả sổ, tuổi đảng tính theo đó" in text(signed_in(made.cast.officer).get(where))
        assert "chỉ vào hồ sơ này" in text(signed_in(made.cast.cell_secretary).get(where))
