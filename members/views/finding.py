"""Finding people: as one types, and a page of its own.

What is typed is somebody's name: it never stands in an address, where a browser and a proxy would keep it. The page is
reached by a short key of this session, so that going back and printing work.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kit import names
from members import finding, looks, rights, tree
from members.models import Term

SEARCHES, KEPT, LONGEST = "searches", 20, 60
AS_TYPED, ON_PAGE, ORGANISATIONS = 8, 50, 5
LEAST = 2


def _may_or_403(request: HttpRequest) -> None:
    """Only who opens persons finds them."""
    if not rights.opens_people(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Everybody meant by what was typed; without anything typed, the search alone."""
    _may_or_403(request)
    if request.method == "POST":
        text = _text(request)
        key = {"lan": _keep(request, text)} if text else {}
        return redirect(f"{reverse('find')}?{urlencode(key)}" if key else "find")
    text = dict(request.session.get(SEARCHES, [])).get(request.GET.get("lan", ""), "")
    context = _answer(request, text, ON_PAGE) | {"asked": True} if text else {"text": ""}
    return render(request, "members/find.html", context | {"finder": True})


@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """A few of them while one types. Nothing for less than two letters."""
    _may_or_403(request)
    text = _text(request)
    if len(text) < LEAST:
        return HttpResponse()
    return render(
        request, "members/parts/found.html", _answer(request, text, AS_TYPED, as_typed=True) | {"hints": True}
    )


def _text(request: HttpRequest) -> str:
    return names.clean(request.POST.get("q", "").replace("\x00", ""))[:LONGEST]


def _keep(request: HttpRequest, text: str) -> str:
    kept = [pair for pair in request.session.get(SEARCHES, []) if pair[1] != text][-KEPT + 1 :]
    key = secrets.token_urlsafe(6)
    request.session[SEARCHES] = [*kept, (key, text)]
    return key


def _answer(request: HttpRequest, text: str, limit: int, *, as_typed: bool = False) -> dict[str, Any]:
    day = request.actor.day
    answer = finding.people(text, day, limit=limit, as_typed=as_typed)
    looks.looked(request.actor, "find", [hit.member for hit in answer.hits], asked={"tim": text}, at=timezone.now())
    groups = [
        {"title": title, "people": [{"hit": hit, "href": reverse("person", args=[hit.member])} for hit in hits]}
        for title, hits in answer.by_how()
    ]
    return {
        "text": text, "groups": groups, "more": answer.more, "meant": answer.meant, "limit": limit,
        "begin_so": answer.begin_so, "nothing": answer.nothing, "bare": answer.bare,
        "organisations": _organisations(text, request),
    }  # fmt: skip


def _organisations(text: str, request: HttpRequest) -> list[dict[str, str]]:
    """Organisations of mine today whose name has all the words."""
    words = names.typed(text).words
    if not words:
        return []
    rows = Term.objects.on(request.actor.day).values_list("organisation", "name", "short_name")
    fit = [(pk, name) for pk, name, short in rows if _has_all(f"{name} {short}", words)]
    fit.sort(key=lambda one: tree.order_key(one[1]))
    return [{"href": reverse("organisation", args=[pk]), "name": name} for pk, name in fit[:ORGANISATIONS]]


def _has_all(name: str, words: tuple[str, ...]) -> bool:
    parts = names.fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
