"""What somebody who knows the rules by heart holds against one file after each call: written down a second time,
slowly, and sharing no code with the program's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from admissions.models import (
    Applicant,
    Backing,
    Handling,
    HandOver,
    Helper,
    Introducer,
    Readmission,
    Remark,
    Step,
    StepKind,
    Verification,
    Vote,
)
from members import office
from members.models import Closure, Membership, Term
from tests.admissions.slow import working_days_on
from tests.admissions.watching_recognition import check_recognition
from tests.builders import MACHINE

S = StepKind
# What each step stands on, as 06-HD/TW 8.3 and the Charter put it, for a file with every step.
BEFORE: dict[str, set[str]] = {
    "source": set(), "sympathiser": {"source"}, "class_proposed": {"sympathiser"}, "certificate": {"class_proposed"},
    "application": {"certificate"}, "profile": {"application"}, "verified": {"profile"}, "certified": {"verified"},
    "introduced": {"application"}, "union": {"application"}, "gathered": {"application"},
    "checked": {"application"}, "cell": {"certified", "introduced", "union", "gathered", "checked"},
    "appraisal": {"cell"}, "committee": {"appraisal", "cell"}, "consent": {"committee", "cell"},
    "decision": {"consent", "committee", "cell"}, "ceremony": {"decision"}, "records": {"ceremony"},
}  # fmt: skip
# Who bears the name and the birth of these files left then: 36 months are over between the second of the days and the
# third.
LEFT = date(2022, 4, 1)


@dataclass
class Around:
    """What the tree says of a file today, walked term by term: whether a cell stands that considers, how many levels up
    to its grass-roots organisation."""

    has_cell: bool
    levels: int

    def left_out(self, one: Applicant) -> set[str]:
        out = {"union"} if one.backing == Backing.MEMBERS else set()
        if not Readmission.unscoped.filter(applicant=one).exists():
            out |= {"checked", "consent"}
        return out | {0: {"appraisal", "committee"}, 1: {"appraisal"}}.get(self.levels, set())


def leads(one: Applicant) -> int:
    """The cell to which the file went last, else that in which it began."""
    went = HandOver.unscoped.filter(applicant=one, organisation__isnull=False).order_by("day").last()
    return went.organisation_id if went else one.organisation_id


def around(one: Applicant) -> Around:
    return around_of(leads(one))


def around_of(at: int) -> Around:
    while after := Closure.unscoped.filter(organisation=at, day__lte=MACHINE.day).first():
        if after.successor_id is None:
            return Around(False, 0)
        at = after.successor_id
    term, levels = term_of(at), 0
    has_cell = term.kind.holds_members
    while not term.kind.is_grass_roots and term.parent_id:
        term, levels = term_of(term.parent_id), levels + 1
    return Around(has_cell, levels)


def term_of(organisation: int) -> Term:
    return next(one for one in Term.unscoped.filter(organisation=organisation) if one.holds_on(MACHINE.day))


# An act of a file: (kind, day it was recorded for, id).
Did = tuple[str, str, int]


def recorded(one: Applicant) -> dict[Did, date]:
    """Every step and every vote, whether it was enough or not."""
    rows = [*Step.unscoped.filter(applicant=one), *Vote.unscoped.filter(applicant=one, kind__in=(S.CELL, S.COMMITTEE))]
    return {(type(row).__name__, row.kind, row.pk): row.day for row in rows}


def days_of(one: Applicant, *, whatever_became: bool = False) -> dict[str, date]:
    """Steps that are done: a vote where two thirds of all that count were for it, and that still stands, or
    `whatever_became` of it."""
    found = {step.kind: step.day for step in Step.unscoped.filter(applicant=one)}
    gone = set() if whatever_became else lapsed(one)
    for vote in Vote.unscoped.filter(applicant=one, kind__in=(S.CELL, S.COMMITTEE)).order_by("-day"):
        if 3 * vote.in_favour >= 2 * vote.base and vote.pk not in gone:
            found[vote.kind] = vote.day
    return found


def lapsed(one: Applicant) -> set[int]:
    """Resolutions of cells under a committee that has not resolved, once no committee will: a cell of the grass roots
    leads the file and votes itself."""
    done = set(Step.unscoped.filter(applicant=one).values_list("kind", flat=True))
    resolved = Vote.unscoped.filter(applicant=one, kind=S.COMMITTEE, decision__isnull=False).exists()
    here = around(one)
    if S.DECISION in done or one.member_id or resolved or here.levels or not here.has_cell:
        return set()
    votes = Vote.unscoped.filter(applicant=one, kind=S.CELL, decision__isnull=False).exclude(organisation=leads(one))
    return {vote.pk for vote in votes if around_of(vote.organisation_id).levels}


def last_day(one: Applicant) -> date:
    """Of all that was recorded."""
    rows: list[tuple[Any, tuple[str, ...]]] = [
        (Step, ("day", "received_on")), (Vote, ("day",)), (HandOver, ("day",)), (Handling, ("day",)),
        (Helper, ("since", "until")), (Verification, ("sent_on", "answered_on")),
    ]  # fmt: skip
    found = [day for model, names in rows for row in model.unscoped.filter(applicant=one).values_list(*names)
             for day in row]  # fmt: skip
    remarks = Remark.unscoped.filter(helper__applicant=one).values_list("day", flat=True)
    return max(day for day in (*found, *remarks) if day is not None)


class Watch:
    """Looks over one file after each call: what each act stood on when it was recorded stays under it, for good."""

    def __init__(self, one: Applicant) -> None:
        self.one = one
        self.stood: dict[Did, set[str]] = {}
        self.done: dict[str, date] = {}
        self.look()

    def look(self) -> None:
        self.one.refresh_from_db()
        acts, was = recorded(self.one), self.done
        self.done = days_of(self.one)
        for gone in self.stood.keys() - acts.keys():
            del self.stood[gone]
        for new in acts.keys() - self.stood.keys():
            self._made(new, was)
        gone = {S.CELL} if lapsed(self.one) else set()
        for act, below in self.stood.items():
            for kind in below - gone:
                assert kind in self.done and self.done[kind] <= acts[act], (act, kind)
        check_votes(self.one)
        check_introducers(self.one)
        check_helpers(self.one, self.done)
        check_person(self.one, self.done)
        check_sent(self.one, self.done)
        check_handled(self.one)
        check_handed(self.one, self.done)
        check_recognition(self.one)

    def _made(self, act: Did, was: dict[str, date]) -> None:
        """Somebody considered it, all that the tree asked for that day was done, and none of it twice."""
        here, kind = around(self.one), act[1]
        asked = BEFORE[kind] - here.left_out(self.one)
        assert here.has_cell or self.one.member_id
        assert asked <= set(was), (kind, asked - set(was))
        assert kind not in was
        self.stood[act] = BEFORE[kind] & set(was)
        if kind == S.CEREMONY:
            decided, held = (Step.unscoped.get(applicant=self.one, kind=one) for one in (S.DECISION, S.CEREMONY))
            assert decided.received_on <= held.day
            assert held.decision_id or held.day <= working_days_on(decided.received_on, 30, *office.holidays())


def check_votes(one: Applicant) -> None:
    """Whoever is there counts, whoever votes is there; what was enough has its resolution and was the last one."""
    for vote in Vote.unscoped.filter(applicant=one):
        enough = 3 * vote.in_favour >= 2 * vote.base
        assert vote.in_favour + vote.against + vote.invalid <= vote.present <= vote.base
        assert (vote.decision_id is not None) == enough
        later = Vote.unscoped.filter(applicant=one, kind=vote.kind, day__gt=vote.day)
        assert not (enough and later.filter(organisation=vote.organisation_id).exists())


def check_introducers(one: Applicant) -> None:
    """As many as the way wants, a year together by the day of the paper."""
    for paper in Step.unscoped.filter(applicant=one, kind=S.INTRODUCED):
        rows = list(Introducer.unscoped.filter(step=paper))
        assert len(rows) >= (2 if one.backing == Backing.MEMBERS else 1)
        assert all(row.together <= paper.day.replace(year=paper.day.year - 1) for row in rows)


def check_helpers(one: Applicant, done: dict[str, date]) -> None:
    """Somebody who was found is helped by one person on each day, who remarks on days of his."""
    rows = list(Helper.unscoped.filter(applicant=one).order_by("since"))
    for row in rows:
        ends = row.until or MACHINE.day + timedelta(days=1)
        assert done[S.SOURCE] <= row.since < ends
        assert all(row.since <= remark.day <= ends for remark in Remark.unscoped.filter(helper=row))
    for before, after in pairwise(rows):
        assert before.until is not None and before.until <= after.since


def check_sent(one: Applicant, done: dict[str, date]) -> None:
    """Nothing of a profile was sent before it was closed, or answered before it was sent, or twice on a day."""
    rows = list(Verification.unscoped.filter(applicant=one))
    assert len({(row.place.casefold(), row.sent_on) for row in rows}) == len(rows)
    for row in rows:
        assert done[S.PROFILE] <= row.sent_on <= (row.answered_on or MACHINE.day) <= MACHINE.day


def check_handled(one: Applicant) -> None:
    """What was noted is about a resolution, after it and before the decision on it, each once."""
    done = days_of(one, whatever_became=True)
    rows = list(Handling.unscoped.filter(applicant=one, matter="admission"))
    assert len({row.noted for row in rows}) == len(rows)
    for row in rows:
        assert done[S.CELL] <= row.day <= done.get(S.DECISION, MACHINE.day)
        assert row.noted == "came" or row.decision is not None


def check_handed(one: Applicant, done: dict[str, date]) -> None:
    """By a paper each, one after another and to another cell each time, between the day on which somebody was found and
    the ceremony; from outside once, before the cell here considers and before it goes on."""
    rows = list(HandOver.unscoped.filter(applicant=one).order_by("day"))
    went = [row for row in rows if row.organisation_id is not None]
    assert all(row.decision_id for row in rows) and len({row.day for row in rows}) == len(rows)
    assert all(a != b for a, b in pairwise([one.organisation_id, *(row.organisation_id for row in went)]))
    for row in rows:
        assert done[S.SOURCE] <= row.day <= done.get(S.CEREMONY, MACHINE.day)
    for row in went:
        assert done[S.SOURCE] < row.day
    for row in rows:
        if row.organisation_id is None:
            assert all(row.day < one.day for one in went)
            assert row.day <= days_of(one, whatever_became=True).get(S.CELL, MACHINE.day)


def check_person(one: Applicant, done: dict[str, date]) -> None:
    """Nobody considered whom the rules refuse; found after birth; who recommends is what was resolved; the province
    agreed before the decision; a ceremony made a member."""
    assert one.birth_on is None or one.birth_on < done[S.SOURCE]
    if S.CELL in done:
        day = done[S.CELL]
        assert one.birth_on is not None
        months = (day.year - one.birth_on.year) * 12 + day.month - one.birth_on.month
        assert months >= 18 * 12
        assert one.schooling in ("lower", "upper") or one.exception_id
        assert months <= 60 * 12 + (11 if one.birth_precision == "y" else 0) or one.exception_id
    if Vote.unscoped.filter(applicant=one, kind=S.CELL).exists():
        assert (S.UNION in done) == (one.backing != Backing.MEMBERS)
    if one.exception and S.DECISION in done:
        assert one.exception.signed_on <= done[S.DECISION]
    assert (one.member_id is not None) == (S.CEREMONY in done)
    if one.member_id is not None:
        spells = list(Membership.unscoped.filter(member=one.member_id).order_by("admitted_on"))
        assert spells[-1].admitted_on == done[S.CEREMONY]
        assert len(spells) == 1 + Readmission.unscoped.filter(applicant=one).exists()
    if Readmission.unscoped.filter(applicant=one).exists() and S.APPLICATION in done:
        assert done[S.APPLICATION] >= LEFT.replace(year=LEFT.year + 3)
