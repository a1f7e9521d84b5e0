"""The start page: what waits on me, then my unit at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members import attention, checks, door, figures, kept, registry, wording
from members.attention import proposed
from members.models import Closure, Organisation
from members.views import drafts, organisations, roles


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    day = request.actor.day
    here = my_organisation(request, day)
    sees = here is not None and door.sees_people(request)
    counts = checks.counts(day, figures.counted(here, day)) if here is not None and sees else {}
    waiting, sent = proposed.proposals(request.actor, day)
    context: dict[str, Any] = {"tasks": _tasks(request, here, day, counts, waiting), "sent": sent, "here": here,
                               "begun": drafts.waiting(request)}  # fmt: skip
    if here is None:
        context["without_role"] = roles.without_role(request)
    if here is not None and sees:
        context |= organisations.people_of(request, here, day, counts)
        context["term"] = organisations.term_on(here, day)
        context["absence"] = _ended(request, here, day) if context["term"] is None else None
    return render(request, "members/today.html", context)


def _ended(request: HttpRequest, here: Organisation, day: date) -> dict[str, Any]:
    """What is told to who is responsible for a unit that is no more: since when, by which paper, where its people went,
    and where its last list stands."""
    said = organisations.absence(request, here, day)
    closure = Closure.objects.filter(organisation=here, day__lte=day).select_related("decision").first()
    if closure is None:
        return said
    if closure.decision:
        said["words"] += f" ({wording.paper(closure.decision)})"
    eve = closure.day - timedelta(days=1)
    people = organisations.with_day(reverse("people", args=[here.pk]), eve, day)
    return said | {"old": wording.day(eve), "old_href": people}


def my_organisation(request: HttpRequest, day: date) -> Organisation | None:
    """Where my first role is; the role on the topmost organisation counts first."""
    held = sorted(request.actor.roles, key=lambda one: (one.place.lo, one.kind))
    if not held:
        return None
    where = held[0].organisation
    # Of one that stands the tree of this request knows all that the page asks.
    return Organisation(pk=where) if where in (kept.places_on(day) or ()) else _read(where)


def _read(organisation: int) -> Organisation | None:
    found: Organisation | None = Organisation.objects.filter(pk=organisation).first()
    return found


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
    return sorted(_with_days(found), key=lambda one: one.place)


def _with_days(found: list[registry.Attention]) -> Iterator[registry.Attention]:
    """The lines, each with the days that another app knows of it."""
    known = {one.beside: one for one in found if one.beside}
    for one in found:
        if (said := known.get(one.key)) is not None:
            yield replace(one, when=said.when, left=said.left, why=f"{one.why} {said.why}")
        elif not one.beside:
            yield one
