"""What was recorded fits together: votes that fell short count, corrections leave no gap, a file has its cell."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import Applicant, Backing, Step, StepKind, Vote
from admissions.procedure.reading import read
from admissions.rules.way import left_out, upcoming
from kit.calendar import PartialDate
from members.errors import RuleBroken
from members.procedure import tree as tree_verbs
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.ground import laid

pytestmark = pytest.mark.django_db
S = StepKind
WHY = "ghi nhầm"
SHORT = {"base": 9, "present": 9, "in_favour": 5, "against": 4, "decision": None}


ground = laid(builders.make_tree)


@pytest.fixture
def tree(ground, db):
    return ground.found()


@pytest.fixture
def one(tree):
    return play.found(tree.cell)


def way(one):
    one.refresh_from_db()
    return read(one, MACHINE.day).way


def step(one, kind):
    return Step.unscoped.get(applicant=one, kind=kind)


# --- votes that fell short ---


def test_nothing_is_taken_from_under_a_vote_that_fell_short(one):
    play.until(one, S.GATHERED)
    play.do(one, S.CELL, **SHORT)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 12"):
        procedure.take_back_step(step(one, S.CERTIFIED), by=MACHINE, why=WHY)
    with pytest.raises(RuleBroken, match=r"sau ngày .* của bước 12"):
        procedure.correct_step(step(one, S.CERTIFIED), by=MACHINE, why=WHY, day=play.day_of(S.APPRAISAL))


def test_the_vote_of_the_cell_stays_while_the_committee_has_voted_even_short(one):
    play.until(one, S.CELL)
    play.do(one, S.COMMITTEE, **SHORT)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 14"):
        procedure.take_back_vote(Vote.unscoped.get(kind=S.CELL), by=MACHINE, why=WHY)
    procedure.take_back_vote(Vote.unscoped.get(kind=S.COMMITTEE), by=MACHINE, why=WHY)
    procedure.take_back_vote(Vote.unscoped.get(kind=S.CELL), by=MACHINE, why=WHY)


def test_enough_votes_are_not_older_than_a_vote_that_fell_short(one):
    """Whoever has a resolution does not vote again."""
    play.until(one, S.GATHERED)
    play.do(one, S.CELL, **SHORT, day=play.day_of(S.CELL) + timedelta(days=7))
    with pytest.raises(RuleBroken, match="đã biểu quyết không đủ phiếu"):
        play.do(one, S.CELL)
    play.do(one, S.CELL, **SHORT)
    play.do(one, S.CELL, day=play.day_of(S.CELL) + timedelta(days=8))


@pytest.mark.parametrize("numbers", [{"in_favour": 9, "against": -1}, {"present": -1, "in_favour": -2, "against": 0},
                                     {"base": 40_000}])  # fmt: skip
def test_no_number_is_below_nothing_or_beyond_any_cell(one, numbers):
    play.until(one, S.GATHERED)
    with pytest.raises(RuleBroken) as refused:
        play.do(one, S.CELL, **numbers)
    assert refused.value.rule == "arithmetic.vote"


# --- what is said of the person ---


def test_who_recommends_is_not_put_right_under_a_vote_without_the_union(tree):
    one = play.until(play.found(tree.cell, backing=Backing.MEMBERS), S.CELL)
    with pytest.raises(RuleBroken, match=r"Bước 12 \(Chi bộ xét, biểu quyết\) đã ghi khi chưa có bước 10") as refused:
        procedure.correct_applicant(one, by=MACHINE, why=WHY, backing=Backing.YOUTH)
    assert refused.value.field == "backing"
    procedure.take_back_vote(Vote.unscoped.get(), by=MACHINE, why=WHY)
    procedure.correct_applicant(one, by=MACHINE, why=WHY, backing=Backing.YOUTH)
    assert upcoming(way(one)) == S.UNION


def test_nobody_is_found_before_birth_after_a_correction_either(one):
    with pytest.raises(RuleBroken, match="sau ngày sinh"):
        procedure.correct_applicant(one, by=MACHINE, why=WHY, birth=PartialDate(2025, 3, 1))
    with pytest.raises(RuleBroken, match="sau ngày sinh"):
        procedure.correct_step(step(one, S.SOURCE), by=MACHINE, why=WHY, day=date(2001, 9, 18))


def test_nobody_is_found_by_a_cell_that_is_not_yet_there_after_a_correction_either(tree):
    young = builders.organisation("Chi bộ Thôn 9", "cell", tree.committee, day=date(2025, 1, 1))
    one = play.found(young)
    with pytest.raises(RuleBroken, match="chưa có vào ngày"):
        procedure.correct_step(step(one, S.SOURCE), by=MACHINE, why=WHY, day=date(2024, 12, 31))


def test_a_file_put_right_is_not_a_second_one_of_somebody(one, tree):
    other = play.found(tree.other_cell, "Giàng Thị Mỹ Dung")
    with pytest.raises(RuleBroken, match="đang có hồ sơ kết nạp"):
        procedure.correct_applicant(other, by=MACHINE, why=WHY, full_name="Giàng Thị Mỷ")


def test_two_of_one_name_and_year_born_on_different_days_are_two(one, tree):
    play.found(tree.other_cell, birth=PartialDate(2001, 9, 19))
    with pytest.raises(RuleBroken, match="đang có hồ sơ kết nạp"):
        play.found(tree.sibling, birth=PartialDate(2001, 9))
    assert Applicant.unscoped.count() == 2


def test_from_the_ceremony_on_the_person_is_put_right_in_the_register(one):
    play.until(one, S.CEREMONY)
    with pytest.raises(RuleBroken, match="sửa ở hồ sơ đảng viên"):
        procedure.correct_applicant(one, by=MACHINE, why=WHY, full_name="Giàng Thị Mỹ")
    # What the form sends along unchanged is no correction.
    procedure.correct_applicant(one, by=MACHINE, why=WHY, full_name="Giàng Thị Mỷ", backing=Backing.UNION)


# --- the receipt of the decision ---


def test_the_ceremony_waits_for_the_day_on_which_the_cell_got_the_decision(one):
    """Else nobody could say whether it is late."""
    play.until(one, S.COMMITTEE)
    day = play.day_of(S.DECISION)
    procedure.record_decision(one, by=MACHINE, day=day, decision=play.paper("5-QĐ/HU", day))
    with pytest.raises(RuleBroken, match="Ghi ngày chi bộ nhận quyết định trước"):
        play.do(one, S.CEREMONY)
    for other, words in ((day - timedelta(days=1), "trước ngày quyết định"), (date(2027, 1, 1), "chưa đến")):
        with pytest.raises(RuleBroken, match=words) as refused:
            procedure.note_received(one, by=MACHINE, day=other)
        assert refused.value.field == "day", "the form asks for one day only"
    procedure.note_received(one, by=MACHINE, day=day + timedelta(days=20))
    with pytest.raises(RuleBroken, match=r"trước ngày .* chi bộ nhận quyết định"):
        play.do(one, S.CEREMONY, day=day + timedelta(days=19))
    play.do(one, S.CEREMONY, day=day + timedelta(days=20))
    decided = step(one, S.DECISION)
    with pytest.raises(RuleBroken, match=r"sau ngày .* của bước 16") as late:
        procedure.correct_step(decided, by=MACHINE, why=WHY, received_on=day + timedelta(days=21))
    assert late.value.field == "received_on"


def test_the_receipt_is_noted_once_and_put_right_with_a_reason(one):
    play.until(one, S.DECISION)
    got = step(one, S.DECISION).received_on
    with pytest.raises(RuleBroken, match="Đã ghi ngày chi bộ nhận quyết định"):
        procedure.note_received(one, by=MACHINE, day=got + timedelta(days=1))
    procedure.correct_step(step(one, S.DECISION), by=MACHINE, why=WHY, received_on=got + timedelta(days=1))


def test_a_stopped_file_gets_no_receipt(one):
    play.until(one, S.COMMITTEE)
    day = play.day_of(S.DECISION)
    procedure.record_decision(one, by=MACHINE, day=day, decision=play.paper("5-QĐ/HU", day))
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=day)
    with pytest.raises(RuleBroken, match="thôi xét từ ngày"):
        procedure.note_received(one, by=MACHINE, day=day)


def test_a_file_is_not_stopped_before_the_cell_got_the_decision(one):
    play.until(one, S.DECISION)
    with pytest.raises(RuleBroken, match="việc đã ghi sau cùng"):
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=play.day_of(S.DECISION))


# --- the consent of the province ---


def test_the_province_has_agreed_before_the_decision(tree):
    one = play.until(play.found(tree.cell, birth=PartialDate(1964, 1, 18)), S.GATHERED)
    late = play.paper("15-CV/TU", play.day_of(S.DECISION) + timedelta(days=1), "Ban Thường vụ Tỉnh ủy")
    procedure.correct_applicant(one, by=MACHINE, exception=late, why=WHY)
    one.refresh_from_db()
    for kind in (S.CELL, S.COMMITTEE):
        play.do(one, kind)
    with pytest.raises(RuleBroken, match="Văn bản đồng ý xét trường hợp riêng ký ngày") as early:
        play.do(one, S.DECISION)
    assert early.value.field == "day"
    play.do(one, S.DECISION, day=play.day_of(S.DECISION) + timedelta(days=1))
    later = play.paper("16-CV/TU", play.day_of(S.CEREMONY), "Ban Thường vụ Tỉnh ủy")
    with pytest.raises(RuleBroken, match="Văn bản đồng ý xét trường hợp riêng ký ngày") as broken:
        procedure.correct_applicant(one, by=MACHINE, exception=later, why=WHY)
    assert broken.value.field == "exception_signed_on"


# --- the tree around a file ---


def close(cell, successor=None):
    return tree_verbs.close_organisation(cell, by=MACHINE, day=date(2026, 1, 2), successor=successor)


def test_a_file_without_a_cell_goes_no_further_and_may_be_stopped(one, tree):
    """No committee stands above what has ended: nobody decides past it."""
    play.until(one, S.CELL)
    close(tree.cell)
    for kind in (S.DECISION, S.COMMITTEE):
        with pytest.raises(RuleBroken, match="không có chi bộ kế tục"):
            play.do(one, kind, day=date(2026, 2, 2))
    procedure.stop_file(one, by=MACHINE, kind="stopped", day=MACHINE.day)


def test_a_file_whose_cell_ended_into_a_committee_has_no_cell_either(one, tree):
    play.until(one, S.CELL)
    close(tree.cell, tree.other_committee)
    with pytest.raises(RuleBroken, match="không có chi bộ kế tục"):
        play.do(one, S.DECISION, day=date(2026, 2, 2))


def test_the_records_of_a_new_member_come_although_the_cell_has_ended(one, tree):
    play.until(one, S.CEREMONY)
    builders.procedure.places.move(
        one.member, by=MACHINE, organisation=tree.sibling, day=date(2026, 1, 2), received_on=date(2026, 1, 2)
    )
    close(tree.cell)
    play.do(one, S.RECORDS, day=MACHINE.day)


def test_what_was_done_is_not_left_out_when_the_tree_asks_for_it_no_more(tree):
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", tree.committee)
    cell = builders.organisation("Chi bộ Thôn 8", "cell", part)
    one = play.until(play.found(cell), S.COMMITTEE)
    tree_verbs.move_organisation(cell, by=MACHINE, parent=tree.committee, day=date(2026, 1, 2))
    assert S.APPRAISAL not in left_out(way(one))
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 14"):
        procedure.take_back_step(step(one, S.APPRAISAL), by=MACHINE, why=WHY)


def test_a_part_committee_founded_later_asks_nothing_of_what_was_resolved(tree):
    cell = builders.organisation("Chi bộ Thôn 8", "cell", tree.committee)
    one = play.until(play.found(cell), S.COMMITTEE)
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", tree.committee)
    tree_verbs.move_organisation(cell, by=MACHINE, parent=part, day=date(2026, 1, 2))
    assert upcoming(way(one)) == S.DECISION
