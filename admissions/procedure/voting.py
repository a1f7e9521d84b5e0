"""The cell votes, and the committee; a vote that was written wrongly is taken back."""

from __future__ import annotations

from datetime import date

from admissions.models import Applicant, StepKind, Vote
from admissions.procedure.doing import verb_of
from admissions.procedure.reading import File, lock
from admissions.rules import steps, votes
from members import history, rights
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, verb, weigh
from members.rights import Actor


@verb("ghi chi bộ biểu quyết kết nạp", about="applicant")
def record_cell_vote(
    applicant: Applicant, *, by: Actor, day: date, base: int, present: int, in_favour: int, against: int,
    invalid: int = 0, decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The cell considers one person: `base` all official members that count, of whom two thirds have to be for it
    (Charter art. 4.3). Short of that there is no resolution, and the result is kept all the same.

    Raises RuleBroken out of order, for an age or schooling that the rules of the day refuse, and for numbers that
    contradict each other."""
    file = lock(applicant, by=by, seen=seen)
    steps.check_order(file.way, StepKind.CELL)
    steps.check_considered(file.way, day)
    weigh(*steps.doubts_papers(file.way, day))
    numbers = {"base": base, "present": present, "in_favour": in_favour, "against": against, "invalid": invalid}
    return _voted(file, StepKind.CELL, by, day, numbers, decision)


@verb("ghi đảng ủy biểu quyết kết nạp", about="applicant")
def record_committee_vote(
    applicant: Applicant, *, by: Actor, day: date, base: int, present: int, in_favour: int, against: int,
    invalid: int = 0, decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The grass-roots committee considers what the cell resolved: `base` its members that day, of whom two thirds have
    to be for it. Raises RuleBroken as `record_cell_vote` does."""
    file = lock(applicant, by=by, seen=seen)
    steps.check_order(file.way, StepKind.COMMITTEE)
    numbers = {"base": base, "present": present, "in_favour": in_favour, "against": against, "invalid": invalid}
    return _voted(file, StepKind.COMMITTEE, by, day, numbers, decision)


def _voted(
    file: File, kind: StepKind, by: Actor, day: date, numbers: dict[str, int], decision: Paper | Decision | None
) -> Vote:
    steps.check_day(file.way, kind, day, by.day)
    votes.check_another_day(file.way, kind, day)
    votes.check_last(file.way, kind, day, has_paper=bool(decision))
    votes.check_numbers(**numbers)
    votes.check_result(kind, day, numbers["base"], numbers["in_favour"], has_paper=bool(decision))
    return history.create(
        Vote, applicant=file.applicant, kind=kind, day=day, decision=paper(decision), account=by.account, **numbers
    )


@verb("bỏ một lần biểu quyết kết nạp", about="applicant", needs_reason=True)
def take_back_vote(vote: Vote, *, by: Actor, seen: int | None = None) -> None:
    """A vote that was written wrongly: it is written anew. Raises RuleBroken while others stand on it."""
    file = lock(vote.applicant, by=by, seen=seen)
    own = steps.check_there(next((one for one in file.votes if one.pk == vote.pk), None))
    kind = StepKind(own.kind)
    rights.check_may(by, verb_of(kind), rights.case_of_organisation(file.cell))
    steps.check_vote_taken_back(file.way, kind, has_resolution=own.decision_id is not None)
    history.remove(own)
