"""Classes of one's part, one of them with its list, and the pages on which the list and its certificates are kept."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from admissions import forms, procedure
from admissions.models import Applicant, Attendance, Course, CourseKind
from admissions.procedure import classes
from admissions.procedure.certifying import number_of
from admissions.procedure.reading import File
from admissions.rules.classes import is_certified, valid_to
from admissions.views import printing
from admissions.views.acts import OFF
from kit.calendar import print_day
from members import door, kept, looks, rights, successors
from members.tables import Cell, Head, rows
from members.views.acts import ActPage, begin, view
from members.views.drafts import keeps, typed_before
from members.views.paging import beside, by_row

HEADS = [Head("Lớp"), Head("Loại lớp"), Head("Nơi mở"), Head("Ngày học"), Head("Người học", number=True),
         Head("Có giấy chứng nhận", number=True)]  # fmt: skip


def opening(request: HttpRequest, *_: Any) -> None:
    """Who opens classes. Raises PermissionDenied."""
    if not request.actor.kinds() & {rights.OFFICER, rights.COMMITTEE}:
        raise PermissionDenied


def days(course: Course) -> str:
    return f"{print_day(course.first_day)} đến hết {print_day(course.last_day)}"


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The classes of one's part, by name: how many sit there, how many were certified."""
    opening(request)
    page = by_row(request, Course.objects.all(), "name", "pk")
    named = kept.called({one.organisation_id for one in page.rows}, request.actor.day)
    counts = classes.counts_of(page.rows)
    context = {
        "heads": HEADS, "rows": rows(HEADS, (_row(one, named, counts.get(one.pk, (0, 0))) for one in page.rows)),
        "pages": beside(page),
    }  # fmt: skip
    return render(request, "admissions/courses.html", context)


def _row(one: Course, named: dict[int, str], counts: tuple[int, int]) -> list[Cell]:
    return [
        Cell(one.name, reverse("course", args=[one.pk])), Cell(one.get_kind_display()),
        Cell(named.get(one.organisation_id, "")), Cell(days(one)), *(Cell(str(many)) for many in counts),
    ]  # fmt: skip


@keeps("mở lớp bồi dưỡng", opening)
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """A class of a committee of mine."""
    opening(request)
    form = forms.OpenCourseForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    return begin(
        request, form, lambda given: procedure.open_course(given.pop("organisation"), by=request.actor, **given),
        said=lambda made: f"Đã mở {made.name}.", to="course", heading="Lớp bồi dưỡng", title="mở lớp bồi dưỡng",
        back=reverse("courses"), act="Mở lớp", leave="Không mở, quay lại",
    )  # fmt: skip


@dataclass(frozen=True)
class Learner:
    """One person of the list: the page where it is mine to open; `words` of a state of that `kind`; `acts`."""

    name: str
    href: str
    cell: str
    kind: str
    words: str
    number: str
    given: str
    good_to: str
    acts: list[tuple[str, str]]


@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One class and its list: who sits there, with which certificate or without one."""
    return _show(request, *_found(request, pk), printing.of_course())


@require_POST
def print_(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the list as a file; it is made by the worker and found under "Việc đang chạy"."""
    one, may = _found(request, pk)
    taking = printing.of_course(request.POST)
    return printing.ask_course(request, one, taking) if taking.is_valid() else _show(request, one, may, taking)


def _found(request: HttpRequest, pk: int) -> tuple[Course, set[str]]:
    """The class, and what may be done with it. Raises Http404, PermissionDenied."""
    one: Course = door.row_or_404(Course.objects.select_related("account"), pk)
    may = rights.allowed(request.actor, case_of(one, request.actor))
    if "open_course" not in may:
        raise PermissionDenied
    return one, may


def _show(request: HttpRequest, one: Course, may: set[str], taking: Any) -> HttpResponse:
    day, seated = request.actor.day, classes.seats(one)
    files = classes.files_of(seated, day)
    named = classes.cell_names(files.values(), day)
    mine = set(Applicant.objects.filter(pk__in=files).values_list("pk", flat=True))
    learners = [_learner(one, row, files[row.applicant_id], named, row.applicant_id in mine, may, day)
                for row in seated]  # fmt: skip
    looks.looked(
        request.actor, "course", [row.applicant.member_id for row in seated if row.applicant.member_id],
        at=timezone.now(),
    )  # fmt: skip
    context = {
        "one": one, "days": days(one), "learners": learners, "acts": _acts(one, seated, may, day),
        "at": kept.called({one.organisation_id}, day).get(one.organisation_id, ""),
        "good_to": one.kind == CourseKind.AWARENESS, "taking": taking,
        "without": sum(not is_certified(row) for row in seated) if one.last_day < day else 0,
    }  # fmt: skip
    return render(request, "admissions/course.html", context, status=422 if taking.errors else 200)


def _learner(
    course: Course, row: Attendance, file: File, named: dict[int, str], mine: bool, may: AbstractSet[str], day: date
) -> Learner:  # fmt: skip
    given, pk = classes.certificate_day(row), [row.pk]
    kind, words = _state(course, row, file, day)
    acts = []
    if row.certified_on and "correct_certificate" in may:
        acts = [("Sửa", reverse("correct-certificate", args=pk)), ("Bỏ", reverse("take-back-certificate", args=pk))]
    elif given is None and "take_off_course" in may:
        acts = [("Đưa ra khỏi danh sách", reverse("take-off-course", args=pk))]
    good_to = print_day(valid_to(given)) if given and course.kind == CourseKind.AWARENESS else ""
    return Learner(
        row.applicant.full_name, reverse("applicant", args=[row.applicant_id]) if mine else "",
        named.get(file.cell, ""), kind, words, number_of(row), print_day(given) if given else "", good_to,
        acts if mine else [],
    )  # fmt: skip


def _state(course: Course, row: Attendance, file: File, day: date) -> tuple[str, str]:
    if is_certified(row):
        return "done", "có giấy chứng nhận"
    if file.stop is not None:
        return "locked", "hồ sơ thôi xét"
    if day < course.first_day:
        return "waits", "chưa khai giảng"
    return ("waits", "đang học") if day <= course.last_day else ("soon", "đã học, chưa có giấy chứng nhận")


def _acts(one: Course, seated: list[Attendance], may: AbstractSet[str], day: date) -> list[tuple[str, str]]:
    pk = [one.pk]
    offered = [
        ("enter_certificates", "Ghi giấy chứng nhận", "enter-certificates"),
        ("enrol", "Đưa người vào danh sách", "enrol"),
        ("correct_course", "Sửa lớp", "correct-course"), ("take_back_course", "Bỏ lớp ghi nhầm", "take-back-course"),
    ]  # fmt: skip
    closed = {"take_back_course"} if seated else {"enter_certificates"}
    if one.last_day > day or all(is_certified(row) for row in seated):
        closed.add("enter_certificates")
    return [(words, reverse(name, args=pk)) for verb, words, name in offered if verb in may - closed]


def case_of(target: Any, actor: rights.Actor) -> rights.Case:
    """Where the class goes on today."""
    return rights.case_of_organisation(successors.carrier_of(_course(target).organisation_id, actor.day))


def _course(target: Course | Attendance) -> Course:
    return target.course if isinstance(target, Attendance) else target


def _page(verb: str, form: Any, model: type = Course, **more: Any) -> Any:
    function = getattr(procedure, verb)
    return view(ActPage(
        verb=verb, form=form, find=lambda request, pk: door.get_or_404(model, pk), case=case_of,
        call=lambda target, by, given: function(target, by=by, **given),
        heading=lambda target: target.applicant.full_name if isinstance(target, Attendance) else target.name,
        subject=lambda target: None,
        **({"back": lambda target: reverse("course", args=[_course(target).pk])} | more),
    ))  # fmt: skip


correct = _page("correct_course", forms.CorrectCourseForm)
take_back = _page("take_back_course", forms.TakeBackForm, **OFF, back=lambda target: reverse("courses"))
enrol = _page("enrol", forms.EnrolForm, act="Đưa vào danh sách", leave="Không đưa, quay lại")
certificates = _page(
    "enter_certificates", forms.CertificatesForm, act="Ghi cả danh sách",
    hint="Mỗi người một dòng; để trống dòng của người không được cấp. Một dòng sai thì chưa dòng nào được ghi.",
)  # fmt: skip
take_off = _page("take_off_course", forms.TakeBackForm, Attendance, act="Đưa ra khỏi danh sách",
                 leave="Không đưa ra, quay lại", done="Đã đưa ra")  # fmt: skip
correct_certificate = _page("correct_certificate", forms.CorrectCertificateForm, Attendance)
take_back_certificate = _page("take_back_certificate", forms.TakeBackForm, Attendance, **OFF)


def of_file(file: File) -> list[tuple[str, str]]:
    """What the page of a file says of its classes: (which, how it ended)."""
    rows = Attendance.objects.filter(applicant=file.applicant).select_related("course", "step__decision", "decision")
    found = []
    for row in rows.order_by("course__first_day", "pk"):
        given = classes.certificate_day(row)
        paper = f"giấy chứng nhận số {number_of(row)}, {print_day(given)}" if given else "chưa có giấy chứng nhận"
        kind = row.course.get_kind_display()
        found.append((kind[0].upper() + kind[1:], f"{row.course.name}, {days(row.course)}; {paper}"))
    return found
