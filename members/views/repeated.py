"""Around every form that is sent: what was carried out before is not carried out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from members import drafts, repeats
from members.models import Sending

DONE_BEFORE = "Việc này đã ghi từ lần gửi trước."
OTHERWISE = "Lần gửi sau có chỗ khác lần trước, chỗ khác ấy chưa ghi. Xem lại, cần thì mở trang mới để ghi."
View = Callable[..., HttpResponse]


def sent_once(get_response: View) -> View:
    """Middleware: a form acts once, however often it is sent (see `repeats`), and its draft goes with it. Both are
    written in the transaction of what the form does; what it refuses leaves its mark free."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    answer.process_view = _around  # type: ignore[attr-defined]
    return answer


def _around(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    mark, form = repeats.mark_in(request.POST), drafts.form_at(request.resolver_match)
    if not mark and form is None:
        return None
    with transaction.atomic():
        if mark:
            said = repeats.digest(mark, _said(request))
            row, is_new = repeats.taken(request.user, mark, said, at=timezone.now())
            if not is_new:
                return _repeated(request, row, said)
        response = view(request, *args, **kwargs)
        led_to = repeats.led_to(response)
        if mark:
            repeats.settle(row, led_to)
        if led_to and form is not None:
            drafts.drop(request.user, drafts.page_of(request.resolver_match, request.GET))
    return response


def _said(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was sent, without what proves that the form is ours; of a file its name and size."""
    files = [(name, [f"{one.name} {one.size}" for one in some]) for name, some in request.FILES.lists()]
    return [(name, some) for name, some in request.POST.lists() if name not in drafts.TOKENS] + files


def _repeated(request: HttpRequest, row: Sending, said: str) -> HttpResponse:
    messages.info(request, DONE_BEFORE)
    if not repeats.is_same(row, said):
        messages.warning(request, OTHERWISE)
    return HttpResponseRedirect(row.led_to)
