"""A step is recorded; the decision and the ceremony, which makes a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from admissions.models import Applicant, Step, StepKind
from admissions.procedure import introducing, recorded
from admissions.procedure.opening import is_member
from admissions.procedure.reading import File, lock
from admissions.procedure.taking_over import record_earlier
from admissions.rules import authority, people, readmission, terms, verifying
from admissions.rules import steps as rules
from admissions.rules.introducers import Introduces
from members import history, office, rights
from members.errors import RuleBroken
from members.models import Decision, Member, Organisation
from members.procedure import Paper
from members.procedure.acting import paper, says_which, verb, weigh
from members.procedure.people import birth_of, enter
from members.procedure.readmitting import readmit
from members.rights import Actor

# Steps with a verb of their own, which says more than a day and a paper.
OWN_VERB = {
    StepKind.SOURCE: "open_file", StepKind.CELL: "record_cell_vote", StepKind.COMMITTEE: "record_committee_vote",
    StepKind.DECISION: "record_decision", StepKind.CEREMONY: "hold_ceremony",
    StepKind.INTRODUCED: "record_introduction",
}  # fmt: skip


class EarlyStep(NamedTuple):
    """One of several that are recorded together."""

    kind: StepKind
    day: date
    decision: Paper | Decision | None = None


def verb_of(kind: StepKind) -> str:
    """By which verb a step is done."""
    return OWN_VERB.get(kind, "record_step")


@verb("ghi một bước kết nạp", about="applicant")
def record_step(
    applicant: Applicant, *, by: Actor, kind: str, day: date, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Step:  # fmt: skip
    """One step with its day and paper. Raises RuleBroken out of order, misdated, without the paper it needs; doubts a
    verification that is called done while somebody has not answered well."""
    file = lock(applicant, by=by, seen=seen)
    made = _done(file, StepKind(kind), by, day, decision)
    weigh_verified(file, StepKind(kind), day)
    weigh_wait(file, StepKind(kind), day)
    return made


@verb("ghi nhiều bước kết nạp", about="applicant")
def record_steps(applicant: Applicant, *, by: Actor, steps: Sequence[EarlyStep], seen: int | None = None) -> list[Step]:
    """Several steps at once, each with its day and paper, as `record_step` does them one after another; all or none.

    Raises RuleBroken as it does, the step before the field: "certificate.day"."""
    file, made = lock(applicant, by=by, seen=seen), []
    who = recorder(file, by)
    for kind, day, decision in steps:
        with _of_step(kind):
            rules.check_own_verb(kind, verb_of(kind), "record_step")
            authority.check_own_step(file.way, kind, day, who)
            made.append(_written(file, kind, by, day, decision))
        weigh_verified(file, kind, day)
        weigh_wait(file, kind, day)
        file = replace(file, way=replace(file.way, days={**file.way.days, kind: day}))
    return made


@contextmanager
def _of_step(kind: StepKind) -> Iterator[None]:
    """Of which of the steps a refusal is said."""
    try:
        yield
    except RuleBroken as broken:
        field = f"{kind}.{broken.field or 'day'}"
        raise RuleBroken(broken.rule, broken.sentence, field=field, others=broken.others) from broken


@verb("ghi giấy giới thiệu người vào Đảng", about="applicant")
def record_introduction(
    applicant: Applicant, *, by: Actor, day: date, introducers: Sequence[Introduces],
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """The paper of official members who introduce the applicant, each by name and twelve months together by that day
    (Charter art. 4). Raises RuleBroken for too few of them, and for one who may not."""
    file = lock(applicant, by=by, seen=seen)
    made = _done(file, StepKind.INTRODUCED, by, day, decision)
    introducing.check(file.applicant, day, introducers, by, has_paper=says_which(decision))
    introducing.write(made, introducers)
    return made


@verb("ghi quyết định kết nạp", about="applicant")
def record_decision(
    applicant: Applicant, *, by: Actor, day: date, decision: Paper | Decision | None = None,
    received_on: date | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """The decision of the competent level, and when the cell got it; of a file that was opened for a probationer, when
    the decision was not known, the earlier one, which the register knows from then on (party age)."""
    file = lock(applicant, by=by, seen=seen, places=True)
    if file.way.taken_over and StepKind.DECISION not in file.steps:
        rules.check_not_stopped(file.way)
        authority.check_own_step(file.way, StepKind.DECISION, day, recorder(file, by))
        if received_on is not None:
            rules.check_not_received(file.way, field="received_on")
        return record_earlier(file, by, decision)
    rules.check_received(file.way, day, received_on, by.day)
    rules.check_exception(file.way, day, field="day")
    made = _done(file, StepKind.DECISION, by, day, decision)
    return history.change(made, received_on=received_on) if received_on else made


@verb("ghi ngày chi bộ nhận quyết định", about="applicant")
def note_received(applicant: Applicant, *, by: Actor, day: date, seen: int | None = None) -> Step:
    """When the cell got the decision: from then on the days of the ceremony are counted."""
    file = lock(applicant, by=by, seen=seen)
    rules.check_goes_on(file.way)
    step = rules.check_decided(file.steps.get(StepKind.DECISION))
    rules.check_not_received(file.way)
    rules.check_received(file.way, step.day, day, by.day, field="day")
    return history.change(step, received_on=day)


@verb("ghi lễ kết nạp", about="applicant")
def hold_ceremony(
    applicant: Applicant, *, by: Actor, day: date, decision: Paper | Decision | None = None, seen: int | None = None,
) -> Member:  # fmt: skip
    """The ceremony: from that day on the person is a probationer, entered in the register by its own verb; who was a
    member before is the same person with a new spell.

    `decision`: the consent to a ceremony after its last day. Raises RuleBroken as `record_step` and `enter` do."""
    file = lock(applicant, by=by, seen=seen)
    rules.check_ceremony(file.way, day)
    last = terms.due(file.way, StepKind.CEREMONY, *office.holidays())
    weigh(*rules.weigh_ceremony(file.way, day, last, has_paper=says_which(decision)))
    _done(file, StepKind.CEREMONY, by, day, decision)
    member = _admitted(file, day, by)
    history.change(file.applicant, member=member)
    return member


def _admitted(file: File, day: date, by: Actor) -> Member:
    """Who is new to the register is entered; who left begins a new spell. Of the age the cell was asked."""
    people.check_no_member(is_member(file.applicant, by.day))
    own, decided = file.applicant, file.steps[StepKind.DECISION]
    if file.again is not None:
        former = Member.unscoped.get(pk=file.again.row.former_id)
        readmit(
            former, by=by, organisation=Organisation(pk=file.cell), day=day, decision=decided.decision, considered=True
        )
        return former
    return enter(
        by=by, full_name=own.full_name, organisation=Organisation(pk=file.cell), admitted_on=day, since=day,
        admission_decision=decided.decision, birth=birth_of(own), sex=own.sex, schooling=own.schooling,
        occupation=own.occupation, considered=True,
    )  # fmt: skip


def _done(file: File, kind: StepKind, by: Actor, day: date, decision: Paper | Decision | None) -> Step:
    rules.check_own_verb(kind, verb_of(kind), history.current().verb)
    authority.check_own_step(file.way, kind, day, recorder(file, by))
    return _written(file, kind, by, day, decision)


def _written(file: File, kind: StepKind, by: Actor, day: date, decision: Paper | Decision | None) -> Step:
    rules.check_order(file.way, kind)
    rules.check_day(file.way, kind, day, by.day)
    recorded.check_led(file, day, by)
    rules.check_paper(kind, says_which(decision))
    return history.create(
        Step, applicant=file.applicant, kind=kind, day=day, decision=paper(decision), account=by.account
    )


def weigh_verified(file: File, kind: StepKind, day: date) -> None:
    """Of the verification: all that was sent by then is answered, and well."""
    if kind == StepKind.VERIFIED:
        weigh(*verifying.weigh_verified(file.way, day))


def weigh_wait(file: File, kind: StepKind, day: date) -> None:
    """Of the application of who was a member: so many months lie between."""
    if kind == StepKind.APPLICATION:
        weigh(*readmission.weigh_wait(file.way, day))


def recorder(file: File, by: Actor) -> authority.Recorder:
    """As whom the verb is done."""
    case = rights.case_of_organisation(file.cell)
    return authority.Recorder(from_above(file, by), committee=rights.may(by, "record_committee_vote", case))


def from_above(file: File, by: Actor) -> bool:
    """The verb is done by somebody of the level above the committee."""
    return rights.may(by, "hold_ceremony", rights.case_of_organisation(file.cell))
