"""The cell votes on whom it admitted: on the recognition, or on proposing to strike off; the committee after it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from admissions.models import Applicant, RecognitionKind, StepKind, Vote, VoteKind
from admissions.procedure import bases, probation, spells
from admissions.procedure.probation import tries_of
from admissions.procedure.reading import File, lock
from admissions.procedure.voting import of_committee, total_of, written
from admissions.rules import bases as base_rules
from admissions.rules import deciding, gathering, votes
from admissions.rules import recognition as rules
from admissions.rules.bases import Named
from admissions.rules.probation import Path
from admissions.rules.votes import Counted
from members import history
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, verb, weigh
from members.rights import Actor

R = RecognitionKind


@verb("ghi chi bộ biểu quyết công nhận chính thức", about="applicant")
def record_recognition_vote(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, attending: Collection[int] = (), named: Sequence[Named] = (),
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The cell considers a probationer whose months are over, and counts as for an admission (Charter art. 5.2).

    After three votes that fell short the level above decides (24-QĐ/TW, 4.2.3): a further one is refused, under
    208-QĐ/TW doubted. Raises RuleBroken as `record_cell_vote` does, and while a paper of the recognition is missing."""
    file = lock(applicant, by=by, seen=seen)
    rules.check_over(spells.of_file(file.applicant), day, by.day)
    path = probation.of_file(file).path
    gathering.check_goes_on(path)
    gathering.check_no_proposal(path)
    gathering.check_nothing_missing(path, R.CELL)
    gathering.check_day(path, R.CELL, day, by.day)
    numbers = {"present": present, "in_favour": in_favour, "against": against, "invalid": invalid}
    return _considered(file, VoteKind.RECOGNITION, by, day, numbers, base, attending, named, decision)


@verb("ghi chi bộ biểu quyết đề nghị xóa tên đảng viên dự bị", about="applicant")
def record_striking_off_vote(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, attending: Collection[int] = (), named: Sequence[Named] = (),
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The cell considers to propose that a probationer who is not fit is struck off, once the months are over (Charter
    art. 5.2; 24-QĐ/TW, 4.2.1). Counted, repeated and reported as a vote on the recognition is."""
    file = lock(applicant, by=by, seen=seen)
    rules.check_over(spells.of_file(file.applicant), day, by.day)
    deciding.check_may_propose(probation.of_file(file).path)
    numbers = {"present": present, "in_favour": in_favour, "against": against, "invalid": invalid}
    return _considered(file, VoteKind.STRIKING_OFF, by, day, numbers, base, attending, named, decision)


def _considered(
    file: File, what: VoteKind, by: Actor, day: date, numbers: dict[str, int], base: int | None,
    attending: Collection[int], named: Sequence[Named], decision: Paper | Decision | None,
) -> Vote:  # fmt: skip
    """One vote of the cell on a probationer of its own."""
    kind, tries = StepKind.CELL, tries_of(file.recognition, what)
    body = bases.body_of(kind, file.applicant, day)
    rules.check_here(bases.place_of(file.applicant, day), body or 0, day)
    rules.check_again(tries, day, has_paper=bool(decision))
    doubts = rules.weigh_tries(tries, day)
    voters = bases.base_of(kind, body, day, attending)
    rows = base_rules.settled(kind, day, voters, attending, named)
    total = total_of(kind, day, voters, rows, base)
    base_rules.check_attended_are_there(rows, numbers["present"])
    said = Counted(total, **numbers)
    votes.check_counted(kind, day, said, has_paper=bool(decision))
    weigh(*doubts, *base_rules.doubts_small(base_rules.official(voters, rows), day))
    return written(file, what, by, day, said, decision, rows, body)


@verb("ghi đảng ủy biểu quyết công nhận chính thức", about="applicant")
def record_committee_on_recognition(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, named: Sequence[Named] = (), size: Paper | None = None,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The grass-roots committee considers what the cell resolved on a probationer, as it does on an admission: two
    thirds of its members have to be for it. Raises RuleBroken as `record_committee_vote` does."""
    file = lock(applicant, by=by, seen=seen)
    path = probation.of_file(file).path
    gathering.check_order(path, R.COMMITTEE)
    gathering.check_day(path, R.COMMITTEE, day, by.day)
    cell = bases.body_of(StepKind.CELL, file.applicant, day)
    rules.check_here(bases.place_of(file.applicant, day), cell or 0, day)
    rules.check_again(path.above, day, has_paper=bool(decision))
    total, rows, body = of_committee(file, day, base, named, size)
    said = Counted(total, present, in_favour, against, invalid)
    votes.check_counted(StepKind.COMMITTEE, day, said, has_paper=bool(decision))
    made = written(file, VoteKind.RECOGNITION_ABOVE, by, day, said, decision, rows, body)
    given: dict[str, Any] = {"size_decision": paper(size, field="size_signed_on")}
    return history.change(made, **given) if size else made


def passed_on(file: File) -> date | None:
    """The day on which the cell resolved to propose the recognition; None before."""
    return next((one.day for one in tries_of(file.recognition, VoteKind.RECOGNITION) if one.passed), None)


def reported_on(file: File, kind: VoteKind = VoteKind.RECOGNITION) -> date | None:
    """The day of the vote since which the level above decides because so many of that kind fell short; None before."""
    return Path().reported_on(tries_of(file.recognition, kind))


def reported(file: File) -> dict[VoteKind, date]:
    """Of which votes of the cell the result went up without a resolution, each with the day since which it did."""
    kinds = (VoteKind.RECOGNITION, VoteKind.STRIKING_OFF)
    return {kind: day for kind in kinds if (day := reported_on(file, kind)) is not None}


def proposed_on(file: File) -> date | None:
    """The day on which the cell resolved to propose striking off; None where it did not."""
    return next((one.day for one in tries_of(file.recognition, VoteKind.STRIKING_OFF) if one.passed), None)
