"""From the source to the member, step by step: none skipped, none misdated, none twice."""

from datetime import date, timedelta

import pytest

from admissions import forms, procedure
from admissions.models import Applicant, Backing, Step, StepKind, Vote
from admissions.procedure.reading import read
from admissions.rules.way import AGAIN, STAGES, left_out, upcoming
from members.errors import RuleBroken
from members.models import Membership, Placement
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE

pytestmark = pytest.mark.django_db
S = StepKind


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def one(tree):
    return play.found(tree.cell)


def way(one):
    return read(one, MACHINE.day).way


def test_who_is_found_waits_for_the_resolution_of_the_cell(one):
    assert upcoming(way(one)) == S.SYMPATHISER
    assert list(way(one).done()) == [S.SOURCE]


def test_a_file_goes_its_whole_way_and_makes_a_probationer(one, tree):
    play.until(one, S.RECORDS)
    assert upcoming(way(one)) is None
    spell = Membership.unscoped.get(member=one.member)
    assert (spell.admitted_on, spell.official_on) == (play.day_of(S.CEREMONY), None)
    assert spell.admission_decision == Step.unscoped.get(applicant=one, kind=S.DECISION).decision
    place = Placement.unscoped.get(member=one.member)
    assert (place.organisation, place.since, place.assumed) == (tree.cell, play.day_of(S.CEREMONY), False)


@pytest.mark.parametrize("stage", STAGES[2:], ids=lambda stage: stage.kind)
def test_no_step_is_skipped(one, stage):
    """Right after the first step none but the second is open."""
    if stage.kind in left_out(way(one)):
        return
    with pytest.raises(RuleBroken, match="Chưa ghi bước") as refused:
        play.do(one, stage.kind)
    assert refused.value.rule == "admission.order"
    assert Step.unscoped.count() == 1
    assert not Vote.unscoped.exists()


def test_a_step_is_not_done_before_what_it_stands_on(one):
    with pytest.raises(RuleBroken, match="trước ngày 14/02/2025 của bước 1"):
        play.do(one, S.SYMPATHISER, day=date(2025, 2, 13))
    with pytest.raises(RuleBroken, match="chưa đến"):
        play.do(one, S.SYMPATHISER, day=MACHINE.day + timedelta(days=1))
    play.do(one, S.SYMPATHISER, day=date(2025, 2, 14))


def test_a_step_is_done_once(one):
    play.do(one, S.SYMPATHISER)
    with pytest.raises(RuleBroken, match="Đã ghi bước 2"):
        play.do(one, S.SYMPATHISER)


def test_a_step_that_needs_its_paper_is_nothing_without(one):
    with pytest.raises(RuleBroken, match="Ghi số hoặc ngày của nghị quyết") as refused:
        play.do(one, S.SYMPATHISER, decision=None)
    assert refused.value.field == "number"


def test_where_two_members_recommend_no_resolution_of_a_union_is_asked(tree):
    one = play.found(tree.cell, backing=Backing.MEMBERS)
    assert set(left_out(way(one))) - AGAIN == {S.UNION, S.APPRAISAL}
    with pytest.raises(RuleBroken, match="hai đảng viên chính thức giới thiệu"):
        play.do(one, S.UNION)
    play.until(one, S.CELL)
    assert upcoming(way(one)) == S.COMMITTEE


def test_a_grass_roots_cell_goes_straight_to_the_level_above(tree):
    one = play.found(tree.grass_cell)
    assert S.COMMITTEE in left_out(way(one))
    play.until(one, S.DECISION)
    assert S.DECISION in way(one).done()


def test_under_a_part_committee_its_report_is_a_step(tree):
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", tree.committee)
    cell = builders.organisation("Chi bộ Thôn 8", "cell", part)
    one = play.until(play.found(cell), S.CELL)
    assert upcoming(way(one)) == S.APPRAISAL


def test_two_thirds_of_all_who_count_are_needed_not_of_those_present(one):
    play.until(one, S.GATHERED)
    with pytest.raises(RuleBroken, match="Cần 19 phiếu tán thành \\(2/3 của 28 đảng viên chính thức\\)"):
        play.do(one, S.CELL, base=28, present=20, in_favour=18, against=2)
    play.do(one, S.CELL, base=28, present=20, in_favour=18, against=2, decision=None)
    assert upcoming(way(one)) == S.CELL
    play.do(one, S.CELL, day=play.day_of(S.CELL) + timedelta(days=30), base=28, present=24, in_favour=19, against=5)
    assert upcoming(way(one)) == S.COMMITTEE
    assert Vote.unscoped.count() == 2


@pytest.mark.parametrize(
    ("numbers", "said"),
    [({"base": 0, "present": 0, "in_favour": 0, "against": 0}, "từ 1 trở lên"),
     ({"base": 9, "present": 0, "in_favour": 0, "against": 0}, "Phải có ít nhất một người có mặt"),
     ({"base": 9, "present": 10}, "nhiều hơn tổng số 9"),
     ({"base": 9, "present": 8, "in_favour": 8, "against": 1}, "nhiều hơn 8 người có mặt")],
)  # fmt: skip
def test_numbers_that_contradict_each_other_are_refused(one, numbers, said):
    play.until(one, S.GATHERED)
    with pytest.raises(RuleBroken, match=said):
        play.do(one, S.CELL, **numbers)
    assert not Vote.unscoped.exists()


def test_enough_votes_make_a_resolution(one):
    play.until(one, S.GATHERED)
    with pytest.raises(RuleBroken, match="Đủ số phiếu"):
        play.do(one, S.CELL, decision=None)


@pytest.mark.parametrize(
    ("birth", "said"),
    [((2007, 9, 18), "Chưa đủ 18 tuổi"), ((1965, 1, 18), "Quá 60 tuổi .* Cấp ủy trực thuộc Trung ương xem xét")],
)  # fmt: skip
def test_too_young_and_too_old_is_not_considered(tree, birth, said):
    one = play.until(play.found(tree.cell, birth=play.PartialDate(*birth)), S.GATHERED)
    with pytest.raises(RuleBroken, match=said):
        play.do(one, S.CELL)


def test_over_sixty_with_the_paper_of_the_province(tree):
    one = play.until(play.found(tree.cell, birth=play.PartialDate(1964, 1, 18)), S.GATHERED)
    consent = play.paper("15-CV/TU", date(2025, 6, 2), "Ban Thường vụ Tỉnh ủy")
    procedure.correct_applicant(one, by=MACHINE, exception=consent, why="văn bản đồng ý")
    play.do(one, S.CELL)


def test_little_schooling_needs_the_paper_of_the_province(tree):
    one = play.until(play.found(tree.cell, schooling="primary"), S.GATHERED)
    with pytest.raises(RuleBroken, match="Cần có bằng tốt nghiệp trung học cơ sở"):
        play.do(one, S.CELL)


def test_nothing_is_taken_from_under_a_later_step(one):
    play.until(one, S.APPLICATION)
    step = Step.unscoped.get(applicant=one, kind=S.CERTIFICATE)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 5"):
        procedure.take_back_step(step, by=MACHINE, why="nhầm")
    procedure.take_back_step(Step.unscoped.get(applicant=one, kind=S.APPLICATION), by=MACHINE, why="nhầm")
    procedure.take_back_step(step, by=MACHINE, why="nhầm")
    assert upcoming(way(one)) == S.CERTIFICATE


def test_a_day_is_put_right_within_the_days_around_it(one):
    play.until(one, S.APPLICATION)
    step = Step.unscoped.get(applicant=one, kind=S.CERTIFICATE)
    with pytest.raises(RuleBroken, match=r"sau ngày .* của bước 5"):
        procedure.correct_step(step, by=MACHINE, why="nhầm", day=play.day_of(S.APPLICATION) + timedelta(days=1))
    procedure.correct_step(step, by=MACHINE, why="nhầm", day=play.day_of(S.APPLICATION))
    assert way(one).done()[S.CERTIFICATE] == play.day_of(S.APPLICATION)


def test_a_stopped_file_goes_no_further_until_it_is_taken_up(one):
    play.until(one, S.APPLICATION)
    day = play.day_of(S.APPLICATION)
    with pytest.raises(RuleBroken, match="việc đã ghi sau cùng"):
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=day - timedelta(days=1))
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=day)
    with pytest.raises(RuleBroken, match="thôi xét từ ngày"):
        play.do(one, S.PROFILE)
    procedure.take_file_up(one, by=MACHINE, why="xin vào Đảng lại")
    play.do(one, S.PROFILE)


def test_who_decides_refuses_nothing_before_the_cell_has_resolved(one):
    """Found in the sample: "cấp có thẩm quyền không đồng ý" of a file whose cell had not met yet."""
    play.until(one, S.GATHERED)
    play.do(one, S.CELL, base=9, present=9, in_favour=5, against=4, decision=None)
    day = play.day_of(S.CELL) + timedelta(days=7)
    with pytest.raises(RuleBroken, match="cấp có thẩm quyền chưa có gì để xét") as refused:
        procedure.stop_file(one, by=MACHINE, kind="refused", day=day)
    assert refused.value.field == "kind"
    form = forms.StopForm()
    form.offer(MACHINE, one)
    assert "refused" not in dict(form.fields["kind"].choices)
    assert "chưa có gì để xét" in form.fields["kind"].help_text
    play.do(one, S.CELL, day=day)
    procedure.stop_file(one, by=MACHINE, kind="refused", day=day)


def test_one_person_has_one_file_under_way(one, tree):
    with pytest.raises(RuleBroken, match="người cùng tên, cùng năm sinh"):
        play.found(tree.other_cell)
    play.found(tree.other_cell, birth=play.PartialDate(1995, 1, 2))
    procedure.stop_file(one, by=MACHINE, kind="stopped", day=date(2025, 3, 1))
    play.found(tree.other_cell)
    with pytest.raises(RuleBroken, match="nay có hồ sơ kết nạp khác đang xét"):
        procedure.take_file_up(one, by=MACHINE, why="xét tiếp")
    assert Applicant.unscoped.count() == 3


# --- who is a member already ---


def member(tree, name="Giàng Thị Mỷ", birth=play.BORN):
    return builders.member(name, tree.other_cell, birth=birth)


def test_no_file_is_opened_for_somebody_who_is_a_member_in_whatever_cell(tree):
    member(tree)
    with pytest.raises(RuleBroken, match="đang có đảng viên cùng họ tên, cùng ngày sinh") as refused:
        play.found(tree.cell)
    assert refused.value.field == "full_name"


def test_no_file_is_opened_for_a_member_whose_cell_is_not_known(tree):
    Placement.unscoped.filter(membership__member=member(tree)).delete()
    with pytest.raises(RuleBroken, match="đang có đảng viên cùng họ tên, cùng ngày sinh"):
        play.found(tree.cell)


def test_a_namesake_born_another_day_or_in_a_year_alone_stands_in_nobodys_way(tree):
    member(tree, birth=play.PartialDate(2001, 9, 19))
    member(tree, birth=play.PartialDate(2001))
    play.found(tree.cell)


def test_who_has_become_a_member_meanwhile_is_not_admitted_once_more(one, tree):
    play.until(one, S.DECISION)
    member(tree)
    with pytest.raises(RuleBroken, match="đang có đảng viên"):
        play.do(one, S.CEREMONY)


def test_a_stopped_file_is_not_taken_up_for_somebody_who_is_a_member_by_now(one, tree):
    procedure.stop_file(one, by=MACHINE, kind="stopped", day=date(2025, 3, 1))
    member(tree)
    with pytest.raises(RuleBroken, match="đang có đảng viên"):
        procedure.take_file_up(one, by=MACHINE, why="xét tiếp")


def test_a_file_is_not_given_the_name_and_birth_of_a_member(tree):
    member(tree)
    other = play.found(tree.cell, "Vàng Thị Dợ")
    with pytest.raises(RuleBroken, match="đang có đảng viên"):
        procedure.correct_applicant(other, by=MACHINE, why="nhầm", full_name="Giàng Thị Mỷ")


def test_a_late_ceremony_needs_the_consent_of_the_committee_above(one):
    play.until(one, S.DECISION)
    late = play.day_of(S.DECISION) + timedelta(days=60)
    with pytest.raises(RuleBroken, match="Lễ kết nạp quá hạn"):
        play.do(one, S.CEREMONY, day=late)
    play.do(one, S.CEREMONY, day=late, decision=play.paper("4-CV/HU", late, "Huyện ủy"))


def test_a_cell_that_merged_hands_its_files_on(one, tree):
    play.until(one, S.APPLICATION)
    builders.procedure.tree.close_organisation(tree.cell, by=MACHINE, day=date(2025, 6, 1), successor=tree.sibling)
    assert read(one, MACHINE.day).cell == tree.sibling.pk


def test_nobody_is_found_before_the_birth_whichever_of_both_is_put_right(one):
    with pytest.raises(RuleBroken, match="phải sau ngày sinh") as refused:
        procedure.correct_applicant(one, by=MACHINE, why="nhầm", birth=play.PartialDate(2025, 2, 14))
    assert refused.value.field == "birth"
    first = Step.unscoped.get(applicant=one, kind=S.SOURCE)
    with pytest.raises(RuleBroken, match="phải sau ngày sinh"):
        procedure.correct_step(first, by=MACHINE, why="nhầm", day=date(2001, 9, 18))
