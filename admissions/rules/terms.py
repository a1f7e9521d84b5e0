"""Until when a step is in time: working days by the office's calendar, from the day that the rule counts from."""

from __future__ import annotations

from datetime import date

from admissions.models import Matter, StepKind
from kit.calendar import working_days_after
from members.regulations import rules_on
from members.regulations.admission import RECEIVED

from .way import Handled, Way

S = StepKind


def due(way: Way, kind: StepKind, off: frozenset[date], worked: frozenset[date]) -> date | None:
    """The last day on which this step is in time; None where no rule counts one or what it counts from is not done.

    The decision: working days from the day on which the cell's resolution came to the deciding level, from that of the
    resolution while nobody has noted it, and as many more as the term was made longer by; the ceremony: from the day
    the cell got the decision, under 208-QĐ/TW from its issue; the records: from the ceremony."""
    done = way.done()
    if kind == S.DECISION and S.CELL in done:
        return decision_due(Matter.ADMISSION, done[S.CELL], way.handled, off, worked)
    start, count = _clock(way, kind, done)
    return None if start is None else working_days_after(start, count, off, worked)


def _clock(way: Way, kind: StepKind, done: dict[StepKind, date]) -> tuple[date | None, int]:
    """(the day a step's term begins, how many working days)."""
    if kind == S.CEREMONY and S.DECISION in done:
        rule = rules_on(done[S.DECISION]).admission
        start = way.received_on if rule.ceremony_from.value == RECEIVED else done[S.DECISION]
        return start, rule.ceremony_wd.value
    if kind == S.RECORDS and S.CEREMONY in done:
        return done[S.CEREMONY], rules_on(done[S.CEREMONY]).member.file_wd.value
    return None, 0


def decision_due(
    matter: Matter, resolved: date, handled: Handled, off: frozenset[date], worked: frozenset[date]
) -> date:
    """The last day on which the decision on what the cell resolved that day is in time (24-QĐ/TW, 4.3.1)."""
    rules = rules_on(resolved)
    term = rules.admission.decision_wd if matter == Matter.ADMISSION else rules.recognition.decision_wd
    return working_days_after(handled.came_on or resolved, term.value + handled.longer, off, worked)
