"""A class is opened, put right, taken back; people come on its list and off it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from admissions.models import Applicant, Attendance, Course, CourseKind, Step, StepKind
from admissions.models.leading import stood
from admissions.procedure import spells
from admissions.procedure.leading import lock_admitted
from admissions.procedure.reading import File, lock, read_many
from admissions.rules import classes as rules
from admissions.rules.classes import RowsBroken
from admissions.rules.steps import check_there
from members import history, kept, rights, successors, tree
from members.errors import Refusal, RuleBroken
from members.models import Membership, Organisation, Placement
from members.procedure import undoing
from members.procedure.acting import lock_places, terms_of, verb
from members.rights import Actor
from members.rules import organisations as tree_rules


@verb("mở lớp bồi dưỡng", about="applicant")
def open_course(
    organisation: Organisation, *, by: Actor, kind: str, name: str, place: str, first_day: date, last_day: date
) -> Course:
    """A class of a committee for the cells below it. It may lie ahead: a list is made before it begins."""
    _may(organisation.pk, by)
    tree_rules.check_open(organisation, terms_of(organisation), by.day, field="organisation")
    rules.check_days(first_day, last_day)
    rules.check_name(_others(organisation.pk, kind), name, first_day)
    return history.create(
        Course, organisation=organisation, kind=CourseKind(kind), name=name.strip(), place=place.strip(),
        first_day=first_day, last_day=last_day, account=by.account,
    )  # fmt: skip


@verb("sửa lớp bồi dưỡng", about="applicant", needs_reason=True)
def correct_course(
    course: Course, *, by: Actor, kind: str | None = None, name: str | None = None, place: str | None = None,
    first_day: date | None = None, last_day: date | None = None,
) -> Course:  # fmt: skip
    """What was typed wrongly; None stays. Raises RuleBroken where its list would not hold any more."""
    own = lock_course(course, by)
    said = {"kind": kind, "name": name, "place": place, "first_day": first_day, "last_day": last_day}
    changed: dict[str, Any] = {key: value for key, value in said.items() if value and value != getattr(own, key)}
    seated = seats(own)
    # A certificate is written under the lock of its file: nobody gives one while the last day is moved.
    list(Applicant.unscoped.select_for_update(no_key=True).filter(attendances__course=own).order_by("pk"))
    rules.check_still(changed, seated, [day for one in seated if (day := certificate_day(one))])
    begins, ends = (changed.get(key, getattr(own, key)) for key in ("first_day", "last_day"))
    rules.check_days(begins, ends)
    others = _others(own.organisation_id, changed.get("kind", own.kind))
    rules.check_name((one for one in others if one.pk != own.pk), changed.get("name", own.name), begins)
    history.change(own, **changed)
    for one in seated:
        _check_proposed(own, one)
    return own


def _check_proposed(course: Course, one: Attendance) -> None:
    proposed = one.applicant.steps(manager="unscoped").filter(kind=StepKind.CLASS_PROPOSED).first()
    if course.kind == CourseKind.AWARENESS and proposed is not None:
        rules.check_proposed(course, proposed.day)


@verb("bỏ lớp bồi dưỡng ghi nhầm", about="applicant", needs_reason=True)
def take_back_course(course: Course, *, by: Actor) -> None:
    """It was never opened. Raises RuleBroken while somebody is on its list."""
    own = lock_course(course, by)
    rules.check_empty(seats(own))
    history.remove(own)


@verb("đưa vào danh sách lớp bồi dưỡng", about="applicant")
def enrol(course: Course, *, by: Actor, applicants: Sequence[Applicant]) -> list[Attendance]:
    """Several at once, all or nobody. Raises RowsBroken with a sentence for each who may not sit there."""
    own = lock_course(course, by)
    broken: dict[int, Refusal] = {}
    made = []
    lock_admitted(applicants)
    for one in sorted(applicants, key=lambda one: one.pk):
        file = lock(one, by=by)
        try:
            _check_seat(own, file)
        except RuleBroken as refusal:
            broken[one.pk] = refusal
            continue
        made.append(history.create(Attendance, course=own, applicant=file.applicant, account=by.account))
    if broken:
        raise RowsBroken(broken)
    history.concerns(organisation=own.organisation_id)
    return made


def _check_seat(course: Course, file: File) -> None:
    home = home_of(course, file.day)
    rules.check_under(home == file.cell or home in tree.above(file.cell, file.day))
    rules.check_seat(course, file.way, spells.of_file(file.applicant))
    rules.check_not_seated(course, others_of([file.applicant.pk]).get(file.applicant.pk, ()))


@verb("đưa ra khỏi danh sách lớp bồi dưỡng", about="applicant", needs_reason=True)
def take_off_course(attendance: Attendance, *, by: Actor) -> None:
    """Put on the list by mistake, or did not come. Raises RuleBroken once there is a certificate."""
    lock_course(attendance.course, by)
    file = lock(attendance.applicant, by=by)
    own = seat(attendance)
    rules.check_leaves(own)
    history.remove(own)
    history.concerns(organisation=file.cell)


def _may(organisation: int, by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(organisation))
    undoing.stand()
    lock_places([organisation])
    history.concerns(organisation=organisation)


def lock_course(course: Course, by: Actor) -> Course:
    """The class as it is now, locked after its organisation; the right to the open verb is asked there."""
    _may(course.organisation_id, by)
    own: Course = check_there(Course.unscoped.select_for_update(no_key=True).filter(pk=course.pk).first())
    return own


def seat(attendance: Attendance) -> Attendance:
    """One row as it is now."""
    rows = Attendance.unscoped.filter(pk=attendance.pk).select_related("course", "step", "decision")
    own: Attendance = check_there(rows.first())
    return own


def seats(course: Course) -> list[Attendance]:
    """The whole list, by name, also of who went under another committee since: it was this class's list."""
    rows = Attendance.unscoped.filter(course=course)
    papers = rows.select_related("applicant", "step__decision", "decision", "account")
    return list(papers.order_by("applicant__sort_key", "applicant", "pk"))


def certificate_day(one: Attendance) -> date | None:
    return one.step.day if one.step is not None else one.certified_on


def others_of(applicants: Iterable[int]) -> dict[int, list[Attendance]]:
    """{file: every list on which it stands}."""
    found: dict[int, list[Attendance]] = {}
    for row in Attendance.unscoped.filter(applicant__in=list(applicants)).select_related("course").order_by("pk"):
        found.setdefault(row.applicant_id, []).append(row)
    return found


def _others(organisation: int, kind: str) -> list[Course]:
    return list(Course.unscoped.filter(organisation=organisation, kind=kind))


def candidates(course: Course, rows: Iterable[Applicant], day: date) -> list[File]:
    """Of these files those whose next step is this class, as their own check says."""
    files = read_many(list(rows), day)
    others = others_of(files)
    spells: dict[int, Membership] = {}
    people = [file.applicant.member_id for file in files.values() if file.applicant.member_id]
    for spell in Membership.unscoped.filter(member__in=people).in_order():
        spells[spell.member_id] = spell
    return [
        file for pk, file in files.items()
        if not rules.why_no_seat(course, file.way, spells.get(file.applicant.member_id or 0), others.get(pk, ()))
    ]  # fmt: skip


def home_of(course: Course, day: date) -> int:
    """Which organisation leads the class today: one that has ended goes on in its successor."""
    return successors.carrier_of(course.organisation_id, day)


def files_under(course: Course, rows: Any, day: date) -> Any:
    """Of these files those of the cells under the class that may be at its step."""
    home = home_of(course, day)
    if course.kind == CourseKind.NEW_MEMBERS:
        under = tree.under(home, day, "organisation")
        here = stood(Placement.unscoped.on(day).official().filter(under))
        return rows.filter(pk__in=here, member__in=Membership.unscoped.filter(official_on=None).values("member"))
    learned = Step.unscoped.filter(kind=StepKind.CERTIFICATE).values("applicant")
    return (
        rows.with_cell(day)
        .filter(tree.place_on(home, day).holds("cell"))
        .open()
        .filter(steps__kind=StepKind.CLASS_PROPOSED)
        .exclude(pk__in=learned)
    )


def cell_names(files: Iterable[File], day: date) -> dict[int, str]:
    return kept.full_names({file.cell for file in files}, day)


def files_of(seated: Iterable[Attendance], day: date) -> dict[int, File]:
    """{file: as it stands} of everybody on a list."""
    return read_many([one.applicant for one in seated], day)


def counts_of(courses: Iterable[Course]) -> dict[int, tuple[int, int]]:
    """{class: how many sit there, how many of them have a certificate}, in one question."""
    found: dict[int, tuple[int, int]] = {}
    rows = Attendance.unscoped.filter(course__in=list(courses))
    for pk, step, certified_on in rows.values_list("course", "step", "certified_on"):
        all_, with_ = found.get(pk, (0, 0))
        found[pk] = (all_ + 1, with_ + (step is not None or certified_on is not None))
    return found
