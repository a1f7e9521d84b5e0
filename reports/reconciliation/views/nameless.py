"""A committee's file was kept that is no list yet: its heads name nobody, so its head is shown as it was found, for a
person to say which column holds the names; or it may be another's, and a person says that it is meant. Then it is
received like any other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from members import door, repeats, uploads
from members.errors import NotAllowed, Refusal
from members.importing.columns import said_of
from members.models import Upload
from members.uploads.nameless import asking
from members.views.reading import fields_of
from reports.reconciliation.forms import ColumnsForm
from reports.reconciliation.models import Reconciliation
from reports.reconciliation.procedure import receiving
from reports.reconciliation.rules.lists import Asked
from reports.reconciliation.views import doors
from reports.reconciliation.views.parts import about


def address(one: Reconciliation, upload: Upload, row: int | None = None) -> str:
    """The page that asks; with the row that a person named as the head."""
    asked = f"{reverse('send-list', args=[one.pk])}?tep={upload.pk}"
    return f"{asked}&dong={row}" if row else asked


def kept(request: HttpRequest, one: Reconciliation) -> HttpResponse:
    """The page that asks what this file waits for."""
    upload = receiving.waiting(request.user, door.number(request.GET.get("tep")) or 0)
    if upload is None or upload.organisation_id != one.organisation_id:
        raise Http404
    return _meant(request, one, upload) if uploads.asked_of(upload) else _columns(request, one, upload)


def _meant(request: HttpRequest, one: Reconciliation, upload: Upload) -> HttpResponse:
    """Whether it is the right file; answered, it is received without being sent once more."""
    if request.method == "POST":
        return _received_anyway(request, one, upload)
    newest = doors.newest_list(one)
    context = about(one, request.actor.day) | {
        "upload": upload, "asked": uploads.asked_of(upload), "address": address(one, upload),
        "seen": newest.number if newest else 0,
    }  # fmt: skip
    return render(request, "reports/list_asked.html", context)


def _received_anyway(request: HttpRequest, one: Reconciliation, upload: Upload) -> HttpResponse:
    seen = door.number(request.POST.get("seen")) or 0
    try:
        return redirect("job", pk=receiving.ask_anyway(upload, at=timezone.now(), seen=seen).pk)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return repeats.undone(redirect("send-list", pk=one.pk))


def _columns(request: HttpRequest, one: Reconciliation, upload: Upload) -> HttpResponse:
    """The head and a choice for each column; answered, the file is received."""
    row = door.number(request.GET.get("dong"))
    found = asking(uploads.book_of(upload), row)
    if found is None:
        raise Http404
    sheet, rows = found
    form = ColumnsForm(request.POST if request.method == "POST" else None, sheet=sheet)
    newest = doors.newest_list(one)
    form.fields["seen"].initial = newest.number if newest else 0
    if form.is_valid() and (answer := _received(request, one, upload, form)) is not None:
        return answer
    context = about(one, request.actor.day) | {
        "upload": upload, "sheet": sheet, "form": form, "address": address(one, upload, row), "rows": rows,
        "columns": [column | {"field": field} for column, field in fields_of(request, form, sheet["columns"])],
        "width": len(sheet["columns"]),
    }  # fmt: skip
    return render(request, "reports/list_columns.html", context, status=422 if form.errors else 200)


def _received(request: HttpRequest, one: Reconciliation, upload: Upload, form: ColumnsForm) -> HttpResponse | None:
    """Where what came of it is shown; None where it was not received, with the sentence at its field."""
    said = form.cleaned_data
    if not form.keeps_row():
        return redirect(address(one, upload, said["header_row"]))
    how: dict[str, Any] = {"seen": said["seen"] or 0, "anyway": said["anyway"]}
    words = {letter: word for letter, word in form.words().items() if word}
    how["choice"] = {"sheet": form.sheet["name"], "header_row": said["header_row"], "columns": said_of(words),
                     "rows": form.said_rows()}  # fmt: skip
    try:
        if receiving.is_long(upload):
            job = receiving.ask(
                request.user, receiving.RECEIVE, upload, at=timezone.now(), reconciliation=one.pk, **how
            )
            return redirect("job", pk=job.pk)
        with transaction.atomic():
            receiving.receive(one, upload, by=request.actor, **how)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Asked as asked:
        form.ask(asked.sentence)
        return None
    except Refusal as refusal:
        form.refuse_reading(refusal)
        return None
    return redirect("reconciliation", pk=one.pk)
