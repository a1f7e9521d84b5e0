"""Which grass-roots committees decide on admissions themselves, and the pages on which that begins and ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions import forms
from admissions.models import Authorisation
from admissions.procedure.authorising import Ended, ended_of
from admissions.views import at_place
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, regulations, rights, wording
from members.models import Term
from members.views.paging import beside, by_row

PAST = "da-ket-thuc"


@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """The committees of the grass roots in my part, each with its authorisations, the newest first; or the
    authorisations of committees that are none any more."""
    opening(request)
    day, past = request.actor.day, request.GET.get("nhom") == PAST
    context = {
        "rule": regulations.shown(regulations.RULES["admission.deciding_body"], day), "past": past,
        "tabs": [{"label": label, "href": f"?nhom={key}" if key else "?", "current": past == bool(key)}
                 for key, label in (("", "Đang hoạt động"), (PAST, "Đã kết thúc"))],
        **(_past if past else _standing)(request, day),
    }  # fmt: skip
    return render(request, "admissions/authorisations.html", context)


def _committees(day: date) -> Any:
    return Term.objects.on(day).filter(kind__is_grass_roots=True, kind__holds_members=False)


def _past(request: HttpRequest, day: date) -> dict[str, Any]:
    """What ended together with its committee, or before it did."""
    rows = Authorisation.objects.exclude(organisation__in=_committees(day).values("organisation"))
    page = by_row(request, rows.select_related("decision"), "-since", "-pk")
    here = {one.organisation_id for one in page.rows}
    ended = ended_of(here)
    named = kept.called({*here, *(one.successor for one in ended.values() if one.successor)}, day)
    told = [{"name": named.get(one.organisation_id, ""), "given": [_ended(one, ended.get(one.organisation_id), named)]}
            for one in page.rows]  # fmt: skip
    return {"rows": told, "pages": beside(page, f"nhom={PAST}")}


def _ended(one: Authorisation, end: Ended | None, named: Mapping[int, str]) -> dict[str, Any]:
    """From when, until when, and why no longer."""
    if end is None or (one.until is not None and one.until <= end.day):
        return _told(one, may=False, day=date.max)
    why = "không còn là đảng ủy cơ sở"
    if end.is_closed:
        into = f", nhập vào {named.get(end.successor, '')}" if end.successor else ""
        why = f"đảng ủy kết thúc hoạt động{into}"
    return {"words": f"từ {print_day(one.since)} đến trước {print_day(end.day)}, {wording.paper(one.decision)}: {why}"}


def _standing(request: HttpRequest, day: date) -> dict[str, Any]:
    standing = _committees(day)
    page = by_row(request, standing, "name", "pk")
    here = [term.organisation_id for term in page.rows]
    given = at_place.by_place(
        Authorisation.objects.filter(organisation__in=here).order_by("-since", "-pk").select_related("decision")
    )  # fmt: skip
    may = rights.allowed_at(request.actor, here)
    return {
        "rows": [_row(term, given.get(term.organisation_id, []), "authorise" in may.get(term.organisation_id, ()), day)
                 for term in page.rows],
        "pages": beside(page),
    }  # fmt: skip


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
