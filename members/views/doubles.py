"""Who may stand in the register twice: pairs by evidence, each explained, and the search over the whole register."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import door, finding, looks, rights, wording
from members import doubles as finder
from members.comparing import reasons
from members.models import Member, NotSame, PossibleDouble

APART = 20
AFTER, BEFORE, OLDER = "sau", "truoc", "cu-hon"


def _opens_or_403(request: HttpRequest) -> None:
    if not rights.opens_people(request.actor):
        raise PermissionDenied


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    _opens_or_403(request)
    here = finder.page(after=door.number(request.GET.get(AFTER)), before=door.number(request.GET.get(BEFORE)))
    opened, gone = Member.objects.opened_and_gone({pk for row in here.pairs for pk in (row.first_id, row.second_id)})
    looks.looked(request.actor, "doubles", sorted(opened), at=timezone.now())
    cells = finding.cells_of(opened, request.actor.day)
    whole, may = rights.sees_whole(request.actor), rights.allowed_of_people(request.actor, opened)
    context = {
        "pairs": [_pair(row, opened, gone if whole else set(), cells, may) for row in here.pairs],
        "may_search": whole, "found_on": wording.day(here.pairs[0].found_on) if here.pairs else "",
        "job": finder.under_way(request.user, timezone.now()) if whole else None,
        **_pages(here), **_told_apart(door.number(request.GET.get(OLDER)), request.actor),
    }  # fmt: skip
    return render(request, "members/doubles.html", context)


def _pages(here: finder.Page) -> dict[str, str]:
    """How many there are, and the pages beside this one."""
    count = finder.open_pairs().count()
    return {
        "count": wording.number(count),
        "words": f"{len(here.pairs)} trong {wording.number(count)} cặp",
        "first": "?" if here.previous else "",
        "previous": f"?{BEFORE}={here.previous}" if here.previous else "",
        "next": f"?{AFTER}={here.next}" if here.next else "",
    }


def _told_apart(older: int | None, actor: rights.Actor) -> dict[str, Any]:
    """Those of whom somebody has said that they are two, the newest first, and where the older ones are."""
    rows = NotSame.objects.select_related("first", "second").order_by("-pk")
    # An address that has run out leads to the newest, as everywhere.
    if older and not rows.filter(pk__lt=older).exists():
        older = None
    some = list((rows.filter(pk__lt=older) if older else rows)[: APART + 1])
    onward = f"?{OLDER}={some[APART - 1].pk}#khac" if len(some) > APART else ""
    may = rights.allowed_of_people(actor, {pk for one in some for pk in (one.first_id, one.second_id)})
    return {"apart": [_apart(one, may) for one in some[:APART]], "older": onward, "newest": "?#khac" if older else ""}


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


def _apart(one: NotSame, may: dict[int, frozenset[str]]) -> dict[str, str]:
    verbs = may[one.first_id] & may[one.second_id]
    return {
        "said": f"{one.first.full_name} và {one.second.full_name}", "why": one.reason, "on": wording.day(one.noted_on),
        "href": reverse("same-after-all", args=[one.pk]) if "take_back_not_same" in verbs else "",
    }  # fmt: skip


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Look through the whole register: a job, with progress, that can be cancelled."""
    if not rights.sees_whole(request.actor):
        raise PermissionDenied
    asked = finder.ask(request.user, at=timezone.now())
    return redirect("job", pk=asked.pk)
