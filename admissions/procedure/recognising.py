"""The cell votes on the recognition of whom it admitted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from admissions.models import Applicant, StepKind, Vote, VoteKind
from admissions.procedure import bases
from admissions.procedure.reading import File, lock
from admissions.procedure.voting import total_of, written
from admissions.rules import bases as base_rules
from admissions.rules import recognition as rules
from admissions.rules import votes
from admissions.rules.bases import Named
from admissions.rules.votes import Counted
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import verb, weigh
from members.rights import Actor


@verb("ghi chi bộ biểu quyết công nhận chính thức", about="applicant")
def record_recognition_vote(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, attending: Collection[int] = (), named: Sequence[Named] = (),
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The cell considers a probationer whose months are over, and counts as for an admission (Charter art. 5.2).

    After three votes that fell short the level above decides (24-QĐ/TW, 4.2.3): a further one is refused, under
    208-QĐ/TW doubted. Raises RuleBroken as `record_cell_vote` does."""
    kind = StepKind.CELL
    file = lock(applicant, by=by, seen=seen)
    rules.check_over(bases.spell_of(file.applicant), day, by.day)
    body = bases.body_of(kind, file.applicant.organisation_id, day)
    rules.check_here(bases.place_of(file.applicant, day), body or 0, day)
    tries = tries_of(file)
    rules.check_again(tries, day, has_paper=bool(decision))
    doubts = rules.weigh_tries(tries, day)
    voters = bases.base_of(kind, body, day, attending)
    rows = base_rules.settled(kind, day, voters, attending, named)
    total = total_of(kind, day, voters, rows, base)
    base_rules.check_attended_are_there(rows, present)
    said = Counted(total, present, in_favour, against, invalid)
    votes.check_counted(kind, day, said, has_paper=bool(decision))
    weigh(*doubts, *base_rules.doubts_small(base_rules.official(voters, rows), day))
    return written(file, VoteKind.RECOGNITION, by, day, said, decision, rows, body)


def tries_of(file: File) -> list[rules.Try]:
    """The votes on the recognition so far."""
    return [rules.Try(one.day, one.decision_id is not None) for one in file.recognition]


def passed_on(file: File) -> date | None:
    """The day on which the cell resolved to propose the recognition; None before."""
    return next((one.day for one in tries_of(file) if one.passed), None)
