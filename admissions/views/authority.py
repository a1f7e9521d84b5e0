"""Which grass-roots committees decide on admissions themselves, and the pages on which that begins and ends."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions import forms, procedure
from admissions.models import Authorisation
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, regulations, rights, scope, wording
from members.models import Organisation, Term
from members.views.acts import ActPage, view
from members.views.paging import by_row


@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """The committees of the grass roots in my part, each with its authorisations, the newest first."""
    opening(request)
    day = request.actor.day
    standing = Term.objects.on(day).filter(kind__is_grass_roots=True, kind__holds_members=False)
    page = by_row(request, standing, "name", "pk")
    given = defaultdict(list)
    for one in Authorisation.objects.filter(organisation__in=[term.organisation_id for term in page.rows]).order_by(
        "-since", "-pk"
    ).select_related("decision"):  # fmt: skip
        given[one.organisation_id].append(one)
    may = rights.allowed_at(request.actor, [term.organisation_id for term in page.rows])
    context = {
        "rule": regulations.shown(regulations.RULES["admission.deciding_body"], day),
        "rows": [_row(term, given[term.organisation_id], "authorise" in may.get(term.organisation_id, ()), day)
                 for term in page.rows],
        "pages": {"first": page.first, "previous": page.newer, "next": page.older},
    }  # fmt: skip
    return render(request, "admissions/authorisations.html", context)


def _row(term: Term, given: list[Authorisation], may: bool, day: Any) -> dict[str, Any]:
    return {
        "name": term.name, "given": [_told(one, may, day) for one in given],
        "href": reverse("authorise-committee", args=[term.organisation_id]) if may else "",
    }  # fmt: skip


def _told(one: Authorisation, may: bool, day: Any) -> dict[str, Any]:
    to = f" đến trước {print_day(one.until)}" if one.until else ""
    return {
        "words": f"từ {print_day(one.since)}{to}, {wording.paper(one.decision)}", "holds": one.holds_on(day),
        "end": reverse("end-authorisation", args=[one.pk]) if may and one.until is None else "",
        "off": reverse("take-back-authorisation", args=[one.pk]) if may else "",
    }  # fmt: skip


def _of(target: Any) -> int:
    pk: int = target.pk if isinstance(target, Organisation) else target.organisation_id
    return pk


def _heading(target: Any) -> str:
    return kept.called([_of(target)], scope.current().day).get(_of(target), "")


def _page(verb: str, form: Any, model: type, **more: Any) -> Any:
    def find(request: HttpRequest, pk: int) -> Any:
        return door.organisation_or_404(request, pk) if model is Organisation else door.get_or_404(model, pk)

    function = getattr(procedure, verb)
    return view(ActPage(
        verb=verb, form=form, find=find, case=lambda target, actor: rights.case_of_organisation(_of(target)),
        call=lambda target, by, given: function(target, by=by, **given), back=lambda target: reverse("authorisations"),
        heading=_heading, subject=lambda target: None, **more,
    ))  # fmt: skip


authorise = _page("authorise", forms.AuthoriseForm, Organisation)
end_authorisation = _page("end_authorisation", forms.EndAuthorisationForm, Authorisation)
take_back_authorisation = _page(
    "take_back_authorisation", forms.TakeBackAuthorisationForm, Authorisation, act="Bỏ mục này",
    leave="Không bỏ, quay lại", done="Đã bỏ",
    hint="Chỉ bỏ khi ghi nhầm; ủy quyền đã có và nay thôi thì ghi thôi ủy quyền. Quyết định kết nạp đã ghi giữ nguyên.",
)  # fmt: skip
