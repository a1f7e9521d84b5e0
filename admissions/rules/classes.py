"""Who may sit in a class and get its certificate: each `check_…` raises RuleBroken with what stands in the way.

Sources: 06-HD/TW 2025, 5.4 and 8.3 (the certificate is a paper of both files); 12-HD/BTCTW 2022, II.1. High for the
order: proposed, then the class, then its certificate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from admissions.models import Attendance, Course, CourseKind, StepKind
from kit.calendar import print_day, same_day_later
from kit.names import fold
from members.errors import Refusal, RuleBroken
from members.models import Membership
from members.regulations import rules_on
from members.rules.people import check_not_after

from .steps import check_goes_on, check_order
from .way import Way


@dataclass(frozen=True)
class Certificate:
    """What was typed beside one person of a list: the number of the certificate and the day it was given."""

    attendance: int
    number: str
    day: date | None


class RowsBroken(RuleBroken):
    """Some rows of a list stand against a rule: {person of the list: why}. Nothing of the list is written."""

    def __init__(self, broken: dict[int, Refusal]) -> None:
        super().__init__(
            "arithmetic.fits", "Chưa ghi dòng nào: xem câu nhắc ở từng dòng, sửa rồi ghi lại cả danh sách."
        )
        self.broken = broken


def check_days(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        sentence = f"Ngày bế giảng {print_day(last_day)} trước ngày khai giảng {print_day(first_day)}."
        raise RuleBroken("arithmetic.order", sentence, field="last_day")


def check_name(others: Iterable[Course], name: str, first_day: date) -> None:
    """One class of a name begins on a day, however it is written."""
    if any(fold(one.name) == fold(name) and one.first_day == first_day for one in others):
        sentence = f"Đã có lớp {name} khai giảng ngày {print_day(first_day)}."
        raise RuleBroken("arithmetic.once", sentence, field="name")


def check_still(changed: dict[str, Any], seated: Sequence[Attendance], given: Iterable[date]) -> None:
    """What a list stands on: its kind while people sit on it, its last day before every certificate."""
    if seated and "kind" in changed:
        raise RuleBroken("arithmetic.fits", "Lớp đã có người: không đổi loại lớp được.", field="kind")
    first = min(given, default=None)
    if first is not None and changed.get("last_day", first) > first:
        sentence = f"Đã có giấy chứng nhận ngày {print_day(first)}, trước ngày bế giảng này."
        raise RuleBroken("arithmetic.order", sentence, field="last_day")


def check_empty(seated: Sequence[Attendance]) -> None:
    if seated:
        sentence = f"Lớp đang có {len(seated)} người: đưa ra khỏi danh sách trước."
        raise RuleBroken("arithmetic.fits", sentence, field="why")


def check_seat(course: Course, way: Way, spell: Membership | None) -> None:
    """The next step of the file is this class: proposed and without a certificate, or a probationer."""
    check_goes_on(way)
    if course.kind == CourseKind.NEW_MEMBERS:
        _check_probationer(course, spell)
        return
    check_order(way, StepKind.CERTIFICATE)
    check_proposed(course, way.days[StepKind.CLASS_PROPOSED])


def check_proposed(course: Course, proposed: date) -> None:
    """Proposed before the class is over."""
    if proposed > course.last_day:
        sentence = f"Đề nghị học ngày {print_day(proposed)}, sau ngày bế giảng {print_day(course.last_day)}."
        raise RuleBroken("arithmetic.order", sentence, field="last_day")


def _check_probationer(course: Course, spell: Membership | None) -> None:
    if spell is None or spell.admitted_on is None:
        raise RuleBroken("admission.order", "Chưa ghi lễ kết nạp: lớp này dành cho đảng viên mới.")
    if spell.official_on is not None and spell.official_on <= course.first_day:
        raise RuleBroken("admission.order", f"Đã là đảng viên chính thức từ ngày {print_day(spell.official_on)}.")
    if spell.admitted_on > course.last_day:
        sentence = f"Vào Đảng ngày {print_day(spell.admitted_on)}, sau ngày bế giảng {print_day(course.last_day)}."
        raise RuleBroken("arithmetic.order", sentence)


def check_under(is_under: bool) -> None:
    if not is_under:
        raise RuleBroken("arithmetic.fits", "Chi bộ xét hồ sơ này không thuộc nơi mở lớp.")


def check_not_seated(course: Course, others: Iterable[Attendance]) -> None:
    """On one list once, and not in two classes of a kind at once; nobody learns again what is certified."""
    for one in others:
        if one.course_id == course.pk:
            raise RuleBroken("arithmetic.once", "Đã có trong danh sách lớp này.")
        if one.course.kind != course.kind:
            continue
        if one.certified_on is not None:
            raise RuleBroken("arithmetic.once", f"Đã có giấy chứng nhận của {one.course.name}.")
        if one.course.first_day <= course.last_day and course.first_day <= one.course.last_day:
            raise RuleBroken("arithmetic.once", f"Đang có trong danh sách {one.course.name}, trùng ngày với lớp này.")


def check_no_seat(seated: Iterable[Attendance]) -> None:
    for one in seated:
        sentence = f"Đang trong danh sách {one.course.name}: đưa ra khỏi danh sách lớp trước."
        raise RuleBroken("arithmetic.fits", sentence, field="why")


def is_certified(one: Attendance) -> bool:
    return one.step_id is not None or one.certified_on is not None


def check_leaves(one: Attendance) -> None:
    if is_certified(one):
        raise RuleBroken("arithmetic.fits", "Đã ghi giấy chứng nhận: bỏ giấy chứng nhận trước.", field="why")


def check_not_certified(one: Attendance) -> None:
    if is_certified(one):
        raise RuleBroken("arithmetic.once", "Đã ghi giấy chứng nhận của người này; ghi sai thì sửa.", field="number")


def check_has_certificate(one: Attendance) -> None:
    if one.certified_on is None:
        raise RuleBroken("arithmetic.gone", "Người này không có giấy chứng nhận ghi ở lớp.")


def check_certificate(course: Course, number: str, day: date | None, today: date) -> None:
    """Both are there, the day has come, and the class was over."""
    if not number.strip():
        raise RuleBroken("admission.paper", "Ghi số giấy chứng nhận.", field="number")
    if day is None:
        raise RuleBroken("arithmetic.missing", "Ghi ngày cấp giấy chứng nhận.", field="day")
    check_not_after(day, today, field="day")
    check_after_class(course, day)


def check_after_class(course: Course, day: date) -> None:
    if day < course.last_day:
        sentence = f"Ngày {print_day(day)} trước ngày bế giảng {print_day(course.last_day)} của {course.name}."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_new_members(course: Course) -> None:
    """The certificate of the class before the application is a step of the file."""
    if course.kind != CourseKind.NEW_MEMBERS:
        raise RuleBroken("admission.own_verb", "Giấy chứng nhận lớp nhận thức ghi ở bước 4 của hồ sơ.")


def check_certified_once(others: Iterable[Attendance]) -> None:
    for one in others:
        day = print_day(one.certified_on) if one.certified_on else ""
        raise RuleBroken("arithmetic.once", f"Đã có giấy chứng nhận ngày {day} của một lớp khác.", field="number")


def check_number_once(number: str, others: Iterable[str]) -> None:
    """A class gives a number once."""
    if any(fold(number) == fold(one) for one in others):
        raise RuleBroken("arithmetic.once", f"Số {number} đã ghi cho người khác của lớp này.", field="number")


def valid_to(day: date) -> date:
    """The last day on which a certificate of the class before the application is good (06-HD/TW 5.4)."""
    return same_day_later(day, rules_on(day).admission.certificate_months.value)


def why_no_seat(course: Course, way: Way, spell: Membership | None, others: Iterable[Attendance]) -> str:
    """The first sentence that keeps somebody off the list; "" for who may sit there."""
    for check in (partial(check_seat, course, way, spell), partial(check_not_seated, course, others)):
        try:
            check()
        except RuleBroken as broken:
            return broken.sentence
    return ""
