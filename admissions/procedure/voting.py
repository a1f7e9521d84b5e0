"""The cell votes, and the committee; a cell too small to vote hands the file on; a vote that was written wrongly is
taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from admissions.models import VOTED, Applicant, RecognitionKind, Step, StepKind, Vote, VoteKind
from admissions.procedure import bases, probation, recorded
from admissions.procedure.doing import verb_of
from admissions.procedure.reading import File, lock
from admissions.rules import bases as base_rules
from admissions.rules import deciding, recognition, steps, votes
from admissions.rules.bases import Entry, Named
from admissions.rules.votes import Counted
from members import history, rights
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, says_which, verb, weigh
from members.rights import Actor
from members.standing import VoteBase

R = RecognitionKind
# By which verb each vote on a probationer is recorded.
ON_PROBATION = {
    VoteKind.RECOGNITION: "record_recognition_vote", VoteKind.RECOGNITION_ABOVE: "record_committee_on_recognition",
    VoteKind.STRIKING_OFF: "record_striking_off_vote",
}  # fmt: skip


@verb("ghi chi bộ biểu quyết kết nạp", about="applicant")
def record_cell_vote(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, attending: Collection[int] = (), named: Sequence[Named] = (),
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The cell considers one person: two thirds of all official members that count have to be for it (Charter art.
    4.3). Short of that there is no resolution, and the result is kept all the same.

    `attending`: members who are exempt or temporarily away and came, and so count; `named`: who counts otherwise than
    the register says; `base`: the total of the minutes, held against these. Everybody of the base is kept by name.

    Raises RuleBroken out of order, for an age or schooling that the rules of the day refuse, and for numbers that
    contradict each other."""
    kind = StepKind.CELL
    file = _open(applicant, kind, by, day, seen)
    steps.check_considered(file.way, day)
    body = bases.body_of(kind, file.applicant, day)
    voters = bases.base_of(kind, body, day, attending)
    rows = base_rules.settled(kind, day, voters, attending, named)
    total = total_of(kind, day, voters, rows, base)
    base_rules.check_attended_are_there(rows, present)
    weigh(*steps.doubts_papers(file.way, day), *base_rules.doubts_small(base_rules.official(voters, rows), day))
    return _voted(file, kind, by, day, Counted(total, present, in_favour, against, invalid), decision, rows, body)


@verb("ghi đảng ủy biểu quyết kết nạp", about="applicant")
def record_committee_vote(
    applicant: Applicant, *, by: Actor, day: date, present: int, in_favour: int, against: int, invalid: int = 0,
    base: int | None = None, named: Sequence[Named] = (), size: Paper | None = None,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Vote:  # fmt: skip
    """The grass-roots committee considers what the cell resolved: two thirds of its members that day have to be for it.

    Its members are those whose terms of office the register holds, with those `named` beside them; where it holds none,
    `base` says how many, by the paper `size`. Raises RuleBroken as `record_cell_vote` does."""
    kind = StepKind.COMMITTEE
    file = _open(applicant, kind, by, day, seen)
    total, rows, body = of_committee(file, day, base, named, size)
    said = Counted(total, present, in_favour, against, invalid)
    made = _voted(file, kind, by, day, said, decision, rows, body)
    return history.change(made, size_decision=paper(size, field="size_signed_on")) if size else made


def of_committee(
    file: File, day: date, base: int | None, named: Sequence[Named], size: Paper | None
) -> tuple[int, list[Entry], int | None]:
    """(how many sit on the committee that day, who they are as far as the register knows, which committee)."""
    kind = StepKind.COMMITTEE
    body = bases.body_of(kind, file.applicant, day)
    holders = bases.base_of(kind, body, day)
    rows = base_rules.settled(kind, day, holders, (), named)
    whole = size is not None and bool(size.number and size.signed_on)
    base_rules.check_size_paper(rows, base, has_paper=bool(size), whole=whole)
    if size and base is not None:
        return base, [], body
    return total_of(kind, day, holders, rows, base), list(rows), body


def _open(applicant: Applicant, kind: StepKind, by: Actor, day: date, seen: int | None) -> File:
    """The file of a vote whose turn it is, locked, on a day that lies between those around it."""
    file = lock(applicant, by=by, seen=seen)
    steps.check_order(file.way, kind)
    steps.check_day(file.way, kind, day, by.day)
    recorded.check_led(file, day, by)
    votes.check_another_day(file.way, kind, day)
    return file


def total_of(kind: StepKind, day: date, voters: VoteBase, rows: Sequence[Entry], entered: int | None) -> int:
    """What the base comes to; what was typed says the same."""
    if entered is not None:
        votes.check_base(entered)
        base_rules.check_base(kind, day, len(voters.counted), rows, entered)
    return base_rules.size(rows)


def _voted(
    file: File, kind: StepKind, by: Actor, day: date, said: Counted, decision: Paper | Decision | None,
    rows: Sequence[Entry], body: int | None,
) -> Vote:  # fmt: skip
    votes.check_last(file.way, kind, day, has_paper=bool(decision))
    votes.check_counted(kind, day, said, has_paper=bool(decision))
    return written(file, VoteKind(kind.value), by, day, said, decision, rows, body)


def written(
    file: File, kind: VoteKind, by: Actor, day: date, said: Counted, decision: Paper | Decision | None,
    rows: Sequence[Entry], body: int | None,
) -> Vote:  # fmt: skip
    """The vote with its numbers and the names behind its base, once everything was checked."""
    votes.check_which(typed=bool(decision), says_which=says_which(decision))
    votes.check_resolved_after(day, decision.signed_on if decision else None)
    made = history.create(
        Vote, applicant=file.applicant, kind=kind, day=day, organisation=bases.organisation(body),
        decision=paper(decision), account=by.account, **said._asdict(),
    )  # fmt: skip
    bases.write(made, rows)
    return made


@verb("chuyển cấp ủy xét vì chi bộ không đủ đảng viên chính thức", about="applicant")
def refer_small_cell(
    applicant: Applicant, *, by: Actor, day: date, decision: Paper | Decision | None = None, seen: int | None = None
) -> Step:
    """A cell that has fewer official members than the smallest cell holds no vote: the file goes to the committee with
    a paper that says so (294-QĐ/TW; Med). Raises RuleBroken where the register knows enough of them."""
    file = _open(applicant, StepKind.CELL, by, day, seen)
    votes.check_last(file.way, StepKind.CELL, day, has_paper=True)
    steps.check_considered(file.way, day)
    bases.check_small_on(file.applicant, day)
    base_rules.check_small_paper(says_which(decision))
    weigh(*steps.doubts_papers(file.way, day))
    return history.create(
        Step, applicant=file.applicant, kind=StepKind.CELL, day=day, decision=paper(decision), account=by.account
    )


@verb("bỏ một lần biểu quyết kết nạp", about="applicant", needs_reason=True)
def take_back_vote(vote: Vote, *, by: Actor, seen: int | None = None) -> None:
    """A vote that was written wrongly: it is written anew. Raises RuleBroken while others stand on it."""
    file = lock(vote.applicant, by=by, seen=seen)
    found = next((one for one in (*file.votes, *file.recognition) if one.pk == vote.pk), None)
    own = steps.check_there(found)
    rights.check_may(by, verb_of_vote(own), rights.case_of_organisation(file.cell))
    recorded.check_own(file, own, own.day, by)
    check_taken_back(file, own)
    bases.take_away(own)
    history.remove(own)


def check_taken_back(file: File, vote: Vote) -> None:
    """Asked by the verb and by the page. Raises RuleBroken while others stand on it."""
    has_resolution = vote.decision_id is not None
    if vote.kind in VOTED:
        steps.check_vote_taken_back(file.way, StepKind(vote.kind), has_resolution=has_resolution)
        return
    found = probation.of_file(file)
    recognition.check_stands(found.spell)
    kind = {VoteKind.RECOGNITION: R.CELL, VoteKind.RECOGNITION_ABOVE: R.COMMITTEE}.get(VoteKind(vote.kind))
    deciding.check_vote_goes(found.path, has_resolution=has_resolution, kind=kind)


def verb_of_vote(vote: Vote) -> str:
    """By which verb a vote was recorded: who may record it may take it back."""
    return verb_of(StepKind(vote.kind)) if vote.kind in VOTED else ON_PROBATION[VoteKind(vote.kind)]
