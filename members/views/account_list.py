"""The list of accounts: who signs in, with which role on which unit; fifty at a time, or those of a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kit import names
from members import kept, rights, unused, wording
from members.lines import PAGE
from members.models import Account, Role
from members.views import accounts
from members.views.paging import by_row

LONGEST = 60


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """All of them page by page; sent with a name (never in the address), those whose name or user name has it."""
    accounts.keeper_or_403(request)
    day, text = request.actor.day, names.clean(request.POST.get("tim", ""))[:LONGEST]
    every = list(accounts.in_part(request.actor).order_by("username"))
    context: dict[str, Any] = _named(every, text) if text else _page(request)
    settled, keepers = unused.limits(day), unused.keepers(day)
    held = _roles(context["found"], day)
    return render(request, "members/accounts.html", context | {
        "accounts": [_row(one, day, settled, keepers) | {"roles": held.get(one.pk, [])} for one in context["found"]],
        "idle": sum(settled.is_idle(one, day) and one.pk not in keepers for one in every),
        "text": text, "total": wording.number(len(every)),
        "may_set": rights.may(request.actor, "set_office", accounts.REGISTER),
        "may_create": rights.may(request.actor, "create_account", accounts.REGISTER),
        "may_slips": rights.may(request.actor, "give_first_passwords", accounts.REGISTER),
    })  # fmt: skip


def _named(every: list[Account], text: str) -> dict[str, Any]:
    """Those that have every typed word in the name or the user name; so many that one page shows them."""
    words = names.fold(text).split()
    found = [one for one in every if all(word in names.fold(f"{one.full_name} {one.username}") for word in words)]
    return {"found": found[:PAGE], "more": len(found) - PAGE if len(found) > PAGE else 0}


def _page(request: HttpRequest) -> dict[str, Any]:
    """Fifty accounts in the order of their user names; an address names an account by its number, never anybody."""
    part = by_row(request, accounts.in_part(request.actor), "username")
    first, last = (part.rows[0].username, part.rows[-1].username) if part.rows else ("", "")
    beside = {"first": part.first, "previous": part.newer, "next": part.older}
    here = reverse("accounts")
    return {
        "found": part.rows, "words": f"Từ {first} đến {last}" if part.rows else "",
        **{name: f"{here}{query}" if query else "" for name, query in beside.items()},
    }  # fmt: skip


def _roles(found: Iterable[Account], day: date) -> dict[int, list[str]]:
    """{account: its roles of that day or later, each with its unit}, the one that begins first at the head."""
    rows = list(Role.objects.after(day).filter(account__in=found).order_by("since", "pk"))
    called = kept.called((one.organisation_id for one in rows), day)
    said: dict[int, list[str]] = {}
    for one in rows:
        waits = "" if one.confirmed_on else " (chờ xác nhận)"
        words = f"{one.get_kind_display()}, {called.get(one.organisation_id, 'tổ chức không còn')}{waits}"
        said.setdefault(one.account_id, []).append(f"{words[:1].upper()}{words[1:]}")
    return said


def _row(one: Account, day: date, settled: unused.Limits, keepers: set[int]) -> dict[str, Any]:
    """An account in the list: when it was last used, and from when on the clock blocks it if nobody uses it."""
    last = timezone.localtime(one.last_login).date() if one.last_login else None
    warned = settled.is_idle(one, day) and one.pk not in keepers
    return {"account": one, "last": wording.day(last, "chưa lần nào"),
            "blocked_on": wording.day(settled.blocks_on(one)) if warned else ""}  # fmt: skip
