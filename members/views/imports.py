"""Import in three pages: the file; "Chương trình đọc như sau, có đúng không?"; what was done."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import rights, uploads
from members.errors import NotAllowed, Refusal
from members.forms.imports import FileForm, ReadingForm
from members.importing import Outcome, Plan, apply, make_plan, report
from members.importing.vocabulary import LABELS
from members.models import Upload

SHOWN_ROWS, SHOWN_PROBLEMS = 60, 200
STATES = {Outcome.NEW: "done", Outcome.CHANGED: "now", Outcome.SAME: "waits", Outcome.REJECTED: "late"}


def _may_or_403(request: HttpRequest) -> None:
    if rights.OFFICER not in request.actor.kinds():
        raise PermissionDenied


def _mine_or_404(request: HttpRequest, pk: int) -> Upload:
    _may_or_403(request)
    return get_object_or_404(uploads.mine(request.user, "import"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The file, and the ones sent before."""
    _may_or_403(request)
    form = FileForm(request.POST or None, request.FILES or None)
    form.offer(request.actor)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read()
        try:
            book = uploads.opened(sent.name, data)
            # A file that cannot be planned is not kept among those that wait.
            with transaction.atomic():
                upload = uploads.keep(
                    request.user, book, data, purpose="import", at=timezone.now(),
                    organisation=form.cleaned_data["organisation"],
                    create_organisations=form.cleaned_data["create_organisations"],
                )  # fmt: skip
                _plan(request, upload)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("import", pk=upload.pk)
    context = {"form": form, "uploads": uploads.mine(request.user, "import")[:20]}
    return render(request, "members/imports.html", context, status=422 if form.errors else 200)


def _plan(request: HttpRequest, upload: Upload) -> Plan:
    return make_plan(
        uploads.book_of(upload), by=request.actor, organisation=upload.organisation,
        create_organisations=upload.create_organisations, choices=uploads.choices_of(upload),
    )  # fmt: skip


def digest_of(plan: Plan) -> str:
    """What was shown: each row, what would be done with it, and the version of the record it was compared with."""
    said = [[row.given.sheet, row.given.row, row.outcome.name, row.seen] for row in plan.rows]
    return hashlib.sha256(json.dumps([plan.checksum, plan.tree, said]).encode()).hexdigest()


@require_safe
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """How the file was read and what would be written; nothing is written before the button."""
    one = _mine_or_404(request, pk)
    if one.settled_at is not None:
        return render(request, "members/import_done.html", {"upload": one, "result": one.result})
    try:
        plan = _plan(request, one)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("imports")
    return _preview(request, one, plan)


def _preview(request: HttpRequest, one: Upload, plan: Plan, *, status: int = 200) -> HttpResponse:
    counts = [(outcome.value, STATES[outcome], len(plan.of(outcome))) for outcome in Outcome]
    problems = plan.problems
    context = {
        "upload": one, "plan": plan, "digest": digest_of(plan), "counts": counts,
        "to_write": len(plan.of(Outcome.NEW)) + len(plan.of(Outcome.CHANGED)),
        "rejected": len(plan.of(Outcome.REJECTED)), "problems": problems[:SHOWN_PROBLEMS],
        "more_problems": max(0, len(problems) - SHOWN_PROBLEMS), "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "rows": [_row(row) for row in _worst_first(plan)], "all_rows": len(plan.rows),
    }  # fmt: skip
    return render(request, "members/import.html", context, status=status)


def _worst_first(plan: Plan) -> list[Any]:
    """Rejected rows and rows with something to look at come first; a long list is not shown to its end."""
    order = {Outcome.REJECTED: 0, Outcome.CHANGED: 1, Outcome.NEW: 2, Outcome.SAME: 3}
    ranked = sorted(plan.rows, key=lambda row: (order[row.outcome], not row.problems, row.given.sheet, row.given.row))
    return ranked[:SHOWN_ROWS]


def _row(row: Any) -> dict[str, Any]:
    said = row.given
    return {
        "sheet": said.sheet, "number": said.row, "name": said.full_name, "cell": row.node.name if row.node else "",
        "outcome": row.outcome.value, "state": STATES[row.outcome], "why": " ".join(p.message for p in row.problems),
    }  # fmt: skip


def _sheet(sheet: Any) -> dict[str, Any]:
    taken = sorted(((letter, LABELS[name]) for name, letter in sheet.columns.items() if name in LABELS), key=_by_letter)
    return {
        "name": sheet.name, "header_row": sheet.header_row, "taken": taken, "unknown": sheet.unknown,
        "skipped": len(sheet.skipped), "unread": sheet.unread, "legacy": sheet.legacy,
        "organisation": sheet.node.name if sheet.node else "",
    }  # fmt: skip


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown; when the register changed since, show it anew and write nothing."""
    one = _mine_or_404(request, pk)
    leave = request.POST.get("de-lai") == "1"
    try:
        plan = _plan(request, one)
        if digest_of(plan) != request.POST.get("plan"):
            messages.warning(request, "Sổ đã được sửa sau khi đồng chí xem. Chưa ghi gì; xem lại rồi bấm lần nữa.")
            return _preview(request, one, plan, status=409)
        applied = apply(plan, by=request.actor, leave_rejected=leave)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("import", pk=pk)
    said = report(plan, applied)
    kept = {key: said[key] for key in ("created", "changed", "unchanged", "rejected", "organisations")}
    uploads.settle(one, kept | {"sheets": [sheet["name"] for sheet in said["sheets"]]}, at=timezone.now())
    return redirect("import", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """Change what the columns of one sheet were taken for."""
    one = _mine_or_404(request, pk)
    try:
        plan = _plan(request, one)
        here = plan.sheets[sheet]
    except (Refusal, IndexError):
        return redirect("imports")
    letters = {letter: name for name, letter in here.columns.items() if name in LABELS}
    heads = sorted([*((letter, LABELS[name]) for letter, name in letters.items()), *here.unknown], key=_by_letter)
    initial = {"header_row": here.header_row} | {f"cot_{letter}": name for letter, name in letters.items()}
    form = ReadingForm(request.POST or None, heads=heads, initial=initial)
    if request.method == "POST" and form.is_valid():
        uploads.choose(one, here.name, form.cleaned_data["header_row"], form.columns())
        return redirect("import", pk=pk)
    context = {"form": form, "heading": here.name, "title": "cách đọc trang tính", "back": f"/nhap-danh-sach/{pk}/"}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


def _by_letter(one: tuple[str, str]) -> tuple[int, str]:
    return len(one[0]), one[0]
