"""An import: the file; then, after the sheets (`reading`), what would become of every row, and writing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import kept, looks, repeats, rights, uploads
from members.errors import NotAllowed, Refusal
from members.forms.acts import WHY
from members.forms.base import Form
from members.forms.imports import CorrectingForm, FileForm
from members.importing import Outcome
from members.models import Member, Term, Upload
from members.uploads import parts, plans, work
from members.uploads.ways import WORDS as WORDS_OF_WAYS
from members.views import sending

SHOWN_LEFT_OVER = 200
# Rejected first: they hold the writing up.
WORDS = {
    Outcome.REJECTED: ("khong-nhan", "late", "Không nhận"), Outcome.CHANGED: ("sua", "now", "Sửa"),
    Outcome.NEW: ("moi", "done", "Thêm mới"), Outcome.SAME: ("khong-doi", "waits", "Không đổi"),
}  # fmt: skip


def may_or_403(request: HttpRequest) -> None:
    if rights.OFFICER not in request.actor.kinds():
        raise PermissionDenied


def mine_or_404(request: HttpRequest, pk: int) -> Upload:
    may_or_403(request)
    return sending.mine_or_404(request, "import", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The file, and the ones sent before."""
    may_or_403(request)
    form = FileForm(request.POST or None, request.FILES or None)
    form.offer(request.actor)
    if request.method == "POST" and form.is_valid():
        answer = sending.received(request, form, "import")
        if answer is not None:
            return answer
    context = {"form": form, "uploads": uploads.sent(request.user, "import")[:20]}
    return render(request, "members/imports.html", context, status=422 if form.errors else 200)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be written: every row, by what would become of it; nothing is written before the button."""
    one = mine_or_404(request, pk)
    return _plan(request, one)


def _plan(
    request: HttpRequest, one: Upload, *, form: Form | None = None, status: int = 200, seen: str = ""
) -> HttpResponse:
    """`seen`: the plan from which somebody pressed the button; that it is another by now is said, whatever else is."""
    if one.settled_at is not None:
        return redirect("import", pk=one.pk)
    head = sending.shown(request, one)
    if isinstance(head, HttpResponse):
        return head
    if seen and head["digest"] != seen:
        _say_changed(request)
        status = 409
    counts = head["counts"]
    asked = request.GET.get("loai", "")
    filled = [outcome for outcome in WORDS if counts[outcome.name]]
    here = next((outcome for outcome in WORDS if WORDS[outcome][0] == asked), (filled or [Outcome.NEW])[0])
    address = reverse("import-plan", args=[one.pk])
    count = -(-counts[here.name] // plans.ROWS_A_PAGE)
    number = sending.piece_asked(request, count)
    rows = parts.piece(one, here.name, number) or []
    known = [row["member"] for row in rows if row["member"]]
    if known:
        looks.looked(request.actor, "import", known, asked={"tep": one.checksum}, at=timezone.now())
    first = number * plans.ROWS_A_PAGE + 1
    words = f"Dòng thứ {first} đến {first + len(rows) - 1} trên {counts[here.name]}"
    context = {
        "upload": one, "head": head, "form": form or CorrectingForm(), "corrected": head.get("corrected", 0),
        "asks": bool(head.get("corrected") or head.get("asked") or (form and form.errors)),
        "rows": [_row(one, row) for row in rows], "here": WORDS[here],
        "to_write": counts["NEW"] + counts["CHANGED"], "rejected": counts["REJECTED"],
        "unread": sum(sheet["unread"] for sheet in head["sheets"]),
        "shows_changes": here is Outcome.CHANGED,
        "tabs": [{"label": f"{word} ({counts[outcome.name]})", "href": f"{address}?loai={name}",
                  "current": outcome is here} for outcome, (name, _, word) in WORDS.items()],
        "pages": sending.pages_about(address, number, count, words, more=f"loai={WORDS[here][0]}&"),
    }  # fmt: skip
    return render(request, "members/import_plan.html", context, status=status)


def _say_changed(request: HttpRequest) -> None:
    messages.warning(request, work.CHANGED)


def _row(one: Upload, row: dict[str, Any]) -> dict[str, Any]:
    sheet = reverse("import-reading", args=[one.pk, row["sheet"]])
    ways = [_way(row["member"], page, said) for page, said in row.get("ways", ())]
    return row | {"href": f"{sheet}?tu={row['window']}#d-{row['row']}", "ways": ways}


def _way(member: int, page: str, said: str) -> dict[str, str]:
    """Where it is written by hand what a list says otherwise, with what it says filled in."""
    address = reverse(page, args=[member])
    return {"label": WORDS_OF_WAYS[page], "href": f"{address}?{said}" if said else address}


def left_over(request: HttpRequest, one: Upload) -> list[dict[str, Any]]:
    """Whom a list that is written by now named otherwise than the register; who is opened by nobody here, without a
    name."""
    differs = one.result.get("differs", [])[:SHOWN_LEFT_OVER]
    called = dict(Member.objects.filter(pk__in={pk for pk, *_ in differs}).values_list("pk", "full_name"))
    if called:
        looks.looked(request.actor, "import", list(called), asked={"tep": one.checksum}, at=timezone.now())
    return [
        {"name": called.get(pk, ""), "person": reverse("person", args=[pk]),
         **_way(pk, page, f"organisation={cell}" if cell else "")}
        for pk, page, cell in differs if pk in called or page == "leaver"
    ]  # fmt: skip


def made(request: HttpRequest, one: Upload) -> list[dict[str, str]]:
    """Organisations that a list made, as they stand today: under what, and their pages. One whose code is another's by
    now, or nobody's, keeps its name."""
    said, day = one.result.get("organisations", []), request.actor.day
    rows = Term.objects.on(day).filter(code__in=[row["code"] for row in said if row["code"]])
    found = {term.code: term for term in rows.only("code", "organisation", "parent")}
    called = kept.called({term.parent_id for term in found.values() if term.parent_id}, day)
    return [row | _standing(found.get(row["code"]), called) for row in said]


def _standing(term: Term | None, called: dict[int, str]) -> dict[str, str]:
    if term is None:
        return {"href": "", "above": ""}
    return {"href": reverse("organisation", args=[term.organisation_id]), "above": called.get(term.parent_id or 0, "")}


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown; when the register changed since, show it anew and write nothing."""
    one = mine_or_404(request, pk)
    if one.settled_at is not None:
        return redirect("import", pk=pk)
    leave, digest = request.POST.get("de-lai") == "1", request.POST.get("plan", "")
    form, head = CorrectingForm(request.POST), parts.head(one) or {}
    if not form.is_valid() and (head.get("corrected") or head.get("asked")):
        return _plan(request, one, form=form, status=422, seen=digest)
    why = form.cleaned_data.get("why", "")
    try:
        if work.is_long(one):
            job = work.ask(request.user, one, work.WRITE, at=timezone.now(), plan=digest, leave=leave, why=why)
            return redirect("job", pk=job.pk)
        work.write(one, request.actor, digest=digest, leave_rejected=leave, why=why, at=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied from error
    except work.Stale as stale:
        messages.warning(request, stale.sentence)
        return _plan(request, one, form=form if form.is_valid() else None, status=409)
    except Refusal as refusal:
        if refusal.field == WHY:
            # Signed while the plan lay open.
            form.errors["why"] = form.error_class([refusal.sentence])
            return _plan(request, one, form=form, status=422, seen=digest)
        messages.error(request, refusal.sentence)
        return repeats.undone(redirect("import-plan", pk=pk))
    return redirect("import", pk=pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold the list against the register as it stands now."""
    return sending.again(request, mine_or_404(request, pk))
