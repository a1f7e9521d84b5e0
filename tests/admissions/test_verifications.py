"""A profile is sent to be verified: one line for each place, never what it says; when the step may be called done."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import Step, StepKind, Verification
from admissions.procedure.reading import read
from admissions.rules import verifying
from admissions.rules.way import Sending
from members.errors import Doubted, RuleBroken
from members.models import Act, Organisation
from members.procedure import Paper, Passed
from members.regulations import Confidence, rules_on
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE

pytestmark = pytest.mark.django_db
S = StepKind
CLOSED, DONE = play.day_of(S.PROFILE), play.day_of(S.VERIFIED)


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def one(tree):
    return play.until(play.found(tree.cell), S.PROFILE)


def done(one, **given):
    """Step 7 as somebody who can be asked records it."""
    return play.do(one, S.VERIFIED, passed=Passed(), **given)


def test_a_line_keeps_a_place_two_days_a_paper_and_a_conclusion_and_nothing_else():
    """Contents and relatives have no column into which they could be typed."""
    names = {field.name for field in Verification._meta.get_fields()}
    assert names == {
        "id", "applicant", "place", "sent_on", "answered_on", "conclusion", "decision", "account",
    }  # fmt: skip


def test_every_place_that_was_asked_has_answered_well_and_the_step_is_done(one):
    for place in ("Chi bộ Bản Díu", "Công an xã Bản Máy"):
        play.answer(play.ask(one, place), day=DONE, decision=play.paper("3-CV/CB", DONE))
    done(one)
    assert S.VERIFIED in read(one, MACHINE.day).way.done()


def test_a_file_without_lines_goes_on_as_before(one):
    done(one)


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [(None, r"còn chưa trả lời: Chi bộ Bản Díu \(gửi 26/4/2025\)"), ("failed", "còn không đạt: Chi bộ Bản Díu"),
     ("more", "còn chờ bổ sung: Chi bộ Bản Díu")],
)  # fmt: skip
def test_a_place_that_has_not_answered_well_is_doubted_and_a_paper_passes_it(one, conclusion, said):
    """What each answer has to say is no sure rule: it asks for a paper and does not refuse."""
    sent = play.ask(one)
    if conclusion:
        play.answer(sent, conclusion, day=DONE)
    with pytest.raises(Doubted, match=said) as doubted:
        done(one)
    assert [doubt.rule for doubt in doubted.value.doubts] == ["admission.verification"]
    marks = frozenset(doubt.mark for doubt in doubted.value.doubts)
    allowed = Passed(marks, ticked=True, paper=Paper("7-CV/ĐU", DONE, "Đảng ủy"))
    play.do(one, S.VERIFIED, passed=allowed)
    assert Act.objects.filter(verb="record_step").latest("pk")


def test_the_rule_is_nowhere_sure():
    for day in (date(2021, 9, 1), date(2025, 7, 1), date(2026, 7, 26)):
        assert rules_on(day).admission.verification.confidence is not Confidence.HIGH


def test_an_answer_that_came_after_the_day_of_the_step_was_none_that_day(one):
    play.answer(play.ask(one), day=DONE + timedelta(days=1))
    with pytest.raises(Doubted, match="còn chưa trả lời"):
        done(one)


def test_what_was_to_be_added_is_settled_by_sending_there_again_and_what_failed_is_not(one):
    first = Sending("Chi bộ Bản Díu", date(2025, 5, 1), date(2025, 5, 3), "more")
    again = Sending("CHI BỘ BẢN DÍU", date(2025, 5, 4), date(2025, 5, 9), "passed")
    assert verifying.in_the_way([first], DONE)
    assert verifying.in_the_way([first, again], date(2025, 5, 9)) == ""
    assert verifying.in_the_way([first._replace(conclusion="failed"), again], date(2025, 5, 9))
    assert verifying.in_the_way([first, again._replace(place="Chi bộ Bản Máy")], date(2025, 5, 9))


def test_what_is_sent_after_the_step_does_not_make_it_undone(one):
    done(one)
    play.ask(one, day=DONE + timedelta(days=200))
    procedure.correct_step(
        Step.unscoped.get(kind=S.VERIFIED), by=MACHINE, why="gõ nhầm", passed=Passed(), day=DONE + timedelta(days=1)
    )


def test_nothing_is_sent_before_the_profile_is_closed(tree):
    one = play.until(play.found(tree.cell), S.APPLICATION)
    with pytest.raises(RuleBroken, match="Chưa ghi bước 6"):
        play.ask(one)
    play.do(one, S.PROFILE)
    with pytest.raises(RuleBroken, match=r"trước ngày .* của bước 6"):
        play.ask(one, day=CLOSED - timedelta(days=1))
    play.ask(one, day=CLOSED)


def test_the_profile_stays_under_what_was_sent(one):
    sent = play.ask(one)
    profile = Step.unscoped.get(kind=S.PROFILE)
    with pytest.raises(RuleBroken, match="Bỏ trước: các nơi đã gửi thẩm tra"):
        procedure.take_back_step(profile, by=MACHINE, why="nhầm")
    with pytest.raises(RuleBroken, match="đã gửi thẩm tra"):
        procedure.correct_step(profile, by=MACHINE, why="nhầm", day=CLOSED + timedelta(days=2))
    procedure.take_back_verification(sent, by=MACHINE, why="nhầm")
    procedure.take_back_step(profile, by=MACHINE, why="nhầm")


@pytest.mark.parametrize(
    ("given", "said"),
    [({"day": date(2030, 1, 1)}, "chưa đến"), ({"day": CLOSED}, "trước ngày gửi"),
     ({"conclusion": "x"}, "Chọn kết luận")],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(one, given, said):
    sent = play.ask(one)
    with pytest.raises(RuleBroken, match=said):
        play.answer(sent, **given)
    sent.refresh_from_db()
    assert sent.answered_on is None


def test_to_one_place_once_a_day_and_an_answer_once(one):
    sent = play.ask(one)
    with pytest.raises(RuleBroken, match="Đã ghi gửi thẩm tra đến Chi Bộ Bản Díu"):
        play.ask(one, "Chi Bộ Bản Díu")
    with pytest.raises(RuleBroken, match="Ghi tên nơi"):
        play.ask(one, "  ")
    play.answer(sent)
    with pytest.raises(RuleBroken, match="Đã ghi trả lời"):
        play.answer(sent)


def test_a_line_is_put_right_within_its_days_with_a_reason(one):
    sent = play.ask(one)
    with pytest.raises(RuleBroken, match="Ghi lý do"):
        procedure.correct_verification(sent, by=MACHINE, place="Chi bộ Bản Máy")
    procedure.correct_verification(sent, by=MACHINE, why="gõ nhầm", place="Chi bộ Bản Máy")
    play.answer(sent, "more", day=DONE)
    with pytest.raises(RuleBroken, match="trước ngày gửi"):
        procedure.correct_verification(sent, by=MACHINE, why="gõ nhầm", sent_on=DONE + timedelta(days=1))
    other = play.ask(one)
    with pytest.raises(RuleBroken, match="Đã ghi gửi thẩm tra đến Chi bộ Bản Máy"):
        procedure.correct_verification(other, by=MACHINE, why="gõ nhầm", place="Chi bộ Bản Máy")
    procedure.correct_verification(sent, by=MACHINE, why="đọc nhầm", conclusion="passed")
    sent.refresh_from_db()
    assert (sent.place, sent.conclusion, sent.answered_on) == ("Chi bộ Bản Máy", "passed", DONE)


def test_a_line_that_somebody_took_back_is_gone_for_the_other(one):
    sent = play.ask(one)
    procedure.take_back_verification(sent, by=MACHINE, why="nhầm")
    for verb in (procedure.take_back_verification, procedure.correct_verification):
        with pytest.raises(RuleBroken, match="vừa được bỏ"):
            verb(Verification(pk=sent.pk or 1, applicant=one), by=MACHINE, why="nhầm")


def test_a_stopped_file_asks_nobody_and_does_not_stop_before_what_it_asked(one):
    sent = play.ask(one, day=DONE)
    with pytest.raises(RuleBroken, match="việc đã ghi sau cùng"):
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=DONE - timedelta(days=1))
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=DONE)
    for act in (lambda: play.ask(one, "Chi bộ Bản Máy", day=DONE), lambda: play.answer(sent)):
        with pytest.raises(RuleBroken, match="thôi xét từ ngày"):
            act()


def test_lines_of_a_cell_that_ended_follow_its_successor(one, tree):
    sent = play.ask(one)
    builders.procedure.tree.close_organisation(tree.cell, by=MACHINE, day=date(2025, 7, 1), successor=tree.sibling)
    play.answer(sent, day=date(2025, 7, 5))
    assert read(one, MACHINE.day).cell == Organisation.unscoped.get(pk=tree.sibling.pk).pk
    assert Act.objects.filter(verb="note_verification_answer").count() == 1
