"""Everything that is only written differently: shown point by point, answered together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members import looks, repeats, rights
from members.errors import Outdated
from members.tables import Head
from members.views.acts import refused_in
from members.views.drafts import keeps, typed_before
from reports.reconciliation.forms import SpellingForm
from reports.reconciliation.models import SentList
from reports.reconciliation.procedure import receiving
from reports.reconciliation.procedure import spelling as procedure
from reports.reconciliation.views import doors
from reports.reconciliation.views.parts import about

HEADS = [Head(label) for label in ("Trong danh sách", "Trong sổ", "Chi bộ")]


@keeps("trả lời chung những điểm chỉ khác cách viết", doors.list_or_404)
@require_http_methods(["GET", "HEAD", "POST"])
def spelling(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview with what was seen of each record; sent, all of it is written or nothing."""
    one, sent = doors.list_or_404(request, pk)
    plan = procedure.planned(one)
    if not plan.points:
        messages.warning(request, "Không còn điểm nào chỉ khác cách viết chưa trả lời.")
        return repeats.undone(redirect("settling", pk=pk))
    form = SpellingForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    form.offer(request.actor, (plan.mark, rights.sees_whole(request.actor)))
    if form.is_valid():
        with refused_in(form):
            try:
                said = procedure.answer_spelling(one, by=request.actor, **form.act())
            except Outdated:
                return _outdated(request, sent)
            messages.success(request, f"Đã ghi cho {len(said)} điểm chỉ khác cách viết.")
            return redirect("settling", pk=pk)
    seen = [point.member_id for point in plan.points if point.member_id]
    looks.looked(request.actor, "reconciliation", seen, asked={"tep": sent.upload.checksum, "nhom": "cach-viet"},
                 at=timezone.now())  # fmt: skip
    context = about(one, request.actor.day) | {
        "points": plan.points, "count": len(plan.points), "form": form, "heads": HEADS,
    }  # fmt: skip
    return render(request, "reports/spelling.html", context, status=422 if form.errors else 200)


def _outdated(request: HttpRequest, sent: SentList) -> HttpResponse:
    """A record has changed since it was compared: a short list is compared anew, the points shown as they are."""
    sentence = "Hồ sơ của người trong những điểm này vừa được sửa sau khi so."
    if not receiving.again_at_once(sent, by=request.actor):
        messages.warning(request, f"{sentence} Bấm “So lại với sổ” rồi trả lời chung.")
        return repeats.undone(redirect("reconciliation", pk=sent.reconciliation_id))
    messages.warning(request, f"{sentence} Đã so lại; xem từng dòng rồi trả lời chung.")
    return repeats.undone(redirect("spelling", pk=sent.reconciliation_id))
