"""Targets of admissions: which organisation of the grass roots was given how many for a year, by which decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions import forms
from admissions.models import Target
from admissions.views import at_place
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, rights, wording
from members.models import Term
from members.views.paging import beside, by_row

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
    standing = _stood_in(year, day)
    if (place := door.number(request.GET.get("noi"))) is not None:
        standing = standing.filter(organisation=place)
    page = by_row(request, standing, "name", "pk")
    here = [term.organisation_id for term in page.rows]
    given = at_place.by_place(
        Target.objects.filter(organisation__in=here, year=year).order_by("-day").select_related("decision")
    )  # fmt: skip
    may = rights.allowed_at(request.actor, [term.organisation_id for term in page.rows if term.holds_on(day)])
    context = {
        "year": year, "is_one": place is not None,
        "tabs": [{"label": str(one), "href": f"?nam={one}", "current": one == year}
                 for one in range(year - 1, year + 2)],
        "rows": [_row(term, given.get(pk, []), "set_target" in may.get(pk, ()), year, day)
                 for pk, term in zip(here, page.rows, strict=True)],
        "pages": beside(page, f"nam={year}"),
    }  # fmt: skip
    return render(request, "admissions/targets.html", context)


def _days_of(year: int, today: date) -> tuple[date, date]:
    """The first and the last day of the year by today; of a year to come it is today."""
    return min(date(year, 1, 1), today), min(date(year, 12, 31), today)


def _stood_in(year: int, today: date) -> QuerySet[Term]:
    """The organisations of the grass roots on some day of that year, each as it was called last in it: what has ended
    since was given its target all the same."""
    first, last = _days_of(year, today)
    meant = Term.objects.after(first).filter(
        Q(since__isnull=True) | Q(since__lte=last), kind__is_grass_roots=True
    )  # fmt: skip
    later = meant.filter(organisation=OuterRef("organisation"), since__gte=OuterRef("until"))
    return meant.exclude(Exists(later)).select_related("organisation__closure")


def _row(term: Term, given: Sequence[Target], may: bool, year: int, today: date) -> dict[str, Any]:
    """`result`: the numbers of that year up to the last day on which it stood."""
    first, last = _days_of(year, today)
    closure = getattr(term.organisation, "closure", None)
    ended = closure.day if closure is not None and closure.day <= today else None
    until = min(last, ended - timedelta(days=1)) if ended else last
    period = urlencode({"tu": print_day(first), "den": print_day(until)})
    return {
        "name": term.name, "given": [_told(one, may) for one in given],
        "href": f"{reverse('set-target', args=[term.organisation_id])}?year={year}" if may else "",
        "ended": print_day(ended) if ended else "", "until": print_day(until),
        "result": f"{reverse('year')}?{period}#tung-noi" if first <= until and first.year == year else "",
    }  # fmt: skip


def _told(one: Target, may: bool) -> dict[str, Any]:
    return {
        "number": wording.number(one.number), "day": print_day(one.day), "paper": wording.paper(one.decision),
        "off": reverse("take-back-target", args=[one.pk]) if may else "",
    }  # fmt: skip


page_of = partial(at_place.page, back="targets")
give = page_of(
    "set_target", forms.TargetForm, door.organisation_or_404,
    hint="Đã giao mà nay giao lại thì ghi thêm quyết định mới: từ ngày giao, số mới được tính; số trước vẫn giữ.",
)  # fmt: skip
take_back = page_of(
    "take_back_target", forms.TakeBackForm, lambda request, pk: door.get_or_404(Target, pk), act="Bỏ mục này",
    leave="Không bỏ, quay lại", done="Đã bỏ", hint="Chỉ bỏ khi ghi nhầm; giao lại số khác thì ghi quyết định mới.",
)  # fmt: skip
