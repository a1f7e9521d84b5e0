"""A step that was recorded is put right, or taken back; with the ceremony of who was a member goes the second spell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from admissions.models import Attendance, CourseKind, RecognitionStep, Step, StepKind
from admissions.procedure import bases, entering, introducing, recorded, spells
from admissions.procedure.doing import recorder, verb_of, weigh_verified, weigh_wait
from admissions.procedure.reading import File, lock, read
from admissions.rules import authority, classes, people, readmission, recognition, taking_over, terms
from admissions.rules import bases as base_rules
from admissions.rules import steps as rules
from admissions.rules.introducers import Introduces
from members import history, office, rights, tree
from members.models import Act, Decision
from members.procedure import Paper, revert
from members.procedure.acting import paper, says_which, terms_of, verb, weigh
from members.rights import Actor
from members.rules import organisations as tree_rules


@verb("sửa một bước kết nạp", about="applicant", needs_reason=True)
def correct_step(
    step: Step, *, by: Actor, day: date | None = None, decision: Paper | Decision | None = None,
    received_on: date | None = None, introducers: Sequence[Introduces] | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Another day or paper of a step that was recorded, or other introducers; None stays. Of the decision the register
    follows, where it has it from this file. Raises RuleBroken where the days around it would no longer fit, and for the
    ceremony, whose day is a fact of the member: that of a file taken over follows what the register says by now."""
    file, own = _of(step, by, seen)
    kind = StepKind(own.kind)
    rules.check_put_right(file.way, kind)
    _check_own(file, own, by)
    if day is not None:
        _check_own(file, own, by, day)
        if kind == StepKind.CEREMONY:
            taking_over.check_follows(day, admitted_on(file))
        rules.check_day(file.way, kind, day, by.day)
        recorded.check_led(file, day, by)
        _check_found(file, kind, day)
        _check_small(file, kind, day)
        _check_class(own, day)
        weigh_verified(file, kind, day)
        weigh_wait(file, kind, day)
    if received_on is not None and file.way.taken_over:
        rules.check_not_received(file.way, field="received_on")
    rules.check_received(file.way, day or own.day, received_on or own.received_on, by.day)
    said: dict[str, Any] = {"day": day, "received_on": received_on if kind == StepKind.DECISION else None}
    changed = {name: value for name, value in said.items() if value is not None}
    if decision is not None:
        rules.check_paper(kind, says_which(decision))
        if kind == StepKind.CELL:
            base_rules.check_small_paper(says_which(decision))
        changed["decision"] = paper(_dated(own, kind, day, decision), instead_of=own.decision)
    elif kind == StepKind.DECISION and day is not None and own.decision is not None:
        changed["decision"] = paper(_dated(own, kind, day, own.decision), instead_of=own.decision)
    if kind == StepKind.INTRODUCED:
        has_paper = own.decision_id is not None if decision is None else says_which(decision)
        introducing.put_right(file.applicant, own, day or own.day, introducers, by, has_paper=has_paper)
    history.change(own, **changed)
    after = read(file.applicant, by.day)
    rules.check_fits(after.way)
    if kind == StepKind.DECISION:
        _follow(after, own, by)
        _weigh_held(after)
    return own


def _follow(after: File, own: Step, by: Actor) -> None:
    """The register says the decision as the step does by now; of an admission before there was a file it has its day,
    up to the day of the admission."""
    held = admitted_on(after)
    if after.way.taken_over and own.decision is not None and held is not None:
        taking_over.check_signed(own.decision.signed_on, held, typed=True)
    entering.put_right(entering.entered_by(after.applicant), own.decision, by)


def _dated(own: Step, kind: StepKind, day: date | None, given: Paper | Decision) -> Paper | Decision:
    """A decision is signed on the day of its step: another day of the step alone is another day of its paper."""
    known = own.decision
    follows = kind == StepKind.DECISION and day is not None and day != own.day and known is not None
    if follows and known is not None and known.signed_on == own.day and given.signed_on == own.day:
        return Paper(given.number, day, given.body)
    return given


def admitted_on(file: File) -> date | None:
    """The day of the admission as the register has it by now; None before the ceremony."""
    spell = spells.of_file(file.applicant)
    return spell.admitted_on if spell else None


def _check_found(file: File, kind: StepKind, day: date) -> None:
    """Of the first step: the person was born and the cell was there."""
    if kind == StepKind.SOURCE:
        people.check_found_after_birth(file.applicant.birth_on, day)
        people.check_found_before_help(file.way, day)
        readmission.check_found_after_left(file.way, day)
        cell = file.applicant.organisation
        tree_rules.check_open(cell, terms_of(cell), day, field="day")


def _check_small(file: File, kind: StepKind, day: date) -> None:
    """Of a cell that could not vote: on that day, too; and the person may be considered then."""
    if kind == StepKind.CELL:
        rules.check_considered(file.way, day)
        bases.check_small_on(file.applicant, day)


def _check_class(own: Step, day: date) -> None:
    """Of a certificate that a class gave: the class was over, and the person was proposed for it before that."""
    seats = Attendance.unscoped.select_related("course")
    for row in seats.filter(step=own):
        classes.check_after_class(row.course, day)
    if own.kind == StepKind.CLASS_PROPOSED:
        for row in seats.filter(applicant=own.applicant_id, course__kind="awareness"):
            classes.check_proposed(row.course, day)


def _weigh_held(file: File) -> None:
    """A ceremony that was in time may turn out to have been late: it was held, so that is doubted and not refused. One
    that was held before there was a file is not asked about."""
    held = file.steps.get(StepKind.CEREMONY)
    if held is not None and not file.way.taken_over:
        last = terms.due(file.way, StepKind.CEREMONY, *office.holidays())
        weigh(*rules.doubts_ceremony(held.day, last, has_paper=held.decision_id is not None))


@verb("bỏ một bước kết nạp", about="applicant", needs_reason=True)
def take_back_step(step: Step, *, by: Actor, seen: int | None = None) -> None:
    """A step that was recorded by mistake; with the ceremony of who was a member before goes the second spell, with the
    decision of a file taken over what the register has of it from there. Raises RuleBroken while others stand on it, or
    something was recorded of the new spell."""
    if step.kind == StepKind.CEREMONY:
        tree.lock()
    file, own = _of(step, by, seen)
    kind = StepKind(own.kind)
    rules.check_taken_back(file.way, kind)
    _check_own(file, own, by)
    _check_no_seat(own)
    recognition.check_no_papers(kind, RecognitionStep.unscoped.filter(applicant=own.applicant_id).exists())
    if kind == StepKind.CEREMONY:
        revert.write_opposite(_ceremony(file), by=by, led_at=file.cell)
        return
    if kind == StepKind.DECISION:
        _take_out(file, by)
    introducing.take_away(own)
    for row in Attendance.unscoped.filter(step=own):
        # The list of the class says so: sat there, without a certificate.
        history.change(row, step=None)
    history.remove(own)


def _take_out(file: File, by: Actor) -> None:
    """What the register has of the decision from this file; under a recognition it stays, party age counts from it."""
    found = entering.entered_by(file.applicant)
    if found is not None and found.stands:
        recognition.check_stands(found.spell)
    entering.take_out(found, by)


def _ceremony(file: File) -> Act:
    """The line of the ceremony by which somebody was admitted again, with all that it wrote. Raises RuleBroken where
    the person was admitted once more since."""
    readmission.check_last_spell(spells.of_file(file.applicant), spells.all_of(file.applicant.member_id)[-1])
    begun = Act.objects.filter(verb="readmit", member=file.applicant.member_id).order_by("-number")[:1]
    return Act.objects.select_related("values_row").get(number__in=begun.values("inside"))


def _check_no_seat(own: Step) -> None:
    """The proposal, and the ceremony, stay under the list of the class they led to."""
    leads_to = {StepKind.CLASS_PROPOSED: CourseKind.AWARENESS, StepKind.CEREMONY: CourseKind.NEW_MEMBERS}
    if (kind := leads_to.get(StepKind(own.kind))) is not None:
        seats = Attendance.unscoped.filter(applicant=own.applicant_id, course__kind=kind)
        classes.check_no_seat(seats.select_related("course"))


def _check_own(file: File, own: Step, by: Actor, day: date | None = None) -> None:
    """A decision of the level above is not a committee's to change, nor the consent it obtained."""
    authority.check_own_step(file.way, StepKind(own.kind), day or own.day, recorder(file, by))


def _of(step: Step, by: Actor, seen: int | None) -> tuple[File, Step]:
    """The file of a step, locked, and the step as it is now; who does the step may put it right."""
    file = lock(step.applicant, by=by, seen=seen, places=step.kind in (StepKind.CEREMONY, StepKind.DECISION))
    own = rules.check_there(file.steps.get(StepKind(step.kind)))
    rights.check_may(by, verb_of(StepKind(own.kind)), rights.case_of_organisation(file.cell))
    recorded.check_own(file, own, own.day, by)
    return file, own
