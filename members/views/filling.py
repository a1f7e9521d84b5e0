"""Sheets that the program makes and an office fills in: the empty sheet, the filled one shown, written."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import filling, looks, repeats, rights, uploads
from members.errors import NotAllowed, Refusal
from members.forms.imports import CorrectingForm, FilledForm
from members.forms.taking import PURPOSE, TakingForm
from members.models import Upload

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = {"rejected": ("late", "Chưa ghi được"), "new": ("now", "Sẽ ghi"), "same": ("waits", "Đã có")}


def _kind_or_404(request: HttpRequest, key: str) -> filling.Kind:
    kind = filling.kinds().get(key)
    if kind is None:
        raise Http404
    if not kind.opens_for(request.actor):
        raise PermissionDenied
    return kind


def _mine_or_404(request: HttpRequest, key: str, pk: int) -> tuple[filling.Kind, Upload]:
    kind = _kind_or_404(request, key)
    one = get_object_or_404(uploads.mine(request.user, "sheet"), pk=pk)
    if one.result.get("kind") != key:
        raise Http404
    return kind, one


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The empty sheet to take, and the filled one to send."""
    kind = _kind_or_404(request, key)
    form = FilledForm(request.POST or None, request.FILES or None, own=bool(kind.own))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read()
        try:
            book = uploads.opened(sent.name, data)
            filling.check(kind, book)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            one = uploads.keep(request.user, sent.name, data, purpose="sheet", at=timezone.now(), result={"kind": key})
            return redirect("filled-sheet", key=key, pk=one.pk)
    return _sheet(request, kind, form, _taking())


def _taking(data: Any = None) -> TakingForm:
    return TakingForm(
        data, missing="Ghi mục đích lấy bảng, ví dụ: ghi chức vụ sau đại hội",
        label="Mục đích (bảng có họ tên, ngày sinh của người đang giữ chức vụ)",
    )  # fmt: skip


def _sheet(request: HttpRequest, kind: filling.Kind, form: FilledForm, taking: TakingForm) -> HttpResponse:
    others = [one for one in filling.kinds().values() if one != kind and one.opens_for(request.actor)]
    asks = _asks_purpose(request, kind)
    context = {"form": form, "taking": taking, "kind": kind, "others": others, "asks_purpose": asks}
    return render(request, "members/sheet.html", context, status=422 if form.errors or taking.errors else 200)


def _asks_purpose(request: HttpRequest, kind: filling.Kind) -> bool:
    """It goes out with the names of members, as a printed list does: not for who reads none."""
    return kind.names_people and rights.opens_people(request.actor)


@require_POST
def empty(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet with what is known today, ready to be filled in."""
    kind = _kind_or_404(request, key)
    asked: dict[str, Any] = {}
    if _asks_purpose(request, kind):
        taking = _taking(request.POST)
        if not taking.is_valid():
            return _sheet(request, kind, FilledForm(own=bool(kind.own)), taking)
        asked = {PURPOSE: taking.why}
    to = io.BytesIO()
    seen = filling.make(kind, to, request.actor.day)
    looks.looked(request.actor, f"sheet-{key}", seen, asked=asked, at=timezone.now())
    to.seek(0)
    name = f"{key}-{request.actor.day:%Y-%m-%d}.xlsx"
    answer: HttpResponse = FileResponse(to, as_attachment=True, filename=name, content_type=SPREADSHEET)
    # It may be asked for as often as it is wanted.
    return repeats.undone(answer)


@require_safe
def filled(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What each row of the filled sheet would do; nothing is written before the button."""
    kind, one = _mine_or_404(request, key, pk)
    if one.settled_at is not None:
        return _shown(request, kind, one, None)
    try:
        plan = filling.plan(kind, uploads.book_of(one), by=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("sheet", key=key)
    return _shown(request, kind, one, plan)


def _shown(
    request: HttpRequest, kind: filling.Kind, one: Upload, plan: filling.Plan | None, *,
    form: CorrectingForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    order = ("rejected", "new", "same")
    # What changes nothing is counted, not listed: a sheet of a district is mostly that.
    lines = [line for outcome in order[:2] for line in plan.of(outcome)] if plan else []
    context: dict[str, Any] = {
        "kind": kind, "upload": one, "plan": plan, "result": one.result, "form": form or CorrectingForm(),
        "corrected": plan.corrected if plan else 0,
        "lines": [{"line": line, "shape": STATES[line.outcome][0], "words": STATES[line.outcome][1]} for line in lines],
        "counts": [(STATES[name][1], STATES[name][0], len(plan.of(name))) for name in order] if plan else [],
        "rejected": len(plan.of("rejected")) if plan else 0,
        "next": _next(request, kind),
        "may_write": plan is not None and not plan.of("rejected") and bool(plan.of("new")),
    }  # fmt: skip
    return render(request, "members/sheet_filled.html", context, status=status)


def _next(request: HttpRequest, kind: filling.Kind) -> tuple[str, str] | None:
    """(page, its words) of what this reader does next with what the sheet has made."""
    if kind.after is None:
        return None
    page, said, verb = kind.after
    return (page, said) if rights.may(request.actor, verb, rights.case_of_organisation(None)) else None


@require_POST
def write(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Write what was shown, all of it."""
    kind, one = _mine_or_404(request, key, pk)
    form = CorrectingForm(request.POST)
    why = form.cleaned_data.get("why", "") if form.is_valid() else ""
    try:
        done = filling.enter_sheet(
            kind, by=request.actor, book=uploads.book_of(one), shown=request.POST.get("plan", ""), why=why
        )
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        if refusal.field == "why":
            messages.warning(request, refusal.sentence)
            plan = filling.plan(kind, uploads.book_of(one), by=request.actor)
            return _shown(request, kind, one, plan, form=form, status=422)
        messages.warning(request, refusal.sentence)
        return repeats.undone(redirect("filled-sheet", key=key, pk=pk))
    uploads.settle(one, {"kind": key, "written": len(done.of("new"))}, at=timezone.now())
    messages.success(request, f"Đã ghi {len(done.of('new'))} dòng của bảng {kind.title.lower()}.")
    return redirect(reverse("filled-sheet", args=[key, pk]))
