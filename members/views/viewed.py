"""Who can see a person, and who has looked: for the officer, and asked for as a paper for the person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import door, lines, looks, rights
from members import viewed as seeing
from members.forms.taking import TakingForm
from members.models import Member
from members.tables import Cell, Head, rows
from members.viewed import paper

SEEN = [
    Head("Lúc", sort="descending"),
    Head("Người xem"),
    Head("Vai trò, đơn vị"),
    Head("Xem gì"),
    Head("Mục đích, điều kiện"),
]
READERS = [Head("Người dùng"), Head("Vai trò, đơn vị"), Head("Từ ngày", number=True), Head("Xem được")]


def _person(request: HttpRequest, pk: int) -> Member:
    member = door.person_or_404(request, pk)
    if rights.OFFICER not in request.actor.kinds():
        raise PermissionDenied
    return member


def _taking(data: Any = None) -> TakingForm:
    return TakingForm(data, missing="Ghi mục đích in, ví dụ: đảng viên đề nghị được biết")


@require_safe
def viewed(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _person(request, pk), _taking())


def _show(request: HttpRequest, member: Member, taking: TakingForm) -> HttpResponse:
    """Looking at who has looked is a look like any other."""
    pk, day = member.pk, request.actor.day
    found = lines.part(seeing.of_person(pk), "pk", **door.beside(request))
    if taking.is_bound:
        found = found.at(reverse("viewed", args=[pk]))
    seen = seeing.told(found.rows, day)
    looks.looked(request.actor, "viewed", [pk], at=timezone.now())
    context: dict[str, Any] = {
        "member": member, "part": found, "taking": taking,
        "heads": SEEN, "rows": rows(SEEN, ([
            Cell(one.at), Cell(one.who), Cell(one.capacity), Cell(one.page[:1].upper() + one.page[1:]),
            _said("; ".join(part for part in (one.why, one.filtered) if part)),
        ] for one in seen)),
        "reader_heads": READERS, "readers": rows(READERS, ([
            Cell(one.name), Cell(one.capacity), Cell(one.since), Cell(one.opens[:1].upper() + one.opens[1:]),
        ] for one in seeing.readers(member, day))),
    }  # fmt: skip
    return render(request, "members/viewed.html", context, status=422 if taking.errors else 200)


def _said(words: str) -> Cell:
    return Cell(words) if words else Cell("không ghi", none=True)


@require_POST
def print_viewed(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the paper; it is made by the worker and found under "Việc đang chạy"."""
    member = _person(request, pk)
    taking = _taking(request.POST)
    if not taking.is_valid():
        return _show(request, member, taking)
    job = paper.ask(request.user, member, taking.why, at=timezone.now())
    return redirect("job", pk=job.pk)
