"""The pages on which something is recorded of a private enterprise."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from admissions import forms, procedure
from admissions.models import Enterprise, EnterpriseLink, Worker
from admissions.views.acts import OFF
from members import door, rights
from members.views.acts import ActPage, begin, view
from members.views.drafts import keeps, typed_before


def _entering(request: HttpRequest, *_: Any) -> None:
    """Who enters one. Raises PermissionDenied."""
    if not request.actor.kinds() & {rights.OFFICER, rights.COMMITTEE}:
        raise PermissionDenied


@keeps("ghi doanh nghiệp tư nhân", _entering)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """An enterprise of the area of a committee of mine."""
    _entering(request)
    form = forms.EnterEnterpriseForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    return begin(
        request, form,
        lambda given: procedure.enter_enterprise(
            given["area"], by=request.actor, name=given["name"], day=given["day"]
        ),
        said=lambda made: f"Đã ghi {made.name}.", to="enterprise", heading="Doanh nghiệp tư nhân",
        title="ghi doanh nghiệp tư nhân", back=reverse("enterprises"), act="Ghi vào sổ", leave="Không ghi, quay lại",
    )  # fmt: skip


def _of(target: Any) -> Enterprise:
    found: Enterprise = target if isinstance(target, Enterprise) else target.enterprise
    return found


def _page(verb: str, form: Any, model: type, *, back: Any = None, **more: Any) -> Any:
    function = getattr(procedure, verb)

    def call(target: Any, by: rights.Actor, given: dict[str, Any]) -> Any:
        return function(target, by=by, **given)

    return view(ActPage(
        verb=verb, form=form, find=lambda request, pk: door.get_or_404(model, pk),
        case=lambda target, actor: rights.case_of_organisation(_of(target).area_id), call=call,
        back=back or (lambda target: reverse("enterprise", args=[_of(target).pk])),
        heading=lambda target: _of(target).name, subject=lambda target: None, **more,
    ))  # fmt: skip


correct = _page("correct_enterprise", forms.CorrectEnterpriseForm, Enterprise)
end = _page("end_enterprise", forms.EndEnterpriseForm, Enterprise)
take_back = _page(
    "take_back_enterprise", forms.TakeBackForm, Enterprise, back=lambda target: reverse("enterprises"), **OFF
)  # fmt: skip
link = _page("link_enterprise", forms.LinkForm, Enterprise)
end_link = _page("end_enterprise_link", forms.EndLinkForm, EnterpriseLink)
take_back_link = _page("take_back_enterprise_link", forms.TakeBackForm, EnterpriseLink, **OFF)
note_worker = _page(
    "note_worker", forms.WorkerForm, Enterprise,
    hint="Chỉ ghi khi doanh nghiệp chưa có tổ chức đảng. Chỉ ghi ai, từ ngày nào; không ghi việc làm, chức danh.",
)  # fmt: skip
end_worker = _page("end_worker", forms.EndLinkForm, Worker)
take_back_worker = _page("take_back_worker", forms.TakeBackForm, Worker, **OFF)
