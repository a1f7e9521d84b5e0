"""A class with its people, through the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from admissions import procedure
from admissions.models import Applicant, Attendance, Course, StepKind
from admissions.procedure import Certificate
from tests.admissions import play
from tests.builders import MACHINE

FIRST = play.day_of(StepKind.CLASS_PROPOSED) + timedelta(days=3)
LAST = FIRST + timedelta(days=4)
GIVEN = play.day_of(StepKind.CERTIFICATE)
CENTRE = "Trung tâm chính trị huyện"
NEW_FIRST, NEW_LAST, NEW_GIVEN = date(2025, 10, 6), date(2025, 10, 10), date(2025, 10, 15)


def course(organisation: Any, *, by: Any = MACHINE, **given: Any) -> Course:
    said = {"kind": "awareness", "name": "Lớp nhận thức khóa 1", "place": CENTRE, "first_day": FIRST, "last_day": LAST}
    return procedure.open_course(organisation, by=by, **(said | given))


def new_course(organisation: Any, **given: Any) -> Course:
    said = {"kind": "new_members", "name": "Lớp đảng viên mới khóa 1", "first_day": NEW_FIRST, "last_day": NEW_LAST}
    return course(organisation, **(said | given))


def proposed(cell: Any, *names: str) -> list[Applicant]:
    return [play.until(play.found(cell, name), StepKind.CLASS_PROPOSED) for name in names]


def seated(course: Course, people: Sequence[Applicant], *, by: Any = MACHINE) -> list[Attendance]:
    return procedure.enrol(course, by=by, applicants=people)


def certified(course: Course, seats: Sequence[Attendance], *, by: Any = MACHINE, day: date = GIVEN) -> int:
    given = [Certificate(one.pk, f"{at:02}/CN", day) for at, one in enumerate(seats, 1)]
    return procedure.enter_certificates(course, by=by, certificates=given)
