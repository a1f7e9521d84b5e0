"""The certificates of a class, entered as one list: each does the step of its file, by the verb of that step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admissions.models import Attendance, Course, CourseKind, RecognitionKind, StepKind
from admissions.procedure import probation
from admissions.procedure.classes import lock_course, seat, seats
from admissions.procedure.doing import record_step
from admissions.procedure.leading import lock_admitted
from admissions.procedure.reading import lock
from admissions.rules import classes as rules
from admissions.rules import gathering
from admissions.rules.classes import Certificate, RowsBroken
from admissions.rules.steps import check_not_stopped, check_there
from members import history
from members.errors import NotAllowed, Refusal, RuleBroken
from members.procedure import Paper
from members.procedure.acting import paper, verb
from members.rights import Actor


@verb("ghi giấy chứng nhận của lớp", about="applicant")
def enter_certificates(course: Course, *, by: Actor, certificates: Sequence[Certificate]) -> int:
    """All rows or none; answers how many. Each does what the page of its file would do, under the same checks.

    Raises RowsBroken with the sentence of each row that may not be written."""
    own = lock_course(course, by)
    rows = {one.pk: one for one in seats(own)}
    numbers = [number_of(one) for one in rows.values() if rules.is_certified(one)]
    broken: dict[int, Refusal] = {}
    # In the order of the files: as everybody who locks several.
    files = {pk: row.applicant_id for pk, row in rows.items()}
    lock_admitted(row.applicant for row in rows.values())
    for given in sorted(certificates, key=lambda one: files.get(one.attendance, 0)):
        try:
            with history.tried():
                row = check_there(rows.get(given.attendance))
                rules.check_number_once(given.number, numbers)
                _certify(own, row, given, by)
        except NotAllowed:
            broken[given.attendance] = Refusal("Hồ sơ này nay không thuộc nơi đồng chí phụ trách.", field="number")
        except RuleBroken as refusal:
            broken[given.attendance] = refusal
        numbers.append(given.number)
    if broken:
        raise RowsBroken(broken)
    history.concerns(organisation=own.organisation_id)
    return len(certificates)


def given_on(day: date | None) -> date:
    assert day is not None  # noqa: S101  (checked with the certificate)
    return day


def number_of(one: Attendance) -> str:
    given = one.decision if one.step is None else one.step.decision
    return given.number if given is not None else ""


def _certify(course: Course, row: Attendance, given: Certificate, by: Actor) -> None:
    certificate = Paper(given.number.strip(), given.day, course.place)
    if course.kind == CourseKind.NEW_MEMBERS:
        certify_new_member(row, by=by, day=given.day, decision=certificate)
        return
    rules.check_not_certified(row)
    rules.check_certificate(course, given.number, given.day, by.day)
    assert given.day is not None  # noqa: S101  (checked above)
    step = record_step(row.applicant, by=by, kind=StepKind.CERTIFICATE, day=given.day, decision=certificate)
    history.change(row, step=step)


@verb("ghi giấy chứng nhận lớp đảng viên mới", about="applicant")
def certify_new_member(attendance: Attendance, *, by: Actor, day: date | None, decision: Paper) -> Attendance:
    """The certificate that goes into the file of recognition, with its number and day (06-HD/TW 8.3)."""
    file = lock(attendance.applicant, by=by)
    check_not_stopped(file.way)
    own = seat(attendance)
    rules.check_new_members(own.course)
    rules.check_not_certified(own)
    rules.check_certificate(own.course, decision.number, day, by.day)
    rules.check_certified_once(Attendance.unscoped.filter(applicant=own.applicant_id, certified_on__isnull=False))
    path = probation.of_file(file).path
    gathering.check_not_done(path, RecognitionKind.CERTIFICATE)
    gathering.check_day(path, RecognitionKind.CERTIFICATE, given_on(day), by.day)
    return history.change(own, certified_on=day, decision=paper(decision))


@verb("sửa giấy chứng nhận lớp đảng viên mới", about="applicant", needs_reason=True)
def correct_certificate(
    attendance: Attendance, *, by: Actor, number: str | None = None, day: date | None = None
) -> Attendance:
    """Another number or day; None stays. That of the other class is put right as a step of the file."""
    file = lock(attendance.applicant, by=by)
    own = seat(attendance)
    rules.check_has_certificate(own)
    number, day = number_of(own) if number is None else number, day or own.certified_on
    rules.check_certificate(own.course, number, day, by.day)
    rules.check_number_once(number, [number_of(one) for one in seats(own.course) if one.pk != own.pk])
    gathering.check_day(probation.of_file(file).path, RecognitionKind.CERTIFICATE, given_on(day), by.day)
    given = paper(Paper(number, day, own.course.place), instead_of=own.decision)
    return history.change(own, certified_on=day, decision=given)


@verb("bỏ giấy chứng nhận lớp đảng viên mới", about="applicant", needs_reason=True)
def take_back_certificate(attendance: Attendance, *, by: Actor) -> Attendance:
    """Written by mistake: the person stays on the list, without a certificate. Raises RuleBroken once the cell has
    voted on the recognition."""
    file = lock(attendance.applicant, by=by)
    own = seat(attendance)
    rules.check_has_certificate(own)
    gathering.check_nothing_behind(probation.of_file(file).path, RecognitionKind.CERTIFICATE)
    return history.change(own, certified_on=None, decision=None)
