"""The deciding level notes when a resolution came to it, and that its decision takes longer: what the term is then."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import Handling, StepKind, Vote
from admissions.procedure.reading import read
from admissions.rules import handling, terms
from admissions.rules.way import UNHANDLED, Handled
from members import office
from members.errors import Doubted, Outdated, RuleBroken
from members.models import Act
from members.procedure import Passed
from members.regulations import Confidence, rules_on
from tests import builders
from tests.admissions import play
from tests.admissions.slow import working_days_on
from tests.builders import MACHINE
from tests.ground import laid

pytestmark = pytest.mark.django_db
S = StepKind
RESOLVED = play.day_of(S.CELL)
CAME = RESOLVED + timedelta(days=10)


class Ground:
    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.one = play.until(play.found(self.tree.cell), S.CELL)


ground = laid(Ground)


@pytest.fixture
def one(ground, db):
    return ground.found().one


def last(one):
    return terms.due(read(one, MACHINE.day).way, S.DECISION, *office.holidays())


def test_the_days_of_the_decision_count_from_the_day_the_resolution_came(one):
    assert last(one) == working_days_on(RESOLVED, 60, *office.holidays())
    play.came(one, CAME)
    assert last(one) == working_days_on(CAME, 60, *office.holidays())


def test_a_paper_makes_the_term_longer_by_so_many_working_days(one):
    play.came(one, CAME)
    play.longer(one, CAME + timedelta(days=30), 30)
    assert last(one) == working_days_on(CAME, 90, *office.holidays())


def test_it_came_after_the_resolution_and_not_tomorrow(one):
    with pytest.raises(RuleBroken, match=r"trước ngày .* của nghị quyết chi bộ") as refused:
        play.came(one, RESOLVED - timedelta(days=1))
    assert refused.value.field == "day"
    with pytest.raises(RuleBroken):
        play.came(one, MACHINE.day + timedelta(days=1))
    play.came(one, RESOLVED)


def test_there_is_nothing_to_come_before_the_cell_has_resolved(one):
    other = play.until(play.found(one.organisation, "Thào Seo Sùng"), S.GATHERED)
    for call in (lambda: play.came(other, MACHINE.day), lambda: play.longer(other, MACHINE.day)):
        with pytest.raises(RuleBroken, match="Chi bộ chưa có nghị quyết"):
            call()


def test_each_is_noted_once(one):
    play.came(one, CAME)
    with pytest.raises(RuleBroken, match="Đã ghi nhận nghị quyết của chi bộ ngày"):
        play.came(one, CAME)
    play.longer(one, CAME)
    with pytest.raises(RuleBroken, match="Đã ghi gia hạn quyết định ngày"):
        play.longer(one, CAME)


def test_more_than_thirty_days_are_doubted_under_a_rule_that_is_not_sure(one):
    assert rules_on(RESOLVED).admission.extension_wd.confidence is not Confidence.HIGH
    with pytest.raises(Doubted, match="Gia hạn nhiều nhất 30 ngày làm việc, đang ghi 31"):
        play.longer(one, CAME, 31, passed=Passed())
    assert not Handling.unscoped.exists()


def test_more_than_thirty_days_are_refused_where_the_rule_is_sure():
    day = date(2023, 5, 10)
    assert rules_on(day).admission.extension_wd.confidence is Confidence.HIGH
    with pytest.raises(RuleBroken, match="nhiều nhất 30 ngày làm việc"):
        handling.weigh_longer(handling.Matter.ADMISSION, handling.Resolved(day), day, 31)
    assert handling.weigh_longer(handling.Matter.ADMISSION, handling.Resolved(day), day, 30) == []


def test_once_the_term_is_over_making_it_longer_is_doubted(one):
    over = last(one)
    with pytest.raises(Doubted, match="khi đã quá hạn quyết định"):
        play.longer(one, over + timedelta(days=1), passed=Passed())
    play.longer(one, over)


def test_it_is_made_longer_by_a_paper_alone(one):
    with pytest.raises(RuleBroken, match="văn bản gia hạn") as refused:
        play.longer(one, CAME, decision=None)
    assert refused.value.field == "number"


def test_the_decision_is_not_before_the_day_the_resolution_came(one):
    play.came(one, CAME)
    play.do(one, S.COMMITTEE)
    with pytest.raises(RuleBroken, match=r"trước ngày .* cấp có thẩm quyền nhận nghị quyết"):
        play.do(one, S.DECISION, day=CAME - timedelta(days=1))
    play.do(one, S.DECISION)
    with pytest.raises(RuleBroken, match="đã quyết định"):
        procedure.correct_handling(
            Handling.unscoped.get(), by=MACHINE, why="gõ nhầm", day=play.day_of(S.DECISION) + timedelta(days=1)
        )


def test_the_decision_is_not_before_the_day_its_term_was_made_longer(one):
    play.longer(one, CAME)
    play.do(one, S.COMMITTEE)
    decided = play.do(one, S.DECISION)
    with pytest.raises(RuleBroken, match="gia hạn quyết định"):
        procedure.correct_step(decided, by=MACHINE, why="gõ nhầm", day=CAME - timedelta(days=1))


def test_what_was_noted_goes_before_the_resolution_it_is_about(one):
    noted = play.came(one, CAME)
    vote = Vote.unscoped.get(applicant=one, kind="cell")
    with pytest.raises(RuleBroken, match="Bỏ trước: ngày cấp có thẩm quyền nhận nghị quyết"):
        procedure.take_back_vote(vote, by=MACHINE, why="ghi nhầm")
    procedure.take_back_handling(noted, by=MACHINE, why="ghi nhầm")
    procedure.take_back_vote(vote, by=MACHINE, why="ghi nhầm")


def test_a_slip_is_put_right_and_the_line_says_why(one):
    noted = play.longer(one, CAME, 20)
    procedure.correct_handling(noted, by=MACHINE, why="gõ nhầm số", wd=25)
    assert last(one) == working_days_on(RESOLVED, 85, *office.holidays())
    assert Act.objects.filter(verb="correct_handling").latest("pk").values_row.said()["why"] == "gõ nhầm số"


def test_what_was_never_noted_is_taken_back_and_the_term_is_as_before(one):
    before = last(one)
    noted = play.longer(one, CAME)
    procedure.take_back_handling(noted, by=MACHINE, why="ghi nhầm hồ sơ")
    assert last(one) == before
    with pytest.raises(RuleBroken, match="vừa được bỏ"):
        procedure.take_back_handling(noted, by=MACHINE, why="ghi nhầm hồ sơ")


def test_nobody_notes_on_a_page_that_is_older_than_the_file(one):
    seen = one.changed_by
    play.came(one, CAME)
    with pytest.raises(Outdated):
        procedure.extend_decision(one, by=MACHINE, day=CAME, wd=5, decision=play.paper("1", CAME), seen=seen)


def two_officers(one):
    committee = one.organisation.terms(manager="unscoped").get().parent
    district = committee.terms(manager="unscoped").get().parent
    return [builders.actor(builders.role(builders.account(who, who), "officer", district)) for who in ("mot", "hai")]


def test_who_notes_on_two_pages_is_told_that_it_was_oneself(one):
    (by, other), seen = two_officers(one), one.changed_by
    # Of another file of the cell somebody else has written.
    play.do(play.found(one.organisation, "Sùng Thị Pà"), S.SYMPATHISER, by=other)
    play.came(one, CAME, by=by)
    with pytest.raises(Outdated, match="Ở một trang khác, đồng chí vừa sửa hồ sơ này"):
        procedure.extend_decision(one, by=by, day=CAME, wd=5, decision=play.paper("1", CAME), seen=seen)
    with pytest.raises(Outdated, match="Người khác vừa sửa hồ sơ này"):
        procedure.extend_decision(one, by=other, day=CAME, wd=5, decision=play.paper("1", CAME), seen=seen)


def test_where_somebody_else_wrote_in_between_it_was_not_oneself_alone(one):
    (by, other), seen = two_officers(one), one.changed_by
    play.came(one, CAME, by=other)
    play.longer(one, CAME, by=by)
    with pytest.raises(Outdated, match="Người khác vừa sửa hồ sơ này"):
        procedure.stop_file(one, by=by, kind="withdrawn", day=CAME, seen=seen)


def test_of_a_probationer_the_term_of_the_recognition_is_meant(one):
    new = play.gathered(play.probationer(one.organisation, "Sùng Thị Pà"))
    with pytest.raises(RuleBroken, match="Chi bộ chưa có nghị quyết"):
        play.came(new, MACHINE.day)
    day = date(2026, 5, 10)
    vote = procedure.record_recognition_vote(
        new, by=MACHINE, day=day, present=8, in_favour=8, against=0, named=play.unknown(8),
        decision=play.paper("40-NQ/CB", day),
    )  # fmt: skip
    noted = play.came(new, day + timedelta(days=5))
    assert noted.matter == "recognition"
    with pytest.raises(RuleBroken, match="Bỏ trước"):
        procedure.take_back_vote(vote, by=MACHINE, why="ghi nhầm")
    off = office.holidays()
    known = handling.handled(read(new, MACHINE.day).handlings, handling.Matter.RECOGNITION)
    assert known == Handled(day + timedelta(days=5))
    due = terms.decision_due(handling.Matter.RECOGNITION, day, known, *off)
    assert due == working_days_on(day + timedelta(days=5), 30, *off)
    assert read(new, MACHINE.day).way.handled == UNHANDLED
