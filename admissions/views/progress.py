"""Which steps of each file were done when: for who leads files, and for the standing committee, which opens none."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from admissions.models import Applicant
from admissions.papers.printing import reads, sees
from admissions.procedure.reading import File, read_shown
from admissions.rules import probation as recognition
from admissions.rules.way import LABEL, STAGES
from admissions.views import groups, probation
from kit.calendar import print_day
from members import kept, looks, office, scope
from members.tables import Cell, Head, rows
from members.views.paging import beside, by_row

HEADS = [
    Head("Họ và tên"), Head("Chi bộ"), Head("Đang ở"), Head("Bước kết nạp: ngày làm"), Head("Bước công nhận: ngày làm"),
]  # fmt: skip
# In the order of the steps: their numbers, as the table says them, and what they are.
KEY = [(LABEL[one.kind], one.kind.label) for one in STAGES]
KEY_AFTER = [(str(recognition.NUMBER[one.kind]), one.kind.label) for one in recognition.STAGES]


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The files of one's part by given name: each step that was done with its day, and what is waited for."""
    if not sees(request.actor):
        raise PermissionDenied
    day, group = request.actor.day, groups.asked(request)
    found = groups.in_group(Applicant.listed.all(), group, day, scope.LISTS)
    page = by_row(request, found, "sort_key", "pk", seen=Applicant.listed)
    files = read_shown(page.rows, day, scope.LISTS)
    looks.looked(request.actor, "admission-progress", groups.members_of(page.rows), at=timezone.now())
    context = {
        "tabs": groups.tabs(group, scope.LISTS),
        "heads": HEADS, "rows": rows(HEADS, _lines(page.rows, files, day)),
        "group": groups.GROUPS[group], "key": KEY, "key_after": KEY_AFTER, "leads": reads(request.actor),
        "pages": beside(page, groups.query(group)),
    }  # fmt: skip
    return render(request, "admissions/progress.html", context)


def _lines(shown: Any, files: dict[int, File], day: date) -> list[list[Cell]]:
    opened = set(Applicant.objects.filter(pk__in=list(files)).values_list("pk", flat=True))
    named = kept.full_names({file.cell for file in files.values()}, day)
    off, followed = office.holidays(), probation.followed(files.values(), day)
    return [
        [
            Cell(one.full_name, reverse("applicant", args=[one.pk]) if one.pk in opened else ""),
            Cell(named.get(files[one.pk].cell, "")),
            _now(probation.now_of(files[one.pk], off, day, followed)),
            Cell(_done([(LABEL[at.kind], files[one.pk].way.done().get(at.kind)) for at in STAGES])),
            Cell(_after(followed, one.pk)),
        ]
        for one in shown
    ]  # fmt: skip


def _after(followed: probation.Followed, file: int) -> str:
    """The steps of the recognition that were done, of whom the file admitted."""
    own = followed.found.get(file)
    done = own.path.done() if own is not None else {}
    return _done([(str(recognition.NUMBER[one.kind]), done.get(one.kind)) for one in recognition.STAGES])


def _now(now: Any) -> Cell:
    step = f"bước {now.step}: " if now.step else ""
    due = f"; hạn {now.due}" if now.due else ""
    return Cell(f"{step}{now.words}{due}", state="late" if now.due_kind == "late" else now.kind)


def _done(steps: list[tuple[str, date | None]]) -> str:
    """ "1: 14/02/2025; 2: 28/02/2025", a dash where none is done."""
    return "; ".join(f"{number}:\u00a0{print_day(day)}" for number, day in steps if day is not None) or "–"
