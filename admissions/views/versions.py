"""New versions of the rules, and the files that each touches: open ones, and of who is on probation."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions.models import Applicant, Step, StepKind
from admissions.procedure import probation
from admissions.procedure.reading import File, read_many
from admissions.rules import versions
from admissions.rules.probation import NUMBER, Path
from admissions.rules.probation import upcoming as upcoming_after
from admissions.rules.way import LABEL, upcoming
from admissions.views.files import opening
from kit.calendar import print_day
from members import kept, scope, wording
from members.models import Placement
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
    page = by_row(request, _begun_before(day, request.actor.day), "sort_key", "pk")
    files = read_many(page.rows, request.actor.day)
    after = probation.of_files(list(files.values()))
    named = kept.full_names({file.cell for file in files.values()}, request.actor.day)
    context = {
        "tabs": [{"label": f"Từ {print_day(one)}", "href": f"?tu={one.isoformat()}", "current": one == day}
                 for one in changed],
        "since": wording.day(day), "to_come": day > request.actor.day, "heads": HEADS,
        "points": POINTS, "changed": rows(POINTS, map(_point, range(1, len(changed[day]) + 1), changed[day])),
        "rows": rows(HEADS, (_row(files[one.pk], after[one.pk], changed[day], day, named) for one in page.rows)),
        "pages": beside(page, f"tu={day.isoformat()}"),
    }  # fmt: skip
    return render(request, "admissions/versions.html", context)


def _begun_before(day: date, today: date) -> QuerySet[Applicant]:
    """Files of my part that were open when the version of that day came and still are, and of who was admitted before
    it and is on probation today."""
    found = Applicant.objects.begun_here(scope.PEOPLE, today)
    began = Q(kind=StepKind.SOURCE, applicant__member=None) | Q(kind=StepKind.CEREMONY)
    here = Placement.objects.on(today).official().filter(member=OuterRef("member"))
    running = Q(pk__in=found.open().order_by().values("pk")) | Exists(here.filter(membership__official_on=None))
    steps = Step.objects.filter(began, applicant=OuterRef("pk"), day__lt=day)
    return found.filter(running, Exists(steps))


def _asked(said: str, changed: dict[date, list[versions.Point]]) -> date:
    """The version that was asked for, else the newest."""
    return next((day for day in changed if day.isoformat() == said), next(iter(changed)))


def _point(at: int, one: versions.Point) -> list[Cell]:
    source = f"{one.citation}; mức chắc chắn: {one.confidence}"
    return [Cell(one) for one in (str(at), one.label, one.title, one.before, one.after, source)]


def _row(
    file: File, after: probation.Probation, changed: list[versions.Point], since: date, named: dict[int, str]
) -> list[Cell]:  # fmt: skip
    path = after.path if after.path.admitted_on else None
    meant = [str(at) for at, point in enumerate(changed, 1) if versions.touches(file.way, path, point, since)]
    return [
        Cell(file.applicant.full_name, reverse("applicant", args=[file.applicant.pk])), Cell(named.get(file.cell, "")),
        Cell(_waits(file, path)), Cell(", ".join(meant) or "không điểm nào"),
    ]  # fmt: skip


def _waits(file: File, path: Path | None) -> str:
    """The step that comes next, of the admission and then of the recognition."""
    if kind := upcoming(file.way):
        return f"{LABEL[kind]}, {kind.label[0].lower()}{kind.label[1:]}"
    if path is not None and path.proposed_on() is not None:
        return "chờ quyết định xóa tên"
    if path is not None and (then := upcoming_after(path)):
        return f"công nhận {NUMBER[then]}, {then.label[0].lower()}{then.label[1:]}"
    return "đã xong mọi bước"
