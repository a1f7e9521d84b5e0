"""Whatever is recorded in whatever order: no file breaks a rule that is sure. The rules are written down here a second
time, slowly, and share no code with the program's."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from admissions import procedure
from admissions.models import Applicant, Backing, Step, StepKind, Vote
from admissions.rules.steps import due
from admissions.rules.way import Ballot, Way
from kit.calendar import PartialDate
from members.errors import Refusal
from members.models import Membership, Organisation
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.properties.plain import written

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = StepKind
DAYS = [date(2025, 2, 14) + timedelta(days=40 * number) for number in range(12)] + [date(2026, 7, 1)]
# What each step stands on, as 06-HD/TW 8.3 and the Charter put it, for a file with every step.
BEFORE: dict[str, set[str]] = {
    "source": set(), "sympathiser": {"source"}, "class_proposed": {"sympathiser"}, "certificate": {"class_proposed"},
    "application": {"certificate"}, "profile": {"application"}, "verified": {"profile"}, "certified": {"verified"},
    "introduced": {"application"}, "union": {"application"}, "gathered": {"application"},
    "cell": {"certified", "introduced", "union", "gathered"}, "appraisal": {"cell"}, "committee": {"appraisal", "cell"},
    "decision": {"committee", "cell"}, "ceremony": {"decision"}, "records": {"ceremony"},
}  # fmt: skip
# Drawn more often, so that some files get somewhere: the step whose turn it is.
TURN = "turn"
HEADS = [None, None, None, S.GATHERED, S.APPRAISAL, S.DECISION]
PEOPLE: list[dict[str, Any]] = [
    {}, {"backing": Backing.MEMBERS}, {"birth": PartialDate(2008, 1, 2)}, {"birth": PartialDate(1964, 5)},
    {"schooling": "primary"}, {"schooling": ""}, {"birth": None},
]  # fmt: skip


def left_out(one: Applicant, place: str) -> set[str]:
    """What the cell of this file does not have: a part-committee; a committee, where it is of the grass roots."""
    out = {"union"} if one.backing == Backing.MEMBERS else set()
    return out | {"cell": {"appraisal"}, "grass_cell": {"appraisal", "committee"}, "deep": set()}[place]


def days_of(one: Applicant) -> dict[str, date]:
    found = {step.kind: step.day for step in Step.unscoped.filter(applicant=one)}
    for vote in Vote.unscoped.filter(applicant=one).order_by("-day"):
        if 3 * vote.in_favour >= 2 * vote.base:
            found[vote.kind] = vote.day
    return found


def check(one: Applicant, place: str) -> None:
    """No step without what it stands on, nor before it; nobody considered whom the rules refuse; every vote counts."""
    found, out = days_of(one), left_out(one, place)
    assert not out & set(found)
    for kind, day in found.items():
        for before in BEFORE[kind] - out:
            assert before in found, (kind, before)
            assert found[before] <= day, (kind, before)
    for vote in Vote.unscoped.filter(applicant=one):
        assert vote.in_favour + vote.against + vote.invalid <= vote.present <= vote.base
        assert (vote.decision_id is not None) == (3 * vote.in_favour >= 2 * vote.base)
        if vote.kind == S.CELL:
            assert one.birth_on is not None
            months = (vote.day.year - one.birth_on.year) * 12 + vote.day.month - one.birth_on.month
            assert months >= 18 * 12
            assert one.schooling in ("lower", "upper") or one.exception_id
            assert months <= 60 * 12 + (11 if one.birth_precision == "y" else 0) or one.exception_id
    assert (one.member_id is not None) == ("ceremony" in found)
    if one.member_id is not None:
        assert Membership.unscoped.get(member=one.member_id).admitted_on == found["ceremony"]


def attempt(draw: Any, one: Applicant) -> None:
    """One call, meant well or not."""
    what = draw(st.sampled_from([TURN] * 6 + ["any", "any", "correct", "back", "vote back", "person", "stop"]))
    day = draw(st.sampled_from(DAYS))
    paper = play.paper("7-NQ/CB", day) if draw(st.integers(0, 9)) else None
    if what in (TURN, "any"):
        kinds = list(StepKind)
        done = days_of(one)
        turn = next((kind for kind in kinds if kind not in done and kind in BEFORE), kinds[-1])
        kind = turn if what == TURN else draw(st.sampled_from(kinds))
        if what == TURN:
            day = max([day, *done.values()])
        numbers = draw(st.sampled_from([(9, 8, 8, 0), (9, 9, 6, 3), (9, 9, 5, 4), (28, 20, 19, 1), (9, 10, 9, 0)]))
        given = dict(zip(("base", "present", "in_favour", "against"), numbers, strict=True))
        more = given if kind in (S.CELL, S.COMMITTEE) else {}
        play.do(one, kind, day=day, decision=paper, **more)
        return
    steps, votes = list(Step.unscoped.filter(applicant=one)), list(Vote.unscoped.filter(applicant=one))
    if what == "correct":
        procedure.correct_step(draw(st.sampled_from(steps)), by=MACHINE, why="gõ nhầm", day=day)
    elif what == "back":
        procedure.take_back_step(draw(st.sampled_from(steps)), by=MACHINE, why="gõ nhầm")
    elif what == "vote back" and votes:
        procedure.take_back_vote(draw(st.sampled_from(votes)), by=MACHINE, why="gõ nhầm")
    elif what == "person":
        given = draw(st.sampled_from([*PEOPLE[1:], {"exception": play.paper("1-CV/TU", DAYS[0])}]))
        procedure.correct_applicant(one, by=MACHINE, why="gõ nhầm", **given)
    elif what == "stop":
        procedure.stop_file(one, by=MACHINE, kind="stopped", day=day)
        procedure.take_file_up(one, by=MACHINE, why="xét tiếp")


def places() -> dict[str, Organisation]:
    made = builders.make_tree()
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.committee)
    return {
        "cell": made.cell, "grass_cell": made.grass_cell,
        "deep": builders.organisation("Chi bộ Thôn 8", "cell", part),
    }  # fmt: skip


def test_no_order_of_calls_makes_a_file_that_breaks_a_sure_rule():
    known, ends = places(), set[str]()

    @given(st.data())
    def plays(data: st.DataObject) -> None:
        with transaction.atomic():
            place = data.draw(st.sampled_from([*sorted(known), "deep"]))
            one = play.found(known[place], **data.draw(st.sampled_from([{}, {}, {}, *PEOPLE])))
            # Half of the plays begin well on their way.
            if (head := data.draw(st.sampled_from(HEADS))) is not None:
                with suppress(Refusal):
                    play.until(one, head)
                one.refresh_from_db()
            before = written()
            for _ in range(data.draw(st.integers(5, 26))):
                try:
                    attempt(data.draw, one)
                except Refusal:
                    assert written() == before
                one.refresh_from_db()
                check(one, place)
                before = written()
            ends.update(days_of(one))
            transaction.set_rollback(True)

    plays()
    # The plays come far enough to say something.
    assert {"application", "cell", "appraisal", "committee", "decision", "ceremony", "records"} <= ends


@given(
    st.dates(date(2025, 1, 1), date(2026, 6, 30)), st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 30)), max_size=30),
    st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 30)), max_size=10),
)  # fmt: skip
def test_the_last_day_of_a_term_is_that_of_somebody_who_counts_on_a_calendar(start, off, worked):
    """Sixty working days for the decision from the cell's resolution, thirty for the records from the ceremony."""
    holidays = frozenset(off), frozenset(worked)
    found = due(Way(ballots=(Ballot(S.CELL, start, 9, 9),)), S.DECISION, *holidays)
    assert found == counted(start, 60, *holidays)
    assert due(Way(days={S.CEREMONY: start}), S.RECORDS, *holidays) == counted(start, 30, *holidays)


def counted(start: date, many: int, off: frozenset[date], worked: frozenset[date]) -> date:
    day, left = start, many
    while left:
        day += timedelta(days=1)
        weekend = day.isoweekday() in (6, 7)
        if day in worked or (not weekend and day not in off):
            left -= 1
    return day


def test_the_ceremony_counts_from_the_receipt_and_since_2026_from_the_issue():
    none = frozenset[date](), frozenset[date]()
    for issued, received, start in (
        (date(2025, 9, 1), date(2025, 9, 10), date(2025, 9, 10)),
        (date(2026, 8, 3), date(2026, 8, 20), date(2026, 8, 3)),
    ):
        way = Way(days={S.DECISION: issued}, received_on=received)
        assert due(way, S.CEREMONY, *none) == counted(start, 30, *none)
    assert due(Way(days={S.DECISION: date(2025, 9, 1)}), S.CEREMONY, *none) is None


def test_the_table_of_the_test_names_every_step_in_its_order():
    assert list(BEFORE) == [kind.value for kind in StepKind]
    assert all(a in BEFORE for a, _ in pairwise(BEFORE))
