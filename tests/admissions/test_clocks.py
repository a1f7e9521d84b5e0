"""The clocks of an admission and of a probation: their last day, who is told of them and from when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admissions.models import StepKind
from admissions.rules import clocks, terms
from admissions.rules.clocks import LADDER, Clock, Kind, Level
from admissions.rules.way import UNHANDLED, Ballot, Handled, Way
from kit.calendar import PartialDate
from members.rules import people
from tests.admissions.slow import is_worked, working_days_on

S = StepKind
OFF = frozenset({date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)})
WORKED = frozenset({date(2026, 5, 9)})
NONE = (frozenset(), frozenset())
DAY = date(2026, 6, 30)


def way(days=None, **given):
    return Way(
        birth=PartialDate(2000, 1, 1), schooling="upper", days={S.SOURCE: date(2024, 1, 2)} | (days or {}), **given
    )


def resolved(day, **given):
    return way(ballots=(Ballot(S.CELL, day, 9, 9),), **given)


def kinds(found):
    return {one.kind: one.last for one in found}


@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.one_of(st.none(), st.integers(0, 40)), st.integers(0, 30),
    st.frozensets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=40),
)  # fmt: skip
def test_the_last_day_is_the_one_on_which_the_last_leaf_of_the_calendar_is_turned(day, came, longer, off):
    """Sixty working days and as many more as a paper gives, after the day the resolution came."""
    came_on = None if came is None else day + timedelta(days=came)
    found = kinds(clocks.of_file(resolved(day, handled=Handled(came_on, longer)), (off, WORKED), day))
    last = found[Kind.DECISION]
    assert last == working_days_on(came_on or day, 60 + longer, off, WORKED)
    assert is_worked(last, off, WORKED)


def test_what_runs_from_the_vote_to_the_records():
    day = date(2026, 3, 2)
    assert kinds(clocks.of_file(resolved(day), NONE, DAY)) == {Kind.DECISION: working_days_on(day, 60, *NONE)}
    decided = resolved(day, received_on=date(2026, 5, 12))
    decided.days[S.DECISION] = date(2026, 5, 4)
    assert kinds(clocks.of_file(decided, NONE, DAY)) == {Kind.CEREMONY: working_days_on(date(2026, 5, 12), 30, *NONE)}
    decided.days[S.CEREMONY] = date(2026, 6, 1)
    assert kinds(clocks.of_file(decided, NONE, DAY)) == {Kind.RECORDS: working_days_on(date(2026, 6, 1), 30, *NONE)}
    decided.days[S.RECORDS] = date(2026, 6, 20)
    assert kinds(clocks.of_file(decided, NONE, DAY)) == {}


def test_under_the_rules_of_2026_the_ceremony_counts_from_the_issue_of_the_decision():
    day = date(2026, 8, 3)
    found = kinds(clocks.of_file(resolved(date(2026, 7, 6), received_on=date(2026, 8, 20)), NONE, day))
    assert set(found) == {Kind.DECISION}
    decided = resolved(date(2026, 7, 6), received_on=date(2026, 8, 20))
    decided.days[S.DECISION] = day
    assert kinds(clocks.of_file(decided, NONE, day)) == {Kind.CEREMONY: working_days_on(day, 30, *NONE)}


def test_papers_run_until_the_cell_has_considered():
    days = {S.CERTIFICATE: date(2021, 8, 15), S.VERIFIED: date(2025, 7, 31)}
    found = kinds(clocks.of_file(way(days), NONE, DAY))
    assert found == {Kind.CERTIFICATE: date(2026, 8, 15), Kind.DOSSIER: date(2026, 7, 31)}
    considered = way(days, ballots=(Ballot(S.CELL, date(2026, 6, 1), 9, 9),))
    assert set(kinds(clocks.of_file(considered, NONE, DAY))) == {Kind.DECISION}


def test_a_file_that_was_stopped_runs_no_more():
    assert kinds(clocks.of_file(resolved(date(2026, 3, 2), stopped_on=date(2026, 4, 1)), NONE, DAY)) == {}


@pytest.mark.parametrize(
    ("admitted", "ends"),
    [
        (date(2025, 7, 15), date(2026, 7, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_months_end_on_the_same_day_of_the_next_year(admitted, ends):
    eve = clocks.of_probation(admitted, None, UNHANDLED, NONE, ends - timedelta(days=1))
    assert (eve.kind, eve.last, eve.left(ends - timedelta(days=1))) == (Kind.PROBATION, ends, 1)
    then = clocks.of_probation(admitted, None, UNHANDLED, NONE, ends)
    assert (then.kind, then.last) == (Kind.REVIEW, working_days_on(ends, 30, *NONE))
    voted = clocks.of_probation(admitted, ends, Handled(None, 10), NONE, ends)
    assert (voted.kind, voted.last) == (Kind.RECOGNITION, working_days_on(ends, 40, *NONE))


def test_the_ladder_goes_up_to_the_cell_then_the_committee_then_the_district():
    """From which day before the last one each is told of what is the cell's to do."""
    clock = Clock(Kind.PROBATION, DAY, DAY)
    first = {
        level: next(left for left in range(200, -30, -1) if clock.told(level, DAY - timedelta(days=left)))
        for level in Level
    }
    assert first == {Level.CELL: 90, Level.COMMITTEE: 30, Level.DISTRICT: 15}


@pytest.mark.parametrize("level", Level)
def test_who_has_the_work_is_told_from_the_first_rung(level):
    clock = Clock(Kind.DECISION, DAY, DAY, frozenset({level}))
    assert not clock.told(level, DAY - timedelta(days=LADDER[0] + 1))
    assert clock.told(level, DAY - timedelta(days=LADDER[0]))


@given(st.integers(-400, 400))
def test_a_rung_is_reached_on_its_day_and_stays_below(left):
    rung = Clock(Kind.DECISION, DAY, DAY).rung(DAY - timedelta(days=left))
    assert rung == min((one for one in LADDER if one >= left), default=None)


def test_the_last_day_is_in_time_and_the_next_one_is_late():
    clock = Clock(Kind.CEREMONY, DAY, DAY)
    assert (clock.left(DAY), clock.left(DAY + timedelta(days=1))) == (0, -1)


def test_the_decision_is_the_work_of_who_decides():
    day = date(2026, 3, 2)
    (above,) = clocks.of_file(resolved(day), NONE, DAY)
    assert above.own == {Level.DISTRICT}
    (own,) = clocks.of_file(resolved(day, authorised=((date(2026, 1, 1), None),)), NONE, DAY)
    assert own.own == {Level.COMMITTEE}
    (by_rule,) = clocks.of_file(resolved(day), NONE, date(2026, 8, 1))
    assert by_rule.own == {Level.COMMITTEE}


def test_review_and_recognition_count_as_somebody_counts_who_turns_the_leaves():
    for day in (date(2026, 4, 20), date(2026, 8, 20)):
        assert people.review_due(day, OFF, WORKED) == working_days_on(day, 30, OFF, WORKED)


@given(
    st.dates(date(2025, 1, 1), date(2026, 6, 30)), st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 30)), max_size=30),
    st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 30)), max_size=10),
)  # fmt: skip
def test_the_last_day_of_a_term_is_that_of_somebody_who_counts_on_a_calendar(start, off, worked):
    """Sixty working days for the decision from the cell's resolution, thirty for the records from the ceremony."""
    holidays = frozenset(off), frozenset(worked)
    found = terms.due(Way(ballots=(Ballot(S.CELL, start, 9, 9),)), S.DECISION, *holidays)
    assert found == working_days_on(start, 60, *holidays)
    assert terms.due(Way(days={S.CEREMONY: start}), S.RECORDS, *holidays) == working_days_on(start, 30, *holidays)


def test_the_ceremony_counts_from_the_receipt_and_since_2026_from_the_issue():
    none = frozenset[date](), frozenset[date]()
    for issued, received, start in (
        (date(2025, 9, 1), date(2025, 9, 10), date(2025, 9, 10)),
        (date(2026, 8, 3), date(2026, 8, 20), date(2026, 8, 3)),
    ):
        way = Way(days={S.DECISION: issued}, received_on=received)
        assert terms.due(way, S.CEREMONY, *none) == working_days_on(start, 30, *none)
    assert terms.due(Way(days={S.DECISION: date(2025, 9, 1)}), S.CEREMONY, *none) is None
