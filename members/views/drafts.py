"""Half-filled forms: kept as a field is left, gone on with, dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from members import drafts, repeats, wording
from members.errors import Refusal

View = TypeVar("View", bound=Callable[..., Any])
LISTED = 5
# Longer than what is kept, with its signs and quotes: not even read.
LONGEST = 4 * drafts.LARGEST
LONGEST_QUERY = 100
NO_FORM = "Trang này không giữ bản nháp."


def keeps(title: str, opens: Callable[..., object], asks: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Say of a page that its form keeps drafts: what is done there, its door, and what in its address it is for."""

    def say(view: View) -> View:
        view.drafts = drafts.Form(title, opens, asks)  # type: ignore[attr-defined]
        return view

    return say


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What this account has typed here and not sent, for the form that is opened now; the page says so, too."""
    if request.method != "GET" or drafts.form_at(request.resolver_match) is None:
        return None
    kept = drafts.of(request.user, drafts.page_of(request.resolver_match, request.GET), now=timezone.now())
    request.draft = kept
    return kept.typed if kept else None


def match_of(page: str) -> ResolverMatch | None:
    """What answers at an address of this program; None where nothing does."""
    try:
        return resolve(page.partition("?")[0])
    except Resolver404:
        return None


def _asked(request: HttpRequest) -> tuple[ResolverMatch | None, QueryDict]:
    """Which page the form says it stands on."""
    page = request.POST.get("trang", "")
    return match_of(page), QueryDict(page.partition("?")[2][:LONGEST_QUERY])


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What stands in a form now, in one sentence whether it is kept. Only of a page that is open to this account."""
    now = timezone.now()
    try:
        keep_typed(request, *_asked(request), _typed(request), mark=request.POST.get("dau", ""), at=now)
    except Refusal as refusal:
        return told(refusal.sentence, 422)
    return told(f"Đã giữ bản nháp lúc {timezone.localtime(now):%H:%M}", 200)


def keep_typed(
    request: HttpRequest,
    match: ResolverMatch | None,
    query: QueryDict,
    typed: dict[str, list[str]],
    *,
    mark: str,
    at: datetime,
) -> str:
    """The page whose draft this is now. Raises Refusal where none is kept; Http404, PermissionDenied where the page is
    not open to this account."""
    form = drafts.form_at(match)
    if match is None or form is None:
        raise Refusal(NO_FORM)
    form.opens(request, *match.args, **match.kwargs)
    page = drafts.page_of(match, query)
    drafts.keep(request.user, page, typed, mark=mark, at=at)
    return page


def keep_sent(request: HttpRequest, at: datetime) -> str:
    """The same for a form that can't be carried out, because the session of who sent it has ended."""
    match = match_of(request.path_info)
    if match is not None and match.url_name == "keep-draft":
        return keep_typed(request, *_asked(request), _typed(request), mark=request.POST.get("dau", ""), at=at)
    return keep_typed(
        request, match, request.GET, dict(request.POST.lists()), mark=repeats.mark_in(request.POST), at=at
    )


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    """{field: values} as the page has written them. Raises Refusal where that is too long or can't be read."""
    written = request.POST.get("cac-o", "")
    if len(written) > LONGEST:
        raise Refusal(drafts.TOO_LARGE)
    try:
        said = json.loads(written)
        return {str(name): list(values) for name, values in said.items()}
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Refusal(drafts.UNREAD) from error


def told(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Begin the form anew, or let go what was begun: one's own, also where the page is not open any more."""
    match, query = _asked(request)
    if match is None or drafts.form_at(match) is None:
        return redirect("today")
    page = drafts.page_of(match, query)
    drafts.drop(request.user, page)
    return redirect("today" if request.POST.get("ve") == "hom-nay" else page)


def waiting(request: HttpRequest) -> list[dict[str, str]]:
    """What this account has begun, newest first: what is done there and when it was kept; nobody is named."""
    found = []
    for page, at in drafts.waiting(request.user, LISTED, now=timezone.now()):
        form = drafts.form_at(match_of(page))
        if form is not None:
            found.append({"page": page, "title": form.title, "at": wording.moment(at)})
    return found
