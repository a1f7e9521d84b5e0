"""The papers of a recognition are recorded, put right, taken back: each with its day, of the remarks whose they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from admissions.models import Applicant, Helper, RecognitionKind, RecognitionStep
from admissions.procedure import helping, probation, recorded
from admissions.procedure.reading import File, lock
from admissions.rules import gathering as rules
from admissions.rules import helping as help_rules
from admissions.rules import steps
from members import history, rights
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, says_which, verb, weigh
from members.rights import Actor


@verb("ghi một bước công nhận chính thức", about="applicant")
def record_recognition_step(
    applicant: Applicant, *, by: Actor, kind: str, day: date, helper: Helper | None = None,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> RecognitionStep:  # fmt: skip
    """One paper of the recognition that is there on that day. `helper`: of the remarks, who made them.

    Raises RuleBroken for who is no probationer, the second time, out of the order of days; doubts what is written
    before the months are over."""
    file, step = lock(applicant, by=by, seen=seen), RecognitionKind(kind)
    _check_above(file, step, by)
    path = probation.of_file(file).path
    rules.check_order(path, step)
    rules.check_day(path, step, day, by.day)
    rules.check_paper(step, says_which(decision))
    who = _helper_of(file, step, day, helper, by.day)
    weigh(*rules.doubts_papers(path, step, day))
    return history.create(
        RecognitionStep, applicant=file.applicant, kind=step, day=day, helper=who,
        decision=None if step == RecognitionKind.HELPER else paper(decision), account=by.account,
    )  # fmt: skip


def _helper_of(file: File, kind: RecognitionKind, day: date, helper: Helper | None, today: date) -> Helper | None:
    """Whose remarks they are: one of those who helped on that day, as they are now."""
    rows = helping.rows_of(file.applicant) if kind == RecognitionKind.HELPER else []
    ends = helping.ends_of(file.applicant, rows)
    helped = [row for row in rows if row.since and row.since <= day and day <= (ends[row.pk] or day)]
    rules.check_named(kind, has_helper=helper is not None, helped=[row.member.full_name for row in helped])
    if helper is None:
        return None
    own: Helper = steps.check_there(next((row for row in rows if row.pk == helper.pk), None))
    help_rules.check_helped(helping.help_of(own), day, today)
    return own


@verb("sửa một bước công nhận chính thức", about="applicant", needs_reason=True)
def correct_recognition_step(
    step: RecognitionStep, *, by: Actor, day: date | None = None, helper: Helper | None = None,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> RecognitionStep:  # fmt: skip
    """Another day, paper or helper; None stays. Raises RuleBroken where the days around it would no longer fit."""
    file, own = _of(step, by, seen)
    kind, path = RecognitionKind(own.kind), probation.of_file(file).path
    rules.check_goes_on(path)
    on = day or own.day
    rules.check_day(path, kind, on, by.day)
    said: dict[str, Any] = {"day": on}
    if kind == RecognitionKind.HELPER:
        said["helper"] = _helper_of(file, kind, on, helper or own.helper, by.day)
    elif decision is not None:
        rules.check_paper(kind, says_which(decision))
        said["decision"] = paper(decision, instead_of=own.decision)
    if day is not None:
        weigh(*rules.doubts_papers(path, kind, on))
    return history.change(own, **said)


@verb("bỏ một bước công nhận chính thức", about="applicant", needs_reason=True)
def take_back_recognition_step(step: RecognitionStep, *, by: Actor, seen: int | None = None) -> None:
    """Recorded by mistake. Raises RuleBroken while others stand on it."""
    file, own = _of(step, by, seen)
    rules.check_taken_back(probation.of_file(file).path, RecognitionKind(own.kind))
    history.remove(own)


def _check_above(file: File, kind: RecognitionKind, by: Actor) -> None:
    """The report of the part-committee is recorded by who records what the committee above says. Raises NotAllowed."""
    if kind == RecognitionKind.APPRAISAL:
        rights.check_may(by, "record_committee_on_recognition", rights.case_of_organisation(file.cell))


def _of(step: RecognitionStep, by: Actor, seen: int | None) -> tuple[File, RecognitionStep]:
    """The file, locked, and the step as it is now."""
    file = lock(step.applicant, by=by, seen=seen)
    rows = RecognitionStep.unscoped.filter(pk=step.pk).select_related("helper__member", "decision")
    own = steps.check_there(rows.first())
    _check_above(file, RecognitionKind(own.kind), by)
    recorded.check_own(file, own, own.day, by)
    return file, own
