"""New versions of the rules, and the open files that each touches."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions.models import Applicant, StepKind
from admissions.procedure.reading import File, read_many
from admissions.rules import versions
from admissions.rules.way import LABEL, upcoming
from admissions.views.files import opening
from kit.calendar import print_day
from members import kept, scope, wording
from members.tables import Cell, Head, rows
from members.views.paging import beside, by_row

POINTS = [Head("Điểm"), Head("Bước"), Head("Quy định"), Head("Trước"), Head("Nay"), Head("Nguồn")]
HEADS = [Head("Họ và tên"), Head("Chi bộ"), Head("Đang ở bước"), Head("Điểm đổi áp dụng")]


@require_safe
def versions_of_files(request: HttpRequest) -> HttpResponse:
    """What one version changes, and for each open file of my part that began before it which of that."""
    opening(request)
    changed = versions.points()
    day = _asked(request.GET.get("tu", ""), changed)
    before = (
        Applicant.objects.begun_here(scope.PEOPLE, request.actor.day)
        .open()
        .filter(steps__kind=StepKind.SOURCE, steps__day__lt=day)
    )
    page = by_row(request, before, "sort_key", "pk")
    files = read_many(page.rows, request.actor.day)
    named = kept.full_names({file.cell for file in files.values()}, request.actor.day)
    context = {
        "tabs": [{"label": f"Từ {print_day(one)}", "href": f"?tu={one.isoformat()}", "current": one == day}
                 for one in changed],
        "since": wording.day(day), "to_come": day > request.actor.day, "heads": HEADS,
        "points": POINTS, "changed": rows(POINTS, map(_point, range(1, len(changed[day]) + 1), changed[day])),
        "rows": rows(HEADS, (_row(files[one.pk], changed[day], day, named) for one in page.rows)),
        "pages": beside(page, f"tu={day.isoformat()}"),
    }  # fmt: skip
    return render(request, "admissions/versions.html", context)


def _asked(said: str, changed: dict[date, list[versions.Point]]) -> date:
    """The version that was asked for, else the newest."""
    return next((day for day in changed if day.isoformat() == said), next(iter(changed)))


def _point(at: int, one: versions.Point) -> list[Cell]:
    source = f"{one.citation}; mức chắc chắn: {one.confidence}"
    return [Cell(one) for one in (str(at), LABEL[one.kind], one.title, one.before, one.after, source)]


def _row(file: File, changed: list[versions.Point], since: date, named: dict[int, str]) -> list[Cell]:
    kind = upcoming(file.way)
    meant = [str(at) for at, point in enumerate(changed, 1) if versions.touches(file.way, point, since)]
    return [
        Cell(file.applicant.full_name, reverse("applicant", args=[file.applicant.pk])), Cell(named.get(file.cell, "")),
        Cell(f"{LABEL[kind]}, {kind.label[0].lower()}{kind.label[1:]}" if kind else "đã xong mọi bước"),
        Cell(", ".join(meant) or "không điểm nào"),
    ]  # fmt: skip
