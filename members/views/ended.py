"""The end of a session that was left alone. What was being sent is kept as a draft, and the way through the sign-in
leads back to the page where it was typed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from members import door
from members.errors import Refusal
from members.middleware import page_asked
from members.models import Account
from members.sessions import LAST_SEEN, SIGNED_IN
from members.views import drafts

Answer = Callable[[HttpRequest], HttpResponse]
# What the page of the sign-in is told: that a session has ended, and what became of the form that was sent.
ENDED, KEPT, NOT_DONE = "het-phien", "da-giu", "chua-ghi"
# And whose session it was.
WHOSE = "cua"
# Forms that ask or only look otherwise: nobody expects them in the register, so nobody is told that they are not.
WRITES_NOTHING = frozenset({"accounts", "card", "find", "find-hints", "keep-draft", "logout", "table-rows"})
KEPT_AND_ENDED = "Đã giữ bản nháp. Phiên làm việc đã hết, phải đăng nhập lại."
UNREAD = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


def session_end(get_response: Answer) -> Answer:
    """Ends a session that was left alone for IDLE_MINUTES or is older than SESSION_COOKIE_AGE, and says so."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if _is_over(request, now):
                page, whose = _kept(request), _mark(request.user.pk)
                logout(request)
                if page and request.path == reverse("keep-draft"):
                    return drafts.told(KEPT_AND_ENDED, 200)
                return _to_login(request, page, whose)
            # A write every half minute is enough to know that somebody is there.
            if now - request.session[LAST_SEEN] >= 30:
                request.session[LAST_SEEN] = now
        return get_response(request)

    return answer


class SignInFirst(LoginRequiredMiddleware):
    """Who is not signed in is asked to, and comes to where he was: the address of a form that was sent, or of a part of
    a page, is no page to come back to."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:
        return _to_login(request)


def is_another(account: Account, whose: str) -> bool:
    """Whether the sign-in was left to by another account: its page and what it typed are nothing to this one."""
    return bool(whose) and not constant_time_compare(whose, _mark(account.pk))


def _mark(account: int) -> str:
    """Of an account, for the address of the sign-in: the same each time, and nobody reads there who it is."""
    return salted_hmac("members.views.ended", str(account)).hexdigest()[:32]


def _is_over(request: HttpRequest, now: int) -> bool:
    # A session without clocks was not begun by our sign-in.
    signed_in, seen = request.session.get(SIGNED_IN, 0), request.session.get(LAST_SEEN, 0)
    return now - seen > settings.IDLE_MINUTES * 60 or now - signed_in > settings.SESSION_COOKIE_AGE


def _kept(request: HttpRequest) -> str:
    """The page of the form that was sent, when it is kept as a draft; "" otherwise. Only what our own page has sent."""
    if request.method != "POST":
        return ""
    try:
        # Whether the token is right is asked of Django's own check, which comes after this one.
        if CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {}) is not None:
            return ""
        with door.actor_of(request):
            return drafts.keep_sent(request, timezone.now())
    except (Refusal, Http404, PermissionDenied, *UNREAD):
        return ""


def _nothing(*_: Any) -> HttpResponse:
    return HttpResponse()


def _to_login(request: HttpRequest, page: str = "", whose: str = "") -> HttpResponse:
    """To the sign-in, and from there back to the page where somebody was. A part of a page must not be replaced by the
    sign-in: then the whole page goes there. `page`: whose draft was kept; `whose`: session it was that has ended."""
    asked = drafts.match_of(request.path_info)
    name = asked.url_name if asked else None
    not_done = request.method == "POST" and not page and name not in WRITES_NOTHING
    told = {ENDED: whose, KEPT: page, NOT_DONE: not_done}
    query = {word: "1" for word, is_so in told.items() if is_so}
    if wanted := name != "logout" and (page or _where(request)):
        query["next"] = wanted
        if whose:
            query[WHOSE] = whose
    target = f"{reverse('login')}?{urlencode(query)}" if query else reverse("login")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _where(request: HttpRequest) -> str:
    """The page that somebody saw as he asked; "" where that is not known, or where it can't be opened again: it was
    the answer to a form."""
    if page := page_asked(request):
        return page
    seen = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    match = drafts.match_of(seen.path)
    if seen.netloc != request.get_host() or match is None or not takes_get(match.func):
        return ""
    return f"{seen.path}?{seen.query}" if seen.query else seen.path


def takes_get(view: Callable[..., Any]) -> bool:
    """Whether a page can be opened by its address. Django's decorators keep the methods that they let through to
    themselves, in what they close over."""
    layer: Callable[..., Any] | None = view
    while layer is not None:
        methods = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
        if methods is not None and "GET" not in methods:
            return False
        layer = getattr(layer, "__wrapped__", None)
    return True
