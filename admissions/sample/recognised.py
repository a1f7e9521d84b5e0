"""Made-up files of people whose months of probation are over, each brought as far as its end says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from admissions import procedure
from admissions.models import (
    Applicant,
    Helper,
    RecognitionKind,
    StepKind,
)  # fmt: skip
from admissions.procedure import bases, introducing, probation
from admissions.procedure.reading import read
from admissions.rules.way import NUMBER
from admissions.sample import numbers
from admissions.sample.steps import COMMITTEE, RECENT, WEEKS, S, file_of
from kit.calendar import PartialDate
from members.models import Sex, Term
from members.procedure import Paper
from members.procedure.people import enter
from members.rights import Actor
from members.sample import words
from members.sample.days import open_day

R = RecognitionKind
# By so much earlier somebody was admitted whose months are over; how far each of these has come.
BEFORE = timedelta(days=400)
FOLLOWED = ("papers", "cell", "above", "official", "proposed", "struck off")


def followed(random: Random, cells: Sequence[Term], part: Sequence[Term], by: Actor) -> list[Applicant]:
    """Files of people whose months of probation are over, each brought as far as its end says; one of them in a cell
    under a part-committee, as far as there is one."""
    earlier = BEFORE + timedelta(weeks=WEEKS * NUMBER[S.CEREMONY])
    stood = [one for one in cells if one.since is None or one.since < by.day - earlier - RECENT - timedelta(days=20)]
    big = [one for one in stood if len(bases.base_of(S.CELL, one.organisation_id, by.day).counted) >= 4]
    made = []
    for at, end in enumerate(FOLLOWED if big else ()):
        where = part[-1] if part and end == "above" else big[at % len(big)]
        one = file_of(random, where, S.RECORDS, by, earlier=BEFORE)
        day = probation.of_file(read(one, by.day)).path.ends
        # Somebody who was moved meanwhile, or a cell that was too small then, goes no further here.
        if day is not None and day <= by.day:
            _follow(one, day, end, by)
        made.append(one)
    return made


def taken_over(random: Random, cells: Sequence[Term], by: Actor) -> list[Applicant]:
    """Somebody whom the register held before it held a file: the file was opened later, the cell has recognised in it.
    Other probationers of the sample wait for theirs."""
    admitted = open_day(by.day - BEFORE)
    stood = [one for one in cells if one.since is None or one.since < admitted]
    big = [one for one in stood if len(bases.base_of(S.CELL, one.organisation_id, by.day).counted) >= 4]
    if not big:
        return []
    paper = numbers.of_above(admitted - timedelta(days=12), 27)
    who = enter(
        by=by, full_name=words.person_name(random, Sex.FEMALE), organisation=big[-1].organisation, since=admitted,
        admitted_on=admitted, admission_decision=paper, sex=Sex.FEMALE, schooling="upper", occupation="farmer",
        birth=PartialDate(admitted.year - 29, 3, 14),
    )  # fmt: skip
    here = sorted(
        introducing.official_of(introducing.cell_list(Applicant(organisation=big[-1].organisation), admitted), admitted)
    )
    one = procedure.take_over(who, by=by, helper=introducing.member_of(here[0]) if here else None)
    ends = probation.of_file(read(one, by.day)).path.ends
    if ends is not None and ends <= by.day:
        procedure.record_step(one, by=by, kind=S.RECORDS, day=open_day(admitted + timedelta(days=14)))
        _follow(one, ends, "official", by)
    return [one]


def _follow(one: Applicant, ends: date, end: str, by: Actor) -> None:
    """The papers on the day the months are over, a vote a few days later, what comes of it in the days after that."""
    day, above, decided = (min(by.day, open_day(ends + timedelta(days=number))) for number in (6, 14, 25))
    order = numbers.decided(one, decided, 25)
    if end in ("proposed", "struck off"):
        _resolve(one, S.CELL, day, by, procedure.record_striking_off_vote)
        if end == "struck off":
            procedure.record_striking_off(one, by=by, day=decided, decision=order)
        return
    helper = Helper.unscoped.filter(applicant=one, until=None).first()
    for kind in (R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS):
        given = Paper("17/CN", ends, "Trung tâm chính trị") if kind == R.CERTIFICATE else None
        who = helper if kind == R.HELPER else None
        procedure.record_recognition_step(one, by=by, kind=kind, day=ends, helper=who, decision=given)
    if end != "papers":
        _resolve(one, S.CELL, day, by, procedure.record_recognition_vote)
    if end in ("above", "official"):
        path = probation.of_file(read(one, by.day)).path
        if path.has_part:
            report = numbers.issued(one, S.APPRAISAL, "BC", above, 9)
            procedure.record_recognition_step(one, by=by, kind=R.APPRAISAL, day=above, decision=report)
        if path.has_committee:
            _resolve(one, S.COMMITTEE, above, by, procedure.record_committee_on_recognition)
    if end == "official":
        procedure.record_recognition(one, by=by, day=decided, decision=order)


def _resolve(one: Applicant, kind: StepKind, day: date, by: Actor, verb: Callable[..., Any]) -> None:
    """Everybody who counts is for it; a committee of which the register holds no terms has fifteen members."""
    base = bases.base_of(kind, bases.body_of(kind, one, day), day)
    many = len(base.counted) or COMMITTEE
    given: dict[str, Any] = {"present": many, "in_favour": many, "against": 0}
    if kind == S.COMMITTEE:
        size = None if base.counted else numbers.of_above(day - timedelta(days=200), 3)
        given |= {"base": many, "size": size}
    verb(one, by=by, day=day, decision=numbers.issued(one, kind, "NQ", day, 41), **given)
