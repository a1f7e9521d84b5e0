"""A committee's own list held against the records: the file, then who is who and what differs. Writes no facts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kit.calendar import PartialDate
from members import comparing, looks, rights, uploads, wording
from members.errors import Refusal
from members.forms.imports import CompareForm
from members.models import Upload

FIELDS = {
    "full_name": "Họ và tên", "sex": "Giới tính", "birth_date": "Ngày sinh", "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức", "card_number": "Số thẻ", "unit": "Chi bộ", "status": "Trạng thái",
}  # fmt: skip
DAYS = frozenset({"birth_date", "admitted_on", "official_on"})
SHOWN = 300


def _may_or_403(request: HttpRequest) -> None:
    """The whole register is compared: only who sees the whole may."""
    whole = [held for held in request.actor.roles if held.kind == rights.OFFICER and held.place.lo == 0]
    if not whole:
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def comparisons(request: HttpRequest) -> HttpResponse:
    """The file and the day, and the lists sent before."""
    _may_or_403(request)
    form = CompareForm(request.POST or None, request.FILES or None)
    form.offer(request.actor)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read()
        try:
            book = uploads.opened(sent.name, data)
            comparing.compare(book, day=form.cleaned_data["day"], organisation=form.cleaned_data["organisation"])
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            upload = uploads.keep(
                request.user, book, data, purpose="compare", at=timezone.now(),
                organisation=form.cleaned_data["organisation"],
            )  # fmt: skip
            uploads.note_day(upload, form.cleaned_data["day"])
            return redirect("comparison", pk=upload.pk)
    context = {"form": form, "uploads": uploads.mine(request.user, "compare")[:20]}
    return render(request, "members/comparisons.html", context, status=422 if form.errors else 200)


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list and the records say of each other on that day."""
    _may_or_403(request)
    one: Upload = get_object_or_404(uploads.mine(request.user, "compare"), pk=pk)
    day = uploads.day_of(one)
    try:
        found = comparing.compare(uploads.book_of(one), day=day, organisation=one.organisation)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("comparisons")
    seen = [row.record.member.pk for row in found.rows if row.record] + [r.member.pk for r in found.only_in_records]
    looks.looked(request.actor, "comparison", seen, asked={"tep": one.checksum, "ngay": day.isoformat()},
                 at=timezone.now())  # fmt: skip
    differing = [row for row in found.rows if row.record and (row.differences or row.double_of or not row.sure)]
    only_theirs = [row for row in found.rows if row.record is None]
    context = {
        "upload": one, "day_words": wording.day(day), "listed": len(found.rows), "records": found.records,
        "matched": sum(row.record is not None for row in found.rows),
        "differing": [_differing(row) for row in differing[:SHOWN]], "differing_count": len(differing),
        "only_theirs": [_listed(row) for row in only_theirs[:SHOWN]], "only_theirs_count": len(only_theirs),
        "only_ours": [_record(record) for record in found.only_in_records[:SHOWN]],
        "only_ours_count": len(found.only_in_records),
    }  # fmt: skip
    return render(request, "members/comparison.html", context)


def _listed(row: Any) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row, "name": row.person.name, "cell": row.cell}


def _record(record: Any) -> dict[str, str]:
    return {
        "name": record.member.full_name, "cell": record.cell, "birth": wording.birth(record.member),
        "href": reverse("person", args=[record.member.pk]),
    }  # fmt: skip


def _differing(row: Any) -> dict[str, Any]:
    return _listed(row) | {
        "person": _record(row.record), "sure": row.sure, "double": row.double_of.row if row.double_of else None,
        "differences": [(FIELDS[one.field], _said(one.field, one.list), _said(one.field, one.record))
                        for one in row.differences],
    }  # fmt: skip


def _said(field: str, written: str) -> str:
    """Days in words; everything else as it stands."""
    if field in DAYS and written:
        try:
            return str(PartialDate.parse(written))
        except ValueError:
            return written
    return written or "không ghi"
