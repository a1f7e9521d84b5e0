"""Who sits on a committee that votes; and a cell too small to vote, which hands the file on to it."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import Step, StepKind
from admissions.procedure import Named
from admissions.procedure.reading import read
from admissions.rules.terms import due
from members.errors import Doubted, RuleBroken
from members.procedure import Passed, offices, places
from members.standing import VoterReason, committee_base
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import DAY, ground, kept, made, names_in, vote
from tests.builders import MACHINE, PAPER

__all__ = ["ground", "made"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S, R = StepKind, VoterReason


# --- the committee ---


def committee_vote(made, **given):
    day = play.day_of(S.COMMITTEE)
    said = {"present": 3, "in_favour": 3, "against": 0, "decision": play.paper("30-NQ/ĐU", day)} | given
    return procedure.record_committee_vote(made.one, by=MACHINE, day=day, **said)


def hold(who, where, office):
    offices.hold_office(who, by=MACHINE, organisation=where, office=office, day=date(2025, 1, 15))


def test_the_committee_is_those_whose_terms_of_office_hold_that_day(made):
    vote(made)
    hold(made.people["Hoa"], made.tree.committee, "secretary")
    hold(made.people["Hòa"], made.tree.committee, "committee")
    hold(made.people["Hoa"], made.tree.committee, "standing")
    hold(made.people["Dung"], made.cell, "cell_committee")
    assert names_in(committee_base(made.tree.committee.pk, DAY)) == {"Hoa": R.HOLDER, "Hòa": R.HOLDER}
    with pytest.raises(RuleBroken, match="sổ tính 2 người"):
        committee_vote(made, base=3)
    found = committee_vote(made, base=3, named=[Named("come", name="Hảng Seo Chu")])
    assert kept(found) == {"Cứ Seo Hòa": "holder", "Tải Thị Hoa": "holder", "Hảng Seo Chu": "come"}
    assert found.organisation_id == made.tree.committee.pk


def test_where_the_register_holds_no_terms_a_paper_says_how_many(made):
    vote(made)
    with pytest.raises(RuleBroken, match="Sổ chưa ghi nhiệm kỳ của cấp ủy viên nào") as refused:
        committee_vote(made, base=15)
    assert refused.value.field == "size_number"
    for size in (builders.Paper("3-QĐ/HU"), builders.Paper("", date(2025, 1, 15))):
        with pytest.raises(RuleBroken, match="Ghi đủ số và ngày"):
            committee_vote(made, base=15, size=size)
    with pytest.raises(RuleBroken, match="Ghi tổng số cấp ủy viên theo văn bản"):
        committee_vote(made, size=play.SIZE)
    with pytest.raises(RuleBroken, match="Cần 10 phiếu tán thành"):
        committee_vote(made, base=15, size=play.SIZE, present=15, in_favour=9)
    found = committee_vote(made, base=15, size=play.SIZE, present=15, in_favour=10)
    assert (found.size_decision.number, kept(found)) == ("3-QĐ/HU", {})


# --- a cell too small to vote ---


def small(made):
    """Two official members are left, one of them exempt."""
    away, day = made.tree.sibling, date(2025, 7, 15)
    for name in ("Hòa", "Dung", "Hoa", "Sài"):
        places.move(made.people[name], by=MACHINE, organisation=away, day=day)


def refer(made, **given):
    said = {"day": DAY, "decision": play.paper("4-CV/CB", DAY)} | given
    return procedure.refer_small_cell(made.one, by=MACHINE, **said)


def test_a_cell_of_fewer_than_three_hands_the_file_on_with_a_paper(made):
    small(made)
    refer(made)
    way = read(made.one, MACHINE.day).way
    assert way.done()[S.CELL] == DAY
    none = frozenset[date](), frozenset[date]()
    assert due(way, S.DECISION, *none) is not None
    play.do(made.one, S.COMMITTEE)
    play.do(made.one, S.DECISION)
    with pytest.raises(RuleBroken, match="Bỏ trước"):
        procedure.take_back_step(Step.unscoped.get(kind=S.CELL), by=MACHINE, why="nhầm")


def test_a_cell_of_three_votes(made):
    """Who is exempt or away is an official member, too: the cell is no smaller for that."""
    with pytest.raises(RuleBroken, match="sổ ghi chi bộ có 6 đảng viên chính thức, từ 3 trở lên") as refused:
        refer(made)
    assert refused.value.rule == "admission.cell_quorum"


def test_the_paper_that_says_so_is_asked_for(made):
    small(made)
    with pytest.raises(RuleBroken, match="văn bản nêu rõ"):
        refer(made, decision=None)
    with pytest.raises(RuleBroken, match="Chưa ghi bước"):
        procedure.refer_small_cell(play.found(made.cell, "Lục Thị Mai"), by=MACHINE, day=DAY, decision=PAPER)


def test_its_day_is_put_right_only_to_one_on_which_the_cell_was_small(made):
    small(made)
    step = refer(made)
    with pytest.raises(RuleBroken, match=r"sổ ghi chi bộ có \d đảng viên chính thức"):
        procedure.correct_step(step, by=MACHINE, why="nhầm", day=date(2025, 7, 10))
    with pytest.raises(RuleBroken, match="văn bản nêu rõ"):
        procedure.correct_step(step, by=MACHINE, why="nhầm", decision=builders.Paper())
    procedure.correct_step(step, by=MACHINE, why="nhầm", day=DAY + timedelta(days=1))


def test_a_vote_in_a_cell_of_two_is_doubted_and_not_refused(made):
    """The rule is Med: whoever records it gives the paper that allows it."""
    small(made)
    given = {"present": 2, "in_favour": 2, "attending": {made.people["Quý"].pk, made.people["Vảng"].pk}}
    with pytest.raises(Doubted, match="chi bộ có 2 đảng viên chính thức"):
        vote(made, **given, passed=Passed())
    assert vote(made, **given).base == 2
