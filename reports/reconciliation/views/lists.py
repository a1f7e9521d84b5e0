"""A committee's file: sent, compared again, taken back, and how it was read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.calendar import print_day
from members import door, rights
from members.errors import NotAllowed, Refusal, Refusals
from members.forms.imports import ReadingForm
from members.importing.columns import said_of
from members.importing.sheets import Nameless
from members.uploads import parts
from members.views import sending
from members.views.acts import by_button, view
from members.views.reading import fields_of, shown_row, unread_of
from reports.reconciliation.forms import ListForm, MistakenForm
from reports.reconciliation.models import Reconciliation, RoundKind, SentList
from reports.reconciliation.procedure import lists, receiving
from reports.reconciliation.rules.lists import Asked, check_how_many, check_there
from reports.reconciliation.views import doors, nameless
from reports.reconciliation.views.parts import CommitteePage, about, locked_at, of_committee


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The file; a short list is compared at once, a long one as a job. Where its heads name nobody the same page asks
    which column holds the names, and of a long one that may be another's whether it is meant."""
    one = doors.full_or_404(request, pk)
    if locked := locked_at(request, one, reverse("reconciliation", args=[pk])):
        return locked
    if "tep" in request.GET:
        return nameless.kept(request, one)
    form = ListForm(request.POST or None, request.FILES or None)
    newest = doors.newest_list(one)
    form.fields["seen"].initial = newest.number if newest else 0
    if request.method == "POST" and form.is_valid():
        answer = _received(request, one, form)
        if answer is not None:
            return answer
    said = {"form": form, "newest": newest, "newest_on": print_day(newest.sent_on) if newest else ""}
    context = about(one, request.actor.day) | said
    return render(request, "reports/send_list.html", context, status=422 if form.errors else 200)


def _received(request: HttpRequest, one: Reconciliation, form: ListForm) -> HttpResponse | None:
    """Where what came of it is shown; None where it was not received, with the sentence at its field."""
    given, anyway = form.cleaned_data["file"], form.cleaned_data["anyway"]
    seen = form.cleaned_data["seen"] or 0
    try:
        # Before anything is read into memory.
        check_how_many([file.size for file in given])
        files = [(file.name, file.read()) for file in given]
        # A file that is not received is not kept, unless it waits for a word.
        with transaction.atomic():
            upload = receiving.keep_several(one, files, account=request.user, at=timezone.now())
            if receiving.is_long(upload):
                job = receiving.ask(request.user, receiving.RECEIVE, upload, at=timezone.now(),
                                    reconciliation=one.pk, seen=seen, anyway=anyway)  # fmt: skip
                return redirect("job", pk=job.pk)
            try:
                receiving.receive(one, upload, by=request.actor, seen=seen, anyway=anyway)
            except Nameless:
                return redirect(nameless.address(one, upload))
    except NotAllowed as error:
        raise PermissionDenied from error
    except Asked as asked:
        form.ask(asked.sentence)
        return None
    except Refusal as refusal:
        for sentence in refusal.sentences if isinstance(refusal, Refusals) else [refusal.sentence]:
            form.add_error("file", sentence)
        return None
    return redirect("reconciliation", pk=one.pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the list with the records as they stand now."""
    sent = doors.newest_list(doors.full_or_404(request, pk))
    if sent is not None and receiving.is_long(sent.upload):
        return redirect("job", pk=receiving.ask(request.user, receiving.AGAIN, sent.upload, at=timezone.now()).pk)

    def compare() -> None:
        receiving.again(check_there(sent), by=request.actor)

    back = "minutes" if request.POST.get("ve") == "bien-ban" else "reconciliation"
    return by_button(request, compare, said="Đã so lại với sổ.", back=back, pk=pk)


class MistakePage(CommitteePage):
    """Where a list stands; who sends the page after it was taken back is told so."""

    def opens(self, request: HttpRequest, pk: int) -> Any:
        one = super().opens(request, pk)
        doors.check_round(one, RoundKind.FULL)
        if request.method != "POST":
            doors.list_or_404(request, pk)
        return one


def _mistaken(target: Reconciliation, by: rights.Actor, given: dict[str, Any]) -> None:
    sent = SentList.objects.filter(reconciliation=target, pk=given["sending"]).first()
    lists.take_back_list(check_there(sent), by=by, why=given["why"])


take_back = view(
    of_committee(
        "take_back_list", MistakenForm, _mistaken, kind=MistakePage, title="rút danh sách gửi nhầm",
        act="Rút danh sách này", leave="Không rút, quay lại", done="Đã rút",
        hint="Danh sách rút đi không còn tính vào đâu: số liệu của bên danh sách là của lần gửi cuối còn lại, điểm "
        "lệch chỉ danh sách ấy có thì thôi. Tệp bị xóa; ai gửi, ai rút, vì sao thì trang của nơi ấy còn ghi. Danh sách "
        "đúng nhưng đã sửa thì không rút: gửi danh sách đã sửa.",
    )
)  # fmt: skip


@require_safe
def of_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Where what came of a file is seen: a job knows only the file."""
    waits = receiving.waiting(request.user, pk)
    if waits is not None and (asked := receiving.asked_for(waits)) is not None:
        return redirect(nameless.address(doors.full_or_404(request, asked), waits))
    sent: SentList = door.row_or_404(SentList.objects.all(), upload=pk)
    return redirect("reconciliation", pk=doors.full_or_404(request, sent.reconciliation_id).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """The sheets of the file as they stand in it, with what each column and row was taken for; sent back, the file is
    read, and compared, as a person said."""
    one, sent = doors.list_or_404(request, pk)
    head = parts.head(sent.upload)
    if head is None or sheet >= len(head["sheets"]):
        raise Http404
    here = head["sheets"][sheet]
    form = ReadingForm(request.POST if request.method == "POST" else None, sheet=here)
    if form.is_valid():
        answer = _read_again(request, sent, here, form, redirect("list-reading", pk=pk, sheet=sheet))
        if answer is not None:
            return answer
    context = _reading(request, one, sent, head, sheet, form)
    return render(request, "reports/list_reading.html", context, status=422 if form.errors else 200)


def _read_again(
    request: HttpRequest, sent: SentList, here: dict[str, Any], form: ReadingForm, onward: HttpResponse
) -> HttpResponse | None:
    columns = said_of(form.words()) if form.keeps_row() else None
    choice = {"sheet": here["name"], "header_row": form.cleaned_data["header_row"], "columns": columns,
              "rows": form.said_rows()}  # fmt: skip
    if receiving.is_long(sent.upload):
        job = receiving.ask(request.user, receiving.AGAIN, sent.upload, at=timezone.now(), choice=choice)
        return redirect("job", pk=job.pk)
    try:
        receiving.again(sent, by=request.actor, choice=choice)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        form.refuse_reading(refusal)
        return None
    return onward


def _reading(
    request: HttpRequest, one: Reconciliation, sent: SentList, head: dict[str, Any], sheet: int, form: ReadingForm
) -> dict[str, Any]:
    here, address = head["sheets"][sheet], reverse("list-reading", args=[one.pk, sheet])
    number = sending.piece_asked(request, len(here["windows"]))
    first, last = here["windows"][number] if here["windows"] else (0, 0)
    return about(one, request.actor.day) | {
        "upload": sent.upload, "sheet": here, "unread": unread_of(address, here), "width": len(here["columns"]),
        "form": form, "address": address,
        "columns": [column | {"field": field} for column, field in fields_of(request, form, here["columns"])],
        "rows": [shown_row(row, here) for row in parts.piece(sent.upload, f"sheet{sheet}", number) or []],
        "pages": sending.pages_about(address, number, len(here["windows"]), f"Dòng {first} đến {last}"),
        "sheets": [said | {"href": reverse("list-reading", args=[one.pk, at]), "current": at == sheet}
                   for at, said in enumerate(head["sheets"])],
    }  # fmt: skip
