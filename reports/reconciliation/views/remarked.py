"""A committee's own workbook with remarks: given at once where it is short, by a job where it is long."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from members import door, jobs, looks, repeats, rights
from members.errors import Refusal
from members.jobs import Work
from members.rights import Actor
from reports.reconciliation.models import Difference, Reconciliation, SentList
from reports.reconciliation.procedure import receiving, remarking
from reports.reconciliation.views import doors

KIND = "remarked-list"
PURPOSE = "để cơ sở sửa danh sách của mình"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def remarked(request: HttpRequest, pk: int) -> Any:
    """The newest list, with what differs in each row and how it was settled."""
    one, sent = doors.list_or_404(request, pk)
    place = door.number(request.POST.get("tep")) or 0
    if not remarking.has_place(sent, place):
        raise Http404
    if receiving.is_long(sent.upload):
        asked = {"reconciliation": pk, "organisation": one.organisation_id, "file": place}
        title = f"Danh sách có ghi chú {sent.upload.file_name}"[:200]
        return redirect("job", pk=jobs.ask(request.user, KIND, title, asked, at=timezone.now()).pk)
    try:
        data = _written(_with_file(one), request.actor, place)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return repeats.undone(redirect("settling", pk=pk))
    name = remarking.file_name(sent, place)
    answer: HttpResponse = FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=SPREADSHEET)
    # It may be asked for as often as it is wanted.
    return repeats.undone(answer)


def _written(sent: SentList, actor: Actor, place: int) -> bytes:
    """The file, and the look at everybody whom its remarks name."""
    made = remarking.written(sent, Difference.objects.filter(list=sent).order_by("row", "pk"), place)
    asked = {"tep": sent.upload.checksum, "muc-dich": PURPOSE}
    here = sent.reconciliation.organisation
    looks.looked(actor, KIND, made.people, organisation=here, asked=asked, at=timezone.now())
    return made.data


def _with_file(one: Reconciliation) -> SentList:
    rows = SentList.objects.filter(reconciliation=one).select_related("upload", "reconciliation__organisation")
    newest: SentList | None = rows.order_by("-number").first()
    if newest is None:
        raise Refusal(receiving.GONE)
    return newest


def may_take(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Who acts for the committee whose list it is: a reader sees numbers alone."""
    rows = Reconciliation.objects.filter(pk__in={one["reconciliation"] for one in asked})
    of = dict(rows.values_list("pk", "organisation"))
    may = rights.allowed_at(actor, set(of.values()))
    return [actor.machine or "receive_list" in may.get(of.get(one["reconciliation"], 0), ()) for one in asked]


def remarked_job(work: Work) -> str:
    """The same for a long list, in the scope of who asked."""
    rows = Reconciliation.objects.filter(pk=work.job.asked["reconciliation"]).select_related("organisation", "round")
    one = rows.first()
    if one is None or not any(may_take(work.actor, [work.job.asked])) or doors.newest_list(one) is None:
        raise Refusal(receiving.GONE)
    sent, place = _with_file(one), work.job.asked.get("file", 0)
    if not remarking.has_place(sent, place):
        raise Refusal(receiving.GONE)
    work.to.write(_written(sent, work.actor, place))
    return remarking.file_name(sent, place)
