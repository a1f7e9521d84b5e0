"""The start page: what waits on me, then my unit at a glance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members import attention, checks, door, figures, registry
from members.models import Organisation
from members.views import drafts, organisations


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    day = request.actor.day
    here = my_organisation(request, day)
    sees = here is not None and door.sees_people(request)
    counts = checks.counts(day, figures.counted(here, day)) if here is not None and sees else {}
    waiting, sent = attention.proposals(request.actor, day)
    context: dict[str, Any] = {"tasks": _tasks(request, here, day, counts, waiting), "sent": sent, "here": here,
                               "begun": drafts.waiting(request)}  # fmt: skip
    if here is not None and sees:
        context |= organisations.people_of(request, here, day, counts)
        context["term"] = organisations.term_on(here, day)
    return render(request, "members/today.html", context)


def my_organisation(request: HttpRequest, day: date) -> Organisation | None:
    """Where my first role is; the role on the topmost organisation counts first."""
    roles = sorted(request.actor.roles, key=lambda held: (held.place.lo, held.kind))
    return Organisation.objects.filter(pk=roles[0].organisation).first() if roles else None


def _tasks(
    request: HttpRequest,
    here: Organisation | None,
    day: date,
    counts: checks.Counts,
    waiting: list[registry.Attention],
) -> list[registry.Attention]:
    if here is None:
        return []
    found = [*attention.waiting(request.actor, here, day, counts), *waiting]
    for query in registry.entries("attention").values():
        found += query(request.actor, here, day)
    return sorted(found, key=lambda one: (one.order, one.key))
