"""Which grass-roots committees decide on admissions themselves, and the pages on which that begins and ends."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions import forms
from admissions.models import Authorisation
from admissions.views import at_place
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, regulations, rights, wording
from members.models import Term
from members.views.paging import beside, by_row


@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """The committees of the grass roots in my part, each with its authorisations, the newest first."""
    opening(request)
    day = request.actor.day
    standing = Term.objects.on(day).filter(kind__is_grass_roots=True, kind__holds_members=False)
    page = by_row(request, standing, "name", "pk")
    here = [term.organisation_id for term in page.rows]
    given = at_place.by_place(
        Authorisation.objects.filter(organisation__in=here).order_by("-since", "-pk").select_related("decision")
    )  # fmt: skip
    may = rights.allowed_at(request.actor, here)
    context = {
        "rule": regulations.shown(regulations.RULES["admission.deciding_body"], day),
        "rows": [_row(term, given.get(term.organisation_id, []), "authorise" in may.get(term.organisation_id, ()), day)
                 for term in page.rows],
        "pages": beside(page),
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


page_of = partial(at_place.page, back="authorisations")


def _row_or_404(request: HttpRequest, pk: int) -> Authorisation:
    one: Authorisation = door.get_or_404(Authorisation, pk)
    return one


authorise = page_of("authorise", forms.AuthoriseForm, door.organisation_or_404)
end_authorisation = page_of("end_authorisation", forms.EndAuthorisationForm, _row_or_404)
take_back_authorisation = page_of(
    "take_back_authorisation", forms.TakeBackAuthorisationForm, _row_or_404, act="Bỏ mục này",
    leave="Không bỏ, quay lại", done="Đã bỏ",
    hint="Chỉ bỏ khi ghi nhầm; ủy quyền đã có và nay thôi thì ghi thôi ủy quyền. Quyết định kết nạp đã ghi giữ nguyên.",
)  # fmt: skip
