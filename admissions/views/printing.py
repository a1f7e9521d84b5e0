"""Papers asked for: one of a file, the list of a class, a list over many files. All are drawn by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from admissions.forms.printing import PrintListForm
from admissions.models import Applicant, Course
from admissions.papers import known, printing
from admissions.papers.printing import reads
from admissions.procedure.reading import File
from admissions.rules.papers import Kind, number_of, own_numbers, sure_of
from members.errors import Refusal
from members.forms.taking import Choice, TakingForm

PAPER, FILE = "giay", "tep"
FILES = {"pdf": "PDF để in", "xlsx": "bảng tính"}


@dataclass(frozen=True)
class Papers:
    """What the page of a file says of papers: those that may be printed, with the form that asks for one and what is
    left for the pen; the others, each with what is missing."""

    taking: TakingForm | None
    by_pen: list[tuple[str, str]]
    missing: list[tuple[str, str]]


def of_file(file: File, may: AbstractSet[str], data: Mapping[str, str] | None = None) -> Papers:
    ready, waiting = known.of_file(file, may)
    day, own = file.day, own_numbers(file.day)
    choices = [(kind.code, _called(kind, day, own)) for kind in ready]
    choice = Choice(PAPER, "Giấy tờ", choices, "Chọn một giấy tờ in được")
    taking = TakingForm(data, missing="Ghi mục đích in, ví dụ: họp chi bộ", choice=choice) if ready else None
    by_pen = [(kind.title, _pen(kind, day, own)) for kind in ready if kind.by_pen or kind.numbers]
    return Papers(taking, by_pen, [(kind.title, why) for kind, why in waiting])


def _called(kind: Kind, day: date, own: Mapping[str, str]) -> str:
    number = number_of(kind.numbers, day, own)
    return f"{kind.title} (Mẫu {number})" if number else kind.title


def _pen(kind: Kind, day: date, own: Mapping[str, str]) -> str:
    said = [f"Điền tay: {'; '.join(kind.by_pen)}"] if kind.by_pen else []
    sure = sure_of(kind, day, own)
    return ". ".join([*said, *([f"Số mẫu, {sure}"] if sure else [])])


def ask_one(request: HttpRequest, one: Applicant, taking: TakingForm) -> HttpResponse:
    job = printing.ask_one(request.user, one, taking.chosen, why=taking.why, at=timezone.now())
    return redirect("job", pk=job.pk)


def _as_file(data: Mapping[str, str] | None, example: str) -> TakingForm:
    choice = Choice(FILE, "Lấy tệp", FILES.items(), "Chọn loại tệp trong danh sách")
    return TakingForm(data, missing=f"Ghi mục đích in, ví dụ: {example}", choice=choice)


def of_course(data: Mapping[str, str] | None = None) -> TakingForm:
    return _as_file(data, "gửi trung tâm chính trị")


def of_year(data: Mapping[str, str] | None = None) -> TakingForm:
    return _as_file(data, "họp ban thường vụ")


def ask_year(request: HttpRequest, since: date, day: date, taking: TakingForm) -> HttpResponse:
    job = printing.ask_year(request.user, since, day, taking.chosen, why=taking.why, at=timezone.now())
    return redirect("job", pk=job.pk)


def ask_course(request: HttpRequest, one: Course, taking: TakingForm) -> HttpResponse:
    job = printing.ask_course(request.user, one, taking.chosen, why=taking.why, at=timezone.now())
    return redirect("job", pk=job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """Which list, of where, from when to when; what is asked for is found under "Việc đang chạy"."""
    if not reads(request.actor):
        raise PermissionDenied
    form = PrintListForm(request.POST if request.method == "POST" else None)
    form.offer(request.actor.day)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            job = printing.ask_many(
                request.user, given["place"], given["paper"], given["kind"], given["period"], why=given["why"],
                today=request.actor.day, at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("place", refusal.sentence)
        else:
            return redirect("job", pk=job.pk)
    context = {"form": form, "back": reverse("applicants")}
    return render(request, "admissions/lists.html", context, status=422 if form.errors else 200)
