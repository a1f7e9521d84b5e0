"""A list that is sent, to be imported or compared: kept, read at once when it is short, as a job when it is long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from members import door, uploads
from members.errors import NotAllowed, Refusal
from members.models import Upload
from members.uploads import parts, plans, work

STOPPED = "Máy chủ dừng giữa chừng."
DOES: dict[str, tuple[str, str, Callable[..., None]]] = {
    "import": ("import", work.READ, work.read),
    "compare": ("comparison", work.COMPARE, work.compare),
}


def received(request: HttpRequest, form: Any, purpose: str) -> HttpResponse | None:
    """Where the file that came is shown; None when it is no list, with the sentence at the field."""
    sent = form.cleaned_data["file"]
    page, kind, does = DOES[purpose]
    try:
        # A file that can't be read is not kept among those that wait.
        with transaction.atomic():
            upload = uploads.keep(
                request.user, sent.name, sent.read(), purpose=purpose, at=timezone.now(),
                organisation=form.cleaned_data["organisation"],
                create_organisations=form.cleaned_data.get("create_organisations", False),
            )  # fmt: skip
            if purpose == "compare":
                uploads.note_day(upload, form.cleaned_data["day"])
                upload.refresh_from_db(fields=["result"])
            if work.is_long(upload):
                return redirect("job", pk=work.ask(request.user, upload, kind, at=timezone.now()).pk)
            does(upload, request.actor)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        form.add_error("file", refusal.sentence)
        return None
    return redirect(page, pk=upload.pk)


def mine_or_404(request: HttpRequest, purpose: str, pk: int) -> Upload:
    return get_object_or_404(uploads.mine(request.user, purpose).defer("sealed"), pk=pk)


def shown(request: HttpRequest, upload: Upload) -> dict[str, Any] | HttpResponse:
    """What was read of a file, as the register stands now; of a long one as it stood when it was read, with
    `is_old` when it changed since. A job that is under way, or the list of files, where there is nothing to show."""
    page, kind, does = DOES[upload.purpose]
    job = work.under_way(request.user, upload, timezone.now())
    if job is not None and job.state(timezone.now()) != "failed":
        return redirect("job", pk=job.pk)
    head = parts.head(upload)
    if head is None and job is not None:
        return redirect("job", pk=job.pk)
    is_old = head is not None and head["mark"] != plans.mark(request.actor.day)
    try:
        if head is None or (is_old and not work.is_long(upload)):
            if head is None and work.is_long(upload):
                return redirect("job", pk=work.ask(request.user, upload, kind, at=timezone.now()).pk)
            does(upload, request.actor)
            head, is_old = parts.head(upload), False
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"{page}s")
    return (head or {}) | {"is_old": is_old, "failed": (job.refusal or STOPPED) if job else ""}


def again(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Hold a long list against the register as it stands now."""
    _, kind, _ = DOES[upload.purpose]
    return redirect("job", pk=work.ask(request.user, upload, kind, at=timezone.now()).pk)


def piece_asked(request: HttpRequest, count: int, name: str = "tu") -> int:
    """The number of the page that was asked, from 0; the nearest one there is for nonsense."""
    return min(door.number(request.GET.get(name)) or 0, max(0, count - 1))


def pages_about(address: str, number: int, count: int, words: str, name: str = "tu", more: str = "") -> dict[str, str]:
    """First, previous and next of numbered pages, for `c-pages`; nothing when all stands on one."""

    def at(other: int) -> str:
        return f"{address}?{more}{name}={other}"

    return {
        "first": at(0) if number > 1 else "", "previous": at(number - 1) if number else "",
        "next": at(number + 1) if number + 1 < count else "", "words": words if count > 1 else "",
    }  # fmt: skip
