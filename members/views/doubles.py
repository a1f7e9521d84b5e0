"""Who may stand in the register twice: pairs by evidence, each explained, and the search over the whole register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import doubles as finder
from members import finding, looks, rights, wording
from members.comparing import reasons
from members.models import Member, NotSame, PossibleDouble

SHOWN, APART = 50, 20


def _opens_or_403(request: HttpRequest) -> None:
    if not rights.opens_people(request.actor):
        raise PermissionDenied


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    _opens_or_403(request)
    found = finder.open_pairs()
    rows = list(found.select_related("first", "second")[:SHOWN])
    opened, gone = Member.objects.opened_and_gone({pk for row in rows for pk in (row.first_id, row.second_id)})
    looks.looked(request.actor, "doubles", sorted(opened), at=timezone.now())
    cells = finding.cells_of(opened, request.actor.day)
    whole, may = rights.sees_whole(request.actor), rights.allowed_of_people(request.actor, opened)
    context = {
        "pairs": [_pair(row, opened, gone if whole else set(), cells, may) for row in rows],
        "count": found.count(), "shown": SHOWN, "may_search": whole,
        "found_on": wording.day(rows[0].found_on) if rows else "",
        "job": finder.under_way(request.user, timezone.now()) if whole else None,
        "apart": [_apart(one) for one in NotSame.objects.select_related("first", "second").order_by("-pk")[:APART]],
    }  # fmt: skip
    return render(request, "members/doubles.html", context)


def _pair(
    row: PossibleDouble, opened: set[int], gone: set[int], cells: dict[int, str], may: dict[int, frozenset[str]]
) -> dict[str, Any]:
    """Both people where both may be opened; of one elsewhere only that there may be one."""
    people = [
        {"name": one.full_name, "birth": wording.birth(one), "cell": cells.get(one.pk, ""),
         "href": reverse("person", args=[one.pk])}
        for one in (row.first, row.second) if one.pk in opened
    ]  # fmt: skip
    left = [reverse("leaver", args=[pk]) for pk in (row.first_id, row.second_id) if pk in gone]
    both = len(people) == 2
    verbs = may[row.first_id] & may[row.second_id] if both else frozenset()
    return {
        "people": people, "left": left, "both": both, "why": reasons.told(row.why) if both else [],
        "merge": reverse("merge", args=[row.first_id, row.second_id]) if "merge_members" in verbs else "",
        "apart": reverse("not-same", args=[row.pk]) if "set_not_same" in verbs else "",
    }  # fmt: skip


def _apart(one: NotSame) -> dict[str, str]:
    return {
        "said": f"{one.first.full_name} và {one.second.full_name}", "why": one.reason, "on": wording.day(one.noted_on),
        "href": reverse("same-after-all", args=[one.pk]),
    }  # fmt: skip


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Look through the whole register: a job, with progress, that can be cancelled."""
    if not rights.sees_whole(request.actor):
        raise PermissionDenied
    asked = finder.ask(request.user, at=timezone.now())
    return redirect("job", pk=asked.pk)
