"""Targets of admissions: which organisation of the grass roots was given how many for a year, by which decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions import forms, procedure
from admissions.models import Target
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, rights, scope, wording
from members.models import Organisation, Term
from members.views.acts import ActPage, view
from members.views.paging import by_row

# Years that the page is asked for; everything else is the year of today.
FIRST, LAST = 1930, 2200


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """The organisations of the grass roots in my part, each with what it was given for the year, the newest first;
    or one of them."""
    opening(request)
    day = request.actor.day
    year = door.number(request.GET.get("nam")) or day.year
    year = year if FIRST <= year <= LAST else day.year
    standing = Term.objects.on(day).filter(kind__is_grass_roots=True)
    if (place := door.number(request.GET.get("noi"))) is not None:
        standing = standing.filter(organisation=place)
    page = by_row(request, standing, "name", "pk")
    here = [term.organisation_id for term in page.rows]
    given = defaultdict(list)
    for one in Target.objects.filter(organisation__in=here, year=year).order_by("-day").select_related("decision"):
        given[one.organisation_id].append(one)
    may = rights.allowed_at(request.actor, here)
    context = {
        "year": year, "is_one": place is not None,
        "tabs": [{"label": str(one), "href": f"?nam={one}", "current": one == year}
                 for one in range(year - 1, year + 2)],
        "rows": [_row(term, given[term.organisation_id], "set_target" in may.get(term.organisation_id, ()), year)
                 for term in page.rows],
        "pages": {name: f"{href}&nam={year}" if href else "" for name, href in
                  (("first", page.first), ("previous", page.newer), ("next", page.older))},
    }  # fmt: skip
    return render(request, "admissions/targets.html", context)


def _row(term: Term, given: Sequence[Target], may: bool, year: int) -> dict[str, Any]:
    return {
        "name": term.name, "given": [_told(one, may) for one in given],
        "href": f"{reverse('set-target', args=[term.organisation_id])}?year={year}" if may else "",
    }  # fmt: skip


def _told(one: Target, may: bool) -> dict[str, Any]:
    return {
        "number": wording.number(one.number), "day": print_day(one.day), "paper": wording.paper(one.decision),
        "off": reverse("take-back-target", args=[one.pk]) if may else "",
    }  # fmt: skip


def _of(target: Any) -> int:
    pk: int = target.pk if isinstance(target, Organisation) else target.organisation_id
    return pk


def _heading(target: Any) -> str:
    return kept.called([_of(target)], scope.current().day).get(_of(target), "")


def _page(verb: str, form: Any, find: Any, **more: Any) -> Any:
    function = getattr(procedure, verb)
    return view(ActPage(
        verb=verb, form=form, find=find, case=lambda target, actor: rights.case_of_organisation(_of(target)),
        call=lambda target, by, given: function(target, by=by, **given), back=lambda target: reverse("targets"),
        heading=_heading, subject=lambda target: None, **more,
    ))  # fmt: skip


give = _page(
    "set_target", forms.TargetForm, door.organisation_or_404,
    hint="Đã giao mà nay giao lại thì ghi thêm quyết định mới: từ ngày giao, số mới được tính; số trước vẫn giữ.",
)  # fmt: skip
take_back = _page(
    "take_back_target", forms.TakeBackForm, lambda request, pk: door.get_or_404(Target, pk), act="Bỏ mục này",
    leave="Không bỏ, quay lại", done="Đã bỏ", hint="Chỉ bỏ khi ghi nhầm; giao lại số khác thì ghi quyết định mới.",
)  # fmt: skip
